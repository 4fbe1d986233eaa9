"""Projections: each is a question, and nothing but things that answer it becomes a node or an edge."""

from collections import Counter

import networkx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from casegraph.errors import CasegraphError
from casegraph.names import PREFIXES, term, thing
from casegraph.network import (
    Edge,
    Node,
    Projection,
    network,
    project,
    projection_query,
    projections,
    to_networkx,
)
from casegraph.store.memory import MemoryStore

SMALL = """
    @prefix cg: <https://w3id.org/casegraph/ontology#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @base <https://w3id.org/casegraph/> .

    <review/a> a cg:Review ; rdfs:label "2025 – Ashby – Child A" ; cg:year 2025 ; dcterms:subject <keyword/neglect> ;
        cg:commissionedBy <partnership/ashby> ; cg:hasLearning <learning/a/1>, <learning/a/2> ;
        cg:hasRecommendation <recommendation/a/1>, <recommendation/a/2> ; cg:hasRemark <remark/a/3> .
    <review/b> a cg:Review ; rdfs:label "2025 – Anonymous – Child B" ; cg:hasRecommendation <recommendation/b/1> .
    <review/c> a cg:Review ; rdfs:label "2025 – Anonymous – Child C" .
    <learning/a/1> a cg:LearningPoint ; cg:text "hearing the child" ; cg:hasTheme <theme/voice> .
    <learning/a/2> a cg:LearningPoint ; cg:text "risk and voice" ; cg:hasTheme <theme/voice>, <theme/risk> .
    <recommendation/a/1> a cg:Recommendation ; cg:addressedTo <agency/icb>, <agency/police> ; cg:hasTheme <theme/risk> .
    <recommendation/a/2> a cg:Recommendation ; cg:addressedTo <agency/icb> ; cg:concerns <agency/police> .
    <recommendation/b/1> a cg:Recommendation ; cg:addressedTo <agency/icb> ; cg:hasTheme <theme/risk> ;
        cg:concerns <agency/police> .
    <remark/a/3> a cg:Remark ; cg:text "Highlights work." ; cg:hasTheme <theme/voice> .
    <theme/voice> a skos:Concept ; skos:prefLabel "Llais y plentyn"@cy, "Voice of the child"@en .
    <theme/risk> a skos:Concept ; skos:prefLabel "Risk assessment"@en .
    <theme/unused> a skos:Concept ; skos:prefLabel "Unused"@en .
    <agency/icb> a skos:Concept ; skos:prefLabel "Integrated care board"@en ; skos:broader <agency/health> .
    <agency/police> a skos:Concept ; skos:prefLabel "Police"@en .
    <keyword/neglect> a skos:Concept ; skos:prefLabel "neglect"@en .
    <partnership/ashby> a cg:SafeguardingPartnership ; rdfs:label "Ashby Safeguarding Children Partnership" .
"""

PROMISED = {
    "collection", "agency-theme", "agency-theme-concerns", "partnership-theme", "review-keyword",
    "theme-theme", "agency-agency", "keyword-keyword", "review-review",
}  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Store:
    """Three reviews, one of them with nothing but its heading."""
    store = Store()
    store.load(SMALL, format=RdfFormat.TURTLE)
    return store


def links(projection: Projection) -> set[tuple[str, str, str, float, int]]:
    """Edges with labels instead of IRIs: source, link, target, weight, reviews."""
    label = {node.iri: node.label for node in projection.nodes}
    return {(label[e.source], e.link, label[e.target], e.weight, e.reviews) for e in projection.edges}


def test_the_promised_projections_ship() -> None:
    """The names in docs/contract.md exist."""
    assert set(projections()) >= PROMISED


@pytest.mark.parametrize("name", projections())
def test_each_projection_says_in_plain_words_what_it_is(name: str) -> None:
    """Its header has a title of a few words and a description of at least one sentence."""
    query = projection_query(name)

    assert 5 < len(query.title) < 80
    assert query.description.endswith(".")
    assert len(query.description) > len(query.title)


def test_an_unknown_projection_is_answered_with_those_that_exist(small: Store) -> None:
    """The message names the wrong one and the right ones."""
    with pytest.raises(CasegraphError, match=r"agency-themes.*agency-theme-concerns.*collection"):
        project(MemoryStore(small), "agency-themes")


def test_agency_and_theme_are_linked_only_through_one_recommendation(small: Store) -> None:
    """The police are asked in review a, whose learning is on voice; that links them to nothing but risk."""
    projection = project(MemoryStore(small), "agency-theme")

    assert links(projection) == {
        ("Integrated care board", "asked about", "Risk assessment", 2, 2),
        ("Police", "asked about", "Risk assessment", 1, 1),
    }


