"""Room for circles: pushed apart until none overlap, and groups of them packed side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["GAP", "grid_layout", "pack", "remove_overlaps", "spread_out"]

GAP = 4.0
"""How far circles are apart at least."""

_ROOM = 10  # how many times the area of its circles a picture has
_WIDE = 2  # width to height of what is packed, of which not all gets full
_BETWEEN = 40.0  # how far groups are apart
_ROUNDS = 30
_SMALL = 1_500  # up to this many circles each is compared with each
_LARGE_ONES = 64


def spread_out(at: "Floats", radius: "Floats") -> "Floats":
    """Return positions around the origin, stretched so that circles of *radius* find room."""
    import numpy as np

    at = at - at.mean(0)
    spread = float((at**2).sum())
    return at * np.sqrt(_ROOM / 2 * (radius**2).sum() * len(at) / spread) if spread else at


def remove_overlaps(at: "Floats", radius: "Floats") -> "Floats":
    """Return positions near *at* where circles of *radius* are GAP apart at least; small ones make way for large ones.

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
            way = at[one] - at[other]
            far = np.sqrt((way**2).sum(1))
            way[far < 1e-9] = [-1, 0]
            both = radius[one] + radius[other]
            way *= ((both + GAP - far) / both / np.where(far < 1e-9, 1, far))[:, None]
            steps = [
                np.bincount(one, axis * radius[other], len(at)) - np.bincount(other, axis * radius[one], len(at))
                for axis in way.T
            ]
            at = at + np.stack(steps, 1)
        at = at * 1.05


def _touching(at: "Floats", radius: "Floats") -> "tuple[Integers, Integers]":
    """Return the pairs of circles that are nearer than GAP, less a trifle so that pushing them apart has an end."""
    import numpy as np

    if len(at) <= _SMALL:
        return _too_near(at, radius, *np.triu_indices(len(at), 1))
    from scipy.spatial import cKDTree

    # Each of the few large ones is compared with all, so that the others need not look as far as those reach.
    order = np.argsort(-radius, kind="stable")
    large, rest = order[:_LARGE_ONES], order[_LARGE_ONES:]
    near = cKDTree(at[rest]).query_pairs(2 * radius[rest[0]] + GAP, output_type="ndarray")
    row, column = np.triu_indices(len(large), 1, len(at))
    one, other = np.concatenate([order[row], rest[near[:, 0]]]), np.concatenate([order[column], rest[near[:, 1]]])
    found = _too_near(at, radius, np.minimum(one, other), np.maximum(one, other))
    sort = np.lexsort((found[1], found[0]))  # the tree has an order of its own
    return found[0][sort], found[1][sort]


def _too_near(at: "Floats", radius: "Floats", one: "Integers", other: "Integers") -> "tuple[Integers, Integers]":
    import numpy as np

    x, y = at[one, 0] - at[other, 0], at[one, 1] - at[other, 1]
    near = np.flatnonzero(x * x + y * y < (radius[one] + radius[other] + GAP - 0.01) ** 2)
    return one[near], other[near]


def grid_layout(count: int, pitch: float) -> "Floats":
    """Return *count* positions in rows, *pitch* apart, from left to right and from above.

    >>> grid_layout(3, 10).tolist()
    [[0.0, 0.0], [10.0, 0.0], [0.0, -10.0]]
    """
    import numpy as np

    number = np.arange(count)
    columns = max(round((count * _WIDE) ** 0.5), 1)
    return pitch * np.stack([number % columns, -(number // columns)], 1).astype(np.float64)


def pack(groups: "Sequence[Floats]", radii: "Sequence[Floats]") -> "list[Floats]":
    """Return groups of circles moved so that they stand in rows, from left to right and from above, and do not meet.

    >>> import numpy as np
    >>> [group.tolist() for group in pack([np.array([[7.0, 7.0]]), np.array([[7.0, 7.0]])], [np.array([5.0])] * 2)]
    [[[5.0, -5.0]], [[55.0, -5.0]]]
    """
    lows = [(at - radius[:, None]).min(0) for at, radius in zip(groups, radii, strict=True)]
    highs = [(at + radius[:, None]).max(0) for at, radius in zip(groups, radii, strict=True)]
    sizes = [high - low + _BETWEEN for low, high in zip(lows, highs, strict=True)]
    widest = max(
        [(_WIDE * sum(float(size[0] * size[1]) for size in sizes)) ** 0.5, *(float(size[0]) for size in sizes)]
    )
    moved = []
    left = top = right = bottom = row = 0.0  # of the column that is being filled, and where the row ends
    for at, low, high, (width, height) in zip(groups, lows, highs, sizes, strict=True):
        if not (width <= right - left and bottom - height >= row):  # it finds no room below the one before
            left, bottom = right, top
            if left + width > widest or left == 0:
                left, top, bottom = 0.0, row, row
            right, row = left + float(width), min(row, top - float(height))
        moved.append(at + [left - low[0], bottom - high[1]])
        bottom -= float(height)
    return moved
