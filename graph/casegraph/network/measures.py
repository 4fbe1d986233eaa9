"""Measures of a network's nodes, each under the name that NetworkX gives it.

The same numbers come from NetworkX and from compiled code (scipy, NetworKit); which one computes is a matter of size.
A weight says how near two nodes are; measures along paths take 1/weight as the distance (see ``Adjacency.distances``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casegraph.network.adjacency import Adjacency

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["MEASURES", "PIVOTS", "Engine", "Measure", "betweenness_from_pivots", "measure"]

Engine = Literal["auto", "networkx", "compiled"]

_SMALL = 20_000
"""Up to this many nodes times edges NetworkX is done before NetworKit is loaded, which takes a tenth of a second or more."""

_LARGE = 400_000_000
"""Above this many nodes times edges betweenness is estimated from ways that begin at PIVOTS nodes, not at all of them."""

PIVOTS = 512

_DAMPING = 0.85
_PRECISION = 1e-12
_ROUNDS = 10_000
_AT_ONCE = 256  # rows of the table of distances that are in memory at a time


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, what it means in one sentence, how it is computed, and how NetworkX does for a small network.

    *counts* tells whether its values are whole numbers wherever weights are.
    """

    name: str
    meaning: str
    compute: "Callable[[Adjacency], Floats]"
    by_networkx: "Callable[[Adjacency], Floats] | None" = None
    counts: bool = False


def measure(graph: Adjacency, name: str, *, engine: Engine = "auto") -> "Floats":
    """Return a measure of every node, in their order.

    Degree, strength, core number, betweenness and closeness are exact; eigenvector, PageRank and HITS are iterated until
    the entries change by less than 1e-12 of the whole. *engine* decides nothing but the time it takes. Betweenness of a
    network with more than 400 million nodes times edges is estimated from 512 pivots, always the same ones.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> measure(path, "strength").tolist(), measure(path, "betweenness").tolist()
    ([1.0, 3.0, 2.0], [0.0, 1.0, 0.0])
    """
    if not len(graph.weights):
        import numpy as np

        return np.zeros(graph.order)
    wanted = MEASURES[name]
    small = engine == "networkx" or (engine == "auto" and graph.order * len(graph.weights) <= _SMALL)
    compute = wanted.by_networkx if small and wanted.by_networkx else wanted.compute
    return compute(graph)


def _degree(graph: Adjacency) -> "Floats":
    import numpy as np

    ends = np.concatenate([graph.sources, graph.targets])
    return np.bincount(ends, minlength=graph.order).astype(np.float64)


def _strength(graph: Adjacency) -> "Floats":
    import numpy as np

    ends = np.concatenate([graph.sources, graph.targets])
    return np.bincount(ends, np.concatenate([graph.weights, graph.weights]), graph.order).astype(np.float64)


def _betweenness(graph: Adjacency) -> "Floats":
    if graph.order * len(graph.weights) > _LARGE:
        return betweenness_from_pivots(graph, PIVOTS, seed=1)
    import networkit
    import numpy as np

    found = networkit.centrality.Betweenness(graph.networkit(graph.distances())).run().scores()
    through: Floats = np.array(found, np.float64) / 2  # it sees each pair from both ends
    return through / _most_between(graph)


def betweenness_from_pivots(graph: Adjacency, pivots: int, seed: int) -> "Floats":
    """Estimate betweenness from the shortest ways that begin at *pivots* nodes, drawn with *seed* by NetworKit."""
    import networkit
    import numpy as np

    network = graph.networkit(graph.distances())
    networkit.setSeed(seed, False)
    found = networkit.centrality.EstimateBetweenness(network, pivots, False, False).run().scores()
    through: Floats = np.array(found, np.float64) / 2
    return through / _most_between(graph)


def _betweenness_by_networkx(graph: Adjacency) -> "Floats":
    import networkx
    import numpy as np

    found = networkx.betweenness_centrality(graph.networkx(), normalized=False, weight="distance")
    return np.array([found[node] for node in range(graph.order)], np.float64) / _most_between(graph)


def _most_between(graph: Adjacency) -> "Floats":
    """Return between how many pairs a node can stand, 1 at least; in a bipartite network after Borgatti and Halgin (2011)."""
    import numpy as np

    n = graph.order
    if graph.side is None:
        return np.full(n, max((n - 1) * (n - 2) / 2, 1))
    own = np.bincount(graph.side, minlength=2)[graph.side].astype(np.float64)
    other = n - own
    whole, rest = np.divmod(own - 1, other)
    most = other**2 * (whole + 1) ** 2 + other * (whole + 1) * (2 * rest - whole - 1) - rest * (2 * whole - rest + 3)
    return np.asarray(np.maximum(most / 2, 1), np.float64)


