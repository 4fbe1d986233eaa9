"""What one request costs is bounded: rows, bytes, time, and memory; and it ends with the client."""

import asyncio
import http.client
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from casegraph.errors import AnswerTooLarge
from casegraph.store.cancellation import ClientRequest
from casegraph.store.local import LocalStore
from casegraph.store.memory_budget import SMALL, Budget
from casegraph.store.protocol import COUNTED
from casegraph.web.disconnect import SCOPE_KEY
from casegraph.web.middleware.delivery import PIECE, Delivery
from casegraph.web.sparql.query_page import ROWS
from serving import PATIENCE, Server, serving, until, workers

FIFTEEN_MILLION = "SELECT ?zz { ?a ?b ?c . ?d ?e ?f } LIMIT 15000000"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
EVERYTHING = "SELECT * { ?s ?p ?o }"
RINGS = " . ".join(f"_:n{one} cg:x _:n{other}" for one in range(12) for other in range(12) if one != other)
NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")


DOUBLED = "REPLACE(" * 4 + "'aaaaaaaaaaaaaaaa'" + f", 'a', '{'a' * 32}')" * 4
BIG = f"SELECT ({DOUBLED} AS ?x) {{}}"
"""One row of 16 megabytes, made in no time."""


@pytest.fixture(scope="module")
def impatient(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025, whose queries may take one second."""
    with serving(built, "--timeout", "1") as running:
        yield running


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of it whose queries may take ten minutes: what ends sooner ends for another reason."""
    with serving(built, "--timeout", "600") as running:
        yield running


@pytest.fixture(scope="module")
def local(built: Path) -> Iterator[LocalStore]:
    """A store whose answers may have 100,000 bytes."""
    with LocalStore(lambda: built / "store", largest=100_000) as opened:
        yield opened


@pytest.mark.parametrize("rows", ["json", "csv", "excel", "tsv", "xml"])
def test_rows_are_cut_while_they_are_written(local: LocalStore, rows: str) -> None:
    """A product that never ends is refused for its size, long before its time is over."""
    with pytest.raises(AnswerTooLarge, match="more than 100,000 bytes"):
        local.answer(ENDLESS, rows=rows, timeout=120)


def test_triples_are_cut_while_they_are_gathered(local: LocalStore) -> None:
    with pytest.raises(AnswerTooLarge, match="more than 100,000 bytes"):
        local.answer("CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=120)


def test_the_worker_goes_on_after_an_answer_that_was_too_large(local: LocalStore) -> None:
    """It is not killed, as what was written was never sent."""
    local.answer("ASK {}")
    before = local._worker
    with pytest.raises(AnswerTooLarge):
        local.answer(ENDLESS, timeout=120)
    assert local._worker is before and local.answer("ASK {}").body


def test_the_first_rows_come_with_a_count(local: LocalStore) -> None:
    """Of more than are counted it is said that there are more."""
    few = local.answer("SELECT ?r { ?r a cg:Review }", first=5)
    assert (few.kept, few.total, few.more, few.body.count(b'"r":')) == (5, 73, False, 5)
    many = local.answer(ENDLESS, first=5, timeout=120)
    assert (many.kept, many.total, many.more) == (5, COUNTED, True)
    graph = local.answer("CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", first=5, timeout=120)
    assert (graph.total, graph.more, graph.body) == (5, True, b"")


def peak(process: int) -> int:
    """How many bytes of memory a process has had at most."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) * 1024


def get(server: Server, path: str, query: str, accept: str = "*/*") -> tuple[int, dict[str, str], bytes]:
    """The answer to a query at some address."""
    return server.ask("GET", f"{path}?{urlencode({'query': query})}", headers={"Accept": accept})


FACES = [
    ("/query", "text/html"), ("/query.csv", "*/*"), ("/query.json", "*/*"), ("/sparql", "text/csv"),
    ("/sparql", "application/sparql-results+json"), ("/sparql", "application/sparql-results+xml"),
    ("/sparql", "text/tab-separated-values"),
]  # fmt: skip


@NEEDS_PROC
@pytest.mark.parametrize(("path", "accept"), FACES)
def test_fifteen_million_rows_cost_little(impatient: Server, path: str, accept: str) -> None:
    """An answer, or 413 or 504; the server's memory is what it was, and the next query is answered."""
    before = peak(impatient.pid)
    status, _, body = get(impatient, path, FIFTEEN_MILLION, accept)
    assert status in (200, 413, 504), body[:300]
    assert peak(impatient.pid) - before < 100 * 2**20
    until(lambda: impatient.query("ASK { ?s a cg:Review }")[0] == 200)  # a new worker may take its second to begin


def test_a_page_says_how_much_of_an_answer_it_shows(server: Server) -> None:
    """Counted as far as it is worth while; files have all of it, or are refused whole."""
    narrow = ENDLESS.replace("*", "?a ?d", 1)
    page = get(server, "/query", narrow, "text/html")[2].decode()
    assert f"the first {ROWS:,} of more than {COUNTED:,} rows" in " ".join(page.split())
    assert f"More than {COUNTED:,} rows in" in page and "Part 1 of 100" in page
    page = get(server, "/query", f"{EVERYTHING} LIMIT 7000", "text/html")[2].decode()
    assert f"the first {ROWS:,} of 7,000 rows" in page
    assert "shows the first" not in get(server, "/query", f"{EVERYTHING} LIMIT {ROWS}", "text/html")[2].decode()
    page = get(server, "/query", "CONSTRUCT WHERE { ?s ?p ?o }", "text/html")[2].decode()
    assert "More than 5,000 statements" in page and "too much to show here" in page
    wide = f"SELECT {' '.join(f'({DOUBLED} AS ?x{number})' for number in range(5))} {{}}"
    for path in ("/query.csv", "/query.json"):
        status, _, told = get(server, path, wide)
        assert status == 413 and len(told) < 1_000


def test_a_row_that_is_too_large_for_a_page_is_told(server: Server) -> None:
    status, _, page = get(server, "/query", BIG, "text/html")
    assert (status, b"more than 4,194,304 bytes" in page) == (413, True)
    assert len(get(server, "/query.csv", BIG)[2]) == 3 + 3 + 16 * 2**20 + 2


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
)
@pytest.mark.parametrize(
    "query",
    [
        pytest.param(
            "CONSTRUCT { [] rdfs:label ?l ; cg:of ?r } { ?r a cg:Review ; rdfs:label ?l }", id="square brackets"
        ),
        pytest.param("CONSTRUCT { _:a cg:x _:b . _:b cg:x ?r } { ?r a cg:Review }", id="named"),
        pytest.param("DESCRIBE ?b { BIND(BNODE() AS ?b) }", id="described"),
    ],
)
def test_graphs_with_blank_nodes_come_with_the_same_names_each_time(server: Server, query: str, accept: str) -> None:
    """In every format, as RDFC-1.0 names them."""
    import pyoxigraph

    status, headers, body = server.query(query, accept)
    assert (status, headers["content-type"].partition(";")[0]) == (200, accept), body
    assert server.query(f"{query} # again", accept)[2] == body
    found = [*pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.from_media_type(accept))]
    blank = {quad.subject for quad in found if isinstance(quad.subject, pyoxigraph.BlankNode)}
    assert len(blank) == (0 if "DESCRIBE" in query else 146 if "_:a" in query else 73)


