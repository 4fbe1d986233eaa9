"""A projection as arrays, for measures, null models and layouts."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casegraph.network.model import Projection

if TYPE_CHECKING:
    import networkit
    import networkx
    import numpy as np
    import numpy.typing as npt
    from scipy import sparse

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

__all__ = ["Adjacency", "adjacency"]

_UNIT = 2**32


@dataclass(frozen=True)
class Adjacency:
    """An undirected weighted graph without loops or double edges: nodes are numbers, edges have the numbers of their ends.

    *kinds* numbers the kinds of nodes. In a bipartite projection *side* is 0 for one kind and 1 for the other, and every
    edge begins at side 0; elsewhere *side* is None.
    """

    order: int
    sources: "Integers"
    targets: "Integers"
    weights: "Floats"
    kinds: "Integers"
    side: "Integers | None" = None

    def with_edges(self, sources: "Integers", targets: "Integers", weights: "Floats") -> "Adjacency":
        """Return a graph of the same nodes with other edges."""
        return replace(self, sources=sources, targets=targets, weights=weights)

    def distances(self) -> "Floats":
        """Return the distance between the ends of each edge: 1/weight, because a larger weight means that they are nearer.

        Distances are rounded to multiples of 2**-32, and at least that, so that sums are exact and every engine finds the
        same shortest paths.
        """
        import numpy as np

        return np.maximum(np.round(_UNIT / self.weights), 1) / _UNIT

    def matrix(self, values: "Floats | None" = None) -> "sparse.csr_array":
        """Return the symmetric matrix of the weights, or of other *values* of the edges."""
        import numpy as np
        from scipy import sparse

        values = self.weights if values is None else values
        rows, columns = np.concatenate([self.sources, self.targets]), np.concatenate([self.targets, self.sources])
        return sparse.csr_array((np.concatenate([values, values]), (rows, columns)), shape=(self.order, self.order))

    def networkx(self) -> "networkx.Graph[int]":
        """Return a networkx graph whose edges have ``weight`` and ``distance``."""
        import networkx

        graph: networkx.Graph[int] = networkx.Graph()
        graph.add_nodes_from(range(self.order))
        rows = zip(
            self.sources.tolist(), self.targets.tolist(), self.weights.tolist(), self.distances().tolist(), strict=True
        )
        graph.add_edges_from(
            (one, other, {"weight": weight, "distance": distance}) for one, other, weight, distance in rows
        )
        return graph

    def networkit(self, values: "Floats") -> "networkit.Graph":
        """Return a NetworKit graph with *values* of the edges as weights; NetworKit works on one thread.

        If all values are the same, the graph has no weights: the shortest paths are the same, and NetworKit finds them
        faster.
        """
        import networkit
        import numpy as np

        networkit.setNumberOfThreads(1)  # with more, communities differ from run to run
        ends = (self.sources.astype(np.uint64), self.targets.astype(np.uint64))
        if (values == values[0]).all():
            return networkit.GraphFromCoo(ends, n=self.order, weighted=False, directed=False)
        return networkit.GraphFromCoo((values, ends), n=self.order, weighted=True, directed=False)


def adjacency(projection: Projection) -> Adjacency:
    """Return a projection as arrays. Nodes are numbered in their order, and edges with the same ends become one.

    >>> from casegraph.network.model import Edge, Node
    >>> pair = Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")),
    ...                   (Edge("a", "b", "learning", 2, 1), Edge("a", "b", "recommendation", 1, 1)))
    >>> graph = adjacency(pair)
    >>> graph.order, graph.weights.tolist(), graph.side.tolist()
    (2, [3.0], [0, 1])
    """
    import numpy as np

    number = {node.iri: index for index, node in enumerate(projection.nodes)}
    kinds = list(dict.fromkeys(projection.nodes[number[edge.source]].kind for edge in projection.edges))
    others = {projection.nodes[number[edge.target]].kind for edge in projection.edges}
    two_sided = len(kinds) == 1 and others and kinds[0] not in others and len(others) == 1
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for edge in projection.edges:
        one, other = number[edge.source], number[edge.target]
        ends = (one, other) if two_sided or one < other else (other, one)
        if one != other:
            weights[ends] += edge.weight
    ends_in_order = sorted(weights)
    every_kind = sorted({node.kind for node in projection.nodes})
    return Adjacency(
        len(projection.nodes),
        np.array([one for one, _ in ends_in_order], np.int64),
        np.array([other for _, other in ends_in_order], np.int64),
        np.array([weights[ends] for ends in ends_in_order], np.float64),
        np.array([every_kind.index(node.kind) for node in projection.nodes], np.int64),
        np.array([int(node.kind != kinds[0]) for node in projection.nodes], np.int64) if two_sided else None,
    )
