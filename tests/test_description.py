"""The graph describes itself as a dataset, with counts that hold and rights that are kept apart."""

import json
from pathlib import Path

import pytest

from casegraph.building.build import build
from casegraph.collections import profiles
from casegraph.graph import Graph
from casegraph.names import PREFIXES
from casegraph.rdf.description import ALL_OF_IT, description_lines
from casegraph.rdf.partitions import Counts

RDF_TYPE = f"{PREFIXES['rdf']}type"


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    """The graph of the page of 2025."""
    return Graph.open(built)


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("triples", "(COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "(COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("properties", "(COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "(COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ],
)
def test_the_counts_of_the_description_are_those_of_the_graph(graph: Graph, said: str, counted: str) -> None:
    dataset = f"<{graph.base}dataset>"
    assert graph.query(f"SELECT ?n {{ {dataset} void:{said} ?n }}") == graph.query(f"SELECT {counted}")


@pytest.mark.parametrize(
    ("part", "term", "number", "counted"),
    [
        ("classPartition", "class", "entities", "[] a ?term"),
        ("propertyPartition", "property", "triples", "[] ?term []"),
    ],
)
def test_every_class_and_property_has_a_partition_as_large_as_it_says(
    graph: Graph, part: str, term: str, number: str, counted: str
) -> None:
    """All of them: Comunica takes what has no partition to be absent."""
    said = graph.query(
        f"SELECT ?term ?n {{ <{graph.base}dataset> void:{part} [ void:{term} ?term ; void:{number} ?n ] }} ORDER BY ?term"
    )
    assert said == graph.query(f"SELECT ?term (COUNT(*) AS ?n) {{ {counted} }} GROUP BY ?term ORDER BY ?term")
    assert len(said) > 35


def of_classes(graph: Graph, part: str, counted: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What partitions within classes say, and what the graph has; without the dataset itself, which counts them."""
    said = graph.query(
        "SELECT ?class ?property ?value ?n { ?dataset a dcat:Dataset ; void:classPartition ?c . ?c void:class ?class ; "
        f"void:propertyPartition ?p . ?p void:property ?property . {part} }}"
    )
    found = graph.query(
        f"SELECT ?class ?property ?value (COUNT(*) AS ?n) {{ ?s a ?class ; ?property ?o . {counted} "
        "FILTER(?class NOT IN (void:Dataset, dcat:Dataset)) } GROUP BY ?class ?property ?value"
    )
    return sorted(tuple(row.values()) for row in said), sorted(tuple(row.values()) for row in found)


def test_properties_within_classes_are_counted(graph: Graph) -> None:
    said, found = of_classes(graph, "?p void:triples ?n", "")
    assert said == found
    assert len(said) > 200


@pytest.mark.parametrize(
    ("part", "counted"),
    [
        ("?p void:classPartition [ void:class ?value ; void:triples ?n ]", "?o a ?value"),
        (
            "?p void-ext:datatypePartition [ void-ext:datatype ?value ; void:triples ?n ]",
            "FILTER(ISLITERAL(?o)) BIND(DATATYPE(?o) AS ?value)",
        ),
    ],
    ids=["classes", "datatypes"],
)
def test_values_of_properties_within_classes_are_counted(graph: Graph, part: str, counted: str) -> None:
    said, found = of_classes(graph, part, counted)
    assert said == found
    assert len(said) > 90


def test_an_editor_completes_what_a_class_has(graph: Graph) -> None:
    """What SIB's editor asks: the properties of a class, and the classes or datatypes of their values."""
    rows = graph.query(
        """SELECT DISTINCT ?prop ?of ?datatype {
        ?cp void:class cg:Review ; void:propertyPartition ?pp . ?pp void:property ?prop
        OPTIONAL { { ?pp void:classPartition [ void:class ?of ] }
          UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?datatype ] } } }"""
    )
    said = {
        (str(row["prop"]).rpartition("#")[2], str(row["of"] or row["datatype"]).rpartition("#")[2])
        for row in rows
        if str(row["prop"]).startswith(f"{graph.base}ontology#")
    }
    assert {("hasRecommendation", "Recommendation"), ("year", "integer"), ("isComplete", "boolean")} <= said
    assert {name for name, _ in said} == {
        "areaLabel", "caseName", "commissionedBy", "concernsIncident", "forArea", "hasLearning", "hasReading",
        "hasRecommendation", "hasRemark", "inPassage", "isComplete", "year",
    }  # fmt: skip


def test_partitions_grow_with_kinds_and_not_with_reviews() -> None:
    def size(reviews: int) -> int:
        lines = {f"<https://e.org/{n}> <{RDF_TYPE}> <https://e.org/Review> ." for n in range(reviews)}
        lines |= {f'<https://e.org/{n}> <https://e.org/year> "{n}" .' for n in range(reviews)}
        return len(description_lines(Counts.of(lines), [2025], [], {}, profiles()[0]))

    assert size(2) == size(2000)


def test_everything_described_stands_under_the_base(graph: Graph) -> None:
    """Which is what void:uriSpace promises."""
    assert graph.query("SELECT ?s { ?d void:uriSpace ?space . ?s ?p ?o FILTER(!STRSTARTS(STR(?s), ?space)) }") == []


def test_our_statements_and_quoted_words_have_rights_of_their_own(graph: Graph) -> None:
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


def test_version_source_and_files_are_named(graph: Graph, built: Path) -> None:
    made = json.loads((built / "build.json").read_text("utf-8"))
    row = graph.query("SELECT ?version ?hash { [] dcat:version ?version ; prov:wasDerivedFrom/cg:sha256 ?hash }")[0]
    assert row == {"version": made["version"], "hash": made["pages"][0]["sha256"]}
    named = {row["file"] for row in graph.query("SELECT ?file { [] dcat:distribution/dcterms:title ?file }")}
    files = {path.relative_to(built) for path in built.rglob("*")}
    assert named == {
        path.as_posix() for path in files if path.stem == "casegraph" or path.suffix in (".csv", ".parquet")
    }


def test_a_build_with_another_base_describes_itself_under_that(page_2025: Path, tmp_path: Path) -> None:
    build([page_2025], tmp_path / "out", base="https://example.org/reviews/")
    with Graph.open(tmp_path / "out") as graph:
        rows = graph.query("SELECT ?d ?space { ?d a dcat:Dataset ; void:uriSpace ?space }")
        elsewhere = graph.query("SELECT ?s { ?d void:uriSpace ?space . ?s ?p ?o FILTER(!STRSTARTS(STR(?s), ?space)) }")
        files = graph.query("SELECT ?url { ?d dcat:accessURL|dcat:downloadURL|void:dataDump ?url }")
    assert rows == [{"d": "https://example.org/reviews/dataset", "space": "https://example.org/reviews/"}]
    assert elsewhere == []
    assert all(str(row["url"]).startswith("https://example.org/reviews/downloads") for row in files)
    assert len(files) > 20


def test_one_query_gives_the_whole_description(graph: Graph) -> None:
    """Everything beneath the dataset's IRI, and nothing else."""
    beneath = {line for line in graph.ntriples().splitlines() if line.startswith(f"<{graph.base}dataset")}
    assert set(graph.query_text(ALL_OF_IT, "ntriples").splitlines()) == beneath
    assert len(beneath) > 1500
