"""The numbers of the scorer: how rare words, subjects and actions are, and what each kind of likeness is worth."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import log

__all__ = ["FILE", "Numbers", "numbers_from", "shipped_numbers", "to_text"]

FILE = "numbers.json"
"""The file of them, which `casegraph.training` makes."""

MEANS = frozenset(
    "policy-and-procedure training-and-workforce supervision-and-oversight quality-assurance learning-from-reviews "
    "data-and-systems commissioning".split()
)
"""Subjects that are ways of acting, which are compared as such."""

_MEANS_COUNT = 0.2
_WORD_BESIDES = 3  # recommendations that a word is taken to be in besides


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the scorer knows.

    *words* says in how many of *recommendations* each stem is; *themes* and *actions* how many in a thousand are about
    a subject or ask for an action. *worth* is that of each likeness in a sum with *start*; from *same* on two ask the
    same, from *related* on they have to do with each other.
    """

    recommendations: int
    words: Mapping[str, int]
    themes: Mapping[str, int]
    actions: Mapping[str, int]
    worth: Mapping[str, float]
    start: float
    same: float
    related: float

    def rarity(self, stem: str) -> float:
        """Return how much a word tells by being rare."""
        return max(log((self.recommendations + 1) / (self.words.get(stem, 0) + _WORD_BESIDES)), 0.1)

    def theme(self, id: str) -> float:
        """Return how much a subject weighs."""
        return log(1 / (self.themes.get(id, 0) / 1000 + 0.005)) * (_MEANS_COUNT if id in MEANS else 1)

    def action(self, id: str) -> float:
        """Return how much an action weighs."""
        return float((self.actions.get(id, 0) / 1000 + 0.001) ** -0.3)


def to_text(numbers: Numbers) -> str:
    """Return the text of the file: the same for the same numbers."""
    return json.dumps(asdict(numbers), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def numbers_from(text: str) -> Numbers:
    """Return the numbers that a file has."""
    return Numbers(**json.loads(text))


@cache
def shipped_numbers() -> Numbers:
    """Return the numbers that ship, read once a process."""
    return numbers_from((files("casegraph.similar") / FILE).read_text(encoding="utf-8"))
