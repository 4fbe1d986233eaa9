"""Keywords: terms of one meaning are one concept, near ones are linked, and every printed form is kept."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SKOS

import casegraph
from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.extracting.keywords import keyword_id
from casegraph.names import slug
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.model import Review

TABLE = Path(__file__).parent.parent / "ontology" / "keywords.ttl"


@pytest.fixture(scope="module")
def table() -> rdflib.Graph:
    """The decisions on keywords."""
    return rdflib.Graph().parse(TABLE)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        pytest.param("newborn babies", "newborn-babies", id="as preferred"),
        pytest.param("new-born babies", "newborn-babies", id="decided to be the same"),
        pytest.param("Parental capacity", "parenting-capacity", id="another word of the same meaning"),
        pytest.param("profesional curiosity", "professional-curiosity", id="as misprinted"),
        pytest.param("children's residential care", "childrens-residential-care", id="straight apostrophe"),
        pytest.param("neglected children", "neglected-children", id="near, not the same"),
        pytest.param("llamas", "llamas", id="never decided on"),
    ],
)
def test_printed_terms_lead_to_their_keyword(printed: str, key: str) -> None:
    assert keyword_id(printed) == key


def test_merged_forms_stay_and_each_review_keeps_its_own_words() -> None:
    page = (
        "2025 – Kent – Child U\nDeath of a baby.\nKeywords: newborn babies, drugs\n\n"
        "2025 – Essex – Child V\nDeath of a baby.\nKeywords: New-born babies, llamas, Llamas and alpacas\n"
    )
    store = ox.Store()
    store.load(graph_text(mint([extract(page_of(page.encode(), "two.txt"))])).encode(), format=ox.RdfFormat.N_TRIPLES)
    one = ox.NamedNode("https://w3id.org/casegraph/keyword/newborn-babies")
    said = "https://w3id.org/casegraph/ontology#asPrinted"
    subject = ox.NamedNode("http://purl.org/dc/terms/subject")

    def texts(predicate: str, whose: ox.NamedNode | None = None) -> set[str]:
        quads = store.quads_for_pattern(whose, ox.NamedNode(predicate), None)
        return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}

    assert len([*store.quads_for_pattern(None, subject, one)]) == 2
    assert texts(str(SKOS.prefLabel), one) == {"newborn babies"}
    assert {"new-born babies", "New-born babies"} <= texts(str(SKOS.altLabel), one)
    assert {"newborn babies", "New-born babies", "llamas"} <= texts(said)


def test_near_keywords_are_linked_both_ways_where_both_are_in_use(built: Path) -> None:
    with casegraph.open(built) as graph:
        related = graph.query("SELECT ?a ?b { ?a skos:related ?b }")
        dangling = graph.query(
            "SELECT ?k { ?k skos:inScheme <https://w3id.org/casegraph/scheme/keyword>"
            " FILTER NOT EXISTS { ?review dcterms:subject ?k } }"
        )
    pairs = {(row["a"].rpartition("/")[2], row["b"].rpartition("/")[2]) for row in related}
    assert ("child-neglect", "neglected-children") in pairs
    assert pairs == {(b, a) for a, b in pairs}
    assert dangling == []


def test_every_printed_term_of_the_page_is_a_label_of_its_keyword(built: Path, reviews: tuple[Review, ...]) -> None:
    printed = {(term.concept, term.text) for review in reviews for term in review.keywords}
    with casegraph.open(built) as graph:
        rows = graph.query("SELECT ?k ?label { ?k skos:inScheme ?s ; skos:prefLabel|skos:altLabel ?label }")
        labels = {(row["k"].rpartition("/")[2], row["label"]) for row in rows}
    assert len(printed) == 192
    assert printed <= labels


def test_no_form_is_decided_on_twice(table: rdflib.Graph) -> None:
    """A printed form leads to one keyword only, and a keyword's last part is its label's slug."""
    forms: Counter[str] = Counter()
    for concept in table.subjects(rdflib.RDF.type, SKOS.Concept):
        labels = [*table.objects(concept, SKOS.prefLabel), *table.objects(concept, SKOS.altLabel)]
        forms.update({slug(str(label)) for label in labels})
        assert str(concept).rpartition("/")[2] == slug(str(table.value(concept, SKOS.prefLabel)))
    assert len(forms) > 300
    assert [form for form, number in forms.items() if number > 1] == []


def test_links_lead_to_keywords_and_are_either_hierarchy_or_nearness(table: rdflib.Graph) -> None:
    """What SKOS asks for: no keyword is broader than itself, none is related to what is above or below it."""
    concepts = set(table.subjects(rdflib.RDF.type, SKOS.Concept))
    for concept in concepts:
        above = set(table.transitive_objects(concept, SKOS.broader)) - {concept}
        assert set(table.objects(concept, SKOS.broader)) | set(table.objects(concept, SKOS.related)) <= concepts
        assert concept not in {b for a in above for b in table.objects(a, SKOS.broader)}
        near = set(table.objects(concept, SKOS.related))
        assert not near & above
        assert all(concept not in table.transitive_objects(each, SKOS.broader) for each in near)
        assert all((each, SKOS.related, concept) not in table for each in near), "said once is enough"
