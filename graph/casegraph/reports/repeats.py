"""Repeats: a report says its recommendations again in a summary or an action plan, often a little differently."""

import re
from collections.abc import Iterable
from dataclasses import replace

from casegraph.reports.local_report import LocalRecommendation

__all__ = ["without_repeats"]

_WORD = re.compile(r"\w+")
_ALIKE = 0.8
_SAME_NUMBER = 0.5
_LONGEST = 500  # characters of who is to act
_MOST = 400
"""So many are compared with one another; no report has more, and a table may."""


def without_repeats(cuts: Iterable[LocalRecommendation]) -> tuple[LocalRecommendation, ...]:
    """Return each once: who and when of an exact repeat go to the first, what is nearly the same is not kept at first.

    >>> one = LocalRecommendation("Review it.", "recommendation", "1", "", "", "", "page 1", "its number")
    >>> two = replace(one, text="review it", agency="ICB", place="page 9")
    >>> [(each.agency, each.place) for each in without_repeats([one, two])]
    [('ICB', 'page 1')]
    """
    kept: dict[str, LocalRecommendation] = {}
    for each in cuts:
        key = " ".join(_words(each.text))
        if key not in kept:
            kept[key] = each
            continue
        first = kept[key]
        agency = _both(first.agency, each.agency)
        kept[key] = replace(first, agency=agency, due=_both(first.due, each.due), number=first.number or each.number)
    once = [*kept.values()]
    if len(once) > _MOST:
        return tuple(once)
    sets = [frozenset(_words(each.text)) for each in once]
    for at, each in enumerate(once):
        for before in range(at):
            if (
                once[before].keep
                and each.taken_for == once[before].taken_for
                and _is_repeat(once[before], each, sets[before], sets[at])
            ):
                number = once[before].number or str(before + 1)
                once[at] = replace(each, keep=False, how=f"{each.how}; repeats {number}")
                break
    return tuple(once)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _both(one: str, other: str) -> str:
    return one if not other or len(one) > _LONGEST or other in one.split("; ") else f"{one}; {other}" if one else other


def _is_repeat(
    one: LocalRecommendation, other: LocalRecommendation, words: frozenset[str], others: frozenset[str]
) -> bool:
    if not words or not others:
        return False
    shared = len(words & others)
    alike = shared / max(len(words), len(others))
    same_number = bool(one.number) and one.number == other.number and one.heading != other.heading
    return alike >= _ALIKE or (same_number and alike >= _SAME_NUMBER)
