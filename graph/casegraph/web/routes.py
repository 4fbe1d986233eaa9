"""Routes: which address is which page."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from casegraph.explorer.page import styles
from casegraph.fragments.templates import script
from casegraph.views.collection import KINDS
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.cache import Cache
from casegraph.web.changes_page import ADDRESS, changes_page
from casegraph.web.compare_page import compare_page
from casegraph.web.disconnect import cancel_on_disconnect
from casegraph.web.downloads import downloads, file
from casegraph.web.entity_pages import entity
from casegraph.web.find_page import find_page
from casegraph.web.findings import finding_page
from casegraph.web.list_pages import all_of_a_kind
from casegraph.web.matrix_page import matrix_page
from casegraph.web.networks import list_of_networks, network, picture
from casegraph.web.openapi.document import openapi
from casegraph.web.page_script import page_script
from casegraph.web.pages import about, home, reviews
from casegraph.web.parameters import parameters_of
from casegraph.web.question_tracker import TRACKER, question_tracker
from casegraph.web.questions import list_of_questions, one_question
from casegraph.web.recommendations_page import recommendations_page
from casegraph.web.replies_page import REPLIES, replies_page
from casegraph.web.report_page import REPORT, report_page
from casegraph.web.representations import ENDINGS
from casegraph.web.resource_page import resource_page
from casegraph.web.saved_forms import as_json
from casegraph.web.sentences_page import learnt_page, sentences_page
from casegraph.web.similar_page import similar_page
from casegraph.web.site import Site
from casegraph.web.sparql.description import void
from casegraph.web.sparql.protocol import ProtocolError
from casegraph.web.sparql.query_editor import completion, editor
from casegraph.web.sparql.query_page import query_page
from casegraph.web.suggest import suggest
from casegraph.web.tracker_pages import list_of_answers, one_answer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

__all__ = ["routes"]

_PARAMETERS = 100

_NOT_KEPT = (query_page, file, void, list_of_answers, one_answer)
"""Pages that tell how long they took, are on disk or from a file that people write in, or name the host that was asked."""

Page = Callable[[Site, "Request"], "Response"]

_ENDING = "(?:" + "|".join(ending.replace(".", "\\.") for ending in ENDINGS) + ")?"


def routes(site: Site) -> "list[BaseRoute]":
    """Return the routes of all pages; an address can end in what the page is wanted as, such as ``.json``."""
    from starlette.routing import Route

    _register()
    pages: dict[str, Page] = {
        "/": home,
        "/index{ending:ending}": home,
        "/matrix{ending:ending}": matrix_page,
        "/matrix/sentences{ending:ending}": matrix_page,
        "/reviews{ending:ending}": reviews,
        "/reviews/learnt{ending:ending}": learnt_page,
        "/sentences{ending:ending}": sentences_page,
        **({f"{ADDRESS}{{ending:ending}}": changes_page} if site.former is not None else {}),
        f"{REPORT}{{ending:ending}}": report_page,
        "/find{ending:ending}": find_page,
        "/findings/{name:name}{ending:ending}": finding_page,
        "/recommendations{ending:ending}": recommendations_page,
        "/suggest.json": suggest,
        "/similar{ending:ending}": similar_page,
        "/questions{ending:ending}": list_of_questions,
        f"/questions/{{name:name}}{TRACKER}{{ending:ending}}": question_tracker,
        "/questions/{name:name}{ending:ending}": one_question,
        "/compare{ending:ending}": compare_page,
        "/networks{ending:ending}": list_of_networks,
        "/networks/{name:name}/picture": picture,
        "/networks/{name:name}{ending:ending}": network,
        **(
            {"/answers{ending:ending}": list_of_answers, "/answers/{name:name}{ending:ending}": one_answer}
            if site.tracker
            else {}
        ),
        **({f"{REPLIES}{{ending:ending}}": replies_page} if site.collection.profile.has_replies else {}),
        "/query{ending:ending}": query_page,
        "/about{ending:ending}": about,
        "/downloads{ending:ending}": downloads,
        "/downloads/{name:path}": file,
        "/query/completion.json": completion,
        "/static/casegraph.css": _styles,
        "/static/editor.js": editor,
        "/static/page.js": page_script,
        "/static/copy.js": _copy,
        "/openapi.json": _openapi,
        "/build.json": _build,
        "/.well-known/void": void,
        "/{kind:kind}/{name:name}{ending:ending}": entity,
        "/{kind:kind}{ending:ending}": all_of_a_kind,
        "/{path:rest}/": _without_slash,
        "/{path:rest}{ending:ending}": resource_page,
    }
    kept: Cache[Kept] = Cache()
    return [Route(path, _served(site, page, kept)) for path, page in pages.items()]


Kept = tuple[dict[str, str], bytes]
"""Headers and body of a page that was sent before."""


def _served(site: Site, page: Page, kept: Cache[Kept]) -> Callable[["Request"], Awaitable["Response"]]:
    """Return what answers with a page, from what was sent before where that is the same."""
    from starlette.responses import Response

    async def serve(request: "Request") -> "Response":
        if request.url.query.count("&") >= _PARAMETERS:
            raise ProtocolError(400, f"A page takes at most {_PARAMETERS} parameters.")
        host = request.url.netloc  # which addresses in files can have
        key = site.key, host, request.url.path, request.url.query, *request.headers.getlist("accept")
        known = kept.get(key)
        if known is None:
            answer = await cancel_on_disconnect(request, page, site, request)
            is_steady = "etag" in answer.headers
            if answer.status_code == 200 and is_steady and page not in _NOT_KEPT and hasattr(answer, "body"):
                kept.put(key, (dict(answer.headers), bytes(answer.body)), len(answer.body) + len(request.url.query))
            return answer
        headers, body = known
        return Response(body, 200, headers)

    return serve


def _register() -> None:
    """Make known what names and endings look like in addresses."""
    from starlette.convertors import Convertor, register_url_convertor

    class Text(Convertor[str]):
        """A part of an address."""

        def convert(self, value: str) -> str:
            return value

        def to_string(self, value: str) -> str:
            return value

    for name, pattern in (("ending", _ENDING), ("name", "[^/]+?"), ("rest", ".+?"), ("kind", "|".join(KINDS))):
        register_url_convertor(name, type(name, (Text,), {"regex": pattern})())


def _without_slash(site: Site, request: "Request") -> "Response":
    """Lead from an address with a slash at its end to the page, which is never on another host."""
    from starlette.responses import RedirectResponse

    path = request.path_params["path"].strip("/")
    return RedirectResponse(with_parameters(address_of(site.base + path, site.base), parameters_of(request)), 308)


def _styles(site: Site, request: "Request") -> "Response":
    return site.respond(request, {"text/css": styles})


def _copy(site: Site, request: "Request") -> "Response":
    return site.respond(request, {"text/javascript": lambda: script("copy")})


def _openapi(site: Site, request: "Request") -> "Response":
    return site.respond(request, {"application/json": lambda: as_json(openapi(site))})


def _build(site: Site, request: "Request") -> "Response":
    return site.respond(request, {"application/json": lambda: _description(site)})


def _description(site: Site) -> bytes:
    """Return what the graph was made from: build.json of a folder, and of an endpoint as much of it as the graph says."""
    made = site.collection.made
    stated = {
        "version": made.version,
        "base": made.base,
        "pages": [{name: value for name, value in asdict(page).items() if value} for page in made.pages],
        "counts": made.counts,
    }
    return site.read_file("build.json") or as_json(stated).encode()
