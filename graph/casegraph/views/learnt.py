"""What was learnt in some reviews, by theme, beside what was recommended there; and the sentences behind each number.

A sentence counts once under each of its themes and under those above them, as on all pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casegraph.views.collection import Collection
from casegraph.views.facets import Filters, choose
from casegraph.views.facts import facts
from casegraph.views.plain_text import alphabetical
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["SENTENCE_KINDS", "Learnt", "LearntLine", "SentenceKind", "Tally", "learnt", "sentences_on"]

SentenceKind = Literal["recommendations", "learning"]

SENTENCE_KINDS: tuple[SentenceKind, ...] = ("recommendations", "learning")
"""The kinds of sentences that have a list of their own."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences there are, and in how many reviews."""

    sentences: int
    reviews: int


@dataclass(frozen=True, slots=True)
class LearntLine:
    """What reviews say on a theme: learning points and recommendations."""

    theme: str
    label: str
    learning: Tally
    recommendations: Tally


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt in *reviews* reviews: all of it, then by *subjects* and by *means*, which are ways of acting.

    The theme with the most learning points is first, of those with as many the one with more recommendations.
    """

    reviews: int
    learning: Tally
    recommendations: Tally
    subjects: tuple[LearntLine, ...]
    means: tuple[LearntLine, ...]


def learnt(c: Collection, reviews: "Mask") -> Learnt:
    """Return what was learnt, and what was recommended, in some reviews."""
    known = facts(c)
    learning, recommendations = (
        _kinds(c)[kind] & known.in_reviews(reviews) for kind in ("learning", "recommendations")
    )
    of_learning, of_recommendations = _by_theme(c, learning), _by_theme(c, recommendations)
    none = Tally(0, 0)
    lines = [
        LearntLine(id, c.themes[id].label, of_learning.get(id, none), of_recommendations.get(id, none))
        for id in {**of_learning, **of_recommendations}
    ]
    lines.sort(key=lambda each: (-each.learning.sentences, -each.recommendations.sentences, alphabetical(each.label)))
    return Learnt(
        int(reviews.sum()),
        _tally(c, learning),
        _tally(c, recommendations),
        tuple(each for each in lines if not c.themes[each.theme].is_means),
        tuple(each for each in lines if c.themes[each.theme].is_means),
    )


def sentences_on(c: Collection, filters: Filters, kind: SentenceKind, theme: str = "") -> Clauses:
    """Return the recommendations or learning points of the reviews that fit *filters*, only those on a *theme* if there is one.

    There are none on a theme that does not exist.
    """
    return Clauses.of(c, _on(c, choose(c, filters).mask, kind, theme))


def _on(c: Collection, reviews: "Mask", kind: SentenceKind, theme: str) -> "Mask":
    known = facts(c)
    chosen = _kinds(c)[kind] & known.in_reviews(reviews)
    return chosen & known.themes.having([theme]) if theme else chosen


def _kinds(c: Collection) -> "Mapping[SentenceKind, Mask]":
    known = facts(c)
    return {"recommendations": known.recommendations, "learning": known.learning}


def _by_theme(c: Collection, clauses: "Mask") -> dict[str, Tally]:
    links = facts(c).themes.only(clauses)
    reviews = facts(c).per_review(links).counts()
    return {id: Tally(number, reviews[id]) for id, number in links.counts().items()}


def _tally(c: Collection, clauses: "Mask") -> Tally:
    return Tally(int(clauses.sum()), int(facts(c).reviews_of(clauses).sum()))
