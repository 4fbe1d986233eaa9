"""Who else was asked the same: recommendations of others with themes and kinds of action in common with one of a tracker."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from casegraph.tracking.matching import words_of
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection

__all__ = ["HOW", "Elsewhere", "asked_elsewhere"]

HOW = "Found by themes and kinds of action in common, the nearest in words first: read them before you count them as the same."
"""How these recommendations are found, for people."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A recommendation that another was asked, with the *themes* and *kinds* of action that it has in common."""

    clause: Clause
    themes: Sequence[str]
    kinds: Sequence[str]


def asked_elsewhere(
    c: Collection, asked: Sequence[Clause], own: Set[tuple[str, int]], most: int
) -> list[Sequence[Elsewhere]]:
    """Return for each recommendation those of other reviews that come nearest, *most* at most, the nearest first.

    All have a theme and a kind of action in common. Those that are in the tracker too, *own* by review and number, are left out.
    """
    wanted = {(theme, kind) for each in asked for theme in each.theme_ids for kind in _kinds(each)}
    having: defaultdict[tuple[str, str], list[Clause]] = defaultdict(list)
    for review in c.reviews.values():
        for clause in review.asks:
            if (clause.review, clause.number) not in own:
                for theme in clause.theme_ids:
                    for kind in _kinds(clause):
                        if (theme, kind) in wanted:
                            having[theme, kind].append(clause)
    return [_nearest(each, having, most) for each in asked]


def _nearest(asked: Clause, having: dict[tuple[str, str], list[Clause]], most: int) -> Sequence[Elsewhere]:
    found = {
        (each.review, each.number): each
        for theme in asked.theme_ids
        for kind in _kinds(asked)
        for each in having.get((theme, kind), ())
        if each.review != asked.review
    }
    words = words_of(asked.text)

    def distance(other: Clause) -> tuple[float, str, int]:
        common = _share({*asked.theme_ids, *_kinds(asked)}, {*other.theme_ids, *_kinds(other)})
        return -(common + _share(words, words_of(other.text))), other.review, other.number

    return [
        Elsewhere(
            each,
            [id for id in asked.theme_ids if id in each.theme_ids],
            [id for id in _kinds(asked) if id in _kinds(each)],
        )
        for each in sorted(found.values(), key=distance)[:most]
    ]


def _kinds(clause: Clause) -> list[str]:
    return [each.id for each in clause.actions]


def _share(one: Set[str], other: Set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
