"""A force layout: links pull their ends together, nodes push each other away, the harder the more they are linked.

The model is the edge repulsion of Noack (2009), which ForceAtlas2 follows too: what is linked much pushes much, so that
hubs do not gather in the middle. It adds up in a fixed order and uses arithmetic and square roots only: products of
matrices may differ between processors, and a layout makes large differences of small ones.
"""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["attraction", "force_directed_layout", "spectral_embedding", "sum_over_edges"]

_SEED = 1
_ROUNDS = 60
_START_ROUNDS = 30
_MOST_MASSES = 625  # where there are more nodes, neighbours push as one
_AT_ONCE = 500_000  # how many pairs are in memory at a time


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
    at = at + 0.1 * (np.random.default_rng(_SEED).random((graph.order, 2)) - 0.5)  # what is linked alike begins apart
    for turn in range(_ROUNDS):
        calm = 1 - turn / _ROUNDS
        pulled = [
            sum_over_edges(graph, pull * axis[graph.targets], pull * axis[graph.sources]) / strength for axis in at.T
        ]
        move = np.stack(pulled, 1) - at + _repulsion(at, mass, turn)
        length = np.sqrt((move**2).sum(1))[:, None]
        at = at + move * np.minimum(0.5 + 0.3 * calm, 0.5 * calm * np.sqrt(graph.order) / np.maximum(length, 1e-9))
    return at


def attraction(graph: Adjacency) -> "Floats":
    """Return how hard each edge pulls, more than 0 and about 1 at most: by the square root of its weight.

    By the weight itself, a few heavy links would draw everything else together.
    """
    import numpy as np

    weights = np.clip(np.nan_to_num(graph.weights), 0, None)
    most = weights.max(initial=0)
    return np.sqrt(weights / most if most else np.ones(len(weights))) + 0.001


def sum_over_edges(graph: Adjacency, to_sources: "Floats | Integers", to_targets: "Floats | Integers") -> "Floats":
    """Return for each node the sum of the numbers that its edges give to their sources and targets."""
    import numpy as np

    from_targets = np.bincount(graph.sources, to_sources, graph.order).astype(np.float64)  # whole numbers if no edge
    return from_targets + np.bincount(graph.targets, to_targets, graph.order)


def spectral_embedding(graph: Adjacency) -> "Floats":
    """Return two numbers for each node so that linked nodes have similar ones, of size 1 on average."""
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
            axes[number] = mean / size if size > 1e-6 else np.zeros(graph.order)  # two nodes have but one axis
    return np.stack(axes, 1)


def _repulsion(at: "Floats", mass: "Floats", turn: int) -> "Floats":
    """Return where all others push each node."""
    import numpy as np

    where, heavy = _repelling_masses(at, mass, turn)
    found = []
    rows = max(_AT_ONCE // len(where), 1)
    for start in range(0, len(at), rows):
        some = at[start : start + rows]
        x, y = some[:, :1] - where[:, 0], some[:, 1:] - where[:, 1]
        force = heavy / (x * x + y * y + 0.01)
        found.append(np.stack([(x * force).sum(1), (y * force).sum(1)], 1))
    return np.concatenate(found)


def _repelling_masses(at: "Floats", mass: "Floats", turn: int) -> "tuple[Floats, Floats]":
    """Return what pushes: the nodes, or where there are many, centres of gravity of neighbours, other ones each *turn*."""
    import numpy as np

    if len(at) <= _MOST_MASSES:
        return at, mass
    side = int(_MOST_MASSES**0.5) - turn % 7
    first, second = at.T[:: 1 if turn % 2 else -1]
    strip = np.empty(len(at), np.int64)
    strip[np.argsort(first, kind="stable")] = np.arange(len(at)) * side // len(at)
    order = np.lexsort((second, strip))
    begins = np.arange(side * side) * len(at) // (side * side)
    heavy = np.add.reduceat(mass[order], begins)
    where = np.add.reduceat(at[order] * mass[order][:, None], begins, axis=0) / heavy[:, None]
    return where, heavy
