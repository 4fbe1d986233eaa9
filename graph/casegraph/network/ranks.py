"""Ranks among the nodes of a kind, and the interval of a rank over many draws."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats, Integers

__all__ = ["TIE", "interval", "ranks"]

TIE = 1e-9
"""Scores with a smaller relative difference are a tie."""

_INTERVAL = (0.025, 0.975)


def ranks(values: "Floats", kinds: "Integers") -> "Floats":
    """Return the rank of each node among those of its kind: one more than the number of higher scores; NaN stays NaN.

    >>> import numpy as np
    >>> ranks(np.array([5.0, 7.0, 5.0, 1.0]), np.array([0, 0, 0, 1])).tolist()
    [2.0, 1.0, 2.0, 1.0]
    """
    import numpy as np

    placed = np.full(len(values), np.nan)
    for kind in np.unique(kinds):
        all_of = np.flatnonzero(kinds == kind)
        own = all_of[~np.isnan(values[all_of])]
        order = own[np.argsort(-values[own], kind="stable")]
        ordered = values[order]
        higher = ordered[:-1] - ordered[1:] > TIE * np.abs(ordered[:-1])
        first = np.concatenate([[True], higher])[: len(order)]
        rank = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0)) if len(order) else np.zeros(0)
        placed[order] = 1 + rank * len(all_of) / max(len(order), 1)
    return placed


def interval(drawn: "Sequence[Floats]", whole: "Floats") -> "tuple[Floats, Floats]":
    """Return between which ranks 95 % of the ranks *drawn* lie, as whole numbers; a node never drawn has its rank of the *whole*.

    >>> import numpy as np
    >>> [each.tolist() for each in interval([np.array([1.0]), np.array([3.0])], np.array([2.0]))]
    [[1.0], [3.0]]
    """
    import numpy as np

    table = np.array(drawn)
    never = np.isnan(table).all(0)  # reviews that were never drawn
    table[:, never] = whole[never]
    low, high = np.nanquantile(table, _INTERVAL, axis=0)
    return np.floor(low), np.ceil(high)
