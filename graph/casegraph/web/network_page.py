"""The page of a network: its picture with switches, what is behind each number, who is central, and files for other tools."""

from dataclasses import replace
from typing import TYPE_CHECKING

from casegraph.errors import Busy
from casegraph.fragments.elements import Link, Select
from casegraph.fragments.networks import NetworkPage
from casegraph.network.model import Projection
from casegraph.network.projection import project
from casegraph.network.projection_queries import projection_query
from casegraph.unranked import WHY_UNRANKED, is_ranked
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.matrix_texts import SHORT
from casegraph.views.network_choice import MEANS, PARTNERSHIP, Hiding, hiding
from casegraph.views.network_labels import short_names
from casegraph.views.network_map import drawn, without
from casegraph.views.network_scores import Scored, counts
from casegraph.views.network_sentence import Seen, seen
from casegraph.views.network_sizes import SIZES
from casegraph.views.networks import SHOWN, measure_heading, network_view, number_in_words
from casegraph.views.node_styles import style_of
from casegraph.views.roles import naming
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import select
from casegraph.web.network_behind import behind_panel
from casegraph.web.network_elements import (
    Here,
    central_tables,
    legend,
    link_panel,
    look_of,
    network_picture,
    size_label,
)
from casegraph.web.parameters import Parameters, parameters_of
from casegraph.web.single_flight import SingleFlight
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["agencies_and_themes", "network_html", "scored_network"]

_SWITCHES = ("partnership", "means", "size", "colour")
_COLOURS = {"kind": "Kind", "community": "Community"}
_MOST = 400  # nodes in the list to choose a focus from

_FEW = 500  # reviews whose networks are counted in a second or two
_AT_ONCE = 0.3  # seconds

_quick: SingleFlight[Scored] = SingleFlight()
_with_sources: SingleFlight[Projection] = SingleFlight(keeps=2)  # large ones are hundreds of megabytes


def scored_network(site: Site, request: "Request", name: str) -> tuple[Scored, bool]:
    """Return a network with its scores, and whether they are all measured.

    Of a collection of a few hundred reviews a page does not wait until they are, unless its address asks for one of them:
    what is counted quickly comes at once.
    """
    asks = {"by", "colour"} & request.query_params.keys() or request.query_params.get("size", "reviews") not in SIZES
    if asks or len(site.collection.reviews) > _FEW:
        return site.networks.get(site.key, name), True
    try:
        return site.networks.get(site.key, name, _AT_ONCE), True
    except Busy:
        return _quick.get(site.key, name, lambda: counts(site.store, name)), False


def network_html(site: Site, request: "Request", name: str, scored: Scored, is_measured: bool) -> str:
    """Return the page of a network."""
    parameters, query = parameters_of(request), projection_query(name)
    shown = network_view(scored, parameters.get("by", [""])[0])
    path = f"/networks/{name}"
    here = Here(path, {key: value for key, (value, *_) in parameters.items() if key in _SWITCHES})
    central = central_tables(shown.central, len(site.collection.reviews), site.base, here)
    return site.render(
        "network.html",
        here="/networks",
        heading=query.title,
        network=query,
        projection=shown.projection,
        view=_view(site, scored, here, parameters, is_measured, bool(central)),
        central=central,
        by=shown.by,
        meaning=shown.meaning,
        measures=[(each, measure_heading(each), with_parameters(path, parameters, by=each)) for each in shown.measures],
        head_of=measure_heading,
        shown=SHOWN,
        why_unranked=WHY_UNRANKED if shown.has_unranked else "",
        kinds=shown.central,
        communities=shown.communities,
        draws=shown.draws,
        has_chance=shown.draws != 0,
        is_measured=is_measured,
        number=number_in_words,
        site=site,
    )


