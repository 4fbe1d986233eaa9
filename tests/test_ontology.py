"""The ontology and the facts beside it: complete, and used as declared."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import ORG, OWL, RDF, RDFS, SKOS

from casegraph.areas import areas, partnerships, place_of, split_label
from casegraph.counts.columns import files_in
from casegraph.counts.triples import count_triples
from casegraph.names import PREFIXES
from casegraph.network import project
from casegraph.network.centrality import centrality
from casegraph.network.score_triples import score_triples
from casegraph.record.model import Review
from casegraph.store.memory import MemoryStore

ROOT = Path(__file__).parent.parent
CG = rdflib.Namespace(PREFIXES["cg"])
Statements = dict[rdflib.term.Node, list[tuple[rdflib.URIRef, rdflib.URIRef | rdflib.Literal]]]
"""Subjects and objects by predicate."""

TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """ontology/casegraph.ttl."""
    return rdflib.Graph().parse(ROOT / "ontology" / "casegraph.ttl")


@pytest.fixture(scope="module")
def graph(built: Path) -> Statements:
    """The built graph of 2025, with its counts and the scores of one projection; rdflib itself would read it for seconds."""
    store = MemoryStore(pyoxigraph.Store.read_only(str(built / "store")))
    scores = centrality(project(store, "agency-theme"), samples=2)
    counts = count_triples(files_in(built))
    text = (built / "casegraph.nt").read_bytes() + (score_triples(scores).text() + counts).encode()
    terms: dict[object, rdflib.URIRef | rdflib.Literal] = {}

    def term(each: object) -> Any:
        if each not in terms:
            is_literal = isinstance(each, pyoxigraph.Literal)
            terms[each] = rdflib.Literal(each.value) if is_literal else rdflib.URIRef(each.value)  # type: ignore[attr-defined]
        return terms[each]

    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    found: Statements = defaultdict(list)
    for quad in quads:
        found[term(quad.predicate)].append((term(quad.subject), term(quad.object)))
    return found


def test_every_term_has_one_label_and_one_comment(ontology: rdflib.Graph) -> None:
    """In English, and the comment is a sentence."""
    terms = {term for kind in TERMS for term in ontology.subjects(RDF.type, kind)}
    assert len(terms) > 60
    for term in terms:
        (label,) = ontology.objects(term, RDFS.label)
        (comment,) = ontology.objects(term, RDFS.comment)
        assert isinstance(label, rdflib.Literal) and label.language == "en"
        assert isinstance(comment, rdflib.Literal) and comment.language == "en" and str(comment).endswith(".")


def test_labels_are_those_of_one_term_each(ontology: rdflib.Graph) -> None:
    """No two terms of a kind have the same label."""
    for kind in TERMS:
        labels = [str(ontology.value(term, RDFS.label)) for term in ontology.subjects(RDF.type, kind)]
        assert len(labels) == len(set(labels))


def test_only_terms_of_its_own_are_defined(ontology: rdflib.Graph) -> None:
    """Nothing is said of other people's terms (no hijacked namespace), and there are no blank nodes."""
    subjects = set(ontology.subjects())
    assert all(isinstance(subject, rdflib.URIRef) for subject in subjects)
    assert {str(subject).split("#")[0] for subject in subjects} == {"https://w3id.org/casegraph/ontology"}


def test_what_terms_refer_to_is_declared(ontology: rdflib.Graph) -> None:
    """Domains, ranges and super-terms of ours exist."""
    terms = {term for kind in TERMS for term in ontology.subjects(RDF.type, kind)}
    for relation in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith):
        assert {thing for thing in ontology.objects(None, relation) if str(thing).startswith(CG)} <= terms


def test_the_graph_uses_what_the_ontology_declares_as_declared(graph: Statements, ontology: rdflib.Graph) -> None:
    """Every class and property in use is declared; literals stand with datatype properties, things with the others."""
    literal = {
        term for kind in (OWL.DatatypeProperty, OWL.AnnotationProperty) for term in ontology.subjects(RDF.type, kind)
    }
    thing = set(ontology.subjects(RDF.type, OWL.ObjectProperty))
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for predicate, pairs in graph.items():
        if str(predicate).startswith(CG):
            for _, value in pairs:
                assert predicate in (literal if isinstance(value, rdflib.Literal) else thing), predicate
    used = {kind for _, kind in graph[RDF.type] if str(kind).startswith(CG)}
    assert used <= classes
    elsewhere = {CG.Clause, CG.Correction, CG.Document, CG.LocalReview, CG.Report, CG.Request}
    elsewhere |= {CG.Addressee, CG.CoronersReport, CG.MatterOfConcern, CG.Reply}
    unused = {c for c in classes if c not in used} - elsewhere
    assert unused == set(), "a class that nothing is"


