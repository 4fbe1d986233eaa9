"""Whose turn it is: runaway queries cost others next to nothing, and nobody's queries outlive the one who asked."""

import itertools
import json
import select
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from casegraph.errors import Busy, QueryTimeout
from casegraph.store.cancellation import CURRENT_REQUEST, ClientRequest
from casegraph.store.pool import Pool
from casegraph.store.protocol import QueryResult
from serving import Server, serving, until, workers

LINUX = sys.platform == "linux"
LOOK_UP = "SELECT ?l { <https://w3id.org/casegraph/agency/icb> skos:prefLabel ?l }"


NUMBERS = itertools.count()
"""For queries that nobody sent before: no answer to them is kept."""


def runaway() -> str:
    """A query that does not end by itself."""
    return f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {next(NUMBERS)}"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025 whose queries may take two minutes: longer than anything here has to wait."""
    with serving(built, "--timeout", "120") as running:
        yield running


@contextmanager
def burning(server: Server, number: int) -> Iterator[list[socket.socket]]:
    """The connections of clients, each of which has sent a runaway query and waits; they go away with the block."""
    with ExitStack() as open_ones:
        connections = []
        for _ in range(number):
            connection = open_ones.enter_context(socket.create_connection((server.host, server.port)))
            query = urlencode({"query": runaway()})
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
            connections.append(connection)
        until(lambda: any(worked(server)))
        yield connections


def wait_still(connections: list[socket.socket]) -> int:
    """How many of the connections have no answer yet."""
    return len(connections) - len(select.select(connections, [], [], 0)[0])


def worked(server: Server) -> list[int]:
    """The ticks of CPU that each worker of the server uses within a fifth of a second; of those that stay, none for none."""

    def ticks() -> dict[str, int]:
        stats = {}
        for pid in workers(server):
            with suppress(OSError):
                stats[pid] = sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
        return stats

    before = ticks()
    time.sleep(0.2)
    return [now - before.get(pid, 0) for pid, now in ticks().items()]


def is_answered(server: Server) -> bool:
    """Whether a look-up that nobody asked before is answered, and not told to come back."""
    status, headers, body = server.query(f"{LOOK_UP} # {next(NUMBERS)}")
    assert status == 200 or (status == 503 and headers["retry-after"]), body
    return status == 200


@pytest.mark.skipif(not LINUX, reason="what a process works is read from /proc")
@pytest.mark.parametrize("runaways", [1, 2, 6])
def test_runaway_queries_keep_no_look_up_waiting(server: Server, runaways: int) -> None:
    """However many burn, look-ups are answered while some of them go on."""
    with burning(server, runaways) as connections:
        for _ in range(8):
            until(lambda: is_answered(server))
        assert wait_still(connections)


@pytest.mark.skipif(not LINUX, reason="what a process works is read from /proc")
def test_pages_go_on_when_many_queries_wait(server: Server) -> None:
    """Queries have threads of their own."""
    with burning(server, 50) as connections:
        assert server.ask("GET", f"/reviews?words=x{next(NUMBERS)}")[0] == 200
        assert wait_still(connections)


@pytest.mark.skipif(not LINUX, reason="what a process works is read from /proc")
def test_a_client_that_goes_away_leaves_no_work_behind(server: Server) -> None:
    """Soon no worker computes, long before the queries' time is over."""
    with burning(server, 12):
        pass
    until(lambda: not any(worked(server)))
    until(lambda: is_answered(server))


@pytest.mark.parametrize("expression", ["NOW()", "RAND()", "STRUUID()"])
def test_what_differs_each_time_is_worked_out_each_time(server: Server, expression: str) -> None:
    """It is not kept, and has no tag by which it could be taken for the same."""
    values = []
    for _ in range(2):
        status, headers, body = server.query(f"SELECT ({expression} AS ?v) {{}}")
        values.append(json.loads(body)["results"]["bindings"][0]["v"]["value"])
        assert status == 200 and "etag" not in headers
        time.sleep(0.01)
    assert values[0] != values[1]
    assert (
        "etag" not in server.ask("GET", f"/query.json?{urlencode({'query': f'SELECT ({expression} AS ?v) {{}}'})}")[1]
    )


