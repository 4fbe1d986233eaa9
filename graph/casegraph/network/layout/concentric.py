"""The concentric layout: each kind of nodes on circles of its own around one centre, near its neighbours."""

from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency
from casegraph.network.layout.force_directed import attraction, spectral_embedding, sum_over_edges
from casegraph.network.layout.overlap_removal import GAP

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["concentric_layout"]

_SWEEPS = 25
_INERTIA = 0.5  # the weight of a node's own angle, as if it were a link
_MOST_ON_A_CIRCLE = 250  # a kind with more nodes has several circles
_RING_GAP = 90.0  # the least distance from one kind to the next


def concentric_layout(graph: Adjacency, radius: "Floats", ring: "Integers") -> "Floats":
    """Return a position for each node of a connected graph, in rings by the numbers in *ring*, the lowest innermost.

    In each sweep every node turns towards its neighbours, as far as the nodes beside it allow. The sweep with the
    shortest links wins.

    >>> import numpy as np
    >>> star = Adjacency(3, np.array([0, 0]), np.array([1, 2]), np.ones(2), np.zeros(3))
    >>> np.hypot(*concentric_layout(star, np.full(3, 5.0), np.array([0, 1, 1])).T).round().tolist()
    [0.0, 90.0, 90.0]
    """
    import numpy as np

    pull = attraction(graph)
    kinds = [np.flatnonzero(ring == number) for number in sorted(set(ring.tolist()))]
    wanted = np.arctan2(*spectral_embedding(graph).T[::-1])
    circles = [_circles(kind, wanted) for kind in kinds]
    angle = wanted.copy()
    least, best = np.inf, (angle, circles)
    for _ in range(_SWEEPS):
        for number, kind in enumerate(kinds):
            x, y = (
                sum_over_edges(graph, pull * direction[graph.targets], pull * direction[graph.sources])
                + _INERTIA * direction
                for direction in (np.cos(angle), np.sin(angle))
            )
            wanted = np.arctan2(y, x)
            circles[number] = _circles(kind, wanted)
            for circle in circles[number]:
                angle[circle] = _turned(circle, wanted, radius)
        length = float((pull * np.abs(np.sin((angle[graph.sources] - angle[graph.targets]) / 2))).sum())
        if length < least:
            least, best = length, (angle.copy(), list(circles))
    return _coordinates(*best, radius)


def _circles(kind: "Integers", angle: "Floats") -> "list[Integers]":
    """Return the nodes of a kind in the order of their angles, dealt out to as many circles as they need."""
    import numpy as np

    count = -(-len(kind) // _MOST_ON_A_CIRCLE)
    order = kind[np.argsort((angle[kind] % (2 * np.pi)).round(6), kind="stable")]
    return [order[number::count] for number in range(count)]


def _turned(circle: "Integers", wanted: "Floats", radius: "Floats") -> "Floats":
    """Return angles for the nodes of a circle in their order, spaced by their sizes and turned to fit the *wanted* angles best."""
    import numpy as np

    room = 2 * radius[circle] + GAP
    even = (np.cumsum(room) - room / 2) * (2 * np.pi / room.sum())
    off = wanted[circle] - even
    return np.asarray(even + np.arctan2(np.sin(off).sum(), np.cos(off).sum()), np.float64)


def _coordinates(angle: "Floats", circles: "list[list[Integers]]", radius: "Floats") -> "Floats":
    """Return positions at these angles, on the smallest circles that the nodes on them and inside them allow."""
    import numpy as np

    at = np.zeros((len(angle), 2))
    away = reach = 0.0
    for number, kind in enumerate(circles):
        away += _RING_GAP if number else 0
        for circle in kind:
            large = float(radius[circle].max())
            after = np.roll(circle, -1)
            half = (angle[after] - angle[circle]) % (2 * np.pi) / 2
            tight = (radius[circle] + radius[after] + GAP) / (2 * np.sin(half)) if len(circle) > 1 else half
            away = max(away, float(tight.max()), reach + GAP + large if reach else 0.0)
            at[circle] = away * np.stack([np.cos(angle[circle]), np.sin(angle[circle])], 1)
            reach = away + large
    return at
