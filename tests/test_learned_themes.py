"""Themes that no wording led to: every face says so, says how probable they are, and marks the words that counted most."""

from pathlib import Path

import pyshacl
import pytest
import rdflib

from casegraph.building.graph import graph_text
from casegraph.names import thing
from casegraph.rdf.vocabulary import SCHEMES
from casegraph.record.identity import mint
from casegraph.schemes import scheme
from casegraph.store.memory import MemoryStore
from casegraph.validating import validate, violations
from learned import LEARNED

ONTOLOGY = Path(__file__).parent.parent / "ontology"
SLUG = "2019-kent-and-essex-child-u"


@pytest.fixture(scope="module")
def text() -> str:
    """The graph of the review, as N-Triples."""
    return graph_text(mint([[LEARNED]]))


@pytest.fixture(scope="module")
def store(text: str) -> MemoryStore:
    """The same as a store."""
    return MemoryStore.from_ntriples(text)


def test_a_reading_in_the_graph_has_its_basis_and_its_probability(store: MemoryStore) -> None:
    """As a decimal in its shortest form; a reading that rests on wordings alone has no probability."""
    rows = store.select(
        "SELECT (STR(?reading) AS ?id) ?basis ?p { ?reading a cg:ThemeReading ; cg:basis ?basis OPTIONAL { ?reading cg:probability ?p } }"
    )
    ways = {row["id"].value: (row["basis"].value, row["p"] and row["p"].value) for row in rows}
    wording, learned = thing("basis", "wording"), thing("basis", "learned")
    assert ways == {
        thing("learning", SLUG, "1", "theme", "neglect"): (wording, "0.97"),
        thing("learning", SLUG, "2", "theme", "neglect"): (wording, None),
        thing("learning", SLUG, "2", "theme", "adolescence"): (wording, None),
        thing("learning", SLUG, "2", "theme", "professional-curiosity"): (learned, "0.3"),
        thing("recommendation", SLUG, "1", "theme", "training-and-workforce"): (wording, None),
        thing("recommendation", SLUG, "1", "theme", "information-sharing"): (learned, "0.83"),
        thing("recommendation", SLUG, "2", "theme", "neglect"): (wording, None),
        thing("recommendation", SLUG, "3", "theme", "voice-of-the-child"): (wording, None),
    }


def test_the_words_that_counted_most_are_passages_like_any_others(store: MemoryStore) -> None:
    reading = thing("recommendation", SLUG, "1", "theme", "information-sharing")
    rows = store.select(f"SELECT ?quote {{ <{reading}> cg:inPassage/cg:quote ?quote }} ORDER BY ?quote")
    assert [row["quote"].value for row in rows] == ["GPs", "train"]


def test_both_bases_are_concepts_of_a_scheme_that_is_in_every_graph(store: MemoryStore) -> None:
    assert "theme-bases.ttl" in SCHEMES
    assert set(scheme("theme-bases.ttl")) == {"learned", "wording"}
    assert store.ask("ASK { ?reading cg:basis/skos:inScheme <https://w3id.org/casegraph/scheme/theme-basis> }")


def test_such_a_graph_is_right_for_the_shapes_and_for_an_engine_of_others(store: MemoryStore, text: str) -> None:
    assert violations(validate(store)) == []
    assert "reading-wording" not in {result.shape.name for result in validate(store)}
    data = rdflib.Graph().parse(data=text, format="nt")
    core = rdflib.Graph().parse(ONTOLOGY / "shapes-core.ttl")
    conforms, _, words = pyshacl.validate(data, shacl_graph=core, advanced=False)
    assert conforms, words
