"""A built graph as RDF, open for questions."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from casegraph.errors import BuildError, QueryError
from casegraph.names import BASE, PREFIXES
from casegraph.store.guard import check, graph_names
from casegraph.store.local import TIMEOUT, Answer, Engine
from casegraph.store.table import Table

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "Asking", "RdfGraph", "Value"]

ROW_FORMATS = ("json", "csv", "tsv", "xml")
"""How the answer to SELECT and ASK can be written."""

GRAPH_FORMATS = ("turtle", "ntriples")
"""How the answer to CONSTRUCT and DESCRIBE can be written."""

Value = str | int | float | bool | Decimal | date | None
"""A value of a row: an IRI or text is a str, an unbound variable is None."""

_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(
    f"{_XSD}{name}"
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip


class Asking(Protocol):
    """What answers queries over a store: an Engine, or a pool of them."""

    def ask(
        self,
        text: str,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float = TIMEOUT,
        base: str | None = None,
        first: int | None = None,
    ) -> Answer:
        """Answer a query (see ``Engine.ask``)."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop answering."""


class RdfGraph:
    """A built graph: answers SPARQL, and gives its triples.

    The store is read by a process of its own, which starts with the first query and ends with ``close`` or the
    ``with`` statement (at the latest with the graph itself).
    """

    def __init__(self, directory: str | PathLike[str] = "exports", *, engine: "Asking | None" = None) -> None:
        """Open the build in a folder; raises BuildError if none lies there. *engine* answers instead of one of its own."""
        self.directory = Path(directory)
        self.base = self._read_base()
        self.prefixes: Mapping[str, str] = {
            name: self.base + iri.removeprefix(BASE) if iri.startswith(BASE) else iri for name, iri in PREFIXES.items()
        }
        self._locate("store")
        self._engine: Asking = engine or Engine(lambda: self._locate("store"), prefixes=self.prefixes, base=self.base)

    def query(self, text: str, timeout: float = TIMEOUT) -> Any:
        """Answer a SPARQL query; the usual prefixes need no declaration.

        SELECT gives a list of rows, each a dict from variable to value (see ``Value``), which a notebook shows as a
        table; ASK a bool; CONSTRUCT and DESCRIBE an rdflib Graph. Raises QuerySyntaxError, QueryRefused for what is not reading, and QueryTimeout after
        *timeout* seconds.
        """
        answer = self._engine.ask(text, timeout=timeout)
        if answer.form in ("CONSTRUCT", "DESCRIBE"):
            return _rdflib_graph(answer.body)
        found = json.loads(answer.body)
        if answer.form == "ASK":
            return bool(found["boolean"])
        names = found["head"]["vars"]
        rows = found["results"]["bindings"]
        return Table(names, [{name: _value(row[name]) if name in row else None for name in names} for row in rows])

    def query_text(self, text: str, format: str = "json", timeout: float = TIMEOUT) -> str:
        """Answer a SPARQL query as text.

        *format* is json, csv, tsv or xml (SPARQL's results formats) for SELECT and ASK; turtle or ntriples, sorted, for
        CONSTRUCT and DESCRIBE. Raises QueryError for a format that does not suit the query.
        """
        form = self.form(text)
        fitting = GRAPH_FORMATS if form in ("CONSTRUCT", "DESCRIBE") else ROW_FORMATS
        if format not in fitting:
            raise QueryError(f"{form} cannot be answered as {format}; choose one of {', '.join(fitting)}.")
        answer = self._engine.ask(
            text,
            rows=format if format in ROW_FORMATS else "json",
            graph=format if format in GRAPH_FORMATS else "turtle",
            timeout=timeout,
        )
        return answer.body.decode()

    def form(self, text: str) -> str:
        """Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE; raises QueryError for what is not reading."""
        return check(text, graph_names(self.base))

    def answer(
        self,
        text: str,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float = TIMEOUT,
        base: str | None = None,
        first: int | None = None,
    ) -> Answer:
        """Answer a SPARQL query as bytes (see ``Engine.ask``)."""
        return self._engine.ask(text, rows=rows, graph=graph, timeout=timeout, base=base, first=first)

    def rdflib(self) -> "rdflib.Graph":
        """Return the whole graph as an rdflib Graph in memory."""
        return _rdflib_graph(self._read("casegraph.nt"))

    def ntriples(self) -> str:
        """Return the whole graph as sorted N-Triples, the text that every export is made from."""
        return self._read("casegraph.nt").decode()

    def solutions(self, text: str, timeout: float = TIMEOUT) -> "pyoxigraph.QuerySolutions":
        """Answer a SELECT with rows of Oxigraph's terms, which keep datatype and language."""
        import pyoxigraph

        answer = self._engine.ask(text, timeout=timeout)
        found = pyoxigraph.parse_query_results(answer.body, format=pyoxigraph.QueryResultsFormat.JSON)
        if not isinstance(found, pyoxigraph.QuerySolutions):
            raise QueryError(f"{answer.form} gives no rows; a SELECT is needed here.")
        return found

    def close(self) -> None:
        """End the process that reads the store."""
        self._engine.close()

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the graph."""
        self.close()

    def __repr__(self) -> str:
        """Return the call that opens this graph."""
        return f"casegraph.open({str(self.directory)!r})"

    def _locate(self, name: str) -> Path:
        from casegraph.store.release import locate

        path = locate(self.directory, name)
        if not path.exists():
            raise self._no_build(name)
        return path

    def _read(self, name: str) -> bytes:
        from casegraph.store.release import read

        content = read(self.directory, name)
        if content is None:
            raise self._no_build(name)
        return content

    def _no_build(self, name: str) -> BuildError:
        return BuildError(
            f"There is no build in {self.directory} (it has no {name}). Make one with "
            f"`casegraph build --out {self.directory}`, or name the folder that holds one."
        )

    def _read_base(self) -> str:
        """Return the IRI base that the build was made with."""
        try:
            base = json.loads(self._read("build.json")).get("base", BASE)
        except (ValueError, AttributeError) as error:
            raise BuildError(
                f"The file build.json in {self.directory} is damaged ({error}). Make the build again with "
                f"`casegraph build --out {self.directory}`."
            ) from None
        return str(base)


def _rdflib_graph(ntriples: bytes) -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph.parse(data=ntriples, format="nt")


def _value(term: dict[str, Any]) -> Value:
    """Return the Python value of a term in SPARQL's JSON results; text that is no value of its datatype stays text.

    >>> _value({"type": "literal", "value": "2025", "datatype": "http://www.w3.org/2001/XMLSchema#integer"})
    2025
    """
    if term["type"] not in ("literal", "typed-literal"):
        return str(term["value"]) if isinstance(term["value"], str) else json.dumps(term["value"], sort_keys=True)
    text, kind = str(term["value"]), term.get("datatype", "")
    try:
        if kind in _WHOLE:
            return int(text)
        if kind == f"{_XSD}decimal":
            return Decimal(text)
        if kind in (f"{_XSD}double", f"{_XSD}float"):
            return float(text)
        if kind == f"{_XSD}boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
        if kind == f"{_XSD}date":
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        pass
    return text
