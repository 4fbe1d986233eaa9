"""The model of a workbook: sheets of rows, and a sheet that says what they are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casegraph.papers.tables import Cell, Column

__all__ = ["AboutLine", "Sheet", "Workbook", "sheet_name"]

_LONGEST = 31  # characters of a name
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class AboutLine:
    """A line of the sheet “About”: what it is about, a sentence or more, and where that leads, "" for nowhere."""

    name: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows under typed columns; the rows are made while they are written, once.

    *frozen* is how many columns stay in sight while one moves to the right. In a sheet that *is_protected*, only columns that
    people fill in can be changed, and what is to the right of the last; there is no password.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    frozen: int = 0
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """Some sheets under one *title*, and what stands *about* them on a last sheet of its own."""

    title: str
    sheets: Sequence[Sheet]
    about: Sequence[AboutLine]


def sheet_name(name: str) -> str:
    """Return a name as Excel takes it for a sheet: at most 31 characters, without those that it uses itself.

    >>> sheet_name("theme-agency/table"), sheet_name("x" * 40) == "x" * 31, sheet_name("'")
    ('theme-agency table', True, 'Sheet')
    """
    kept = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).strip("'")[:_LONGEST].strip("' ")
    return "Sheet" if kept.casefold() in ("", "history", "about") else kept
