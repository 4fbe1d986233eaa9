"""Fifty clients at once, and the servers that they ask: ours, Oxigraph's own, and rdflib-endpoint.

The mix, by weight: labels of a thing 8, a review's heading and year 8, sentences to an agency 4, themes by agencies 2, pairs of
keywords 1, DESCRIBE 3.
"""

import http.client
import os
import random
import shutil
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from casegraph.names import PREFIXES

__all__ = [
    "CLIENTS",
    "SECONDS",
    "Asked",
    "Running",
    "Tally",
    "casegraph_serve",
    "load_row",
    "mix_of",
    "oxigraph_server",
    "rdflib_endpoint",
]

CLIENTS = 50
SECONDS = float(os.environ.get("CASEGRAPH_LOAD_SECONDS", "10"))

_DECLARED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_TABLE = """SELECT ?theme ?agency (COUNT(DISTINCT ?r) AS ?n) { ?r a cg:Recommendation ; cg:hasTheme ?theme ;
  cg:addressedToExplicitly ?agency } GROUP BY ?theme ?agency"""
_PAIRS = """SELECT ?one ?other (COUNT(*) AS ?n) { ?r dcterms:subject ?one, ?other FILTER(STR(?one) < STR(?other)) }
  GROUP BY ?one ?other ORDER BY DESC(?n) ?one ?other LIMIT 20"""

Asked = tuple[str, str, "list[str] | None"]
"""A query or an address, the media type wanted, and the sorted lines of the right answer if it is known."""


@dataclass(slots=True)
class Tally:
    """What came of a load: the wait of each answer in seconds, and how many were errors or wrong."""

    waits: list[float] = field(default_factory=list)
    errors: int = 0
    wrong: int = 0
    seconds: float = 1.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    def wait(self, share: float) -> float:
        """How long this share of all answers took at most, in milliseconds."""
        return 1000 * sorted(self.waits)[min(len(self.waits) - 1, int(share * len(self.waits)))] if self.waits else 0


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: its port, and its process."""

    port: int
    process: "subprocess.Popen[bytes]"

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used."""
        numbers = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Return the memory of it and of its processes."""
        threads = Path(f"/proc/{self.process.pid}/task")
        children = [pid for each in threads.glob("*/children") for pid in each.read_text().split()]
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in (self.process.pid, *children)]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def mix_of(store: Store) -> list[Asked]:
    """Return the queries, each as often as it weighs, with their right answers."""
    agencies = [row[0].value for row in _select(store, "SELECT DISTINCT ?a { ?r cg:addressedTo ?a }")]
    reviews = [row[0].value for row in _select(store, "SELECT ?r { ?r a cg:Review }")]
    chance = random.Random(7)
    queries = []
    for _ in range(8):
        queries.append(f"SELECT ?label {{ <{chance.choice(agencies)}> skos:prefLabel ?label }}")
        queries.append(f"SELECT ?label ?year {{ <{chance.choice(reviews)}> rdfs:label ?label ; cg:year ?year }}")
    for _ in range(4):
        queries.append(f"SELECT ?text {{ ?r cg:addressedToExplicitly <{chance.choice(agencies)}> ; cg:text ?text }}")
    queries += [_TABLE, _TABLE, _PAIRS]
    mix: list[Asked] = []
    for query in queries:
        found = store.query(_DECLARED + query)
        assert isinstance(found, QuerySolutions)
        lines = found.serialize(format=QueryResultsFormat.TSV)
        mix.append((_DECLARED + query, "text/tab-separated-values", sorted((lines or b"").decode().split())))
    described = [f"{_DECLARED}DESCRIBE <{chance.choice(agencies)}>" for _ in range(3)]
    return [*mix, *((query, "application/n-triples", None) for query in described)]


def _select(store: Store, query: str) -> QuerySolutions:
    found = store.query(_DECLARED + query)
    assert isinstance(found, QuerySolutions)
    return found


def load_row(
    name: str, server: AbstractContextManager[Running], path: str, mix: Sequence[Asked], *, fresh: bool = False
) -> Tally:
    """Let fifty clients ask a server, and print a row of the table."""
    with server as running:
        tally = _load(running.port, path, mix, fresh=fresh)
    print(
        f"  {name:36}{tally.rate:10,.0f}{tally.wait(0.5):9,.0f}{tally.wait(0.99):9,.0f}{tally.errors:8,}{tally.wrong:7,}",
        flush=True,
    )
    return tally


def _load(port: int, path: str, mix: Sequence[Asked], *, fresh: bool) -> Tally:
    """Let all clients ask until the time is over; a *fresh* query has a comment, a fresh page a parameter, that nobody sent before."""
    whole, lock = Tally(seconds=SECONDS), threading.Lock()
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        chance, own = random.Random(number), Tally()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < until:
            text, accept, right = chance.choice(mix)
            if fresh:
                text += f"\n# {chance.random()}" if path else f"{'&' if '?' in text else '?'}new={chance.random()}"
            start = time.perf_counter()
            try:
                address = f"{path}?{urlencode({'query': text})}" if path else text
                connection.request("GET", address, headers={"Accept": accept})
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException):
                own.errors += 1
                connection.close()
                continue
            own.waits.append(time.perf_counter() - start)
            own.errors += answer.status != 200
            own.wrong += answer.status == 200 and right is not None and sorted(body.decode().split()) != right
        connection.close()
        with lock:
            whole.waits += own.waits
            whole.errors += own.errors
            whole.wrong += own.wrong

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return whole


@contextmanager
def _running(words: Sequence[str | Path], port: int) -> Iterator[Running]:
    """Start a server, wait until it takes connections, and end it with the block."""
    with subprocess.Popen([*words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(15_000):
                with socket.socket() as trial:
                    if trial.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.02)
            yield Running(port, process)
        finally:
            process.terminate()


def _free() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}")
    return found or sys.exit(f"{name} is missing: .ci/setup bench installs it.")


def casegraph_serve(out: Path) -> AbstractContextManager[Running]:
    """Our server of the build in *out*."""
    port = _free()
    return _running([sys.executable, "-m", "casegraph", "serve", "--no-log", "--port", str(port), "--graph", out], port)


def oxigraph_server(out: Path, folder: Path) -> AbstractContextManager[Running]:
    """Oxigraph's own server, which guards nothing, over a copy of the store of the build in *out*."""
    port, location = _free(), folder / "oxigraph"
    shutil.rmtree(location, ignore_errors=True)
    shutil.copytree(out / "store", location)
    words: list[str | Path] = [
        _program("oxigraph"),
        "serve-read-only",
        "--location",
        location,
        "--bind",
        f"127.0.0.1:{port}",
    ]
    return _running(words, port)


def rdflib_endpoint(out: Path) -> AbstractContextManager[Running]:
    """rdflib-endpoint over the triples of the build in *out*."""
    port = _free()
    return _running([_program("rdflib-endpoint"), "serve", "--port", str(port), out / "casegraph.ttl"], port)
