"""The layout of a projection: a position for each node, so that every program shows the same picture.

* A bipartite network is two columns, in an order in which few edges cross.
* A network with three kinds of nodes or more is concentric rings, one for each kind.
* Any other network gets a force-directed layout.

Connected components are apart, the largest first; nodes without links are in a grid. No two nodes overlap. The y axis
points upwards, as in mathematics and in Gephi. docs/decisions/0028 says why networkx does not do this.
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
_GRID_PITCH = 16.0  # the distance between nodes without links


def layout(projection: Projection) -> Projection:
    """Return *projection* with the attributes x and y, rounded to 0.001, whatever the order of its nodes and edges.

    >>> from casegraph.network.model import Edge, Node
    >>> pair = Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")), (Edge("a", "b", "l", 1, 1),))
    >>> dict(layout(pair).attributes)
    {'x': (-150.0, 150.0), 'y': (0.0, 0.0)}
    """
    if not projection.nodes:
        return replace(projection, attributes={**projection.attributes, "x": (), "y": ()})
    import numpy as np

    order = sorted(range(len(projection.nodes)), key=lambda number: projection.nodes[number].iri)
    in_order = replace(
        projection, nodes=tuple(projection.nodes[number] for number in order), edges=tuple(sorted(projection.edges))
    )
    at = np.empty((len(order), 2))
    at[order] = _positions(in_order)
    centre = (at.min(0) + at.max(0)) / 2
    x, y = ((at - centre).round(3) + 0.0).T.tolist()  # + 0.0 turns -0.0 into 0
    return replace(projection, attributes={**projection.attributes, "x": tuple(x), "y": tuple(y)})


def radii(projection: Projection) -> tuple[float, ...]:
    """Return the radius of each node, in their order; it grows with the square root of the number of neighbours.

    >>> from casegraph.network.model import Edge, Node
    >>> radii(Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")), (Edge("a", "b", "l", 1, 1),)))
    (5.0, 5.0)
    """
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for edge in projection.edges:
        if edge.source != edge.target:
            neighbours[edge.source].add(edge.target)
            neighbours[edge.target].add(edge.source)
    return tuple(round(3 + 2 * len(neighbours[node.iri]) ** 0.5, 3) for node in projection.nodes)


def _positions(projection: Projection) -> "Floats":
    """Return a position for each node of a sorted projection."""
    import numpy as np

    from casegraph.network.layout.bipartite import bipartite_layout
    from casegraph.network.layout.overlap_removal import grid_layout, pack

    graph, radius = adjacency(projection), np.array(radii(projection))
    components = _components(graph)
    if graph.side is not None:
        number = np.empty(graph.order, np.int64)
        for rank, component in enumerate(components):
            number[component] = rank
        return bipartite_layout(graph, radius, number)
    ring = _ring_numbers(projection)
    isolated = np.array([component[0] for component in components if len(component) == 1], np.int64)
    groups = [component for component in components if len(component) > 1]
    placed = [
        _component_positions(subgraph, radius[nodes], ring[nodes])
        for subgraph, nodes in zip(_subgraphs(graph, groups), groups, strict=True)
    ]
    if len(isolated):
        groups, placed = [*groups, isolated], [*placed, grid_layout(len(isolated), _GRID_PITCH)]
    at = np.empty((graph.order, 2))
    for nodes, group in zip(groups, pack(placed, [radius[nodes] for nodes in groups]), strict=True):
        at[nodes] = group
    return at


def _component_positions(component: Adjacency, radius: "Floats", ring: "Integers") -> "Floats":
    """Return a position for each node of a connected component; rings if the network has three kinds of nodes or more."""
    from casegraph.network.layout.concentric import concentric_layout
    from casegraph.network.layout.force_directed import force_directed_layout
    from casegraph.network.layout.overlap_removal import remove_overlaps, spread_out

    if ring.min() >= 0:
        return concentric_layout(component, radius, ring)
    return remove_overlaps(spread_out(force_directed_layout(component), radius), radius)


def _ring_numbers(projection: Projection) -> "Integers":
    """Return the number of each node's ring, the innermost first, or -1 if there are too few kinds for rings."""
    import numpy as np

    known = [kind for kind in _RING_ORDER if any(node.kind == kind for node in projection.nodes)]
    kinds = known + sorted({node.kind for node in projection.nodes}.difference(_RING_ORDER))
    return np.array([kinds.index(node.kind) if len(kinds) > 2 else -1 for node in projection.nodes], np.int64)


def _components(graph: Adjacency) -> "list[Integers]":
    """Return the nodes of each connected component, the largest first.

    By union-find: importing scipy's ``connected_components`` would take a fifth of a build.
    """
    import numpy as np

    parent = list(range(graph.order))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for one, other in zip(graph.sources.tolist(), graph.targets.tolist(), strict=True):
        first, last = sorted((root(one), root(other)))
        parent[last] = first
    members: defaultdict[int, list[int]] = defaultdict(list)
    for node in range(graph.order):
        members[root(node)].append(node)
    return [np.array(part, np.int64) for part in sorted(members.values(), key=lambda part: (-len(part), part))]


def _subgraphs(graph: Adjacency, components: "list[Integers]") -> list[Adjacency]:
    """Return connected components of a graph as graphs of their own."""
    import numpy as np

    component_of, number_in = np.full(graph.order, -1), np.zeros(graph.order, np.int64)
    for number, nodes in enumerate(components):
        component_of[nodes], number_in[nodes] = number, np.arange(len(nodes))
    component = component_of[graph.sources]
    order = np.argsort(component, kind="stable")
    ends = np.searchsorted(component[order], np.arange(len(components) + 1))
    cuts = [order[start:end] for start, end in pairwise(ends.tolist())]
    return [
        Adjacency(
            len(nodes),
            number_in[graph.sources[cut]],
            number_in[graph.targets[cut]],
            graph.weights[cut],
            graph.kinds[nodes],
        )
        for nodes, cut in zip(components, cuts, strict=True)
    ]
