"""The graph describes itself as a dataset, with counts that hold and rights that are kept apart."""

import json
from pathlib import Path

import pytest

from casegraph.building.build import build
from casegraph.rdf.graph import RdfGraph


@pytest.fixture(scope="module")
def graph(built: Path) -> RdfGraph:
    """The graph of the page of 2025."""
    return RdfGraph(built)


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("triples", "(COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "(COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("properties", "(COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "(COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ],
)
def test_the_counts_of_the_description_are_those_of_the_graph(graph: RdfGraph, said: str, counted: str) -> None:
    dataset = f"<{graph.base}dataset>"
    assert graph.query(f"SELECT ?n {{ {dataset} void:{said} ?n }}") == graph.query(f"SELECT {counted}")


@pytest.mark.parametrize(
    ("part", "term", "number", "counted"),
    [
        ("classPartition", "class", "entities", "[] a ?term"),
        ("propertyPartition", "property", "triples", "[] ?term []"),
    ],
)
def test_every_partition_is_as_large_as_it_says(
    graph: RdfGraph, part: str, term: str, number: str, counted: str
) -> None:
    said = graph.query(f"SELECT ?term ?n {{ ?d void:{part} [ void:{term} ?term ; void:{number} ?n ] }} ORDER BY ?term")
    found = graph.query(
        f"SELECT ?term (COUNT(*) AS ?n) {{ {counted} FILTER(STRSTARTS(STR(?term), STR(cg:))) }} "
        "GROUP BY ?term ORDER BY ?term"
    )
    assert said == found
    assert len(said) > 15


def test_our_statements_and_quoted_words_have_rights_of_their_own(graph: RdfGraph) -> None:
    rows = graph.query(
        "SELECT ?title ?licence ?holder ?n { [] void:subset ?part . ?part dcterms:title ?title ; void:triples ?n "
        "OPTIONAL { ?part dcterms:license ?licence } OPTIONAL { ?part dcterms:rightsHolder/rdfs:label ?holder } } "
        "ORDER BY ?title"
    )
    ours, words = rows
    assert "creativecommons.org/licenses/by/4.0" in ours["licence"]
    assert words["licence"] is None
    assert "NSPCC" in words["holder"]
    assert ours["n"] + words["n"] == graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]


def test_version_source_and_files_are_named(graph: RdfGraph, built: Path) -> None:
    made = json.loads((built / "build.json").read_text("utf-8"))
    row = graph.query("SELECT ?version ?hash { [] dcat:version ?version ; prov:wasDerivedFrom/cg:sha256 ?hash }")[0]
    assert row == {"version": made["version"], "hash": made["pages"][0]["sha256"]}
    named = {row["file"] for row in graph.query("SELECT ?file { [] dcat:distribution/dcterms:title ?file }")}
    assert named == {path.name for path in built.iterdir() if path.stem == "casegraph" or path.suffix == ".csv"}


def test_a_build_with_another_base_describes_itself_under_that(page_2025: Path, tmp_path: Path) -> None:
    build([page_2025], tmp_path / "out", base="https://example.org/reviews/")
    with RdfGraph(tmp_path / "out") as graph:
        rows = graph.query("SELECT ?d ?space { ?d a dcat:Dataset ; void:uriSpace ?space }")
    assert rows == [{"d": "https://example.org/reviews/dataset", "space": "https://example.org/reviews/"}]
