"""Corrections as triples: what people overruled, in which clause or review, who, when and why."""

from collections.abc import Mapping

from casegraph.names import thing
from casegraph.rdf.triples import Triples
from casegraph.record.corrected_fields import CONCEPTS
from casegraph.record.model import Passage, Review

__all__ = ["correction_statements"]


def correction_statements(triples: Triples, iri: str, slug: str, review: Review) -> None:
    """Add the corrections of the review with this *iri* and *slug*, numbered from 1."""
    clauses = _clauses(slug, review)
    for number, correction in enumerate(review.corrections, start=1):
        node = thing("correction", slug, str(number))
        triples.type(node, "Correction")
        triples.link(node, "corrects", clauses[correction.clause] if correction.clause else iri)
        triples.say(node, "correctedField", correction.field)
        kind = CONCEPTS.get(correction.field)
        if kind is None:
            triples.flag(node, "suicideNow", correction.now == "yes")
        for predicate, id in (("readBefore", correction.was), ("readNow", correction.now)):
            if kind and id:
                triples.link(node, predicate, thing(kind, id))
        triples.say(node, "correctedBy", correction.who)
        triples.say(node, "dcterms:date", correction.when, "date")
        if correction.why:
            triples.say(node, "rdfs:comment", correction.why)


def _clauses(slug: str, review: Review) -> Mapping[Passage, str]:
    """Return the IRIs of the clauses of a review, by their words."""
    things = {
        each.passage: thing("learning", slug, str(number)) for number, each in enumerate(review.learning, start=1)
    }
    for number, each in enumerate(review.recommendations, start=1):
        kind = "recommendation" if each.is_recommendation else "remark"
        things[each.passage] = thing(kind, slug, str(number))
    return things
