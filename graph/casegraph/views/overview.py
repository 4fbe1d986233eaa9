"""The overview: how much there is, what is most frequent, and where to begin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from casegraph.collections.profile import ASKS_WHOM
from casegraph.views.collection import Collection
from casegraph.views.facets import facets
from casegraph.views.facts import facts
from casegraph.views.links import Count
from casegraph.views.naming import Naming
from casegraph.views.roles import naming

__all__ = ["TOP", "Overview", "Totals", "heading", "overview"]

TOP = 10
"""How many of the most frequent things are listed."""

_QUESTIONS = 4  # agencies that one can begin with


class Totals(NamedTuple):
    """How much there is, by the keys of ``texts.COUNTED``; *agencies* are those that recommendations name."""

    reviews: int
    recommendations: int
    learning: int
    agencies: int
    themes: int
    partnerships: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows; *naming* counts the recommendations that name an agency and those that do not, *begin* the agencies to begin with.

    *agencies*, *themes* and *keywords* are all of them, the most frequent first; *years* are in order.
    """

    heading: str
    totals: Totals
    begin: tuple[Count, ...]
    naming: Naming
    agencies: tuple[Count, ...]
    themes: tuple[Count, ...]
    keywords: tuple[Count, ...]
    years: tuple[Count, ...]


def overview(c: Collection) -> Overview:
    """Return the overview of a collection."""
    known = facts(c)
    asks = known.recommendations
    agencies = known.named.tally(asks)
    number = dict(agencies)
    of_years = next(facet for facet in facets(c) if facet.id == "year").links.counts()
    return Overview(
        heading=heading(
            (year or None for year in known.years.tolist()),
            c.profile.documents,
            c.profile.words.appeared,
            c.profile.asks_whom,
        ),
        totals=Totals(
            reviews=len(c.reviews),
            recommendations=int(asks.sum()),
            learning=int(known.learning.sum()),
            agencies=len(agencies),
            themes=len(c.themes),
            partnerships=len(c.partnerships),
        ),
        begin=tuple(Count(id, number[id]) for id in c.profile.first_agencies if id in number)[:_QUESTIONS],
        naming=naming(c),
        agencies=tuple(agencies),
        themes=tuple(known.themes.tally(asks)),
        keywords=tuple(known.keywords.tally()),
        years=tuple(Count(year, of_years[year]) for year in sorted(of_years)),
    )


def heading(years: Iterable[int | None], documents: Sequence[str], appeared: str, asks_whom: str = ASKS_WHOM) -> str:
    """Return what a collection is called, by the year of each of its reviews.

    *documents* is what one and several are called, *appeared* what they did in their year, *asks_whom* what they ask.

    >>> heading([2024, 2025, None], ("case review", "case reviews"), "published")
    'What 3 case reviews published in 2024 to 2025 recommend, and to whom'
    """
    listed = list(years)
    known = sorted({year for year in listed if year is not None})
    when = f" {appeared} in {known[0]}" + (f" to {known[-1]}" if len(known) > 1 else "") if known else ""
    return f"What {len(listed):,} {documents[len(listed) != 1]}{when} {asks_whom}"
