"""The neighbourhood: one node in the middle and its strongest links on both sides, as a picture for slides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests
from casegraph.drawing.svg import ROOM, label, picture, text
from casegraph.names import slug
from casegraph.network.model import Node
from casegraph.palette import INK, LINE
from casegraph.unranked import is_ranked
from casegraph.views.attribution import credit_lines, profile_of
from casegraph.views.find_node import find_node
from casegraph.views.node_styles import shape_path, style_of

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["Group", "neighbourhood", "neighbours"]

_MOST = 16
_ROW = 36
_CARD = (240, 150)
_MARK = 395.0  # the x position of shapes on the left; the right side is a mirror image

_HEADINGS = {
    ("agency", "asked about", "theme"): "Themes of its recommendations",
    ("agency", "asked", "review"): "Reviews with recommendations to it",
    ("theme", "asked about", "agency"): "Agencies with recommendations on it",
    ("theme", "learning", "review"): "Reviews with learning on it",
    ("theme", "recommendation", "review"): "Reviews with recommendations on it",
    ("theme", "reviewed", "partnership"): "Partnerships whose reviews have it",
    ("review", "learning", "theme"): "Themes of its learning points",
    ("review", "recommendation", "theme"): "Themes of its recommendations",
    ("review", "asked", "agency"): "Agencies it names",
    ("review", "keyword", "keyword"): "Its keywords",
    ("review", "commissioned by", "partnership"): "Commissioned by",
    ("keyword", "keyword", "review"): "Reviews with this keyword",
    ("keyword", "together", "keyword"): "Appears with it more often than by chance",
    ("partnership", "commissioned by", "review"): "Reviews it commissioned",
    ("partnership", "reviewed", "theme"): "Themes of its reviews",
}

_ADDRESSED = {heading for (_, link, _), heading in _HEADINGS.items() if link.startswith("asked")}

_MORE = {"partnership": ("partnership-theme",), "keyword": ("keyword-keyword",)}
"""Further projections with links of a kind, beside the collection."""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours by one link, the strongest first, each with its number of sentences; *weighs* if the numbers differ from 1."""

    heading: str
    members: tuple[tuple[Node, int], ...]
    weighs: bool


def neighbours(graph: "Graph", thing: Node) -> tuple[Group, ...]:
    """Return the neighbours of a node in the collection, and for some kinds in one more network, by link and kind."""
    members_of: defaultdict[tuple[str, str], list[tuple[Node, float]]] = defaultdict(list)
    for name in ("collection", *_MORE.get(thing.kind, ())):
        projection = graph.projection(name, inherited=False)
        node = {each.iri: each for each in projection.nodes}
        for edge in projection.edges:
            if thing.iri in (edge.source, edge.target):
                other = node[edge.target if edge.source == thing.iri else edge.source]
                members_of[edge.link, other.kind].append((other, edge.weight))
    groups, profile = [], profile_of(graph.store)
    for (link, kind), members in sorted(members_of.items()):
        ranked = is_ranked(kind)
        members.sort(
            key=lambda member: (-member[1] * ranked, slug(member[0].label), member[0].iri)
        )  # regardless of dashes
        heading = _HEADINGS.get((thing.kind, link, kind), f"{link.capitalize()}: {style_of(kind).many}")
        counts = all(float(weight).is_integer() for _, weight in members)
        weighed = tuple((node, int(weight) if counts and ranked else 1) for node, weight in members)
        groups.append(Group(in_requests(heading, profile), weighed, any(weight > 1 for _, weight in weighed)))
    return tuple(groups)


def neighbourhood(graph: "Graph", id: str) -> str:
    """Return one node and its strongest links as SVG.

    *id* is a path such as agency/icb, the last part of one, an IRI or a label; QueryError suggests similar ids.
    """
    thing = find_node(graph.store, id)
    groups = neighbours(graph, thing)
    rows = _shared(groups, _MOST)
    left, right = _sides(groups, rows)
    height = max(
        _CARD[1],
        *(sum((rows[at] + 1 + (rows[at] < len(groups[at].members))) * _ROW for at in side) for side in (left, right)),
    )
    parts = []
    for side, at_left in ((left, True), (right, False)):
        parts += _side(groups, side, rows, height, at_left)
    kind = in_requests(style_of(thing.kind).one, profile_of(graph.store))
    parts += _card(thing, height / 2, kind)
    linked = "its themes, agencies and keywords" if thing.kind == "review" else "what reviews link it to"
    title = f"{thing.label[:1].upper()}{thing.label[1:]}: {linked if groups else 'nothing is linked to it'}"
    return picture(
        in_requests(title, profile_of(graph.store)),
        _description(thing, groups, kind),
        _notes(graph, thing, groups, rows, kind),
        parts,
        height,
        credit_lines(graph.store),
    )


