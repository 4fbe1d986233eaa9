"""A query evaluated over a store of pyoxigraph, and its result written in bytes, within limits on rows and bytes.

The worker process runs this, and so does a store in memory. The worker starts within a few milliseconds, so this module
imports as little as it can: of casegraph only ``csv_table``, ``rdf.turtle`` and ``outcome``. Limits hold while a result is written, not afterwards.
"""

import json
import re

import pyoxigraph as ox

from casegraph.csv_table import BYTE_ORDER_MARK, csv_lines
from casegraph.rdf.turtle import turtle
from casegraph.store.outcome import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

__all__ = ["Evaluation", "evaluate", "in_order", "named", "reads", "written"]

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,  # only for ASK
    "excel": ox.QueryResultsFormat.CSV,
}
_GRAPHS = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class Evaluation:
    """A query with all that decides on its result; a plain class, as dataclasses take too long to import.

    *star* is the place of the ``*`` in SELECT *, None for a query that names its variables. With *first*, only that many
    rows or triples are written, and at most *counted* rows are counted. *largest* bounds the bytes, None does not.
    """

    def __init__(
        self,
        query: str,
        *,
        star: "int | None",
        rows: str = "json",
        graph: str = "ntriples",
        relative_to: "str | None" = None,
        first: "int | None" = None,
        counted: int = 0,
        largest: "int | None" = None,
        base: str = "",
        prefixes: "dict[str, str] | None" = None,
    ) -> None:
        self.query = query
        self.star = star
        self.rows = rows
        self.graph = graph
        self.relative_to = relative_to
        self.first = first
        self.counted = counted
        self.largest = largest
        self.base = base
        self.prefixes = prefixes or {}


class _TooLargeError(Exception):
    """The result has more bytes than it may have."""


class _Bounded:
    """A file in memory that takes a number of bytes and no more."""

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


def evaluate(store: ox.Store, wanted: Evaluation, writers: "Mapping[str, Callable[[str, str], str]]") -> Outcome:
    """Return what became of a query (see ``written``)."""

    def found() -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
        found = _query(store, wanted.query, wanted)
        if wanted.star is not None and isinstance(found, ox.QuerySolutions):
            names = [variable.value for variable in found.variables]
            found = _query(store, named(wanted.query, wanted.star, names), wanted)
        return found

    return written(found, wanted, writers)


def written(
    find: "Callable[[], ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]]",
    wanted: Evaluation,
    writers: "Mapping[str, Callable[[str, str], str]]",
) -> Outcome:
    """Return what *find* gives, written; *writers* write a graph's N-Triples as formats of their own."""
    try:
        found = find()
        if isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
            return _rows(found, wanted)
        return _graph(found, wanted, writers)
    except SyntaxError as error:
        return Outcome("syntax", message=str(error))
    except MemoryError:
        return Outcome("memory")
    except _TooLargeError:
        return Outcome("large")
    except (OSError, RuntimeError, ValueError) as error:
        return Outcome("failed", message=str(error))


def reads(text: str, wanted: Evaluation) -> str:
    """Return what the engine has against the text of a query; empty if it can be read."""
    try:
        _query(ox.Store(), text, wanted)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        pass
    return ""


def _query(store: ox.Store, text: str, wanted: Evaluation) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
    """Run a query over the graph of the store: FROM, where the guard lets it pass, means that one."""
    return store.query(text, prefixes=wanted.prefixes, base_iri=wanted.relative_to, default_graph=ox.DefaultGraph())


def named(query: str, star: int, variables: list[str]) -> str:
    """Name the variables of SELECT * in the order in which the query has them; the engine sorts them."""
    names = " ".join(f"?{name}" for name in in_order(query, variables))
    return f"{query[:star]} {names} {query[star + 1 :]}" if names else query


def in_order(query: str, variables: list[str]) -> list[str]:
    """Return variables in the order in which a query has them."""
    return sorted(variables, key=lambda name: _mention(query, name))


def _mention(query: str, name: str) -> int:
    found = re.search(rf"[?$]{re.escape(name)}(?![\w\u00b7])", query)
    return found.start() if found else len(query)


