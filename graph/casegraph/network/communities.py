"""Communities: groups of nodes with more links among them than their strengths explain, and the themes typical of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casegraph.network.adjacency import Adjacency
from casegraph.network.model import Projection

__all__ = ["Community", "communities", "leiden", "modularity"]

_RUNS = 5  # searches; the best result wins
_TYPICAL = 3
_THEME = "/theme/"


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its number (1 is the largest), the IRIs of its nodes, and the themes (or nodes) typical of it."""

    number: int
    nodes: tuple[str, ...]
    typical: tuple[str, ...]


def leiden(graph: Adjacency, *, seed: int = 1) -> list[frozenset[int]]:
    """Return a partition of the nodes with high modularity, the largest part first; a node without links is a part.

    This is the Leiden algorithm (Traag et al. 2019), which avoids Louvain's badly connected communities. On all our
    projections its modularity is higher than that of NetworkX's Louvain. The same *seed* gives the same partition.

    >>> import numpy as np
    >>> two = Adjacency(4, np.array([0, 2]), np.array([1, 3]), np.array([1.0, 1.0]), np.zeros(4))
    >>> [sorted(part) for part in leiden(two)]
    [[0, 1], [2, 3]]
    """
    if not len(graph.weights):
        return [frozenset([node]) for node in range(graph.order)]
    best = max((_search(graph, seed + run) for run in range(_RUNS)), key=lambda parts: modularity(graph, parts))
    return sorted(map(frozenset, best), key=lambda part: (-len(part), min(part)))


def modularity(graph: Adjacency, parts: Sequence[frozenset[int]] | Sequence[set[int]]) -> float:
    """Return Newman's modularity: how much more of the weight is inside the parts than strengths explain."""
    import numpy as np

    part = np.empty(graph.order, np.int64)
    for number, nodes in enumerate(parts):
        part[list(nodes)] = number
    total = graph.weights.sum()
    within = graph.weights[part[graph.sources] == part[graph.targets]].sum()
    both = np.concatenate([part[graph.sources], part[graph.targets]])
    strength = np.bincount(both, np.concatenate([graph.weights, graph.weights]))
    return float(within / total - np.sum((strength / (2 * total)) ** 2))


def _search(graph: Adjacency, seed: int) -> list[set[int]]:
    import networkit

    network = graph.networkit(graph.weights)
    networkit.setSeed(seed, False)
    partition = networkit.community.ParallelLeiden(network, iterations=10, randomize=True).run().getPartition()
    parts: defaultdict[int, set[int]] = defaultdict(set)
    for node, part in enumerate(partition.getVector()):
        parts[part].add(node)
    return list(parts.values())


def communities(projection: Projection, graph: Adjacency, *, seed: int = 1) -> tuple[Community, ...]:
    """Return the communities of a projection, with the themes typical of each; *graph* is the same projection as arrays.

    The three typical themes are those with the most weight beyond their share: themes among the nodes, or in other
    networks themes behind the links. Without any theme, they are the nodes with the most weight of links inside.
    """
    numbered = []
    for number, part in enumerate(leiden(graph, seed=seed), start=1):
        nodes = tuple(projection.nodes[index].iri for index in sorted(part))
        numbered.append(Community(number, nodes, _typical(projection, frozenset(nodes))))
    return tuple(numbered)


def _typical(projection: Projection, nodes: frozenset[str]) -> tuple[str, ...]:
    """Return the labels of the themes (or nodes) of which a community has the most beyond its share."""
    label = {node.iri: node.label for node in projection.nodes}
    kinds = {node.kind for node in projection.nodes}
    inside: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    for edge in projection.edges:
        candidates = [each for each in edge.behind if _THEME in each] or [edge.source, edge.target]
        is_inside = edge.source in nodes and edge.target in nodes
        for each in candidates:
            if "theme" in kinds and _THEME not in each:
                continue
            total[each] += edge.weight
            if is_inside:
                inside[each] += edge.weight
    share = sum(inside.values()) / max(sum(total.values()), 1e-9)
    beyond = {each: weight - share * total[each] for each, weight in inside.items()}
    best = sorted((each for each in beyond if beyond[each] > 0), key=lambda each: (-beyond[each], each))
    return tuple(label.get(each) or each.rpartition("/")[2].replace("-", " ") for each in best[:_TYPICAL])
