"""The rows of a projection from the graph, by its query."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from casegraph.errors import CasegraphError
from casegraph.names import BASE
from casegraph.network.model import Row
from casegraph.store.in_terms import in_terms

if TYPE_CHECKING:
    from casegraph.network.projection_queries import Query
    from casegraph.store.protocol import Solution, Store

__all__ = ["rows_of_graph"]

_DEFAULT = "/basis/default"


def rows_of_graph(store: "Store", query: "Query") -> Iterator[Row]:
    """Yield the rows of a projection; raises CasegraphError for a node that is no IRI."""
    rows = store.select(in_terms(query.sparql, store).replace(BASE, store.base))
    has = {variable.value for variable in rows.variables}
    asking = "clause" if query.one_mode else "behind"

    def value(row: "Solution", variable: str) -> str:
        return row[variable].value if variable in has and row[variable] is not None else ""

    for row in rows:
        yield Row(
            value(row, "sourceKind"),
            _node_iri(query.name, row["source"]),
            value(row, "link"),
            value(row, "targetKind"),
            "" if row["target"] is None else _node_iri(query.name, row["target"]),
            value(row, "behind"),
            value(row, "review"),
            value(row, asking) if value(row, "basis").endswith(_DEFAULT) else "",
        )


def _node_iri(name: str, term: object) -> str:
    if not isinstance(term, NamedNode):
        raise CasegraphError(
            f"The projection “{name}” has {term} as a node, but only IRIs can be nodes. Correct its query."
        )
    return term.value
