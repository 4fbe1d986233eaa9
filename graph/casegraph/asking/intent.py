"""From plain words to a question: the question with the most similar wording, and the values that the words name."""

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from casegraph.asking import years
from casegraph.asking.questions import Parameter, Question, questions, questions_for
from casegraph.asking.values import Permitted, permitted
from casegraph.names import slug
from casegraph.store.in_terms import profile_of
from casegraph.store.protocol import Store

__all__ = ["Match", "matches"]

_SHORT = re.compile(
    r"^(?:a|an|and|any|are|be|been|by|did|do|does|for|from|has|have|in|is|it|of|on|or|that|the|their|to|was|were|with)$"
)
_FOUND_IN_WORDS = (
    "agency", "theme", "keyword", "partnership", "region", "outcome", "action", "strength", "panel-theme", "body", "basis", "review",
    "place", "age-band", "by", "certainty",
)  # fmt: skip
_ROWS = "by"  # what the rows of a table stand for: it is meant by several words alone, such as “by agency”
_ORDINARY = ("learning", "national", "other", "practice", "stated")  # ids of values, and words of many questions
_TELLING = ("agency", "theme", "region", "partnership")  # users who name one do not want an answer about all
_NARROWING = (*_TELLING, "certainty")  # a question that cannot be narrowed by these is a poorer answer
_DOUBTED_HARM = re.compile(r"\b(suspected|alleged)-(?:child-)?(?:abuse|neglect)\b")  # the outcome of that name is meant
_LEAST = 4
_LONGEST = 400  # characters
_GENERAL, _GENERAL_COSTS = 5, 0.5  # a question with more parameters would match anything, so it ranks lower
_YEAR_COSTS = 0.3  # for a question without a year
_COUNT = 1.0  # the bonus of a table, if the words ask for a number
_WANTS_NUMBER = ("how-many-", "how-often-", "number-of-")
_SUBJECT = 0.9  # the bonus of a question about reviews, if the words begin with “reviews”

_STOP_WORDS = frozenset(
    "about after again all also am as at because but can could each either every get gets give given go got had he her him his how "
    "i if into its just know list many may me might more most much my need no not now one only other our out over people "
    "please put said same say says see she should show since so some still such tell than them then there these they "
    "this those through too two up us use very want we well what when where whether which while who whom whose why will "
    "within would you your".split()
)
"""Words that mean nothing to a question."""


@dataclass(frozen=True, slots=True)
class Match:
    """A question that words may mean, with the values named in them; *complete* if no required value is missing.

    *unused* has the names and years in the words for which the question has no parameter, *left* the other words that are
    neither in its wording nor in a value.
    """

    question: Question
    values: Mapping[str, str]
    score: float
    complete: bool
    unused: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class _Names:
    """The names of a parameter's values: each name of one value only, with its rank and the id of the value."""

    def __init__(self, values: Iterable[Permitted], *, least_words: int = 1) -> None:
        shared: Counter[str] = Counter()
        id_of: dict[str, str] = {}
        for value in values:
            names = dict.fromkeys(name for name in map(slug, value.names) if name.count("-") + 1 >= least_words)
            shared.update(names.keys())
            for name in names:
                is_long = len(name) >= _LEAST or (name == value.id and len(name) > 2)
                if is_long and name not in _ORDINARY:
                    id_of.setdefault(name, value.id)
        unambiguous = {name: id for name, id in id_of.items() if shared[name] == 1}
        self.all = shared.keys()
        self._ids = {name: (-len(name), rank, id) for rank, (name, id) in enumerate(unambiguous.items())}
        self._most = max((name.count("-") + 1 for name in unambiguous), default=0)

    def longest(self, text: str, without: Container[str] = ()) -> tuple[str, str] | None:
        """Return the id of the value with the longest name among the words, and that name; a plural “s” does not matter."""
        words = text.split("-")
        best: tuple[int, int, str] | None = None
        longest = ""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._most) + 1):
                words_here = "-".join(words[start:end])
                for name in (words_here, words_here.removesuffix("s")):
                    candidate = self._ids.get(name) if name not in without else None
                    if candidate is not None and (best is None or candidate < best):
                        best, longest = candidate, name
        return (best[2], longest) if best is not None else None


