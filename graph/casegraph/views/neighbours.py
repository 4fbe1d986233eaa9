"""Neighbours: what is one step away from a thing, the strongest links first."""

from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.views.collection import Collection, Kind
from casegraph.views.facts import facts
from casegraph.views.links import Count, Links
from casegraph.views.roles import asked_ways
from casegraph.views.texts import NEIGHBOURS

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["Neighbours", "neighbours", "reviews_having"]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Things of one kind that are one step away, each with the number of clauses or reviews that link it."""

    heading: str
    kind: Kind
    counts: tuple[Count, ...]


def neighbours(c: Collection, kind: Kind, id: str) -> tuple[Neighbours, ...]:
    """Return what is one step away from a thing; nothing is from an area."""
    if kind == "area":
        return ()
    known = facts(c)
    if kind == "agency":
        subjects, acting, asking = NEIGHBOURS[kind]
        own = asked_ways(c).having([id])
        means = {theme.id for theme in c.themes.values() if theme.is_means}
        return (
            _counted(subjects, "theme", known.themes, own, without=means),
            _counted(acting, "theme", known.themes, own, without=c.themes.keys() - means),
            _reviews(c, asking, own),
        )
    one, other = NEIGHBOURS[kind]
    if kind == "theme":
        own = known.recommendations & known.themes.having([id])
        return _counted(one, "agency", known.named, own), _counted(
            other, "theme", known.themes, own, without=_line(c, id)
        )
    reviews = reviews_having(c, kind, id)
    clauses = known.in_reviews(reviews)
    asks = clauses & known.recommendations
    if kind == "review":
        return _counted(one, "agency", known.named, asks), _counted(other, "theme", known.themes, clauses)
    if kind == "partnership":
        return _counted(one, "theme", known.themes, asks), _reviews(c, other, asks)
    return (
        _counted(one, "keyword", known.keywords, reviews, without={id}),
        _counted(other, "theme", known.themes, asks),
    )


def reviews_having(c: Collection, kind: Kind, id: str) -> "Mask":
    """Return which reviews have a keyword, or are of a partnership or an area; of kind *review* the one itself."""
    import numpy as np

    known = facts(c)
    if kind == "review":
        mask = np.zeros(len(known.years), bool)
        mask[bisect_left(known.columns.ids, id)] = True
        return mask
    links = {"keyword": known.keywords, "partnership": known.partnerships, "area": known.areas}
    return links[kind].having([id])


def _counted(heading: str, kind: Kind, links: Links, meant: "Mask", without: Container[str] = ()) -> Neighbours:
    return Neighbours(heading, kind, tuple(count for count in links.tally(meant) if count.id not in without))


def _line(c: Collection, theme: str) -> set[str]:
    """Return a theme with those beneath and above it, which share its clauses and are no neighbours."""
    return {id for id in c.themes if theme in c.beneath("theme", id)} | c.beneath("theme", theme)


def _reviews(c: Collection, heading: str, clauses: "Mask") -> Neighbours:
    import numpy as np

    known = facts(c)
    numbers = np.bincount(known.review_of[clauses], minlength=len(known.years))
    order = np.argsort(-numbers, kind="stable")[: np.count_nonzero(numbers)]
    ids = known.columns.ids
    return Neighbours(heading, "review", tuple(Count(ids[at], int(numbers[at])) for at in order.tolist()))