def test_blank_nodes_that_cannot_be_told_apart_are_refused_in_time(impatient: Server) -> None:
    """Naming them would take for ever; the answer says why, and the next query is answered."""
    until(lambda: impatient.query("ASK {}")[0] == 200)  # so that a worker has begun
    status, headers, words = impatient.query(f"CONSTRUCT {{ {RINGS} }} {{}}")
    assert (status, "retry-after" in headers, b"Blank nodes" in words) == (504, True, True)
    assert get(impatient, "/query", f"CONSTRUCT {{ {RINGS} }} {{}}", "text/html")[0] == 504
    until(lambda: impatient.query("ASK {}")[0] == 200)


def works(server: Server) -> bool:
    """Whether one of the server's workers does something."""
    before = worked(server)
    time.sleep(0.2)
    return worked(server) != before


def worked(server: Server) -> dict[int, int]:
    """How long each worker has worked, in the system's ticks."""
    ticks = {}
    for each in workers(server):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks[int(each)] = int(fields[11]) + int(fields[12])
    return ticks


@NEEDS_PROC
@pytest.mark.parametrize("path", ["/query", "/query.csv", "/query.json", "/query.ttl", "/sparql"])
def test_whatever_is_done_for_a_client_ends_when_it_goes_away(server: Server, path: str) -> None:
    """Six at once, though their time is not over for long."""
    product = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?f) }"
    query = f"CONSTRUCT {{ ?a ?b ?c }} {product}" if path == "/query.ttl" else f"SELECT (COUNT(*) AS ?n) {product}"
    headers = {"Accept": "text/html" if path == "/query" else "*/*"}
    connections = [http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE) for _ in range(6)]
    for each in connections:
        each.request("GET", f"{path}?{urlencode({'query': query})}", headers=headers)
    until(lambda: works(server))
    for each in connections:
        each.close()
    until(lambda: not works(server))
    assert server.query("ASK { ?s a cg:Review }")[0] == 200


