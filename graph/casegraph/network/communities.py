"""Communities: groups of nodes with more links among them than their strengths explain, and what is typical of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casegraph.network.adjacency import Adjacency
from casegraph.network.model import Projection

__all__ = ["Community", "communities", "leiden", "modularity"]

_RUNS = 5  # of the search; the best one counts
_TYPICAL = 3
_THEME = "/theme/"


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its number (1 is the largest), its nodes by IRI, and the themes, or nodes, that are typical of it."""

    number: int
    nodes: tuple[str, ...]
    typical: tuple[str, ...]


def leiden(graph: Adjacency, *, seed: int = 1) -> list[frozenset[int]]:
    """Return a partition of the nodes with high modularity, the largest part first; nodes alone are parts.

    The Leiden algorithm (Traag et al. 2019), which mends Louvain's badly connected communities; on all our projections
    its modularity is higher than that of NetworkX's Louvain. The same *seed* gives the same partition.

    >>> import numpy as np
    >>> two = Adjacency(4, np.array([0, 2]), np.array([1, 3]), np.array([1.0, 1.0]), np.zeros(4))
    >>> [sorted(part) for part in leiden(two)]
    [[0, 1], [2, 3]]
    """
    if not len(graph.weights):
        return [frozenset([node]) for node in range(graph.order)]
    found = max((_search(graph, seed + run) for run in range(_RUNS)), key=lambda parts: modularity(graph, parts))
    return sorted(map(frozenset, found), key=lambda part: (-len(part), min(part)))


def modularity(graph: Adjacency, parts: Sequence[frozenset[int]] | Sequence[set[int]]) -> float:
    """Return how much more of all weight lies within the parts than strengths explain (Newman's modularity)."""
    import numpy as np

    part = np.empty(graph.order, np.int64)
    for number, nodes in enumerate(parts):
        part[list(nodes)] = number
    whole = graph.weights.sum()
    within = graph.weights[part[graph.sources] == part[graph.targets]].sum()
    both = np.concatenate([part[graph.sources], part[graph.targets]])
    strength = np.bincount(both, np.concatenate([graph.weights, graph.weights]))
    return float(within / whole - np.sum((strength / (2 * whole)) ** 2))


def _search(graph: Adjacency, seed: int) -> list[set[int]]:
    import networkit

    network = graph.networkit(graph.weights)
    networkit.setSeed(seed, False)
    found = networkit.community.ParallelLeiden(network, iterations=10, randomize=True).run().getPartition()
    parts: defaultdict[int, set[int]] = defaultdict(set)
    for node, part in enumerate(found.getVector()):
        parts[part].add(node)
    return list(parts.values())


def communities(projection: Projection, graph: Adjacency, *, seed: int = 1) -> tuple[Community, ...]:
    """Return the communities of a projection, whose nodes *graph* numbers, with what is typical of each.

    Typical are the three themes that its nodes have most beyond their share: those among the nodes, or, in a network of
    other things, those behind its links; where no theme is in sight, the nodes with most links inside.
    """
    found = []
    for number, part in enumerate(leiden(graph, seed=seed), start=1):
        nodes = tuple(projection.nodes[index].iri for index in sorted(part))
        found.append(Community(number, nodes, _typical(projection, frozenset(nodes))))
    return tuple(found)


def _typical(projection: Projection, nodes: frozenset[str]) -> tuple[str, ...]:
    """Return the labels of the themes, or nodes, of which a community has most beyond its share."""
    label = {node.iri: node.label for node in projection.nodes}
    kinds = {node.kind for node in projection.nodes}
    inside: defaultdict[str, float] = defaultdict(float)
    whole: defaultdict[str, float] = defaultdict(float)
    for edge in projection.edges:
        shown = [each for each in edge.behind if _THEME in each] or [edge.source, edge.target]
        is_inside = edge.source in nodes and edge.target in nodes
        for each in shown:
            if "theme" in kinds and _THEME not in each:
                continue
            whole[each] += edge.weight
            if is_inside:
                inside[each] += edge.weight
    share = sum(inside.values()) / max(sum(whole.values()), 1e-9)
    beyond = {each: weight - share * whole[each] for each, weight in inside.items()}
    best = sorted((each for each in beyond if beyond[each] > 0), key=lambda each: (-beyond[each], each))
    return tuple(label.get(each) or each.rpartition("/")[2].replace("-", " ") for each in best[:_TYPICAL])
