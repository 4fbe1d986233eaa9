"""Elements of a network's page: what its fragments are filled with, whose addresses are those of this server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from casegraph.fragments.elements import Link, Mark
from casegraph.fragments.networks import (
    CentralRow,
    CentralTable,
    LabelLine,
    LinkRow,
    Network,
    NetworkNode,
    NetworkPanel,
)
from casegraph.fragments.pictures import DrawnMark, Line
from casegraph.network.model import Edge, Projection
from casegraph.palette import COMMUNITY_COLOURS
from casegraph.unranked import is_ranked
from casegraph.views.attribution import counted
from casegraph.views.network_map import ROW, WIDTH, Drawn
from casegraph.views.network_sizes import PLAIN, radii_of
from casegraph.views.networks import Ranking, measure_heading, number_in_words, strongest_first
from casegraph.views.node_styles import MARK, NODE_STYLES, outline, style_of
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.elements import mark

if TYPE_CHECKING:
    from casegraph.views.network_scores import Scored

__all__ = ["Here", "Look", "central_tables", "legend", "link_panel", "look_of", "network_picture", "size_label"]

_SHOWN = 25  # rows of a list


@dataclass(frozen=True, slots=True)
class Here:
    """The address of a network's page, with the switches that are not as they are by default."""

    path: str
    switches: Mapping[str, str]

    @property
    def whole(self) -> str:
        """The address with no node in focus."""
        return with_parameters(self.path, self.switches)

    def focused(self, node: str) -> str:
        """Return the address with a node in focus, by the end of its IRI."""
        return with_parameters(self.path, self.switches, at=node)

    def behind(self, node: str, other: str, link: str = "") -> str:
        """Return the address of what is behind the links of two nodes, or of one and *all* others; *link* is one of several.

        >>> Here("/networks/agency-theme", {"means": "yes"}).behind("agency/icb", "all")
        '/networks/agency-theme?means=yes&at=agency%2Ficb&with=all#links'
        """
        return with_parameters(self.path, self.switches, at=node, **{"with": other}, link=link) + "#links"


@dataclass(frozen=True, slots=True)
class Look:
    """How nodes look: their radius by IRI, their community if colours are by that, and what a size is called."""

    radius: Mapping[str, float]
    community: Mapping[str, int]
    size: str


def look_of(scored: "Scored", size: str, colour: str) -> Look:
    """Return the look of a network's nodes, sized by reviews or a measure, coloured by kind or community."""
    nodes = scored.nodes
    values = [
        float(each.tally.value) if size == "reviews" else float(each.scores[size].value) if each.scores else 0.0
        for each in nodes
    ]
    radii = radii_of(scored.projection, values) if nodes else ()
    communities = {each.node.iri: each.community for each in nodes} if colour == "community" else {}
    return Look({each.node.iri: radius for each, radius in zip(nodes, radii, strict=True)}, communities, size)


def legend(projection: Projection, scored: "Scored", look: Look) -> tuple[Mark, ...]:
    """Return what the colours mean."""
    if look.community:
        shown = {look.community[node.iri] for node in projection.nodes}
        return tuple(
            Mark(f"c{number}", outline("theme"), f"{number}: {typical}" if typical else str(number))
            for number, _, typical in scored.communities[: len(COMMUNITY_COLOURS)]
            if number in shown
        )
    present = {node.kind for node in projection.nodes}
    return tuple(mark(kind, style_of(kind).one.capitalize()) for kind in NODE_STYLES if kind in present)


def network_picture(projection: Projection, drawn: Drawn, look: Look, base: str, here: Here, at: str) -> Network:
    """Return the picture; *here* is the address of the page with its switches, *at* the node in focus."""
    place = {each.node: each for each in drawn.places}
    heaviest = max((projection.edges[link].weight for link in drawn.links), default=1)
    number = {node.iri: at for at, node in enumerate(projection.nodes)}
    lines = []
    for link in drawn.links:
        edge = projection.edges[link]
        one, other = place[number[edge.source]], place[number[edge.target]]
        bend = (one.x + other.x) / 2
        path = (
            f"M{one.x:g} {one.y:g}C{bend:g} {one.y:g} {bend:g} {other.y:g} {other.x:g} {other.y:g}"
            if drawn.is_columns
            else f"M{one.x:g} {one.y:g}L{other.x:g} {other.y:g}"
        )
        lines.append(Line(path, f"{floor(10 * (0.5 + 7 * edge.weight / heaviest) + 0.5) / 10:g}"))
    beside, several = _strongest_to(projection, at), _several(projection.edges)
    nodes = []
    for each in drawn.places:
        node = projection.nodes[each.node]
        community = look.community.get(node.iri, 0)
        colour = f"c{community}" if 0 < community <= len(COMMUNITY_COLOURS) else "none" if community else node.kind
        size = round(look.radius.get(node.iri, PLAIN) / MARK, 4)
        id = node.iri.removeprefix(base)
        to = beside.get(node.iri) if node.iri != at else None
        right = each.anchor == "start" and drawn.is_columns and to is not None
        text_x = each.text_x + (30 if right else 0)
        left_edge, wide = (0.0, each.x + 12) if each.anchor == "end" and drawn.is_columns else (each.x - 12, 24.0)
        if drawn.is_columns and each.anchor == "start":
            wide = WIDTH - left_edge
            if right:
                left_edge, wide = text_x - 2, WIDTH - text_x
        nodes.append(
            NetworkNode(
                number=each.node,
                href=here.focused(id),
                title=f"{style_of(node.kind).one.capitalize()}: {node.label}" + (f" (community {community})" if community else ""),
                tab="",
                mark=DrawnMark(colour, outline(node.kind), f"translate({each.x:g} {each.y:g}) scale({size:g})"),
                box_x=f"{left_edge:g}",
                box_y=f"{each.y - ROW / 2:g}",
                box_width=f"{wide:g}",
                text_x=f"{text_x:g}",
                anchor=each.anchor,
                lines=tuple(
                    LabelLine(f"{line} ({community})" if community and line is each.lines[-1] else line, f"{each.text_y + 13 * at:g}")
                    for at, line in enumerate(each.lines)
                ),
                count=number_in_words(to.weight) if to else "",
                count_href=here.behind(at.removeprefix(base), id, to.link if several else "") if to else "",
                count_x=f"{each.text_x:g}",
                count_y=f"{each.y + 4.5:g}",
            )
        )  # fmt: skip
    label = f"{projection.title}, a picture. The list beside it has the same links."
    return Network(label, WIDTH, drawn.height, ROW, tuple(lines), tuple(nodes))


