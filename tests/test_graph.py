"""A built graph answers from Python."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import casegraph
from casegraph.errors import DamagedBuild, NoBuild, QueryError, QuerySyntaxError
from casegraph.names import BASE

TRIPLES = """
@prefix cg: <https://w3id.org/casegraph/ontology#> .
@prefix agency: <https://w3id.org/casegraph/agency/> .
@prefix theme: <https://w3id.org/casegraph/theme/> .
@prefix r: <https://w3id.org/casegraph/recommendation/kent/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
r:1 cg:text "The ICB should learn." ; cg:addressedTo agency:icb ; cg:hasTheme theme:neglect ; cg:position 1 .
r:2 cg:text "Réaltín \\u2013 “quoted”" ; cg:addressedTo agency:police ; cg:hasTheme theme:neglect ; cg:position 2 .
<https://w3id.org/casegraph/review/kent> cg:hasRecommendation r:1, r:2 .
agency:icb rdfs:label "integrated care board"@en .
"""


def make(folder: Path, base: str = BASE) -> Path:
    """Write what a build consists of, as far as questions need it."""
    store = ox.Store(str(folder / "store"))
    store.load(TRIPLES.replace(BASE, base), format=ox.RdfFormat.TURTLE)
    store.flush()
    lines = sorted(f"{quad.triple} ." for quad in store)
    (folder / "casegraph.nt").write_bytes("".join(f"{line}\n" for line in lines).encode())
    (folder / "build.json").write_text(json.dumps({"base": base}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build."""
    return make(tmp_path_factory.mktemp("graph"))


def test_rows_are_dicts_of_python_values(folder: Path) -> None:
    with casegraph.open(folder) as graph:
        rows = graph.query("SELECT ?r ?n ?label { ?r cg:position ?n OPTIONAL { ?r rdfs:label ?label } } ORDER BY ?n")

    assert rows == [
        {"r": f"{BASE}recommendation/kent/1", "n": 1, "label": None},
        {"r": f"{BASE}recommendation/kent/2", "n": 2, "label": None},
    ]
    assert list(rows[0]) == ["r", "n", "label"]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        pytest.param("1.50", Decimal("1.50"), id="decimal"),
        pytest.param("1.5e3", 1500.0, id="double"),
        pytest.param("'-2'^^xsd:int", -2, id="int"),
        pytest.param("true", True, id="boolean"),
        pytest.param("'2023-02-28'^^xsd:date", date(2023, 2, 28), id="date"),
        pytest.param("'2023-02'^^edtf:EDTF", "2023-02", id="EDTF"),
        pytest.param("'twelve'^^xsd:integer", "twelve", id="no integer"),
        pytest.param("'2023-02-30'^^xsd:date", "2023-02-30", id="no date"),
        pytest.param("'plentyn'@cy", "plentyn", id="language"),
        pytest.param("theme:neglect", f"{BASE}theme/neglect", id="IRI"),
    ],
)
def test_literals_become_the_values_they_stand_for(folder: Path, term: str, value: object) -> None:
    with casegraph.open(folder) as graph:
        (row,) = graph.query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")

    assert row["x"] == value
    assert type(row["x"]) is type(value)


def test_ask_is_a_bool_and_construct_an_rdflib_graph(folder: Path) -> None:
    with casegraph.open(folder) as graph:
        asked = graph.query("ASK { ?r cg:addressedTo agency:icb }")
        made = graph.query("CONSTRUCT { ?r cg:concerns ?a } { ?r cg:addressedTo ?a }")
        described = graph.query("DESCRIBE agency:icb")

    assert asked is True
    assert isinstance(made, rdflib.Graph)
    assert len(made) == 2
    assert [str(label) for label in described.objects()] == ["integrated care board"]


def test_answers_come_as_text_for_other_programs(folder: Path) -> None:
    with casegraph.open(folder) as graph:
        assert graph.query_text("SELECT ?t { ?r cg:text ?t ; cg:position 2 }", "csv") == "t\r\nRéaltín – “quoted”\r\n"
        assert json.loads(graph.query_text("ASK {}")) == {"head": {}, "boolean": True}
        assert "agency:icb rdfs:label" in graph.query_text("DESCRIBE agency:icb", "turtle")
        with pytest.raises(QueryError, match="SELECT cannot be answered as turtle; choose one of json, csv, tsv, xml"):
            graph.query_text("SELECT * { ?s ?p ?o }", "turtle")
        with pytest.raises(QueryError, match="DESCRIBE cannot be answered as csv; choose one of turtle, ntriples"):
            graph.query_text("DESCRIBE agency:icb", "csv")


def test_the_whole_graph_becomes_an_rdflib_graph(folder: Path) -> None:
    with casegraph.open(folder) as graph:
        whole = graph.rdflib()

    assert len(whole) == 11
    assert whole.qname(f"{BASE}agency/icb") == "agency:icb"


def test_a_projection_becomes_a_networkx_graph(folder: Path) -> None:
    with casegraph.open(folder) as graph:
        network = graph.network("agency-theme")

    assert dict(network.nodes(data="label")) == {
        f"{BASE}agency/icb": "integrated care board",
        f"{BASE}agency/police": "police",
        f"{BASE}theme/neglect": "neglect",
    }
    assert network.number_of_edges() == 2


def test_a_build_under_another_base_has_its_prefixes(tmp_path: Path) -> None:
    with casegraph.open(make(tmp_path, "https://example.org/kg/")) as graph:
        rows = graph.query("SELECT ?r { ?r cg:addressedTo agency:icb }")
        network = graph.network("agency-theme")

    assert rows == [{"r": "https://example.org/kg/recommendation/kent/1"}]
    assert "https://example.org/kg/agency/icb" in network


@pytest.mark.parametrize("missing", ["everything", "build.json", "store"])
def test_a_folder_without_build_says_how_to_make_one(tmp_path: Path, missing: str) -> None:
    if missing != "everything":
        make(tmp_path)
        (tmp_path / missing).rename(tmp_path / "away")

    with pytest.raises(NoBuild, match=r"no build in .* Make one, or name the folder"):
        casegraph.open(tmp_path)


def test_a_damaged_build_says_so(tmp_path: Path) -> None:
    (make(tmp_path) / "build.json").write_text("[", encoding="utf-8")

    with pytest.raises(DamagedBuild, match=r"build\.json in .* is damaged"):
        casegraph.open(tmp_path)


def test_errors_of_queries_reach_the_caller(folder: Path) -> None:
    with casegraph.open(folder) as graph, pytest.raises(QuerySyntaxError, match="line 1, column 22"):
        graph.query("SELECT * { ?s cg:txt }")


def test_the_page_reads_as_reviews(page_2025: Path) -> None:
    reviews = casegraph.read(page_2025)

    assert len(reviews) == 73
    assert reviews[0].year == 2025


def test_a_built_page_answers(built: Path) -> None:
    with casegraph.open(built) as graph:
        (row,) = graph.query("SELECT (COUNT(DISTINCT ?review) AS ?n) { ?review a cg:Review }")
        recommendations = graph.query("SELECT DISTINCT ?text { ?r cg:addressedTo agency:icb ; cg:text ?text }")

    assert row == {"n": 73}
    assert recommendations


def test_import_is_cheap() -> None:
    """Nothing beside the package itself is imported until it is needed."""
    program = "import sys, casegraph; print(*sorted(name for name in sys.modules if name.startswith('casegraph')))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert loaded.split() == ["casegraph"]


def test_the_public_names_are_sorted_and_few() -> None:
    assert casegraph.__all__ == sorted(casegraph.__all__) == ["__version__", "ask", "open", "read"]
