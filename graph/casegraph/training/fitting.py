"""Fitting: a straight line for each theme through labelled clauses, judged on voices that it has not heard."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from casegraph.training.labelled import Labelled
from casegraph.training.matrix import FIRED, vocabulary_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

__all__ = ["STRENGTH", "Lines", "fit", "levels_of", "unheard"]

STRENGTH = 8.0
"""How closely lines keep to single clauses: the lower, the simpler they are."""

_FEWEST = 8  # clauses that a theme is learned from


class Lines(NamedTuple):
    """A row of weights and a start for each theme."""

    weights: "NDArray[np.float64]"
    starts: "NDArray[np.float64]"


def fit(rows: "csr_matrix", clauses: Sequence[Labelled], themes: Sequence[str], strength: float = STRENGTH) -> Lines:
    """Fit each theme by logistic regression; a theme that one reader of two gave counts half as given, half as not."""
    import numpy as np
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    weights, starts = np.zeros((len(themes), rows.shape[1])), np.full(len(themes), -20.0)
    counts = np.array([clause.weight for clause in clauses])
    for number, theme in enumerate(themes):
        both = np.array([theme in clause.themes for clause in clauses])
        one = np.array([theme in clause.doubtful for clause in clauses])
        if both.sum() + one.sum() / 2 < _FEWEST:
            continue
        line = LogisticRegression(C=strength, solver="liblinear", dual=True, tol=0.1, max_iter=1000, random_state=0)
        line.fit(
            vstack([rows, rows[one]]).tocsr(),
            np.concatenate([both | one, np.zeros(one.sum(), bool)]),
            np.concatenate([np.where(one, counts / 2, counts), counts[one] / 2]),
        )
        weights[number], starts[number] = line.coef_[0], line.intercept_[0]
    return Lines(weights, starts)


def unheard(
    clauses: Sequence[Labelled],
    fired: Sequence[Collection[str]],
    themes: Sequence[str],
    hints: Sequence[str],
    folds: int,
    worth: float = FIRED,
    strength: float = STRENGTH,
) -> "NDArray[np.float64]":
    """Return a score for each clause and theme from lines that were fitted without the clause's voice and others."""
    import numpy as np

    voices = sorted({clause.voice for clause in clauses})
    fold = {voice: number % folds for number, voice in enumerate(voices)}
    of = np.array([fold[clause.voice] for clause in clauses])
    scores = np.zeros((len(clauses), len(themes)))
    for number in range(folds):
        here, there = (of != number).nonzero()[0], (of == number).nonzero()[0]
        known = vocabulary_of([clauses[at] for at in here], hints, worth)
        lines = fit(
            known.matrix([clauses[at] for at in here], [fired[at] for at in here]),
            [clauses[at] for at in here],
            themes,
            strength,
        )
        rows = known.matrix([clauses[at] for at in there], [fired[at] for at in there])
        scores[there] = rows @ lines.weights.T + lines.starts
    return scores


def levels_of(scores: "NDArray[np.float64]", share: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the scores from which a probability of 0.01, 0.02 … 0.99 is right, by isotonic regression.

    *share* is the share of readers who gave the theme.
    """
    import numpy as np
    from sklearn.isotonic import IsotonicRegression

    line = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(scores, share)
    at = np.linspace(scores.min(), scores.max(), 20_001)
    return np.asarray(
        at[np.searchsorted(np.maximum.accumulate(line.predict(at)), np.arange(1, 100) / 100).clip(max=20_000)]
    )