def _rows(found: "ox.QuerySolutions | ox.QueryBoolean", wanted: Evaluation) -> Outcome:
    """Write rows, or a truth value; CSV by our own writer, as the engine's does not quote IRIs."""
    if isinstance(found, ox.QuerySolutions) and wanted.first is not None:
        return _first_rows(found, wanted.first, wanted)
    written = _Bounded(wanted.largest)
    if isinstance(found, ox.QuerySolutions) and wanted.rows in ("csv", "excel"):
        written.write(BYTE_ORDER_MARK.encode() if wanted.rows == "excel" else b"")
        for line in csv_lines((each.value for each in found.variables), _plain_rows(found), line_end="\r\n"):
            written.write(line.encode())
    else:
        found.serialize(written, format=_ROWS[wanted.rows])  # type: ignore[arg-type]
    return Outcome("rows", written.content())


def _plain_rows(found: ox.QuerySolutions) -> "Iterator[list[str | None]]":
    """Yield rows as CSV has them: the text of IRIs and literals alone."""
    for row in found:
        yield [term.value if isinstance(term, ox.NamedNode | ox.Literal) else term and str(term) for term in row]


def _first_rows(found: ox.QuerySolutions, first: int, wanted: Evaluation) -> Outcome:
    """Write the first rows, as many as are wanted and have room, as JSON; count the others to a limit."""
    names = [variable.value for variable in found.variables]
    rows: list[str] = []
    room = float("inf") if wanted.largest is None else wanted.largest
    total, more = 0, False
    for row in found:
        if total == wanted.counted:
            more = True
            break
        if total == len(rows) < first:
            text = json.dumps({name: _term(term) for name, term in zip(names, row) if term is not None})  # noqa: B905
            room -= len(text)
            if room >= 0:
                rows.append(text)
            elif not rows:
                raise _TooLargeError
        total += 1
    body = f'{{"head":{{"vars":{json.dumps(names)}}},"results":{{"bindings":[{", ".join(rows)}]}}}}'
    return Outcome("rows", body.encode(), kept=len(rows), total=total, more=more)


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


def _graph(
    found: "Iterable[ox.Triple]", wanted: Evaluation, writers: "Mapping[str, Callable[[str, str], str]]"
) -> Outcome:
    """Write triples sorted and each once; of more than are wanted only the count."""
    lines: dict[str, ox.Triple] = {}
    room = float("inf") if wanted.largest is None else wanted.largest
    for triple in found:
        line = str(triple)
        if line not in lines:
            if len(lines) == wanted.first:
                return Outcome("graph", total=len(lines), more=True)
            room -= len(line) + 3
            if room < 0:
                raise _TooLargeError
            lines[line] = triple
    body = _serialised(lines, wanted, writers)
    if wanted.largest is not None and len(body) > wanted.largest:
        raise _TooLargeError
    return Outcome("graph", body, total=len(lines))


def _serialised(
    lines: dict[str, ox.Triple], wanted: Evaluation, writers: "Mapping[str, Callable[[str, str], str]]"
) -> bytes:
    """Write triples with the prefixes that they use; names of blank nodes depend on the graph only."""
    ends = [end for triple in lines.values() for end in (triple.subject, triple.object)]
    if any(isinstance(end, ox.BlankNode) for end in ends):
        graph = ox.Dataset(ox.Quad(*triple) for triple in lines.values())
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        lines = {str(quad.triple): quad.triple for quad in graph}
    ntriples = "".join(f"{line} .\n" for line in sorted(lines))
    if wanted.graph == "ntriples":
        return ntriples.encode()
    if wanted.graph == "turtle":
        return turtle(ntriples, wanted.prefixes).encode()
    if wanted.graph in writers and all(isinstance(end, ox.NamedNode | ox.Literal) for end in ends):
        return writers[wanted.graph](ntriples, wanted.base).encode()
    triples = (lines[line] for line in sorted(lines))
    return ox.serialize(triples, format=_GRAPHS[wanted.graph], prefixes=wanted.prefixes) or b""
