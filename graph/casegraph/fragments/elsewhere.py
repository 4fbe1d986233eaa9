"""What another collection says of an agency or a theme, on the page of that, as plain values."""

from dataclasses import dataclass

from casegraph.fragments.elements import Link
from casegraph.fragments.lists import Piece

__all__ = ["ElsewherePart", "Quote", "Switch"]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a clause, in one line who it is for and what about, and its document."""

    pieces: tuple[Piece, ...]
    brief: str
    document: Link


@dataclass(frozen=True, slots=True)
class ElsewherePart:
    """The part of a page that has another collection's clauses: its own count, some of its words, and where the rest is.

    *rights* says whose words they are. *anchor* leads to it from further up, where a page can have such links. *replies* leads to the replies to what was sent to an agency.
    """

    id: str
    heading: str
    state: str
    quotes: tuple[Quote, ...]
    onward: Link | None
    rights: str
    anchor: str = ""
    replies: Link | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A collection to choose; that of the page itself has no address."""

    text: str
    href: str
