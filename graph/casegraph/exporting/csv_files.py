"""Nodes and edges as CSV files, for spreadsheets and for the table import of Gephi and Cytoscape.

* They start with a byte order mark, because Excel garbles "–" and "ŵ" without it. Gephi, Cytoscape, pandas and
  ``encoding="utf-8-sig"`` remove it; other readers find it in the name of the first column.
* Lines end in LF, as in all files of a build. Otherwise the files follow RFC 4180.
* Text that a spreadsheet would run as a formula gets an apostrophe in front (see ``casegraph.csv_table``).
"""

from collections.abc import Iterable, Iterator
from math import isnan

from casegraph.csv_table import BYTE_ORDER_MARK, csv_lines
from casegraph.exporting.attributes import EDGE_ATTRIBUTES, node_attributes, number_text
from casegraph.network.model import Edge, Projection

__all__ = ["edges_csv", "edges_table", "nodes_csv", "nodes_table"]

Row = list[str | float | None]
"""The values of one node or edge."""


def nodes_csv(projection: Projection) -> Iterator[str]:
    r"""Yield the nodes of *projection*: their attributes (y upwards) and IRI.

    >>> from casegraph.network import Node
    >>> "".join(nodes_csv(Projection("p", "P", (Node("https://e.org/a", "A, b", "theme"),), ())))
    '\ufefflabel,kind,group,id\n"A, b",theme,,https://e.org/a\n'
    """
    return _table(*nodes_table(projection))


def edges_csv(projection: Projection) -> Iterator[str]:
    """Yield the edges of *projection*: labels of both ends and the link for people, and the IRIs of the ends for programs."""
    return _table(*edges_table(projection))


def nodes_table(projection: Projection) -> tuple[list[str], Iterator[Row]]:
    """Return the head and the rows of the nodes of *projection*."""
    attributes = node_attributes(projection)
    head = [*(attribute.name for attribute in attributes), "id"]
    return head, ([*(attribute.value(node) for attribute in attributes), node.iri] for node in projection.nodes)


def edges_table(projection: Projection) -> tuple[list[str], Iterator[Row]]:
    """Return the head and the rows of the edges of *projection*."""
    labels = {node.iri: node.label for node in projection.nodes}

    def row(edge: Edge) -> Row:
        values = [attribute.value(edge) for attribute in EDGE_ATTRIBUTES]
        return [labels[edge.source], labels[edge.target], *values, edge.source, edge.target]

    head = ["source_label", "target_label", *(attribute.name for attribute in EDGE_ATTRIBUTES), "source", "target"]
    return head, map(row, projection.edges)


def _table(head: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield from csv_lines(head, (map(_cell, row) for row in rows))


def _cell(value: str | float | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return None if isnan(value) else number_text(value)
