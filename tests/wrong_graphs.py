"""Graphs that are wrong: for each shape, changes of a right graph that it must find."""

from typing import NamedTuple

import pyoxigraph as ox

from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.names import BASE, PREFIXES
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.store.memory import MemoryStore
from casegraph.store.protocol import Solutions
from casegraph.validating import Result, shapes, validate

SHAPES = {shape.name: shape for shape in shapes()}

INVENTED = """2031 – Kent – Child U
Suicide of a 15-year-old girl, in March 2029, whilst living with her mother.
Learning themes include: neglect; the child's voice; and professional curiosity.
Recommendations include: the ICB should ensure that GPs share information with schools about neglect; train all staff; ask the probation service to audit its records of neglect each year; all child protection conferences must be formally minuted.

2031 – Essex – Baby V
Death of a 3-week-old boy, in May 2030, whilst in the care of his father.
Learning includes: parental mental health; working with other agencies; and domestic abuse.
Recommendations to the partnership include: review training on domestic abuse; the police should revise guidance on neglect; raise awareness of safe sleeping.
Recommendations: actions have already been completed by the school nursing service.
"""


class Mutation(NamedTuple):
    """What makes the first ?this of *where* wrong: triples that go and triples that come, for all rows of it."""

    where: str
    gone: str = ""
    new: str = ""


def missing(kind: str, predicate: str) -> Mutation:
    return Mutation(f"?this a {kind} ; {predicate} ?old", f"?this {predicate} ?old")


def changed(kind: str, predicate: str, value: str) -> Mutation:
    return missing(kind, predicate)._replace(new=f"?this {predicate} {value}")


def second(kind: str, predicate: str, value: str) -> Mutation:
    return missing(kind, predicate)._replace(gone="", new=f"?this {predicate} {value}")


def once(kind: str, predicate: str, value: str) -> list[Mutation]:
    """A property that is missing, or has a value too many; in the same words with a language, if it is a text."""
    tagged = f"?this a {kind} ; {predicate} ?old BIND(STRLANG(STR(?old), 'cy') AS ?same)"
    same = [Mutation(tagged, new=f"?this {predicate} ?same")] if '"' in value else []
    return [missing(kind, predicate), second(kind, predicate, value), *same]


REPEAT = ("a cg:Repeat", 'rdfs:label "audit"', "cg:reviewsAsking 2", "cg:firstAskedBy ?this", "cg:repeatedBy ?this", "cg:repeatedBy cg:other",
    "cg:hasRepetition cg:one", "cg:hasRepetition cg:two")  # fmt: skip
REPETITIONS = (
    "cg:one cg:ofRecommendation ?this ; cg:likeness 0.5 . cg:two cg:ofRecommendation cg:other ; cg:likeness 0.5"
)


def made(new: str) -> Mutation:
    """Something without words that is made one of a class that this graph does not have."""
    return Mutation("?this a cg:Resolution", new=f"?this a {new}")


