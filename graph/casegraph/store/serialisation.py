"""The result of a query in bytes, within limits on rows and bytes, which hold while it is written, not afterwards."""

import json

import pyoxigraph as ox

from casegraph.csv_table import BYTE_ORDER_MARK, csv_lines
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.rdf.turtle import turtle
from casegraph.store.evaluation import Evaluation
from casegraph.store.outcome import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

__all__ = ["serialise"]

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


def serialise(
    run: "Callable[[], ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]]",
    wanted: Evaluation,
    writers: "Mapping[str, Callable[[str, str], str]]",
) -> Outcome:
    """Return in bytes what *run* gives, or how it failed; *writers* write a graph's N-Triples as formats of their own."""
    try:
        result = run()
        if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
            return _rows(result, wanted)
        return _graph(result, wanted, writers)
    except SyntaxError as error:
        return Outcome("syntax", message=str(error))
    except MemoryError:
        return Outcome("memory")
    except _TooLargeError:
        return Outcome("large")
    except (OSError, RuntimeError, ValueError) as error:
        return Outcome("failed", message=str(error))


def _rows(result: "ox.QuerySolutions | ox.QueryBoolean", wanted: Evaluation) -> Outcome:
    """Write rows, or a truth value; CSV by our own writer, as the engine's does not quote IRIs."""
    if isinstance(result, ox.QuerySolutions) and wanted.first is not None:
        return _first_rows(result, wanted.first, wanted)
    written = _Bounded(wanted.largest)
    if isinstance(result, ox.QuerySolutions) and wanted.rows in ("csv", "excel"):
        written.write(BYTE_ORDER_MARK.encode() if wanted.rows == "excel" else b"")
        for line in csv_lines((each.value for each in result.variables), _plain_rows(result), line_end="\r\n"):
            written.write(line.encode())
    else:
        result.serialize(written, format=_ROWS[wanted.rows])  # type: ignore[arg-type]
    return Outcome("rows", written.content())


def _plain_rows(solutions: ox.QuerySolutions) -> "Iterator[list[str | None]]":
    """Yield rows as CSV has them: the text of IRIs and literals alone."""
    for row in solutions:
        yield [term.value if isinstance(term, ox.NamedNode | ox.Literal) else term and str(term) for term in row]


def _first_rows(solutions: ox.QuerySolutions, first: int, wanted: Evaluation) -> Outcome:
    """Write the first rows, as many as are wanted and have room, as JSON; count the others to a limit."""
    names = [variable.value for variable in solutions.variables]
    rows: list[str] = []
    room = float("inf") if wanted.largest is None else wanted.largest
    total, more = 0, False
    for row in solutions:
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
    triples: "Iterable[ox.Triple]", wanted: Evaluation, writers: "Mapping[str, Callable[[str, str], str]]"
) -> Outcome:
    """Write triples sorted and each once; of more than are wanted only the count."""
    lines: dict[str, ox.Triple] = {}
    room = float("inf") if wanted.largest is None else wanted.largest
    for triple in triples:
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
        return b"".join(turtle(SortedLines.of_text(ntriples), wanted.prefixes))
    if wanted.graph in writers and all(isinstance(end, ox.NamedNode | ox.Literal) for end in ends):
        return writers[wanted.graph](ntriples, wanted.base).encode()
    triples = (lines[line] for line in sorted(lines))
    return ox.serialize(triples, format=_GRAPHS[wanted.graph], prefixes=wanted.prefixes) or b""
