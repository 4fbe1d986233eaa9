"""Measures along shortest paths: betweenness and closeness; 1/weight is the distance (see ``Adjacency.distances``)."""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = [
    "PIVOTS",
    "betweenness",
    "betweenness_by_networkx",
    "betweenness_from_pivots",
    "closeness",
    "closeness_by_networkx",
]

_LARGE = 400_000_000
"""Above this many nodes times edges, betweenness is estimated from the paths that begin at PIVOTS nodes."""

PIVOTS = 512
_AT_ONCE = 256  # rows of the distance matrix in memory at a time


def betweenness(graph: Adjacency) -> "Floats":
    """Return the share of the shortest paths between others that pass through each node; of a large network an estimate.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> betweenness(path).round(2).tolist()
    [0.0, 1.0, 0.0]
    """
    if graph.order * len(graph.weights) > _LARGE:
        return betweenness_from_pivots(graph, PIVOTS, seed=1)
    import networkit
    import numpy as np

    counts = networkit.centrality.Betweenness(graph.networkit(graph.distances())).run().scores()
    paths: Floats = np.array(counts, np.float64) / 2  # NetworKit counts each pair from both ends
    return paths / _most_paths(graph)


def betweenness_from_pivots(graph: Adjacency, pivots: int, seed: int) -> "Floats":
    """Estimate betweenness from the shortest paths that begin at *pivots* nodes, which NetworKit draws with *seed*."""
    import networkit
    import numpy as np

    network = graph.networkit(graph.distances())
    networkit.setSeed(seed, False)
    counts = networkit.centrality.EstimateBetweenness(network, pivots, False, False).run().scores()
    paths: Floats = np.array(counts, np.float64) / 2
    return paths / _most_paths(graph)


def betweenness_by_networkx(graph: Adjacency) -> "Floats":
    """Return betweenness as NetworkX computes it.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> betweenness_by_networkx(path).round(2).tolist()
    [0.0, 1.0, 0.0]
    """
    import networkx
    import numpy as np

    paths = networkx.betweenness_centrality(graph.networkx(), normalized=False, weight="distance")
    return np.array([paths[node] for node in range(graph.order)], np.float64) / _most_paths(graph)


def _most_paths(graph: Adjacency) -> "Floats":
    """Return how many paths could pass through each node, at least 1; for bipartite networks see Borgatti and Halgin (2011)."""
    import numpy as np

    n = graph.order
    if graph.side is None:
        return np.full(n, max((n - 1) * (n - 2) / 2, 1))
    own = np.bincount(graph.side, minlength=2)[graph.side].astype(np.float64)
    other = n - own
    quotient, rest = np.divmod(own - 1, other)
    most = (
        other**2 * (quotient + 1) ** 2
        + other * (quotient + 1) * (2 * rest - quotient - 1)
        - rest * (2 * quotient - rest + 3)
    )
    return np.asarray(np.maximum(most / 2, 1), np.float64)


def closeness(graph: Adjacency) -> "Floats":
    """Return how short the paths from each node to all others are, times the share of nodes that it reaches.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> closeness(path).round(2).tolist()
    [0.8, 1.33, 1.0]
    """
    import numpy as np
    from scipy.sparse import csgraph

    total, reached = np.zeros(graph.order), np.zeros(graph.order)
    table = graph.matrix(graph.distances())
    for start in range(0, graph.order, _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, graph.order))
        distances = csgraph.dijkstra(table, directed=False, indices=rows)
        reachable = np.isfinite(distances)
        reached[rows], total[rows] = reachable.sum(1), np.where(reachable, distances, 0).sum(1)
    return _closeness_from(graph, total, reached)


def closeness_by_networkx(graph: Adjacency) -> "Floats":
    """Return closeness as NetworkX computes it.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> closeness_by_networkx(path).round(2).tolist()
    [0.8, 1.33, 1.0]
    """
    import networkx
    import numpy as np

    network = graph.networkx()
    lengths = [
        networkx.single_source_dijkstra_path_length(network, node, weight="distance") for node in range(graph.order)
    ]
    return _closeness_from(graph, np.array([sum(each.values()) for each in lengths]), np.array(list(map(len, lengths))))


def _closeness_from(graph: Adjacency, total: "Floats", reached: "Floats | Integers") -> "Floats":
    """Return closeness from the summed distances to the nodes reached, times the share of nodes reached."""
    import numpy as np

    least = reached - 1.0
    if graph.side is not None:  # one step to the other side, two to its own
        own = np.bincount(graph.side, minlength=2)[graph.side]
        least = (graph.order - own) + 2.0 * (own - 1)
    share = (reached - 1) / max(graph.order - 1, 1)
    return np.divide(least * share, total, out=np.zeros(graph.order), where=total > 0)
