"""What was learnt, as JSON and as a table."""

from typing import TypedDict

from casegraph.views.learnt import Learnt, LearntLine, Tally
from casegraph.views.list_words import LEARNT
from casegraph.views.tables import Table

__all__ = ["LearntAnswer", "LearntTally", "LearntTheme", "learnt_answer", "learnt_rows"]


class LearntTally(TypedDict):
    """How many sentences there are, and in how many reviews."""

    sentences: int
    reviews: int


class LearntTheme(TypedDict):
    """What reviews say on a theme, which is a subject or a way of acting ("means")."""

    theme: str
    label: str
    kind: str
    learning: LearntTally
    recommendations: LearntTally


class LearntAnswer(TypedDict):
    """What was learnt in so many reviews, beside what was recommended: all of it, then by theme."""

    reviews: int
    learning: LearntTally
    recommendations: LearntTally
    themes: list[LearntTheme]


def learnt_answer(known: Learnt) -> LearntAnswer:
    """Return what was learnt for programs."""
    return {
        "reviews": known.reviews,
        "learning": _tally(known.learning),
        "recommendations": _tally(known.recommendations),
        "themes": [
            *(_theme(each, "subject") for each in known.subjects),
            *(_theme(each, "means") for each in known.means),
        ],
    }


def learnt_rows(known: Learnt) -> Table:
    """Return a row for each theme, after one for all sentences."""
    head = ("theme", "label", "kind", "learning points", "reviews with these", "recommendations", "reviews with those")
    whole = ("", LEARNT["all"], "", *_numbers(known.learning, known.recommendations))
    rows = [
        (each.theme, each.label, kind, *_numbers(each.learning, each.recommendations))
        for kind, lines in (("subject", known.subjects), ("way of acting", known.means))
        for each in lines
    ]
    return Table(head, [whole, *rows])


def _numbers(*tallies: Tally) -> tuple[int, ...]:
    return tuple(number for each in tallies for number in (each.sentences, each.reviews))


def _tally(tally: Tally) -> LearntTally:
    return {"sentences": tally.sentences, "reviews": tally.reviews}


def _theme(line: LearntLine, kind: str) -> LearntTheme:
    return {
        "theme": line.theme,
        "label": line.label,
        "kind": kind,
        "learning": _tally(line.learning),
        "recommendations": _tally(line.recommendations),
    }
