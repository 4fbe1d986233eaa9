"""Reliability: whether readings with a probability of 0.7 are right seven times in ten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from casegraph.evaluating.gold import Gold
from casegraph.evaluating.readings import agreement, annotated_clauses
from casegraph.record.model import Review

__all__ = ["Band", "bands_of", "calibration_error", "judged_probabilities"]

_BANDS = 10
_RIGHT = {"right": 1.0, "allowed": 0.5, "wrong": 0.0}
_Z = 1.96  # standard errors within which 95 % lie


@dataclass(frozen=True, slots=True)
class Band:
    """The readings with a probability from *low* to below *high*: how many, how probable on average, what share is right."""

    low: float
    high: float
    readings: int
    probability: float
    right: float

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies in 95 of 100 cases (Wilson's interval)."""
        n, share = self.readings, self.right
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


def judged_probabilities(gold: Sequence[Gold], reviews: Iterable[Review]) -> list[tuple[float, float]]:
    """Return for each theme of an annotated clause its probability, and by what share of the readers it is right.

    A theme that only one of two readers gave is right by a half. Themes without a probability are left out.
    """
    pairs = []
    for each in annotated_clauses(reviews, gold):
        probable = {theme.concept: theme.probability for theme in each.clause.themes}
        for theme, probability in probable.items():
            verdict = agreement(each.gold, "theme", theme)
            if probability is not None and verdict:
                pairs.append((probability, _RIGHT[verdict]))
    return pairs


def bands_of(pairs: Iterable[tuple[float, float]]) -> list[Band]:
    """Return probabilities and how right they were by bands of a tenth; those without a reading are left out.

    >>> [(band.low, band.readings, band.probability, band.right) for band in bands_of([(0.72, 1.0), (0.78, 0.5)])]
    [(0.7, 2, 0.75, 0.75)]
    """
    held: list[list[tuple[float, float]]] = [[] for _ in range(_BANDS)]
    for pair in pairs:
        held[min(_BANDS - 1, round(pair[0] * 100) * _BANDS // 100)].append(pair)
    return [
        Band(
            low=number / _BANDS,
            high=(number + 1) / _BANDS,
            readings=len(each),
            probability=sum(probability for probability, _ in each) / len(each),
            right=sum(right for _, right in each) / len(each),
        )
        for number, each in enumerate(held)
        if each
    ]


def calibration_error(bands: Sequence[Band]) -> float:
    """Return the expected calibration error: how far probability and share lie apart, each band by its readings.

    >>> calibration_error([Band(0.3, 0.4, 30, 0.35, 0.25), Band(0.9, 1.0, 10, 0.95, 0.95)])
    0.075
    """
    readings = sum(band.readings for band in bands)
    apart = sum(band.readings * abs(band.probability - band.right) for band in bands)
    return round(apart / readings, 12) if readings else 0.0
