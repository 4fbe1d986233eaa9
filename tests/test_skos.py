"""The schemes of a built graph are whole thesauri: what qSKOS and Skosify look for, over all of them at once."""

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.names import PREFIXES
from casegraph.network import project
from casegraph.network.centrality import centrality
from casegraph.network.score_triples import score_triples
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.store.memory import MemoryStore

PAGE = """2031 – Kent – Child U
Death of a boy.
Recommendations include: training.
Keywords: fathers, abusive fathers, poltergeists
"""
"""A keyword beneath another, and one that nobody has decided on."""


@pytest.fixture(scope="module", params=["page of 2025", "small page"])
def graph(request: pytest.FixtureRequest, built: Path) -> ox.Store:
    """A graph with the scores of one network."""
    text = (built / "casegraph.nt").read_text(encoding="utf-8")
    if request.param == "small page":
        text = graph_text(mint([extract(page_of(PAGE.encode(), "page.txt"))]))
    store = ox.Store()
    store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    scores = score_triples(centrality(project(MemoryStore(store), "agency-theme"), samples=2)).text()
    store.bulk_load(scores.encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def rows(graph: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT as texts."""
    found = graph.query(query, prefixes=dict(PREFIXES))
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if term is None else str(getattr(term, "value", term)) for term in row) for row in found]


def test_every_scheme_has_its_names_and_is_known(graph: ox.Store) -> None:
    schemes = rows(graph, "SELECT DISTINCT ?s { ?s a skos:ConceptScheme }")
    named = rows(graph, "SELECT DISTINCT ?s { ?s rdfs:label ?l ; skos:prefLabel ?l ; dcterms:title ?l }")
    assert set(schemes) == set(named)
    assert len(schemes) == 15
    assert set(rows(graph, "SELECT DISTINCT ?s { ?c skos:inScheme ?s }")) == set(schemes)


def test_every_scheme_leads_to_its_top_concepts_and_back(graph: ox.Store) -> None:
    down = set(rows(graph, "SELECT ?s ?c { ?s skos:hasTopConcept ?c }"))
    assert down == set(rows(graph, "SELECT ?s ?c { ?c skos:topConceptOf ?s ; skos:inScheme ?s }"))
    assert {scheme for scheme, _ in down} == {
        scheme for (scheme,) in rows(graph, "SELECT ?s { ?s a skos:ConceptScheme }")
    }


def test_every_concept_is_in_one_scheme_and_beneath_one_of_its_top_concepts(graph: ox.Store) -> None:
    concepts = rows(graph, "SELECT ?c { ?c a skos:Concept }")
    beneath = rows(graph, "SELECT DISTINCT ?c ?s { ?s skos:hasTopConcept ?t . ?c skos:broader* ?t ; skos:inScheme ?s }")
    assert sorted(concepts) == sorted((concept,) for concept, _ in beneath)
    assert len(concepts) > 150


def test_a_top_concept_has_nothing_above_it(graph: ox.Store) -> None:
    assert rows(graph, "SELECT ?c { ?c skos:topConceptOf ?s ; skos:broader ?b }") == []


def test_no_concept_has_two_preferred_labels_in_a_language(graph: ox.Store) -> None:
    assert rows(
        graph,
        "SELECT ?c { ?c skos:prefLabel ?a, ?b FILTER(STR(?a) < STR(?b) && LANG(?a) = LANG(?b)) }",
    ) == []  # fmt: skip


def test_preferred_other_and_hidden_labels_are_disjoint(graph: ox.Store) -> None:
    kinds = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
    for one, other in zip(kinds, kinds[1:] + kinds[:1], strict=True):
        assert rows(graph, f"SELECT ?c {{ ?c {one} ?l ; {other} ?l }}") == []


def test_no_two_concepts_of_a_scheme_share_a_preferred_label(graph: ox.Store) -> None:
    owners = defaultdict(set)
    for concept, scheme, label in rows(graph, "SELECT ?c ?s ?l { ?c skos:inScheme ?s ; skos:prefLabel ?l }"):
        owners[scheme, label.lower()].add(concept)
    assert [key for key, concepts in owners.items() if len(concepts) > 1] == []


def test_no_concept_is_above_itself(graph: ox.Store) -> None:
    assert rows(graph, "SELECT ?c { ?c skos:broader+ ?c }") == []


def test_what_is_related_is_so_both_ways_and_is_not_above_or_beneath(graph: ox.Store) -> None:
    related = set(rows(graph, "SELECT ?a ?b { ?a skos:related ?b }"))
    assert related == {(b, a) for a, b in related}
    assert not related & set(rows(graph, "SELECT ?a ?b { ?a skos:broader+ ?b }"))
    assert all(a != b for a, b in related)


def test_relations_stay_within_a_scheme_and_mappings_leave_it(graph: ox.Store) -> None:
    pattern = "?a {} ?b . ?a skos:inScheme ?s . ?b skos:inScheme ?t FILTER(?s {} ?t)"
    for relation in ("skos:broader", "skos:related"):
        assert rows(graph, f"SELECT ?a ?b {{ {pattern.format(relation, '!=')} }}") == []
    for mapping in ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"):
        assert rows(graph, f"SELECT ?a ?b {{ {pattern.format(mapping, '=')} }}") == []


def test_relations_lead_to_concepts_that_exist(graph: ox.Store) -> None:
    """Mappings may lead elsewhere, but not to something of ours that is not there."""
    ours = "FILTER(STRSTARTS(STR(?b), 'https://w3id.org/casegraph/') && NOT EXISTS { ?b a skos:Concept })"
    for relation in ("skos:broader", "skos:related", "skos:broadMatch", "skos:closeMatch", "skos:relatedMatch"):
        assert rows(graph, f"SELECT ?a ?b {{ ?a {relation} ?b {ours} }}") == []
