"""Rows as CSV and TSV are the rows as JSON, wherever SPARQL is answered and whoever reads them."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
from click.testing import CliRunner

from casegraph.asking import questions
from casegraph.cli import main
from casegraph.graph import Graph
from serving import Server

Rows = list[list[str]]

HOSTILE = r"""SELECT ?what ?value ?next {
  VALUES (?what ?value) {
    ("formula" "=HYPERLINK(\"http://e.example\")") ("full width" "＝1+1") ("after a tab" "\t=1") ("line" "a\r\nb")
    ("comma" "a, b; c") ("quote" "say \"it\"") ("blank" "") ("unbound" UNDEF) ("whole" -5) ("decimal" -2.50)
    ("double" -1e30) ("true" true) ("text of a number" "-5") ("language" "ŵ"@cy) ("IRI" <http://e.example/a,b#c=1,2>)
    ("=name" "\u000b@x") ("apostrophe" "'tis") ("NaN" "NaN"^^xsd:double) ("NULL" "NULL") }
  BIND(STR(?what) AS ?next) }"""


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of 2025."""
    with Graph.open(built) as opened:
        yield opened


def rows_of(text: str) -> Rows:
    """The rows of SPARQL's JSON, its names first, each value as CSV has it."""
    found = json.loads(text)
    names = found["head"]["vars"]
    return [
        names,
        *([row[name]["value"] if name in row else "" for name in names] for row in found["results"]["bindings"]),
    ]


def by_csv(text: str) -> Rows:
    """What Python's own reader makes of it, which must find no stray quote."""
    return [*csv.reader(io.StringIO(text, newline=""), strict=True)]


def by_pandas(text: str) -> Rows:
    """What pandas makes of it."""
    import pandas

    frame = pandas.read_csv(io.StringIO(text, newline=""), dtype=str, keep_default_na=False)
    return [[*frame.columns], *frame.to_numpy().tolist()]


def without_guard(rows: Rows) -> Rows:
    """Rows without the apostrophes before what a spreadsheet would run."""
    return [[cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@＝\t\v" else cell for cell in row] for row in rows]


@pytest.mark.parametrize("name", questions())
def test_every_question_is_the_same_as_csv_and_as_json(graph: Graph, server: Server, name: str) -> None:
    """From Python and at /sparql, read by Python and by pandas."""
    query = questions()[name].sparql
    wanted = rows_of(graph.query_text(query, "json"))
    assert (len(wanted) > 1) == (name != "corrections"), "nobody corrects the page of 2025"
    status, headers, body = server.query(query, "text/csv")
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/csv")
    for text in (graph.query_text(query, "csv"), body.decode()):
        assert without_guard(by_csv(text)) == wanted
        assert without_guard(by_pandas(text)) == wanted


def everywhere(built: Path, server: Server, tmp_path: Path, query: str) -> dict[str, str]:
    """The CSV of a query, from each place that gives it."""
    file = tmp_path / "answer.csv"
    told = CliRunner().invoke(main, ["query", query, "--graph", str(built), "--format", "csv"])
    CliRunner().invoke(main, ["query", query, "--graph", str(built), "--format", "csv", "-o", str(file)])
    with Graph.open(built) as graph:
        return {
            "/sparql": server.query(query, "text/csv")[2].decode(),
            "/query.csv": server.ask("GET", f"/query.csv?{urlencode({'query': query})}")[2].decode("utf-8-sig"),
            "casegraph query": told.stdout_bytes.decode(),
            "casegraph query -o": file.read_bytes().decode("utf-8-sig"),
            "query_text": graph.query_text(query, "csv"),
        }


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(HOSTILE, id="anything in a cell"),
        pytest.param("SELECT ?passage { ?passage cg:quote ?quote } ORDER BY ?passage LIMIT 5", id="one column"),
        pytest.param('SELECT ?n { VALUES ?n { 1 UNDEF "" 2 } }', id="a column with gaps"),
        pytest.param("SELECT ?s ?quote { ?s cg:quote ?quote } ORDER BY ?s LIMIT 20", id="passages"),
    ],
)  # fmt: skip
def test_csv_is_the_same_everywhere(built: Path, server: Server, tmp_path: Path, query: str) -> None:
    """One writer, after RFC 4180."""
    found = everywhere(built, server, tmp_path, query)
    wanted = rows_of(server.query(query, "application/sparql-results+json")[2].decode())
    assert len({*found.values()}) == 1
    for place, text in found.items():
        assert text.endswith("\r\n"), place
        assert without_guard(by_csv(text)) == wanted and len(wanted) > 4, place


def test_no_cell_is_a_formula_and_numbers_stay_numbers(server: Server) -> None:
    """An apostrophe before text that a spreadsheet would run; JSON and TSV have the text as it is."""
    cells = dict(row[:2] for row in by_csv(server.query(HOSTILE, "text/csv")[2].decode()))
    assert cells["formula"] == '\'=HYPERLINK("http://e.example")'
    assert (cells["full width"], cells["after a tab"], cells["'=name"]) == ("'＝1+1", "'\t=1", "'\v@x")
    assert (cells["whole"], cells["decimal"], cells["text of a number"]) == ("-5", "-2.5", "-5")
    assert float(cells["double"]) == -1e30
    assert "=HYPERLINK" in rows_of(server.query(HOSTILE)[2].decode())[1][1][:10]


def test_passages_whose_iris_have_commas_are_one_cell(server: Server) -> None:
    """The engine's own CSV has them as two."""
    query = "SELECT ?passage ?quote { ?passage cg:quote ?quote } LIMIT 50"
    found = by_csv(server.query(query, "text/csv")[2].decode())
    assert {len(row) for row in found} == {2}
    assert all("#char=" in row[0] and "," in row[0] for row in found[1:])


@pytest.mark.parametrize("query", [HOSTILE, *(each.sparql for each in questions().values())])
def test_tsv_is_read_back_term_by_term(server: Server, query: str) -> None:
    """Tabs and line ends in literals are escaped, so that each row is a line and each cell a term of Turtle."""
    wanted = pyoxigraph.parse_query_results(server.query(query)[2], format=pyoxigraph.QueryResultsFormat.JSON)
    read = pyoxigraph.parse_query_results(
        server.query(query, "text/tab-separated-values")[2], format=pyoxigraph.QueryResultsFormat.TSV
    )
    assert isinstance(wanted, pyoxigraph.QuerySolutions)
    assert isinstance(read, pyoxigraph.QuerySolutions)
    rows = [[*row] for row in wanted]
    assert [[*row] for row in read] == rows
    assert bool(rows) == (query != questions()["corrections"].sparql), "nobody corrects the page of 2025"
    lines = server.query(query, "text/tab-separated-values")[2].decode().split("\n")
    assert {line.count("\t") for line in lines[:-1]} == {len(wanted.variables) - 1} and len(lines) == len(rows) + 2
