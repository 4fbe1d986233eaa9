"""A layout: where each node of a projection stands, so that every program shows the same picture and computes none.

* A bipartite network is two columns, ordered so that few edges cross.
* One of three kinds or more is rings, a kind each, reviews around the themes and agencies that they share.
* Any other is laid out by forces.

Its connected parts stand apart, the largest first; nodes that are linked to nothing stand in a grid. No two nodes overlap.
The y axis points upwards, as in mathematics and in Gephi.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency, adjacency
from casegraph.network.model import Projection

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["layout", "radii"]

_RING_ORDER = ("agency", "theme", "review", "partnership", "keyword")
_GRID_PITCH = 16.0  # how far nodes that are linked to nothing are apart


def layout(projection: Projection) -> Projection:
    """Return *projection* with the attributes x and y, rounded to 0.001; the order of its nodes and edges is of no matter.

    >>> from casegraph.network.model import Edge, Node
    >>> pair = Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")), (Edge("a", "b", "l", 1, 1),))
    >>> dict(layout(pair).attributes)
    {'x': (-150.0, 150.0), 'y': (0.0, 0.0)}
    """
    if not projection.nodes:
        return replace(projection, attributes={**projection.attributes, "x": (), "y": ()})
    import numpy as np

    order = sorted(range(len(projection.nodes)), key=lambda number: projection.nodes[number].iri)
    plain = replace(
        projection, nodes=tuple(projection.nodes[number] for number in order), edges=tuple(sorted(projection.edges))
    )
    at = np.empty((len(order), 2))
    at[order] = _positions(plain)
    middle = (at.min(0) + at.max(0)) / 2
    x, y = ((at - middle).round(3) + 0.0).T.tolist()  # + 0.0 makes -0.0 a plain 0
    return replace(projection, attributes={**projection.attributes, "x": tuple(x), "y": tuple(y)})


def radii(projection: Projection) -> tuple[float, ...]:
    """Return how large nodes are drawn, in their order: larger with the square root of how many others they are linked to.

    >>> from casegraph.network.model import Edge, Node
    >>> radii(Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")), (Edge("a", "b", "l", 1, 1),)))
    (5.0, 5.0)
    """
    others: defaultdict[str, set[str]] = defaultdict(set)
    for edge in projection.edges:
        if edge.source != edge.target:
            others[edge.source].add(edge.target)
            others[edge.target].add(edge.source)
    return tuple(round(3 + 2 * len(others[node.iri]) ** 0.5, 3) for node in projection.nodes)


def _positions(projection: Projection) -> "Floats":
    """Return a position for each node of a projection that is sorted."""
    import numpy as np

    from casegraph.network.layout.bipartite import bipartite_layout
    from casegraph.network.layout.overlap_removal import grid_layout, pack

    graph, radius = adjacency(projection), np.array(radii(projection))
    parts = _components(graph)
    if graph.side is not None:
        number = np.empty(graph.order, np.int64)
        for rank, part in enumerate(parts):
            number[part] = rank
        return bipartite_layout(graph, radius, number)
    ring = _ring_numbers(projection)
    alone = np.array([part[0] for part in parts if len(part) == 1], np.int64)
    groups = [part for part in parts if len(part) > 1]
    drawn = [
        _component_positions(part, radius[nodes], ring[nodes])
        for part, nodes in zip(_subgraphs(graph, groups), groups, strict=True)
    ]
    if len(alone):
        groups, drawn = [*groups, alone], [*drawn, grid_layout(len(alone), _GRID_PITCH)]
    at = np.empty((graph.order, 2))
    for nodes, group in zip(groups, pack(drawn, [radius[nodes] for nodes in groups]), strict=True):
        at[nodes] = group
    return at


def _component_positions(part: Adjacency, radius: "Floats", ring: "Integers") -> "Floats":
    """Return a position for each node of a connected part: rings if the network has three kinds or more."""
    from casegraph.network.layout.concentric import concentric_layout
    from casegraph.network.layout.force_directed import force_directed_layout
    from casegraph.network.layout.overlap_removal import remove_overlaps, spread_out

    if ring.min() >= 0:
        return concentric_layout(part, radius, ring)
    return remove_overlaps(spread_out(force_directed_layout(part), radius), radius)


def _ring_numbers(projection: Projection) -> "Integers":
    """Return the number of each node's ring, from within, or -1 if there are too few kinds for rings."""
    import numpy as np

    known = [kind for kind in _RING_ORDER if any(node.kind == kind for node in projection.nodes)]
    kinds = known + sorted({node.kind for node in projection.nodes}.difference(_RING_ORDER))
    return np.array([kinds.index(node.kind) if len(kinds) > 2 else -1 for node in projection.nodes], np.int64)


def _components(graph: Adjacency) -> "list[Integers]":
    """Return the nodes of each connected part, the largest first."""
    import numpy as np

    above = list(range(graph.order))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for one, other in zip(graph.sources.tolist(), graph.targets.tolist(), strict=True):
        first, last = sorted((top(one), top(other)))
        above[last] = first
    members: defaultdict[int, list[int]] = defaultdict(list)
    for node in range(graph.order):
        members[top(node)].append(node)
    return [np.array(part, np.int64) for part in sorted(members.values(), key=lambda part: (-len(part), part))]


def _subgraphs(graph: Adjacency, parts: "list[Integers]") -> list[Adjacency]:
    """Return connected parts of a graph as graphs of their own."""
    import numpy as np

    part_of, place = np.full(graph.order, -1), np.zeros(graph.order, np.int64)
    for number, nodes in enumerate(parts):
        part_of[nodes], place[nodes] = number, np.arange(len(nodes))
    belongs = part_of[graph.sources]
    order = np.argsort(belongs, kind="stable")
    ends = np.searchsorted(belongs[order], np.arange(len(parts) + 1))
    cuts = [order[start:end] for start, end in pairwise(ends.tolist())]
    return [
        Adjacency(
            len(nodes), place[graph.sources[cut]], place[graph.targets[cut]], graph.weights[cut], graph.kinds[nodes]
        )
        for nodes, cut in zip(parts, cuts, strict=True)
    ]
