"""A comparison as the rows of a table: one for a review or clause that came or went, one for each field that changed."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casegraph.comparing.changes import ClauseChange, FieldChange, ReviewChange
from casegraph.comparing.in_words import BECAUSE, field_in_words

__all__ = ["ChangeRow", "change_rows"]


class ChangeRow(NamedTuple):
    """A row: *what* (a review or kind of clause) came, went or changed, in which *review*, and why.

    *number* is the clause's place in the review, *was* and *now* what a *field* lost and gained. A clause that was reworded
    has its wordings there.
    """

    change: str
    what: str
    because: str
    review: str
    title: str
    year: int
    number: int | None
    text: str
    field: str
    was: str
    now: str


def change_rows(changes: Iterable[ReviewChange]) -> Iterator[ChangeRow]:
    """Yield the rows of reviews that came, went or changed."""
    for review in changes:
        row = ChangeRow(
            review.change, "review", BECAUSE[review.cause], review.id, review.title, review.year, None, "", "", "", ""
        )
        if review.change != "changed":
            yield row
        if review.was_id:
            yield row._replace(field="Id", was=review.was_id, now=review.id)
        yield from _fields(row, review.fields)
        for clause in review.clauses:
            yield from _clause(row, clause)


def _clause(row: ChangeRow, clause: ClauseChange) -> Iterator[ChangeRow]:
    side = clause.now or clause.was
    row = row._replace(
        change=clause.change,
        what=clause.kind,
        because=BECAUSE[clause.cause],
        number=side.number if side else None,
        text=clause.text,
    )
    if clause.change != "changed":
        yield row
    yield from _fields(row, clause.fields)


def _fields(row: ChangeRow, fields: Iterable[FieldChange]) -> Iterator[ChangeRow]:
    for each in fields:
        was, now = field_in_words(each)
        yield row._replace(field=each.label, was=was, now=now)
