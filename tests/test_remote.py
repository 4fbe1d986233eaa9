"""A graph at a SPARQL endpoint answers as one in a folder does; what is no endpoint says so."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import casegraph
from casegraph.asking import matches
from casegraph.drawing.heatmap import heatmap
from casegraph.errors import (
    AnswerTooLarge,
    Busy,
    CasegraphError,
    EndpointError,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
)
from casegraph.graph import Graph
from casegraph.network.centrality import centrality
from casegraph.store.remote import RemoteStore
from casegraph.validating import validate
from casegraph.views.explanation import explain, find_review
from endpoints import NO_ROWS, TRUE, Answer, answering, oxigraph, sent
from serving import serving, until

BASE = "https://w3id.org/casegraph/"


@pytest.fixture(scope="module")
def folder(built: Path) -> Iterator[Graph]:
    """The graph of 2025 in its folder."""
    with casegraph.open(built) as graph:
        yield graph


@pytest.fixture(scope="module", params=["casegraph serve", "oxigraph serve-read-only"])
def endpoint(request: pytest.FixtureRequest, built: Path) -> Iterator[str]:
    """The address of an endpoint over the same build."""
    if request.param == "casegraph serve":
        with serving(built, "--requests", "0") as server:
            yield f"http://{server.host}:{server.port}/sparql"
    else:
        with oxigraph(built) as address:
            yield address


@pytest.fixture(scope="module")
def elsewhere(endpoint: str) -> Iterator[Graph]:
    """The graph at that endpoint."""
    with casegraph.open(endpoint) as graph:
        yield graph


QUERIES = [
    "SELECT ?label ?r { ?r cg:addressedTo agency:icb ; cg:text ?label } ORDER BY ?r",
    "SELECT * { ?z cg:year ?year ; rdfs:label ?a } ORDER BY ?z LIMIT 5",
    "SELECT (COUNT(*) AS ?n) (AVG(?age) AS ?mean) { ?child cg:age ?age }",
    "PREFIX agency: <urn:x> ASK { agency:icb ?p ?o }",
    "ASK { agency:icb ?p ?o }",
    "DESCRIBE theme:neglect",
    "CONSTRUCT { [] rdfs:label ?label } { ?r a cg:SafeguardingPartnership ; rdfs:label ?label }",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    ("rows", "graph"), [("json", "ntriples"), ("csv", "turtle"), ("tsv", "turtle"), ("xml", "turtle")]
)
def test_an_answer_is_the_same_bytes(query: str, rows: str, graph: str, folder: Graph, elsewhere: Graph) -> None:
    """In every format: rows come back as JSON, are written here, and keep the order of the query's variables."""
    assert elsewhere.store.answer(query, rows=rows, graph=graph) == folder.store.answer(query, rows=rows, graph=graph)


def test_the_first_rows_and_their_count_are_the_same(folder: Graph, elsewhere: Graph) -> None:
    for query, first in (("SELECT ?r { ?r a cg:Review } ORDER BY ?r", 3), ("CONSTRUCT WHERE { ?s a cg:Review }", 10)):
        assert elsewhere.store.answer(query, first=first) == folder.store.answer(query, first=first)


def test_rows_truth_and_triples_come_as_values(folder: Graph, elsewhere: Graph) -> None:
    select = "SELECT ?review ?year { ?review cg:year ?year } ORDER BY ?review LIMIT 3"
    assert elsewhere.query(select) == folder.query(select)
    assert elsewhere.query("ASK { ?s a cg:Review }") is True
    assert elsewhere.store.ask("ASK { ?s a cg:Nothing }") is False
    assert elsewhere.store.construct("DESCRIBE agency:icb") == folder.store.construct("DESCRIBE agency:icb")
    (row,) = elsewhere.solutions("SELECT ?label { agency:icb skos:prefLabel ?label }")
    assert row["label"].language == "en"


def test_questions_and_plain_words_are_answered(folder: Graph, elsewhere: Graph) -> None:
    for name, values in (("recommendations-to", {"agency": "dfe"}), ("yearly-table", {}), ("keyword-pairs", {})):
        assert elsewhere.ask(name, **values) == folder.ask(name, **values)
    words = "what were the police asked about information sharing"
    assert matches(elsewhere.store, words) == matches(folder.store, words)


def test_networks_and_their_measures_are_the_same(folder: Graph, elsewhere: Graph) -> None:
    for name in ("collection", "agency-theme"):
        assert elsewhere.projection(name) == folder.projection(name)
    here, there = (centrality(each.projection("agency-theme"), samples=2) for each in (folder, elsewhere))
    assert there.nodes == here.nodes


