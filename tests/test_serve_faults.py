"""What slow, silent, greedy and hostile clients do harms nobody else; the log says who came, not what they asked."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.web.middleware.host_check import HostCheck
from casegraph.web.middleware.rate_limit import RateLimit
from serving import PATIENCE, Server, serving, until


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025."""
    with serving(built) as running:
        yield running


def raw(server: Server, sent: bytes) -> socket.socket:
    """A connection on which some bytes were sent."""
    connection = socket.create_connection((server.host, server.port), timeout=PATIENCE)
    with suppress(OSError):  # refused before all of it is sent
        connection.sendall(sent)
    return connection


def accepts(server: Server) -> bool:
    """Whether it takes connections by now, of which no request is noted."""
    try:
        raw(server, b"").close()
    except OSError:
        return False
    return True


def test_half_open_and_slow_clients_hold_up_nobody(server: Server) -> None:
    """Hundred connections that say little or nothing, and pages go on as before."""
    silent = [raw(server, b"" if number % 2 else b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ") for number in range(100)]
    dribbling = raw(
        server,
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 900\r\n\r\n",
    )
    try:
        for _ in range(20):
            dribbling.sendall(b"A")
            assert server.ask("GET", "/agency/icb")[0] == 200
        assert server.query("ASK { ?s a cg:Review }")[0] == 200
    finally:
        for each in (*silent, dribbling):
            each.close()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param(b"GET /" + b"a" * 2_000_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 414, id="an endless address"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 2_000_000 + b"\r\n\r\n", 431, id="an endless header"),
        pytest.param(b"\x16\x03\x01\x02\x00 no HTTP at all\r\n\r\n", 400, id="no HTTP"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, id="another name"),
        pytest.param(b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 421, id="a proxy's address"),
        pytest.param(b"GET /..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 404, id="a path out of here"),
        pytest.param(b"GET /../build.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 404, id="a folder up"),
        pytest.param(b"GET /%2e%2e/build.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 404, id="a folder up in percent signs"),
        pytest.param(b"GET //build.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 404, id="two strokes"),
        pytest.param(b"GET /downloads/../../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 404, id="dots"),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(server: Server, sent: bytes, status: int) -> None:
    """With a status, and the next client is served."""
    with raw(server, sent) as connection:
        answer = connection.recv(4_000)
    assert answer.startswith(b"HTTP/1.1 %d" % status), answer[:80]
    assert server.ask("GET", "/")[0] == 200


def test_slow_bodies_keep_nobody_out(server: Server) -> None:
    """Of more connections than there may be, those go that have not said what they want."""
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 900\r\n\r\nA"
    slow = [raw(server, head) for _ in range(230)]
    try:
        assert [server.ask("GET", f"/agency/icb?page={number}")[0] for number in range(20)] == [200] * 20
    finally:
        for each in slow:
            each.close()


def test_a_body_that_never_ends_is_cut_off(server: Server) -> None:
    """413 while it is still being sent."""
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
    with raw(server, head) as connection:
        try:
            for _ in range(400):
                connection.sendall(b"10000\r\n" + b"A" * 0x10000 + b"\r\n")
        except OSError:
            pass
        answer = b""
        try:
            answer = connection.recv(100)
        except OSError:  # cut off before we listened
            return
        assert answer.startswith(b"HTTP/1.1 413")


async def _passed(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def asked(
    gate: HostCheck | RateLimit, client: str, host: bytes = b"localhost", path: str = "/"
) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers of a request through a gate, sent to a server at 10.0.0.1."""
    import asyncio

    got: list[Any] = []

    async def send(message: Any) -> None:
        got.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "client": (client, 1),
        "server": ("10.0.0.1", 8000),
        "headers": [(b"host", host)],
    }
    asyncio.run(gate(scope, receive, send))
    return got[0]["status"], dict(got[0]["headers"])


def test_a_client_elsewhere_may_ask_so_often_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty times, then 429 with when to come back, and then it may; this computer itself as often as it likes."""
    now = 1_000.0
    monkeypatch.setattr("casegraph.web.middleware.rate_limit.time.monotonic", lambda: now)
    gate = RateLimit(_passed)
    assert [asked(gate, "10.0.0.7")[0] for _ in range(61)] == [200] * 60 + [429]
    now += 17.5
    status, headers = asked(gate, "10.0.0.7")
    assert (status, headers[b"retry-after"]) == (429, b"43")
    assert asked(gate, "10.0.0.8")[0] == 200
    assert {asked(gate, "127.0.0.1")[0] for _ in range(100)} == {200}
    now += 43
    assert asked(gate, "10.0.0.7")[0] == 200


def test_what_the_search_box_suggests_takes_nothing_from_the_pages() -> None:
    """Whoever types a long question can still open its answer."""
    gate = RateLimit(_passed)
    assert {asked(gate, "10.0.0.7", path="/suggest.json")[0] for _ in range(200)} == {200}
    assert asked(gate, "10.0.0.7")[0] == 200


@pytest.mark.parametrize(("a_minute", "let_in"), [(3, 3), (0, 100)])
def test_how_often_can_be_set(a_minute: int, let_in: int) -> None:
    """None at all is no limit."""
    gate = RateLimit(_passed, a_minute)
    assert sum(asked(gate, "10.0.0.7")[0] == 200 for _ in range(100)) == let_in


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (b"localhost:8000", 200),
        (b"10.0.0.1:8000", 200),
        (b"reviews.council.example", 200),
        (b"10.0.0.2", 421),
        (b"evil.example", 421),
    ],
)
def test_it_goes_by_its_address_and_the_names_that_it_was_given(host: bytes, status: int) -> None:
    """Any other name may be one that somebody elsewhere has led here (DNS rebinding)."""
    gate = HostCheck(_passed, ("localhost", "reviews.council.example"))
    assert asked(gate, "10.0.0.7", host)[0] == status


def resident(pid: int) -> int:
    """How many bytes of memory a process has."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
def test_memory_stays_as_it_is(built: Path) -> None:
    """Two thousand pages later the server has no more than a few megabytes more."""
    with serving(built) as server:
        addresses = (
            "/",
            "/matrix",
            "/reviews",
            "/theme/neglect",
            "/agency/icb.ttl",
            "/find?words=child",
            "/matrix.csv",
        )
        for number in range(300):
            server.ask("GET", addresses[number % len(addresses)])
        before = resident(server.pid)
        for number in range(2_000):
            assert server.ask("GET", addresses[number % len(addresses)])[0] == 200
        assert resident(server.pid) - before < 20 * 2**20


def test_killed_and_started_again_it_serves_the_same(built: Path) -> None:
    """The same bytes under the same addresses."""
    told = []
    for _ in range(2):
        with serving(built) as server:
            told.append([server.ask("GET", address)[2] for address in ("/matrix.json", "/agency/icb.ttl", "/about")])
            os.kill(server.pid, signal.SIGKILL)
    assert told[0] == told[1]


@pytest.mark.parametrize("options", [(), ("--log-queries",)], ids=["as a rule", "if wanted"])
def test_the_log_has_what_was_asked_only_if_wanted(built: Path, options: tuple[str, ...]) -> None:
    """A line a request: when, who, what, how; words that somebody looks for are nobody's business."""
    command = [sys.executable, "-m", "casegraph", "serve", "--port", "0", "--graph", str(built), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://([^/]+)/", process.stderr.readline())
        assert found
        server = Server(found[1], process.pid)
        until(lambda: accepts(server))
        server.ask("GET", f"/find?words={quote('a secret%0A')}")
        server.query("ASK { ?s a cg:Review }")
        process.terminate()
        lines = process.stderr.read().splitlines()
    assert [line.split()[1:3] for line in lines] == [["127.0.0.1", "GET"]] * 2
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:+-]+ 127\.0\.0\.1 GET /find\S* 200 \d+ \d+ ms", lines[0])
    assert [("secret" in lines[0]), ("cg%3AReview" in lines[1])] == [bool(options)] * 2


def test_open_shows_the_first_page(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the browser that the system prefers, as soon as somebody answers there."""
    import uvicorn

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    done = CliRunner().invoke(main, ["serve", "--open", "--port", "0", "--graph", str(built)])
    assert done.exit_code == 0, done.output
    assert opened == re.findall(r"http://127\.0\.0\.1:\d+/(?=,)", done.stderr)


def test_a_graph_that_is_taken_away_is_missed_only_by_queries(built: Path, tmp_path: Path) -> None:
    """Pages go on from what was read, queries are told to come back; when it lies there again all is as before."""
    graph, away = tmp_path / "graph", tmp_path / "away"
    shutil.copytree(built, graph)
    with serving(graph) as running:
        graph.rename(away)
        assert running.ask("GET", "/agency/icb", headers={"Accept": "text/html"})[0] == 200
        status, told, body = running.query("ASK { ?s a cg:Review }")
        assert (status, "retry-after" in told) == (503, True) and str(tmp_path).encode() not in body
        away.rename(graph)
        assert running.query("ASK { ?s a cg:Review }")[0] == 200
        (graph / "build.json").write_text("{}", encoding="utf-8")
        assert running.ask("GET", "/agency/dfe", headers={"Accept": "text/html"})[0] == 200
    broken = CliRunner().invoke(main, ["serve", "--port", "0", "--graph", str(graph)])
    assert (broken.exit_code, "build.json" in broken.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--port", "{taken}"], 1, "The server cannot start at 127.0.0.1, port {taken}"),
        (["--host", "999.1.1.1"], 1, "The server cannot start at 999.1.1.1"),
        (["--port", "65536"], 2, "--port"),
        (["--timeout", "nan"], 2, "nan is not a number"),
        (["--graph", "nowhere"], 1, "There is no build in nowhere"),
    ],
    ids=["port in use", "no address", "no port", "no time", "no graph"],
)
def test_what_cannot_be_served_is_told(server: Server, built: Path, words: list[str], code: int, said: str) -> None:
    """In one line, and how to go on."""
    given = [word.format(taken=server.port) for word in words]
    shown = CliRunner().invoke(main, ["serve", "--graph", str(built), *given])
    assert (shown.exit_code, shown.stdout) == (code, "")
    assert said.format(taken=server.port) in shown.stderr.splitlines()[-1]
