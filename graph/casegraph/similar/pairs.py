"""Pairs of texts, scored one by one: how far the two ask the same."""

from collections.abc import Sequence

from casegraph.similar.asks import asks_of
from casegraph.similar.scoring import likeness_of_pairs, score

__all__ = ["scores_of"]


def scores_of(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return how far the two texts of each pair ask the same, from 0 to 1.

    >>> scores_of([("promote chronologies", "embed the use of chronologies")])[0] > 0.5
    True
    """
    import numpy as np

    number = {text: at for at, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    ones = np.array([number[one] for one, _ in pairs], np.intp)
    others = np.array([number[other] for _, other in pairs], np.intp)
    scores: list[float] = score(likeness_of_pairs(asks_of([*number]), ones, others)).tolist()
    return scores
