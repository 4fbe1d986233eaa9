"""The process that evaluates queries, so that it can be killed whatever the engine is doing.

Started by ``casegraph.store.process`` as ``python -I -S worker.py STORE MEMORY PACKAGES [MODULE]``. A query on the
command line waits for it, so it imports as little as it can, and on a server also MODULE, whose GRAPH_FORMATS write
graphs. A request is a line of JSON on stdin. An answer on stdout is a line of JSON, with the size of the bytes that
follow it.
"""

import json
import os
import sys
from _queue import SimpleQueue
from _thread import start_new_thread

if __name__ == "__main__":
    sys.path.append(sys.argv[3])
    # The package without its __init__.py, which would import typing and more.
    sys.modules["casegraph"] = package = type(sys)("casegraph")
    package.__path__ = [os.path.dirname(os.path.dirname(__file__))]  # noqa: PTH120 - pathlib takes 4 ms

import pyoxigraph as ox

from casegraph.store.evaluation import Evaluation, evaluate, reads
from casegraph.store.serialisation import serialise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__: list[str] = []

_OPENED = 16
"""Tables that RocksDB opens with a store."""


def _limit(memory: int, path: str) -> None:
    """Bound the memory of this process, and let it open nothing more: no file, no connection.

    RocksDB opens the first 16 tables of a store at once, and more of them when a query needs them: a store that has more may
    open as many files as it has tables.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    tables = sum(name.endswith(".sst") for name in os.listdir(path))  # noqa: PTH208 - pathlib takes 4 ms
    files = _next_file() + tables if tables > _OPENED else 0
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, files)):
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):  # macOS knows no bound on memory
            continue


def _next_file() -> int:
    """Return the number that the next file would get."""
    file = os.dup(sys.stdin.fileno())
    os.close(file)
    return file


def _answer(
    store: ox.Store, request: "dict[str, Any]", writers: "dict[str, Callable[[str, str], str]]"
) -> "tuple[dict[str, Any], bytes]":
    """Return the head and the bytes that answer one request."""
    texts = request.pop("parse", None)
    wanted = Evaluation(**request)
    if texts is not None:
        return {"kind": "parsed", "messages": [reads(text, wanted) for text in texts]}, b""
    head = vars(serialise(lambda: evaluate(store, wanted), wanted, writers))
    return head, head.pop("body")


def _listen(requests: "SimpleQueue[bytes]") -> None:
    """Pass requests on; end this process when the other side is gone, even in the middle of a query.

    It ends too where the memory does not suffice for a request: nobody would answer the next ones.
    """
    try:
        requests.put(b"")  # it listens
        for line in sys.stdin.buffer:
            requests.put(line)
    finally:
        os._exit(0)


def _send(head: "dict[str, Any]", body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def _peak() -> int:
    """Return the most bytes of memory that this process has had; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _load(module: str) -> "dict[str, Callable[[str, str], str]]":
    """Import the module whose GRAPH_FORMATS write graphs; later no file can be opened."""
    import importlib

    formats = importlib.import_module(module).GRAPH_FORMATS
    return {name: each.text for name, each in formats.items()}


def _main(path: str, memory: int, modules: list[str]) -> None:
    try:
        store = ox.Store.read_only(path)
    except (OSError, RuntimeError, ValueError) as error:
        _send({"kind": "closed", "message": str(error)})
        return
    writers: dict[str, Callable[[str, str], str]] = {}
    for module in modules:
        writers |= _load(module)
    requests: SimpleQueue[bytes] = SimpleQueue()
    start_new_thread(_listen, (requests,))
    requests.get()  # a thread that starts under the limit could die before it listens
    _limit(memory, path)
    _send({"kind": "ready"})
    while True:
        head, body = _answer(store, json.loads(requests.get()), writers)
        _send({**head, "peak": _peak()}, body)
        del head, body


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), sys.argv[4:])
