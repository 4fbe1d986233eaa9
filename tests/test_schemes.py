"""Schemes: the vocabularies that ship, and how a scheme file is read."""

import csv
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from casegraph.errors import CasegraphError
from casegraph.extracting.agencies import agency_lexicon
from casegraph.extracting.themes import theme_lexicon
from casegraph.names import PREFIXES
from casegraph.resources import resource
from casegraph.schemes import Concept, Scheme, read_scheme, scheme

GOLD = Path(__file__).parent.parent / "data" / "gold"
SKOS = PREFIXES["skos"]

SHIPPED = [
    pytest.param("themes.ttl", "themes.tsv", id="themes"),
    pytest.param("agencies.ttl", "agencies.tsv", id="agencies"),
]


def rows(table: str) -> dict[str, dict[str, str]]:
    """The ids that were agreed, with their rows."""
    with (GOLD / table).open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines, delimiter="\t")}


def ancestors(concept: Concept, concepts: Scheme) -> list[str]:
    """The ids above a concept, nearest first; ends at a repetition."""
    above: list[str] = []
    while concept.broader and concept.broader not in above:
        above.append(concept.broader)
        concept = concepts[concept.broader]
    return above


@pytest.mark.parametrize(("file", "table"), SHIPPED)
def test_every_agreed_id_is_a_concept_with_label_and_definition(file: str, table: str) -> None:
    concepts = scheme(file)
    for key, row in rows(table).items():
        assert concepts[key].label == row["label"]
        assert concepts[key].definition.endswith(".")


@pytest.mark.parametrize(("file", "table"), SHIPPED)
def test_a_concept_that_was_not_agreed_is_only_a_group(file: str, table: str) -> None:
    added = scheme(file).keys() - rows(table).keys()
    assert all(name.startswith("group-") for name in added)


def test_the_broader_agency_is_the_agreed_one() -> None:
    concepts = scheme("agencies.ttl")
    assert {key: concepts[key].broader or "" for key in concepts} == {
        key: row["broader"] for key, row in rows("agencies.tsv").items()
    }


def test_the_group_of_a_theme_is_the_agreed_one() -> None:
    concepts = scheme("themes.ttl")
    for key, row in rows("themes.tsv").items():
        above = ancestors(concepts[key], concepts)
        assert (above[-1] if above else None) == (f"group-{row['group']}" if row["group"] else None)


def test_a_concept_that_came_later_is_scored_as_older_ones_of_its_scheme() -> None:
    for key, row in rows("new-concepts.tsv").items():
        table = {"theme": "themes", "agency": "agencies"}[row["scheme"]]
        older = row["scored as"].split(",")
        assert {key, *older} <= scheme(f"{table}.ttl").keys()
        assert not {*older} & rows("new-concepts.tsv").keys()


def test_sexual_and_criminal_exploitation_are_counted_in_child_exploitation() -> None:
    concepts = scheme("themes.ttl")
    assert {key for key, concept in concepts.items() if concept.broader == "child-exploitation"} == {
        "criminal-exploitation",
        "sexual-exploitation",
    }


def test_words_that_blame_parents_name_no_theme() -> None:
    """Such as "disguised compliance", which finds a theme by a table of wordings and is shown as the name of none."""
    for concept in scheme("themes.ttl").values():
        assert "disguised compliance" not in {text.lower() for text in (concept.label, *concept.alternatives)}


@pytest.mark.parametrize("file", ["themes.ttl", "agencies.ttl"])
def test_no_concept_is_above_itself(file: str) -> None:
    concepts = scheme(file)
    assert [key for key, concept in concepts.items() if key in ancestors(concept, concepts)] == []


@pytest.mark.parametrize("file", ["themes.ttl", "agencies.ttl"])
def test_no_label_that_is_shown_stands_for_two_concepts(file: str) -> None:
    shown: dict[str, str] = {}
    for key, concept in scheme(file).items():
        for label in {text.lower() for text in (concept.label, *concept.alternatives)}:
            assert shown.setdefault(label, key) == key, label


