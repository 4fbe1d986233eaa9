"""Rows of the tables in which a build waits on a cluster: their columns, and frames of rows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["KEY", "EntryRow", "PieceRow", "PlaceRow", "columns", "frame_of"]

KEY = ("path", "page", "at")
"""The columns that name an entry."""

_TYPES = {str: "string", int: "int", bool: "boolean", bytes: "binary"}


class EntryRow(NamedTuple):
    """An entry: the one *at* this place, from 0, of a page; *path* names the page's file, *page* counts the pages in it.

    *entry* has its record and text (see ``casegraph.building.spool``). The columns between are what a build remembers of
    it (see ``casegraph.building.entries``), *paragraphs* being digests of 16 bytes each. A page that cannot be read is
    a row with the *error* alone, pickled.
    """

    path: str
    page: int
    at: int
    file: str = ""
    sha256: str = ""
    collection: str = ""
    has_text: bool = True
    heading: str = ""
    slug: str = ""
    digest: str = ""
    is_index: bool = False
    title: str = ""
    lines: int = 0
    unread: int = 0
    clauses: int = 0
    without_theme: int = 0
    places: int = 0
    unknown_places: int = 0
    paragraphs: bytes = b""
    error: bytes = b""
    entry: bytes = b""


class PlaceRow(NamedTuple):
    """Where an entry goes: to the *part* of its *review*, both counted from 0, as the review's entry in this *place*.

    *number* is that of its page among all pages; *others* says how many entries of the review are on other pages (see
    ``casegraph.record.identity.Identity``).
    """

    path: str
    page: int
    at: int
    number: int
    part: int
    review: int
    place: int
    others: int
    slug: str
    clashes: bool


class PieceRow(NamedTuple):
    """The share that a *part* has of the file with this *name*, or a *chunk* of it, counted from 0."""

    part: int
    name: str
    chunk: int
    content: bytes


Row = EntryRow | PlaceRow | PieceRow


def columns(kind: type[Row]) -> str:
    """Return the columns of a kind of rows as SQL declares them.

    >>> columns(PieceRow)
    'part int, name string, chunk int, content binary'
    """
    return ", ".join(f"{name} {_TYPES[of]}" for name, of in kind.__annotations__.items())


def frame_of(kind: type[Row], rows: Iterable[Row]) -> "DataFrame":
    """Return rows of a kind as a frame, which has its columns even without rows."""
    import pandas

    return pandas.DataFrame.from_records([*rows], columns=[*kind.__annotations__])
