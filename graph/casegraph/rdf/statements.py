"""Statements: the reviews of the model as triples. What is read from a page always leads to its passage."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from casegraph.areas import Place, place_of
from casegraph.collections import profile
from casegraph.extracting.agencies import former_agency
from casegraph.names import PREFIXES, passage_iri, thing
from casegraph.rdf.keywords import keyword_id, keyword_statements
from casegraph.rdf.resolution import resolve
from casegraph.rdf.triples import Triples
from casegraph.record.identity import Minted
from casegraph.record.model import Incident, LearningPoint, Passage, Reading, Recommendation, Review, Source

__all__ = ["places_of", "review_statements"]

_EDTF = f"{PREFIXES['edtf']}EDTF"
_MONTHS = {"days": 12 / 365.25, "weeks": 84 / 365.25, "months": 1.0, "years": 12.0}


def review_statements(minted: Iterable[Minted]) -> Triples:
    """Return all that is said of reviews, of their parts and of the pages that they were read from."""
    triples = Triples()
    keywords: defaultdict[str, set[str]] = defaultdict(set)
    for each in minted:
        _review(triples, each, keywords)
    for key, forms in keywords.items():
        keyword_statements(triples, key, forms)
    return triples


def places_of(review: Review) -> tuple[list[Place], list[str]]:
    """Return what the heading's areas stand for, and those that are not known."""
    if not review.places:
        return [], []
    whole = place_of(" and ".join(review.places))
    if whole:
        return [whole], []
    found = [(name, place_of(name)) for name in review.places]
    return [place for _, place in found if place], [name for name, place in found if not place]


def _review(triples: Triples, minted: Minted, keywords: defaultdict[str, set[str]]) -> None:
    review, name = minted.review, minted.slug
    iri = thing("review", name)
    triples.type(iri, "Review")
    triples.say(iri, "rdfs:label", review.title)
    triples.say(iri, "caseName", review.subject)
    triples.count(iri, "year", review.year)
    triples.flag(iri, "isComplete", review.complete)
    triples.link(iri, "inPassage", _passage(triples, review.source, review.heading))
    for label in review.places:
        triples.say(iri, "areaLabel", label)
    for place in places_of(review)[0]:
        _place(triples, iri, place)
    for told in (review, *minted.others):
        _entry(triples, iri, name, told)
    _report(triples, iri, name, review)
    _incident(triples, iri, name, review)
    for number, point in enumerate(review.learning, start=1):
        clause = thing("learning", name, str(number))
        triples.link(iri, "hasLearning", clause)
        triples.type(clause, "LearningPoint")
        _clause(triples, iri, clause, number, review.source, point)
    places = places_of(review)[0]
    for number, recommendation in enumerate(review.recommendations, start=1):
        _recommendation(triples, iri, name, number, review.source, recommendation)
        for each in recommendation.addressings:
            clause = thing("recommendation", name, str(number))
            resolve(triples, clause, f"{clause}/addressing/{each.agency}", each, places, review.year)
    for term in review.keywords:
        key = keyword_id(term.text)
        keywords[key].add(term.text)
        reading = thing("keyword-reading", name, key)
        triples.link(iri, "dcterms:subject", thing("keyword", key))
        triples.type(reading, "Reading", "KeywordReading")
        triples.say(reading, "asPrinted", term.text)
        _reading(triples, iri, reading, thing("keyword", key), _passage(triples, review.source, term))


def _place(triples: Triples, review: str, place: Place) -> None:
    for gss in place.areas:
        triples.link(review, "forArea", thing("area", gss))
    if place.partnership:
        partnership = thing("partnership", place.partnership.id)
        triples.link(review, "commissionedBy", partnership)
        triples.type(partnership, "SafeguardingPartnership")
        triples.say(partnership, "rdfs:label", place.partnership.label)
        triples.flag(partnership, "isDerived", place.partnership.is_derived)
        for gss in place.partnership.covers:
            triples.link(partnership, "coversArea", thing("area", gss))


def _entry(triples: Triples, review: str, name: str, told: Review) -> None:
    """Say of an entry where it is; a review has one on each page that lists it, and a page is part of a collection."""
    source = told.source
    page = thing("source", source.sha256[:16])
    triples.type(page, "SourcePage")
    triples.say(page, "rdfs:label", source.file)
    triples.say(page, "sha256", source.sha256)
    listed_in, collection = profile(source.collection), thing("collection", source.collection)
    triples.say(page, "dcterms:rights", listed_in.rights.page, language="en")
    triples.link(page, "dcterms:isPartOf", collection)
    triples.type(collection, "Collection")
    triples.say(collection, "rdfs:label", listed_in.title, language="en")
    entry = thing("entry", name, source.sha256[:16])
    triples.type(entry, "CatalogueEntry")
    triples.say(entry, "rdfs:label", told.title)
    triples.link(entry, "dcterms:references", review)
    triples.link(entry, "dcterms:isPartOf", page)
    for passage in (told.heading, *told.narrative):
        triples.link(entry, "inPassage", _passage(triples, source, passage))
    triples.count(entry, "start", source.start)
    triples.count(entry, "end", source.end)


def _report(triples: Triples, review: str, name: str, told: Review) -> None:
    report = thing("report", name)
    kinds = {"overview report": "OverviewReport", "executive summary": "ExecutiveSummary", None: "Report"}
    triples.type(report, kinds[told.report])
    triples.say(report, "rdfs:label", f"{told.title}: {told.report or 'report'}")
    triples.link(report, "prov:wasGeneratedBy", review)
    if told.link:
        triples.say(report, "reportAddress", told.link, "anyURI")


