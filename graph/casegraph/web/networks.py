"""Pages of networks: the strongest links of each projection, its nodes by counting and beside chance, and files for other tools."""

from functools import partial
from typing import TYPE_CHECKING

from casegraph.briefings.networks import network_workbook
from casegraph.briefings.taken_from import taken_from
from casegraph.collections.words import in_requests
from casegraph.drawing.policy import policy
from casegraph.errors import CasegraphError
from casegraph.exporting import NETWORK_FORMATS
from casegraph.network.model import Projection
from casegraph.network.projection_queries import projection_query, projections
from casegraph.views.tables import link_table
from casegraph.web.navigation import NAVIGATION
from casegraph.web.network_page import network_html, scored_network
from casegraph.web.papers import workbook
from casegraph.web.representations import Form, wanted
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.single_flight import SingleFlight
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["list_of_networks", "network", "picture"]

_laid_out: SingleFlight[Projection] = SingleFlight(keeps=2)  # large ones are hundreds of megabytes
_drawn: SingleFlight[str] = SingleFlight()


def list_of_networks(site: Site, request: "Request") -> "Response":
    """Answer with the projections that there are."""
    left_out = site.collection.profile.networks_left_out
    listed = [projection_query(name) for name in projections() if name not in left_out]

    def html() -> str:
        return site.render("networks.html", here="/networks", heading="Networks", networks=listed)

    words = site.collection.profile.words
    titles = [{"name": each.name, "title": each.title, "description": each.description_in(words)} for each in listed]
    return site.respond(request, {"text/html": html, "application/json": lambda: as_json(titles)}, takes=[])


def network(site: Site, request: "Request") -> "Response":
    """Answer with a projection; raises ProtocolError (404) if there is none of this name."""
    name = _known(request)

    def file(form: str) -> str:
        (write,) = NETWORK_FORMATS[form].files.values()
        return "".join(write(_projection(site, name)))

    def page() -> str:
        return network_html(site, request, name, *scored)

    forms: dict[str, Form] = {
        "text/html": page,
        "application/json": partial(file, "cytoscape"),
        "text/csv": lambda: as_csv(link_table(_projection(site, name))),
        **workbook(lambda: network_workbook(_projection(site, name), taken_from(site.collection)), 0),
        **{NETWORK_FORMATS[form].media_type: partial(file, form) for form in ("graphml", "gexf")},
    }
    is_page = wanted(request, forms) == "text/html"
    scored = scored_network(site, request, name) if is_page else (None, True)
    return site.respond(request, forms, takes=[], steady=scored[1])


def picture(site: Site, request: "Request") -> "Response":
    """Answer with a projection as a picture to move about in; raises ProtocolError (404) if there is none of this name."""
    from starlette.responses import Response

    from casegraph.drawing.network_page import network_page

    name = _known(request)

    def draw() -> str:
        links = {address: in_requests(label, site.collection.profile) for address, label in NAVIGATION.items()}
        links["/find"] = "Find"
        return network_page(site.graph, name, back=f"/networks/{name}", links=links, projection=_projection(site, name))

    text = _drawn.get(site.key, name, draw)
    return Response(
        text, 200, {"Content-Security-Policy": policy(text), "Cache-Control": "no-cache"}, "text/html; charset=utf-8"
    )


def _known(request: "Request") -> str:
    """Return the name of the projection that is asked for."""
    name: str = request.path_params["name"]
    try:
        return projection_query(name).name
    except CasegraphError as error:
        raise ProtocolError(404, str(error)) from error


def _projection(site: Site, name: str) -> Projection:
    return _laid_out.get(site.key, name, lambda: site.graph.projection(name, inherited=False))
