"""Verbs: in which of eight ways a recommendation wants something done, by words that stand near each other in any order."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import product

from casegraph.similar.stems import stem

__all__ = ["VERBS", "verbs_in"]

VERBS = ("renew", "make", "use", "tell", "teach", "check", "explore", "include")
"""The ways, in the words of ``verbs.tsv``."""

_NEAR = 5  # words within which those of a wording stand


def verbs_in(stems: Sequence[str]) -> list[str]:
    """Return the ways that the stems of a text speak of.

    >>> from casegraph.similar.stems import stems_of
    >>> verbs_in(stems_of("seek assurance that the refreshed protocol is used"))
    ['renew', 'use', 'check']
    """
    places: dict[str, list[int]] = {}
    for number, each in enumerate(stems):
        if each:
            places.setdefault(each, []).append(number)
    known = _wordings()
    present = {
        verb
        for first in places
        for verb, others in known.get(first, ())
        if all(_is_near(each, places, places[first]) for each in others)
    }
    return [verb for verb in VERBS if verb in present]


@cache
def _wordings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return by the first stem of each wording its verb and its other stems."""
    known: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for line in (files("casegraph.similar") / "verbs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        verb, listed = line.split("\t")
        for wording in listed.split(";"):
            for words in product(*(part.split("/") for part in wording.split())):
                first, *others = map(stem, words)
                known.setdefault(first, []).append((verb, tuple(others)))
    return known


def _is_near(other: str, places: dict[str, list[int]], begins: Sequence[int]) -> bool:
    return any(abs(place - begin) <= _NEAR for place in places.get(other, ()) for begin in begins)
