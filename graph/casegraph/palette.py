"""The palette: the one place that has the colours of kinds, for exports, pictures, the explorer and served pages.

The colours are those of the palette for charts of the UK Government's Analysis Function, which stand out on white. Text and
thin marks in a kind's colour need more contrast, so a kind has a darker tone for light pages and a lighter one for dark pages.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = [
    "ACCENT",
    "COMMUNITY_COLOURS",
    "INK",
    "KIND_COLOURS",
    "LINE",
    "PALE",
    "RAMP",
    "KindColour",
    "colour_of",
    "css",
    "rgb",
]

INK = "#3d3d3d"
"""Text and axes of pictures, and kinds that are not known."""

LINE = "#8c9aa6"
"""Links, and other lines that carry no text."""

PALE = "#f3f2f1"
"""The ground of what is empty."""

ACCENT = "#12436d"
"""What is chosen, and addresses."""

RAMP = ("#e3eef8", "#b5d3ee", "#6bace6", "#2073bc", "#12436d")
"""Few to many; text on the last two is white."""

_RAMP_ON_DARK = ("#1c3148", "#1f4a72", "#24659f", "#6bace6", "#b5d3ee")


class KindColour(NamedTuple):
    """The colours of a kind: in pictures and exports, on light pages and on dark pages.

    *marked* is the ground of words that led to one of the kind, on light and on dark pages, if such words are marked.
    """

    fill: str
    on_light: str
    on_dark: str
    marked: tuple[str, str] | None = None


KIND_COLOURS: Mapping[str, KindColour] = {
    "agency": KindColour("#12436d", "#12436d", "#8dbfec", ("#d8e6f3", "#23415f")),
    "theme": KindColour("#28a197", "#17796f", "#5cc9bc", ("#d3efeb", "#114a45")),
    "review": KindColour("#801650", "#801650", "#e59bc4"),
    "partnership": KindColour("#a285d1", "#6b4aa5", "#c3aeea"),
    "keyword": KindColour("#3d3d3d", "#3d3d3d", "#cfd4d8"),
}
"""The colours of each kind of node, in the order in which kinds are listed."""


COMMUNITY_COLOURS = (
    ("#12436d", "#8dbfec"),
    ("#17796f", "#5cc9bc"),
    ("#801650", "#e59bc4"),
    ("#a8420b", "#f5a26b"),
    ("#6b4aa5", "#c3aeea"),
    ("#6b5900", "#d9c34f"),
)
"""The colours of the first communities of a network, on light and on dark pages; a number beside a node says the same."""


def colour_of(kind: str) -> str:
    """Return the colour of a kind of node in pictures and exports; one that is not known is as dark as text.

    >>> colour_of("theme"), colour_of("panel")
    ('#28a197', '#3d3d3d')
    """
    return KIND_COLOURS[kind].fill if kind in KIND_COLOURS else INK


def rgb(colour: str) -> tuple[int, int, int]:
    """Return a colour as red, green and blue, 0 to 255.

    >>> rgb("#28a197")
    (40, 161, 151)
    """
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def css() -> str:
    """Return the palette as custom properties: ``--theme``, ``--on-theme`` behind marked words, ``--s1`` to ``--s5``.

    >>> "--review: #801650;" in css()
    True
    """
    light = _properties(0, {kind: each.on_light for kind, each in KIND_COLOURS.items()}, RAMP)
    dark = _properties(1, {kind: each.on_dark for kind, each in KIND_COLOURS.items()}, _RAMP_ON_DARK)
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


def _properties(scheme: int, kinds: Mapping[str, str], ramp: Iterable[str]) -> str:
    named = dict(kinds)
    named |= {f"on-{kind}": each.marked[scheme] for kind, each in KIND_COLOURS.items() if each.marked}
    named |= {f"c{number}": each[scheme] for number, each in enumerate(COMMUNITY_COLOURS, start=1)}
    named |= {f"s{step}": colour for step, colour in enumerate(ramp, start=1)}
    return " ".join(f"--{name}: {colour};" for name, colour in named.items())
