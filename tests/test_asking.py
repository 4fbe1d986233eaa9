"""Asking: values by any of their names, what is no value, plain words, and the command."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

import casegraph
from casegraph.asking import bind, question, questions, resolve
from casegraph.asking.binding import fill
from casegraph.asking.new_since import NEW_SINCE
from casegraph.cli import main
from casegraph.errors import QueryError
from casegraph.graph import Graph
from casegraph.names import BASE
from casegraph.store.values import rows_of
from watched import WatchedStore

NAMES = list(questions())


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with casegraph.open(built) as opened:
        yield opened


def run(built: Path, *words: str) -> Result:
    """Run `casegraph ask` on the built graph, as on a wide terminal."""
    return CliRunner().invoke(main, ["ask", *words, "--graph", str(built)], env={"COLUMNS": "240"})


# Values


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        pytest.param("agency", "DfE", "dfe", id="another case"),
        pytest.param("agency", "Department for Education", "dfe", id="label"),
        pytest.param("agency", "agency:dfe", "dfe", id="prefixed name"),
        pytest.param("agency", f"{BASE}agency/dfe", "dfe", id="IRI"),
        pytest.param("theme", "elective home education", "home-education", id="alternative label"),
        pytest.param("year", "2025", "2025", id="year"),
    ],
)
def test_a_value_is_found_by_any_of_its_names(name: str, given: str, said: str, graph: Graph) -> None:
    (parameter,) = (each for each in question("recommendations-to").parameters if each.name == name)
    assert resolve(graph.store, parameter, given).id == said


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        pytest.param("recommendations-to", {"agency": "dfee"}, r"no agency “dfee”.*Did you mean dfe ", id="agency"),
        pytest.param("recommendations-on", {"theme": "home educaton"}, r"Did you mean home-education", id="theme"),
        pytest.param("recommendations-on", {"theme": "zzz"}, r"Nothing similar exists\.$", id="nothing near"),
        pytest.param("nobody-named", {"year": "1066"}, r"1066 is not in this graph, which has 2025", id="year"),
        pytest.param("reviews-like", {"review": "Child A"}, r"can be \d values.*2025-birmingham-child-a", id="several"),
        pytest.param("recommendations-to", {}, r"needs agency\.$", id="missing"),
        pytest.param(
            "nobody-named",
            {"agency": "dfe"},
            r"no parameter “agency”. It has: theme, partnership, action, year",
            id="parameter",
        ),
        pytest.param("keyword-pairs", {"least": "-1"}, r"whole number", id="number"),
        pytest.param("recommendations-saying", {"words": ""}, r"0 characters", id="empty"),
        pytest.param("recommendations-saying", {"words": "a" * 301}, r"301 characters", id="long"),
        pytest.param("recommendations-saying", {"words": "a\nb"}, r"one line", id="line"),
        pytest.param("no-such-question", {}, r"no question “no-such-question”", id="question"),
        pytest.param("source-of", {"statement": "recommendation/2025-camden-child-yue/99"}, r"Did you mean", id="IRI"),
    ],
)
def test_what_does_not_exist_is_told_with_what_comes_near(
    name: str, values: dict[str, str], message: str, graph: Graph
) -> None:
    with pytest.raises(QueryError, match=message):
        graph.ask(name, **values)


HOSTILE = [
    '") } INSERT DATA { <x:a> <x:b> <x:c> } #',
    'x" UNDEF) } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #',
    "\\u0022) } UNION { ?s ?p ?o } #",
    "\\",
    '\\"',
    "<x:a>",
    "https://w3id.org/casegraph/agency/dfe> ?p ?o . ?s ?p <x:y",
    "$agency",
    "UNDEF",
    "'''",
    "=cmd|'/c calc'!A1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_looked_for(text: str, graph: Graph) -> None:
    answer = graph.ask("recommendations-saying", words=text)
    assert answer.rows == ()
    with pytest.raises(QueryError, match="There is no agency"):
        graph.ask("recommendations-to", agency=text)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40))
def test_any_words_come_out_of_the_query_as_they_went_in(text: str) -> None:
    """Quotes, backslashes and code point escapes included."""
    query = fill("SELECT $words { VALUES ($words) { (UNDEF) } }", {"words": Literal(text)})
    (row,) = Store().query(query)  # type: ignore[misc]
    assert row["words"] == Literal(text)


def test_a_value_is_a_term_of_the_query_and_the_rest_is_undefined(graph: Graph) -> None:
    sparql = bind(graph.store, question("recommendations-to"), {"agency": "dfe"}).sparql
    assert "VALUES ($agency $theme $basis) { (<https://w3id.org/casegraph/agency/dfe> UNDEF UNDEF) }" in sparql
    assert rdflib.Graph().query(sparql) is not None


# The command


def test_the_list_has_every_question_in_plain_words(built: Path) -> None:
    table = run(built)
    assert table.exit_code == 0
    assert all(name in table.output for name in (*NAMES, NEW_SINCE.name))
    found = json.loads(run(built, "--format", "json").output)
    assert [each["name"] for each in found] == [*NAMES, NEW_SINCE.name], "and the one that compares two builds"
    assert all({"name", "question", "parameters"} <= set(each) for each in found)


def test_an_answer_is_a_table_with_its_count(built: Path) -> None:
    done = run(built, "recommendations-to", "--agency", "dfe", "--theme", "home-education")
    assert done.exit_code == 0
    assert re.search(r"\d+ of \d+ recommendations in 73 published reviews\.", done.output)
    assert "Sara Sharif" in " ".join(done.output.split())
    assert "https://w3id.org/casegraph/recommendation" not in done.output


def test_json_has_what_the_contract_says(built: Path) -> None:
    found = json.loads(run(built, "yearly-table", "--format", "json").output)
    assert {"question", "rows", "total", "denominator", "query"} <= set(found)
    assert isinstance(found["rows"][0]["share"], float)


def test_csv_holds_the_rows_alone(built: Path) -> None:
    done = run(built, "recommendations-to", "--agency", "icb", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 5
    assert {"quote", "review", "partnership", "year", "link", "passage"} <= set(rows[0])
    assert "5 of" in done.stderr


def test_the_query_can_be_shown_and_asked_as_it_stands(built: Path) -> None:
    shown = run(built, "recommendations-to", "--agency", "icb", "--show-query").output
    assert "PREFIX cg:" in shown and "agency/icb>" in shown
    answer = CliRunner().invoke(main, ["query", shown, "--graph", str(built), "--format", "csv"])
    assert len(answer.output.splitlines()) >= 6


def test_help_of_a_question_tells_its_parameters(built: Path) -> None:
    done = run(built, "recommendations-to", "--help")
    assert done.exit_code == 0
    for each in question("recommendations-to").parameters:
        assert f"--{each.name} VALUE" in done.output
    assert "casegraph ask recommendations-to --agency dfe" in done.output
    assert "--agency" not in run(built, "--help").output.split("Examples")[0]


def test_permitted_values_are_listed(built: Path) -> None:
    assert "Department for Education" in run(built, "recommendations-to", "--values", "agency").output
    found = json.loads(run(built, "reviews-in-region", "--values", "region", "--format", "json").output)
    assert {"value": "wales", "label": "Wales", "also": ""} in found
    assert run(built, "recommendations-to", "--values", "words").exit_code == 2


def test_words_are_a_question_too(built: Path) -> None:
    done = run(built, "who was asked about home education")
    assert done.exit_code == 0
    assert "Question: casegraph ask recommendations-on --theme home-education" in done.stderr
    assert "recommendations in 73 published reviews" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["recommendations-to", "--agency", "dfee"], "Did you mean dfe"),
        (["recommendations-to"], "needs --agency"),
        (["recomendations-to", "--agency", "dfe"], "Did you mean recommendations-to"),
        (["recommendations-to", "--agncy", "dfe"], "--agency"),
        (["recommendations-to", "more", "--agency", "dfe"], "takes --NAME VALUE"),
        (["xyzzy"], "No question clearly matches"),
    ],
)
def test_mistakes_are_a_matter_of_usage(words: list[str], message: str, built: Path) -> None:
    done = run(built, *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_without_a_build_the_message_names_build(tmp_path: Path) -> None:
    done = run(tmp_path, "nobody-named")
    assert done.exit_code == 1
    assert "casegraph build" in done.stderr


def test_an_answer_goes_to_a_file(built: Path, tmp_path: Path) -> None:
    done = run(built, "nobody-named", "--format", "csv", "-o", str(tmp_path / "rows.csv"))
    assert done.exit_code == 0 and done.stdout == ""
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").startswith("quote,review,")


def test_no_parameter_is_called_like_an_option_of_the_command() -> None:
    taken = {"form", "format", "show-query", "values", "graph", "output", "help"}
    assert {each.name for name in NAMES for each in question(name).parameters}.isdisjoint(taken)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_that_help_shows_can_be_typed(name: str, built: Path) -> None:
    command, *words = shlex.split(question(name).example)
    assert command == "casegraph"
    done = CliRunner().invoke(main, [*words, "--graph", str(built), "--show-query"])
    assert done.exit_code == 0, done.stderr


def test_listing_needs_no_graph_and_no_heavy_library(tmp_path: Path) -> None:
    code = "import sys; from casegraph.cli import main\ntry: main(['ask'])\nexcept SystemExit: pass\nprint({'rdflib', 'networkx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("set()\n")


@pytest.mark.parametrize(
    ("said", "looked_at"),
    [
        ("recommendation/2025-camden-child-yue/1", 1),
        ("recommendation:2025-camden-child-yue/1", 1),
        ("https://w3id.org/casegraph/recommendation/2025-camden-child-yue/1", 1),
        ("recommendation/2025-camden-child-yue/99", 80),
        ("nowhere", 0),
        ('a"b', 0),
    ],
)
def test_a_statement_is_found_without_looking_at_all_of_them(graph: Graph, said: str, looked_at: int) -> None:
    """There are more of them than of anything else: the one that is meant, or those of the same review."""
    (parameter,) = question("source-of").parameters
    watched = WatchedStore(graph.store)
    try:
        assert resolve(watched, parameter, said).id == "recommendation/2025-camden-child-yue/1"
    except QueryError:
        assert looked_at != 1
    assert sum(len(rows_of(each)) for each in watched.results) <= looked_at