def test_being_concerned_is_not_being_asked(small: Store) -> None:
    """Two recommendations concern the police, one of them has a theme."""
    assert links(project(MemoryStore(small), "agency-theme-concerns")) == {
        ("Police", "concerned", "Risk assessment", 1, 1)
    }


def test_partnerships_meet_the_themes_of_learning_and_recommendations(small: Store) -> None:
    """Weights count clauses, not statements of a theme."""
    ashby = "Ashby Safeguarding Children Partnership"

    assert links(project(MemoryStore(small), "partnership-theme")) == {
        (ashby, "reviewed", "Voice of the child", 2, 1),
        (ashby, "reviewed", "Risk assessment", 2, 1),
    }


def test_reviews_and_keywords(small: Store) -> None:
    """A keyword is linked to each review that lists it."""
    assert links(project(MemoryStore(small), "review-keyword")) == {
        ("2025 – Ashby – Child A", "keyword", "neglect", 1, 1)
    }


def test_the_collection_has_all_reviews_and_all_links_with_their_types(small: Store) -> None:
    """Also the review that nothing was read from; a theme that no clause carries is not part of it."""
    projection = project(MemoryStore(small), "collection")
    a, b = "2025 – Ashby – Child A", "2025 – Anonymous – Child B"

    assert links(projection) == {
        (a, "learning", "Voice of the child", 2, 1),
        (a, "learning", "Risk assessment", 1, 1),
        (a, "recommendation", "Risk assessment", 1, 1),
        (b, "recommendation", "Risk assessment", 1, 1),
        (a, "asked", "Integrated care board", 2, 1),
        (a, "asked", "Police", 1, 1),
        (b, "asked", "Integrated care board", 1, 1),
        ("Integrated care board", "asked about", "Risk assessment", 2, 2),
        ("Police", "asked about", "Risk assessment", 1, 1),
        (a, "keyword", "neglect", 1, 1),
        (a, "commissioned by", "Ashby Safeguarding Children Partnership", 1, 1),
    }
    assert Counter(node.kind for node in projection.nodes) == {
        "review": 3,
        "theme": 2,
        "agency": 2,
        "keyword": 1,
        "partnership": 1,
    }


def test_an_english_label_comes_first_and_a_missing_one_hides_nothing(small: Store) -> None:
    """A node without a label shows the last part of its IRI."""
    store = Store()
    store.extend(small)
    store.remove(
        Quad(
            NamedNode(thing("theme", "risk")),
            NamedNode(PREFIXES["skos"] + "prefLabel"),
            Literal("Risk assessment", language="en"),
        )
    )

    labels = {node.label for node in project(MemoryStore(store), "collection").nodes if node.kind == "theme"}

    assert labels == {"Voice of the child", "risk"}


def test_nodes_and_edges_are_sorted_whatever_the_order_of_the_store(small: Store) -> None:
    """Two stores with the same statements give equal projections."""
    backwards = Store()
    for quad in sorted(small, key=str, reverse=True):
        backwards.add(quad)

    for name in projections():
        projection = project(MemoryStore(backwards), name)
        assert projection == project(MemoryStore(small), name)
        assert projection.nodes == tuple(sorted(projection.nodes, key=lambda node: node.iri))
        assert projection.edges == tuple(sorted(projection.edges))


def test_a_literal_where_a_thing_should_be_is_an_error_and_no_node() -> None:
    """A review whose keyword is a string."""
    store = Store()
    store.load(
        '@prefix cg: <https://w3id.org/casegraph/ontology#> . <https://e.org/r> a cg:Review ; '
        '<http://purl.org/dc/terms/subject> "neglect" .',
        format=RdfFormat.TURTLE,
    )  # fmt: skip

    with pytest.raises(CasegraphError, match="neglect"):
        project(MemoryStore(store), "review-keyword")


def test_a_graph_under_another_base_has_the_same_networks(small: Store) -> None:
    """Only the IRIs differ."""
    lines = small.dump(format=RdfFormat.N_QUADS)
    assert lines
    moved = Store()
    moved.load(lines.replace(b"https://w3id.org/casegraph/", b"https://example.org/cg/"), format=RdfFormat.N_QUADS)

    for name in projections():
        assert links(project(MemoryStore(moved, "https://example.org/cg/"), name)) == links(
            project(MemoryStore(small), name)
        )


