"""Tallies: how often each node is counted, its rank by that, and in which interval the rank lies when other reviews are drawn.

A measure of a network is worth a place only where it says something else than counting does. A node is counted by the
reviews with its links; a review, of which there is one, by its links.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from casegraph.network.bootstrap import draws
from casegraph.network.model import Projection
from casegraph.network.ranks import interval, ranks

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats

__all__ = ["Tally", "tallies"]

_SMALL = 500_000  # nodes times reviews


class Tally(NamedTuple):
    """How often a node is counted, and its rank by that among the nodes of its kind, with the interval of 95 % of the draws."""

    value: int
    rank: int
    rank_low: int
    rank_high: int


def tallies(projection: Projection, samples: int = 200, seed: int = 1) -> tuple[Tally, ...]:
    """Return the tally of each node, in the order of the nodes, from *samples* draws of the reviews.

    >>> from casegraph.network.model import Node, Occurrence
    >>> nodes = (Node("t", "T", "theme"), Node("u", "U", "theme"))
    >>> seen = (Occurrence("t", "together", "r1/1", "", "r1"), Occurrence("t", "together", "r2/1", "", "r2"),
    ...         Occurrence("u", "together", "r1/1", "", "r1"))
    >>> [(each.value, each.rank) for each in tallies(Projection("p", "P", nodes, (), seen, "together"))]
    [(2, 1), (1, 2)]
    """
    import numpy as np

    if not projection.nodes:
        return ()
    number = {node.iri: at for at, node in enumerate(projection.nodes)}
    counted = _counted(projection)
    reviews = {review: at for at, review in enumerate(sorted({each.review for each in projection.occurrences}))}
    # What counts for a node, by review: each review once; for a review its links, which are all its own.
    rows = [number[iri] for iri, things in counted.items() for _ in things]
    columns = [reviews[review] for things in counted.values() for review in things.values()]
    table = _table(rows, columns, (len(number), max(len(reviews), 1)))
    kinds = np.unique([node.kind for node in projection.nodes], return_inverse=True)[1]
    own = np.array([reviews.get(node.iri, -1) for node in projection.nodes], np.int64)

    def drawn(times: "Floats") -> "Floats":
        once = np.minimum(times, 1)  # a review is there or not, as a node
        values = np.where(own >= 0, table @ once, table @ times)
        return np.where((own < 0) | (times[own] > 0), values, np.nan)

    values = table @ np.ones(table.shape[1])
    rank = ranks(values, kinds)
    low, high = interval(
        [ranks(drawn(times.astype(float)), kinds) for times in draws(len(reviews), samples, seed)], rank
    )
    return tuple(
        Tally(int(values[at]), int(rank[at]), int(low[at]), int(high[at])) for at in range(len(projection.nodes))
    )


def _table(rows: list[int], columns: list[int], shape: tuple[int, int]) -> "Any":
    """Return what counts for a node, by review, as a matrix of ones; a small one needs no scipy, which takes long to load."""
    import numpy as np

    if shape[0] * shape[1] <= _SMALL:
        table = np.zeros(shape)
        np.add.at(table, (rows, columns), 1.0)
        return table
    from scipy import sparse

    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _counted(projection: Projection) -> dict[str, dict[str, str]]:
    """Return what is counted for each node, with the review that it belongs to."""
    counted: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for each in projection.occurrences:
        ends = (
            ((each.source, each.target),)
            if projection.one_mode
            else ((each.source, each.target), (each.target, each.source))
        )
        for node, other in ends:
            counted[node][other if node == each.review else each.review] = each.review
    return counted
