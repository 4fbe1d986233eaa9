"""``--endpoint URL`` in place of ``--graph DIR``: the same answers, and words that help where there are none."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from casegraph.cli import main
from endpoints import Answer, answering, free_port, oxigraph, sent
from test_completion import offered

READS_A_GRAPH = ["ask", "explain", "export", "metrics", "query", "serve", "validate"]
DRAWN = ["explorer", "heatmap", "neighbourhood", "network", "timeline"]


def run(*words: str | Path, **environment: str) -> Result:
    """Run a command in this process."""
    return CliRunner(env={"COLUMNS": None, **environment}).invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def endpoint(built: Path) -> Iterator[str]:
    """Oxigraph's server over the build of 2025."""
    with oxigraph(built) as address:
        yield address


@pytest.mark.parametrize(
    "words",
    [
        ["query", "SELECT ?text { ?r cg:addressedTo agency:icb ; cg:text ?text } ORDER BY ?text", "--format", "csv"],
        ["query", "SELECT * { ?r cg:addressedTo agency:icbs }"],
        ["query", "DESCRIBE agency:icb"],
        ["ask", "recommendations-to", "--agency", "dfe", "--theme", "home-education"],
        ["ask", "themes-of-agency", "--values", "agency"],
        ["ask", "who was asked about home education"],
        ["explain", "Child Yue"],
        ["metrics", "agency-theme", "--samples", "2", "--format", "json"],
        ["draw", "heatmap"],
        ["draw", "neighbourhood", "--of", "agency/icb", "--format", "html"],
        ["draw", "network", "agency-theme"],
        ["draw", "timeline"],
        ["export", "gexf", "--projection", "agency-theme"],
        ["validate"],
    ],
    ids=" ".join,
)
def test_a_command_gives_the_same_from_an_endpoint_as_from_a_folder(
    words: list[str], built: Path, endpoint: str
) -> None:
    here, there = run(*words, "--graph", built), run(*words, "--endpoint", endpoint)
    assert here.stdout_bytes or here.stderr
    assert (there.exit_code, there.stdout_bytes, there.stderr) == (here.exit_code, here.stdout_bytes, here.stderr)


def test_the_explorer_has_the_same_reviews(built: Path, endpoint: str, tmp_path: Path) -> None:
    """What only the build knows of itself, such as how many lines it did not read, is not in it."""
    assert run("draw", "explorer", "--endpoint", endpoint, "-o", tmp_path / "explorer.html").exit_code == 0
    texts = [(folder / "explorer.html").read_text("utf-8") for folder in (tmp_path, built)]
    there, here = (
        json.loads(text.partition('type="application/json" id="data">')[2].partition("</script>")[0]) for text in texts
    )
    assert there["reviews"] == here["reviews"] and len(here["reviews"]) == 73
    assert {key for key in here if there[key] != here[key]} == {"made"}


