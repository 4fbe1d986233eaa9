"""The null model: networks in which only the number of links of each node is the same.

Every node keeps its degree. Who is linked to whom is random, and so is which link has which weight. A bipartite network
stays bipartite.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency

if TYPE_CHECKING:
    import numpy as np

__all__ = ["null_networks"]

_TRADES = 5  # for each node of a bipartite network, on average; enough to forget the first state
_SWAPS = 10  # attempts for each link of other networks


def null_networks(graph: Adjacency, samples: int, seed: int) -> Iterator[Adjacency]:
    """Yield *samples* networks with the degrees of *graph*; the same *seed* gives the same ones.

    A bipartite network is shuffled by trades (the curveball algorithm of Strona et al. 2014): two nodes pool the
    neighbours that only one of them has, and deal them out again. Other networks are shuffled by swapping the ends of two
    links.

    >>> import numpy as np
    >>> square = Adjacency(4, np.array([0, 1]), np.array([2, 3]), np.array([1.0, 2.0]),
    ...                    np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1]))
    >>> for network in null_networks(square, 2, seed=1):
    ...     print(sorted(network.sources.tolist()), sorted(network.targets.tolist()), sorted(network.weights.tolist()))
    [0, 1] [2, 3] [1.0, 2.0]
    [0, 1] [2, 3] [1.0, 2.0]
    """
    import numpy as np

    for child in np.random.SeedSequence(seed).spawn(samples):
        random = np.random.default_rng(child)
        pairs = _swapped(graph, random) if graph.side is None else _traded(graph, random)
        sources, targets = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
        yield graph.with_edges(sources, targets, random.permutation(graph.weights))


def _traded(graph: Adjacency, random: "np.random.Generator") -> list[tuple[int, int]]:
    """Shuffle a bipartite network; the side with fewer nodes trades."""
    import numpy as np

    few_are_sources = len(np.unique(graph.sources)) <= len(np.unique(graph.targets))
    here, there = (graph.sources, graph.targets) if few_are_sources else (graph.targets, graph.sources)
    neighbours: dict[int, set[int]] = {}
    for one, other in zip(here.tolist(), there.tolist(), strict=True):
        neighbours.setdefault(one, set()).add(other)
    nodes = sorted(neighbours)
    if len(nodes) > 1:
        first = random.integers(0, len(nodes), _TRADES * len(nodes))
        second = (first + random.integers(1, len(nodes), len(first))) % len(nodes)
        for one, other in zip(first.tolist(), second.tolist(), strict=True):
            _trade(neighbours[nodes[one]], neighbours[nodes[other]], random)
    pairs = [(one, other) for one in nodes for other in neighbours[one]]
    return pairs if few_are_sources else [(other, one) for one, other in pairs]


def _trade(one: set[int], other: set[int], random: "np.random.Generator") -> None:
    """Deal out again the neighbours that only one of two nodes has; each gets as many as it gave."""
    only_one, only_other = one - other, other - one
    if not only_one or not only_other:
        return
    pool = sorted(only_one | only_other)
    random.shuffle(pool)
    one -= only_one
    other -= only_other
    one.update(pool[: len(only_one)])
    other.update(pool[len(only_one) :])


def _swapped(graph: Adjacency, random: "np.random.Generator") -> list[tuple[int, int]]:
    """Shuffle a network by swapping ends of two links between the same kinds, unless that makes a loop or a double link."""
    kinds = graph.kinds.tolist()
    between: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for one, other in zip(graph.sources.tolist(), graph.targets.tolist(), strict=True):
        ends = (one, other) if kinds[one] <= kinds[other] else (other, one)
        between.setdefault((kinds[ends[0]], kinds[ends[1]]), []).append(ends)
    pairs: list[tuple[int, int]] = []
    for (here, there), links in sorted(between.items()):
        _swap(links, here == there, random)
        pairs += [(min(ends), max(ends)) for ends in links]
    return pairs


def _swap(links: list[tuple[int, int]], within_kind: bool, random: "np.random.Generator") -> None:
    """Swap ends of links in place; a link *within_kind* has no direction."""
    present = {frozenset(ends) for ends in links}
    tries = _SWAPS * len(links)
    picks = random.integers(0, len(links), (tries, 2)).tolist()
    for (one, other), turn in zip(picks, random.integers(0, 2, tries).tolist(), strict=True):
        (a, b), (c, d) = links[one], links[other][::-1] if turn and within_kind else links[other]
        first, second = frozenset((a, d)), frozenset((c, b))
        if len(first) == 1 or len(second) == 1 or first == second or first in present or second in present:
            continue
        present -= {frozenset((a, b)), frozenset((c, d))}
        present |= {first, second}
        links[one], links[other] = (a, d), (c, b)
