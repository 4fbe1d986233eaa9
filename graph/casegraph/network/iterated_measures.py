"""Measures that pass scores along links until they settle: eigenvector, PageRank and HITS."""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency
from casegraph.network.link_measures import strength

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats

__all__ = ["authorities", "eigenvector", "hubs", "pagerank"]

_DAMPING = 0.85
_PRECISION = 1e-12
_ROUNDS = 10_000


def eigenvector(graph: Adjacency) -> "Floats":
    """Return how well connected each node is, counting links to well-connected neighbours more.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> eigenvector(path).round(2).tolist()
    [0.32, 0.71, 0.63]
    """
    import numpy as np

    table = graph.matrix()
    shift = 2 * graph.weights.sum() / graph.order  # without it, the two sides of a bipartite network would alternate
    scores = np.full(graph.order, graph.order**-0.5)
    for _ in range(_ROUNDS):
        before = scores
        scores = table @ before + shift * before
        scores = scores / np.linalg.norm(scores)
        if np.abs(scores - before).max() < _PRECISION:
            break
    return np.asarray(scores, np.float64)


def pagerank(graph: Adjacency) -> "Floats":
    """Return the same, counting less of a neighbour with many links; all scores add up to 1.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> pagerank(path).round(2).tolist()
    [0.19, 0.49, 0.33]
    """
    import numpy as np

    weights = strength(graph)
    isolated = weights == 0
    share = np.divide(1.0, weights, out=np.zeros(graph.order), where=~isolated)
    table = graph.matrix()
    scores = np.full(graph.order, 1 / graph.order)
    for _ in range(_ROUNDS):
        before = scores
        received = table @ (before * share) + before[isolated].sum() / graph.order
        scores = _DAMPING * received + (1 - _DAMPING) / graph.order
        if np.abs(scores - before).sum() < _PRECISION:
            break
    return np.asarray(scores, np.float64)


def hubs(graph: Adjacency) -> "Floats":
    """Return how strongly each node is linked to the best-linked nodes of the other kind.

    >>> import numpy as np
    >>> pair = Adjacency(3, np.array([0, 1]), np.array([2, 2]), np.array([1.0, 2.0]), np.zeros(3), np.array([0, 0, 1]))
    >>> hubs(pair).round(2).tolist()
    [0.33, 0.67, 0.0]
    """
    return _hits(graph)[0]


def authorities(graph: Adjacency) -> "Floats":
    """Return how strongly the best-linked nodes of the other kind are linked to each node.

    >>> import numpy as np
    >>> pair = Adjacency(3, np.array([0, 1]), np.array([2, 2]), np.array([1.0, 2.0]), np.zeros(3), np.array([0, 0, 1]))
    >>> authorities(pair).round(2).tolist()
    [0.0, 0.0, 1.0]
    """
    return _hits(graph)[1]


def _hits(graph: Adjacency) -> "tuple[Floats, Floats]":
    """Return hubs and authorities: side 0 of a bipartite network points to side 1; elsewhere links point both ways."""
    import numpy as np
    from scipy import sparse

    table = graph.matrix()
    if graph.side is not None:
        cells = (graph.weights, (graph.sources, graph.targets))
        table = sparse.csr_array(cells, shape=(graph.order, graph.order))
    back = table.T.tocsr()
    hubs = authorities = np.full(graph.order, 1 / graph.order)
    for _ in range(_ROUNDS):
        before = hubs
        authorities = back @ hubs
        authorities = authorities / authorities.sum()
        hubs = table @ authorities
        hubs = hubs / hubs.sum()
        if np.abs(hubs - before).sum() < _PRECISION:
            break
    return np.asarray(hubs, np.float64), np.asarray(authorities, np.float64)