def _incident(triples: Triples, review: str, name: str, told: Review) -> None:
    said: Incident = told.incident
    incident = thing("incident", name, "1")
    triples.link(review, "concernsIncident", incident)
    triples.type(incident, "Incident")
    triples.link(incident, "outcome", thing("outcome", said.outcome))
    _told(triples, incident, "outcomeInPassage", told.source, said.outcome_words)
    triples.flag(incident, "isSuicide", said.suicide is not None)
    if said.suicide:
        _told(triples, incident, "suicideInPassage", told.source, said.suicide)
    if said.date:
        triples.say(incident, "occurred", said.date.edtf, _EDTF)
        triples.say(incident, "occurredFrom", said.date.earliest, "date")
        triples.say(incident, "occurredTo", said.date.latest, "date")
        _told(triples, incident, "dateInPassage", told.source, said.date.words)
    for number, each in enumerate(said.children, start=1):
        child = thing("child", _unnamed(name), str(number))
        triples.link(incident, "hasChild", child)
        triples.type(child, "Child")
        triples.link(child, "inPassage", _passage(triples, told.source, each.words))
        if each.age is not None and each.age_unit:
            triples.say(child, "age", _decimal(each.age), "decimal")
            triples.say(child, "ageUnit", each.age_unit)
            triples.say(child, "ageInMonths", _decimal(round(each.age * _MONTHS[each.age_unit], 2)), "decimal")
        if each.sex:
            triples.say(child, "sex", each.sex)


def _unnamed(slug: str) -> str:
    """Return what children of a review have in their IRIs in place of its slug, which can be a child's name.

    It says nothing by itself, is the same in every build, and hides nothing: the incident leads to both.
    """
    return hashlib.sha256(slug.encode()).hexdigest()[:16]


def _told(triples: Triples, incident: str, predicate: str, source: Source, words: Passage) -> None:
    """Say which passage tells one thing of an incident."""
    passage = _passage(triples, source, words)
    triples.link(incident, predicate, passage)
    triples.link(incident, "inPassage", passage)


def _recommendation(
    triples: Triples, review: str, name: str, number: int, source: Source, said: Recommendation
) -> None:
    if not said.is_recommendation:
        remark = thing("remark", name, str(number))
        triples.link(review, "hasRemark", remark)
        triples.type(remark, "Remark")
        _clause(triples, review, remark, number, source, said)
        return
    clause = thing("recommendation", name, str(number))
    triples.link(review, "hasRecommendation", clause)
    triples.type(clause, "Recommendation")
    _clause(triples, review, clause, number, source, said)
    for each in said.addressings:
        agency, addressing = thing("agency", each.agency), f"{clause}/addressing/{each.agency}"
        triples.link(clause, "addressedTo", agency)
        if each.basis == "explicit":
            triples.link(clause, "addressedToExplicitly", agency)
        triples.link(clause, "hasAddressing", addressing)
        triples.type(addressing, "Reading", "Addressing")
        triples.link(addressing, "basis", thing("basis", each.basis))
        if each.words:
            triples.say(addressing, "asPrinted", each.words.text)
            _former(triples, addressing, each.words)
        _reading(
            triples, clause, addressing, agency, _passage(triples, source, each.words or said.passage), each.wording
        )
    for concern in said.concerns:
        agency, reading = thing("agency", concern.concept), f"{clause}/concern/{concern.concept}"
        triples.link(clause, "concerns", agency)
        triples.type(reading, "Reading", "Concern")
        _former(triples, reading, concern.words)
        _reading(triples, clause, reading, agency, _passage(triples, source, concern.words), concern.wording)


def _former(triples: Triples, reading: str, words: Passage) -> None:
    """Say of which former kind the words speak, if they do."""
    kind = former_agency(words.text)
    if kind:
        triples.link(reading, "namedAs", thing("agency", kind))


def _clause(
    triples: Triples, review: str, clause: str, number: int, source: Source, said: LearningPoint | Recommendation
) -> None:
    """Say what all clauses have: their words, their place, and the themes read from them."""
    triples.link(clause, "fromReview", review)
    triples.say(clause, "text", said.passage.text)
    triples.count(clause, "position", number)
    triples.link(clause, "inPassage", _passage(triples, source, said.passage))
    for each in said.themes:
        _theme(triples, clause, source, each)


def _theme(triples: Triples, clause: str, source: Source, each: Reading) -> None:
    theme, reading = thing("theme", each.concept), f"{clause}/theme/{each.concept}"
    triples.link(clause, "hasTheme", theme)
    triples.type(reading, "Reading", "ThemeReading")
    _reading(triples, clause, reading, theme, _passage(triples, source, each.words), each.wording)


def _reading(triples: Triples, subject: str, reading: str, concept: str, passage: str, wording: str = "") -> None:
    triples.link(subject, "hasReading", reading)
    triples.link(reading, "readAs", concept)
    triples.link(reading, "inPassage", passage)
    if wording:
        triples.say(reading, "wording", wording)


def _passage(triples: Triples, source: Source, passage: Passage) -> str:
    """Return the IRI of a passage, with its place and exact words said."""
    iri = passage_iri(source.sha256, passage.start, passage.end)
    triples.type(iri, "Passage")
    triples.link(iri, "oa:hasSource", thing("source", source.sha256[:16]))
    triples.count(iri, "start", passage.start)
    triples.count(iri, "end", passage.end)
    triples.say(iri, "quote", passage.text)
    return iri


def _decimal(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") + (".0" if number == int(number) else "")
