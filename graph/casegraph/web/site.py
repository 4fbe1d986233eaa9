"""The site: the collection that is served right now, its templates, and answers in the form that a client wants."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casegraph.collections.words import all_in_requests, in_requests, left_out
from casegraph.fragments.own_words import in_own_words
from casegraph.graph import Graph
from casegraph.store.build_tables import BuildTables
from casegraph.store.built_together import collections_in
from casegraph.store.release import locate, read
from casegraph.views import texts as words
from casegraph.views.collection import Collection
from casegraph.views.elsewhere import label_of
from casegraph.views.incidents import date_in_words
from casegraph.views.network_scores import Scored, scores
from casegraph.web.address_parameters import AddressParameter, check_parameters
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.alternates import ALTERNATES, alternates, link_header
from casegraph.web.answers import graph_bytes
from casegraph.web.beside import BesideSite, switch
from casegraph.web.file_names import file_name
from casegraph.web.linked_data import statements
from casegraph.web.measured_networks import MeasuredNetworks, scores_by_a_process
from casegraph.web.middleware.not_modified import entity_tag
from casegraph.web.navigation import NAVIGATION, entries
from casegraph.web.negotiation import VARY
from casegraph.web.representations import OF_OFFICES, SAVED, Form, wanted
from casegraph.web.served_build import ServedBuild
from casegraph.web.served_tracker import ServedTracker
from casegraph.web.sparql.protocol import GRAPHS
from casegraph.web.streams import whole_or_stream
from casegraph.web.worded_values import worded_values

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

    from casegraph.store.protocol import Store
    from casegraph.web.former_build import FormerBuild

__all__ = ["Site"]

_PAGE = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'"  # of the search box

_DESCRIBED = (
    '</openapi.json>; rel="service-desc"; type="application/json"',
    '</downloads>; rel="service-doc"; type="text/html"',
    '</.well-known/void>; rel="describedby"; type="text/turtle"',
)
"""Where programs find out what they can ask for (RFC 8631), and of what."""

_OURS = ("text/css", "text/javascript")

_EDITOR = "; style-src-attr 'unsafe-inline'"  # the editor sets heights so


_HERE: ContextVar[tuple[str, str]] = ContextVar("here", default=("/", ""))
"""The path and the parameters of the page that is being made."""


class Site:
    """Serves one graph; the next request finds a build that replaces the one in its folder."""

    def __init__(
        self,
        graph: Graph,
        seconds: float,
        collection: Collection | None = None,
        reading: Callable[[int], None] = lambda reviews: None,
        former: "FormerBuild | None" = None,
        tracker: ServedTracker | None = None,
    ) -> None:
        """Serve a graph; a query may take that many *seconds*. *reading* is as in ``open_collection``.

        Where there is a *former* build, a page says what is new since then. A *tracker* has answers, which are pages
        of their own. What people write as SPARQL asks the store *queried*: that of the graph, unless it is set to one that
        has more named graphs.

        Other collections that were built together with it are served *beside* it: then *prefix* is what its own addresses
        begin with ("" for the first one), and *place* its place among all.

        The *collection* of a graph at an endpoint has to be given, and is served as long as the site is there.
        """
        self.graph = graph
        self.store = graph.store
        self.seconds = seconds
        self.base = graph.base
        self.tracker = tracker
        self.queried: Store = graph.store
        self._served = ServedBuild(graph, reading, collection)
        self.former = former
        self.networks = MeasuredNetworks(self._scores)
        self._environment: Environment | None = None
        self._in_words_of = ""  # the collection of the environment
        self.beside: Sequence[BesideSite] = ()
        self.prefix, self.place = "", 0

    @property
    def has_graphs_of_others(self) -> bool:
        """Whether its store has the graphs of the collections that were built together with it, as that of the first has."""
        folder = self.graph.folder if self.beside else None
        return folder is not None and any(each.graph for each in collections_in(folder.path))

    def _scores(self, name: str) -> Scored:
        """Measure a network: by a process of its own, where the store is in a folder."""
        if self.graph.folder is None:
            return scores(self.store, name)
        return scores_by_a_process(self.graph.folder, name)

    @property
    def tables(self) -> BuildTables | None:
        """The tables of the build that is served right now; None for a graph at an endpoint."""
        return self._served.tables

    @property
    def key(self) -> str:
        """A name for the build that is served right now."""
        key = self._served.now().key
        return key if self.former is None else f"{key}-{self.former.key}"

    @property
    def collection(self) -> Collection:
        """The collection of the build that is served right now."""
        return self._served.now().collection

    @property
    def since(self) -> str:
        """The day on which the build that is served was put in its folder, or the endpoint was read, in ISO 8601."""
        seconds = self._served.now().built[1] / 1e9
        return datetime.fromtimestamp(seconds, UTC).astimezone().date().isoformat()

    def read(self) -> None:
        """Read the build in the folder; raises BuildError if there never was a whole build."""
        self._served.now()

    def file(self, name: str) -> Path | None:
        """Return where a file of the build lies; None if there is no such file, as of a graph at an endpoint."""
        path = locate(self.graph.directory, name) if self.graph.directory is not None else None
        return path if path is not None and path.is_file() else None

    def read_file(self, name: str) -> bytes | None:
        """Return what a file of the build holds; None if there is no such file, as of a graph at an endpoint."""
        return read(self.graph.directory, name) if self.graph.directory is not None else None

    def render(self, template: str, /, **values: Any) -> str:
        """Return a page; all values in it are escaped."""
        if self._environment is None or self._in_words_of != self.collection.id:
            from jinja2 import ChoiceLoader, PackageLoader

            from casegraph.explorer.page import templates
            from casegraph.web.elements import bars, buttons, pager

            shared = templates()
            loader = ChoiceLoader([PackageLoader("casegraph.web", "templates"), shared.loader])  # type: ignore[list-item]
            environment = shared.overlay(loader=loader)
            environment.globals = {
                **shared.globals,
                "texts": all_in_requests(words.TEXTS, self.collection.profile),
                "ours": partial(in_requests, profile=self.collection.profile),
                "bars_of_rows": bars,
                "buttons": buttons,
                "pager_of": pager,
                "navigation": all_in_requests(NAVIGATION, self.collection.profile),
                "entries": {
                    entry: all_in_requests(pages, self.collection.profile)
                    for entry, pages in entries(
                        has_former=self.former is not None,
                        has_tracker=self.tracker is not None,
                        has_replies=self.collection.profile.has_replies,
                    ).items()
                },
                "address_of": address_of,
                "with_parameters": with_parameters,
                "words": words,
                "has_partnerships": not left_out(len(self.collection.partnerships), self.collection.profile),
                "here": None,
                "title": "",
                "page": 1,
                "found_words": "",
            }
            self._environment = in_own_words(environment, self.collection.profile)
            self._in_words_of = self.collection.id
        collection = self.collection
        values = worded_values(template, values, collection.profile)
        return self._environment.get_template(template).render(
            c=collection,
            profile=collection.profile,
            made=collection.made,
            since=date_in_words(self.since).removeprefix("on "),
            base=self.base,
            is_from_endpoint=self.graph.endpoint is not None,
            alternates=ALTERNATES.get(),
            collections=switch(self, self.beside, *_HERE.get()) if self.beside else (),
            collection_label=label_of(collection) if self.beside else "",
            **values,
        )

    def respond(
        self,
        request: "Request",
        forms: Mapping[str, Form],
        *,
        takes: Sequence[AddressParameter] | None = None,
        status: int = 200,
        scripts: bool = False,
        steady: bool = True,
        leads_on: bool = True,
        called: str = "",
    ) -> "Response":
        """Answer in the form that the address ends in, or that the client likes best; *scripts* lets that of the query editor run.

        Tables are saved under the name that they are *called*, else under the address in words.

        What is *steady* is the same each time as long as the same build is served. A page *leads on* to its other forms, if
        there are such.

        Raises ProtocolError: as ``wanted``, and as ``check_parameters`` for a program's parameter or value that is not among
        those that the page *takes* (for people it is passed over); None takes any value.
        """
        from starlette.responses import Response, StreamingResponse

        media_type = wanted(request, forms)
        path = request.scope["path"].removesuffix(request.path_params.get("ending", ""))
        _HERE.set((path, request.url.query))
        if takes is not None and media_type != "text/html":
            check_parameters(request.query_params.multi_items(), takes)
        headers = {"Vary": VARY, "Cache-Control": "no-cache", "Content-Security-Policy": _PAGE + _EDITOR * scripts}
        if media_type == "text/html" and status == 200 and leads_on:
            parameters = request.query_params.multi_items()
            others = alternates(request.scope["path"], request.path_params.get("ending", ""), parameters, forms, takes)
            described = _DESCRIBED if request.url.path in ("/", "/index.html") else ()
            headers |= {"Link": link} if (link := link_header(others, *described)) else {}
            ALTERNATES.set(others)
        if media_type in SAVED:
            ending = SAVED[media_type]
            own = file_name(request.scope["path"], request.query_params.multi_items(), ending)
            name = f"{called}{ending}" if called and ending != ".docx" else own  # a document is more than the list
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        made = forms[media_type]()
        content = made if isinstance(made, str | bytes) else whole_or_stream(made)
        if not isinstance(content, str | bytes):
            headers["ETag"] = self._tag(request, media_type)
            pieces = () if request.method == "HEAD" else content
            return StreamingResponse(pieces, status, headers, _with_charset(media_type))
        if status != 200:  # the next answer can be another one
            return Response(content, status, headers, f"{media_type}; charset=utf-8")
        if steady and media_type in _OURS:  # which another version of casegraph has others of
            headers["ETag"] = entity_tag(content)
        elif steady:
            headers["ETag"] = self._tag(request, media_type)
        return Response(content, 200, headers, _with_charset(media_type))

    def _tag(self, request: "Request", media_type: str) -> str:
        """Return the entity tag of an answer: pages say how old they are, the rest is the same byte for byte."""
        address = f"{request.url.path}?{request.url.query}"
        return entity_tag(self.key, address, media_type, weak=media_type == "text/html")

    def problem(self, status: int, reason: str, headers: Mapping[str, str]) -> "Response":
        """Answer with a page that says what went wrong."""
        from starlette.responses import Response

        heading = "Page not found" if status == 404 else "Something went wrong"
        text = self.render("error.html", heading=heading, reason=reason)
        return Response(text, status, {**headers, "Content-Security-Policy": _PAGE}, "text/html; charset=utf-8")

    def described(self, iri: str) -> dict[str, Form]:
        """Return how to write what the graph says of an IRI, and what leads on from it."""
        return self.as_graph(lambda: statements(iri, self.store))

    def as_graph(self, ntriples: Callable[[], str]) -> dict[str, Form]:
        """Return how to write triples in the forms for graphs."""

        def form(media_type: str) -> Form:
            return lambda: graph_bytes(ntriples(), media_type, self.base)

        return {media_type: form(media_type) for media_type in GRAPHS}


def _with_charset(media_type: str) -> str:
    is_without = media_type in ("application/json", "application/ld+json", *OF_OFFICES)
    return media_type if is_without else f"{media_type}; charset=utf-8"