CLAUSES = {"learning": "cg:LearningPoint", "recommendation": "cg:Recommendation", "remark": "cg:Remark"}
WORDED = "?this a cg:ThemeReading ; cg:wording ?words"
SHORT = (
    ("action", "hasAction", "ActionReading"),
    ("strength", "hasStrength", "StrengthReading"),
    ("through", "askedThrough", "AskedThrough"),
    ("owner", "likelyOwner", "LikelyOwner"),
)
MUTATIONS: dict[str, list[Mutation]] = {
    **{f"{name}-text": once(kind, "cg:text", '"Other words."') for name, kind in CLAUSES.items()},
    **{f"{name}-passage": once(kind, "cg:inPassage", "cg:another-passage") for name, kind in CLAUSES.items()},
    **{f"{name}-review": once(kind, "cg:fromReview", "review:another") for name, kind in CLAUSES.items()},
    **{f"{name}-theme": [Mutation(f"?this a {kind} ; cg:text ?words ; cg:hasTheme ?t", "?this cg:hasTheme ?t")]
        for name, kind in CLAUSES.items() if name != "remark"},
    **{f"{name}-read": [
        Mutation(f"?this cg:{short} ?concept", new=f"?this cg:{short} cg:nothing"),
        Mutation(f"?this cg:{short} ?concept ; cg:hasReading ?r . ?r a cg:{kind}", "?this cg:hasReading ?r")]
        for name, short, kind in SHORT},
    "owner-once": [second("cg:Recommendation", "cg:likelyOwner", "agency:nobody")],
    "owner-not-named": [Mutation("?this cg:likelyOwner ?o ; cg:hasAddressing ?a . ?a cg:basis ?old", "?a cg:basis ?old", f"?a cg:basis basis:{basis}")
        for basis in ("explicit", "lead-in")],
    "owner-inferred": [missing("cg:LikelyOwner", "cg:basis"), changed("cg:LikelyOwner", "cg:basis", "basis:explicit")],
    "addressed-read": [Mutation("?this cg:addressedTo ?agency", new="?this cg:addressedTo agency:nobody")],
    "addressing-basis": once("cg:Addressing", "cg:basis", "basis:guess"),
    "addressing-kind": once("cg:Addressing", "cg:readAs", "agency:nobody"),
    "addressing-words": [Mutation("?this cg:basis basis:explicit ; cg:asPrinted ?old", "?this cg:asPrinted ?old")],
    "broader-cycle": [Mutation("?this skos:broader ?above", new=f"?above skos:broader {way} ?this")
        for way in ("", "?this . ?this skos:broader", "cg:between . cg:between skos:broader")],
    "child-age-said": [missing("cg:Child", "cg:age")],
    "child-age": [
        *(Mutation(f"?this cg:age ?age ; {part} ?old", f"?this {part} ?old") for part in ("cg:ageUnit", "cg:ageInMonths")),
        *(changed("cg:Child", "cg:ageInMonths", months) for months in ("-1", '"three"'))],
    "child-age-range": [Mutation("?this cg:age ?age ; cg:ageInMonths ?m", "?this cg:ageInMonths ?m", "?this cg:ageInMonths 300.5")],
    "child-address": [Mutation("?this a cg:Incident", new="?this a cg:Child")],
    "child-said": [Mutation("?this a cg:Child", new=f'?this {predicate} "A name"') for predicate in ("rdfs:label", "cg:caseName")],
    "child-sex": [changed("cg:Child", "cg:sex", '"boy"')],
    "concept-label": once("skos:Concept", "skos:prefLabel", '"another"@en'),
    "concept-language": [changed("skos:Concept", "skos:prefLabel", '"of no language"'),
        second("skos:Concept", "skos:altLabel", '"arall"@cy')],
    "concern-not-addressed": [Mutation("?this cg:concerns ?agency", new="?this cg:addressedTo ?agency")],
    "coverage-share": [changed("cg:Coverage", "cg:share", share) for share in ("0.0", "1.01", '"all"')],
    "explicit-read": [Mutation("?this cg:hasAddressing ?a . ?a cg:basis basis:default ; cg:readAs ?agency",
        new="?this cg:addressedToExplicitly ?agency")],
    "incident-certainty": [
        *once("cg:Incident", "cg:certainty", "certainty:alleged")],
    "incident-certainty-words": [changed("cg:Incident", "cg:certainty", "certainty:suspected"),
        Mutation("?this a cg:Incident ; cg:certainty certainty:stated", new="?this cg:certaintyInPassage cg:some-passage")],
    "incident-date": [missing("cg:Incident", "cg:occurred")],
    "incident-days": [changed("cg:Incident", "cg:occurredTo", '"1999-12-31"^^xsd:date')],
    "incident-outcome": once("cg:Incident", "cg:outcome", "outcome:other"),
    "incident-suicide": [missing("cg:Incident", "cg:isSuicide"),
        Mutation("?this cg:isSuicide true", new="?this cg:isSuicide false")],
    "incident-suicide-death": [Mutation("?this cg:isSuicide true ; cg:outcome ?o", "?this cg:outcome ?o", "?this cg:outcome outcome:harm")],
    "label-once": [Mutation("?this skos:broader ?other ; skos:prefLabel ?label . ?other skos:prefLabel ?old",
        "?other skos:prefLabel ?old", "?other skos:prefLabel ?label")],
    "nobody-named": [Mutation("?this cg:hasAddressing ?a . ?a cg:basis basis:explicit ; cg:asPrinted ?words",
        "?a cg:basis basis:explicit", "?a cg:basis basis:default")],
    "partnership-area": [missing("cg:SafeguardingPartnership", "cg:coversArea")],
    "partnership-label": once("cg:SafeguardingPartnership", "rdfs:label", '"Another"'),
    "page-collection": once("cg:SourcePage", "dcterms:isPartOf", "cg:another-collection"),
    "passage-quote": [
        changed("cg:Passage", "cg:quote", '"not so long"'),
        *(changed("cg:Passage", part, value) for part, value in (("cg:end", "0"), ("cg:start", '"here"'))),
        Mutation("?this cg:start ?start ; cg:end ?end ; cg:quote ?quote BIND(-STRLEN(?quote) AS ?before)",
            "?this cg:start ?start ; cg:end ?end", "?this cg:start ?before ; cg:end 0")],
    "passage-whole": [
        *(missing("cg:Passage", part) for part in ("oa:hasSource", "cg:start", "cg:end", "cg:quote")),
        changed("cg:Passage", "oa:hasSource", "cg:no-page"),
        second("cg:Passage", "oa:hasSource", "cg:another-page"),
        *(second("cg:Passage", part, "-1") for part in ("cg:start", "cg:end", "cg:quote"))],
    "repeat-members": [  # a recommendation that is made a repeat, but for one part
        Mutation("?this a cg:Recommendation", new=" . ".join(f"?this {each}" for each in REPEAT if each != left) + f" . {more}")
        for left, more in (*((each, REPETITIONS) for each in REPEAT[1:]), ("", "?this cg:more cg:more"),
            ("", REPETITIONS.replace("0.5", "1.5")), ("", REPETITIONS.replace("cg:ofRecommendation cg:other", "cg:ofRecommendation cg:nobody")))],
    "reading-concept": once("cg:ThemeReading", "cg:readAs", "theme:nothing"),
    "reading-probability": [
        *(Mutation("?this a cg:ThemeReading", new=f"?this cg:probability {value}") for value in ("0.0", "1.0", "1.5", '"high"')),
        Mutation("?this a cg:ThemeReading", new="?this cg:probability 0.5, 0.6")],
    "reading-wording": [missing("cg:ThemeReading", "cg:wording")],
    "recommendation-addressing": [missing("cg:Recommendation", "cg:hasAddressing")],
    "resolution-basis": once("cg:Resolution", "cg:resolutionBasis", "resolution:guess"),
    "resolution-body": once("cg:Resolution", "cg:resolvedTo", "body:another"),
    "review-anonymous": [missing("cg:Review", "cg:areaLabel")],
    "review-clauses": [Mutation("?this cg:hasLearning|cg:hasRecommendation ?c",
        "?this cg:hasLearning ?c ; cg:hasRecommendation ?c")],
    "review-entry": [Mutation("?entry dcterms:references ?this", "?entry dcterms:references ?this")],
    "review-label": once("cg:Review", "rdfs:label", '"Another"'),
    **{f"{kind.lower()}-passage": [missing(f"cg:{kind}", "cg:inPassage")] for kind in ("Reading", "Review")},
    "review-place": [Mutation("?this cg:areaLabel ?label ; cg:forArea ?area", "?this cg:forArea ?area")],
    "review-year": once("cg:Review", "cg:year", "1999"),
    "theme-basis": once("cg:ThemeReading", "cg:basis", "basis:guess"),
    "theme-learned": [
        Mutation(f"{WORDED} ; cg:basis ?old", "?this cg:basis ?old", "?this cg:basis basis:learned ; cg:probability 0.83"),
        Mutation(f"{WORDED} ; cg:basis ?old ; cg:probability ?p",
                 "?this cg:basis ?old ; cg:wording ?words ; cg:probability ?p", "?this cg:basis basis:learned")],
    "correction": [Mutation("?this a cg:Incident", new="?this a cg:Correction")],  # which says nothing that one must say
    "theme-no-group": [
        Mutation("?this cg:hasTheme/skos:broader ?group . ?group skos:topConceptOf ?s", new="?this cg:hasTheme ?group")],
    "theme-read": [Mutation("?this cg:hasTheme ?theme", new="?this cg:hasTheme theme:nothing")],
    "report-label": [made('cg:CoronersReport ; rdfs:label "one", "two"'), made("cg:CoronersReport")],
    "report-reference": [made("cg:CoronersReport"), made('cg:CoronersReport ; cg:reference "1", "2"')],
    "report-year": [made("cg:CoronersReport"), made("cg:CoronersReport ; cg:year 2025, 2026")],
    **{f"report-{part}": [made("cg:CoronersReport")] for part in ("passage", "concerns", "day")},
    "concern-text": [made("cg:MatterOfConcern"), made('cg:MatterOfConcern ; cg:text "one", "two"')],
    "concern-passage": [made("cg:MatterOfConcern"), made("cg:MatterOfConcern ; cg:inPassage cg:one, cg:two")],
    "concern-report": [made("cg:MatterOfConcern"), made("cg:MatterOfConcern ; cg:fromReview review:one, review:two")],
    "addressee-name": [made('cg:Addressee ; rdfs:label "one", "two"'), made("cg:Addressee")],
    "addressee-agency": [made('cg:Addressee ; rdfs:label "Nobody"')],
    "addressing-not-inferred": [Mutation("?this a cg:Addressing ; cg:basis basis:lead-in",
        "?this cg:basis basis:lead-in", "?this cg:basis basis:inferred")],
}  # fmt: skip
"""By shape; in an order in which the first mutation of each can be made one after the other, and all are found."""

