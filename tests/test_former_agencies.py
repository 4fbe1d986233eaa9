"""Former agencies: older pages name bodies that are no more; they are filed under their successors, with the old name."""

from datetime import date

import pyoxigraph as ox
import pytest

from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.extracting.agencies import former_agency, mentions_in
from casegraph.names import PREFIXES
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.schemes import scheme

PAGE = """2014 – Kent – Child U
Death of a boy in May 2013.
Recommendations: the CCG should fund training; the LSCB to seek assurance from Kent Primary Care Trust; schools should act.
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The graph of PAGE."""
    store = ox.Store()
    reviews = extract(page_of(PAGE.encode(), "kent.txt"))
    store.load(graph_text(mint([reviews])).encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    """The rows of a SELECT, the last part of each IRI."""
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(str(value.value).rpartition("/")[2] for value in row) for row in found}


def test_a_former_body_is_asked_under_its_successor_and_keeps_its_name(store: ox.Store) -> None:
    query = "SELECT ?now ?then { ?r cg:hasAddressing ?a . ?a cg:readAs ?now ; cg:namedAs ?then }"
    assert rows(store, query) == {
        ("icb", "clinical-commissioning-group"),
        ("safeguarding-partnership", "local-safeguarding-children-board"),
    }


def test_a_former_body_that_is_concerned_keeps_its_name_too(store: ox.Store) -> None:
    query = "SELECT ?now ?then { ?r a cg:Recommendation ; cg:hasReading ?c . ?c a cg:Concern ; cg:readAs ?now ; cg:namedAs ?then }"
    assert rows(store, query) == {("icb", "primary-care-trust")}


def test_every_former_kind_is_replaced_down_to_one_that_stands(store: ox.Store) -> None:
    """The chain of successors ends at a kind of the agency scheme, which is the one that its words are filed under."""
    query = "SELECT ?then ?now { ?then cg:existedUntil ?day ; dcterms:isReplacedBy+ ?now . ?now skos:inScheme <https://w3id.org/casegraph/scheme/agency> }"
    ends = {then: now for then, now in rows(store, query)}  # noqa: C416
    assert set(ends) == set(scheme("former-agencies.ttl"))
    for key, concept in scheme("former-agencies.ttl").items():
        for name in (concept.label, *concept.alternatives):
            assert [mention.agency for mention in mentions_in(f"the {name} should act")][:1] == [ends[key]], name


def test_a_successor_begins_when_its_predecessor_is_over(store: ox.Store) -> None:
    query = "SELECT ?end ?start { ?then cg:existedUntil ?end ; dcterms:isReplacedBy ?now . ?now cg:existedFrom ?start }"
    found = rows(store, query)
    assert found
    for end, start in found:
        assert (date.fromisoformat(start) - date.fromisoformat(end)).days == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the CCG", "clinical-commissioning-group"),
        ("clinical commissioning groups", "clinical-commissioning-group"),
        ("NHS Kent PCT", "primary-care-trust"),
        ("Bradford Safeguarding Children Board", "local-safeguarding-children-board"),
        ("the regional safeguarding board", None),
        ("Integrated care board", None),
    ],
)
def test_the_former_kind_is_told_by_the_words(words: str, kind: str | None) -> None:
    assert former_agency(words) == kind
