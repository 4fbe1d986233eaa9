"""The force-directed layout: links pull their ends together, and nodes push each other away.

The model is the edge repulsion of Noack (2009), as in ForceAtlas2: nodes with more links push harder, so that hubs do not
gather in the middle. It adds up in a fixed order, and uses only arithmetic and square roots: products of matrices may
differ between processors, and a layout turns small differences into large ones.
"""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["attraction", "force_directed_layout", "spectral_embedding", "sum_over_edges"]

_SEED = 1
_ROUNDS = 60
_START_ROUNDS = 30
_MOST_MASSES = 625  # of more nodes, neighbours push as one
_AT_ONCE = 500_000  # pairs in memory at a time


def force_directed_layout(graph: Adjacency) -> "Floats":
    """Return a position for each node of a connected graph of two nodes or more, as rows of x and y.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.ones(2), np.zeros(3))
    >>> one, middle, other = force_directed_layout(path)
    >>> bool(np.hypot(*(one - other)) > np.hypot(*(one - middle)))
    True
    """
    import numpy as np

    pull = attraction(graph)
    strength = sum_over_edges(graph, pull, pull)
    mass = strength / strength.mean()
    at: Floats = spectral_embedding(graph) * np.sqrt(graph.order) / 2
    at = at + 0.1 * (
        np.random.default_rng(_SEED).random((graph.order, 2)) - 0.5
    )  # nodes with the same links start apart
    for turn in range(_ROUNDS):
        heat = 1 - turn / _ROUNDS
        pulled = [
            sum_over_edges(graph, pull * axis[graph.targets], pull * axis[graph.sources]) / strength for axis in at.T
        ]
        move = np.stack(pulled, 1) - at + _repulsion(at, mass, turn)
        length = np.sqrt((move**2).sum(1))[:, None]
        at = at + move * np.minimum(0.5 + 0.3 * heat, 0.5 * heat * np.sqrt(graph.order) / np.maximum(length, 1e-9))
    return at


def attraction(graph: Adjacency) -> "Floats":
    """Return how hard each edge pulls, from just above 0 to about 1: by the square root of its weight.

    With the weight itself, a few heavy links would pull everything together.
    """
    import numpy as np

    weights = np.clip(np.nan_to_num(graph.weights), 0, None)
    most = weights.max(initial=0)
    return np.sqrt(weights / most if most else np.ones(len(weights))) + 0.001


def sum_over_edges(graph: Adjacency, to_sources: "Floats | Integers", to_targets: "Floats | Integers") -> "Floats":
    """Return for each node the sum of the values that its edges have for their sources and for their targets."""
    import numpy as np

    from_targets = np.bincount(graph.sources, to_sources, graph.order).astype(
        np.float64
    )  # integers if there are no edges
    return from_targets + np.bincount(graph.targets, to_targets, graph.order)


def spectral_embedding(graph: Adjacency) -> "Floats":
    """Return two coordinates for each node, similar for linked nodes, with a mean square of 1."""
    import numpy as np

    pull = attraction(graph)
    strength = np.maximum(sum_over_edges(graph, pull, pull), 1e-9)
    share = strength / strength.sum()
    axes = list(np.random.default_rng(_SEED).random((2, graph.order)) - 0.5)
    for _ in range(_START_ROUNDS):
        for number, axis in enumerate(axes):
            mean = sum_over_edges(graph, pull * axis[graph.targets], pull * axis[graph.sources]) / strength
            mean = (axis + mean) / 2
            mean = mean - (share * mean).sum()
            for other in axes[:number]:
                mean = mean - other * (share * other * mean).sum()
            size = np.sqrt((share * mean**2).sum())
            axes[number] = mean / size if size > 1e-6 else np.zeros(graph.order)  # two nodes have only one axis
    return np.stack(axes, 1)


def _repulsion(at: "Floats", mass: "Floats", turn: int) -> "Floats":
    """Return the direction in which all other nodes push each node."""
    import numpy as np

    centres, masses = _repelling_masses(at, mass, turn)
    forces = []
    rows = max(_AT_ONCE // len(centres), 1)
    for start in range(0, len(at), rows):
        some = at[start : start + rows]
        x, y = some[:, :1] - centres[:, 0], some[:, 1:] - centres[:, 1]
        force = masses / (x * x + y * y + 0.01)
        forces.append(np.stack([(x * force).sum(1), (y * force).sum(1)], 1))
    return np.concatenate(forces)


def _repelling_masses(at: "Floats", mass: "Floats", turn: int) -> "tuple[Floats, Floats]":
    """Return what pushes: the nodes, or if there are many, centres of gravity of groups of neighbours, new ones each *turn*."""
    import numpy as np

    if len(at) <= _MOST_MASSES:
        return at, mass
    side = int(_MOST_MASSES**0.5) - turn % 7
    first, second = at.T[:: 1 if turn % 2 else -1]
    strip = np.empty(len(at), np.int64)
    strip[np.argsort(first, kind="stable")] = np.arange(len(at)) * side // len(at)
    order = np.lexsort((second, strip))
    begins = np.arange(side * side) * len(at) // (side * side)
    masses = np.add.reduceat(mass[order], begins)
    centres = np.add.reduceat(at[order] * mass[order][:, None], begins, axis=0) / masses[:, None]
    return centres, masses