def _view(
    site: Site, scored: Scored, here: Here, parameters: Parameters, is_measured: bool, has_central: bool
) -> NetworkPage:
    """Return the picture and the list beside it, as the address asks for them."""
    c, whole = site.collection, scored.projection
    chosen = {key: values[0] for key, values in parameters.items()}
    can = hiding(whole, f"{c.made.base}agency/{c.profile.default_addressee}", _means(c))
    iris = {node.iri for node in whole.nodes}
    at = c.made.base + chosen.get("at", "")
    at = at if at in iris else ""
    partnership, means = can.partnership(chosen.get("partnership", "")), chosen.get("means", "")
    part = without(whole, can.hidden(partnership, means, at))
    at = at if at in {node.iri for node in part.nodes} else ""
    size = chosen.get("size", "") if chosen.get("size") in scored.measures else "reviews"
    colour = "community" if chosen.get("colour") == "community" and scored.communities else "kind"
    look = look_of(scored, size, colour)
    image = drawn(part, at, short_names(part))
    numbers = {each.node for each in image.places}
    pictured = without(part, {node.iri for place, node in enumerate(part.nodes) if place not in numbers})
    panel = link_panel(part, part, c.made.base, here, at)
    if at and chosen.get("with"):
        sources = _network(site, whole.name)
        other = chosen["with"] if chosen["with"] == "all" else c.made.base + chosen["with"]
        panel = behind_panel(c, sources, panel, (at, other), here, parameters) or panel
    named = {each.node.iri: each.tally.value for each in scored.nodes}
    sentence = seen(part, "themes" if means == "yes" else "subjects", named, len(c.reviews))
    return NetworkPage(
        seen=sentence.text if sentence else "",
        compare=_compare(sentence, whole.name),
        central="#central" if has_central else "",
        address=here.path,
        switches=_switches(whole, scored, can, partnership, means, size, colour, chosen.get("at", "") if at else "", is_measured),
        state=_state(c, whole, part, can, partnership, means, len(image.links), pictured),
        legend=legend(pictured, scored, look),
        picture=network_picture(part, image, look, c.made.base, here, at) if image.places else None,
        panel=panel,
    )  # fmt: skip


def agencies_and_themes(site: Site) -> Projection:
    """Return the network of agencies and the themes of recommendations that name them."""
    return _network(site, "agency-theme")


def _network(site: Site, name: str) -> Projection:
    """Return a network whose links know what is behind them, without the occurrences that they count."""
    return _with_sources.get(
        site.key, name, lambda: replace(project(site.store, name, inherited=False), occurrences=())
    )


def _means(c: Collection) -> set[str]:
    return {f"{c.made.base}theme/{theme.id}" for theme in c.themes.values() if theme.is_means}


def _compare(sentence: Seen | None, name: str) -> Link | None:
    """Return where the two agencies of a sentence are compared."""
    if sentence is None or len(sentence.about) != 2 or not name.startswith("agency"):
        return None
    one, other = (iri.rpartition("/")[2] for iri in sentence.about)
    return Link("Compare them side by side", with_parameters("/compare", {"one": one, "other": other}))


def _switches(
    whole: Projection,
    scored: Scored,
    can: Hiding,
    partnership: str,
    means: str,
    size: str,
    colour: str,
    at: str,
    is_measured: bool,
) -> tuple[Select, ...]:
    """Return what can be chosen of the picture; a switch that would change nothing is left out."""
    switches = []
    if can.agency:
        switches.append(select("partnership", _usual(whole, can), PARTNERSHIP.items(), partnership))
    if can.means:
        switches.append(select("means", "Ways of acting", MEANS.items(), means or "no"))
    sizes = [(each, size_label(each)) for each in ("reviews", *scored.measures)]
    if any(is_ranked(node.kind) for node in whole.nodes):
        switches.append(select("size", "Size by", sizes, size))
    if scored.communities or not is_measured:  # which this choice waits for
        switches.append(select("colour", "Colour by", _COLOURS.items(), colour))
    if len(whole.nodes) <= _MOST:
        base = whole.nodes[0].iri.rpartition("/")[0].rpartition("/")[0] + "/" if whole.nodes else ""
        named = sorted((node.label.lower(), node.iri.removeprefix(base), node.label) for node in whole.nodes)
        switches.append(select("at", "Focus on", [("", "All"), *((id, label) for _, id, label in named)], at))
    return tuple(switches)


def _usual(whole: Projection, can: Hiding) -> str:
    """Return what the agency that can be left out is called, in short."""
    (node,) = (each for each in whole.nodes if each.iri == can.agency)
    return SHORT.get(node.iri.rpartition("/")[2], node.label)


def _state(
    c: Collection,
    whole: Projection,
    part: Projection,
    can: Hiding,
    partnership: str,
    means: str,
    links: int,
    pictured: Projection,
) -> str:
    """Return how much the picture shows, and what it leaves out."""
    kinds = dict.fromkeys(node.kind for node in part.nodes)
    words = []
    for kind in kinds:
        shown, every = (sum(node.kind == kind for node in each.nodes) for each in (pictured, whole))
        one, many = style_of(kind)[:2]
        words.append(f"{shown:,} of {counted(every, one, many)}")
    text = f"{', '.join(words)}; {links:,} of {counted(len(whole.edges), 'link')}."
    if can.agency and partnership == "no":
        text += f" {_usual(whole, can)} is hidden: {can.share:.0%} of the weight of all links is its own"
        text += ", which would hide the rest." if can.swamps else "."
    if can.means and means != "yes":
        text += " Ways of acting, such as policy and training, are left out."
    if whole.inherited and not whole.has_inherited:
        text += f" Of all recommendations: {naming(c)}; those with no agency named are left out."
    return text