UNTYPED = """
cg:x cg:hasTheme cg:a ; cg:addressedTo cg:b ; cg:addressedToExplicitly cg:b ; cg:concerns cg:b ; cg:areaLabel "Nowhere" .
cg:x skos:broader cg:x ; skos:inScheme cg:s ; skos:prefLabel "x" . cg:y skos:inScheme cg:s ; skos:prefLabel "x" ."""
"""Nodes of no class, wrong in what is said of them."""


def rows(store: ox.Store, query: str) -> Solutions:
    return MemoryStore(store).select(query)


def results(store: ox.Store, base: str = BASE, pages: dict[str, str] | None = None) -> list[Result]:
    return validate(MemoryStore(store, base), pages=pages)


def mutate(store: ox.Store, mutation: Mutation) -> tuple[str, set[ox.Quad], set[ox.Quad]]:
    """Make a node wrong; return it, the triples that went and those that came."""
    node = next(iter(rows(store, f"SELECT ?this {{ {mutation.where} }} ORDER BY ?this LIMIT 1")), None)
    assert node is not None, f"nothing in the graph is like {mutation.where}"

    def triples(template: str) -> set[ox.Quad]:
        text = f"CONSTRUCT {{ {template} }} {{ VALUES ?this {{ {node['this']} }} {mutation.where} }}"
        found = store.query(text, prefixes=dict(PREFIXES))
        assert isinstance(found, ox.QueryTriples)
        return {ox.Quad(*triple) for triple in found}

    gone, new = triples(mutation.gone), triples(mutation.new)
    gone, new = {quad for quad in gone if quad in store}, {quad for quad in new if quad not in store}
    exchange(store, gone, new)
    return node["this"].value, gone, new


def exchange(store: ox.Store, gone: set[ox.Quad], new: set[ox.Quad]) -> None:
    for quad in gone:
        store.remove(quad)
    store.extend(new)


def store_of(text: str) -> ox.Store:
    store = ox.Store()
    store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def triples_of(store: ox.Store) -> str:
    return "".join(f"{quad.triple} .\n" for quad in store)


def graph_of(*texts: str, base: str = BASE) -> tuple[ox.Store, dict[str, str]]:
    """The graph of pages in memory, and their texts by SHA-256."""
    pages = [page_of(text.encode(), f"page-{number}.txt") for number, text in enumerate(texts)]
    text = graph_text(mint([extract(page) for page in pages]), base)
    return store_of(text), {page.sha256: page.text for page in pages}


def small_graph(page: str) -> ox.Store:
    """The graph of a page without the concepts that its reviews do not use; pyshacl takes long enough."""
    store, _ = graph_of(page)
    unused = "?c a skos:Concept ; ?p ?o FILTER NOT EXISTS { ?reading cg:readAs/skos:broader* ?c }"
    store.update(f"DELETE {{ ?c ?p ?o }} WHERE {{ {unused} }}", prefixes=dict(PREFIXES))
    return store