def test_explanations_pictures_tables_and_validation_are_the_same(folder: Graph, elsewhere: Graph) -> None:
    review = find_review(elsewhere.store, "Child Yue")
    assert explain(elsewhere.store, review) == explain(folder.store, review)
    assert heatmap(elsewhere) == heatmap(folder)
    assert elsewhere.recommendations() == folder.recommendations()
    assert validate(elsewhere.store) == validate(folder.store)


def test_the_whole_graph_can_be_had(folder: Graph, elsewhere: Graph) -> None:
    """As its store has it: Oxigraph writes some numbers otherwise than the file, such as 0.50 as 0.5."""
    assert elsewhere.ntriples() == Graph(folder.store).ntriples()
    assert elsewhere.ntriples().count("\n") == folder.ntriples().count("\n")


def test_a_graph_elsewhere_says_where_it_is(elsewhere: Graph, endpoint: str) -> None:
    assert repr(elsewhere) == f"casegraph.open({endpoint!r})"
    assert (elsewhere.base, elsewhere.directory) == (BASE, None)


def test_nothing_but_reading_is_sent(elsewhere: Graph) -> None:
    with pytest.raises(QueryRefused, match="would change the graph"):
        elsewhere.query("DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(QueryRefused, match="asks another server"):
        elsewhere.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(QuerySyntaxError, match="SELECT, ASK, CONSTRUCT or DESCRIBE expected"):
        elsewhere.query("WHAT { ?s ?p ?o }")


def test_the_words_of_an_endpoint_that_cannot_read_a_query_are_passed_on(elsewhere: Graph) -> None:
    with pytest.raises(QueryError, match=r"refuses the query: .+"):
        elsewhere.query("SELECT ?s { ?s ?p }")


def test_the_base_of_a_graph_is_found_in_its_own_description(page_2025: Path, tmp_path: Path) -> None:
    from casegraph.building import build

    build([page_2025], tmp_path, base="https://example.org/cg/")
    with oxigraph(tmp_path) as address, casegraph.open(endpoint=address) as graph:
        assert graph.base == "https://example.org/cg/"
        assert graph.query("ASK { agency:icb skos:prefLabel ?label }") is True


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (sent(200, b"<html>", "text/html"), "not-sparql", "answers with text/html"),
        (sent(200, b"{", "application/sparql-results+json"), "not-sparql", "cannot be read"),
        (sent(200, NO_ROWS), "not-sparql", "not that to a query of the form ASK"),
        (sent(404, b"<p>gone</p>", "text/html"), "not-sparql", "status 404"),
        (sent(500, b"it\x1b[31m broke", "text/plain"), "not-sparql", "status 500"),
        (sent(401), "credentials", "credentials"),
        (sent(302, Location="https://127.0.0.1/sparql"), "redirect", "redirects to https://127.0.0.1/sparql"),
        (sent(307, Location="http://example.org/sparql"), "redirect", "org/sparql; open that address"),
        (sent(301, Location="file:///etc/passwd"), "redirect", "redirects to file:///etc/passwd; which is no endpoint"),
        (sent(308, Location="/sparql"), "redirect", "again and again"),
        (sent(200, b"{", Content_Length="100"), "unreachable", "broke before the answer was whole"),
    ],
)
def test_what_is_no_endpoint_says_so(answer: Answer, kind: str, message: str) -> None:
    with answering(answer) as (address, _), pytest.raises(EndpointError, match=re.escape(message)) as caught:
        RemoteStore(address, BASE).ask("ASK { ?s ?p ?o }")
    assert (caught.value.kind, caught.value.endpoint) == (kind, address)


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (sent(400, b"Unexpected\ntoken }", "text/plain"), QueryError, "refuses the query: Unexpected token }"),
        (sent(400, b'{"detail": "No."}', "application/problem+json"), QueryError, "refuses the query: No."),
        (sent(503, b"", "text/plain"), Busy, "is busy; try again"),
        pytest.param(sent(429, b"", "text/plain"), Busy, "is busy; try again", id="too many requests"),
        (sent(504, b"too slow", "text/plain"), QueryTimeout, "ended the query because it took too long. Ask for less"),
        (sent(413, b"", "text/plain"), AnswerTooLarge, "does not send that much"),
    ],
)
def test_what_an_endpoint_says_of_a_query_is_told(answer: Answer, error: type[CasegraphError], message: str) -> None:
    with answering(answer) as (address, _), pytest.raises(error, match=re.escape(message)):
        RemoteStore(address, BASE).ask("ASK { ?s ?p ?o }")


