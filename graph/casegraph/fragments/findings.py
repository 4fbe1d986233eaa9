"""Findings on the overview, and the recommendations behind one of their numbers, as plain values."""

from dataclasses import dataclass

from casegraph.fragments.elements import Action, Bars, Citation, Filters, Link
from casegraph.fragments.lists import SentenceList

__all__ = ["FindingCard", "FindingChart", "FindingGrid", "FindingRow", "GridCell", "RecommendationsPage"]


@dataclass(frozen=True, slots=True)
class FindingChart:
    """Bars, with a heading ("" for none); a bar of nothing has no address. *is_long* says that they are many."""

    heading: str
    chart: Bars
    is_long: bool


@dataclass(frozen=True, slots=True)
class GridCell:
    """A number of a grid with its colour ("" for none), and the address of what it counts ("" where that is nothing)."""

    number: int
    href: str
    look: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A row of a grid; *is_total* says that the others are part of it."""

    text: str
    cells: tuple[GridCell, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class FindingGrid:
    """A small table of numbers; *caption* says of what."""

    caption: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding; the pieces of its *title* that have an address are numbers. *of* is the denominator.

    *onward* leads to more of the same; *actions* save its picture and its numbers.
    """

    id: str
    title: tuple[Link, ...]
    charts: tuple[FindingChart, ...]
    grid: FindingGrid | None
    of: str
    notes: tuple[str, ...]
    onward: Link | None
    actions: tuple[Action, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class RecommendationsPage:
    """The recommendations that are chosen; *state* says how many they are."""

    filters: Filters
    state: str
    sentences: SentenceList
