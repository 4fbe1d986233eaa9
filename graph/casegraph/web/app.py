"""The application: which address is answered by what, and what holds of every answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from casegraph import exporting
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.store.build_folder import BuildFolder
from casegraph.store.pool import Pool
from casegraph.store.remote import RemoteStore
from casegraph.tracking.asked_with import StoreWithAnswers
from casegraph.views.from_store import collection_of
from casegraph.web.answers import Reply, graph_reply, page_reply, sparql_reply
from casegraph.web.cache import Cache
from casegraph.web.disconnect import cancel_on_disconnect
from casegraph.web.former_build import FormerBuild
from casegraph.web.middleware.asgi import App
from casegraph.web.middleware.beneath import Beneath
from casegraph.web.middleware.cross_origin import CrossOrigin
from casegraph.web.middleware.delivery import Delivery
from casegraph.web.middleware.host_check import LOCAL, HostCheck
from casegraph.web.middleware.not_modified import NotModified
from casegraph.web.middleware.ranges import Ranges
from casegraph.web.middleware.rate_limit import A_MINUTE, RateLimit
from casegraph.web.middleware.request_tracking import RequestTracking
from casegraph.web.middleware.security_headers import SecurityHeaders
from casegraph.web.negotiation import VARY
from casegraph.web.problems import error_handler
from casegraph.web.routes import routes
from casegraph.web.served_tracker import ServedTracker
from casegraph.web.site import Site
from casegraph.web.sparql.description import modified, service_description
from casegraph.web.sparql.protocol import LONGEST, PAGE, ProtocolError, media_type_for, sparql_request
from casegraph.web.together import SitesTogether

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["COMPRESSION", "METHODS", "PATIENCE", "THREADS", "TIMEOUT", "application"]

METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
"""The methods that the endpoint answers, if only with a refusal."""

PATIENCE = 10.0
"""How many seconds the body of a request may take to arrive."""

COMPRESSION = 5
"""How hard answers are compressed: a third of the time of 9 for a tenth more bytes."""

THREADS = 80
"""How many queries can wait or run; the pool turns away more than it has places for."""

TIMEOUT = 10.0
"""How many seconds a query may take."""


def application(
    source: Path | RemoteStore,
    *,
    hosts: tuple[str, ...] = LOCAL,
    timeout: float = TIMEOUT,
    a_minute: int = A_MINUTE,
    origins: tuple[str, ...] = (),
    reading: Callable[[int], None] = lambda reviews: None,
    against: Path | None = None,
    tracker: Path | None = None,
) -> "Starlette":
    """Return the application that serves the build in a folder, or the graph at an endpoint, to who names one of *hosts*.

    A query may take *timeout* seconds; a client elsewhere may make *a_minute* requests, 0 for any number. Pages of other
    websites may ask only if their origin is one of *origins*.

    A page says what is new since the build in the folder *against*, if there is one; that takes a build in a folder.
    The answers in the file of a *tracker* are pages of their own, and a named graph for queries over a build in a folder;
    raises TrackerError if it cannot be read.

    *reading* is called with the number of reviews before they are read from the store of a build that has no file of them
    by this version. Raises BuildError if the folder has no whole build. The next request is served from a build that replaces it. What
    pages show of an endpoint is read now, which takes long if its graph is large.
    """
    if isinstance(source, RemoteStore):
        writers = {name: form.text for name, form in exporting.GRAPH_FORMATS.items()}
        pool = Pool.of_connections(source.endpoint, source.base, timeout=timeout, writers=writers)
        graph, collection, former = Graph(pool, endpoint=source.endpoint), collection_of(source), None
    else:
        folder, collection = BuildFolder.at(source), None
        former = FormerBuild(against, folder) if against is not None else None
        pool = Pool.of_workers(lambda: folder.locate("store"), folder.base, timeout=timeout, writers=exporting.__name__)
        graph = Graph(pool, folder)

    answers = ServedTracker(tracker) if tracker is not None else None
    site = Site(graph, timeout, collection, reading, former, answers)
    site.read()
    closed = [pool.close]
    if answers is not None and graph.folder is not None:
        closed += _with_answers(site, graph.folder, answers, timeout)
    app = _served(site, pool)
    together = None if isinstance(source, RemoteStore) else SitesTogether(site, source, reading)
    from starlette.middleware.gzip import GZipMiddleware

    if together is not None:
        closed.append(together.close)
        app.add_middleware(Beneath, inside=_inside(together))
    app.add_middleware(NotModified)
    app.add_middleware(Delivery)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=COMPRESSION)
    app.add_middleware(Ranges)
    app.add_middleware(RateLimit, a_minute=a_minute)
    app.add_middleware(CrossOrigin, origins=origins)
    app.add_middleware(HostCheck, hosts=hosts)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestTracking)
    app.state.pool = pool
    app.state.close = lambda: [each() for each in closed]
    return app


def _served(site: Site, pool: Pool) -> "Starlette":
    """Return the application of one site: its pages, and the SPARQL endpoint of its graph."""
    from anyio import CapacityLimiter
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import ClientDisconnect
    from starlette.responses import Response
    from starlette.routing import Route

    def answer(method: str, query: str, content_type: str, body: bytes, accept: list[str], address: str) -> Reply:
        wanted = sparql_request(method, query, content_type, body)
        if wanted.query:
            return sparql_reply(wanted, accept, site.queried, address)
        media_type = media_type_for(wanted, accept, is_graph=True)
        if media_type == PAGE:
            return page_reply("")
        return graph_reply(service_description(address, modified(site), pool), media_type, pool.base)

    async def sparql(request: "Request") -> "Response":
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        try:
            body = await asyncio.wait_for(_body(request), PATIENCE)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except TimeoutError:
            raise ProtocolError(408, f"The query did not arrive within {PATIENCE:g} seconds.") from None
        address = str(request.url.replace(path=f"{site.prefix}{request.url.path}", query=""))
        content_type = request.headers.get("content-type", "")
        accept = request.headers.getlist("accept")
        key = site.key, answers and answers.key, request.method, address, request.url.query, content_type, body, *accept
        reply = given.get(key)
        if reply is None:
            reply = await cancel_on_disconnect(
                request, answer, request.method, request.url.query, content_type, body, accept, address, limiter=threads
            )
            if "ETag" in reply.headers:  # the next answer is the same
                given.put(key, reply, len(reply.body) + len(body) + len(request.url.query))
        headers = {**reply.headers, "Vary": VARY, "Cache-Control": "no-cache"}
        return Response(reply.body, reply.status, headers, f"{reply.media_type}")

    answers = site.tracker
    given: Cache[Reply] = Cache()
    threads = CapacityLimiter(THREADS)  # of their own, so that queries that wait keep no page waiting
    return Starlette(
        routes=[
            *(Route(path, sparql, methods=METHODS) for path in ("/sparql", "/sparql/")),
            *routes(site),
        ],
        exception_handlers=dict.fromkeys((ProtocolError, CasegraphError, HTTPException, 500), error_handler(site)),
    )


def _inside(together: SitesTogether) -> Callable[[], Awaitable[Mapping[str, App]]]:
    """Return what finds the applications of all collections but the first, by the paths beneath which they are."""
    from anyio import to_thread

    made: dict[str, App] = {}

    async def inside() -> Mapping[str, App]:
        sites = together.sites() if together.is_current else await to_thread.run_sync(together.sites)
        for site in sites[1:]:
            if site.prefix not in made:
                made[site.prefix] = _served(site, together.pool_of(site))
        return {site.prefix: made[site.prefix] for site in sites[1:]}

    return inside


def _with_answers(site: Site, folder: BuildFolder, answers: ServedTracker, timeout: float) -> list[Callable[[], None]]:
    """Let queries ask the answers of a tracker too, in a store of their own; return what closes it."""
    both = StoreWithAnswers(folder, lambda: site.collection, lambda: answers.read()[0])
    queried = Pool.of_workers(both.locate, folder.base, timeout=timeout, writers=exporting.__name__)
    site.queried = queried
    return [queried.close, both.close]


async def _body(request: "Request") -> bytes:
    """Return the body of a request, and never hold more of it than a query may have."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST * 3:  # a form's percent signs
            raise ProtocolError(413, f"A query may have {LONGEST:,} bytes.")
    return body
