"""A projection as arrays: what measures, null models and layouts compute on."""

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
    """An undirected weighted graph without loops and double edges: nodes by number, edges by the numbers of their ends.

    *kinds* numbers the kinds of nodes. *side* is 0 and 1 for the two kinds of a bipartite projection, in which every
    edge begins at side 0; elsewhere it is None.
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
        """Return how far the ends of each edge are apart: 1/weight, for a weight says how near they are.

        The numbers are rounded to multiples of 2**-32, so that sums of them are exact and every engine sees the same
        shortest paths; no distance is less than that.
        """
        import numpy as np

        return np.maximum(np.round(_UNIT / self.weights), 1) / _UNIT

    def matrix(self, values: "Floats | None" = None) -> "sparse.csr_array":
        """Return the symmetric matrix of the weights, or of other *values* of the edges."""
        import numpy as np
        from scipy import sparse

        said = self.weights if values is None else values
        rows, columns = np.concatenate([self.sources, self.targets]), np.concatenate([self.targets, self.sources])
        return sparse.csr_array((np.concatenate([said, said]), (rows, columns)), shape=(self.order, self.order))

    def networkx(self) -> "networkx.Graph[int]":
        """Return it as a networkx graph with ``weight`` and ``distance``."""
        import networkx

        graph: networkx.Graph[int] = networkx.Graph()
        graph.add_nodes_from(range(self.order))
        rows = zip(
            self.sources.tolist(), self.targets.tolist(), self.weights.tolist(), self.distances().tolist(), strict=True
        )
        graph.add_edges_from((one, other, {"weight": weight, "distance": far}) for one, other, weight, far in rows)
        return graph

    def networkit(self, values: "Floats") -> "networkit.Graph":
        """Return it as a NetworKit graph, with *values* of the edges as weights; NetworKit works on one thread.

        Where all values are the same they are left out: which ways are shortest does not hang on them, and finding these
        is quicker then.
        """
        import networkit
        import numpy as np

        networkit.setNumberOfThreads(1)  # with more, communities differ from run to run
        ends = (self.sources.astype(np.uint64), self.targets.astype(np.uint64))
        if (values == values[0]).all():
            return networkit.GraphFromCoo(ends, n=self.order, weighted=False, directed=False)
        return networkit.GraphFromCoo((values, ends), n=self.order, weighted=True, directed=False)


def adjacency(projection: Projection) -> Adjacency:
    """Return a projection as arrays, its nodes numbered in their order; edges with the same ends become one.

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
