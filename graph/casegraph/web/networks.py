"""Pages of networks: the strongest links of each projection, its nodes by counting and beside chance, and files for other tools."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from casegraph.briefings.networks import network_workbook
from casegraph.briefings.taken_from import taken_from
from casegraph.drawing.policy import policy
from casegraph.errors import CasegraphError
from casegraph.exporting import NETWORK_FORMATS
from casegraph.network.model import Projection
from casegraph.network.projection_queries import projection_query, projections
from casegraph.unranked import WHY_UNRANKED
from casegraph.views.networks import SHOWN, Link, measure_heading, network_view, number_in_words
from casegraph.views.roles import naming
from casegraph.views.tables import link_table
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.papers import workbook
from casegraph.web.parameters import parameters_of
from casegraph.web.representations import Form
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


class _Row(NamedTuple):
    """A link as the page shows it: its ends as address and label, and where its sentences and its reviews are listed."""

    source: tuple[str, str]
    link: str
    target: tuple[str, str]
    weight: str
    reviews: int
    sentences: str
    listed: str


def list_of_networks(site: Site, request: "Request") -> "Response":
    """Answer with the projections that there are."""
    listed = [projection_query(name) for name in projections()]

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

    forms: dict[str, Form] = {
        "text/html": lambda: _page(site, request, name),
        "application/json": partial(file, "cytoscape"),
        "text/csv": lambda: as_csv(link_table(_projection(site, name))),
        **workbook(lambda: network_workbook(_projection(site, name), taken_from(site.collection)), 0),
        **{NETWORK_FORMATS[form].media_type: partial(file, form) for form in ("graphml", "gexf")},
    }
    return site.respond(request, forms, takes=[])


def picture(site: Site, request: "Request") -> "Response":
    """Answer with a projection as a picture to move about in; raises ProtocolError (404) if there is none of this name."""
    from starlette.responses import Response

    from casegraph.drawing.network_page import network_page

    name = _known(request)

    def draw() -> str:
        return network_page(site.graph, name, back=f"/networks/{name}", projection=_projection(site, name))

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


def _page(site: Site, request: "Request", name: str) -> str:
    parameters = parameters_of(request)
    scored = site.networks.get(site.key, name)
    shown, query = network_view(scored, parameters.get("by", [""])[0]), projection_query(name)
    return site.render(
        "network.html",
        here="/networks",
        heading=query.title,
        network=query,
        projection=shown.projection,
        links=[_row(site, link) for link in shown.links],
        links_heading="Strongest links" if shown.has_strongest else "Links by partnership",
        shown=SHOWN,
        by=shown.by,
        meaning=shown.meaning,
        measures=[
            (each, measure_heading(each), with_parameters(f"/networks/{name}", parameters, by=each))
            for each in shown.measures
        ],
        head_of=measure_heading,
        why_unranked=WHY_UNRANKED if shown.has_unranked else "",
        has_several=len({each.link for each in shown.links}) > 1,
        kinds=shown.central,
        communities=shown.communities,
        draws=shown.draws,
        has_chance=shown.draws != 0,
        number=number_in_words,
        naming=str(naming(site.collection))
        if scored.projection.inherited and not scored.projection.has_inherited
        else "",
        site=site,
    )


def _row(site: Site, link: Link) -> _Row:
    source, target = (node.iri.rpartition("/")[2] for node in (link.source, link.target))
    sentences = (
        with_parameters("/matrix", {"role": link.role, "narrower": "no", "cell": f"{target}~{source}"}) + "#behind"
        if link.role
        else ""
    )
    listed = (
        with_parameters("/reviews", {"partnership": source, "theme": target, "narrower": "no"})
        if link.link == "reviewed"
        else ""
    )
    one, other = ((address_of(node.iri, site.base), node.label) for node in (link.source, link.target))
    return _Row(one, link.link, other, number_in_words(link.weight), link.reviews, sentences, listed)
