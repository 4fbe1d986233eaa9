"""Lists of all agencies, themes, keywords, partnerships and areas, with how often reviews have each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casegraph.unranked import is_ranked
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, Kind, once
from casegraph.views.facts import facts
from casegraph.views.plain_text import alphabetical
from casegraph.views.roles import all_ways, asked_ways

__all__ = ["COUNTED_OF", "TITLES", "Line", "extent", "id_of_label", "keys_of", "lines"]

TITLES: Mapping[Kind, str] = {
    "agency": "Agencies",
    "theme": "Themes",
    "partnership": "Safeguarding partnerships",
    "keyword": "Keywords",
    "area": "Areas",
    "review": "Reviews",
}
"""What the list of each kind is called."""

COUNTED_OF: Mapping[Kind, tuple[str, ...]] = {
    "agency": (
        "Recommendations that name it",
        "Reviews that name it",
        "Recommendations that ask it in any way",
        "Recommendations that ask or mention it",
    ),
    "theme": ("Recommendations", "Learning points", "Reviews"),
    "keyword": ("Reviews",),
    "partnership": ("Recommendations in its reviews", "Reviews"),
    "area": ("Reviews",),
}
"""What is counted of each kind that has a list; the first number decides the order, unless the kind is never ranked."""

_KEYS = {
    "Recommendations that name it": "recommendations that ask it by name",
    "Reviews that name it": "reviews",
    "Recommendations that ask or mention it": "recommendations in any way",
}
"""What programs find these numbers under, where that is not the heading in small letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A thing with its numbers, as many as ``COUNTED_OF`` has for its kind."""

    id: str
    label: str
    numbers: tuple[int, ...]


def keys_of(kind: Kind) -> list[str]:
    """Return what programs find the numbers of ``COUNTED_OF`` under.

    >>> keys_of("theme")
    ['recommendations', 'learning points', 'reviews']
    """
    return [_KEYS.get(head, head.lower()) for head in COUNTED_OF[kind]]


def lines(c: Collection, kind: Kind) -> list[Line]:
    """Return all things of a kind, the most frequent first; those that are never ranked in the order of the alphabet."""
    counts = _counts(c, kind)
    unsorted = [
        Line(id, thing.label, tuple(count.get(id, 0) for count in counts)) for id, thing in c.of_kind(kind).items()
    ]
    ranked = is_ranked(kind)
    return sorted(unsorted, key=lambda each: (*(-number * ranked for number in each.numbers), alphabetical(each.label)))


def extent(c: Collection, kind: Kind, listed: Sequence[Line]) -> str:
    """Return in words how many things a list has, and how many of them are what other pages count."""
    if kind == "agency":
        named = sum(each.numbers[0] > 0 for each in listed)
        return (
            f"{counted(len(listed), 'agency', 'agencies')} that recommendations ask or mention, {named:,} of them named"
        )
    if kind == "theme":
        means = sum(theme.is_means for theme in c.themes.values())
        return f"{counted(len(listed), 'theme')} of learning and recommendations: {len(listed) - means:,} subjects and {means:,} ways of acting"
    return f"{len(listed):,}"


def id_of_label(c: Collection, kind: Kind, label: str) -> str | None:
    """Return the id of the one thing of a kind with this label, None if there is none or are several."""
    return _ids_by_label(c, kind).get(label)


@once
def _ids_by_label(c: Collection, kind: Kind) -> dict[str, str]:
    things = c.of_kind(kind).values()
    often = Counter(each.label for each in things)
    return {each.label: each.id for each in things if often[each.label] == 1}


def _counts(c: Collection, kind: Kind) -> list[dict[str, int]]:
    """Return for each number of ``COUNTED_OF`` how often each thing has it."""
    import numpy as np

    known = facts(c)
    if kind in ("agency", "theme"):
        links = known.named if kind == "agency" else known.themes
        counted = [known.recommendations] if kind == "agency" else [known.recommendations, known.learning]
        spoken = known.per_review(links.only(~known.remarks))
        numbers = [*(links.counts(clauses) for clauses in counted), spoken.counts()]
        return [*numbers, asked_ways(c).counts(), all_ways(c).counts()] if kind == "agency" else numbers
    if kind == "keyword":
        return [known.keywords.counts()]
    if kind == "area":
        return [known.areas.counts()]
    asks = np.bincount(known.review_of[known.recommendations], minlength=len(known.years))
    return [known.partnerships.sums(asks), known.partnerships.counts()]
