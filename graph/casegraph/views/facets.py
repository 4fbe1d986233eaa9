"""Facets: what reviews are chosen by, and the reviews that a choice gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.collections import Profile
from casegraph.collections.words import has_own_words, in_requests
from casegraph.unranked import is_ranked
from casegraph.views.collection import Collection, once
from casegraph.views.concepts import Named
from casegraph.views.facts import Facts, as_read, facts
from casegraph.views.incidents import counted_as
from casegraph.views.links import Links
from casegraph.views.plain_text import alphabetical, words_in
from casegraph.views.read_as_shown import Reviews
from casegraph.views.texts import FACETS, IN_ORDER, RANGE
from casegraph.views.word_search import reviews_with

if TYPE_CHECKING:
    from casegraph.views.links import Mask, Numbers

__all__ = [
    "NO_YEAR",
    "Chosen",
    "Facet",
    "Filters",
    "Offer",
    "choose",
    "chosen_values",
    "facets",
    "includes_narrower",
    "is_year",
    "offers",
    "year_of",
    "years",
    "years_of_clauses",
]

NO_YEAR = "Not stated"
"""The year of a review whose year is not stated."""

Filters = Mapping[str, Sequence[str]]
"""Wanted values by facet; ``words`` are words that a review must have, ``from`` and ``to`` the ends of a range of years.

With "no" for ``narrower`` what was read as a narrower theme or agency does not count for those above it, as in networks.
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """What reviews are chosen by: its values by key with their labels, and which reviews have which of these."""

    id: str
    label: str
    values: Mapping[str, str]
    links: Links


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reviews that fit, as a mask and as such, and for each facet how many reviews each of its values would give."""

    mask: "Mask"
    reviews: Reviews
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that one can choose, how many reviews it would give, and whether it is chosen."""

    key: str
    label: str
    number: int
    is_chosen: bool


@once
def facets(c: Collection, *, narrower: bool = True) -> tuple[Facet, ...]:
    """Return all facets, in the order of ``FACETS``; a theme and an agency include *narrower* ones."""
    known = facts(c) if narrower else as_read(c)
    links = {
        "year": _years(known, reversed(years(c))),
        "nation": _of_areas(known, {id: area.nation for id, area in c.areas.items()}),
        "region": _of_areas(known, {id: area.region for id, area in c.areas.items()}),
        "partnership": known.partnerships,
        "agency": known.per_review(known.named.only(known.recommendations)),
        "theme": known.per_review(known.themes),
        "keyword": known.keywords,
        "outcome": known.outcomes,
        "age": known.ages,
    }
    named: dict[str, Mapping[str, Named]] = {
        "partnership": c.partnerships,
        "agency": c.agencies,
        "theme": c.themes,
        "keyword": c.keywords,
    }
    labels = {name: {id: each.label for id, each in of.items()} for name, of in named.items()}
    labels["outcome"] = counted_as(c.outcomes)
    return tuple(
        Facet(
            name,
            in_requests(label, c.profile),
            {id: labels[name][id] if name in labels else id for id in links[name].ids},
            links[name],
        )
        for name, label in FACETS.items()
    )


@once
def years(c: Collection) -> tuple[str, ...]:
    """Return the years of publication, the first one first; ``NO_YEAR`` comes last."""
    import numpy as np

    listed = [_in_words(year) for year in np.unique(facts(c).years).tolist()]
    return tuple(sorted(listed, key=lambda year: (not year.isdigit(), year)))


def years_of_clauses(c: Collection) -> Links:
    """Return the year of the review of each clause."""
    import numpy as np

    known = facts(c)
    of_reviews = _years(known, years(c))
    return Links(
        np.arange(len(known.review_of)), of_reviews.values[known.review_of], of_reviews.ids, len(known.review_of)
    )


def choose(c: Collection, filters: Filters) -> Chosen:
    """Return the reviews that fit: any value of a facet is enough, all facets and words have to hold.

    No review has a value that does not exist.
    """
    import numpy as np

    known, available = facts(c), facets(c, narrower=includes_narrower(filters))
    whole = _between(known.years, *(year_of(filters, end) for end in RANGE))
    whole &= reviews_with(c, words_in(filters.get("words", ())))
    having = {each.id: each.links.having(filters[each.id]) for each in available if filters.get(each.id)}
    failing = np.zeros(len(known.years), int)
    for mask in having.values():
        failing += ~mask
    fitting = whole & (failing == 0)
    counts = {}
    for facet in available:  # what its values would give does not depend on which of them are chosen
        meant = whole & (failing == ~having[facet.id]) if facet.id in having else fitting
        counts[facet.id] = facet.links.counts(meant)
    return Chosen(fitting, Reviews.of(c, fitting), counts)


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
        if facet.id not in IN_ORDER:
            ranked = is_ranked(facet.id)
            listed.sort(key=lambda each: (-each.number * ranked, alphabetical(each.label)))
        has_range = facet.id == "year" and any(year_of(filters, end) is not None for end in RANGE)
        is_left_out = _is_left_out(facet, c.profile) and facet.id not in filters
        if (listed or has_range) and not is_left_out:
            offered.append((facet, listed))
    return offered


def _is_left_out(facet: Facet, profile: Profile) -> bool:
    """Say whether a facet tells nothing of reviews: a collection says so itself, or with words of its own has one value at most."""
    return facet.id in profile.facets_left_out or (has_own_words(profile) and len(facet.values) < 2)


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
    if not includes_narrower(filters):
        choices.append(("narrower", "no", "Without narrower themes and agencies"))
    return choices


def includes_narrower(filters: Filters) -> bool:
    """Return whether a theme or an agency includes narrower ones.

    >>> includes_narrower({}), includes_narrower({"narrower": ["no"]})
    (True, False)
    """
    return "no" not in filters.get("narrower", ())


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


def _years(known: Facts, ids: Iterable[str]) -> Links:
    """Return the year of each review; *ids* are all years."""
    import numpy as np

    listed = list(ids)
    numbers = np.zeros(int(known.years.max(initial=0)) + 1, int)
    numbers[[0 if id == NO_YEAR else int(id) for id in listed]] = np.arange(len(listed))
    return Links(np.arange(len(known.years)), numbers[known.years], listed, len(known.years))


def _of_areas(known: Facts, names: Mapping[str, str | None]) -> Links:
    """Return what the areas of reviews lie in; *names* has it for each area."""
    used = {name for area in known.areas.counts() if (name := names[area])}
    listed = sorted(used)
    return known.areas.mapped([listed.index(name) if name in used else -1 for name in names.values()], listed)


def _in_words(year: int) -> str:
    return str(year) if year else NO_YEAR


def _between(years: "Numbers", first: int | None, last: int | None) -> "Mask":
    """Return which years are in a range; a year that is not stated is in none that has an end."""
    import numpy as np

    mask = np.ones(len(years), bool) if first is None and last is None else years > 0
    return mask & (years >= (first or 0)) & (years <= (9999 if last is None else last))
