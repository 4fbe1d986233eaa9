"""The process that runs queries, so that it can be ended whatever the engine is doing.

Started by ``casegraph.rdf.querying`` as ``python -I -S worker.py STORE MEMORY PACKAGES``; it imports nothing of
casegraph and as little as it can, because a query on the command line waits for it. A request is a line of JSON on
stdin. An answer on stdout is a line of JSON, with the size of the bytes that follow it.
"""

import json
import os
import re
import sys
from _queue import SimpleQueue
from _thread import start_new_thread

if __name__ == "__main__":
    sys.path.append(sys.argv[3])

import pyoxigraph as ox

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__: list[str] = []

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}


def _limit(memory: int) -> None:
    """Bound the memory of this process, and let it open nothing more: no file, no connection."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 0)):
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):  # macOS knows no bound on memory
            continue


def _answer(store: ox.Store, request: "dict[str, Any]") -> "tuple[dict[str, Any], bytes]":
    """Return the head and the bytes that answer one request."""
    if "parse" in request:
        return {"kind": "parsed", "messages": [_parse(text, request["prefixes"]) for text in request["parse"]]}, b""
    try:
        found = store.query(request["query"], prefixes=request["prefixes"])
        if request["star"] is not None and isinstance(found, ox.QuerySolutions):
            named = _named(request["query"], request["star"], [variable.value for variable in found.variables])
            found = store.query(named, prefixes=request["prefixes"])
        if isinstance(found, ox.QueryTriples):
            return {"kind": "graph"}, _serialised(set(found), request["prefixes"], _GRAPHS[request["graph"]])
        return {"kind": "rows"}, found.serialize(format=_ROWS[request["rows"]]) or b""
    except SyntaxError as error:
        return {"kind": "syntax", "message": str(error)}, b""
    except MemoryError:
        return {"kind": "memory"}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"kind": "failed", "message": str(error)}, b""


def _named(query: str, star: int, variables: list[str]) -> str:
    """Name the variables of SELECT * in the order in which the query has them; the engine sorts them."""
    order = sorted(variables, key=lambda name: _mention(query, name))
    return f"{query[:star]} {' '.join(f'?{name}' for name in order)} {query[star + 1 :]}" if order else query


def _mention(query: str, name: str) -> int:
    found = re.search(rf"[?$]{re.escape(name)}(?![\w\u00b7])", query)
    return found.start() if found else len(query)


def _parse(text: str, prefixes: dict[str, str]) -> str:
    """Return what the engine has against a text; empty if it can be read."""
    try:
        ox.Store().query(text, prefixes=prefixes)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        pass
    return ""


def _serialised(found: "Iterable[ox.Triple]", prefixes: dict[str, str], syntax: ox.RdfFormat) -> bytes:
    """Write triples sorted, with the prefixes that they use; names of blank nodes depend on the graph only."""
    triples = list(found)
    if any(isinstance(node, ox.BlankNode) for triple in triples for node in (triple.subject, triple.object)):
        graph = ox.Dataset(ox.Quad(*triple) for triple in triples)
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        triples = [quad.triple for quad in graph]
    lines = sorted((str(triple), triple) for triple in triples)
    text = "\n".join(line for line, _ in lines)
    used = {name: iri for name, iri in prefixes.items() if f"<{iri}" in text}
    return ox.serialize((triple for _, triple in lines), format=syntax, prefixes=used) or b""


def _listen(requests: "SimpleQueue[bytes]") -> None:
    """Pass requests on; end this process when whoever asks is gone, even in the middle of a query."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _send(head: "dict[str, Any]", body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _main(path: str, memory: int) -> None:
    try:
        store = ox.Store.read_only(path)
    except (OSError, RuntimeError, ValueError) as error:
        _send({"kind": "closed", "message": str(error)})
        return
    requests: SimpleQueue[bytes] = SimpleQueue()
    start_new_thread(_listen, (requests,))
    _limit(memory)
    _send({"kind": "ready"})
    while True:
        _send(*_answer(store, json.loads(requests.get())))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]))
