"""The rows of the ledger from a collection: the same recommendations and learning points that pages show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from casegraph.ledger.rows import LearningRow, Ledger, RecommendationRow
from casegraph.ledger.words import place, words_behind
from casegraph.views.addressing_ways import ADDRESSING_WAYS, addressing_ways
from casegraph.views.clauses import Clause, ClauseKind, Reading
from casegraph.views.collection import Collection
from casegraph.views.concepts import Named
from casegraph.views.reviews import Review

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
    return (_recommendation(c, clause, shared) for clause, shared in _clauses(c, "recommendation"))


def learning_rows(c: Collection) -> Iterator[LearningRow]:
    """Yield the row of each learning point, reading one review after the other."""
    return (LearningRow(**_own(c, clause, shared), **shared.fields) for clause, shared in _clauses(c, "learning point"))


class _Shared(NamedTuple):
    """What the rows of all clauses of one kind in a review share: how their IRIs begin, and the *fields* of the review."""

    begin: str
    source: str
    fields: Mapping[str, Any]


def _clauses(c: Collection, kind: ClauseKind) -> Iterator[tuple[Clause, _Shared]]:
    """Yield the clauses of a kind with what those of a review share; each review is read once."""
    folder = "recommendation" if kind == "recommendation" else "learning"
    for review in c.reviews.values():
        clauses = [each for each in review.clauses if each.kind == kind]
        if clauses:
            source = f"{c.made.base}source/{c.page_of(review).sha256[:16]}"
            shared = _Shared(f"{c.made.base}{folder}/{review.id}", source, _of_review(c, review))
            yield from ((clause, shared) for clause in clauses)


def _recommendation(c: Collection, clause: Clause, shared: _Shared) -> RecommendationRow:
    words = partial(words_behind, clause)
    addressed = sorted(clause.addressed, key=lambda each: place(clause, each))
    mentioned, via, actions = (
        sorted(each, key=lambda each: place(clause, each)) for each in (clause.mentioned, clause.via, clause.actions)
    )
    owner = clause.owner
    return RecommendationRow(
        **_own(c, clause, shared),
        **shared.fields,
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


def _own(c: Collection, clause: Clause, shared: _Shared) -> dict[str, Any]:
    """Return the fields of a row that any clause has by itself."""
    themes = sorted(clause.themes, key=lambda each: place(clause, each))
    ids = _ids(themes)
    return {
        "iri": f"{shared.begin}/{clause.number}",
        "text": clause.text,
        "theme_ids": ids,
        "themes": _labels(c.themes, ids),
        "theme_words": tuple(words_behind(clause, each) for each in themes),
        "theme_basis": tuple(each.basis for each in themes),
        "theme_probability": tuple(each.probability for each in themes),
        "start": clause.start,
        "end": clause.end,
        "passage_iri": f"{shared.source}#char={clause.start},{clause.end}",
    }


def _of_review(c: Collection, review: Review) -> dict[str, Any]:
    """Return the fields of rows that are those of a review."""
    areas = [c.areas[id] for id in review.areas]
    return {
        "review_iri": f"{c.made.base}review/{review.id}",
        "review": review.title,
        "year": review.year,
        "area_ids": review.areas,
        "areas": tuple(each.label for each in areas),
        "nations": tuple(dict.fromkeys(each.nation for each in areas)),
        "regions": tuple(dict.fromkeys(each.region for each in areas if each.region)),
        "partnership_ids": review.partnerships,
        "partnerships": _labels(c.partnerships, review.partnerships),
        "outcome_id": review.outcome,
        "outcome": c.outcomes[review.outcome].label,
        "suicide": review.suicide,
        "keyword_ids": review.keywords,
        "keywords": _labels(c.keywords, review.keywords),
        "report": review.link,
        "file": c.page_of(review).file,
        "certainty": review.certainty,
        "children": review.ages,
        "age_groups": review.age_groups,
        "happened": review.what,
    }


def _ids(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(each.id for each in readings)


def _labels(things: Mapping[str, Named], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(things[id].label for id in ids)
