"""Whose turn it is: runaway queries cost others next to nothing, and nobody's queries outlive the one who asked."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from casegraph.errors import QueryTimeout
from casegraph.names import PREFIXES
from casegraph.rdf.querying import Answer
from casegraph.web.asker import ASKER, Asker
from casegraph.web.pool import Busy, Pool
from serving import Server, serving

LOOK_UP = "SELECT ?l { <https://w3id.org/casegraph/agency/icb> skos:prefLabel ?l }"


def runaway(number: int) -> str:
    """A query that nobody sent before and that does not end by itself."""
    return f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {number}"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025, with the usual limits."""
    with serving(built) as running:
        yield running


def waits(server: Server, number: int) -> list[float]:
    """How long some look-ups take, one after the other; each is answered."""
    found = []
    for at in range(number):
        start = time.monotonic()
        status, _, body = server.query(f"{LOOK_UP} # {time.monotonic_ns()} {at}")
        assert status == 200, body
        found.append(time.monotonic() - start)
    return found


@pytest.mark.parametrize("runaways", [1, 2, 6])
def test_runaway_queries_cost_others_next_to_nothing(server: Server, runaways: int) -> None:
    """However many burn, a look-up is answered long before their time is over."""
    threads = [threading.Thread(target=server.query, args=(runaway(time.monotonic_ns()),)) for _ in range(runaways)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    found = waits(server, 8)
    for thread in threads:
        thread.join()
    assert max(found) < 4 and sorted(found)[4] < 1.5, found


def test_pages_go_on_when_many_queries_wait(server: Server) -> None:
    """Queries have threads of their own."""
    threads = [threading.Thread(target=server.query, args=(runaway(time.monotonic_ns()),)) for _ in range(50)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    start = time.monotonic()
    assert server.ask("GET", f"/reviews?words=x{start}")[0] == 200
    took = time.monotonic() - start
    for thread in threads:
        thread.join()
    assert took < 3


def test_a_client_that_goes_away_leaves_no_work_behind(server: Server) -> None:
    """Twelve times more runaway queries than there are workers, and nobody waits for them."""
    for _ in range(12):
        connection = http.client.HTTPConnection(server.host, server.port, timeout=5)
        connection.request("GET", f"/sparql?{urlencode({'query': runaway(time.monotonic_ns())})}")
        time.sleep(0.05)
        connection.close()
    time.sleep(0.5)
    assert max(waits(server, 4)) < 1.5


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


class Slow:
    """An engine whose queries take until they are ended, or as many seconds as they say."""

    def __init__(self) -> None:
        self.ends = threading.Event()

    def ask(self, text: str, **_: object) -> Answer:
        """Answer after a while."""
        if self.ends.wait(float(text)):
            raise QueryTimeout("ended")
        return Answer("ASK", b"")

    def end(self) -> None:
        """End the query."""
        self.ends.set()

    def close(self) -> None:
        """Begin anew."""
        self.ends = threading.Event()


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pool:
    """Three workers, of which one may last longer than a fifth of a second while others wait."""
    monkeypatch.setattr("casegraph.web.pool.Engine", lambda *_, **__: Slow())
    monkeypatch.setattr("casegraph.web.pool._SHORTEST", 0.1)
    return Pool(lambda: tmp_path, PREFIXES, workers=3, lasting=1, waiting=8, patience=2, grace=0.2)


def asking(pool: Pool, client: str, seconds: float, note: Callable[[str], None]) -> threading.Thread:
    """A client that asks in a thread and notes how it went."""

    def ask() -> None:
        ASKER.set(Asker(client))
        try:
            pool.ask(str(seconds))
            note(f"{client} answered")
        except Busy:
            note(f"{client} busy")

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.01)
    return thread


def test_the_first_that_lasts_goes_on_and_the_others_make_room(pool: Pool) -> None:
    """As soon as somebody waits."""
    notes: list[str] = []
    threads = [asking(pool, client, 1.0, notes.append) for client in ("a", "b", "c")]
    threads += [asking(pool, "d", 0.01, notes.append)]
    for thread in threads:
        thread.join()
    assert sorted(notes) == ["a answered", "b answered", "c busy", "d answered"] or sorted(notes) == [
        "a answered",
        "b busy",
        "c answered",
        "d answered",
    ]


def test_nobody_is_ended_while_there_is_room(pool: Pool) -> None:
    notes: list[str] = []
    for thread in [asking(pool, client, 0.5, notes.append) for client in ("a", "b", "c")]:
        thread.join()
    assert sorted(notes) == ["a answered", "b answered", "c answered"]


def test_clients_take_turns(pool: Pool) -> None:
    """One that has asked six times does not go before another that comes later."""
    notes: list[str] = []
    threads = [asking(pool, "greedy", 0.15 + 0.001 * number, notes.append) for number in range(6)]
    threads += [asking(pool, "modest", 0.01, notes.append)]
    for thread in threads:
        thread.join()
    assert notes.index("modest answered") <= 3


def test_what_lasted_begins_again_only_where_it_keeps_nobody_waiting(pool: Pool) -> None:
    """A query that was ended is known the next time: beside another that lasts it waits."""
    with suppress(Busy):
        notes: list[str] = []
        threads = [asking(pool, "a", 1.5, notes.append)]
        threads += [asking(pool, "b", 1.25, notes.append) for _ in range(2)]
        threads += [asking(pool, "c", 0.01, notes.append)]
        time.sleep(0.4)
        assert "c answered" in notes and "b busy" in notes
        again = asking(pool, "b", 1.25, notes.append)
        quick = [asking(pool, "c", 0.01 + number / 1000, notes.append) for number in range(3)]
        for thread in quick:
            thread.join(0.3)
        assert notes.count("c answered") == 4
        for thread in (*threads, again):
            thread.join()


def test_an_asker_that_leaves_ends_what_runs_for_it(pool: Pool) -> None:
    asker, notes = Asker("a"), list[str]()

    def ask() -> None:
        ASKER.set(asker)
        with pytest.raises(Busy, match="gone"):
            pool.ask("5")
        notes.append("ended")

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.1)
    asker.leave()
    thread.join(1)
    assert notes == ["ended"]
