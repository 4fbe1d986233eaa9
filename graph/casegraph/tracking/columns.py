"""The columns of a tracker: those of Casegraph, which each update restores, and those that people fill in."""

from collections.abc import Iterable, Sequence

from casegraph.papers.tables import Cell, Column
from casegraph.tracking.model import STATUSES, Ask, Entries, Line

__all__ = ["CHANGE", "ENTERED", "GONE", "ID", "READ", "STATUS", "TEXT", "TRACKER", "cells", "columns"]

TRACKER, GONE = "Tracker", "No longer in the collection"
"""The names of the sheets."""

ID, TEXT, STATUS, CHANGE = "ID", "Recommendation", "Status", "Last update"
"""The columns that a file is known by, and the one that says what an update changed."""

READ = (
    Column(ID, "id", 16),
    Column(TEXT, width=52),
    Column("Review", width=26),
    Column("Year", width=8),
    Column("Agency", width=20),
    Column("How it is addressed", width=16),
    Column("Themes", width=24),
    Column("Kind of action", width=18),
)
"""The columns that Casegraph fills in before those of people."""

ENTERED = {
    "status": Column(STATUS, width=14, choices=STATUSES, is_filled_in=True),
    "action": Column("Action", width=32, is_filled_in=True, advice="What you will do, or why you will not."),
    "owner": Column("Owner", width=18, is_filled_in=True),
    "due": Column("Due", "date", 13, is_filled_in=True, advice="A date, such as 1 March 2027."),
    "date": Column("Date", "date", 13, is_filled_in=True, advice="The date of the status, such as 1 March 2027."),
    "evidence": Column(
        "Evidence", "link", 30, is_filled_in=True, advice="Where this can be seen: words or an address."
    ),
    "impact": Column("Impact", width=26, is_filled_in=True, advice="What has changed for children."),
}
"""The columns that people fill in, by the field of ``Entries`` that they are."""


def columns(more: Iterable[str]) -> list[Column]:
    """Return the columns of a tracker with those that people added.

    >>> [each.name for each in columns(["Lead"])][-3:]
    ['Impact', 'Lead', 'Last update']
    """
    added = (Column(each, width=24, is_filled_in=True) for each in more)
    return [*READ, *ENTERED.values(), *added, Column(CHANGE, width=26)]


def cells(line: Line, more: Iterable[str]) -> Sequence[Cell]:
    """Return a line as a row under these columns."""
    entries = line.entries
    return [*_read(line.ask), *_entered(entries), *(entries.more.get(each) for each in more), line.change]


def _read(ask: Ask) -> Iterable[Cell]:
    return (
        ask.id,
        ask.text,
        ask.review,
        ask.year,
        ask.agency,
        ask.addressing,
        ask.themes,
        ask.kinds,
    )


def _entered(entries: Entries) -> Iterable[Cell]:
    return (
        entries.status,
        entries.action,
        entries.owner,
        entries.due,
        entries.date,
        entries.evidence,
        entries.impact,
    )
