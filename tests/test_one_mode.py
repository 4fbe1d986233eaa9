"""Folding: what two things share is counted by hand and by the projections alike."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from casegraph.errors import CasegraphError
from casegraph.network import project
from casegraph.network.model import Edge, Occurrence
from casegraph.network.one_mode import project_one_mode
from casegraph.store.memory import MemoryStore

REVIEWS = """
    @prefix cg: <https://w3id.org/casegraph/ontology#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @base <https://w3id.org/casegraph/> .

    <review/a> a cg:Review ; dcterms:subject <keyword/drugs>, <keyword/neglect> ; cg:hasRecommendation <r/a1>, <r/a2> .
    <review/b> a cg:Review ; dcterms:subject <keyword/drugs>, <keyword/neglect> ; cg:hasRecommendation <r/b1> .
    <review/c> a cg:Review ; dcterms:subject <keyword/drugs> .
    <review/d> a cg:Review ; dcterms:subject <keyword/suicide> .
    <r/a1> cg:addressedTo <agency/icb>, <agency/police> ; cg:hasTheme <theme/risk>, <theme/voice> .
    <r/a2> cg:addressedTo <agency/icb> ; cg:hasTheme <theme/voice> .
    <r/b1> cg:addressedTo <agency/police>, <agency/safeguarding-partnership> ; cg:hasTheme <theme/voice> ;
        cg:hasAddressing <r/b1/addressing/safeguarding-partnership> .
    <r/b1/addressing/safeguarding-partnership> cg:readAs <agency/safeguarding-partnership> ; cg:basis <basis/default> .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    """Four reviews."""
    store = Store()
    store.load(REVIEWS, format=RdfFormat.TURTLE)
    return store


def links(store: Store, name: str, *, inherited: bool = True) -> set[tuple[str, str, str, float, int]]:
    """Edges by the last part of their ends' IRIs."""
    projection = project(MemoryStore(store), name, inherited=inherited)
    last = {node.iri: node.iri.rpartition("/")[2] for node in projection.nodes}
    return {(last[e.source], e.link, last[e.target], round(e.weight, 3), e.reviews) for e in projection.edges}


def test_themes_are_linked_through_one_recommendation(store: Store) -> None:
    assert links(store, "theme-theme") == {("risk", "together", "voice", 1, 1)}


def test_agencies_are_linked_by_being_asked_together_and_by_themes(store: Store) -> None:
    """The police and the ICB share one recommendation and two themes, both in review a."""
    assert links(store, "agency-agency") == {
        ("icb", "asked together", "police", 1, 1),
        ("police", "asked together", "safeguarding-partnership", 1, 1),
        ("icb", "asked on the same themes", "police", 2, 1),
        ("icb", "asked on the same themes", "safeguarding-partnership", 1, 0),
        ("police", "asked on the same themes", "safeguarding-partnership", 1, 1),
    }


def test_agencies_that_are_there_by_default_can_be_left_out(store: Store) -> None:
    without = links(store, "agency-agency", inherited=False)
    assert without == {link for link in links(store, "agency-agency") if "safeguarding-partnership" not in link}
    assert project(MemoryStore(store), "agency-agency", inherited=False).inherited == 1
    labels = {node.label for node in project(MemoryStore(store), "agency-theme", inherited=False).nodes}
    assert labels == {"icb", "police", "risk", "voice"}


def test_keywords_are_linked_by_lift(store: Store) -> None:
    """Drugs in three of four reviews and neglect in two: one and a half by chance, two in fact."""
    assert links(store, "keyword-keyword") == {("drugs", "together", "neglect", 1.333, 2)}


def test_reviews_are_linked_by_what_they_share(store: Store) -> None:
    """Reviews a and b share two keywords and a theme of four; c only drugs with either; d nothing with anybody."""
    assert links(store, "review-review") == {
        ("a", "alike", "b", 0.75, 2),
        ("a", "alike", "c", 0.25, 2),
        ("b", "alike", "c", 0.333, 2),
    }
    shared = {edge.behind for edge in project(MemoryStore(store), "review-review").edges if edge.weight == 0.75}
    assert [iri.rpartition("/")[2] for iri in shared.pop()] == ["drugs", "neglect", "voice"]


def test_a_fold_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(CasegraphError, match="cosine"):
        project_one_mode([], "cosine")


HAVING = st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.sampled_from("vwxyz"), min_size=1), min_size=2)


@given(HAVING, st.integers(1, 7))
def test_the_nearest_are_those_that_comparing_all_pairs_finds(having: dict[str, frozenset[str]], nearest: int) -> None:
    occurrences = [Occurrence(one, "alike", what, "", one) for one, all_of in having.items() for what in all_of]
    alike = {
        (one, other): len(having[one] & having[other]) / len(having[one] | having[other])
        for one, other in combinations(sorted(having), 2)
    }
    wanted = set()
    for one in having:
        near = sorted((-value, pair) for pair, value in alike.items() if one in pair and value)
        wanted |= {pair for _, pair in near[:nearest]}

    found = project_one_mode(occurrences, f"Jaccard, {nearest} nearest")

    assert {(edge.source, edge.target) for edge in found} == wanted
    assert all(edge.weight == pytest.approx(alike[edge.source, edge.target]) for edge in found)
    assert all(set(edge.behind) == having[edge.source] & having[edge.target] for edge in found)


@given(HAVING)
def test_together_counts_what_two_share(having: dict[str, frozenset[str]]) -> None:
    occurrences = [Occurrence(one, "has", what, "", what) for one, all_of in having.items() for what in all_of]
    wanted = {
        Edge(one, other, "has", len(both), len(both), tuple(sorted(both)))
        for one, other in combinations(sorted(having), 2)
        if (both := having[one] & having[other])
    }
    assert set(project_one_mode(occurrences, "together")) == wanted
