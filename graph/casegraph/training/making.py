"""Making weights: fitted lines become whole numbers, by which any computer gets the same scores."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from casegraph.learned.weights import Features, Weights
from casegraph.training.fitting import STRENGTH, fit, levels_of, unheard
from casegraph.training.labelled import Labelled, digest_of, with_newer_themes
from casegraph.training.matrix import FIRED, KIND, SIZE, vocabulary_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["weights_from"]

_FOLDS = 4
_STEPS = 64  # in which a row's number of 1 is cut
_SIZES = 256


def weights_from(
    clauses: Sequence[Labelled],
    fired: Sequence[Collection[str]],
    hints: Sequence[str] | None = None,
    worth: float = FIRED,
    corpus: str | None = None,
    strength: float = STRENGTH,
) -> Weights:
    """Return the weights that labelled clauses give; *fired* are the hints of each.

    *hints* are all that count, each as much as *worth*; without them the labels are, for themes that the wordings found.
    *corpus* is the digest of what was labelled, if that is not *clauses* as they are; *strength* is how closely lines keep to
    single clauses.
    """
    import numpy as np

    corpus, clauses = corpus or digest_of(clauses), with_newer_themes(clauses, fired)
    themes = sorted({theme for clause in clauses for theme in clause.themes | clause.doubtful} - {"other"})
    hints = themes if hints is None else hints
    known = vocabulary_of(clauses, hints, worth)
    lines = fit(known.matrix(clauses, fired), clauses, themes, strength)
    ends = np.cumsum([0, *map(len, known.names)])
    features = []
    for names, weights, begin, end in zip(known.names, known.weights, ends[:-1], ends[1:], strict=True):
        by = np.array(weights)[:, None]
        rows = _whole(lines.weights[:, begin:end].T * by * _STEPS)
        features.append(Features(names, np.rint((np.array(weights) ** 2) * _SIZES).astype(np.int32), rows))
    beyond = int(ends[-1])
    return Weights(
        labels=tuple(themes),
        hints=tuple(hints),
        words=features[0],
        pairs=features[1],
        pieces=features[2],
        base=np.round(lines.starts + KIND * lines.weights[:, beyond + len(hints) :].T, 6),
        fired=np.round(worth * lines.weights[:, beyond : beyond + len(hints)].T, 6),
        levels=_levels(clauses, fired, themes, hints, worth, strength),
        unit=SIZE * _SIZES**0.5 / _STEPS,
        corpus=corpus,
    )


def _whole(rows: "NDArray[np.float64]") -> "NDArray[np.int16]":
    import numpy as np

    return np.rint(rows).clip(-32_000, 32_000).astype(np.int16)


def _levels(
    clauses: Sequence[Labelled],
    fired: Sequence[Collection[str]],
    themes: Sequence[str],
    hints: Sequence[str],
    worth: float,
    strength: float,
) -> "NDArray[np.float64]":
    """Calibrate on clauses of pages alone, each judged by lines that have not heard its voice."""
    import numpy as np

    scores = unheard(clauses, fired, themes, hints, _FOLDS, worth, strength)
    kinds = []
    for kind in ("learning", "recommendation"):
        at = [number for number, each in enumerate(clauses) if each.kind == kind and each.is_fresh]
        at = at or [*range(len(clauses))]  # labels of the other kind alone
        share = np.array(
            [[(theme in clauses[n].themes) + (theme in clauses[n].doubtful) / 2 for theme in themes] for n in at]
        )
        kinds.append(levels_of(scores[at].ravel(), share.ravel()))
    return np.asarray(np.round(np.array(kinds), 4), np.float64)
