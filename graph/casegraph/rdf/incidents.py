"""An incident as triples: what happened, when, and to which children."""

import hashlib

from casegraph.names import PREFIXES, thing
from casegraph.rdf.passages import passage_statements
from casegraph.rdf.triples import Triples
from casegraph.record.model import Child, Passage, Review, Source
from casegraph.record.outcome_words import happening_of, outcome_in_words

__all__ = ["incident_statements"]

_EDTF = f"{PREFIXES['edtf']}EDTF"


def incident_statements(triples: Triples, iri: str, slug: str, review: Review) -> None:
    """Add the incident of the review with this *iri* and *slug*."""
    source, incident, node = review.source, review.incident, thing("incident", slug, "1")
    triples.link(iri, "concernsIncident", node)
    triples.type(node, "Incident")
    triples.say(node, "rdfs:label", outcome_in_words(happening_of(incident)), language="en")
    triples.link(node, "outcome", thing("outcome", incident.outcome))
    _evidence(triples, node, "outcomeInPassage", source, incident.outcome_words)
    triples.flag(node, "isSuicide", incident.suicide is not None)
    if incident.suicide:
        _evidence(triples, node, "suicideInPassage", source, incident.suicide)
    triples.link(node, "certainty", thing("certainty", incident.certainty))
    if incident.adult:
        _evidence(triples, node, "adultInPassage", source, incident.adult)
    if incident.certainty_words:
        _evidence(triples, node, "certaintyInPassage", source, incident.certainty_words)
    if incident.date:
        triples.say(node, "occurred", incident.date.edtf, _EDTF)
        triples.say(node, "occurredFrom", incident.date.earliest, "date")
        triples.say(node, "occurredTo", incident.date.latest, "date")
        _evidence(triples, node, "dateInPassage", source, incident.date.words)
    for number, child in enumerate(incident.children, start=1):
        child_node = thing("child", _unnamed(slug), str(number))
        triples.link(node, "hasChild", child_node)
        _child(triples, child_node, source, child)


def _child(triples: Triples, node: str, source: Source, child: Child) -> None:
    triples.type(node, "Child")
    triples.link(node, "inPassage", passage_statements(triples, source, child.words))
    if child.age is not None and child.age_unit and child.months is not None:
        triples.say(node, "age", _decimal(child.age), "decimal")
        triples.say(node, "ageUnit", child.age_unit)
        triples.say(node, "ageInMonths", _decimal(child.months), "decimal")
    if child.sex:
        triples.say(node, "sex", child.sex)


def _unnamed(slug: str) -> str:
    """Return what the IRIs of children have in place of the review's slug, which can be a child's name.

    It says nothing by itself, is the same in every build, and hides nothing: the incident leads to both.
    """
    return hashlib.sha256(slug.encode()).hexdigest()[:16]


def _evidence(triples: Triples, incident: str, predicate: str, source: Source, words: Passage) -> None:
    """Add the passage that says one fact of an incident."""
    passage = passage_statements(triples, source, words)
    triples.link(incident, predicate, passage)
    triples.link(incident, "inPassage", passage)


def _decimal(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") + (".0" if number == int(number) else "")
