"""The SPARQL 1.1 Protocol: what a request asks, or with which status and reason it is turned away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from casegraph.web.negotiation import preferred

__all__ = ["GRAPHS", "LONGEST", "PAGE", "ROWS", "ProtocolError", "SparqlRequest", "media_type_for", "sparql_request"]

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""The media types for the answers to SELECT and ASK, the usual one first, each with its format."""

GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""The media types for graphs: the answers to CONSTRUCT and DESCRIBE, and the service's description."""

PAGE = "text/html"
"""What a browser asks for: the query page."""

LONGEST = 100_000
"""How many bytes a query may have."""

_NAMES = {
    **dict.fromkeys(("json", "srj", "sparql-results+json"), "application/sparql-results+json"),
    **dict.fromkeys(("xml", "srx", "sparql-results+xml"), "application/sparql-results+xml"),
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    **dict.fromkeys(("html", "text/html"), PAGE),
    **{media_type: media_type for media_type in ROWS},
}
_GRAPH_NAMES = {
    **dict.fromkeys(("turtle", "ttl"), "text/turtle"),
    **dict.fromkeys(("ntriples", "n-triples", "nt"), "application/n-triples"),
    **dict.fromkeys(("json-ld", "jsonld", "json", "application/json"), "application/ld+json"),
    **dict.fromkeys(("rdf", "rdfxml", "rdf+xml", "xml", "application/xml"), "application/rdf+xml"),
    **dict.fromkeys(("html", "text/html"), PAGE),
    **{media_type: media_type for media_type in GRAPHS},
}
_FORMAT = ("format", "output", "results")  # as Virtuoso, Fuseki and SPARQLWrapper call it

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


class ProtocolError(Exception):
    """A request that is no query: the HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        """Take the status and one plain sentence."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query, and the default and named graphs that it asks to be answered from; none means the graph of this service.

    An empty query asks for the service's description. *formats* are those that the parameters name.
    """

    query: str
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def media_type_for(request: SparqlRequest, accept: Sequence[str], *, is_graph: bool) -> str:
    """Return the media type to answer in: as a parameter names it, or else as the client likes best; PAGE is one as well.

    Raises ProtocolError: 400 for a format that there is not and for several, 406 where no media type is acceptable.

    >>> media_type_for(SparqlRequest("ASK {}", formats=("xml",)), ["text/csv"], is_graph=False)
    'application/sparql-results+xml'
    >>> media_type_for(SparqlRequest("ASK {}"), ["text/html, */*;q=0.8"], is_graph=False)
    'text/html'
    """
    names, offers = (_GRAPH_NAMES, GRAPHS) if is_graph else (_NAMES, ROWS)
    for name in request.formats:
        if name not in names:
            known = ", ".join(sorted({*names} - {*offers, PAGE}))
            raise ProtocolError(
                400, f"This answer is not available as “{name[:100]}”; the format can be {known}, or a media type."
            )
    named = {names[name] for name in request.formats}
    if len(named) > 1:
        raise ProtocolError(400, f"An answer has one format, not {len(named)} ({', '.join(request.formats)[:200]}).")
    if named:
        return named.pop()
    media_type = preferred(accept, (*offers, PAGE))
    if media_type is None:
        raise ProtocolError(406, f"The answer is available as {', '.join(offers)}.")
    return media_type


def sparql_request(method: str, url_query: str, content_type: str, body: bytes) -> SparqlRequest:
    """Return the query of a request; it is empty where a GET asks for nothing, and so for the service's description.

    Raises ProtocolError: 400 for no or several queries, 405 for updates and other methods, 413 for a query that is too
    long, 415 for a body that is neither a form nor a query.

    >>> sparql_request("GET", "query=ASK%20%7B%7D", "", b"")
    SparqlRequest(query='ASK {}', graphs=(), named=(), formats=())
    >>> sparql_request("POST", "", "application/sparql-update", b"DELETE WHERE {?s ?p ?o}")
    Traceback (most recent call last):
    casegraph.web.sparql.protocol.ProtocolError: This endpoint is read-only.
    """
    if method not in ("GET", "HEAD", "POST"):
        raise ProtocolError(405, f"Send queries by GET or POST, not by {method}.")
    if max(len(body), len(url_query)) > LONGEST * 3:  # a form's percent signs
        raise ProtocolError(413, f"A query may have {LONGEST:,} bytes.")
    parameters = _parameters(url_query)
    kind = content_type.partition(";")[0].strip().lower()
    if method == "POST":
        if kind == _UPDATE:
            raise ProtocolError(405, "This endpoint is read-only.")
        if kind == _QUERY:
            if _values(parameters, "query"):
                raise ProtocolError(400, "The query is in the body; leave it out of the address.")
            parameters = [*parameters, ("query", _text(body))]
        elif kind == _FORM:
            parameters = [*parameters, *_parameters(_text(body))]
        else:
            raise ProtocolError(415, f"The body must be {_FORM} or {_QUERY}, not {kind or 'without a type'}.")
    if _values(parameters, "update"):
        raise ProtocolError(405 if method == "POST" else 400, "This endpoint is read-only.")
    formats = tuple(value.strip().lower() for name in _FORMAT for value in _values(parameters, name) if value.strip())
    queries = _values(parameters, "query")
    if not queries and method != "POST" and all(name in _FORMAT for name, _ in parameters):
        return SparqlRequest("", formats=formats)
    default, named = (_values(parameters, f"{kind}-graph-uri") for kind in ("default", "named"))
    return SparqlRequest(_only(queries), tuple(default), tuple(named), formats)


def _parameters(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        raise ProtocolError(400, "The parameters are not UTF-8 in URL encoding, or too many.") from None


def _values(parameters: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in parameters if key == name]


def _only(queries: Sequence[str]) -> str:
    """Return the one query that there has to be."""
    if len(queries) != 1:
        raise ProtocolError(400, f"There must be exactly one query, not {len(queries)}.")
    if not queries[0].strip():
        raise ProtocolError(400, "The query is empty.")
    if len(queries[0].encode("utf-8", "surrogatepass")) > LONGEST:
        raise ProtocolError(413, f"A query may have {LONGEST:,} bytes.")
    return queries[0]


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError(400, "The body is not UTF-8.") from None
