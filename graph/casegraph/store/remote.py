"""A store elsewhere: any endpoint that speaks the SPARQL 1.1 Protocol over HTTP.

The endpoint sends rows as JSON and triples as N-Triples; ``casegraph.store.serialisation`` writes them as it writes those
of a store on disk. So an endpoint and a folder give the same answer, byte for byte. Credentials come from the
environment: CASEGRAPH_ENDPOINT_TOKEN, or CASEGRAPH_ENDPOINT_USER and CASEGRAPH_ENDPOINT_PASSWORD.
"""

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

import pyoxigraph

from casegraph import __version__
from casegraph.errors import AnswerTooLarge, Busy, EndpointError, QueryError
from casegraph.names import BASE
from casegraph.store.endpoint import checked_address, credentials
from casegraph.store.evaluation import Evaluation, in_order, named
from casegraph.store.guard import check, graph_names
from casegraph.store.http_request import Cut, Response, post
from casegraph.store.in_bytes import StoreInBytes
from casegraph.store.protocol import COUNTED, FIRST_BYTES, TIMEOUT, QueryResult
from casegraph.store.results import cancelled, too_slow
from casegraph.store.serialisation import serialise
from casegraph.store.tokens import star, tokens

__all__ = ["LARGEST", "RemoteStore"]

LARGEST = 512 * 2**20
"""How many bytes an endpoint may send, unless the caller says otherwise."""

_ROWS = "application/sparql-results+json"
_GRAPH = "application/n-triples"
_PARSED = {_GRAPH: pyoxigraph.RdfFormat.N_TRIPLES, "text/turtle": pyoxigraph.RdfFormat.TURTLE}
_READ = 10_000  # bytes of what an endpoint says of an error
_SHOWN = 300  # characters of that
_NAMED = 3  # bases
_CHECK = "Check the address: it is that of the endpoint itself, such as https://example.org/sparql."
_NOWHERE = (404, 405, 410)
_BASE = re.compile(r"https?://[^/#?\s<>\"{}|\\^`]{1,200}/(?:[^#?\s<>\"{}|\\^`]{0,200}/)?")
_LOAD = "Load casegraph.nt of a build into its default graph, or have it take the union of its graphs as that."
_URI_SPACE = """SELECT DISTINCT ?base {
  ?dataset void:uriSpace ?base FILTER(STR(?dataset) = CONCAT(STR(?base), "dataset"))
}"""


