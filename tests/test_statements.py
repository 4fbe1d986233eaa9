"""Statements: the graph says what was read, each reading with its passage, and the same bytes every time."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from casegraph.building import build
from casegraph.building.graph import graph_text
from casegraph.errors import CasegraphError
from casegraph.extracting import extract
from casegraph.names import BASE, PREFIXES, slug
from casegraph.rdf.triples import Triples
from casegraph.reading import read_page
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.model import Review


@pytest.fixture(scope="module")
def text(reviews: tuple[Review, ...]) -> str:
    """The graph of the 73 reviews."""
    return graph_text(mint([reviews]))


@pytest.fixture(scope="module")
def triples(text: str) -> list[Triple]:
    """Its triples."""
    return [quad.triple for quad in parse(text.encode(), format=RdfFormat.N_TRIPLES)]


@pytest.fixture(scope="module")
def store(text: str) -> Store:
    """Its triples in memory."""
    store = Store()
    store.bulk_load(text.encode(), format=RdfFormat.N_TRIPLES)
    return store


def count(store: Store, pattern: str) -> int:
    """How many solutions a pattern has."""
    rows = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}", prefixes=PREFIXES)
    return int(next(iter(rows))["n"].value)  # type: ignore[arg-type]


def test_the_page_of_2025_in_numbers(store: Store) -> None:
    """Everything that the model holds is in the graph, once."""
    assert count(store, "?r a cg:Review") == 73
    assert count(store, "?r a cg:Recommendation") > 470
    assert count(store, "?k skos:inScheme <https://w3id.org/casegraph/scheme/keyword>") == 189  # of 192 terms
    assert count(store, "?r a cg:ExecutiveSummary") == 26
    assert count(store, "?r a cg:OverviewReport") == 47
    assert count(store, "?r a cg:Review . FILTER NOT EXISTS { ?r cg:commissionedBy [] }") == 6


def test_there_are_no_blank_nodes_and_no_unused_names(triples: list[Triple]) -> None:
    """Every thing has an IRI, and every property and class that is used is declared or somebody else's."""
    assert not [t for t in triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    declared = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}
    ours = {t.predicate.value for t in triples} | {
        t.object.value
        for t in triples
        if t.predicate.value == f"{PREFIXES['rdf']}type" and isinstance(t.object, NamedNode)
    }
    assert {iri for iri in ours if iri.startswith(BASE)} <= declared


def test_every_reading_has_its_passage_and_every_passage_its_words(store: Store, page_2025: Path) -> None:
    """A statement read from a page leads to the words it was read from, and they stand where it says."""
    assert count(store, "?reading a cg:Reading . FILTER NOT EXISTS { ?reading cg:inPassage/cg:quote [] }") == 0
    assert count(store, "?c cg:text [] . FILTER NOT EXISTS { ?c cg:inPassage/cg:quote [] }") == 0
    page = read_page(page_2025).text
    rows = list(store.query("SELECT * { ?p cg:start ?start ; cg:end ?end ; cg:quote ?quote }", prefixes=PREFIXES))  # type: ignore[arg-type]
    assert len(rows) > 2000
    for row in rows:
        start, end = int(row["start"].value), int(row["end"].value)
        assert page[start:end] == row["quote"].value
        assert row["p"].value.endswith(f"#char={start},{end}")


def test_short_cuts_say_the_same_as_the_readings(store: Store) -> None:
    """addressedTo, concerns and hasTheme are there exactly where a reading is."""
    explicitly = "cg:basis basis:explicit ;"
    for short, kind, basis in [
        ("addressedTo", "Addressing", ""),
        ("addressedToExplicitly", "Addressing", explicitly),
        ("concerns", "Concern", ""),
        ("hasTheme", "ThemeReading", ""),
    ]:
        one, other = f"?r cg:{short} ?c", f"?r cg:hasReading [ a cg:{kind} ; {basis} cg:readAs ?c ]"
        assert count(store, one) > 0
        assert (count(store, f"{one} MINUS {{ {other} }}"), count(store, f"{other} MINUS {{ {one} }}")) == (0, 0)


def test_every_theme_and_agency_in_use_is_a_concept_with_a_label(store: Store) -> None:
    """Nothing is read as a concept that no scheme has."""
    assert count(store, "[] cg:readAs ?c . FILTER NOT EXISTS { ?c skos:prefLabel ?l ; skos:inScheme ?s }") == 0


def test_wordings_for_the_extraction_stay_out_of_the_graph(text: str) -> None:
    """Hidden labels and exceptions are in ontology/ only."""
    assert "hiddenLabel" not in text


def test_no_person_is_a_node(store: Store) -> None:
    """A child has an age, a unit and a sex at most: no name, no label."""
    rows = store.query("SELECT DISTINCT ?p { ?c a cg:Child ; ?p ?o }", prefixes=PREFIXES)
    said = {row["p"].value.rpartition("#")[2] for row in rows}  # type: ignore[union-attr]
    assert said == {"type", "inPassage", "age", "ageUnit", "ageInMonths", "sex"}


def test_the_address_of_a_child_repeats_no_heading(store: Store, reviews: tuple[Review, ...]) -> None:
    """A heading can be a child's name. The address has neither a word of one nor its slug, and leads back by the incident only."""
    found = store.query("SELECT ?c ?r { ?r cg:concernsIncident/cg:hasChild ?c }", prefixes=PREFIXES)
    children = {row["c"].value: row["r"].value.rpartition("/")[2] for row in found}  # type: ignore[union-attr]

    assert len(children) == sum(len(review.incident.children) for review in reviews) > 60
    assert all(re.fullmatch(rf"{BASE}child/[0-9a-f]{{16}}/[1-9]\d*", child) for child in children)
    assert len({child.rpartition("/")[0] for child in children}) == len(set(children.values()))
    words = {word for review in reviews for word in slug(review.title).split("-") if len(word) > 2 and word.isalpha()}
    assert not [child for child in children for word in words if word in child.removeprefix(BASE + "child/")]