def _notes(graph: "Graph", thing: Node, groups: Sequence[Group], rows: Sequence[int], kind: str) -> list[str]:
    """Return the sentences below the heading: what the numbers count and what is left out."""
    definitions = graph.query(f"SELECT ?text {{ <{thing.iri}> skos:definition ?text }} ORDER BY ?text LIMIT 1")
    profile = profile_of(graph.store)
    lines = [f"{kind.capitalize()}: {definitions[0]['text']}"] if definitions else []
    if not groups:
        return [*lines, in_requests("No review, recommendation or keyword in this graph is linked to it.", profile)]
    notes = []
    if any(group.weighs for group in groups):
        notes.append(
            "Numbers count the recommendations or learning points behind a link. A thicker line is a stronger link."
        )
    if any(group.heading in {in_requests(each, profile) for each in _ADDRESSED} for group in groups):
        notes.append("Recommendations with no agency named are left out.")
    if any(row < len(group.members) for row, group in zip(rows, groups, strict=True)):
        notes.append("Only the strongest links are shown.")
    return [*lines, in_requests(" ".join(notes), profile)] if notes else lines


def _shared(groups: Sequence[Group], most: int) -> list[int]:
    """Return how many members of each group are drawn: one more for each in turn, while there is room.

    >>> one = (Node("i", "l", "theme"), 1)
    >>> _shared([Group("a", (one,) * 9, True), Group("b", (one,) * 2, True)], 6)
    [4, 2]
    """
    rows = [0] * len(groups)
    while sum(rows) < most and any(row < len(group.members) for row, group in zip(rows, groups, strict=True)):
        for at, group in enumerate(groups):
            if rows[at] < len(group.members) and sum(rows) < most:
                rows[at] += 1
    return rows


def _sides(groups: Sequence[Group], rows: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the groups for the left and for the right, both about as long."""
    left: list[int] = []
    right: list[int] = []
    for at in sorted(range(len(groups)), key=lambda at: (-rows[at], at)):
        side = left if sum(rows[each] + 2 for each in left) <= sum(rows[each] + 2 for each in right) else right
        side.append(at)
    return left, right


def _side(groups: Sequence[Group], side: Sequence[int], rows: Sequence[int], height: float, at_left: bool) -> list[str]:
    """Return one side: groups below each other, each member with its shape, number and line."""
    heaviest = max((weight for group in groups for _, weight in group.members[:1]), default=1)
    long = sum((rows[at] + 1 + (rows[at] < len(groups[at].members))) * _ROW for at in side)
    y = (height - long) / 2
    mark = _MARK if at_left else ROOM - _MARK
    out = -1 if at_left else 1
    anchor = "end" if at_left else "start"
    lines, parts = [], []
    for at in side:
        group = groups[at]
        parts.append(text(mark + out * 16, y + _ROW * 0.68, group.heading, 15, anchor=anchor, bold=True))
        y += _ROW
        for node, weight in group.members[: rows[at]]:
            middle = y + _ROW / 2
            lines.append(_line(mark, middle, height / 2, 0.8 + 9 * weight / max(heaviest, 4), at_left))
            parts.append(
                f'<path d="{shape_path(style_of(node.kind).shape, mark, middle, 7)}" fill="{style_of(node.kind).colour}"/>'
            )
            room = 34 if group.weighs else 0
            if group.weighs:
                parts.append(text(mark + out * 16, middle + 5, f"{weight:,}", 15, anchor=anchor, bold=True))
            parts.append(label(mark + out * (16 + room), middle, node.label, 14, _MARK - 18 - room, 2, anchor=anchor))
            y += _ROW
        if rows[at] < len(group.members):
            more = f"and {len(group.members) - rows[at]:,} more"
            parts.append(text(mark + out * 16, y + _ROW * 0.5, more, 14, anchor=anchor))
            y += _ROW
    return lines + parts


def _line(mark: float, y: float, middle: float, width: float, at_left: bool) -> str:
    """Return the line of a link, from the card to a shape."""
    edge = (ROOM - _CARD[0]) / 2 if at_left else (ROOM + _CARD[0]) / 2
    start = mark + (8 if at_left else -8)
    bend = (start + edge) / 2
    return (
        f'<path d="M{edge:g} {middle:g}C{bend:g} {middle:g} {bend:g} {y:g} {start:g} {y:g}" fill="none" stroke="{LINE}" '
        f'stroke-width="{width:.1f}" stroke-opacity="0.8"/>'
    )


def _card(thing: Node, middle: float, kind: str) -> list[str]:
    """Return the card of the node in the middle."""
    look = style_of(thing.kind)
    wide, high = _CARD
    x, y = (ROOM - wide) / 2, middle - high / 2
    return [
        f'<rect x="{x:g}" y="{y:g}" width="{wide}" height="{high}" fill="#ffffff" stroke="{INK}" stroke-width="1.5"/>',
        f'<path d="{shape_path(look.shape, ROOM / 2, y + 32, 14)}" fill="{look.colour}"/>',
        text(ROOM / 2, y + 68, kind.capitalize(), 13, anchor="middle"),
        label(ROOM / 2, y + 106, thing.label, 16, wide - 20, 3, anchor="middle"),
    ]


def _description(thing: Node, groups: Iterable[Group], kind: str) -> str:
    """Return the picture in words, for readers who cannot see it."""
    sentences = [f"{kind.capitalize()} {thing.label}."]
    for group in groups:
        members = "; ".join(
            f"{node.label}, {weight}" if group.weighs else node.label for node, weight in group.members[:_MOST]
        )
        sentences.append(f"{group.heading}, {len(group.members):,} in all: {members}.")
    return " ".join(sentences)
