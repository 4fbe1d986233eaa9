"""The process that runs queries, so that it can be killed whatever the engine is doing.

Started by ``casegraph.store.local`` as ``python -I -S worker.py STORE MEMORY PACKAGES [MODULE]``. A query on the command
line waits for it, so it imports as little as it can: of casegraph only ``csv_table``, and on a server MODULE, whose
GRAPH_FORMATS write graphs. A request is a line of JSON on stdin. An answer on stdout is a line of JSON, with the size of
the bytes that follow it. Limits on rows and bytes hold while an answer is written, not afterwards.
"""

import json
import os
import re
import sys
from _queue import SimpleQueue
from _thread import start_new_thread

if __name__ == "__main__":
    sys.path.append(sys.argv[3])
    # The package without its __init__.py, which would import typing and more.
    sys.modules["casegraph"] = package = type(sys)("casegraph")
    package.__path__ = [os.path.dirname(os.path.dirname(__file__))]  # noqa: PTH120 - pathlib takes 4 ms

import pyoxigraph as ox

from casegraph.csv_table import BYTE_ORDER_MARK, csv_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

__all__: list[str] = []

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,  # only for ASK
    "excel": ox.QueryResultsFormat.CSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_WRITERS: "dict[str, Any]" = {}


class _TooLargeError(Exception):
    """The answer has more bytes than it may have."""


class _Bounded:
    """A file in memory that takes so many bytes and no more."""

    def __init__(self, largest: "int | None") -> None:
        self._left = float("inf") if largest is None else largest
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._left -= len(piece)
        if self._left < 0:
            raise _TooLargeError
        self._pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what was written is there."""

    def content(self) -> bytes:
        return b"".join(self._pieces)


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
        return {"kind": "parsed", "messages": [_parse(text, request) for text in request["parse"]]}, b""
    try:
        found = _query(store, request["query"], request)
        if request["star"] is not None and isinstance(found, ox.QuerySolutions):
            names = [variable.value for variable in found.variables]
            found = _query(store, _named(request["query"], request["star"], names), request)
        if isinstance(found, ox.QueryTriples):
            return _graph(found, request)
        if isinstance(found, ox.QuerySolutions) and request["first"] is not None:
            return _first_rows(found, request)
        return {"kind": "rows"}, _rows(found, request)
    except SyntaxError as error:
        return {"kind": "syntax", "message": str(error)}, b""
    except MemoryError:
        return {"kind": "memory"}, b""
    except _TooLargeError:
        return {"kind": "large"}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"kind": "failed", "message": str(error)}, b""


def _query(
    store: ox.Store, text: str, request: "dict[str, Any]"
) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
    """Run a query over the graph of the store: FROM, where the guard lets it pass, means that one."""
    return store.query(text, prefixes=request["prefixes"], base_iri=request["base"], default_graph=ox.DefaultGraph())


def _named(query: str, star: int, variables: list[str]) -> str:
    """Name the variables of SELECT * in the order in which the query has them; the engine sorts them."""
    order = sorted(variables, key=lambda name: _mention(query, name))
    return f"{query[:star]} {' '.join(f'?{name}' for name in order)} {query[star + 1 :]}" if order else query


def _mention(query: str, name: str) -> int:
    found = re.search(rf"[?$]{re.escape(name)}(?![\w\u00b7])", query)
    return found.start() if found else len(query)


def _parse(text: str, request: "dict[str, Any]") -> str:
    """Return what the engine has against a text; empty if it can be read."""
    try:
        _query(ox.Store(), text, request)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        pass
    return ""


def _rows(found: "ox.QuerySolutions | ox.QueryBoolean", request: "dict[str, Any]") -> bytes:
    """Write all rows, or a truth value; CSV by our own writer, as the engine's does not quote IRIs."""
    written = _Bounded(request["largest"])
    if isinstance(found, ox.QuerySolutions) and request["rows"] in ("csv", "excel"):
        written.write(BYTE_ORDER_MARK.encode() if request["rows"] == "excel" else b"")
        for line in csv_lines((each.value for each in found.variables), _plain_rows(found), line_end="\r\n"):
            written.write(line.encode())
    else:
        found.serialize(written, format=_ROWS[request["rows"]])  # type: ignore[arg-type]
    return written.content()


