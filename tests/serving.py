"""A running ``casegraph serve``, and what a client gets from it."""

import http.client
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

PATIENCE = 300
"""Seconds in which an answer must come: longer than any takes on a busy machine."""


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds: look again and again, as often as a slow machine may need."""
    for _ in range(6_000):
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError("it never held")


def workers(server: "Server") -> list[str]:
    """The ids of the processes of a server that evaluate queries; threads that start them can end meanwhile."""
    found: list[str] = []
    for children in Path(f"/proc/{server.pid}/task").glob("*/children"):
        with suppress(OSError):
            found += children.read_text().split()
    return found


class Server:
    """A running `casegraph serve`."""

    def __init__(self, address: str, pid: int) -> None:
        self.pid = pid
        self.host, _, port = address.partition(":")
        self.port = int(port)

    def ask(
        self, method: str, target: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body of an answer; a network that is still being measured is asked for again."""
        status, told, content = self._ask(method, target, body, headers)
        while status == 503 and target.startswith("/networks/"):
            time.sleep(0.5)
            status, told, content = self._ask(method, target, body, headers)
        return status, told, content

    def _ask(
        self, method: str, target: str, body: bytes | None, headers: dict[str, str] | None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, target, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        """Whether it takes requests by now."""
        try:
            return self.ask("GET", "/build.json")[0] > 0
        except OSError:
            return False

    def query(self, text: str, accept: str = "*/*", **parameters: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to a query by GET."""
        return self.ask("GET", f"/sparql?{urlencode({'query': text, **parameters})}", headers={"Accept": accept})


@contextmanager
def serving(source: Path | str, *options: str) -> Iterator[Server]:
    """A server of the build in a folder, or of the graph at an address, on a port of its own; ended with the block.

    Its queries may take ten minutes, so that none fails because the machine is busy; *options* can say otherwise.
    """
    command = [
        sys.executable,
        "-m",
        "casegraph",
        "serve",
        "--port",
        "0",
        "--no-log",
        "--graph" if isinstance(source, Path) else "--endpoint",
        str(source),
        "--timeout",
        "600",
        *options,
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = [line := process.stderr.readline()]
        while line and "is served at" not in line:
            lines.append(line := process.stderr.readline())
        address = re.search(r"is served at http://([^/]+)/", line)
        assert address, lines
        # A pipe that nobody reads fills up with the traces of errors, and then the server waits for ever.
        reading = threading.Thread(target=shutil.copyfileobj, args=(process.stderr, sys.stderr), daemon=True)
        reading.start()
        running = Server(address[1], process.pid)
        until(running.answers)
        try:
            yield running
        finally:
            process.terminate()
            process.wait()
            reading.join()