def _strongest_to(projection: Projection, at: str) -> dict[str, Edge]:
    """Return the strongest link between one node and each other."""
    links: dict[str, Edge] = {}
    for edge in projection.edges:
        if at and at in (edge.source, edge.target):
            other = edge.target if edge.source == at else edge.source
            if other not in links or edge.weight > links[other].weight:
                links[other] = edge
    return links


def _several(edges: Sequence[Edge]) -> bool:
    return len({edge.link for edge in edges}) > 1


def link_panel(projection: Projection, whole: Projection, base: str, here: Here, at: str) -> NetworkPanel:
    """Return the list of the strongest links of a picture, or all links of the node *at* an IRI, in the *whole* network."""
    nodes = {node.iri: node for node in whole.nodes}
    own = [edge for edge in whole.edges if at in (edge.source, edge.target)] if at else list(projection.edges)
    edges = strongest_first(whole, own)
    shown = edges if at else edges[:_SHOWN]
    several = _several(whole.edges)

    def row(edge: Edge) -> LinkRow:
        ends = [edge.source, edge.target]
        if at:
            ends = [edge.target if edge.source == at else edge.source]
        head, *rest = (Link(nodes[iri].label, here.focused(iri.removeprefix(base))) for iri in ends)
        one, other = (each.removeprefix(base) for each in ((at, ends[0]) if at else ends))
        href = here.behind(one, other, edge.link if several else "")
        how = (Link(edge.link, href),) if several else ()
        return LinkRow(head, (*rest, *how), number_in_words(edge.weight), href)

    onward: tuple[Link, ...] = ()
    if at:
        onward = (
            Link("its page", address_of(at, base)),
            Link("all it is linked by", here.behind(at.removeprefix(base), "all")),
            Link("whole network", here.whole),
        )
    elif len(shown) < len(edges):
        onward = (Link("all as CSV", f"{here.path}.csv"),)
    heads = ("Linked to",) if at else ("From", "To")
    ranked = at or all(is_ranked(nodes[iri].kind) for edge in edges[:1] for iri in (edge.source, edge.target))
    return NetworkPanel(
        heading=nodes[at].label if at else "Strongest links" if ranked else "Links by partnership",
        counts=counted(len(shown), "link") + (f" of {len(edges):,}" if len(shown) < len(edges) else ""),
        links=onward,
        actions=(),
        heads=(*heads, *(("Link",) if several else ())),
        shown=tuple(map(row, shown)),
        more=None,
        sentences=None,
        reviews=None,
        shared=(),
    )


def central_tables(rankings: Sequence[Ranking], reviews: int, base: str, here: Here) -> tuple[CentralTable, ...]:
    """Return the nodes of each kind that may be ranked by number of reviews, of so many *reviews* in all."""
    tables = []
    for ranking in rankings:
        rows = tuple(
            CentralRow(
                node=Link(each.node.label, address_of(each.node.iri, base)),
                reviews=Link(f"{each.tally.value:,}", here.behind(each.node.iri.removeprefix(base), "all")),
                place=f"{each.tally.rank}",
                range=f"{each.tally.rank_low}–{each.tally.rank_high}",
                links=number_in_words(each.scores["degree"].value),
            )
            for each in ranking.counted[:_SHOWN]
        )
        heading = f"{ranking.heading} ({ranking.total:,})"
        tables.append(CentralTable(heading, ranking.first_in_words(reviews), ranking.count.capitalize(), rows, None))
    return tuple(tables)


def size_label(size: str) -> str:
    """Return what a size is called in a list to choose from."""
    return "Number of reviews" if size == "reviews" else measure_heading(size)
