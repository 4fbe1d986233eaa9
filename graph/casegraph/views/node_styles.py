"""How each kind of node looks in pictures: a colour, a shape and a word, so that nobody needs to see the colour."""

from typing import NamedTuple

from casegraph.palette import colour_of

__all__ = ["MARK", "NODE_STYLES", "NodeStyle", "outline", "shape_path", "style_of"]

MARK = 7.5
"""The radius of a mark beside a word."""


class NodeStyle(NamedTuple):
    """How a kind of node looks: what one and several are called, its colour, and its shape by vis-network's name for it."""

    one: str
    many: str
    colour: str
    shape: str


NODE_STYLES = {
    "agency": NodeStyle("agency", "agencies", colour_of("agency"), "square"),
    "theme": NodeStyle("theme", "themes", colour_of("theme"), "dot"),
    "review": NodeStyle("review", "reviews", colour_of("review"), "diamond"),
    "partnership": NodeStyle("partnership", "partnerships", colour_of("partnership"), "hexagon"),
    "keyword": NodeStyle("keyword", "keywords", colour_of("keyword"), "triangle"),
}
"""The kinds of nodes of the projections, in the order in which they are listed."""


def style_of(name: str) -> NodeStyle:
    """Return how a kind of node looks; one that is not known looks like a star.

    >>> style_of("theme").many, style_of("panel").shape
    ('themes', 'star')
    """
    return NODE_STYLES.get(name) or NodeStyle(name, name, colour_of(name), "star")


def shape_path(shape: str, x: float, y: float, size: float) -> str:
    """Return the outline of a shape around a point as an SVG path, as large to the eye as a circle of this radius.

    >>> shape_path("square", 0, 0, 10)
    'M-9 -9H9V9H-9Z'
    """
    corners = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "diamond": [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
        "hexagon": [(-1, 0), (-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9)],
        "triangle": [(0, -1.1), (1.1, 0.85), (-1.1, 0.85)],
        "star": [(0, -1.2), (0.35, -0.35), (1.2, 0), (0.35, 0.35), (0, 1.2), (-0.35, 0.35), (-1.2, 0), (-0.35, -0.35)],
    }.get(shape)
    if corners is None:
        left, width = x - size, 2 * size
        return f"M{left:g} {y:g}a{size:g} {size:g} 0 1 0 {width:g} 0a{size:g} {size:g} 0 1 0 {-width:g} 0Z"
    at = [(round(x + size * across, 2), round(y + size * down, 2)) for across, down in corners]
    if shape == "square":
        (left, top), (right, bottom) = at[0], at[2]
        return f"M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z"
    return f"M{'L'.join(f'{across:g} {down:g}' for across, down in at)}Z"


def outline(kind: str) -> str:
    """Return the shape of a kind around the point 0 0, "" for a kind without one.

    >>> outline("agency"), outline("area")
    ('M-6.75 -6.75H6.75V6.75H-6.75Z', '')
    """
    return shape_path(NODE_STYLES[kind].shape, 0, 0, MARK) if kind in NODE_STYLES else ""
