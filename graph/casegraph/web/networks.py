"""Pages of networks: the strongest links of each projection, its most central nodes beside chance, and files for other tools."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from casegraph.drawing.policy import policy
from casegraph.errors import CasegraphError
from casegraph.exporting import NETWORK_FORMATS
from casegraph.network.measures import MEASURES
from casegraph.network.model import Edge, Projection
from casegraph.network.projections import projection_query, projections
from casegraph.views.tables import link_table
from casegraph.web.parameters import parameters_of
from casegraph.web.representations import Form
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.scores import Once, Scores, scores
from casegraph.web.site import Site, address_of, cut
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from casegraph.network.centrality import NodeScores

__all__ = ["list_of_networks", "network", "picture"]

_SHOWN = 25
_ROLES = {"asked about": "asked", "concerned": "concerned"}  # links whose sentences the table of themes by agencies has
_PLURAL = {
    "agency": "Agencies", "keyword": "Keywords", "partnership": "Partnerships", "review": "Reviews", "theme": "Themes"
}  # fmt: skip
_COLUMNS = 4  # measures beside each other; the one that is sorted by is among them
_HEADS = {"degree": "Links", "strength": "Weight", "pagerank": "PageRank", "hubs": "Hub", "authorities": "Authority"}

_measured: Once[Scores] = Once()
_laid_out: Once[Projection] = Once(keeps=2)  # large ones are hundreds of megabytes
_drawn: Once[str] = Once()


class _Link(NamedTuple):
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

    told = [{"name": each.name, "title": each.title, "description": each.description} for each in listed]
    return site.respond(request, {"text/html": html, "application/json": lambda: as_json(told)}, takes=[])


def network(site: Site, request: "Request") -> "Response":
    """Answer with a projection; raises ProtocolError (404) if there is none of this name."""
    name = _known(request)

    def file(form: str) -> str:
        (write,) = NETWORK_FORMATS[form].files.values()
        return write(_projection(site, name))

    forms: dict[str, Form] = {
        "text/html": lambda: _page(site, request, name),
        "application/json": partial(file, "cytoscape"),
        "text/csv": lambda: as_csv(link_table(_projection(site, name))),
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
    found = _measured.get(site.key, name, lambda: scores(site.store, name))
    projection, query = found.projection, projection_query(name)
    parameters = parameters_of(request)
    by = parameters.get("by", [""])[0]
    if by not in found.measures:
        by = found.measures[0] if found.measures else ""
    strongest = sorted(projection.edges, key=lambda edge: (-edge.weight, edge))[:_SHOWN]
    return site.render(
        "network.html",
        here="/networks",
        heading=query.title,
        network=query,
        projection=projection,
        links=_links(site, projection, strongest),
        shown=_SHOWN,
        by=by,
        meaning=f"{MEASURES[by].meaning} Example: {MEASURES[by].example}" if by in MEASURES else "",
        measures=[
            (each, _HEADS.get(each, each.replace("_", " ").capitalize()), cut(f"/networks/{name}", parameters, by=each))
            for each in found.measures
        ],
        columns=list(dict.fromkeys([*found.measures[: _COLUMNS - (by not in found.measures[:_COLUMNS])], by])),
        has_several=len({edge.link for edge in strongest}) > 1,
        kinds=_central(found.nodes, by) if by else [],
        communities=[each for each in found.communities if each[1] > 1],
        draws=found.draws,
        has_chance=found.draws != 0,
        number=_number,
        site=site,
    )


def _links(site: Site, projection: Projection, edges: list[Edge]) -> list[_Link]:
    labels = {node.iri: node.label for node in projection.nodes}

    def end(iri: str) -> tuple[str, str]:
        return address_of(iri, site.base), labels[iri]

    found = []
    for edge in edges:
        source, target = (iri.rpartition("/")[2] for iri in (edge.source, edge.target))
        role = _ROLES.get(edge.link)
        sentences = cut("/matrix", {"role": role, "cell": f"{target}~{source}"}) + "#behind" if role else ""
        listed = cut("/reviews", {"partnership": source, "theme": target}) if edge.link == "reviewed" else ""
        told = end(edge.source), edge.link, end(edge.target), _number(edge.weight), edge.reviews, sentences, listed
        found.append(_Link(*told))
    return found


def _central(nodes: "tuple[NodeScores, ...]", by: str) -> list[tuple[str, int, list["NodeScores"]]]:
    """Return the nodes of each kind with the highest scores: the kind's name, how many there are, and those."""
    kinds = dict.fromkeys(each.node.kind for each in nodes)
    ranked = sorted(nodes, key=lambda each: (-each.scores[by].value, each.node.label))
    of = {kind: [each for each in ranked if each.node.kind == kind] for kind in kinds}
    return [(_PLURAL.get(kind, kind.capitalize()), len(own), own[:_SHOWN]) for kind, own in of.items()]


def _number(value: float) -> str:
    """Return a number as tables show it.

    >>> _number(1234), _number(0.04567), _number(12.345), _number(0.00001)
    ('1,234', '0.0457', '12.3', '<0.0001')
    """
    if float(value).is_integer():
        return f"{value:,.0f}"
    if abs(value) >= 1:
        return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return f"{value:.4f}" if abs(value) >= 1e-4 else "<0.0001"
