"""Answers for programs: the views as plain values for JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from casegraph.views import json_types as types
from casegraph.views.addressing_ways import addressing_ways
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Agency, Area, Named, Theme
from casegraph.views.elsewhere import Elsewhere
from casegraph.views.entity import Sentences
from casegraph.views.lists import Line, keys_of
from casegraph.views.matrix import Matrix
from casegraph.views.reviews import Review
from casegraph.views.sendings import SentDocument, sending_of

__all__ = [
    "about_answer", "clause_answers", "collected_head", "elsewhere_answer", "list_answer", "matrix_answer", "overview_answer",
    "review_answers", "review_page_answer", "sending_answer", "sentences_head",
]  # fmt: skip


def overview_answer(c: Collection) -> types.Overview:
    """Return what is served."""
    return {"made": _made(c), "reviews": len(c.reviews)}


def about_answer(c: Collection, since: str) -> types.About:
    """Return data and method; *since* is the day since when the build is served."""
    return {**_made(c), "since": since}


def matrix_answer(counted: Matrix) -> types.Matrix:
    """Return what each cell of the matrix shows, members of closed groups included."""
    cells = {
        counted.key(row, column): counted.value(row, column)
        for row in counted.rows
        for column in counted.every
        if counted.number(row, column)
    }
    return {"by": asdict(counted.by), "reviews": counted.reviews, "left": counted.left, "cells": cells}


def clause_answers(c: Collection, clauses: Iterable[Clause]) -> Iterator[types.Clause]:
    """Yield clauses with labels."""
    return (_clause(c, clause) for clause in clauses)


def review_answers(c: Collection, reviews: Iterable[Review]) -> Iterator[types.ReviewLine]:
    """Yield reviews without their clauses."""
    return (_review(c, review) for review in reviews)


def review_page_answer(c: Collection, review: Review) -> types.ReviewPage:
    """Return a review with its narrative and its clauses."""
    sent = sending_of(c, review.id)
    answer: types.ReviewPage = {
        "iri": f"{c.made.base}review/{review.id}",
        **_review(c, review),  # type: ignore[typeddict-item]  # a line has no “sent”
        "narrative": [*review.narrative],
        "learning": [*clause_answers(c, review.learning)],
        "recommendations": [*clause_answers(c, review.recommendations)],
    }
    if sent is not None:
        answer["sent"] = sending_answer(sent)
    return answer


def sending_answer(sent: SentDocument) -> types.SendingAnswer:
    """Return to whom a document was sent, and what is known of replies."""
    return {
        "reference": sent.reference,
        "date": sent.dated or None,
        "addressees": [{"name": each.name, "agencies": [id for id, _ in each.agencies]} for each in sent.addressees],
        "due": sent.due or None,
        "due_is_assumed": sent.is_due_assumed,
        "replies": sent.replies,
        "came": [{"sender": each.sender or None, "day": each.day or None} for each in sent.came],
    }


def sentences_head(c: Collection, kind: Kind, thing: Agency | Theme, listed: Sentences) -> types.SentencesHead:
    """Return an agency or a theme, whose *sentences* follow: one part of its clauses."""
    return {
        "iri": f"{c.made.base}{kind}/{thing.id}",
        "id": thing.id,
        "label": thing.label,
        "also": [*thing.also],
        "definition": thing.definition,
        "part": listed.part,
    }


def elsewhere_answer(there: Elsewhere, address: str) -> types.ElsewhereAnswer:
    """Return what another collection says of an agency or a theme; its page there is at *address*."""
    c = there.collection
    return {
        "collection": c.id,
        "title": c.profile.title,
        "requests": len(there.clauses),
        "in_documents": there.clauses.reviews,
        "documents": len(c.reviews),
        "mentioned": there.mentioned,
        "in_words": there.state,
        "address": address,
        "sentences": [*clause_answers(c, there.clauses)],
    }


def collected_head(c: Collection, kind: Kind, id: str) -> types.ReviewsOfHead:
    """Return a keyword, a partnership or an area, whose *reviews* follow."""
    return {"iri": f"{c.made.base}{kind}/{id}", "id": id, "label": c.label(kind, id)}


def list_answer(kind: Kind, lines: Sequence[Line], base: str) -> list[dict[str, str | int]]:
    """Return all things of a kind with their numbers: for each kind what its type of line has."""
    heads = keys_of(kind)
    return [
        {
            "id": each.id,
            "label": each.label,
            **dict(zip(heads, each.numbers, strict=True)),
            "iri": f"{base}{kind}/{each.id}",
        }
        for each in lines
    ]


def _made(c: Collection) -> types.Made:
    made = c.made
    return {
        "version": made.version,
        "base": made.base,
        "pages": [
            {"file": page.file, "sha256": page.sha256, "address": page.address, "accessed": page.accessed}
            for page in made.pages
        ],
        "counts": made.counts,
        "accuracy": {"on": c.accuracy.on, "rows": [[*row] for row in c.accuracy.rows]},
    }


def _clause(c: Collection, clause: Clause) -> types.Clause:
    review = c.reviews[clause.review]
    return {
        "kind": clause.kind,
        "text": clause.text,
        "asked": [
            {"agency": each.id, "label": c.agencies[each.id].label, "basis": each.basis} for each in clause.addressed
        ],
        "via": [_concept(c.agencies[id]) for id in clause.via_ids],
        "owner": None
        if clause.owner is None
        else {
            "agency": clause.owner.id,
            "label": c.agencies[clause.owner.id].label,
            "basis": "inferred",
            "probability": clause.owner.probability,
        },
        "concerned": [_concept(c.agencies[id]) for id in clause.mentioned_ids],
        "themes": [
            {
                **_concept(c.themes[each.id]),
                "basis": each.basis,
                "probability": each.probability,
                "introduction": each.introduction,
            }
            for each in clause.themes
        ],
        "actions": [each.id for each in clause.actions],
        "ways": [*addressing_ways(clause)],
        "strength": [*clause.strength],
        "corrected": [*clause.corrected],
        "given": clause.given,
        "review": review.id,
        "title": review.title,
        "page": c.page_of(review).file,
        "start": clause.start,
        "end": clause.end,
    }


def _review(c: Collection, review: Review) -> types.ReviewLine:
    return {
        "id": review.id,
        "title": review.title,
        "name": review.name,
        "year": review.year,
        "suicide": review.suicide,
        "certainty": review.certainty,
        "happened": review.what,
        "doubt": review.doubt or None,
        "corrected": [*review.corrected],
        "date": review.date,
        "children": [{"age": each.age, "unit": each.unit, "sex": each.sex} for each in review.children],
        "report": review.report,
        "link": review.link,
        "outcome": review.outcome,
        "partnerships": [_concept(c.partnerships[id]) for id in review.partnerships],
        "areas": [_place(c.areas[id]) for id in review.areas],
        "keywords": [_concept(c.keywords[id]) for id in review.keywords],
        "page": c.page_of(review).file,
        "start": review.start,
        "end": review.end,
    }


def _concept(thing: Named) -> types.Concept:
    return {"id": thing.id, "label": thing.label}


def _place(area: Area) -> types.Place:
    place: types.Place = {"id": area.id, "label": area.label, "nation": area.nation}
    if area.region:
        place["region"] = area.region
    return place
