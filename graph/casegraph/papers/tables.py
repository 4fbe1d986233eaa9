"""Tables of papers: typed columns, cells, and rows that can be made while they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from casegraph.papers.pieces import Piece

__all__ = ["Cell", "Column", "ColumnKind", "columns_named", "in_words"]

ColumnKind = Literal["text", "number", "share", "date", "link", "id"]
"""What a column holds: text wraps, numbers and shares (0 to 1) stand on the right, links are addresses of the web, ids are for programs."""

Cell = str | int | float | bool | Decimal | date | Piece | None
"""What a row has in a column; None is nothing, a piece is a text that leads somewhere."""

_SHARES = ("share", "probability")
_LINKS = ("link", "report")
_IDS = ("iri", "passage", "id", "source", "target", "review id", "start", "end", "page")


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its *name*. *width* is in characters, 0 as its first rows need it.

    In a workbook, *choices* are what can be chosen in its cells (together at most 250 characters), *is_filled_in* marks a column that people write in, *advice*
    is shown beside a cell of it, and *is_hidden* keeps what programs need out of sight.
    """

    name: str
    kind: ColumnKind = "text"
    width: int = 0
    choices: tuple[str, ...] = ()
    is_filled_in: bool = False
    is_hidden: bool = False
    advice: str = ""


def columns_named(names: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of a table whose names alone are known.

    >>> [each.kind for each in columns_named(["quote", "share", "link", "iri"])]
    ['text', 'share', 'link', 'id']
    """
    return tuple(Column(name, _kind(name)) for name in names)


def _kind(name: str) -> ColumnKind:
    if name in _IDS or name.endswith(" iri"):
        return "id"
    return "link" if name in _LINKS else "share" if any(each in name for each in _SHARES) else "text"


def in_words(value: Cell, kind: ColumnKind = "text") -> str:
    """Return a cell as a document shows it.

    >>> in_words(1200), in_words(Decimal("0.256"), "share"), in_words(None), in_words(True)
    ('1,200', '26%', '', 'yes')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Piece):
        return value.text
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if kind == "share":
        return f"{value:.0%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