@NEEDS_PROC
def test_clients_that_do_not_read_their_answers_cannot_fill_the_memory(built: Path) -> None:
    """Sixteen megabytes for each of ten: some are held for them, the others are told to come back."""
    with serving(built) as server:
        deaf = []
        for number in range(10):
            connection = socket.socket()
            connection.settimeout(PATIENCE)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.connect((server.host, server.port))
            target = f"/sparql?{urlencode({'query': f'{BIG} # {number}'})}"
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            deaf.append((connection, connection.recv(12)))
        assert {start for _, start in deaf} == {b"HTTP/1.1 200", b"HTTP/1.1 503"}
        assert peak(server.pid) < 180 * 2**20
        for connection, _ in deaf:
            connection.close()
        until(lambda: server.query(f"{BIG} # again")[0] == 200)


class Sent:
    """Takes what an application sends; the client goes away after so many messages."""

    def __init__(self, goes_after: int = 1_000) -> None:
        self.messages: list[Any] = []
        self._goes_after = goes_after

    async def send(self, message: Any) -> None:
        """Take a message."""
        self.messages.append(message)

    async def receive(self) -> Any:
        """Wait until the client has gone."""
        while len(self.messages) < self._goes_after:
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}


@pytest.mark.parametrize(("goes_after", "pieces"), [(1_000, 5), (3, 2)])
def test_large_answers_are_sent_in_pieces_until_the_client_goes(goes_after: int, pieces: int) -> None:
    """And what is to be done afterwards is done in both cases."""
    request, client = ClientRequest(), Sent(goes_after)
    done: list[str] = []
    request.when_answered(lambda: done.append("given back"))
    body = bytes(range(256)) * (PIECE // 64) + b"end"

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        scope[SCOPE_KEY] = request
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    asyncio.run(Delivery(app)({"type": "http"}, client.receive, client.send))
    sent = [each["body"] for each in client.messages[1:]]
    assert len(sent) in (pieces, pieces + 1) if goes_after == 3 else len(sent) == pieces
    assert b"".join(sent) == body[: sum(map(len, sent))] and max(map(len, sent)) == PIECE
    assert (b"".join(sent) == body) == (goes_after > 3) and done == ["given back"]


def test_a_small_answer_is_never_refused() -> None:
    budget = Budget(SMALL)
    assert budget.take(10 * SMALL, patience=0) is False
    assert all(budget.take(SMALL, patience=0) for _ in range(100))
