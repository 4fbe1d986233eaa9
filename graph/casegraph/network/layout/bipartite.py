"""The bipartite layout: two columns, one for each side, in an order in which few edges cross."""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency
from casegraph.network.layout.force_directed import spectral_embedding, sum_over_edges
from casegraph.network.layout.overlap_removal import GAP

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["bipartite_layout", "crossings"]

_SWEEPS = 30
_WIDTH_TO_HEIGHT = 0.6
_LEAST_WIDTH = 300.0


def bipartite_layout(graph: Adjacency, radius: "Floats", part: "Integers") -> "Floats":
    """Return a position for each node of a bipartite graph: side 0 on the left, side 1 on the right, evenly spaced.

    *part* numbers the connected components from the top. Within a component, each node moves to the mean rank of its
    neighbours, one side at a time (barycentre sweeps); of two with the same mean, the stronger is above. The sweeps start
    from the order of the nodes and from two spectral orders. The sweep with the fewest crossings wins.

    >>> import numpy as np
    >>> crossed = Adjacency(4, np.array([0, 1]), np.array([3, 2]), np.ones(2), np.zeros(4), np.array([0, 0, 1, 1]))
    >>> bipartite_layout(crossed, np.full(4, 5.0), np.array([0, 1, 1, 0])).tolist()
    [[-150.0, 7.0], [-150.0, -7.0], [150.0, -7.0], [150.0, 7.0]]
    """
    import numpy as np

    side = graph.side
    assert side is not None
    strength = sum_over_edges(graph, graph.weights, graph.weights)
    degree = np.maximum(sum_over_edges(graph, *[np.ones(len(graph.weights))] * 2), 1)
    fewest, best = None, np.empty(0, np.int64)
    for start in (np.arange(graph.order), *spectral_embedding(graph).T):
        rank = _ranks(side, part, start)
        for turn in range(_SWEEPS):
            count = crossings(rank[graph.sources], rank[graph.targets])
            if fewest is None or count < fewest:
                fewest, best = count, rank
            mean = sum_over_edges(graph, rank[graph.targets], rank[graph.sources]) / degree
            rank = np.where(side == turn % 2, rank, _ranks(side, part, mean, -strength, rank))
    return _coordinates(_strong_first(best, side, part, strength), side, radius)


def crossings(left: "Integers", right: "Integers") -> int:
    """Return how many pairs of edges cross, given the ranks of their ends.

    >>> import numpy as np
    >>> crossings(np.array([0, 1, 2]), np.array([2, 0, 1]))
    2
    """
    import numpy as np

    # Sort edges by their left end: two edges cross if the right end of the earlier is lower. The right ends of such a pair
    # differ first at one binary digit: among those that agree before it, count each 1 that comes before a 0.
    ends = right[np.lexsort((right, left))]
    count = 0
    for digit in reversed(range(int(ends.max(initial=0)).bit_length())):
        group = ends >> (digit + 1)
        order = np.argsort(group, kind="stable")
        ones = ends[order] >> digit & 1
        before = np.cumsum(ones) - ones
        first = np.searchsorted(group[order], group[order])  # the start of each group
        count += int((before - before[first])[ones == 0].sum())
    return count


def _ranks(side: "Integers", *keys: "Integers | Floats") -> "Integers":
    """Return the rank of each node on its side, sorted by *keys*, the first key first."""
    import numpy as np

    order = np.lexsort((*reversed(keys), side))
    rank = np.empty(len(side), np.int64)
    rank[order] = np.arange(len(side))
    return rank - np.where(side == 1, int((side == 0).sum()), 0)


def _strong_first(rank: "Integers", side: "Integers", part: "Integers", strength: "Floats") -> "Integers":
    """Return the ranks with components turned over if their stronger nodes are below; the same edges cross as before."""
    import numpy as np

    group = 2 * part + side
    middle = np.bincount(group, rank)[group] / np.bincount(group)[group]
    below = np.bincount(part, strength * (rank - middle)) > 0
    return _ranks(side, part, np.where(below[part], -rank, rank))


def _coordinates(rank: "Integers", side: "Integers", radius: "Floats") -> "Floats":
    """Return positions by rank: both columns have the same height, and circles in a column the same gap."""
    import numpy as np

    order = [np.flatnonzero(side == each)[np.argsort(rank[side == each])] for each in (0, 1)]
    height = max(float((2 * radius[nodes] + GAP).sum()) for nodes in order)
    width = max(_WIDTH_TO_HEIGHT * height, _LEAST_WIDTH)
    at = np.zeros((len(rank), 2))
    for each, nodes in enumerate(order):
        room = 2 * radius[nodes]
        room += (height - room.sum()) / len(nodes)
        at[nodes] = np.stack([np.full(len(nodes), (each - 0.5) * width), height / 2 - np.cumsum(room) + room / 2], 1)
    return at
