"""Facets: what reviews are chosen by, and the reviews that a choice gives."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casegraph.views.collection import Collection, once
from casegraph.views.concepts import Named
from casegraph.views.incidents import AGE_GROUPS
from casegraph.views.reviews import Review
from casegraph.views.texts import FACETS, RANGE
from casegraph.views.word_search import alphabetical, reviews_with, words_in

__all__ = [
    "NO_YEAR",
    "Chosen",
    "Facet",
    "Filters",
    "Offer",
    "choose",
    "chosen_values",
    "facets",
    "is_year",
    "offers",
    "year_in_words",
    "year_of",
    "years",
]

NO_YEAR = "Not stated"
"""The year of a review whose year is not stated."""

Filters = Mapping[str, Sequence[str]]
"""Wanted values by facet; ``words`` are words that a review must have, ``from`` and ``to`` the ends of a range of years."""

_IN_ORDER = (
    "year",
    "age",
    "outcome",
)  # facets whose values stay in their order; of the others the frequent ones are first


@dataclass(frozen=True, slots=True)
class Facet:
    """What reviews are chosen by: its values by key with their labels, and the keys that each review has, by its id."""

    id: str
    label: str
    values: Mapping[str, str]
    of: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reviews that fit, and for each facet how many reviews each of its values would give."""

    reviews: tuple[Review, ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that one can choose, how many reviews it would give, and whether it is chosen."""

    key: str
    label: str
    number: int
    is_chosen: bool


@once
def facets(c: Collection) -> tuple[Facet, ...]:
    """Return all facets, in the order of ``FACETS``."""
    of: dict[str, Callable[[Review], Iterable[str]]] = {
        "year": lambda review: [year_in_words(review)],
        "nation": lambda review: (c.areas[id].nation for id in review.areas),
        "region": lambda review: (region for id in review.areas if (region := c.areas[id].region)),
        "partnership": lambda review: review.partnerships,
        "agency": lambda review: (id for clause in review.asks for id in clause.agency_ids()),
        "theme": lambda review: (id for clause in review.clauses for id in clause.theme_ids),
        "keyword": lambda review: review.keywords,
        "outcome": lambda review: [review.outcome],
        "age": lambda review: review.age_groups,
    }
    values_of = {name: {review.id: frozenset(of[name](review)) for review in c.reviews.values()} for name in FACETS}

    def texts(name: str, *, newest_first: bool = False) -> dict[str, str]:
        return {each: each for each in sorted(frozenset().union(*values_of[name].values()), reverse=newest_first)}

    values = {
        "year": texts("year", newest_first=True),
        "nation": texts("nation"),
        "region": texts("region"),
        "partnership": _labels(c.partnerships),
        "agency": _labels(c.agencies),
        "theme": _labels(c.themes),
        "keyword": _labels(c.keywords),
        "outcome": _labels(c.outcomes),
        "age": {each: each for each in AGE_GROUPS},
    }
    return tuple(Facet(name, label, values[name], values_of[name]) for name, label in FACETS.items())


@once
def years(c: Collection) -> tuple[str, ...]:
    """Return the years of publication, the first one first; ``NO_YEAR`` comes last."""
    return tuple(
        sorted({year_in_words(review) for review in c.reviews.values()}, key=lambda year: (not year.isdigit(), year))
    )


def choose(c: Collection, filters: Filters) -> Chosen:
    """Return the reviews that fit: any value of a facet is enough, all facets and words have to hold.

    No review has a value that does not exist.
    """
    wanted = {facet.id: frozenset(filters.get(facet.id, ())) for facet in facets(c)}
    first, last = (year_of(filters, end) for end in RANGE)
    saying = reviews_with(c, words_in(filters.get("words", ())))
    counts: dict[str, dict[str, int]] = {facet.id: defaultdict(int) for facet in facets(c)}
    fitting = []
    for id, review in c.reviews.items():
        failing = [facet for facet in facets(c) if wanted[facet.id] and not wanted[facet.id] & facet.of[id]]
        if len(failing) > 1 or id not in saying or not _is_between(review.year, first, last):
            continue
        if not failing:
            fitting.append(review)
        for facet in failing or facets(c):
            for key in facet.of[id]:
                counts[facet.id][key] += 1
    return Chosen(tuple(fitting), counts)


def offers(c: Collection, filters: Filters, chosen: Chosen) -> list[tuple[Facet, list[Offer]]]:
    """Return the facets that can be chosen by, each with the values that would give reviews or are chosen."""
    offered = []
    for facet in facets(c):
        counts, wanted = chosen.counts[facet.id], set(filters.get(facet.id, ()))
        listed = [
            Offer(key, label, counts.get(key, 0), key in wanted)
            for key, label in facet.values.items()
            if counts.get(key) or key in wanted
        ]
        if facet.id not in _IN_ORDER:
            listed.sort(key=lambda each: (-each.number, alphabetical(each.label)))
        has_range = facet.id == "year" and any(year_of(filters, end) is not None for end in RANGE)
        if listed or has_range:
            offered.append((facet, listed))
    return offered


def chosen_values(c: Collection, filters: Filters) -> list[tuple[str, str, str]]:
    """Return what reviews are chosen by: the filter, its value, and both in words."""
    choices = []
    for facet in facets(c):
        for key in filters.get(facet.id, ()):
            choices.append((facet.id, key, f"{facet.label}: {facet.values.get(key, key)}"))
    for end, label in RANGE.items():
        if (year := year_of(filters, end)) is not None:
            choices.append((end, str(year), f"{label}: {year}"))
    choices += [("words", text, f"Words: {text}") for text in filters.get("words", ())]
    return choices


def year_of(filters: Filters, end: str) -> int | None:
    """Return the year that one end of a range is, None if there is none or it is no year.

    >>> year_of({"from": ["2018"]}, "from"), year_of({"to": ["soon"]}, "to")
    (2018, None)
    """
    text = next(iter(filters.get(end, ())), "")
    return int(text) if is_year(text) else None


def is_year(text: str) -> bool:
    """Return whether a text is a year in four figures.

    >>> is_year("2025"), is_year("Not stated")
    (True, False)
    """
    return len(text) == 4 and text.isascii() and text.isdigit()


def year_in_words(review: Review) -> str:
    """Return the year in which a review was published, as facets have it."""
    return NO_YEAR if review.year is None else str(review.year)


def _labels(things: Mapping[str, Named]) -> dict[str, str]:
    return {id: thing.label for id, thing in things.items()}


def _is_between(year: int | None, first: int | None, last: int | None) -> bool:
    """Return whether a year is in a range; a review without one is in none that has an end."""
    if first is None and last is None:
        return True
    return year is not None and (first is None or first <= year) and (last is None or year <= last)
