"""The server waits so long and no longer, has so many connections and no more, and keeps so many bytes and no more."""

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn

from casegraph.web.app import application
from casegraph.web.cache import Cache
from casegraph.web.connections import http_protocol
from casegraph.web.middleware.request_tracking import RequestTracking
from casegraph.web.slow_clients import STATE, SlowClientGuard
from serving import PATIENCE, Server, until

PAGE = b"GET /build.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
QUERY = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
EVERYTHING = quote("SELECT * { ?s ?p ?o }")


class Running(Server):
    """A server in this process, so that its connections can be counted."""

    def __init__(self, address: str, server: uvicorn.Server) -> None:
        super().__init__(address, 0)
        self.server = server

    @property
    def connections(self) -> int:
        """How many connections it has right now."""
        return len(self.server.server_state.connections)

    def connect(self, sent: bytes = b"", source: str = "127.0.0.1") -> socket.socket:
        """A connection on which some bytes were sent."""
        connection = socket.create_connection((self.host, self.port), timeout=PATIENCE, source_address=(source, 0))
        connection.sendall(sent)
        return connection


@contextmanager
def running(built: Path, seconds: float = 15, at_once: int = 100, elsewhere: int = 100) -> Iterator[Running]:
    """A server of the build in a folder that waits so long and has so many connections."""
    app = application(built)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        protocol = http_protocol(seconds, at_once, elsewhere)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", http=protocol, ws="none"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
        thread.start()
        try:
            until(lambda: server.started)
            yield Running(f"127.0.0.1:{listening.getsockname()[1]}", server)
        finally:
            server.should_exit = True
            thread.join()
            app.state.pool.close()


def is_let_go(connection: socket.socket, dribbled: bytes) -> bool:
    """Whether the server ends a connection on which a few bytes more arrive again and again."""
    connection.settimeout(0.05)
    for _ in range(2_000):
        try:
            if not connection.recv(65_536):
                return True
        except TimeoutError:
            with suppress(OSError):
                connection.sendall(dribbled)
        except OSError:
            return True
    return False


@pytest.mark.parametrize(
    ("sent", "dribbled"),
    [
        pytest.param(b"GET / HTTP/1.1\r\nHo", b"", id="falls silent within a head"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X: y\r\n", id="dribbles a head"),
        pytest.param(PAGE + b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X: y\r\n", id="dribbles its second head"),
        pytest.param(
            PAGE.replace(b"\r\n\r\n", b"\r\nContent-Length: 9999\r\n\r\n"), b"A", id="dribbles a body that nobody reads"
        ),
        pytest.param(
            QUERY.replace(b"sparql-query", b"json") + b"Content-Length: 200000000\r\n\r\n" + b"A" * 400_000, b"A", id="dribbles on after its answer"
        ),
    ],
)  # fmt: skip
def test_a_client_that_never_finishes_is_let_go(built: Path, sent: bytes, dribbled: bytes) -> None:
    """However many single bytes it sends meanwhile."""
    with running(built, 0.3) as server, server.connect(sent) as connection:
        assert is_let_go(connection, dribbled)
        until(server.answers)  # so short a patience may end before this client, on a busy machine, has sent its head


def test_a_client_that_does_not_read_its_answer_is_let_go(built: Path) -> None:
    """The answer is larger than what the system keeps for it, so it would lie in memory for ever."""
    with running(built, 0.3) as server, socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        deaf.connect((server.host, server.port))
        deaf.sendall(f"GET /sparql?query={EVERYTHING} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert deaf.recv(15) == b"HTTP/1.1 200 OK"
        until(lambda: not server.connections)


def test_a_client_that_reads_slowly_gets_all_of_its_answer(built: Path) -> None:
    """Longer than the server's patience, as long as it reads on."""
    with running(built, 2) as server, socket.socket() as slow:
        whole = len(server.ask("GET", f"/sparql?query={EVERYTHING}")[2])
        slow.settimeout(PATIENCE)
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        slow.connect((server.host, server.port))
        slow.sendall(
            f"GET /sparql?query={EVERYTHING} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
        )
        got = 0
        while piece := slow.recv(65_536):
            got += len(piece)
            time.sleep(0.015)
        assert got > whole


def test_a_second_request_that_is_none_is_refused_like_a_first(built: Path) -> None:
    """In the same words and with the same headers, behind the whole answer to the first."""
    with running(built) as server, server.connect(PAGE + b"NONSENSE\r\n\r\n") as connection:
        answers = b""
        while piece := connection.recv(65_536):
            answers += piece
        first, status, second = answers.partition(b"HTTP/1.1 400 ")
        assert first.startswith(b"HTTP/1.1 200 ") and first.endswith(server.ask("GET", "/build.json")[2])
        assert status and b"X-Content-Type-Options: nosniff" in second
        assert second.endswith(b"\r\n\r\nInvalid HTTP request received.\n")


@pytest.mark.parametrize("more_body", [True, False])
def test_no_answer_is_taken_for_a_refusal(more_body: bool) -> None:
    """Though the piece of it that is sent, be it the last, begins like one."""
    sent: list[bytes] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.body", "body": b"HTTP/1.1 400 is what a row says", "more_body": more_body})

    async def answer() -> None:
        class Noting(asyncio.Transport):
            def write(self, data: bytes | bytearray | memoryview) -> None:
                sent.append(bytes(data))

            def is_closing(self) -> bool:
                return False

        guard = SlowClientGuard(15)
        guard.connect(Noting())

        async def send(message: Any) -> None:
            guard.write(message.get("body", b""))

        scope = {"type": "http", "headers": [], "state": {STATE: guard}}
        await RequestTracking(app)(scope, asyncio.Event().wait, send)  # type: ignore[arg-type]
        guard.disconnect()

    asyncio.run(answer())
    assert b"".join(sent) == b"HTTP/1.1 400 is what a row says"


def test_silent_connections_make_room_for_others(built: Path) -> None:
    """The one that has been silent for longest goes first; whoever asks is answered."""
    with running(built, at_once=10) as server:
        silent = [server.connect() for _ in range(50)]
        assert server.ask("GET", "/agency/icb")[0] == 200
        until(lambda: server.connections <= 11)
        assert is_let_go(silent[0], b"")
        for each in silent:
            each.close()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a second address of this computer")
def test_one_client_elsewhere_cannot_take_all_connections(built: Path) -> None:
    """Its own go; a client that came before it stays."""
    with running(built, elsewhere=3) as server:
        before = server.connect()
        greedy = [server.connect(source="127.0.0.2") for _ in range(20)]
        assert is_let_go(greedy[0], b"")
        before.sendall(PAGE)
        assert before.recv(15) == b"HTTP/1.1 200 OK"
        for each in (before, *greedy):
            each.close()


def test_a_client_cannot_fill_memory_with_what_it_asks_by() -> None:
    """What an answer is kept under counts as well: long headers push out older answers, small answers take their room."""
    cache: Cache[str] = Cache(room=100_000)
    for number in range(50):
        cache.put(("ASK", number, "text/csv" * 1_000), "true", 4)
    assert sum(cache.get(("ASK", number, "text/csv" * 1_000)) is not None for number in range(50)) == 10
    for number in range(1_000):
        cache.put(number, "true", 4)
    assert sum(cache.get(number) is not None for number in range(1_000)) < 100
