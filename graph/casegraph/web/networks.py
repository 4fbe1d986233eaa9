"""Pages of networks: the strongest links of each projection, its most central nodes beside chance, and files for other tools."""

from typing import TYPE_CHECKING

from casegraph.errors import CasegraphError
from casegraph.exporting import NETWORK_FORMATS
from casegraph.network.model import Projection
from casegraph.network.projections import projection_query, projections
from casegraph.visual.policy import policy
from casegraph.web.listing import table
from casegraph.web.pages import written
from casegraph.web.protocol import ProtocolError
from casegraph.web.site import Form, Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from casegraph.network.centrality import NodeScores

__all__ = ["list_of_networks", "network", "picture"]

_MEASURES = ("degree", "strength", "pagerank", "betweenness")
_SAMPLES = 20  # draws for what chance would give; `casegraph metrics` takes ten times as many
_SHOWN = 25


def list_of_networks(site: Site, request: "Request") -> "Response":
    """Answer with the projections that there are."""
    listed = [projection_query(name) for name in projections()]

    def html() -> str:
        return site.render("networks.html", here="/networks", heading="Networks", networks=listed)

    told = [{"name": each.name, "title": each.title, "description": each.description} for each in listed]
    return site.respond(request, {"text/html": html, "application/json": lambda: written(told)})


def network(site: Site, request: "Request") -> "Response":
    """Answer with a projection; raises ProtocolError (404) if there is none of this name."""
    name = request.path_params["name"]
    try:
        query = projection_query(name)
    except CasegraphError as error:
        raise ProtocolError(404, str(error)) from error
    projection = site.graph.projection(name, inherited=False)
    by_iri = {node.iri: node for node in projection.nodes}
    links = sorted(projection.edges, key=lambda edge: (-edge.weight, edge))

    def html() -> str:
        from casegraph.network.centrality import centrality

        central = centrality(projection, measures=_MEASURES, samples=_SAMPLES) if projection.nodes else None
        return site.render(
            "network.html",
            here="/networks",
            heading=query.title,
            network=query,
            projection=projection,
            links=[
                (_told(site, by_iri[edge.source].iri, by_iri[edge.source].label), edge.link,
                 _told(site, by_iri[edge.target].iri, by_iri[edge.target].label), f"{edge.weight:g}", edge.reviews,
                 _sentences(edge.source, edge.target) if name == "agency-theme" else "")
                for edge in links[:_SHOWN]
            ],
            kinds=_central(central.nodes) if central else [],
            samples=_SAMPLES,
            site=site,
        )  # fmt: skip

    forms: dict[str, Form] = {
        "text/html": html,
        "application/json": lambda: NETWORK_FORMATS["cytoscape"].files["casegraph.cyjs"](projection),
        "text/csv": lambda: _links(projection),
        **{NETWORK_FORMATS[form].media_type: _file(form, projection) for form in ("graphml", "gexf")},
    }
    return site.respond(request, forms)


def picture(site: Site, request: "Request") -> "Response":
    """Answer with a projection as a picture to move about in; raises ProtocolError (404) if there is none of this name."""
    from starlette.responses import Response

    from casegraph.visual.network_page import network_page

    try:
        text = network_page(site.graph, request.path_params["name"])
    except CasegraphError as error:
        raise ProtocolError(404, str(error)) from error
    return Response(
        text, 200, {"Content-Security-Policy": policy(text), "Cache-Control": "no-cache"}, "text/html; charset=utf-8"
    )


def _file(form: str, projection: Projection) -> Form:
    (write,) = NETWORK_FORMATS[form].files.values()
    return lambda: write(projection)


def _told(site: Site, iri: str, label: str) -> tuple[str, str]:
    return f"/{iri.removeprefix(site.base)}", label


def _sentences(agency: str, theme: str) -> str:
    one, other = (iri.rpartition("/")[2] for iri in (theme, agency))
    return f"/matrix?cell={one}~{other}#behind"


def _central(nodes: "tuple[NodeScores, ...]") -> list[tuple[str, list["NodeScores"]]]:
    """Return the most central nodes of each kind by PageRank."""
    kinds = dict.fromkeys(each.node.kind for each in nodes)
    ranked = sorted(nodes, key=lambda each: (each.scores["pagerank"].rank, each.node.label))
    return [(kind, [each for each in ranked if each.node.kind == kind][:_SHOWN]) for kind in kinds]


def _links(projection: Projection) -> str:
    labels = {node.iri: node.label for node in projection.nodes}
    rows = [
        (labels[edge.source], edge.link, labels[edge.target], edge.weight, edge.reviews, edge.source, edge.target)
        for edge in projection.edges
    ]
    return table([("source", "link", "target", "weight", "reviews", "source iri", "target iri"), *rows])
