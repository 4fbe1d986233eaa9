"""The rows of the ledger from a collection: the same recommendations and learning points that pages show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from casegraph.ledger.rows import LearningRow, Ledger, RecommendationRow
from casegraph.ledger.words import place, words_behind
from casegraph.views.addressing_ways import ADDRESSING_WAYS, addressing_ways
from casegraph.views.clauses import Clause, ClauseKind, Reading
from casegraph.views.collection import Collection
from casegraph.views.concepts import Named

__all__ = ["learning", "learning_rows", "recommendation_rows", "recommendations"]


def recommendations(c: Collection) -> Ledger[RecommendationRow]:
    """Return a row for each recommendation.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> recommendations(collection_of(MemoryStore.from_turtle("")))
    <Ledger: 0 rows>
    """
    return Ledger(recommendation_rows(c))


def learning(c: Collection) -> Ledger[LearningRow]:
    """Return a row for each learning point.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> learning(collection_of(MemoryStore.from_turtle("")))
    <Ledger: 0 rows>
    """
    return Ledger(learning_rows(c))


def recommendation_rows(c: Collection) -> Iterator[RecommendationRow]:
    """Yield the row of each recommendation, reading one review after the other."""
    return (_recommendation(c, clause) for clause in _clauses(c, "recommendation"))


def learning_rows(c: Collection) -> Iterator[LearningRow]:
    """Yield the row of each learning point, reading one review after the other."""
    return (_row(c, clause, "learning") for clause in _clauses(c, "learning point"))


def _clauses(c: Collection, kind: ClauseKind) -> Iterator[Clause]:
    return (clause for review in c.reviews.values() for clause in review.clauses if clause.kind == kind)


def _recommendation(c: Collection, clause: Clause) -> RecommendationRow:
    words = partial(words_behind, clause)
    addressed = sorted(clause.addressed, key=lambda each: place(clause, each))
    mentioned, via, actions = (
        sorted(each, key=lambda each: place(clause, each)) for each in (clause.mentioned, clause.via, clause.actions)
    )
    owner = clause.owner
    return RecommendationRow(
        **_fields(_row(c, clause, "recommendation")),
        agency_ids=_ids(addressed),
        agencies=_labels(c.agencies, _ids(addressed)),
        agency_basis=tuple(each.basis for each in addressed),
        agency_words=tuple(map(words, addressed)),
        mentioned_ids=_ids(mentioned),
        mentioned=_labels(c.agencies, _ids(mentioned)),
        mentioned_words=tuple(map(words, mentioned)),
        via_ids=_ids(via),
        via=_labels(c.agencies, _ids(via)),
        via_words=tuple(map(words, via)),
        owner_id=owner.id if owner else None,
        owner=c.agencies[owner.id].label if owner else None,
        owner_words=words(owner) if owner else None,
        owner_probability=owner.probability if owner else None,
        action_ids=_ids(actions),
        action_words=tuple(map(words, actions)),
        addressing=tuple(ADDRESSING_WAYS[way] for way in addressing_ways(clause)),
        strength=clause.strength,
    )


def _row(c: Collection, clause: Clause, folder: str) -> LearningRow:
    """Return what all clauses have; the IRI of this one has *folder* in it."""
    review = c.reviews[clause.review]
    page, areas, base = c.page_of(review), [c.areas[id] for id in review.areas], c.made.base
    themes = sorted(clause.themes, key=lambda each: place(clause, each))
    return LearningRow(
        iri=f"{base}{folder}/{review.id}/{clause.number}",
        text=clause.text,
        theme_ids=_ids(themes),
        themes=_labels(c.themes, _ids(themes)),
        theme_words=tuple(words_behind(clause, each) for each in themes),
        theme_basis=tuple(each.basis for each in themes),
        theme_probability=tuple(each.probability for each in themes),
        review_iri=f"{base}review/{review.id}",
        review=review.title,
        year=review.year,
        area_ids=review.areas,
        areas=tuple(each.label for each in areas),
        nations=tuple(dict.fromkeys(each.nation for each in areas)),
        regions=tuple(dict.fromkeys(each.region for each in areas if each.region)),
        partnership_ids=review.partnerships,
        partnerships=_labels(c.partnerships, review.partnerships),
        outcome_id=review.outcome,
        outcome=c.outcomes[review.outcome].label,
        suicide=review.suicide,
        keyword_ids=review.keywords,
        keywords=_labels(c.keywords, review.keywords),
        report=review.link,
        file=page.file,
        start=clause.start,
        end=clause.end,
        passage_iri=f"{base}source/{page.sha256[:16]}#char={clause.start},{clause.end}",
        certainty=review.certainty,
        children=review.ages,
        age_groups=review.age_groups,
        happened=review.what,
    )


def _fields(row: LearningRow) -> dict[str, Any]:
    """Return the fields that rows of recommendations have as well."""
    return {each.name: getattr(row, each.name) for each in fields(row)}


def _ids(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(each.id for each in readings)


def _labels(things: Mapping[str, Named], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(things[id].label for id in ids)
