"""Signs of how well the themes of a page are likely to be read, beside those of the unseen pages that reading was tested on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casegraph.collections import Profile
from casegraph.collections.words import has_own_words
from casegraph.learned import LearnedReader
from casegraph.learned.features import words_of
from casegraph.record.model import LearningPoint, Recommendation, Review

__all__ = ["SIGNS", "Range", "Sign", "Signs", "advice", "ranges_of", "signs_of", "tested_ranges", "unseen_ranges"]

_FEWEST = 50
"""Clauses below which a page says too little."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, by its key and in words; *is_worse_high* says on which side of what was tested reading is likely worse."""

    key: str
    words: str
    if_worse: str
    is_worse_high: bool


SIGNS = (
    Sign("without_theme", "of clauses have no theme", "more clauses without a theme", is_worse_high=True),
    Sign("unknown_words", "of words were never learned from", "more words that were never learned from", is_worse_high=True),
    Sign("whole_sentence", "of themes have no listed wording", "more themes without a listed wording", is_worse_high=True),
    Sign("probability", "probable is a theme on average", "less probable themes", is_worse_high=False),
)  # fmt: skip
"""What `Signs` holds, in its order."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a page, each a share from 0 to 1, and the number of clauses that they come from."""

    clauses: int
    without_theme: float
    unknown_words: float
    whole_sentence: float
    probability: float


Range = tuple[float, float]
"""The least and the greatest of a sign on the pages that were tested."""


def signs_of(reviews: Iterable[Review], reader: LearnedReader) -> Signs:
    """Return the signs of the page with these *reviews*, which *reader* read."""
    known = _vocabulary(reader)
    clauses: list[LearningPoint | Recommendation] = []
    for review in reviews:
        clauses += review.learning
        clauses += [each for each in review.recommendations if each.is_recommendation]
    words = [word for clause in clauses for word in words_of(clause.passage.text)]
    themes = [theme for clause in clauses for theme in {each.concept: each for each in clause.themes}.values()]
    probable = [theme.probability for theme in themes if theme.probability is not None]
    return Signs(
        clauses=len(clauses),
        without_theme=_share(sum(not clause.themes for clause in clauses), len(clauses)),
        unknown_words=_share(sum(word not in known for word in words), len(words)),
        whole_sentence=_share(sum(not theme.wording for theme in themes), len(themes)),
        probability=_share(sum(probable), len(probable)),
    )


def ranges_of(pages: Collection[Signs]) -> dict[str, Range]:
    """Return the range of each sign on some pages.

    >>> ranges_of([Signs(90, 0.1, 0.02, 0.3, 0.7), Signs(80, 0.2, 0.01, 0.3, 0.6)])["without_theme"]
    (0.1, 0.2)
    """
    by_sign = {sign.key: [getattr(page, sign.key) for page in pages] for sign in SIGNS}
    return {key: (min(values), max(values)) for key, values in by_sign.items()}


@cache
def unseen_ranges() -> Mapping[str, Range]:
    """Return the range of each sign on the unseen pages, which tests/test_signs.py computes and keeps true."""
    from msgspec import json

    return json.decode((files("casegraph.evaluating") / "tested.json").read_bytes(), type=dict[str, Range])


def tested_ranges(profile: Profile) -> Mapping[str, Range]:
    """Return the same for the pages of a collection: none if it has words of its own, as no such pages are among them."""
    return {} if has_own_words(profile) else unseen_ranges()


def advice(signs: Signs, tested: Mapping[str, Range]) -> tuple[bool, str]:
    """Return whether themes are likely to be read worse than on the pages that were *tested*, and a sentence that says so; "" if none were.

    >>> advice(Signs(90, 0.1, 0.2, 0.3, 0.7), {sign.key: (0.0, 0.15) for sign in SIGNS[:2]})
    (True, 'Themes are likely to be read worse than measured: more words that were never learned from than on any page that was tested.')
    """
    if not tested:
        return False, ""
    if signs.clauses < _FEWEST:
        return False, f"Fewer than {_FEWEST} clauses say too little of how well themes are likely to be read."
    worse = [sign.if_worse for sign in SIGNS if sign.key in tested and _is_worse(sign, signs, tested[sign.key])]
    if not worse:
        return False, "Nothing suggests that themes are read worse than on the pages that were tested."
    listed = " and ".join([", ".join(worse[:-1]), worse[-1]] if len(worse) > 1 else worse)
    return True, f"Themes are likely to be read worse than measured: {listed} than on any page that was tested."


def _is_worse(sign: Sign, signs: Signs, tested: Range) -> bool:
    value: float = round(getattr(signs, sign.key), 3)
    least, most = tested
    return value > most if sign.is_worse_high else value < least


@cache
def _vocabulary(reader: LearnedReader) -> frozenset[str]:
    return frozenset(reader.weights.words.names)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