def test_a_child_has_the_same_address_whatever_else_is_on_the_page(store: Store, reviews: tuple[Review, ...]) -> None:
    """It depends on the review alone."""
    alone = next(review for review in reviews if review.incident.children)
    lines = graph_text(mint([[alone]])).splitlines()
    here = {line.split(" ")[0] for line in lines if line.split(" ")[0].startswith(f"<{BASE}child/")}

    assert len(here) == len(alone.incident.children)
    assert all(count(store, f"{child} a cg:Child") for child in here)


def test_reviews_in_another_order_give_the_same_bytes(reviews: tuple[Review, ...], text: str) -> None:
    """Neither the order of entries nor that of building twice shows."""
    shuffled = list(reviews)
    random.Random(7).shuffle(shuffled)
    assert graph_text(mint([shuffled])) == text


def test_a_page_with_its_entries_in_another_order_gives_the_same_networks(page_2025: Path, tmp_path: Path) -> None:
    """Only places on the page can differ then: every file without them is the same to the byte."""
    head, *entries = page_2025.read_text("utf-8").split("\n2025 ")
    random.Random(3).shuffle(entries)
    shuffled = tmp_path / "shuffled.txt"
    shuffled.write_text("\n2025 ".join([head, *(entry.rstrip("\n") for entry in entries)]) + "\n", "utf-8")
    summaries = [build([path], tmp_path / name) for name, path in [("one", page_2025), ("other", shuffled)]]
    assert summaries[0] == summaries[1]
    for name in ("casegraph.graphml", "casegraph.gexf", "nodes.csv", "edges.csv", "casegraph.cyjs"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes(), name


def test_building_twice_gives_the_same_files(built: Path, page_2025: Path, tmp_path: Path) -> None:
    """Every file but the store's own is the same to the byte."""
    build([page_2025], tmp_path / "again")
    files = sorted(path.name for path in built.iterdir() if path.is_file())
    assert files == sorted(path.name for path in (tmp_path / "again").iterdir() if path.is_file())
    assert [name for name in files if (built / name).read_bytes() != (tmp_path / "again" / name).read_bytes()] == []


def test_three_years_in_one_graph(page_2025: Path, tmp_path: Path) -> None:
    """Pages of several years build into one graph, which is asked across them."""
    pages = [Path(__file__).parent / "pages" / f"layout-{year}.txt" for year in (2012, 2014)]
    summary = build([*pages, page_2025], tmp_path / "out")
    assert summary.reviews == 2 + 2 + 73 and summary.incomplete == 1
    import casegraph

    with casegraph.open(tmp_path / "out") as graph:
        rows = graph.query(
            "SELECT ?year (COUNT(*) AS ?n) { ?r a cg:Review ; cg:year ?year } GROUP BY ?year ORDER BY ?year"
        )
    assert [(row["year"], row["n"]) for row in rows] == [(2012, 2), (2014, 2), (2025, 73)]


def test_another_base() -> None:
    """All IRIs of ours begin with it, and nothing of the page's words changes."""
    hostile = "2025 – Kent – Child <https://w3id.org/casegraph/x>\nDeath of a boy."
    text = graph_text(mint([extract(page_of(hostile.encode(), "page.txt"))]), "https://example.org/x/")
    assert "<https://example.org/x/ontology#Review>" in text
    assert f"<{BASE}" not in "".join(line.partition(' "')[0] for line in text.splitlines())
    assert '"Child <https://w3id.org/casegraph/x>"' in text


@pytest.mark.parametrize(
    "base",
    ["https://example.org", "example.org/", "https:///", "https://e.org/x#", "https://e.org/#x/", "https://e.org/?x/",
     "https://e\norg/", "https://e.org/%zz/", "https://e.org/<x>/"],
)  # fmt: skip
def test_a_base_that_gives_no_iris_is_refused(base: str, page_2025: Path, tmp_path: Path) -> None:
    """It is said before anything is written."""
    with pytest.raises(CasegraphError, match="cannot be the base of IRIs"):
        build([page_2025], tmp_path / "out", base=base)
    assert not (tmp_path / "out").exists()


def test_no_page_is_no_build(tmp_path: Path) -> None:
    """Nothing is not made into an empty graph that takes a build's place."""
    with pytest.raises(CasegraphError, match="nothing to build from"):
        build([], tmp_path / "out")


def test_keywords_that_have_no_latin_letters_stay_apart() -> None:
    """Each is a keyword of its own; forms of one share it, and are counted once."""
    page = "2025 – Kent – Child A\nDeath of a boy.\nKeywords: Drugs, нехтування, 中文, drugs, new-born babies, new born babies"
    minted = mint([extract(page_of(page.encode(), "page.txt"))])
    lines = [line for line in graph_text(minted).splitlines() if "/keyword/" in line and "prefLabel" in line]
    assert len(lines) == 4


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_any_text_comes_back_as_it_was(words: str) -> None:
    """Quotes, line ends, angle brackets and everything else are data, and stay it."""
    triples = Triples()
    triples.say("https://e.org/a", "text", words)
    (quad,) = parse(triples.text().encode(), format=RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, Literal) and quad.object.value == words


def test_one_node_for_one_reading(store: Store) -> None:
    """No reading stands for two concepts."""
    rows = store.query("SELECT ?r { ?r cg:readAs ?c }", prefixes=PREFIXES)
    assert max(Counter(row["r"].value for row in rows).values()) == 1  # type: ignore[union-attr]
