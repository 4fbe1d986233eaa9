"""How large the nodes of a picture are: by how many reviews have them, or by a measure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casegraph.unranked import is_ranked

if TYPE_CHECKING:
    from casegraph.network.model import Projection
    from casegraph.network.tallies import Tally

__all__ = ["PLAIN", "SIZES", "radii_of", "radius", "sizes"]

SIZES = {
    "reviews": "Number of reviews",
    "degree": "Number of links",
    "strength": "Weight of links",
    "pagerank": "PageRank",
}
"""What a node can be sized by on every face, and what that is called; the first holds if none is chosen."""

PLAIN = 6.0
"""The radius of what is never ranked, whatever is chosen."""

_LEAST, _MOST = 4.0, 11.0


def sizes(projection: "Projection", counted: "Sequence[Tally]") -> dict[str, tuple[float, ...]]:
    """Return the values of each size, in the order of the nodes; *counted* are their tallies."""
    from casegraph.network.adjacency import adjacency
    from casegraph.network.measures import measure

    graph = adjacency(projection)
    measured: Mapping[str, tuple[float, ...]] = {
        name: tuple(measure(graph, name, engine="compiled").tolist()) for name in SIZES if name != "reviews"
    }
    return {"reviews": tuple(float(each.value) for each in counted), **measured}


def radii_of(projection: "Projection", values: Sequence[float]) -> tuple[float, ...]:
    """Return the radius of each node by its value; areas are as values are, and those of each kind are compared with each other.

    >>> from casegraph.network.model import Node, Projection
    >>> radii_of(Projection("p", "P", (Node("a", "A", "agency"), Node("t", "T", "agency")), ()), (0.0, 9.0))
    (4.0, 11.0)
    """
    most: dict[str, float] = {}
    for node, value in zip(projection.nodes, values, strict=True):
        most[node.kind] = max(most.get(node.kind, 0.0), value)
    return tuple(
        radius(value, most[node.kind]) if is_ranked(node.kind) else PLAIN
        for node, value in zip(projection.nodes, values, strict=True)
    )


def radius(value: float, most: float) -> float:
    """Return the radius of a node.

    >>> radius(0, 0), radius(1, 4)
    (4.0, 7.5)
    """
    return round(_LEAST + (_MOST - _LEAST) * (value / most) ** 0.5, 1) if most > 0 else _LEAST
