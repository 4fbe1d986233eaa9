"""The picture of a network on pages: which nodes it shows, where they are, and where each label has room.

Two kinds of nodes are two columns; one kind, or several, are a map. A label is whole or it is left out: then the node's
title and the list beside the picture have it. A node in focus is drawn with its strongest neighbours.
"""

from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from casegraph.network.layout.positions import layout
from casegraph.network.model import Node, Projection
from casegraph.unranked import is_ranked
from casegraph.views.network_labels import label_lines
from casegraph.views.plain_text import alphabetical

__all__ = ["ROW", "WIDTH", "Drawn", "Place", "columns", "drawn", "sides", "without"]

WIDTH = 780
"""The width of a picture; beside it there is room for a list on a screen of 1280 pixels."""

ROW = 26
"""The height of a row of a column."""

_MOST = 16  # rows of a column
_ON_MAP = 26  # nodes of a map
_LINKS = 90  # links of a picture
_HEIGHT = 440  # of a map
_LEFT, _RIGHT = 290, 425  # where the columns are
_LETTER, _LABEL_HEIGHT = 7.7, 16  # how wide a letter and how high a line of a map is, at most
_RADIUS = 11  # of the largest node


class Place(NamedTuple):
    """Where a node is, by its number in the projection, and its label: lines, the place of the first, and its anchor.

    *lines* is () where there is no room for the whole label.
    """

    node: int
    x: float
    y: float
    lines: tuple[str, ...]
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture draws: places of nodes, and links by their numbers in the projection, the strongest last."""

    height: int
    is_columns: bool
    places: tuple[Place, ...]
    links: tuple[int, ...]


def without(projection: Projection, hidden: Several[str]) -> Projection:
    """Return a projection without some nodes, by IRI, and without nodes that have no link then.

    >>> from casegraph.network.model import Edge
    >>> two = (Node("a", "A", "agency"), Node("b", "B", "theme"))
    >>> len(without(Projection("p", "P", two, (Edge("a", "b", "l", 1, 1),)), {"a"}).nodes)
    0
    """
    edges = tuple(edge for edge in projection.edges if edge.source not in hidden and edge.target not in hidden)
    linked = {iri for edge in edges for iri in (edge.source, edge.target)}
    nodes = tuple(node for node in projection.nodes if node.iri in linked)
    return replace(projection, nodes=nodes, edges=edges, occurrences=(), attributes={})


def drawn(projection: Projection, at: str = "", short: Mapping[str, str] | None = None) -> Drawn:
    """Return the picture of a projection, or of the node *at* this IRI with its neighbours; *short* has short names by IRI."""
    named = short or {}
    number = {node.iri: place for place, node in enumerate(projection.nodes)}
    if at in number:
        left, right = [number[at]], _neighbours(projection, at)
        return _columns(projection, left, right, named)
    if both := sides(projection):
        return _columns(projection, *both, named)
    return _map(projection, named)


def sides(projection: Projection) -> tuple[list[int], list[int]] | None:
    """Return the nodes of both columns from above, the strongest of each side; None if links are not between two kinds.

    Of kinds that are never ranked the first in the alphabet are there.

    >>> from casegraph.network.model import Edge
    >>> pair = Projection("p", "P", (Node("a", "A", "agency"), Node("b", "B", "theme")), (Edge("a", "b", "l", 1, 1),))
    >>> sides(pair)
    ([0], [1])
    """
    kind = {node.iri: node.kind for node in projection.nodes}
    kinds = [*dict.fromkeys(kind[edge.source] for edge in projection.edges)]
    if len(kinds) != 1 or any(kind[edge.target] == kinds[0] for edge in projection.edges):
        return None
    strength = _strength(projection)
    own = [node for node in projection.nodes if node.kind == kinds[0]]
    others = [node for node in projection.nodes if node.kind != kinds[0]]
    if len({node.kind for node in others}) != 1:
        return None
    kept = {
        node.iri for side in (own, others) for node in sorted(side, key=lambda each: _order(each, strength))[:_MOST]
    }
    part = without(projection, {node.iri for node in projection.nodes} - kept)
    at = layout(part).attributes
    number = {node.iri: place for place, node in enumerate(projection.nodes)}
    placed = sorted(
        (number[node.iri] for node in part.nodes),
        key=lambda place: (
            -at["y"][next(i for i, each in enumerate(part.nodes) if each.iri == projection.nodes[place].iri)]
        ),
    )
    left = [place for place in placed if projection.nodes[place].kind == kinds[0]]
    right = [place for place in placed if projection.nodes[place].kind != kinds[0]]
    for side in (left, right):
        if side and not is_ranked(projection.nodes[side[0]].kind):
            side.sort(key=lambda place: alphabetical(projection.nodes[place].label))
    return left, right


def columns(left: Sequence[int], right: Sequence[int]) -> tuple[int, list[tuple[int, int, float]]]:
    """Return the height of two columns, and node, x and y of each of their nodes; the longer column has a row a node.

    >>> columns([0], [1, 2])
    (52, [(0, 290, 26.0), (1, 425, 13.0), (2, 425, 39.0)])
    """
    height = ROW * max(2, len(left), len(right))
    places = [
        (node, x, float((2 * at + 1) * height // (2 * len(side))))
        for side, x in ((left, _LEFT), (right, _RIGHT))
        for at, node in enumerate(side)
    ]
    return height, places


def _columns(projection: Projection, left: Sequence[int], right: Sequence[int], short: Mapping[str, str]) -> Drawn:
    height, at = columns(left, right)
    places = []
    for node, x, y in at:
        each = projection.nodes[node]
        lines = label_lines(short.get(each.iri, each.label))
        side, anchor = (-14, "end") if x == _LEFT else (14, "start")
        places.append(Place(node, x, y, lines, x + side, round(y + 4.5 - 6.5 * (len(lines) - 1), 1), anchor))
    return Drawn(height, True, tuple(places), _links(projection, [*left, *right], set(left)))


def _neighbours(projection: Projection, at: str) -> list[int]:
    """Return the nodes with the strongest links to one, those of kinds that are never ranked last, in the alphabet."""
    weight: dict[str, float] = {}
    for edge in projection.edges:
        if at in (edge.source, edge.target) and edge.source != edge.target:
            other = edge.target if edge.source == at else edge.source
            weight[other] = weight.get(other, 0) + edge.weight
    nodes = {node.iri: (place, node) for place, node in enumerate(projection.nodes)}
    order = sorted(weight, key=lambda iri: _order(nodes[iri][1], weight))
    return [nodes[iri][0] for iri in order[:_MOST]]


def _order(node: Node, strength: Mapping[str, float]) -> tuple[float, tuple[str | int, ...], str]:
    """By strength, as lists of links are; what is never ranked by the alphabet."""
    if is_ranked(node.kind):
        return -strength.get(node.iri, 0.0), (), node.iri
    return 0.0, alphabetical(node.label), node.iri


def _strength(projection: Projection) -> dict[str, float]:
    strength: dict[str, float] = {}
    for edge in projection.edges:
        for iri in (edge.source, edge.target):
            strength[iri] = strength.get(iri, 0.0) + edge.weight
    return strength


def _links(projection: Projection, shown: Sequence[int], left: Several[int] = ()) -> tuple[int, ...]:
    """Return the strongest links between the nodes that are shown; with *left* only those that end there."""
    iris = {projection.nodes[node].iri for node in shown}
    ends = {projection.nodes[node].iri for node in left} or iris
    between = [
        place
        for place, edge in enumerate(projection.edges)
        if edge.source in iris and edge.target in iris and (edge.source in ends or edge.target in ends)
    ]
    strongest = sorted(between, key=lambda place: (-projection.edges[place].weight, projection.edges[place]))[:_LINKS]
    return tuple(reversed(strongest))


def _map(projection: Projection, short: Mapping[str, str]) -> Drawn:
    strength = _strength(projection)
    ranked = [node for node in projection.nodes if is_ranked(node.kind)]
    kept = {node.iri for node in sorted(ranked, key=lambda each: _order(each, strength))[:_ON_MAP]}
    part = without(projection, {node.iri for node in projection.nodes} - kept)
    if not part.nodes:
        return Drawn(2 * ROW, False, (), ())
    placed = layout(part)
    across, down = (_scaled(placed.attributes[axis], size) for axis, size in (("x", WIDTH), ("y", _HEIGHT)))
    number = {node.iri: place for place, node in enumerate(projection.nodes)}
    at = {number[node.iri]: (across[i], _HEIGHT - down[i]) for i, node in enumerate(part.nodes)}
    taken = [(x - 9, y - 9, x + 9, y + 9) for x, y in at.values()]
    places = []
    for node in sorted(at, key=lambda each: (-strength[projection.nodes[each].iri], each)):
        each, (x, y) = projection.nodes[node], at[node]
        label = short.get(each.iri, each.label)
        spot = _free(x, y, len(label) * _LETTER, taken)
        places.append(Place(node, x, y, (label,) if spot else (), *(spot or (x, y, "start"))))
    return Drawn(_HEIGHT, False, tuple(sorted(places)), _links(projection, [*at]))


def _scaled(values: Sequence[float], size: float) -> list[float]:
    """Return positions between the margins of a picture."""
    low, high, margin = min(values), max(values), 40.0
    return [round(margin + (each - low) / ((high - low) or 1) * (size - 2 * margin), 1) for each in values]


Box = tuple[float, float, float, float]


def _free(x: float, y: float, wide: float, taken: list[Box]) -> tuple[float, float, str] | None:
    """Return where a label has room beside, below or above a node, which it then takes; None if nowhere."""
    gap = _RADIUS + 3
    for left, middle, text_x, anchor in (
        (x + gap, y, x + gap, "start"),
        (x - gap - wide, y, x - gap, "end"),
        (x - wide / 2, y + gap + 8, x, "middle"),
        (x - wide / 2, y - gap - 8, x, "middle"),
    ):
        box = (left, middle - _LABEL_HEIGHT / 2, left + wide, middle + _LABEL_HEIGHT / 2)
        inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= _HEIGHT - 2
        if inside and not any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken):
            taken.append(box)
            return round(text_x, 1), round(middle + 4.5, 1), anchor
    return None
