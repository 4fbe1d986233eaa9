"""SPARQL endpoints to ask: Oxigraph's own server over a build, and made-up ones that answer as told."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from serving import until

_PORTS = iter(range(20_000 + os.getpid() % 100 * 100, 32_000))


def free_port() -> int:
    """A port of this computer that nothing listens on, and that the system gives to no other test before it is used."""
    return next(port for port in _PORTS if not listens(port))


def listens(port: int) -> bool:
    """Whether something takes connections at a port of this computer."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


@contextmanager
def oxigraph(built: Path) -> Iterator[str]:
    """The address of a server of Oxigraph's own over the store of that build."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve-read-only"]
    command += ["--location", str(built / "store"), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until(lambda: process.poll() is None and listens(port))
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def answering(answer: Answer) -> Iterator[tuple[str, list[tuple[str, dict[str, str], bytes]]]]:
    """The address of a server that answers each POST as told, and the paths, headers and bodies that it got."""
    got: list[tuple[str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            answer(self, body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/sparql", got
        finally:
            server.shutdown()
            thread.join()


def sent(status: int, body: bytes = b"", media_type: str = "application/sparql-results+json", **headers: str) -> Answer:
    """An answer that is always the same."""

    def answer(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": media_type, "Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


TRUE = json.dumps({"head": {}, "boolean": True}).encode()
NO_ROWS = json.dumps({"head": {"vars": ["base"]}, "results": {"bindings": []}}).encode()


VIRTUOSO = "virtuoso-t", "isql-vt"
"""Virtuoso's server and its shell, of Debian's package virtuoso-opensource-7-bin."""

_SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
DirsAllowed = .
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def virtuoso(built: Path, folder: Path) -> Iterator[str]:
    """The address of a Virtuoso with the graph of that build, its files in an empty folder; ended with the block."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(sql=sql, http=http), encoding="utf-8")
    shutil.copy(built / "casegraph.nt", folder)
    server, shell = map(shutil.which, VIRTUOSO)
    assert server and shell
    command = [server, "+foreground", "+configfile", "virtuoso.ini"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until(lambda: listens(http))
            load = "ld_dir('.', 'casegraph.nt', 'https://w3id.org/casegraph/'); rdf_loader_run(); checkpoint;"
            subprocess.run(
                [shell, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True, timeout=600
            )
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            process.kill()  # it may be busy with a query for ever, and nobody needs its files
