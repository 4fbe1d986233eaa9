"""Reviews as triples: the graph says what the record says, and decides nothing by itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from casegraph.areas import Place, partnership
from casegraph.collections import profile_named
from casegraph.names import thing
from casegraph.rdf.clauses import clause_statements
from casegraph.rdf.corrections import correction_statements
from casegraph.rdf.incidents import incident_statements
from casegraph.rdf.passages import passage_statements, reading_statements
from casegraph.rdf.sending import sending_statements
from casegraph.rdf.triples import Triples
from casegraph.record.identity import Minted
from casegraph.record.model import Review, Source

__all__ = ["Statements", "review_statements"]


@dataclass(frozen=True, slots=True)
class Statements:
    """What the graph says of some reviews: their *own* triples, and those that other reviews share with them.

    *shared* are of pages, collections and partnerships. *keywords* are the printed forms of each keyword: what it is
    called depends on all reviews (see `casegraph.rdf.keywords`).
    """

    own: Triples = field(default_factory=Triples)
    shared: Triples = field(default_factory=Triples)
    keywords: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def review_statements(minted: Iterable[Minted]) -> Statements:
    """Return the triples of reviews, of their parts and of the pages that they were read from."""
    statements = Statements()
    for each in minted:
        _review(statements, each)
        for term in each.having(lambda entry: entry.keywords).keywords:
            statements.keywords[term.concept].add(term.text)
    return statements


def _review(statements: Statements, minted: Minted) -> None:
    review, slug, triples = minted.review, minted.slug, statements.own
    iri = thing("review", slug)
    triples.type(iri, profile_named(review.source.collection).document_class)
    if review.is_local:
        triples.type(iri, "LocalReview")
        triples.say(iri, "status", "local, not published")
    triples.say(iri, "rdfs:label", review.title)
    if review.sending:
        sending_statements(triples, iri, minted, review.sending)
    else:
        triples.say(iri, "caseName", review.subject)
    triples.count(iri, "year", review.year)
    triples.flag(iri, "isComplete", review.complete)
    triples.link(iri, "inPassage", passage_statements(triples, review.source, review.heading))
    placed = minted.having(lambda entry: entry.places)
    for label in placed.places:
        triples.say(iri, "areaLabel", label)
    for place in placed.areas:
        _place(statements, iri, place)
    for entry in (review, *minted.others):
        _entry(statements, iri, slug, entry)
    if not review.sending:
        _report(triples, iri, slug, review)
    elif review.link:
        triples.say(iri, "reportAddress", review.link, "anyURI")
    incident_statements(triples, iri, slug, review)
    clause_statements(triples, iri, slug, review)
    correction_statements(triples, iri, slug, review)
    _keywords(triples, iri, slug, minted.having(lambda entry: entry.keywords))


def _place(statements: Statements, review: str, place: Place) -> None:
    for gss in place.areas:
        statements.own.link(review, "forArea", thing("area", gss))
    facts = partnership(place.partnership) if place.partnership else None
    if facts:
        node, shared = thing("partnership", facts.id), statements.shared
        statements.own.link(review, "commissionedBy", node)
        shared.type(node, "SafeguardingPartnership")
        shared.say(node, "rdfs:label", facts.label)
        shared.flag(node, "isDerived", facts.is_derived)
        for gss in facts.covers:
            shared.link(node, "coversArea", thing("area", gss))


def _entry(statements: Statements, review: str, slug: str, entry: Review) -> None:
    """Add where a page has an entry for the review; each page that lists it has one."""
    source, triples = entry.source, statements.own
    page, node = thing("source", source.sha256[:16]), thing("entry", slug, source.sha256[:16])
    _page(statements.shared, page, source)
    triples.type(node, "CatalogueEntry")
    triples.say(node, "rdfs:label", entry.title)
    triples.link(node, "dcterms:references", review)
    triples.link(node, "dcterms:isPartOf", page)
    for passage in (entry.heading, *entry.narrative):
        triples.link(node, "inPassage", passage_statements(triples, source, passage))
    triples.count(node, "start", source.start)
    triples.count(node, "end", source.end)


def _page(triples: Triples, page: str, source: Source) -> None:
    """Add a page, which is part of a collection."""
    listed_in, collection = profile_named(source.collection), thing("collection", source.collection)
    triples.type(page, "SourcePage")
    triples.say(page, "rdfs:label", source.file)
    triples.say(page, "sha256", source.sha256)
    if source.address:
        triples.say(page, "pageAddress", source.address, "anyURI")
    if source.accessed:
        triples.say(page, "accessed", source.accessed, "date")
    triples.say(page, "dcterms:rights", listed_in.rights.page, language="en")
    triples.link(page, "dcterms:isPartOf", collection)
    triples.type(collection, "Collection")
    triples.say(collection, "rdfs:label", listed_in.title, language="en")


def _report(triples: Triples, iri: str, slug: str, review: Review) -> None:
    report = thing("report", slug)
    kinds = {"overview report": "OverviewReport", "executive summary": "ExecutiveSummary", None: "Report"}
    triples.type(report, kinds[review.report])
    triples.say(report, "rdfs:label", f"{review.title}: {review.report or 'report'}")
    triples.link(report, "prov:wasGeneratedBy", iri)
    if review.link:
        triples.say(report, "reportAddress", review.link, "anyURI")


def _keywords(triples: Triples, iri: str, slug: str, review: Review) -> None:
    for term in review.keywords:
        keyword, reading = thing("keyword", term.concept), thing("keyword-reading", slug, term.concept)
        triples.link(iri, "dcterms:subject", keyword)
        triples.type(reading, "Reading", "KeywordReading")
        triples.say(reading, "asPrinted", term.text)
        passage = passage_statements(triples, review.source, term.words)
        reading_statements(triples, iri, reading, keyword, passage)