@pytest.mark.parametrize("file", ["themes.ttl", "agencies.ttl"])
def test_labels_are_shown_and_all_other_wordings_are_in_the_tables(file: str) -> None:
    for concept in scheme(file).values():
        names = [text.lower() for text in concept.wordings]
        assert len(names) == len(set(names)), concept.id
        assert concept.hidden == ()


@pytest.mark.parametrize("file", ["themes.ttl", "agencies.ttl"])
def test_the_file_says_who_made_it_and_under_which_licence(file: str) -> None:
    name = NamedNode(f"https://w3id.org/casegraph/scheme/{'theme' if file == 'themes.ttl' else 'agency'}")
    said = {
        statement.predicate.value: statement.object
        for statement in parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE)
        if statement.subject == name
    }
    dcterms = PREFIXES["dcterms"]
    assert said[f"{dcterms}license"] == NamedNode("https://creativecommons.org/licenses/by/4.0/")
    assert {f"{dcterms}title", f"{dcterms}description", f"{dcterms}creator"} <= said.keys()


@pytest.mark.parametrize("file", ["themes.ttl", "agencies.ttl"])
def test_every_concept_is_in_the_scheme_and_hangs_under_it(file: str) -> None:
    """A concept is either a top concept or has a broader one that exists, and all words are English."""
    statements = list(parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE))
    concepts = scheme(file)
    top = {s.subject.value.rpartition("/")[2] for s in statements if s.predicate.value == f"{SKOS}topConceptOf"}
    inside = {s.subject.value.rpartition("/")[2] for s in statements if s.predicate.value == f"{SKOS}inScheme"}
    assert inside == concepts.keys()
    assert top == {key for key, concept in concepts.items() if concept.broader is None}
    assert {concept.broader for concept in concepts.values() if concept.broader} <= concepts.keys()
    labels = [s.object for s in statements if s.predicate.value.startswith(SKOS) and isinstance(s.object, Literal)]
    assert {label.language for label in labels} == {"en"}


@pytest.mark.parametrize("file", ["themes.ttl", "agencies.ttl"])
def test_every_name_that_is_shown_is_found_as_its_concept(file: str) -> None:
    lexicon = agency_lexicon() if file == "agencies.ttl" else theme_lexicon()
    missed = [
        (concept.id, name)
        for concept in scheme(file).values()
        for name in concept.alternatives
        if concept.id not in {mention.wording.concept for mention in lexicon.find(name)}
    ]
    assert missed == []


TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<theme/b> a skos:Concept ; skos:prefLabel "B"@en ; skos:definition "Bees."@en ; skos:broader <theme/a> ;
    skos:altLabel "bee"@en, "Bees"@en ; skos:hiddenLabel "bumble"@en ; skos:scopeNote "No wasps."@en .
<theme/a> a skos:Concept ; skos:prefLabel "A"@en ; skos:definition "Ants."@en .
"""


def test_a_scheme_is_read_into_concepts_in_the_order_of_their_ids() -> None:
    concepts = read_scheme(TURTLE.encode(), name="insects.ttl")
    assert list(concepts) == ["a", "b"]
    assert concepts["b"] == Concept(
        id="b",
        label="B",
        definition="Bees.",
        note="No wasps.",
        broader="a",
        alternatives=("Bees", "bee"),
        hidden=("bumble",),
    )
    assert concepts["b"].wordings == ("B", "Bees", "bee", "bumble")


def test_a_scheme_is_read_once_a_process() -> None:
    assert scheme("themes.ttl") is scheme("themes.ttl")


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        pytest.param("<a> <b>", "insects.ttl is not Turtle", id="no Turtle"),
        pytest.param(
            TURTLE.replace('skos:prefLabel "A"@en ;', ""), r"theme/a> needs exactly one skos:prefLabel, 0 seen", id="no label"
        ),
        pytest.param(
            TURTLE.replace('"Ants."@en', '"Ants."@en, "Emmets."@en'), r"exactly one skos:definition, 2 seen", id="two definitions"
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(turtle: str, said: str) -> None:
    with pytest.raises(CasegraphError, match=said):
        read_scheme(turtle.encode(), name="insects.ttl")
