"""Plain words to a question: the question whose wording is nearest, with the values that the words name."""

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from casegraph.asking import years
from casegraph.asking.questions import Parameter, Question, questions
from casegraph.asking.values import Permitted, permitted
from casegraph.names import slug
from casegraph.store.protocol import Store

__all__ = ["Match", "matches"]

_SHORT = re.compile(
    r"^(?:a|an|and|any|are|be|been|by|did|do|does|for|from|has|have|in|is|it|of|on|or|that|the|their|to|was|were|with)$"
)
_FOUND_IN_WORDS = (
    "agency", "theme", "keyword", "partnership", "region", "outcome", "action", "panel-theme", "body", "basis", "review",
    "place", "age-band",
)  # fmt: skip
_TELLING = ("agency", "theme", "region", "partnership")  # whoever names one does not want an answer about all
_LEAST = 4
_LONGEST = 400  # characters that are looked at
_GENERAL, _GENERAL_COSTS = 5, 0.5  # a question with more parameters than that would take anything; others come first
_YEAR_COSTS = 0.3  # where a question takes no year
_SUBJECT = 0.9  # for a question about reviews, if the words begin with “reviews”

_SAYS_NOTHING = frozenset(
    "about after again all also am as at because but can could each either every get gets give given go got had he her him his how "
    "i if into its just know list many may me might more most much my need no not now one only other our out over people "
    "please put said same say says see she should show since so some still such tell than them then there these they "
    "this those through too two up us use very want we well what when where whether which while who whom whose why will "
    "within would you your".split()
)
"""Words that no one expects an answer to use."""


@dataclass(frozen=True, slots=True)
class Match:
    """A question that words may mean, with the values found in them; *complete* if nothing that it needs is missing.

    *unused* are names and years in the words that the question has no parameter for, *left* the other words that neither
    its wording nor a value has.
    """

    question: Question
    values: Mapping[str, str]
    score: float
    complete: bool
    unused: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class _Names:
    """What the values of a parameter are called: each name that belongs to one value only, with its rank and the value's id."""

    def __init__(self, values: Iterable[Permitted]) -> None:
        shared: Counter[str] = Counter()
        found: dict[str, str] = {}
        for value in values:
            names = dict.fromkeys(map(slug, value.names))
            shared.update(names.keys())
            for name in names:
                if len(name) >= _LEAST or (name == value.id and len(name) > 2):
                    found.setdefault(name, value.id)
        alone = {name: id for name, id in found.items() if shared[name] == 1}
        self.all = shared.keys()
        self._ids = {name: (-len(name), rank, id) for rank, (name, id) in enumerate(alone.items())}
        self._most = max((name.count("-") + 1 for name in alone), default=0)

    def longest(self, said: str, without: Container[str] = ()) -> tuple[str, str] | None:
        """Return the id of the value with the longest name among the words, and that name; a plural “s” is no difference."""
        words = said.split("-")
        best: tuple[int, int, str] | None = None
        longest = ""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._most) + 1):
                words_here = "-".join(words[start:end])
                for name in (words_here, words_here.removesuffix("s")):
                    found = self._ids.get(name) if name not in without else None
                    if found is not None and (best is None or found < best):
                        best, longest = found, name
        return (best[2], longest) if best is not None else None


def matches(store: Store, words: str) -> tuple[Match, ...]:
    """Return the questions that *words* may mean, the likeliest first."""
    said = slug(years.in_words(words[:_LONGEST]))
    asked = {each.kind: each for one in questions().values() for each in one.parameters if each.kind in _FOUND_IN_WORDS}
    names = {kind: _Names(permitted(store, parameter)) for kind, parameter in asked.items()}
    things = names["theme"].all | names["keyword"].all
    wants_reviews = next(iter(_telling(said)), "") in ("review", "reviews")
    found: list[Match] = []
    for question in questions().values():
        named, telling, rest = {}, 0, said
        for parameter in question.parameters:
            value, rest = _named(parameter, names, rest, things)
            if value:
                named[parameter.name] = value
                telling += not parameter.several  # a year narrows any question, and tells none from another
        score = _likeness(question, rest) + 1.5 * telling - 0.3 * ("?quote" not in question.sparql)
        complete = all(each.optional or each.name in named for each in question.parameters)
        unused, rest = _unused(names, rest)
        spans, rest = years.found(rest)
        left = _left(question, rest)
        if wants_reviews and question.about.endswith("#Review") and (named or not left):
            score += _SUBJECT
        if len(question.parameters) > _GENERAL:
            score += -_GENERAL_COSTS if telling or left or not wants_reviews else _GENERAL_COSTS
        score -= (not complete) + len(unused) + _YEAR_COSTS * bool(spans)
        if spans:
            unused = (*unused, years.written(spans))
        found.append(Match(question, named, score, complete, unused, left))
    return tuple(sorted((each for each in found if each.score > 0), key=lambda each: -each.score))


def _named(
    parameter: Parameter, names: Mapping[str, _Names], said: str, things: Container[str]
) -> tuple[str | None, str]:
    """Return what the words say for a parameter, None for nothing, and the words without it."""
    if parameter.several:
        spans, rest = years.found(said)
        return (years.written(spans), rest) if spans else (None, said)
    if parameter.kind not in names:
        return None, said
    without = things if parameter.kind == "review" else ()  # a review called “Neglect” is seldom meant
    found = names[parameter.kind].longest(said, without)
    return (found[0], said.replace(found[1], "")) if found else (None, said)


def _unused(names: Mapping[str, _Names], rest: str) -> tuple[tuple[str, ...], str]:
    """Return the names of agencies, themes and places that are left in the words, and the words without them."""
    found = []
    for kind in _TELLING:
        meant = names[kind].longest(rest)
        if meant:
            rest = rest.replace(meant[1], "")
            found.append(meant[1].replace("-", " "))
    return tuple(found), rest


def _left(question: Question, rest: str) -> tuple[str, ...]:
    """Return the words that say something and that the question's own words have not."""
    told = _stems_of(question)
    return tuple(dict.fromkeys(word for word in _telling(rest) if not told & set(_stems(word))))


def _telling(said: str) -> list[str]:
    """Return the words that say what is asked.

    >>> _telling("show-me-all-reviews-of-schools")
    ['reviews', 'schools']
    """
    return [word for word in said.split("-") if len(word) > 1 and not _SHORT.match(word) and word not in _SAYS_NOTHING]


def _stems(text: str) -> list[str]:
    """Return the words that say something, without endings.

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
    """Return how much a word tells questions apart, from 0 to 1."""
    count = Counter(stem for question in questions().values() for stem in _stems_of(question))
    return {stem: 1 / number for stem, number in count.items()}


def _likeness(question: Question, said: str) -> float:
    """Return how near words come to a question: rare words in common, and whole phrases of its keywords."""
    rarity = _rarity()
    common = sum(math.sqrt(rarity[stem]) for stem in sorted(set(_stems(said)) & _stems_of(question)))
    phrases = sum(1 + slug(each).count("-") for each in question.keywords if f"-{slug(each)}-" in f"-{said}-")
    return common + phrases