def test_domains_and_ranges_hold(graph: Statements, ontology: rdflib.Graph) -> None:
    """What a property says it joins is what it joins, its sub-classes and those of ORG counted in."""
    known = rdflib.Graph() + ontology
    for stated in (ORG.FormalOrganization, ORG.OrganizationalCollaboration):
        known.add((stated, RDFS.subClassOf, ORG.Organization))
    kinds: dict[object, set[object]] = {}
    for subject, kind in graph[RDF.type]:
        kinds.setdefault(subject, set()).update(known.transitive_objects(kind, RDFS.subClassOf))
    for predicate in ontology.subjects(RDF.type, OWL.ObjectProperty):
        domain, range_ = ontology.value(predicate, RDFS.domain), ontology.value(predicate, RDFS.range)
        for subject, value in graph.get(predicate, []):
            assert domain is None or domain in kinds[subject], (subject, predicate)
            assert range_ in {None, OWL.Thing} or range_ in kinds[value], (predicate, value)


@pytest.mark.parametrize(
    "file",
    [
        "outcomes.ttl",
        "certainties.ttl",
        "bases.ttl",
        "strengths.ttl",
        "theme-bases.ttl",
        "actions.ttl",
        "former-actions.ttl",
    ],
)
def test_small_schemes_are_complete(file: str) -> None:
    """Each concept has a label and a definition and stands in its scheme."""
    scheme = rdflib.Graph().parse(ROOT / "ontology" / file)
    assert len(set(scheme.subjects(RDF.type, SKOS.ConceptScheme))) == 1
    for concept in scheme.subjects(RDF.type, SKOS.Concept):
        assert {SKOS.prefLabel, SKOS.definition, SKOS.inScheme, SKOS.topConceptOf} <= set(scheme.predicates(concept))


def test_nothing_that_happens_is_called_a_thing_as_well(ontology: rdflib.Graph) -> None:
    """PROV-O keeps activities and entities apart: no property that reviews and incidents have makes an entity of them."""
    made_from = rdflib.URIRef(f"{PREFIXES['prov']}wasDerivedFrom")
    assert [*ontology.subjects(RDFS.subPropertyOf, made_from)] == []


def test_areas_are_those_of_the_united_kingdom() -> None:
    """218 authorities by their GSS codes, each with a name that no other has."""
    known = areas()
    assert len(known) == 218
    assert all(re.fullmatch(r"[ENSW]\d{8}", gss) for gss in known)
    assert len({area.label for area in known.values()}) == 218
    covered = {gss for partnership in partnerships() for gss in partnership.covers}
    assert covered <= set(known)


def test_every_place_of_the_page_of_2025_is_known(reviews: tuple[Review, ...]) -> None:
    """49 labels, and six reviews that are anonymous."""
    assert [place.names for review in reviews for place in review.areas if not place.areas] == []
    assert sum(not review.places for review in reviews) == 6


@pytest.mark.parametrize(
    ("label", "partnership", "covers"),
    [
        ("Birmingham", "birmingham", ("E08000025",)),
        ("Redcar and Cleveland", "south-tees", ("E06000003",)),
        ("South Tees", "south-tees", ("E06000002", "E06000003")),
        ("Cardiff", "cardiff-and-vale", ("W06000015",)),
        ("Windsor", "windsor-and-maidenhead", ("E06000040",)),
        ("Hammersmith & Fulham", "hammersmith-and-fulham", ("E09000013",)),
        ("Durham", "county-durham", ("E06000047",)),
    ],
)
def test_a_label_stands_for_its_areas_and_partnership(label: str, partnership: str, covers: tuple[str, ...]) -> None:
    """Joint partnerships and short names are known, the rest follows from the area."""
    place = place_of(label)
    assert place and place.partnership
    assert (place.partnership, place.areas) == (partnership, covers)


def test_a_name_stands_for_one_area_only() -> None:
    """No two authorities are called the same, and none by a word that is no name."""
    called = [(name.casefold(), gss) for gss, area in areas().items() for name in set(area.names)]
    assert [name for name, number in Counter(name for name, _ in set(called)).items() if number > 1] == []


@pytest.mark.parametrize("label", ["Atlantis", "Sussex", "City of", "Council", ""])
def test_what_is_not_known_is_not_guessed(label: str) -> None:
    """An unknown label stands for nothing, and stays whole."""
    assert place_of(label) is None
    assert split_label(label) == (label,)


def test_a_label_of_several_areas_is_split() -> None:
    """Only where each part is an area and the whole is none."""
    assert split_label("Hertfordshire, Essex and Kent") == ("Hertfordshire", "Essex", "Kent")
    assert split_label("Bath and North East Somerset") == ("Bath and North East Somerset",)
