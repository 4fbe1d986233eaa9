"""A tracker as a workbook: its sheet, what is no longer in the collection, sheets of people, and how to use it."""

from collections.abc import Iterator

from casegraph.briefings.taken_from import TakenFrom, about_lines
from casegraph.collections import Profile
from casegraph.papers.tables import Column
from casegraph.papers.workbook import AboutLine, Sheet, Workbook
from casegraph.schemes import scheme
from casegraph.tracking.columns import CHANGE, ENTERED, GONE, TRACKER, cells, columns
from casegraph.tracking.model import GIVEN, INFERRED, INTRODUCED, NAMED, STATED, OtherSheet, Tracker
from casegraph.views.attribution import counted

__all__ = ["CHOSEN", "tracker_workbook"]

CHOSEN = "Chosen by"
"""The line of the sheet “About” that says which recommendations belong in a tracker."""

_YOURS = (
    "Yellow columns are yours: {names}, and columns that you add to the right of the table. Casegraph fills in the others "
    "and restores them at each update, so change nothing there. The id of a row must stay as it is."
)
_SUGGESTED = (
    "Owner and Due begin with what the source says, and say where it comes from: {marks}. A time has the words of the text, which may be "
    "how often or how soon, not a day. Nobody has confirmed them: take the brackets out, or write your own."
)
_LOCKED = (
    "Casegraph's columns are locked to prevent accidents; there is no password. To sort rows or insert a column between others, choose "
    "Review, Unprotect Sheet (in LibreOffice: Tools, Protect Sheet)."
)
_UPDATE = (
    "Save and close the file, then run: casegraph tracker update FILE.xlsx. It finds each recommendation by its id, or by its "
    "words in the same review where numbering has changed, keeps what you wrote, adds what is new, and moves what is gone to the sheet "
    "“{gone}”. The column “{change}” says what changed. Values are kept; formulas become their values, and comments and "
    "colours of your own go, so the earlier file is kept beside the new one."
)
_PRIVATE = "What you write stays in this file. It never becomes part of the graph or of any export."


def tracker_workbook(made: Tracker, source: TakenFrom) -> Workbook:
    """Return a tracker as a workbook."""
    columns_ = columns(made.more)
    sheets = [Sheet(TRACKER, columns_, (cells(each, made.more) for each in made.lines), 2, is_protected=True)]
    if made.gone:
        sheets.append(Sheet(GONE, columns_, (cells(each, made.more) for each in made.gone), 2, is_protected=True))
    sheets += map(_other, made.sheets)
    return Workbook("Action tracker", sheets, about_lines(source, *_about(made, source.profile)))


def _about(made: Tracker, profile: Profile) -> Iterator[AboutLine]:
    yield AboutLine(
        "What it is", f"{counted(len(made.lines), *profile.requests)}, one in each row, with columns for what you do."
    )
    if made.chosen is not None:
        yield AboutLine(CHOSEN, str(made.chosen))
    names = ", ".join(each.name for each in ENTERED.values())
    yield AboutLine("What you fill in", _YOURS.format(names=names))
    yield AboutLine(
        "What is filled in already", _SUGGESTED.format(marks=f"{NAMED}, {INTRODUCED}, {INFERRED}, {STATED}, {GIVEN}")
    )
    for concept in sorted(scheme("answers.ttl").values(), key=lambda each: _rank(each.label)):
        yield AboutLine(f"Status: {concept.label}", concept.definition)
    yield AboutLine("Locked columns", _LOCKED)
    yield AboutLine("How to update", _UPDATE.format(gone=GONE, change=CHANGE))
    yield AboutLine("Yours alone", _PRIVATE)


def _rank(status: str) -> int:
    return ENTERED["status"].choices.index(status)


def _other(sheet: OtherSheet) -> Sheet:
    """Return a sheet of people as it was, its first row as its head."""
    width = max(map(len, sheet.rows), default=0)
    rows = [[*row, *([None] * (width - len(row)))] for row in sheet.rows]
    head = rows[0] if rows else []
    return Sheet(sheet.name, [Column("" if each is None else str(each)) for each in head], rows[1:])
