"""How much memory the server has while honest and abusive clients ask for a long time.

``python -m benchmarks.soak SECONDS [DIRECTORY]`` asks the build in a folder; `make bench` asks one of the page that
ships, for half a minute. Printed are the server's memory, that of its workers, and what came of the requests.
"""

import http.client
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.pages import SHIPPED
from casegraph.building.build import build

__all__ = ["measure", "soak"]

SECONDS = 30
CLIENTS = 12
LARGEST = 300  # megabytes that the server may have

_HONEST = (
    "SELECT ?label { agency:icb skos:prefLabel ?label }",
    "SELECT ?r ?year { ?r a cg:Review ; cg:year ?year }",
    "SELECT ?theme ?agency (COUNT(*) AS ?n) { ?r cg:hasTheme ?theme ; cg:addressedTo ?agency } GROUP BY ?theme ?agency",
    "SELECT ?text { ?r cg:addressedToExplicitly agency:police ; cg:text ?text }",
    "DESCRIBE theme:neglect",
    "CONSTRUCT { ?r cg:year ?y ; rdfs:label ?l } { ?r cg:year ?y ; rdfs:label ?l }",
)
_LARGE = (
    "SELECT * { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CONSTRUCT { [] rdfs:seeAlso ?s ; rdfs:label ?o } { ?s rdfs:label ?o }",
    "SELECT * { ?s ?p ?o . ?s ?q ?r } LIMIT 100000",
    'SELECT (GROUP_CONCAT(STR(?o); SEPARATOR=" ") AS ?all) { ?s ?p ?o }',
    "SELECT (SHA512(STR(?o)) AS ?h) (SHA512(STR(?s)) AS ?i) { ?s ?p ?o }",
)
_ABUSIVE = (
    "SELECT ?zz { ?a ?b ?c . ?d ?e ?f } LIMIT 15000000",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "CONSTRUCT { _:a ?p _:b . _:b ?p _:c . _:c ?p _:a . _:b ?p _:a . _:c ?p _:b . _:a ?p _:c } { ?s ?p ?o }",
    'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d)); SEPARATOR=",") AS ?t) { ?a ?b ?c . ?d ?e ?f }',
)
_PAGES = (
    "/",
    "/matrix",
    "/reviews",
    "/reviews.json",
    "/matrix.csv",
    "/agency/icb",
    "/theme/neglect.ttl",
    "/networks/agency-theme",
)
_ROWS = ("application/sparql-results+json", "text/csv", "text/tab-separated-values", "application/sparql-results+xml")
_GRAPHS = ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")


def measure(folder: Path) -> None:
    """Build the page that ships and ask it for half a minute."""
    out = folder / "exports"
    build([SHIPPED], out)
    soak(out, SECONDS)


def soak(directory: Path, seconds: float) -> None:
    """Let clients ask a server of a build, and print how its memory goes."""
    print(f"\n{CLIENTS} clients, honest and abusive, for {seconds:g} s on loopback; memory in MB")
    print(f"{'seconds':>9}{'server':>9}{'workers':>9}{'answers':>9}")
    came: Counter[str] = Counter()
    most = 0.0
    with _serving(directory) as (server, port):
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=_client, args=(number, port, until, came)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        begun, step = time.monotonic(), max(seconds / 20, 1.0)
        line = begun
        while time.monotonic() < until:
            time.sleep(0.25)
            own, theirs = _memory(server)
            most = max(most, own)
            if time.monotonic() >= line:
                print(f"{time.monotonic() - begun:9.0f}{own:9.0f}{theirs:9.0f}{sum(came.values()):9}", flush=True)
                line += step
        for thread in threads:
            thread.join()
        time.sleep(1)
        own, theirs = _memory(server)
    print(f"{'at rest':>9}{own:9.0f}{theirs:9.0f}{sum(came.values()):9}")
    print("  " + ", ".join(f"{what} {number:,}" for what, number in sorted(came.items())))
    print(f"  at most {most:.0f} MB; below {LARGEST} MB: {'yes' if most < LARGEST else 'NO'}", flush=True)


def _client(number: int, port: int, until: float, came: Counter[str]) -> None:
    """Ask until the time is over, and count what comes."""
    chance = random.Random(number)
    while time.monotonic() < until:
        address, headers = _request(chance)
        act = chance.choices((_read, _abandon, _read_slowly), (14, 1, 1))[0]
        with suppress(OSError, http.client.HTTPException):
            came[act(port, address, headers)] += 1


def _request(chance: random.Random) -> tuple[str, dict[str, str]]:
    """Return an address and the headers to ask it with."""
    headers = {"Accept-Encoding": chance.choice(("gzip", "identity"))}
    kind = chance.choices(("honest", "page", "large", "abusive", "new"), (8, 4, 2, 1, 3))[0]
    if kind == "page":
        return chance.choice(_PAGES), {**headers, "Accept": "text/html, */*;q=0.5"}
    query = chance.choice({"honest": _HONEST, "large": _LARGE, "abusive": _ABUSIVE, "new": _HONEST}[kind])
    if kind == "new":  # fills what is kept, with queries and headers that nobody sent before
        query += f" # {chance.random()} {'x' * chance.randrange(20_000)}"
        headers["X-Filling"] = "x" * chance.randrange(8_000)
    is_graph = query.startswith(("CONSTRUCT", "DESCRIBE"))
    path = chance.choice(("/sparql", "/sparql", "/sparql", "/query", "/query.ttl" if is_graph else "/query.csv"))
    accept = "text/html" if path == "/query" else chance.choice(_GRAPHS if is_graph else _ROWS)
    return f"{path}?{urlencode({'query': query})}", {**headers, "Accept": accept}


def _read(port: int, address: str, headers: dict[str, str]) -> str:
    """Ask and read the whole answer, as most do."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        while answer.read(65_536):
            pass
        return str(answer.status)
    finally:
        connection.close()


def _abandon(port: int, address: str, headers: dict[str, str]) -> str:
    """Ask and go away at once."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers=headers)
    time.sleep(0.1)
    connection.close()
    return "abandoned"


def _read_slowly(port: int, address: str, headers: dict[str, str]) -> str:
    """Ask, and read a little of the answer now and then for some seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        for _ in range(8):
            answer.read(4_096)
            time.sleep(0.5)
        return "read slowly"
    finally:
        connection.close()


@contextmanager
def _serving(directory: Path) -> Iterator[tuple[int, int]]:
    """Serve a build; yields the server's process and its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    words = [sys.executable, "-m", "casegraph", "serve", "--no-log", "--port", str(port), "--graph", str(directory)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(lambda: socket.create_connection(("127.0.0.1", port), 1).close())
            yield process.pid, port
        finally:
            process.terminate()


def _wait(attempt: Callable[[], object]) -> None:
    for _ in range(300):
        try:
            attempt()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The server does not start.")


def _memory(process: int) -> tuple[float, float]:
    """Return how many megabytes a process and its children have right now."""
    own = _resident(process)
    children: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):
            children += map(int, (task / "children").read_text().split())
    return own, sum(map(_resident, children))


def _resident(process: int) -> float:
    with suppress(OSError):
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return float(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    return 0.0


if __name__ == "__main__":
    if len(sys.argv) > 2:
        soak(Path(sys.argv[2]), float(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            build([SHIPPED], Path(made) / "exports")
            soak(Path(made) / "exports", float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