def _plain_rows(found: ox.QuerySolutions) -> "Iterator[list[str | None]]":
    """Yield rows as CSV has them: the text of IRIs and literals alone."""
    for row in found:
        yield [term.value if isinstance(term, ox.NamedNode | ox.Literal) else term and str(term) for term in row]


def _first_rows(found: ox.QuerySolutions, request: "dict[str, Any]") -> "tuple[dict[str, Any], bytes]":
    """Write the first rows, as many as are asked for and have room, as JSON; count the others to a limit."""
    names = [variable.value for variable in found.variables]
    rows: list[str] = []
    room, total, more = request["largest"], 0, False
    for row in found:
        if total == request["counted"]:
            more = True
            break
        if total == len(rows) < request["first"]:
            text = json.dumps({name: _term(term) for name, term in zip(names, row) if term is not None})  # noqa: B905
            room -= len(text)
            if room >= 0:
                rows.append(text)
            elif not rows:
                raise _TooLargeError
        total += 1
    head = {"kind": "rows", "kept": len(rows), "total": total, "more": more}
    return head, f'{{"head":{{"vars":{json.dumps(names)}}},"results":{{"bindings":[{", ".join(rows)}]}}}}'.encode()


def _term(term: "Any") -> "dict[str, Any]":
    """Return a term in SPARQL's JSON."""
    if isinstance(term, ox.Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), term)  # noqa: B905
        return {"type": "triple", "value": {name: _term(part) for name, part in parts}}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


def _graph(found: "Iterable[ox.Triple]", request: "dict[str, Any]") -> "tuple[dict[str, Any], bytes]":
    """Write triples sorted and each once; of more than are asked for only the count."""
    lines: dict[str, ox.Triple] = {}
    room = float("inf") if request["largest"] is None else request["largest"]
    for triple in found:
        line = str(triple)
        if line not in lines:
            if len(lines) == request["first"]:
                return {"kind": "graph", "total": len(lines), "more": True}, b""
            room -= len(line) + 3
            if room < 0:
                raise _TooLargeError
            lines[line] = triple
    body = _serialised(lines, request)
    if request["largest"] is not None and len(body) > request["largest"]:
        raise _TooLargeError
    return {"kind": "graph", "total": len(lines), "more": False}, body


def _serialised(lines: dict[str, ox.Triple], request: "dict[str, Any]") -> bytes:
    """Write triples with the prefixes that they use; names of blank nodes depend on the graph only."""
    ends = [end for triple in lines.values() for end in (triple.subject, triple.object)]
    if any(isinstance(end, ox.BlankNode) for end in ends):
        graph = ox.Dataset(ox.Quad(*triple) for triple in lines.values())
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        lines = {str(quad.triple): quad.triple for quad in graph}
    triples = [lines[line] for line in sorted(lines)]
    if request["graph"] in _WRITERS and all(isinstance(end, ox.NamedNode | ox.Literal) for end in ends):
        ntriples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        text: str = _WRITERS[request["graph"]].write(ntriples.decode(), request["graph_base"])
        return text.encode()
    text = "\n".join(lines)
    used = {name: iri for name, iri in request["prefixes"].items() if f"<{iri}" in text}
    return ox.serialize(triples, format=_GRAPHS[request["graph"]], prefixes=used) or b""


def _listen(requests: "SimpleQueue[bytes]") -> None:
    """Pass requests on; end this process when whoever asks is gone, even in the middle of a query."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _send(head: "dict[str, Any]", body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def _peak() -> int:
    """Return how many bytes of memory this process has had at most; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _load(module: str) -> None:
    """Import the module whose GRAPH_FORMATS write graphs; later no file can be opened."""
    import importlib

    _WRITERS.update(importlib.import_module(module).GRAPH_FORMATS)


def _main(path: str, memory: int, modules: list[str]) -> None:
    try:
        store = ox.Store.read_only(path)
    except (OSError, RuntimeError, ValueError) as error:
        _send({"kind": "closed", "message": str(error)})
        return
    for module in modules:
        _load(module)
    requests: SimpleQueue[bytes] = SimpleQueue()
    start_new_thread(_listen, (requests,))
    _limit(memory)
    _send({"kind": "ready"})
    while True:
        head, body = _answer(store, json.loads(requests.get()))
        _send({**head, "peak": _peak()}, body)
        del head, body


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), sys.argv[4:])
