"""Plain words to a question: the question whose wording is nearest, with the values that the words name."""

import math
import re
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from casegraph.asking.questions import Question, questions
from casegraph.asking.values import Answering, Permitted, permitted
from casegraph.names import slug

__all__ = ["Match", "matches"]

_SHORT = re.compile(
    r"^(?:a|an|and|any|are|be|been|by|did|do|does|for|from|has|have|in|is|it|of|on|or|that|the|their|to|was|were|with)$"
)
_FOUND_IN_WORDS = (
    "agency", "theme", "keyword", "partnership", "region", "outcome", "action", "panel-theme", "body", "year", "basis",
    "review",
)  # fmt: skip
_TELLING = ("agency", "theme", "region", "partnership")  # whoever names one does not want an answer about all
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A question that words may mean, with the values found in them; *complete* if nothing that it needs is missing.

    *unused* are names in the words that the question cannot be asked of.
    """

    question: Question
    values: Mapping[str, str]
    score: float
    complete: bool
    unused: tuple[str, ...] = ()


def matches(graph: Answering, words: str) -> tuple[Match, ...]:
    """Return the questions that *words* may mean, the likeliest first."""
    said = slug(words[:400])
    found: list[Match] = []
    left: dict[str, str] = {}
    rarity = _rarity()
    asked = {each.kind: each for one in questions().values() for each in one.parameters if each.kind in _FOUND_IN_WORDS}
    values = {kind: list(permitted(graph, parameter)) for kind, parameter in asked.items()}
    things = {slug(name) for kind in ("theme", "keyword") for value in values.get(kind, ()) for name in value.names}
    for question in questions().values():
        named, rest = {}, said
        for parameter in question.parameters:
            without = things if parameter.kind == "review" else set()  # a review called “Neglect” is seldom meant
            meant = _longest(values.get(parameter.kind, []), rest, without)
            if meant:
                named[parameter.name], rest = meant[0], rest.replace(meant[1], "")
        score = _likeness(question, rest, rarity) + 1.5 * len(named) - 0.3 * ("?quote" not in question.sparql)
        complete = all(each.optional or each.name in named for each in question.parameters)
        found.append(Match(question, named, score if complete else score - 1, complete))
        left[question.name] = rest
    named_in = {name: _unused(values, left[name]) for name in left}
    found = [
        replace(each, score=each.score - len(unused), unused=unused)
        for each in found
        for unused in [named_in[each.question.name]]
    ]
    return tuple(sorted((each for each in found if each.score > 0), key=lambda each: -each.score))


def _unused(values: Mapping[str, list[Permitted]], rest: str) -> tuple[str, ...]:
    """Return the names of agencies, themes and places that are left in the words."""
    found = []
    for kind in _TELLING:
        meant = _longest(values.get(kind, []), rest)
        if meant:
            rest = rest.replace(meant[1], "")
            found.append(meant[1].replace("-", " "))
    return tuple(found)


def _longest(values: list[Permitted], said: str, without: Container[str] = ()) -> tuple[str, str] | None:
    """Return the id of the value with the longest name in the words that is not one of others, and that name."""
    best: tuple[int, str, str] | None = None
    shared = Counter(name for value in values for name in {slug(each) for each in value.names})
    for value in values:
        for name in map(slug, value.names):
            length = len(name) if shared[name] == 1 and name not in without else 0
            long_enough = length >= _LEAST or (name == value.id and length > 2)
            if long_enough and (best is None or length > best[0]) and re.search(rf"-{re.escape(name)}s?-", f"-{said}-"):
                best = (length, value.id, name)
    return (best[1], best[2]) if best else None


def _stems(text: str) -> list[str]:
    """Return the words that say something, without endings.

    >>> _stems("which-agencies-were-asked")
    ['which', 'agenc', 'ask']
    """
    words = (word for word in text.split("-") if word and not _SHORT.match(word))
    return [re.sub(r"(?:ies|ed|ing|es|s|y)$", "", word) if len(word) > 4 else word for word in words]


def _rarity() -> Mapping[str, float]:
    """Return how much a word tells questions apart, from 0 to 1."""
    count = Counter(stem for question in questions().values() for stem in set(_stems(_told(question))))
    return {stem: 1 / number for stem, number in count.items()}


def _told(question: Question) -> str:
    return slug(" ".join((question.name, question.title, question.wording, *question.keywords)))


def _likeness(question: Question, said: str, rarity: Mapping[str, float]) -> float:
    """Return how near words come to a question: rare words in common, and whole phrases of its keywords."""
    told = set(_stems(_told(question)))
    common = sum(math.sqrt(rarity[stem]) for stem in set(_stems(said)) & told)
    phrases = sum(1 + slug(each).count("-") for each in question.keywords if f"-{slug(each)}-" in f"-{said}-")
    return common + phrases
