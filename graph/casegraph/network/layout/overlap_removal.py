"""Overlap removal: circles are pushed apart until none overlap, and groups of circles packed side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["GAP", "grid_layout", "pack", "remove_overlaps", "spread_out"]

GAP = 4.0
"""The least distance between circles."""

_ROOM = 10  # the area of a picture, in areas of its circles
_WIDTH_TO_HEIGHT = 2  # of what is packed, some of which stays empty
_GROUP_GAP = 40.0
_ROUNDS = 30
_SMALL = 1_500  # up to this many circles, compare each with each
_LARGE_ONES = 64


def spread_out(at: "Floats", radius: "Floats") -> "Floats":
    """Return positions around the origin, stretched so that circles of *radius* have room."""
    import numpy as np

    at = at - at.mean(0)
    spread = float((at**2).sum())
    return at * np.sqrt(_ROOM / 2 * (radius**2).sum() * len(at) / spread) if spread else at


def remove_overlaps(at: "Floats", radius: "Floats") -> "Floats":
    """Return positions near *at* at which circles of *radius* are at least GAP apart; small ones move more than large ones.

    >>> import numpy as np
    >>> remove_overlaps(np.array([[0.0, 0.0], [0.0, 1.0]]), np.array([3.0, 5.0])).tolist()
    [[0.0, -6.875], [0.0, 5.125]]
    """
    import numpy as np

    while True:
        for _ in range(_ROUNDS):
            one, other = _touching(at, radius)
            if not len(one):
                return at
            apart = at[one] - at[other]
            distance = np.sqrt((apart**2).sum(1))
            apart[distance < 1e-9] = [-1, 0]
            both = radius[one] + radius[other]
            apart *= ((both + GAP - distance) / both / np.where(distance < 1e-9, 1, distance))[:, None]
            steps = [
                np.bincount(one, axis * radius[other], len(at)) - np.bincount(other, axis * radius[one], len(at))
                for axis in apart.T
            ]
            at = at + np.stack(steps, 1)
        at = at * 1.05


def _touching(at: "Floats", radius: "Floats") -> "tuple[Integers, Integers]":
    """Return the pairs of circles that are nearer than GAP, with a small tolerance so that pushing them apart ends."""
    import numpy as np

    if len(at) <= _SMALL:
        return _too_near(at, radius, *np.triu_indices(len(at), 1))
    from scipy.spatial import cKDTree

    # The few large circles are compared with all others, so that the search among the small ones stays short.
    order = np.argsort(-radius, kind="stable")
    large, rest = order[:_LARGE_ONES], order[_LARGE_ONES:]
    near = cKDTree(at[rest]).query_pairs(2 * radius[rest[0]] + GAP, output_type="ndarray")
    row, column = np.triu_indices(len(large), 1, len(at))
    one, other = np.concatenate([order[row], rest[near[:, 0]]]), np.concatenate([order[column], rest[near[:, 1]]])
    pairs = _too_near(at, radius, np.minimum(one, other), np.maximum(one, other))
    sort = np.lexsort((pairs[1], pairs[0]))  # the tree has an order of its own
    return pairs[0][sort], pairs[1][sort]


def _too_near(at: "Floats", radius: "Floats", one: "Integers", other: "Integers") -> "tuple[Integers, Integers]":
    import numpy as np

    x, y = at[one, 0] - at[other, 0], at[one, 1] - at[other, 1]
    near = np.flatnonzero(x * x + y * y < (radius[one] + radius[other] + GAP - 0.01) ** 2)
    return one[near], other[near]


def grid_layout(count: int, pitch: float) -> "Floats":
    """Return *count* positions in rows, *pitch* apart, from left to right and from the top.

    >>> grid_layout(3, 10).tolist()
    [[0.0, 0.0], [10.0, 0.0], [0.0, -10.0]]
    """
    import numpy as np

    number = np.arange(count)
    columns = max(round((count * _WIDTH_TO_HEIGHT) ** 0.5), 1)
    return pitch * np.stack([number % columns, -(number // columns)], 1).astype(np.float64)


def pack(groups: "Sequence[Floats]", radii: "Sequence[Floats]") -> "list[Floats]":
    """Return groups of circles moved into rows, from left to right and from the top, so that they do not touch.

    >>> import numpy as np
    >>> [group.tolist() for group in pack([np.array([[7.0, 7.0]]), np.array([[7.0, 7.0]])], [np.array([5.0])] * 2)]
    [[[5.0, -5.0]], [[55.0, -5.0]]]
    """
    lows = [(at - radius[:, None]).min(0) for at, radius in zip(groups, radii, strict=True)]
    highs = [(at + radius[:, None]).max(0) for at, radius in zip(groups, radii, strict=True)]
    sizes = [high - low + _GROUP_GAP for low, high in zip(lows, highs, strict=True)]
    widest = max(
        [
            (_WIDTH_TO_HEIGHT * sum(float(size[0] * size[1]) for size in sizes)) ** 0.5,
            *(float(size[0]) for size in sizes),
        ]
    )
    moved = []
    left = top = right = bottom = row = 0.0  # of the current column, and the end of the row
    for at, low, high, (width, height) in zip(groups, lows, highs, sizes, strict=True):
        if not (width <= right - left and bottom - height >= row):  # no room below the one before
            left, bottom = right, top
            if left + width > widest or left == 0:
                left, top, bottom = 0.0, row, row
            right, row = left + float(width), min(row, top - float(height))
        moved.append(at + [left - low[0], bottom - high[1]])
        bottom -= float(height)
    return moved
