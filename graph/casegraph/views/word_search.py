"""Looking for words: in reviews and in their clauses."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import TYPE_CHECKING

from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["clauses_with", "reviews_with"]


def clauses_with(c: Collection, words: Iterable[str]) -> Clauses:
    """Return the clauses that have all *words*: recommendations, then learning points, then remarks."""
    import numpy as np

    known = facts(c)
    having = _with_all(words, np.ones(len(known.review_of), bool), known.columns.clause_words.having)
    kinds = (known.recommendations, known.learning, known.remarks)
    return Clauses(c, np.concatenate([np.flatnonzero(having & kind) for kind in kinds]))


def reviews_with(c: Collection, words: Iterable[str]) -> "Mask":
    """Return which reviews have all *words* in their title, names, narrative or clauses."""
    import numpy as np

    known = facts(c)

    def having(word: str) -> "Mask":
        return known.columns.review_words.having(word) | known.reviews_of(known.columns.clause_words.having(word))

    return _with_all(words, np.ones(len(known.years), bool), having)


def _with_all(words: Iterable[str], every: "Mask", having: Callable[[str], "Mask"]) -> "Mask":
    return reduce(lambda mask, word: mask & having(word), words, every)
