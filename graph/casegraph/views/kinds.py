"""How kinds of things look in pictures: a colour, a shape and a word each, so that none of them has to be told by colour."""

from typing import NamedTuple

from casegraph.palette import colour_of

__all__ = ["KINDS", "MARK", "Kind", "kind_of", "outline", "shape_path"]

MARK = 7.5
"""The radius of a mark beside a word."""


class Kind(NamedTuple):
    """A kind of thing: what one and several are called, its colour, and its shape by the name that vis-network knows."""

    one: str
    many: str
    colour: str
    shape: str


KINDS = {
    "agency": Kind("agency", "agencies", colour_of("agency"), "square"),
    "theme": Kind("theme", "themes", colour_of("theme"), "dot"),
    "review": Kind("review", "reviews", colour_of("review"), "diamond"),
    "partnership": Kind("partnership", "partnerships", colour_of("partnership"), "hexagon"),
    "keyword": Kind("keyword", "keywords", colour_of("keyword"), "triangle"),
}
"""The kinds of nodes of the projections, in the order in which they are listed."""


def kind_of(name: str) -> Kind:
    """Return how a kind of node looks; one that is not known looks like a star.

    >>> kind_of("theme").many, kind_of("panel").shape
    ('themes', 'star')
    """
    return KINDS.get(name) or Kind(name, name, colour_of(name), "star")


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
    return shape_path(KINDS[kind].shape, 0, 0, MARK) if kind in KINDS else ""
