"""Answers of the endpoint: a query run and written in the media type that the client likes best."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from casegraph.errors import (
    AnswerTooLarge,
    BuildError,
    Busy,
    CasegraphError,
    EndpointError,
    QueryError,
    QueryTimeout,
    UpdateRefused,
)
from casegraph.exporting import GRAPH_FORMATS
from casegraph.store.guard import check, graph_names
from casegraph.store.protocol import Store
from casegraph.store.tokens import tokens
from casegraph.web.error_words import error_words
from casegraph.web.middleware.not_modified import entity_tag
from casegraph.web.sparql.protocol import GRAPHS, PAGE, ROWS, ProtocolError, SparqlRequest, media_type_for

__all__ = ["Reply", "graph_bytes", "graph_reply", "is_volatile", "page_reply", "reason", "sparql_reply"]

_VOLATILE = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: status, media type, body, and further headers."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def sparql_reply(request: SparqlRequest, accept: Sequence[str], store: Store, address: str) -> Reply:
    """Return the answer of *store* to a query that came to *address*.

    A browser is led to the query page. Raises ProtocolError for other graphs (400), for a query that cannot be read or asks
    for more than reading (400), for media types that cannot be sent (406), an answer that is too large (413), and where no
    worker is free (503) or the query takes too long (504).
    """
    own = graph_names(store.base)
    if foreign := [graph for graph in request.graphs if graph not in own]:
        raise ProtocolError(
            400, f"There is no graph {foreign[0][:200]} here; leave it out to ask the graph of this service."
        )
    if request.named:
        raise ProtocolError(
            400, f"There are no named graphs here ({request.named[0][:200]}); leave named-graph-uri out."
        )
    form, mistake = "", None
    try:
        form = check(request.query, own)
    except CasegraphError as error:
        mistake = error
    is_graph = form in ("CONSTRUCT", "DESCRIBE")
    media_type = media_type_for(request, accept, is_graph=is_graph)
    if media_type == PAGE:
        return page_reply(request.query)
    try:
        if mistake is not None:
            raise mistake
        rows, graph = ("json", GRAPHS[media_type]) if is_graph else (ROWS[media_type], "ntriples")
        result = store.answer(request.query, rows=rows, graph=graph, relative_to=address)
        reply = Reply(200, media_type, result.body)
    except CasegraphError as error:
        raise reason(error) from error
    return reply if is_volatile(request.query) else _tagged(reply)


def page_reply(query: str) -> Reply:
    """Return what leads a browser to the query page."""
    address = f"/query?{urlencode({'query': query})}" if query else "/query"
    return Reply(303, "text/plain; charset=utf-8", f"{address}\n".encode(), {"Location": address})


def is_volatile(query: str) -> bool:
    """Return whether the answer to a query is another one each time.

    >>> is_volatile("SELECT (NOW() AS ?now) {}"), is_volatile("ASK { ?s ?p 'RAND()' }")
    (True, False)
    """
    return any(token.kind == "word" and token.text.upper() in _VOLATILE for token in tokens(query))


def graph_bytes(ntriples: str, media_type: str, base: str) -> bytes:
    """Return triples in a media type for graphs."""
    return GRAPH_FORMATS[GRAPHS[media_type]].text(ntriples, base).encode()


def graph_reply(ntriples: str, media_type: str, base: str) -> Reply:
    """Return triples in a media type for graphs, as an answer of the endpoint."""
    return _tagged(Reply(200, media_type, graph_bytes(ntriples, media_type, base)))


def reason(error: CasegraphError) -> ProtocolError:
    """Return the status and the words with which an error is answered."""
    if isinstance(error, Busy):
        return ProtocolError(503, str(error))
    if isinstance(error, QueryTimeout):
        return ProtocolError(504, error_words(error))
    if isinstance(error, BuildError):  # whose words name folders of this computer
        return ProtocolError(503, "The graph is not complete right now; try again when it has been rebuilt.")
    if isinstance(error, EndpointError):  # whose words name the other server
        return ProtocolError(503, "The server with the graph cannot be reached right now; try again later.")
    if isinstance(error, AnswerTooLarge):
        return ProtocolError(413, str(error))
    if isinstance(error, UpdateRefused):
        return ProtocolError(405, str(error))
    return ProtocolError(400 if isinstance(error, QueryError) else 500, str(error))


def _tagged(reply: Reply) -> Reply:
    tag = entity_tag(reply.media_type, reply.body)
    return Reply(reply.status, reply.media_type, reply.body, {**reply.headers, "ETag": tag})
