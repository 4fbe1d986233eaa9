"""Neighbours: what is one step away from a thing, the strongest links first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.reviews import Review
from casegraph.views.tally import Count, tally
from casegraph.views.texts import NEIGHBOURS

__all__ = ["Neighbours", "neighbours", "reviews_of"]


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
    one, other = NEIGHBOURS[kind]
    if kind == "agency":
        own = [clause for clause in c.recommendations if id in clause.agency_ids()]
        return _themes(one, own), _reviews(other, own)
    if kind == "theme":
        own = [clause for clause in c.recommendations if id in clause.theme_ids]
        return _agencies(one, own), _themes(other, own, without=id)
    if kind == "review":
        review = c.reviews[id]
        return _agencies(one, review.asks), _themes(other, review.clauses)
    reviews = reviews_of(c, kind, id)
    asks = [clause for review in reviews for clause in review.asks]
    if kind == "partnership":
        return _themes(one, asks), _reviews(other, asks)
    beside = tally(reviews, lambda review: [each for each in review.keywords if each != id])
    return Neighbours(one, "keyword", tuple(beside)), _themes(other, asks)


def reviews_of(c: Collection, kind: Kind, id: str) -> list[Review]:
    """Return the reviews that have a keyword, or are of a partnership or an area."""
    have: dict[Kind, Callable[[Review], tuple[str, ...]]] = {
        "keyword": lambda review: review.keywords,
        "partnership": lambda review: review.partnerships,
        "area": lambda review: review.areas,
    }
    return [review for review in c.reviews.values() if id in have[kind](review)]


def _themes(heading: str, clauses: Iterable[Clause], without: str = "") -> Neighbours:
    counts = tally(clauses, lambda clause: [each for each in clause.theme_ids if each != without])
    return Neighbours(heading, "theme", tuple(counts))


def _agencies(heading: str, clauses: Iterable[Clause]) -> Neighbours:
    return Neighbours(heading, "agency", tuple(tally(clauses, lambda clause: clause.agency_ids())))


def _reviews(heading: str, clauses: Iterable[Clause]) -> Neighbours:
    return Neighbours(heading, "review", tuple(tally(clauses, lambda clause: [clause.review])))
