"""Cytoscape JSON: for Cytoscape's desktop program (a .cyjs file), for cytoscape.js and for NetworkX."""

import json
from collections.abc import Iterable
from math import isnan
from typing import Any

from casegraph.exporting.columns import EDGE_COLUMNS, Column, Place, node_columns, places
from casegraph.network.model import Edge, Node, Projection

__all__ = ["cytoscape"]


def cytoscape(projection: Projection) -> str:
    """Return *projection* as Cytoscape JSON, one node or edge a line.

    Beside its columns a node has ``id``, ``value`` (its IRI twice: NetworkX reads the latter) and ``name``, which
    Cytoscape shows; an edge has ``interaction``, Cytoscape's word for its link, and ``key``, which keeps several edges
    between two nodes apart in NetworkX. A node that stands somewhere has a ``position``, whose y axis points downwards; the
    columns x and y have the values of the projection.

    >>> json.loads(cytoscape(Projection("p", "P", (Node("a", "A", "theme"),), ())))["elements"]["nodes"]
    [{'data': {'id': 'a', 'value': 'a', 'name': 'A', 'label': 'A', 'kind': 'theme'}}]
    """
    pairs = {frozenset((edge.source, edge.target)) for edge in projection.edges}
    head = {
        "data": {"name": projection.name, "title": projection.title},
        "directed": False,
        "multigraph": len(pairs) < len(projection.edges),
    }
    start = json.dumps(head, ensure_ascii=False)[1:-1]
    columns, place = node_columns(projection), places(projection)
    nodes = ",\n".join(_text(_node(node, columns, place.get(node.iri))) for node in projection.nodes)
    edges = ",\n".join(_text({"data": _edge(number, edge)}) for number, edge in enumerate(projection.edges))
    return f'{{{start}, "elements": {{\n"nodes": [\n{nodes}\n],\n"edges": [\n{edges}\n]\n}}}}\n'


def _text(element: dict[str, Any]) -> str:
    return json.dumps(element, ensure_ascii=False)


def _node(node: Node, columns: Iterable[Column[Node]], place: Place | None) -> dict[str, Any]:
    data: dict[str, Any] = {"id": node.iri, "value": node.iri, "name": node.label}
    element: dict[str, Any] = {"data": data | {column.name: _value(column, node) for column in columns}}
    return element | {"position": {"x": place.x, "y": 0.0 - place.y}} if place else element


def _value(column: Column[Node], node: Node) -> str | float | None:
    value = column.value(node)
    return None if isinstance(value, float) and isnan(value) else value


def _edge(number: int, edge: Edge) -> dict[str, Any]:
    data: dict[str, Any] = {"id": f"e{number}", "source": edge.source, "target": edge.target}
    data |= {"key": edge.link, "interaction": edge.link}
    return data | {column.name: column.value(edge) for column in EDGE_COLUMNS}
