"""The model of a document: headings, paragraphs, quotes with their source, tables, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.papers.pieces import Text
from casegraph.papers.tables import Cell, Column

__all__ = ["Block", "Bullets", "DataTable", "Document", "Heading", "Note", "Paragraph", "Quote"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; links lead to its *anchor*. It can begin a new page."""

    text: str
    level: Literal[1, 2, 3] = 1
    anchor: str = ""
    is_on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a *lead* one says the most important first, a *small* one is read by those who want to know exactly."""

    text: Text
    style: Literal["plain", "lead", "small"] = "plain"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact *words* of somebody else, and whose they are; a *number* stands before them if there is one.

    *before* are exact words that come earlier in the text, without which these cannot be understood.
    """

    words: str
    source: Text
    number: str = ""
    anchor: str = ""
    before: str = ""

    @property
    def shown(self) -> str:
        """The words, with those before them in square brackets.

        >>> Quote("audit referrals", (), before="the police").shown
        '[the police] audit referrals'
        """
        return f"[{self.before}] {self.words}" if self.before else self.words


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table under a *caption*, its first column naming each row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What one has to know beside the rest, such as a warning: set apart from it."""

    title: str
    text: Text


Block = Heading | Paragraph | Bullets | Quote | DataTable | Note


@dataclass(frozen=True, slots=True)
class Document:
    """A document in British English; the *foot* stands below each page, *subject* says what it is about."""

    title: str
    subtitle: str
    blocks: Sequence[Block]
    foot: str
    subject: str = ""
