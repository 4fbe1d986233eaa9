"""The overview: how much there is, what is most frequent, and where to begin."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from casegraph.views.collection import Collection
from casegraph.views.facets import year_in_words
from casegraph.views.tally import Count, tally

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
    """What the overview shows; *unnamed* counts the recommendations that name no agency, *begin* the agencies to begin with.

    *agencies*, *themes* and *keywords* are all of them, the most frequent first; *years* are in order.
    """

    heading: str
    totals: Totals
    begin: tuple[Count, ...]
    unnamed: int
    agencies: tuple[Count, ...]
    themes: tuple[Count, ...]
    keywords: tuple[Count, ...]
    years: tuple[Count, ...]


def overview(c: Collection) -> Overview:
    """Return the overview of a collection."""
    agencies = tally(c.recommendations, lambda clause: clause.agency_ids())
    number = dict(agencies)
    years = Counter(map(year_in_words, c.reviews.values()))
    return Overview(
        heading=heading((review.year for review in c.reviews.values()), c.profile.documents),
        totals=Totals(
            reviews=len(c.reviews),
            recommendations=len(c.recommendations),
            learning=len(c.learning),
            agencies=len(agencies),
            themes=len(c.themes),
            partnerships=len(c.partnerships),
        ),
        begin=tuple(Count(id, number[id]) for id in c.profile.first_agencies if id in number)[:_QUESTIONS],
        unnamed=sum(not clause.agency_ids() for clause in c.recommendations),
        agencies=tuple(agencies),
        themes=tuple(tally(c.recommendations, lambda clause: clause.theme_ids)),
        keywords=tuple(tally(c.reviews.values(), lambda review: review.keywords)),
        years=tuple(Count(year, years[year]) for year in sorted(years)),
    )


def heading(years: Iterable[int | None], documents: Sequence[str]) -> str:
    """Return what a collection is called, by the year of each of its reviews; *documents* is what one and several are called.

    >>> heading([2024, 2025, None], ("case review", "case reviews"))
    'What 3 case reviews of 2024 to 2025 asked, of whom, in which words'
    """
    listed = list(years)
    known = sorted({year for year in listed if year is not None})
    when = f" of {known[0]}" + (f" to {known[-1]}" if len(known) > 1 else "") if known else ""
    return f"What {len(listed):,} {documents[len(listed) != 1]}{when} asked, of whom, in which words"