def test_a_redirect_on_the_same_host_is_followed_with_the_query() -> None:
    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        (sent(307, Location="/elsewhere?x=1") if handler.path == "/sparql" else sent(200, TRUE))(handler, body)

    with answering(answer) as (address, got):
        assert RemoteStore(address, BASE).ask("ASK { agency:icb ?p ?o }")
    assert [path for path, _, _ in got] == ["/sparql", "/elsewhere?x=1"]
    assert got[0][2] == got[1][2]
    assert parse_qs(got[0][2].decode())["query"] == [
        "PREFIX agency: <https://w3id.org/casegraph/agency/> ASK { agency:icb ?p ?o }"
    ]


def test_the_time_limit_holds_however_slowly_an_answer_comes() -> None:
    """Each byte is in time, the whole is not; and an answer that never begins is ended too."""

    def drip(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.end_headers()
        try:
            for _ in range(2_000):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.01)
        except OSError:
            return

    def wait(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.connection.recv(1)

    for answer in (drip, wait):
        with answering(answer) as (address, _), pytest.raises(QueryTimeout, match=r"longer than 0\.3 s") as caught:
            RemoteStore(address, BASE).ask("ASK { ?s ?p ?o }", timeout=0.3)
        assert (caught.value.kind, caught.value.limit) == ("time", 0.3)


def test_a_query_can_be_ended_from_another_thread() -> None:
    """It and all others, until the store is closed, which is how a pool makes room."""

    def wait(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        (sent(200, TRUE) if len(got) > 1 else lambda handler, _: handler.connection.recv(1))(handler, _body)

    with answering(wait) as (address, got):
        store, errors = RemoteStore(address, BASE), list[QueryTimeout]()

        def ask() -> None:
            try:
                store.ask("ASK { ?s ?p ?o }", timeout=600)
            except QueryTimeout as error:
                errors.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        until(lambda: got)
        store.cancel()
        thread.join()
        with pytest.raises(QueryTimeout, match="was stopped"):
            store.ask("ASK { ?s ?p ?o }")
        store.close()
        assert store.ask("ASK { ?s ?p ?o }")
    assert [error.kind for error in errors] == ["cancelled"]


def test_no_more_is_read_than_may_be() -> None:
    with answering(sent(200, b" " * 200_000 + TRUE)) as (address, _):
        assert RemoteStore(address, BASE).ask("ASK { ?s ?p ?o }")
        with pytest.raises(AnswerTooLarge, match="more than 1,000 bytes"):
            RemoteStore(address, BASE, largest=1_000).ask("ASK { ?s ?p ?o }")


def test_an_endpoint_that_is_gone_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="no connection can be made") as caught:
        casegraph.open(f"http://127.0.0.1:{port}/sparql")
    assert caught.value.kind == "unreachable"


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({}, None),
        ({"CASEGRAPH_ENDPOINT_TOKEN": "abc"}, "Bearer abc"),
        ({"CASEGRAPH_ENDPOINT_USER": "me", "CASEGRAPH_ENDPOINT_PASSWORD": "p:w"}, "Basic bWU6cDp3"),
    ],
)
def test_credentials_come_from_the_environment_alone(environment: dict[str, str], header: str | None) -> None:
    with answering(sent(200, TRUE)) as (address, got):
        store = RemoteStore(address, BASE, environment=environment)
        assert store.ask("ASK { ?s ?p ?o }")
    assert got[0][1].get("authorization") == header
    assert not any(secret in repr(store) for secret in environment.values())


def test_credentials_are_not_sent_in_the_clear() -> None:
    with pytest.raises(EndpointError, match="only sent over https"):
        RemoteStore("http://example.org/sparql", BASE, environment={"CASEGRAPH_ENDPOINT_TOKEN": "abc"})


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://me:secret@example.org/", "credentials do not belong into an address"),
        ("http://me:secret@example.org:port/", "it is no address"),
        ("ftp://me:secret@example.org/", "begins with https:// or http:// and a host"),
        ("http:///sparql", "begins with https:// or http:// and a host"),
        ("http://example.org:port/", "it is no address"),
        ("http://example.org/a b", "has a space"),
        ("http://example.org/\r\nX: y", "has a space"),
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(address: str, message: str) -> None:
    with pytest.raises(EndpointError, match=re.escape(message)) as caught:
        casegraph.open(endpoint=address)
    assert caught.value.kind == "address" and "secret" not in str(caught.value)
