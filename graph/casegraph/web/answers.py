"""Answers of the endpoint: a query run and written in the media type that the client likes best."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from casegraph.errors import AnswerTooLarge, BuildError, CasegraphError, QueryError, QueryTimeout, UpdateRefused
from casegraph.exporting import GRAPH_FORMATS
from casegraph.rdf.guard import check
from casegraph.rdf.querying import LARGEST, MORE_TIME, Answer
from casegraph.rdf.tokens import tokens
from casegraph.web.negotiation import preferred
from casegraph.web.pool import Busy
from casegraph.web.protocol import GRAPHS, ROWS, ProtocolError, SparqlRequest

__all__ = ["Reply", "graph_reply", "is_volatile", "reason", "sparql_reply"]

Ask = Callable[[str, str, str], Answer]
"""Answers a query, with the format for rows and the one for graphs."""

_VOLATILE = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: status, media type, body, and further headers."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def sparql_reply(request: SparqlRequest, accept: Sequence[str], ask: Ask, base: str, own: Sequence[str]) -> Reply:
    """Return the answer to a query; *own* are the IRIs under which the graph of this service goes.

    Raises ProtocolError for other graphs (400), for a query that cannot be read or asks for more than reading (400), for
    media types that cannot be sent (406), an answer that is too large (413), and where no worker is free (503) or the
    query takes too long (504).
    """
    if foreign := [graph for graph in request.graphs if graph not in own]:
        raise ProtocolError(400, f"There is no graph {foreign[0]} here; leave it out to ask the graph of this service.")
    if request.named:
        raise ProtocolError(
            400, f"There are no named graphs here ({request.named[0][:200]}); leave named-graph-uri out."
        )
    try:
        is_graph = check(request.query) in ("CONSTRUCT", "DESCRIBE")
        offers = GRAPHS if is_graph else ROWS
        media_type = preferred(accept, tuple(offers))
        if media_type is None:
            raise ProtocolError(406, f"The answer can be sent as {', '.join(offers)}.")
        if is_graph:
            reply = graph_reply(ask(request.query, "json", "ntriples").body.decode(), media_type, base)
        else:
            reply = _sized(Reply(200, media_type, ask(request.query, offers[media_type], "ntriples").body))
    except CasegraphError as error:
        raise reason(error) from error
    return Reply(reply.status, reply.media_type, reply.body) if is_volatile(request.query) else reply


def is_volatile(query: str) -> bool:
    """Return whether the answer to a query is another one each time.

    >>> is_volatile("SELECT (NOW() AS ?now) {}"), is_volatile("ASK { ?s ?p 'RAND()' }")
    (True, False)
    """
    return any(token.kind == "word" and token.text.upper() in _VOLATILE for token in tokens(query))


def graph_reply(ntriples: str, media_type: str, base: str) -> Reply:
    """Return triples in a media type for graphs."""
    text = GRAPH_FORMATS[GRAPHS[media_type]].write(ntriples, base)
    return _sized(Reply(200, media_type, text.encode()))


def reason(error: CasegraphError) -> ProtocolError:
    """Return the status and the words with which an error is answered."""
    if isinstance(error, Busy):
        return ProtocolError(503, str(error))
    if isinstance(error, QueryTimeout):
        return ProtocolError(504, str(error).replace(MORE_TIME, ""))
    if isinstance(error, BuildError):  # whose words name folders of this computer
        return ProtocolError(503, "There is no whole graph here right now; come back when it has been built again.")
    if isinstance(error, AnswerTooLarge):
        return ProtocolError(413, str(error))
    if isinstance(error, UpdateRefused):
        return ProtocolError(405, str(error))
    return ProtocolError(400 if isinstance(error, QueryError) else 500, str(error))


def _sized(reply: Reply) -> Reply:
    if len(reply.body) > LARGEST:
        raise ProtocolError(413, f"The answer has {len(reply.body):,} bytes, more than {LARGEST:,}; use LIMIT.")
    tag = hashlib.sha256(reply.media_type.encode() + reply.body).hexdigest()[:32]
    return Reply(reply.status, reply.media_type, reply.body, {**reply.headers, "ETag": f'"{tag}"'})
