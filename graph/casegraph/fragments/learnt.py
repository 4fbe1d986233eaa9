"""What was learnt, by theme, beside what was recommended, as plain values; and the page of the sentences behind a number."""

from dataclasses import dataclass

from casegraph.fragments.elements import Action, Filters, Hidden, Link, Select
from casegraph.fragments.lists import SentenceList

__all__ = ["LearntCell", "LearntRow", "LearntTable", "SentencesPage"]


@dataclass(frozen=True, slots=True)
class LearntCell:
    """A number of sentences with their address ("" if there are none), and in how many reviews they are."""

    number: int
    href: str
    reviews: str


@dataclass(frozen=True, slots=True)
class LearntRow:
    """A theme with its learning points and its recommendations; the row of all themes has no address."""

    text: str
    href: str
    learning: LearntCell
    recommendations: LearntCell


@dataclass(frozen=True, slots=True)
class LearntTable:
    """What was learnt in some reviews: the first rows, and behind a click the others and ways of acting.

    *more* and *means* say how many these are.
    """

    caption: str
    all: LearntRow
    first: tuple[LearntRow, ...]
    rest: tuple[LearntRow, ...]
    more: str
    means: tuple[LearntRow, ...]
    means_title: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class SentencesPage:
    """The recommendations or learning points of the reviews that are chosen. Without an *address* a script acts on every choice.

    *back* leads to these reviews.
    """

    address: str
    switches: tuple[Select, ...]
    hidden: tuple[Hidden, ...]
    filters: Filters | None
    back: Link
    state: str
    sentences: SentenceList
