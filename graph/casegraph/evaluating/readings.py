"""Readings by wording: each theme and agency that was read in a clause, the wording that made it, and what people annotated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.evaluating.gold import Gold, GoldClause, squash
from casegraph.evaluating.newer_concepts import as_annotated
from casegraph.evaluating.scores import Clause, aligned_clauses
from casegraph.record.model import LearningPoint, Passage, Recommendation, Review
from casegraph.wordings import SchemeName

__all__ = ["Agreement", "AnnotatedClause", "ClauseReading", "Role", "agreement", "annotated_clauses", "clause_readings"]

Role = Literal["theme", "addressed", "mentioned"]
Agreement = Literal["right", "wrong", "allowed"]
"""Whether annotators say the same of a clause; *allowed* is what they differed on."""


@dataclass(frozen=True, slots=True)
class AnnotatedClause:
    """A clause of a review as read, and as annotated if somebody did; *kind* is "learning" or "recommendation"."""

    review: str
    kind: Literal["learning", "recommendation"]
    clause: Clause
    gold: GoldClause | None


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """A theme or agency read in a clause: in which *role*, from which words, and by which wording ("" for none)."""

    role: Role
    concept: str
    words: Passage
    wording: str


def annotated_clauses(reviews: Iterable[Review], gold: Iterable[Gold]) -> Iterator[AnnotatedClause]:
    """Yield the learning points and recommendations of *reviews*, each with its annotation if it has one."""
    by_title = {squash(each.title): each for each in gold}
    for review in reviews:
        annotated = by_title.get(squash(review.title))
        asks = [each for each in review.recommendations if each.is_recommendation]
        yield from _paired(review.title, "learning", review.learning, annotated.learning if annotated else ())
        yield from _paired(review.title, "recommendation", asks, annotated.recommendations if annotated else ())


def _paired(
    title: str, kind: Literal["learning", "recommendation"], clauses: Sequence[Clause], gold: Sequence[GoldClause]
) -> Iterator[AnnotatedClause]:
    if not gold:
        yield from (AnnotatedClause(title, kind, clause, None) for clause in clauses)
        return
    annotation_of = {id(hit): each for each, hits in aligned_clauses(gold, clauses) for hit in hits}
    for clause in clauses:
        yield AnnotatedClause(title, kind, clause, annotation_of.get(id(clause)))


def clause_readings(clause: LearningPoint | Recommendation, scheme: SchemeName) -> list[ClauseReading]:
    """Return what was read in a clause, in the order of the record; addressings without words are left out."""
    if scheme == "themes":
        return [ClauseReading("theme", each.concept, each.words, each.wording) for each in clause.themes]
    if isinstance(clause, LearningPoint):
        return []
    named = [
        ClauseReading("addressed", each.agency, each.words, each.wording) for each in clause.addressings if each.words
    ]
    return named + [
        ClauseReading("mentioned", each.concept, each.words, each.wording) for each in (*clause.concerns, *clause.via)
    ]


def agreement(gold: GoldClause | None, role: Role, concept: str) -> Agreement | None:
    """Return whether annotators read a concept in a clause too; None where nobody annotated it.

    A concept that came after the annotation is right where they gave an older one that stands for it.
    """
    if gold is None:
        return None
    required, allowed = {
        "theme": (gold.themes, gold.themes_allowed),
        "addressed": (frozenset(gold.addressees), gold.addressees_allowed),
        "mentioned": (gold.concerns, gold.concerns_allowed),
    }[role]
    (annotated,) = as_annotated([concept], required | allowed)
    return "right" if annotated in required else "allowed" if annotated in allowed else "wrong"
