"""A document as its parts in order: paragraphs and tables, each with the place where it stands."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Document", "Kind", "Paragraph", "Row", "Table", "plain"]

Kind = Literal["heading", "text", "item"]

_NO_PLACE = {
    **dict.fromkeys((9, 10, 11, 12, 13, 133, 160, 8232, 8233), " "),
    **{code: None for code in range(0x80) if (code < 32 and code not in (9, 10, 11, 12, 13)) or code == 0x7F},
    **{code: None for code in range(0x80, 0xA0) if code != 0x85},
    **dict.fromkeys(
        (0xAD, 0xFEFF, 0x200B, 0x200E, 0x200F, 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    ),
    **dict.fromkeys(range(0xD800, 0xE000)),
}
"""Control characters, marks that turn the direction of text, and what XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document.

    *number* is what stands before it ("5.1", "(a)", "•"), whether typed or counted by the program that wrote it. *level* is
    that of a heading (1 is the highest, 0 unknown), for an item how deep its list is. *place* says where it stands.
    """

    text: str
    place: str
    kind: Kind = "text"
    number: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, and the place where it stands."""

    cells: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in a file that somebody wrote: its *parts* in order, and the *title* that it gives itself, or ""."""

    file: str
    sha256: str
    parts: tuple[Paragraph | Table, ...]
    title: str = ""


def plain(text: str) -> str:
    r"""Return text on one line, without control characters and marks that turn its direction.

    >>> plain("Review\x07 the\n\u202epolicy  ")
    'Review the policy'
    """
    return " ".join(text.translate(_NO_PLACE).split())