class RemoteStore(StoreInBytes):
    """Answers queries by sending them to an endpoint; the usual prefixes are declared in what is sent.

    All methods raise EndpointError where the endpoint cannot be reached, refuses the credentials or answers in another
    way than SPARQL endpoints do, Busy where it says that it is, QueryError with its words where it refuses a query,
    QueryTimeout and AnswerTooLarge.
    """

    def __init__(
        self,
        endpoint: str,
        base: str | None = None,
        *,
        largest: int = LARGEST,
        timeout: float = TIMEOUT,
        called: str = "",
        writers: Mapping[str, Callable[[str, str], str]] = MappingProxyType({}),
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Connect to the endpoint at an http or https address.

        Without a *base* the graph's own description says what its IRIs begin with; a graph that has reviews and no
        description is taken to be under the project's base, and EndpointError is raised where there are no reviews. An
        endpoint may send *largest* bytes for one query, and take *timeout* seconds unless the query says otherwise.
        What it says of a query is told in its name, or as it is *called*. *writers* write a graph's N-Triples in formats
        of their own.
        """
        self.endpoint = checked_address(endpoint)
        self._largest = largest
        self._timeout = timeout
        self._called = called or f"The endpoint {self.endpoint}"
        self._writers = writers
        self._cuts: set[Cut] = set()
        self._is_cancelled = False
        self._credentials = credentials(self.endpoint, environment)
        super().__init__(base or BASE)
        if base is None:
            super().__init__(self._base_of_graph())

    def answer(
        self,
        query: str,
        /,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float | None = None,
        relative_to: str | None = None,
        first: int | None = None,
        admit: Callable[[int], None] | None = None,
    ) -> QueryResult:
        """Answer a query in bytes (see ``Store.answer``); *admit* gets the size of the result, and can raise."""
        timeout = self._timeout if timeout is None else timeout
        if not timeout > 0:
            raise QueryError(f"The time limit must be more than 0 seconds, not {timeout:g}.")
        form = check(query, graph_names(self.base))
        deadline = time.monotonic() + timeout
        wanted = Evaluation(
            query, star=star(query), rows=rows, graph=graph, relative_to=relative_to, first=first, counted=COUNTED,
            largest=None if first is None else FIRST_BYTES, base=self.base, prefixes=self.prefixes,
        )  # fmt: skip
        response = self._send(query, form, relative_to, timeout, timeout)
        if form == "SELECT" and wanted.star is not None:
            names = _variables(response, self.endpoint)
            if names != in_order(query, names):
                query_with_names = named(query, wanted.star, names)
                response = self._send(query_with_names, form, relative_to, deadline - time.monotonic(), timeout)
        outcome = serialise(lambda: _parsed(response, form, self.endpoint), wanted, self._writers)
        if outcome.kind == "large":
            raise AnswerTooLarge(FIRST_BYTES)
        if outcome.kind not in ("rows", "graph"):
            raise EndpointError(
                "not-sparql", self.endpoint, f"its answer cannot be read ({outcome.message or 'it is too large'})"
            )
        if admit is not None:
            admit(len(outcome.body))
        return QueryResult(form, outcome.body, outcome.kept, outcome.total, outcome.more)

    def cancel(self) -> None:
        """End the queries that run, from another thread: they raise QueryTimeout, and so do others until ``close``."""
        self._is_cancelled = True
        for cut in [*self._cuts]:
            cut.make()

    def close(self) -> None:
        """Take queries again after ``cancel``; there is nothing to end, as each query has a connection of its own."""
        self._is_cancelled = False

    def __repr__(self) -> str:
        """Return the call that makes this store, without credentials."""
        return f"RemoteStore({self.endpoint!r})"

    def _base_of_graph(self) -> str:
        """Return what the IRIs of the graph begin with; raises EndpointError if it is none of Casegraph's, or several."""
        spaces = {str(row["base"].value) for row in self.select(_URI_SPACE)}
        bases = sorted(filter(_BASE.fullmatch, spaces))  # which become a part of queries
        if BASE in bases or (not bases and self.ask("ASK { ?review a cg:Review }")):
            return BASE
        if len(bases) == 1:
            return bases[0]
        if bases:
            several = f"it contains graphs of several builds, whose IRIs begin with {' and '.join(bases[:_NAMED])}"
            raise EndpointError("other-graph", self.endpoint, several, remedy="Have it serve one of them alone.")
        if self.ask("ASK { ?s ?p ?o }"):
            raise EndpointError("other-graph", self.endpoint, "its graph has no reviews of Casegraph", remedy=_LOAD)
        raise EndpointError("empty", self.endpoint, "its default graph is empty", remedy=_LOAD)

    def _send(self, query: str, form: str, relative_to: str | None, left: float, timeout: float) -> Response:
        """Send a query, with all that it needs declared, and return what came back if it is an answer."""
        if left <= 0:
            raise too_slow(timeout)
        is_graph = form in ("CONSTRUCT", "DESCRIBE")
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": f"{_GRAPH}, text/turtle;q=0.5" if is_graph else _ROWS,
            "User-Agent": f"casegraph/{__version__}",
            **self._credentials,
        }
        text = f"BASE <{relative_to}> {query}" if relative_to else query
        body = urlencode({"query": _declared(text, self.prefixes)}).encode()
        cut = Cut()
        self._cuts.add(cut)
        try:
            if self._is_cancelled:  # looked at after the cut can be made
                raise cancelled()
            response = post(self.endpoint, body, headers, timeout=left, largest=self._largest, cut=cut)
        finally:
            self._cuts.discard(cut)
        if response.status != 200:
            raise _refusal(response, self.endpoint, self._called, timeout, self._largest)
        if response.media_type not in (_PARSED if is_graph else (_ROWS, "application/json")):
            seen = response.media_type or "no media type"
            reason = f"it answers with {seen}, not as a SPARQL endpoint does"
            raise EndpointError("not-sparql", self.endpoint, reason, remedy=_CHECK)
        return response