def test_no_page_grows_with_the_square_of_its_address(server: Server) -> None:
    """Each chip of a filter has all the others in its address, so there are only so many."""
    status, _, body = server.ask("GET", "/reviews?" + "&".join(f"theme=x{number}" for number in range(99)))
    assert status == 200 and len(body) < 1_000_000
    assert server.ask("GET", "/matrix?" + "&".join(f"theme=x{number}" for number in range(500)))[0] == 400


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * { ?s ?p ?o } #n\n" + "a." * 49_000, id="dots"),
        pytest.param("SELECT * { FILTER(" + "1<a'>" * 18_000 + ") } # SERVICE", id="strings or not"),
        pytest.param("SELECT * { " + "x " * 45_000, id="words"),
    ],
)
def test_a_query_that_is_long_to_read_is_refused_in_few_words(server: Server, query: str) -> None:
    """Its mistake is told without its hundred thousand letters, and the next query is answered."""
    status, _, body = server.ask("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"})
    assert status == 400 and len(body) < 2_000
    assert server.query(LOOK_UP)[0] == 200


class Work:
    """What the engines of a pool do: a query ends when its text is let go, when it is ended, or at once if it is quick."""

    def __init__(self) -> None:
        self._let_go: set[str] = set()
        self._changed = threading.Condition()
        self.may_close = threading.Event()
        self.may_close.set()

    def let_go(self, *texts: str) -> None:
        """Let queries end."""
        with self._changed:
            self._let_go |= {*texts}
            self._changed.notify_all()

    def engine(self) -> "Slow":
        """An engine that works so."""
        return Slow(self)

    def wait(self, text: str, engine: "Slow") -> bool:
        """Wait for the end of a query; return whether it was ended."""
        with self._changed:
            self._changed.wait_for(lambda: engine.is_ended or text.startswith("quick") or text in self._let_go, 60)
            return engine.is_ended

    def end(self, engine: "Slow") -> None:
        """End the query of an engine."""
        with self._changed:
            engine.is_ended = True
            self._changed.notify_all()


class Slow:
    """An engine whose queries take as long as the test wants."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.is_ended = False

    def answer(self, text: str, **_: object) -> QueryResult:
        """Answer when it is time."""
        if self._work.wait(text, self):
            raise QueryTimeout("ended")
        return QueryResult("ASK", b"")

    def cancel(self) -> None:
        """End the query."""
        self._work.end(self)

    def close(self) -> None:
        """Begin anew, as soon as the test lets it."""
        self._work.may_close.wait(60)
        self.is_ended = False


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """What the engines of every pool of the test do."""
    work = Work()
    monkeypatch.setattr("casegraph.store.pool._SHORTEST", 0.1)
    return work


@pytest.fixture
def pool(work: Work) -> Pool:
    """Three workers, of which one may last longer than a fifth of a second while others wait."""
    return Pool([work.engine() for _ in range(3)], lasting=1, waiting=8, patience=60, grace=0.2)


def asking(pool: Pool, client: str, text: str, notes: list[str]) -> threading.Thread:
    """A client that asks in a thread and notes how it went; its query waits, runs or is over already."""

    def ask() -> None:
        CURRENT_REQUEST.set(ClientRequest(client))
        try:
            pool.answer(text)
            notes.append(f"{client} answered")
        except Busy:
            notes.append(f"{client} busy")

    def known() -> int:
        with pool._changed:  # which a query holds while it goes from one list to the other
            return len(pool._waiting) + len(pool._running) + len(notes)

    before = known()
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    until(lambda: known() > before)
    return thread


def test_the_time_limit_of_the_server_holds_even_above_the_usual_one(work: Work) -> None:
    """Whoever starts the server decides, and nobody who asks can have more."""
    limits: list[float] = []

    class Noting(Slow):
        def answer(self, text: str, *, timeout: float, **_: object) -> QueryResult:  # type: ignore[override]
            limits.append(timeout)
            return QueryResult("ASK", b"")

    pool = Pool([Noting(work)], timeout=120)
    pool.answer("ASK {}")
    pool.answer("ASK {}", timeout=500)
    pool.answer("ASK {}", timeout=5)
    assert limits == [120, 120, 5]


def test_the_first_that_lasts_goes_on_and_another_makes_room(pool: Pool, work: Work) -> None:
    """As soon as somebody waits."""
    notes: list[str] = []
    threads = [asking(pool, client, f"long {client}", notes) for client in ("a", "b", "c")]
    threads += [asking(pool, "d", "quick", notes)]
    until(lambda: "d answered" in notes)
    work.let_go("long a", "long b", "long c")
    for thread in threads:
        thread.join()
    assert sorted(notes) == ["a answered", "b busy", "c answered", "d answered"]


def test_only_one_makes_room_however_long_its_worker_takes_to_end(
    pool: Pool, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waits looks again and again meanwhile, and no other query is ended for it."""
    looks: list[None] = []
    make_room = pool._make_room
    monkeypatch.setattr(pool, "_make_room", lambda: (looks.append(None), make_room()))  # type: ignore[func-returns-value]
    notes: list[str] = []
    work.may_close.clear()
    threads = [asking(pool, client, f"long {client}", notes) for client in ("a", "b", "c")]
    threads += [asking(pool, "d", "quick", notes)]
    until(lambda: len(pool._running) == 2)
    seen = len(looks)
    until(lambda: len(looks) > seen + 2)
    assert [turn.ended for turn in pool._running] == ["", ""]
    work.may_close.set()
    until(lambda: "d answered" in notes)
    work.let_go("long a", "long b", "long c")
    for thread in threads:
        thread.join()
    assert sorted(notes) == ["a answered", "b busy", "c answered", "d answered"]