def test_quotes_are_compared_with_a_page_that_the_graph_was_made_from(
    endpoint: str, page_2025: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("2025 – Kent – Child U\nDeath of a child.\n", encoding="utf-8")
    assert run("validate", page_2025, "--endpoint", endpoint).exit_code == 0
    refused = run("validate", other, "--endpoint", endpoint)
    assert (refused.exit_code, f"The graph in {endpoint} was not made from" in refused.stderr) == (1, True)


@pytest.mark.parametrize("command", [*([each] for each in READS_A_GRAPH), *(["draw", each] for each in DRAWN)])
def test_every_command_that_reads_a_graph_takes_an_endpoint_and_says_where_credentials_come_from(
    command: list[str],
) -> None:
    shown = " ".join(run(*command, "--help").stdout.split())
    assert "--graph DIR" in shown and "--endpoint URL" in shown
    assert "CASEGRAPH_ENDPOINT_TOKEN, or CASEGRAPH_ENDPOINT_USER and CASEGRAPH_ENDPOINT_PASSWORD" in shown


def test_a_graph_comes_from_a_folder_or_an_endpoint(tmp_path: Path) -> None:
    both = run("query", "ASK {}", "--graph", tmp_path, "--endpoint", "http://127.0.0.1:9/")
    assert (both.exit_code, "give --graph or --endpoint" in both.stderr) == (2, True)
    mistaken = run("query", "ASK {}", "--graph", "https://example.org/sparql")
    assert (mistaken.exit_code, "give it with --endpoint" in mistaken.stderr) == (2, True)


def rows(**values: str) -> bytes:
    """SPARQL's JSON with one row of texts, or none."""
    bindings = [{name: {"type": "literal", "value": value} for name, value in values.items()}] if values else []
    return json.dumps({"head": {"vars": [*values] or ["base"]}, "results": {"bindings": bindings}}).encode()


def holding(select: bytes, *truths: tuple[str, bool]) -> Answer:
    """An endpoint that answers each SELECT the same, and ASK as told by a word in the query."""

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        query = parse_qs(body.decode())["query"][0]
        truth = next((truth for word, truth in truths if word in query), None)
        sent(200, select if truth is None else json.dumps({"head": {}, "boolean": truth}).encode())(handler, body)

    return answer


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (sent(200, b"<html>", "text/html"), "answers with text/html, not as a SPARQL endpoint does. Check the address"),
        (sent(404, b"no\xe2\x80\xae thing\x07", "text/plain"), r"status 404 (no\u202e thing\u0007). Check the address"),
        (sent(401), "Credentials come from the environment: CASEGRAPH_ENDPOINT_TOKEN, or"),
        (sent(503, b"", "text/plain"), "is busy; try again in a moment"),
        (holding(rows(), ("ASK", False)), "its default graph is empty. Load casegraph.nt of a build"),
        (
            holding(rows(), ("cg:Review", False), ("?s ?p ?o", True)),
            "its graph has no reviews of Casegraph. Load casegraph.nt of a build",
        ),
        (holding(rows(base="x> } DROP ALL #"), ("ASK", False)), "its default graph is empty"),
    ],
)
def test_what_an_endpoint_lacks_is_said_in_a_line(answer: Answer, message: str) -> None:
    with answering(answer) as (address, _):
        shown = run("query", "SELECT ?s { ?s ?p ?o }", "--endpoint", address)
    assert message in shown.stderr and shown.stderr.startswith("Error: The endpoint http://127.0.0.1:")
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (1, "", 1)


def test_several_graphs_at_an_endpoint_are_named() -> None:
    bases = [{"base": {"type": "literal", "value": f"https://{name}.example/"}} for name in ("a", "b")]
    body = json.dumps({"head": {"vars": ["base"]}, "results": {"bindings": bases}}).encode()
    with answering(sent(200, body)) as (address, _):
        shown = run("validate", "--endpoint", address)
    assert "whose IRIs begin with https://a.example/ and https://b.example/. Have it serve one" in shown.stderr


def test_a_server_that_is_gone_is_named() -> None:
    shown = run("ask", "yearly-table", "--endpoint", f"http://127.0.0.1:{free_port()}/sparql")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "no connection can be made" in shown.stderr and "that the server runs" in shown.stderr


def test_nothing_is_served_of_an_endpoint_that_is_gone() -> None:
    shown = run("serve", "--port", "0", "--endpoint", f"http://127.0.0.1:{free_port()}/sparql")
    assert (shown.exit_code, "no connection can be made" in shown.stderr) == (1, True)


def test_a_query_has_no_more_time_at_an_endpoint_than_it_is_given() -> None:
    def slow(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if b"uriSpace" in body:
            sent(200, rows(base="https://w3id.org/casegraph/"))(handler, body)
        else:
            handler.connection.recv(1)  # until the caller gives up

    with answering(slow) as (address, _):
        shown = run("query", "ASK { ?s ?p ?o }", "--endpoint", address, "--timeout", "0.2")
    assert (shown.exit_code, "it took longer than 0.2 s" in shown.stderr) == (1, True)


def test_credentials_are_sent_and_never_shown() -> None:
    with answering(sent(403)) as (address, got):
        shown = run("metrics", "agency-theme", "--endpoint", address, CASEGRAPH_ENDPOINT_TOKEN="abc123")
    assert got[0][1]["authorization"] == "Bearer abc123"
    assert "abc123" not in shown.output + shown.stderr


def test_completion_asks_no_endpoint() -> None:
    """A key press sends nothing; values come from the ontology."""
    with answering(sent(500)) as (address, got):
        assert "icb" in offered(f"casegraph ask themes-of-agency --endpoint {address} --agency ic")
        assert not offered(f"casegraph explain --endpoint {address} 2025-cam")
    assert not got