def _declared(query: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with a declaration of each prefix that it uses and does not declare.

    >>> _declared("PREFIX a: <x:> SELECT ?s { ?s a:b agency:icb }", {"a": "y:", "agency": "z:", "theme": "t:"})
    'PREFIX agency: <z:> PREFIX a: <x:> SELECT ?s { ?s a:b agency:icb }'
    """
    own: set[str] = set()
    used: set[str] = set()
    before = ""
    for token in tokens(query):
        if token.kind == "name":
            (own if before.upper() == "PREFIX" else used).add(token.text.partition(":")[0])
        before = token.text
    missing = [f"PREFIX {name}: <{prefixes[name]}>" for name in sorted(used - own) if name in prefixes]
    return " ".join([*missing, query])


def _parsed(
    response: Response, form: str, endpoint: str
) -> "pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | Iterator[pyoxigraph.Triple]":
    """Return a response as the result that a form of query has."""
    if form in ("CONSTRUCT", "DESCRIBE"):
        return (quad.triple for quad in pyoxigraph.parse(response.body, format=_PARSED[response.media_type]))
    result = pyoxigraph.parse_query_results(response.body, format=pyoxigraph.QueryResultsFormat.JSON)
    if isinstance(result, pyoxigraph.QueryBoolean) != (form == "ASK"):
        del result  # which only this thread may drop, and a traceback would keep
        raise EndpointError("not-sparql", endpoint, f"its answer is not that to a query of the form {form}")
    return result


def _variables(response: Response, endpoint: str) -> list[str]:
    try:
        result = _parsed(response, "SELECT", endpoint)
    except (SyntaxError, ValueError) as error:
        raise EndpointError("not-sparql", endpoint, f"its answer cannot be read ({error})") from None
    assert isinstance(result, pyoxigraph.QuerySolutions)
    return [variable.value for variable in result.variables]


def _refusal(response: Response, endpoint: str, called: str, timeout: float, largest: int) -> Exception:
    """Return the error that a status other than 200 means."""
    reason = _words(response)
    if response.status in (401, 403):
        return EndpointError(
            "credentials", endpoint, "it does not accept the credentials, or needs some", response.status
        )
    if response.status in (408, 504):
        return too_slow(timeout, f"{called} ended the query because it took too long.")
    if response.status == 413:
        return AnswerTooLarge(largest, f"{called} does not send that much; ask for less, such as with LIMIT.")
    if response.status in (429, 503):
        return Busy(f"{called} is busy; try again in a moment.")
    if response.status == 400:
        return QueryError(f"{called} refuses the query: {reason or 'it does not say why'}")
    words = f"it answers with status {response.status}" + (f" ({reason})" if reason else "")
    return EndpointError("not-sparql", endpoint, words, response.status, _CHECK if response.status in _NOWHERE else "")


def _words(response: Response) -> str:
    """Return what a response says in a line, "" for a page."""
    text = response.body[:_READ].decode(errors="replace")
    if response.media_type == "application/problem+json":  # RFC 9457
        try:
            text = str(json.loads(text)["detail"])
        except (ValueError, KeyError, TypeError):
            text = ""
    return "" if response.media_type == "text/html" else " ".join(text.split())[:_SHOWN]