def matches(store: Store, words: str) -> tuple[Match, ...]:
    """Return the questions that *words* may mean, the likeliest first."""
    here = questions_for(profile_of(store)).values()
    text, doubted = _DOUBTED_HARM.subn(r"\1-abuse-or-neglect", slug(years.mark_ranges(words[:_LONGEST])))
    parameter_of = {each.kind: each for one in here for each in one.parameters if each.kind in _FOUND_IN_WORDS}
    names = {
        kind: _Names(permitted(store, parameter), least_words=1 + (kind == _ROWS))
        for kind, parameter in parameter_of.items()
    }
    concept_names = names["theme"].all | names["keyword"].all
    wants_reviews = next(iter(_meaningful(text)), "") in ("review", "reviews")
    table_gains = _COUNT if text.startswith(_WANTS_NUMBER) else -0.3
    candidates: list[Match] = []
    for question in here:
        named, telling, rest = {}, 0, text
        for parameter in sorted(question.parameters, key=lambda each: doubted and each.kind != "outcome"):
            value, rest = _named(parameter, names, rest, concept_names)
            if value:
                named[parameter.name] = value
                telling += not parameter.several and parameter.kind != _ROWS  # neither tells questions apart
        score = _similarity(question, rest) + 1.5 * telling + table_gains * ("?quote" not in question.sparql)
        complete = all(each.optional or each.name in named for each in question.parameters)
        unused, rest = _unused(question, names, rest)
        spans, rest = years.spans_in(rest)
        left = _left(question, rest)
        if wants_reviews and question.about.endswith("#Review") and (named or not left):
            score += _SUBJECT
        if len(question.parameters) > _GENERAL:
            score += -_GENERAL_COSTS if telling or left or not wants_reviews else _GENERAL_COSTS
        score -= (not complete) * (1 + ("how-certain" in named)) + len(unused) + _YEAR_COSTS * bool(spans)
        if spans:
            unused = (*unused, years.written(spans))
        candidates.append(Match(question, named, score, complete, unused, left))
    return tuple(sorted((each for each in candidates if each.score > 0), key=lambda each: -each.score))


def _named(
    parameter: Parameter, names: Mapping[str, _Names], text: str, concept_names: Container[str]
) -> tuple[str | None, str]:
    """Return the value of a parameter that the words name, or None, and the words without it."""
    if parameter.several:
        spans, rest = years.spans_in(text)
        return (years.written(spans), rest) if spans else (None, text)
    if parameter.kind not in names:
        return None, text
    without = concept_names if parameter.kind == "review" else ()  # users seldom mean a review called “Neglect”
    named = names[parameter.kind].longest(text, without)
    return (named[0], text.replace(named[1], "")) if named else (None, text)


def _unused(question: Question, names: Mapping[str, _Names], rest: str) -> tuple[tuple[str, ...], str]:
    """Return the names that are left in the words and that a question could be narrowed by, and the words without them.

    What a question that can be narrowed by certainty is about by its own name is not left.
    """
    narrows_by_certainty = any(each.kind == "certainty" for each in question.parameters)
    unused = []
    for kind in _NARROWING:
        meant = names[kind].longest(rest)
        if meant:
            rest = rest.replace(meant[1], "")
            if not (narrows_by_certainty and f"-{meant[1]}-" in f"-{question.name}-"):
                unused.append(meant[1].replace("-", " "))
    return tuple(unused), rest


def _left(question: Question, rest: str) -> tuple[str, ...]:
    """Return the meaningful words that are not in the words of the question."""
    own = _stems_of(question)
    return tuple(dict.fromkeys(word for word in _meaningful(rest) if not own & set(_stems(word))))


def _meaningful(text: str) -> list[str]:
    """Return the words that carry meaning.

    >>> _meaningful("show-me-all-reviews-of-schools")
    ['reviews', 'schools']
    """
    return [word for word in text.split("-") if len(word) > 1 and not _SHORT.match(word) and word not in _STOP_WORDS]


def _stems(text: str) -> list[str]:
    """Return the meaningful words, without endings.

    >>> _stems("which-agencies-were-asked")
    ['which', 'agenc', 'ask']
    """
    words = (word for word in text.split("-") if word and not _SHORT.match(word))
    return [re.sub(r"(?:ies|ed|ing|es|s|y)$", "", word) if len(word) > 4 else word for word in words]


@cache
def _stems_of(question: Question) -> frozenset[str]:
    return frozenset(_stems(slug(" ".join((question.name, question.title, question.wording, *question.keywords)))))


@cache
def _rarity() -> Mapping[str, float]:
    """Return how well each word tells questions apart, from 0 to 1."""
    count = Counter(stem for question in questions().values() for stem in _stems_of(question))
    return {stem: 1 / number for stem, number in count.items()}


def _similarity(question: Question, text: str) -> float:
    """Return how similar words are to a question: rare words in common, and whole phrases of its keywords."""
    rarity = _rarity()
    common = sum(math.sqrt(rarity.get(stem, 1.0)) for stem in sorted(set(_stems(text)) & _stems_of(question)))
    phrases = sum(1 + slug(each).count("-") for each in question.keywords if f"-{slug(each)}-" in f"-{text}-")
    return common + phrases
