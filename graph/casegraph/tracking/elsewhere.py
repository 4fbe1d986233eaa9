"""Who else was asked the same: recommendations of other reviews that ask the same as one of a tracker, or come near."""

from collections.abc import Sequence, Set

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.similar import Similar, similar_to_each

__all__ = ["HOW", "asked_elsewhere"]

HOW = "Compared by subject, action and words, most similar first. Read them before you count them as the same."
"""How these recommendations are found, for people."""

_MORE = 40
"""How many are looked at besides those that are shown, as some of them are one's own."""


def asked_elsewhere(
    c: Collection, ask: Sequence[Clause], own: Set[tuple[str, int]], most: int
) -> list[Sequence[Similar]]:
    """Return for each recommendation those of other reviews that ask the same or come near, *most* at most, the nearest first.

    Those that are in the tracker too, *own* by review and number, are left out.
    """
    answers = similar_to_each(c, [each.text for each in ask], most + _MORE)
    return [
        [
            row
            for row in answer.rows
            if row.clause.review != each.review and (row.clause.review, row.clause.number) not in own
        ][:most]
        for each, answer in zip(ask, answers, strict=True)
    ]
