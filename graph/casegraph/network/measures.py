"""Measures of a network's nodes, each under NetworkX's name for it.

NetworkX measures small networks, compiled code (scipy, NetworKit) measures large ones; the numbers are the same. The
larger a weight, the nearer two nodes are: measures along paths use 1/weight as the distance (see ``Adjacency.distances``).
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
"""NetworkX measures networks with up to this many nodes times edges: loading NetworKit takes a tenth of a second or more."""

_LARGE = 400_000_000
"""Above this many nodes times edges, betweenness is estimated from the paths that begin at PIVOTS nodes."""

PIVOTS = 512

_DAMPING = 0.85
_PRECISION = 1e-12
_ROUNDS = 10_000
_AT_ONCE = 256  # rows of the distance matrix in memory at a time


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, what it means, an example, how compiled code computes it, and how NetworkX does.

    *counts* says whether its values are whole numbers if all weights are.
    """

    name: str
    meaning: str
    example: str
    compute: "Callable[[Adjacency], Floats]"
    by_networkx: "Callable[[Adjacency], Floats] | None" = None
    counts: bool = False


def measure(graph: Adjacency, name: str, *, engine: Engine = "auto") -> "Floats":
    """Return a measure of every node, in the order of the nodes.

    Degree, strength, core number, betweenness and closeness are exact. Eigenvector, PageRank and HITS iterate until the
    values change by less than 1e-12 of the whole. Betweenness of a network with more than 400 million nodes times edges is
    an estimate from 512 pivots, always the same ones. *engine* only decides how long it takes.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> measure(path, "strength").tolist(), measure(path, "betweenness").tolist()
    ([1.0, 3.0, 2.0], [0.0, 1.0, 0.0])
    """
    if not len(graph.weights):
        import numpy as np

        return np.zeros(graph.order)
    chosen = MEASURES[name]
    small = engine == "networkx" or (engine == "auto" and graph.order * len(graph.weights) <= _SMALL)
    compute = chosen.by_networkx if small and chosen.by_networkx else chosen.compute
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


def _betweenness_by_networkx(graph: Adjacency) -> "Floats":
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


def _closeness(graph: Adjacency) -> "Floats":
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


def _closeness_by_networkx(graph: Adjacency) -> "Floats":
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


def _eigenvector(graph: Adjacency) -> "Floats":
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


def _pagerank(graph: Adjacency) -> "Floats":
    import numpy as np

    strength = _strength(graph)
    isolated = strength == 0
    share = np.divide(1.0, strength, out=np.zeros(graph.order), where=~isolated)
    table = graph.matrix()
    scores = np.full(graph.order, 1 / graph.order)
    for _ in range(_ROUNDS):
        before = scores
        received = table @ (before * share) + before[isolated].sum() / graph.order
        scores = _DAMPING * received + (1 - _DAMPING) / graph.order
        if np.abs(scores - before).sum() < _PRECISION:
            break
    return np.asarray(scores, np.float64)


def _hubs(graph: Adjacency) -> "Floats":
    return _hits(graph)[0]


def _authorities(graph: Adjacency) -> "Floats":
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


def _core_number(graph: Adjacency) -> "Floats":
    import networkit
    import numpy as np

    network = graph.networkit(np.ones(len(graph.weights)))
    return np.array(networkit.centrality.CoreDecomposition(network).run().scores(), np.float64)


def _core_number_by_networkx(graph: Adjacency) -> "Floats":
    import networkx
    import numpy as np

    numbers = networkx.core_number(graph.networkx())
    return np.array([numbers[node] for node in range(graph.order)], np.float64)


_ALL = (
    Measure(
        "degree",
        "How many others it is linked to.",
        "The number of themes in the recommendations to an agency.",
        _degree,
        counts=True,
    ),
    Measure(
        "strength",
        "The weights of its links added up.",
        "An agency's recommendations, each counted once for each of its themes.",
        _strength,
        counts=True,
    ),
    Measure(
        "betweenness",
        "The share of the shortest paths between others that pass through it.",
        "A theme scores high if it connects agencies that have little else in common.",
        _betweenness,
        _betweenness_by_networkx,
    ),
    Measure(
        "closeness",
        "How short the paths from it to all others are; a strong link is a short step.",
        "An agency scores high if it shares strong themes with most other agencies.",
        _closeness,
        _closeness_by_networkx,
    ),
    Measure(
        "eigenvector",
        "How well connected it is, counting links to well-connected neighbours more.",
        "An agency scores high if its recommendations are on the most common themes.",
        _eigenvector,
    ),
    Measure(
        "pagerank",
        "How well connected it is, counting links to well-connected neighbours more, and less from a neighbour with many links.",
        "An agency scores high if it has a large share of the recommendations on many themes.",
        _pagerank,
    ),
    Measure(
        "hubs",
        "How strongly it is linked to the best-linked nodes of the other kind.",
        "An agency scores high if its recommendations are on the themes that most agencies share.",
        _hubs,
    ),
    Measure(
        "authorities",
        "How strongly the best-linked nodes of the other kind are linked to it.",
        "A theme scores high if the agencies with the most recommendations are asked to act on it.",
        _authorities,
    ),
    Measure(
        "core_number",
        "The largest k for which it is in a group where everyone has at least k links inside the group.",
        "Agencies and themes with a core number of 5 each have at least 5 links among themselves.",
        _core_number,
        _core_number_by_networkx,
        counts=True,
    ),
)
MEASURES: Mapping[str, Measure] = {each.name: each for each in _ALL}
"""All measures, by name."""
