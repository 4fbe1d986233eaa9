"""How many years passed from an incident to the publication of its review, by year of publication.

The question years-to-publication counts the same in SPARQL; `tests/test_years_to_publication.py` holds both side by side.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["YearsPassed", "years_to_publication"]

_REVIEWS = """
SELECT ?published ?years (COUNT(DISTINCT ?r) AS ?reviews) WHERE {
  ?r a cg:Review ; cg:year ?published
  OPTIONAL {
    ?r cg:concernsIncident ?incident . ?incident cg:occurredFrom ?from ; cg:occurredTo ?to
    FILTER(YEAR(?from) = YEAR(?to) && YEAR(?from) <= ?published)
  }
  BIND(?published - YEAR(?from) AS ?years)
} GROUP BY ?published ?years"""


@dataclass(frozen=True, slots=True)
class YearsPassed:
    """Some reviews: how many there are for each number of calendar years that passed, and how many are *silent* of it.

    >>> passed = YearsPassed({1: 2, 2: 1, 4: 1}, silent=3)
    >>> passed.both, passed.all, passed.median, passed.fewest, passed.most
    (4, 7, 1.5, 1, 4)
    """

    reviews: Mapping[int, int]
    silent: int

    @property
    def both(self) -> int:
        """How many give the year of the incident and that of publication."""
        return sum(self.reviews.values())

    @property
    def all(self) -> int:
        """How many reviews there are."""
        return self.both + self.silent

    @property
    def fewest(self) -> int | None:
        """The fewest years, None if no review gives both."""
        return min(self.reviews, default=None)

    @property
    def most(self) -> int | None:
        """The most years, None if no review gives both."""
        return max(self.reviews, default=None)

    @property
    def median(self) -> float | None:
        """The number of years in the middle, or the mean of the two there; None if no review gives both."""
        years = [each for each, times in sorted(self.reviews.items()) for _ in range(times)]
        middle = len(years) // 2
        if not years:
            return None
        return years[middle] if len(years) % 2 else (years[middle - 1] + years[middle]) / 2


def years_to_publication(store: Store) -> dict[int, YearsPassed]:
    """Return the years that passed, by year of publication.

    >>> from casegraph.store.memory import MemoryStore
    >>> graph = "review:a a cg:Review ; cg:year 2025 . review:b a cg:Review ; cg:year 2025 ; cg:concernsIncident <x:i> . "
    >>> dates = "<x:i> cg:occurredFrom '2022-01-01'^^xsd:date ; cg:occurredTo '2022-01-31'^^xsd:date ."
    >>> years_to_publication(MemoryStore.from_turtle(graph + dates))
    {2025: YearsPassed(reviews={3: 1}, silent=1)}
    """
    reviews: dict[int, Counter[int]] = {}
    silent: Counter[int] = Counter()
    for row in select_values(store, in_terms(_REVIEWS, store)):
        of_year = reviews.setdefault(int(row["published"]), Counter())
        if row["years"] is None:
            silent[int(row["published"])] += int(row["reviews"])
        else:
            of_year[int(row["years"])] += int(row["reviews"])
    return {year: YearsPassed(dict(sorted(each.items())), silent[year]) for year, each in sorted(reviews.items())}