def test_a_network_is_a_plain_networkx_graph(small: Store) -> None:
    """Nodes by IRI with label and kind, edges with link, weight and reviews."""
    graph = network(MemoryStore(small), "agency-theme")
    icb, risk = thing("agency", "icb"), thing("theme", "risk")

    assert type(graph) is networkx.Graph
    assert graph.nodes[icb] == {"label": "Integrated care board", "kind": "agency"}
    behind = f"{thing('recommendation', 'a', '1')} {thing('recommendation', 'b', '1')}"
    assert graph.edges[risk, icb] == {"link": "asked about", "weight": 2, "reviews": 2, "behind": behind}
    assert graph.graph["name"] == "agency-theme"


def test_several_links_between_two_nodes_stay_several_edges_in_networkx() -> None:
    """Each under its link, as an exported file has them."""
    nodes = (Node("a", "A", "review"), Node("b", "B", "theme"))
    edges = (Edge("a", "b", "learning", 2, 1, ("c",)), Edge("a", "b", "recommendation", 3, 1))

    graph = to_networkx(Projection("p", "P", nodes, edges))

    assert type(graph) is networkx.MultiGraph
    assert {(u, v, key): data for u, v, key, data in graph.edges(keys=True, data=True)} == {
        ("a", "b", "learning"): {"link": "learning", "weight": 2, "reviews": 1, "behind": "c"},
        ("a", "b", "recommendation"): {"link": "recommendation", "weight": 3, "reviews": 1, "behind": ""},
    }


def test_several_links_between_two_nodes_become_one_edge_if_asked_for() -> None:
    """Weights are added up; the reviews may be the same ones, so they are not."""
    nodes = (Node("a", "A", "review"), Node("b", "B", "theme"))
    edges = (Edge("a", "b", "learning", 2, 1), Edge("a", "b", "recommendation", 3, 1))

    graph = to_networkx(Projection("p", "P", nodes, edges), merge=True)

    assert type(graph) is networkx.Graph
    assert graph.edges["a", "b"] == {"link": "learning, recommendation", "weight": 5, "reviews": 1, "behind": ""}


@pytest.mark.parametrize("name", projections())
def test_no_class_and_no_literal_is_in_a_network_of_the_collection(built_store: Store, name: str) -> None:
    """Nodes are things of the five kinds, with the IRIs of their kind; weights count what stands behind an edge."""
    projection = project(MemoryStore(built_store), name)
    classes = {quad.object for quad in built_store.quads_for_pattern(None, NamedNode(PREFIXES["rdf"] + "type"), None)}

    assert projection.edges
    for node in projection.nodes:
        assert node.iri.startswith(thing(node.kind, "")), node
        assert NamedNode(node.iri) not in classes
        assert node.label
    iris = {node.iri for node in projection.nodes}
    for edge in projection.edges:
        assert {edge.source, edge.target} <= iris
        assert edge.weight > 0
        assert edge.behind == tuple(sorted(set(edge.behind)))
        if not projection_query(name).one_mode:
            assert edge.weight == len(edge.behind) >= edge.reviews >= 1


def test_weights_of_the_collection_are_those_that_a_walk_over_its_statements_counts(built_store: Store) -> None:
    """Agency and theme, counted without SPARQL."""

    def objects(subject: object, predicate: str) -> list[object]:
        return [quad.object for quad in built_store.quads_for_pattern(subject, NamedNode(term(predicate)), None)]  # type: ignore[arg-type]

    weights: Counter[tuple[str, str]] = Counter()
    reviews: dict[tuple[str, str], set[object]] = {}
    for quad in built_store.quads_for_pattern(None, NamedNode(term("hasRecommendation")), None):
        for agency in objects(quad.object, "addressedTo"):
            for theme in objects(quad.object, "hasTheme"):
                assert isinstance(agency, NamedNode)
                assert isinstance(theme, NamedNode)
                weights[agency.value, theme.value] += 1
                reviews.setdefault((agency.value, theme.value), set()).add(quad.subject)

    projection = project(MemoryStore(built_store), "agency-theme")

    assert {(e.source, e.target): e.weight for e in projection.edges} == weights
    assert {(e.source, e.target): e.reviews for e in projection.edges} == {pair: len(r) for pair, r in reviews.items()}


def test_all_73_reviews_are_in_the_collection(built_store: Store) -> None:
    """None is lost for having no theme, keyword or partnership."""
    kinds = Counter(node.kind for node in project(MemoryStore(built_store), "collection").nodes)

    assert kinds["review"] == 73
    assert set(kinds) == {"review", "theme", "agency", "keyword", "partnership"}
