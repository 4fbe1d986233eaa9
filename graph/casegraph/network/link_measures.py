"""Measures that count links: degree, strength and core number."""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats

__all__ = ["core_number", "core_number_by_networkx", "degree", "strength"]


def degree(graph: Adjacency) -> "Floats":
    """Return how many links each node has.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> degree(path).round(2).tolist()
    [1.0, 2.0, 1.0]
    """
    import numpy as np

    ends = np.concatenate([graph.sources, graph.targets])
    return np.bincount(ends, minlength=graph.order).astype(np.float64)


def strength(graph: Adjacency) -> "Floats":
    """Return the sum of the weights of each node's links.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> strength(path).round(2).tolist()
    [1.0, 3.0, 2.0]
    """
    import numpy as np

    ends = np.concatenate([graph.sources, graph.targets])
    return np.bincount(ends, np.concatenate([graph.weights, graph.weights]), graph.order).astype(np.float64)


def core_number(graph: Adjacency) -> "Floats":
    """Return the largest k for which each node is in a group where everyone has k links inside the group.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> core_number(path).round(2).tolist()
    [1.0, 1.0, 1.0]
    """
    import networkit
    import numpy as np

    network = graph.networkit(np.ones(len(graph.weights)))
    return np.array(networkit.centrality.CoreDecomposition(network).run().scores(), np.float64)


def core_number_by_networkx(graph: Adjacency) -> "Floats":
    """Return core numbers as NetworkX computes them.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> core_number_by_networkx(path).round(2).tolist()
    [1.0, 1.0, 1.0]
    """
    import networkx
    import numpy as np

    numbers = networkx.core_number(graph.networkx())
    return np.array([numbers[node] for node in range(graph.order)], np.float64)
