"""``casegraph conform``: what a server answers as it should, what otherwise, and what not at all."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import fields
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from casegraph.asking import questions
from casegraph.cli import main
from casegraph.conforming import Verdict
from casegraph.network.projection_queries import projection_query, projections
from casegraph.store.memory import MemoryStore
from endpoints import Answer, answering, oxigraph, sent

Rows = list[dict[str, dict[str, str]]]
"""Rows as SPARQL's JSON has them."""

CHANGED = "reviews-by-outcome"  # whose answers are made wrong
MARK = "cg:outcomeInPassage"  # which no other query has


def run(*words: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner(env={"COLUMNS": None}).invoke(main, [str(word) for word in words])


def verdicts(*words: str | Path) -> dict[str, dict[str, Any]]:
    """What `casegraph conform` says of each query."""
    shown = run("conform", *words, "--format", "json")
    assert shown.stdout, shown.stderr
    return {each["name"]: each for each in json.loads(shown.stdout)}


@pytest.fixture
def server(built_graph: MemoryStore) -> Callable[..., Any]:
    """What makes an endpoint over the build of 2025, whose answers to one question are changed or are others."""

    def serving(change: Callable[[Rows], Rows] = lambda rows: rows, instead: Answer | None = None) -> Any:
        def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
            query = parse_qs(body.decode())["query"][0]
            is_marked = MARK in query
            if is_marked and instead is not None:
                instead(handler, body)
                return
            reply = json.loads(built_graph.answer(query).body)
            if is_marked:
                reply["results"]["bindings"] = change(reply["results"]["bindings"])
            sent(200, json.dumps(reply).encode())(handler, body)

        return answering(answer)

    return serving


@pytest.fixture(scope="module")
def endpoint(built: Path) -> Iterator[str]:
    """Oxigraph's own server over that build."""
    with oxigraph(built) as address:
        yield address


def test_the_question_that_is_answered_wrongly_here_is_asked_in_these_words() -> None:
    assert MARK in questions()[CHANGED].sparql
    assert sum(MARK in each.sparql for each in questions().values()) == 1


def test_oxigraph_answers_every_question_and_network_the_same(endpoint: str, built: Path) -> None:
    shown = run("conform", endpoint, "--graph", built)
    names = [*questions(), *projections()]
    assert shown.stdout.splitlines()[-1] == f"{len(names)} of {len(names)} same, 0 different, 0 failed"
    assert [line.split()[2].rstrip(":") for line in shown.stdout.splitlines()[:-1]] == names
    assert (shown.exit_code, len(names) > 40) == (0, True)


def test_some_queries_can_be_chosen_or_left_out(endpoint: str, built: Path, built_graph: MemoryStore) -> None:
    links = json.loads(built_graph.answer(projection_query("agency-theme").sparql).body)["results"]["bindings"]
    assert len(links) > 1_000
    shown = run(
        "conform", endpoint, CHANGED, "agency-theme", "yearly-table", "--without", "yearly-table", "--graph", built
    )
    assert shown.stdout == (
        "same        question  reviews-by-outcome: 10 rows\n"
        f"same        network   agency-theme: {len(links):,} rows\n"
        "2 of 2 same, 0 different, 0 failed\n"
    )
    unknown = run("conform", endpoint, "agency-themes", "--graph", built)
    assert (unknown.exit_code, "Did you mean agency-theme, " in unknown.stderr) == (1, True)


def test_a_row_that_is_another_is_shown_beside_the_right_one(server: Callable[..., Any], built: Path) -> None:
    def change(rows: Rows) -> Rows:
        rows[3]["year"]["value"] = "1066"
        return rows

    with server(change) as (address, _):
        shown = run("conform", address, CHANGED, "yearly-table", "--graph", built)
        verdict = verdicts(address, CHANGED, "yearly-table", "--graph", built)
    assert shown.stdout.splitlines() == [
        "different   question  reviews-by-outcome: 1 of 10 rows differs",
        "            here   year 2025",
        "            there  year 1066",
        "same        question  yearly-table: 26 rows",
        "1 of 2 same, 1 different, 0 failed",
    ]
    assert (shown.exit_code, verdict["yearly-table"]["outcome"]) == (1, "same")
    assert set(verdict[CHANGED]) == {each.name for each in fields(Verdict)} - {"query"} | {"kind", "name"}
    here, there = verdict[CHANGED]["here"], verdict[CHANGED]["there"]
    assert (here["year"], there["year"], verdict[CHANGED]["columns"]) == ("2025", "1066", ["year"])
    assert {name: here[name] for name in here if name != "year"} == {
        name: there[name] for name in there if name != "year"
    }


def test_rows_that_are_missing_twice_or_in_another_order_are_different(server: Callable[..., Any], built: Path) -> None:
    for change, message in (
        (lambda rows: rows[:-1], "9 rows instead of 10"),
        (lambda rows: [*rows, rows[0]], "11 rows instead of 10; the first of them stands once here and 2 times there"),
        (lambda rows: [*rows[:-1], rows[0]], "1 of 10 rows differs"),
        (lambda rows: rows[::-1], "the rows are the same, but row 2 may not stand after row 1"),
    ):
        with server(change) as (address, _):
            verdict = verdicts(address, CHANGED, "--graph", built)[CHANGED]
        assert (verdict["outcome"], verdict["message"]) == ("different", message)


def test_the_order_of_rows_counts_only_where_the_query_settles_it(built_graph: MemoryStore, built: Path) -> None:
    """A network's query has no ORDER BY, so an engine may give its rows in any order."""

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        reply = json.loads(built_graph.answer(parse_qs(body.decode())["query"][0]).body)
        random.Random(1).shuffle(reply["results"]["bindings"])
        sent(200, json.dumps(reply).encode())(handler, body)

    with answering(answer) as (address, _):
        verdict = verdicts(address, "agency-theme", "yearly-table", "--graph", built)
    assert (verdict["agency-theme"]["outcome"], verdict["yearly-table"]["outcome"]) == ("same", "different")


def test_a_server_that_does_not_answer_fails_with_what_it_says(server: Callable[..., Any], built: Path) -> None:
    def hang(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.connection.recv(1)  # until the caller gives up

    def end(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.close_connection = True

    for instead, message in (
        (hang, "The query was stopped because it took longer than 1 s"),
        (end, "the server ended the connection without an answer"),
        (sent(200, b'{"head"', Content_Length="100"), "the connection broke before the answer was whole"),
        (
            sent(400, b"no\x1b[2J\n such \xe2\x80\xae thing", "text/plain"),
            "it refuses the query: no\ufffd[2J such \ufffd thing",
        ),
        (sent(500, b"x" * 5_000, "text/plain"), f"it answers with status 500 ({'x' * 300})"[:299] + "…"),
        (sent(200, b"<p>", "text/html"), "it answers with text/html, not as a SPARQL endpoint does"),
    ):
        with server(instead=instead) as (address, _):
            verdict = verdicts(
                address, CHANGED, "yearly-table", "--graph", built, "--timeout", "1" if instead is hang else "60"
            )
        assert (verdict[CHANGED]["outcome"], verdict[CHANGED]["message"]) == ("failed", message)
        assert instead is hang or verdict["yearly-table"]["outcome"] == "same"


def test_another_graph_is_not_compared(built: Path, tmp_path: Path) -> None:
    from casegraph.building.build import build

    build([Path(__file__).parent / "pages" / "layout-2012.txt"], tmp_path)
    with oxigraph(tmp_path) as address:
        shown = run("conform", address, "--graph", built)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "it contains a different graph from the build: " in shown.stderr
    triples = json.loads((built / "build.json").read_bytes())["counts"]["triples"]
    assert f"{triples} triples in 73 reviews under https://w3id.org/casegraph/ here. Load casegraph.nt" in shown.stderr


def test_verdicts_come_as_files_too(server: Callable[..., Any], built: Path, tmp_path: Path) -> None:
    with server(lambda rows: rows[1:]) as (address, _):
        for ending in ("csv", "txt", "json"):
            shown = run("conform", address, CHANGED, "--graph", built, "-o", tmp_path / f"verdicts.{ending}")
            assert (shown.exit_code, shown.stdout) == (1, "")
    csv, text = ((tmp_path / f"verdicts.{ending}").read_text("utf-8-sig") for ending in ("csv", "txt"))
    assert csv.splitlines()[0] == "kind,name,outcome,rows,message,here,there"
    assert "question,reviews-by-outcome,different,10,9 rows instead of 10," in csv
    assert (
        text.startswith("different   question  reviews-by-outcome: 9 rows instead of 10\n") and "there  none\n" in text
    )
    assert json.loads((tmp_path / "verdicts.json").read_text("utf-8"))[0]["there"] is None