def test_nobody_is_ended_while_there_is_room(pool: Pool, work: Work) -> None:
    """Though all of them last."""
    notes: list[str] = []
    threads = [asking(pool, client, f"long {client}", notes) for client in ("a", "b", "c")]
    until(lambda: len(pool._long_ones()) == 3)
    work.let_go("long a", "long b", "long c")
    for thread in threads:
        thread.join()
    assert sorted(notes) == ["a answered", "b answered", "c answered"]


def test_clients_take_turns(work: Work) -> None:
    """Of one that has asked six times no query that waits goes before that of another who comes later."""
    pool = Pool([work.engine() for _ in range(3)], lasting=3, waiting=8, patience=60, grace=3_600)
    notes: list[str] = []
    texts = [f"long {number}" for number in range(6)]
    threads = [asking(pool, "greedy", text, notes) for text in texts]
    threads += [asking(pool, "modest", "quick", notes)]
    assert (len(pool._running), len(pool._waiting), notes) == (3, 4, [])
    work.let_go(texts[0])
    until(lambda: "modest answered" in notes)
    assert sorted(notes) == ["greedy answered", "modest answered"]
    work.let_go(*texts)
    for thread in threads:
        thread.join()
    assert notes.count("greedy answered") == 6


def test_what_lasted_begins_again_only_where_it_keeps_nobody_waiting(pool: Pool, work: Work) -> None:
    """A query that was ended is known the next time: beside another that lasts it waits, and others go before it."""
    notes: list[str] = []
    threads = [asking(pool, client, f"long {client}", notes) for client in ("a", "b", "b")]
    threads += [asking(pool, "c", "quick", notes)]
    until(lambda: len(notes) == 2 and len(pool._running) == 2)
    assert sorted(notes) == ["b busy", "c answered"]
    threads += [asking(pool, "b", "long b", notes)]
    for answered in (2, 3, 4):  # one after the other: two at once would have to make room for each other
        threads += [asking(pool, "c", "quick", notes)]
        until(lambda: notes.count("c answered") == answered)  # noqa: B023 - called within the loop
    assert [turn.request.client for turn in pool._waiting] == ["b"]
    work.let_go("long a", "long b")
    for thread in threads:
        thread.join()
    assert sorted(notes) == ["a answered", "b answered", "b answered", "b busy", *["c answered"] * 4]


def test_a_client_that_leaves_ends_what_runs_for_it(pool: Pool) -> None:
    request, notes = ClientRequest("a"), list[str]()

    def ask() -> None:
        CURRENT_REQUEST.set(request)
        with pytest.raises(Busy, match="gone"):
            pool.answer("long")
        notes.append("ended")

    threading.Thread(target=ask, daemon=True).start()
    until(lambda: pool._running)
    request.cancel()
    until(lambda: notes)
    assert notes == ["ended"]
