"""How kinds of things look in pictures: a colour, a shape and a word each, so that none of them has to be told by colour."""

from typing import NamedTuple

__all__ = ["INK", "KINDS", "LINE", "PALE", "RAMP", "Kind", "kind_of", "shape_path"]

INK = "#3d3d3d"
"""Text and axes."""

LINE = "#8c9aa6"
"""Links, and other lines that carry no text."""

PALE = "#f3f2f1"
"""The ground of what is empty."""

RAMP = ("#e3eef8", "#b5d3ee", "#6bace6", "#2073bc", "#12436d")
"""Few to many, from the palettes of the Government Analysis Function; text on the last two is white."""


class Kind(NamedTuple):
    """A kind of thing: what one and several are called, its colour, and its shape by the name that vis-network knows."""

    one: str
    many: str
    colour: str
    shape: str


KINDS = {
    "agency": Kind("agency", "agencies", "#12436d", "square"),
    "theme": Kind("theme", "themes", "#28a197", "dot"),
    "review": Kind("review", "reviews", "#801650", "diamond"),
    "partnership": Kind("partnership", "partnerships", "#a285d1", "hexagon"),
    "keyword": Kind("keyword", "keywords", "#3d3d3d", "triangle"),
}
"""The kinds of nodes of the projections, in the order in which they are listed."""


def kind_of(name: str) -> Kind:
    """Return how a kind of node looks; one that is not known looks like a star.

    >>> kind_of("theme").many, kind_of("panel").shape
    ('themes', 'star')
    """
    return KINDS.get(name) or Kind(name, name, INK, "star")


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