def _closeness(graph: Adjacency) -> "Floats":
    import numpy as np
    from scipy.sparse import csgraph

    total, reached = np.zeros(graph.order), np.zeros(graph.order)
    table = graph.matrix(graph.distances())
    for start in range(0, graph.order, _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, graph.order))
        far = csgraph.dijkstra(table, directed=False, indices=rows)
        near = np.isfinite(far)
        reached[rows], total[rows] = near.sum(1), np.where(near, far, 0).sum(1)
    return _near(graph, total, reached)


def _closeness_by_networkx(graph: Adjacency) -> "Floats":
    import networkx
    import numpy as np

    network = graph.networkx()
    lengths = [
        networkx.single_source_dijkstra_path_length(network, node, weight="distance") for node in range(graph.order)
    ]
    return _near(graph, np.array([sum(each.values()) for each in lengths]), np.array(list(map(len, lengths))))


def _near(graph: Adjacency, total: "Floats", reached: "Floats | Integers") -> "Floats":
    """Return closeness from the distances to all nodes that are reached, times the share of nodes that are."""
    import numpy as np

    least = reached - 1.0
    if graph.side is not None:  # the other side is one step away, the own side two
        own = np.bincount(graph.side, minlength=2)[graph.side]
        least = (graph.order - own) + 2.0 * (own - 1)
    share = (reached - 1) / max(graph.order - 1, 1)
    return np.divide(least * share, total, out=np.zeros(graph.order), where=total > 0)


def _eigenvector(graph: Adjacency) -> "Floats":
    import numpy as np

    table = graph.matrix()
    shift = 2 * graph.weights.sum() / graph.order  # or the two sides of a bipartite network would swing
    scores = np.full(graph.order, graph.order**-0.5)
    for _ in range(_ROUNDS):
        before = scores
        scores = table @ before + shift * before
        scores = scores / np.linalg.norm(scores)
        if np.abs(scores - before).max() < _PRECISION:
            break
    return np.asarray(scores, np.float64)


def _pagerank(graph: Adjacency) -> "Floats":
    import numpy as np

    strength = _strength(graph)
    alone = strength == 0
    share = np.divide(1.0, strength, out=np.zeros(graph.order), where=~alone)
    table = graph.matrix()
    scores = np.full(graph.order, 1 / graph.order)
    for _ in range(_ROUNDS):
        before = scores
        given = table @ (before * share) + before[alone].sum() / graph.order
        scores = _DAMPING * given + (1 - _DAMPING) / graph.order
        if np.abs(scores - before).sum() < _PRECISION:
            break
    return np.asarray(scores, np.float64)


def _hubs(graph: Adjacency) -> "Floats":
    return _hits(graph)[0]


def _authorities(graph: Adjacency) -> "Floats":
    return _hits(graph)[1]


def _hits(graph: Adjacency) -> "tuple[Floats, Floats]":
    """Return hubs and authorities: in a bipartite network side 0 points to side 1, elsewhere each points to each."""
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


def _core_number(graph: Adjacency) -> "Floats":
    import networkit
    import numpy as np

    network = graph.networkit(np.ones(len(graph.weights)))
    return np.array(networkit.centrality.CoreDecomposition(network).run().scores(), np.float64)


def _core_number_by_networkx(graph: Adjacency) -> "Floats":
    import networkx
    import numpy as np

    found = networkx.core_number(graph.networkx())
    return np.array([found[node] for node in range(graph.order)], np.float64)


_ALL = (
    Measure("degree", "How many others it is linked to.", _degree, counts=True),
    Measure("strength", "How often it is linked: the weights of its links added up.", _strength, counts=True),
    Measure(
        "betweenness",
        "On what share of the shortest ways between others it lies.",
        _betweenness,
        _betweenness_by_networkx,
    ),
    Measure("closeness", "How near all others are to it.", _closeness, _closeness_by_networkx),
    Measure("eigenvector", "How strongly it is linked to those that are strongly linked themselves.", _eigenvector),
    Measure("pagerank", "How often somebody is there who follows links at random, by their weights.", _pagerank),
    Measure("hubs", "How strongly it is linked to what the other kind's most linked share.", _hubs),
    Measure("authorities", "How strongly those are linked to it that are linked to much.", _authorities),
    Measure(
        "core_number",
        "The largest k so that it has k links among those that have k too.",
        _core_number,
        _core_number_by_networkx,
        counts=True,
    ),
)
MEASURES: Mapping[str, Measure] = {each.name: each for each in _ALL}
"""All measures, by name."""
