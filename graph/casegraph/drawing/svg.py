"""SVG pictures for slides: measured and wrapped text, and the frame of all pictures."""

from collections.abc import Iterable

from casegraph.exporting.xml_text import xml_text
from casegraph.palette import INK

__all__ = ["ROOM", "WIDTH", "label", "picture", "shortened", "text", "text_width", "wrapped"]

WIDTH = 1280
"""The width of every picture."""

_MARGIN = 40

ROOM = WIDTH - 2 * _MARGIN
"""The width of a picture's body."""

_NARROW = {
    **dict.fromkeys("ijl'|", 0.222), **dict.fromkeys("ft !,./:;I[]\\", 0.278), **dict.fromkeys("-()r`‐", 0.333), **dict.fromkeys("“”", 0.333),
    **dict.fromkeys("‘’", 0.222), **dict.fromkeys("ckszvxyJ", 0.5), **dict.fromkeys("FTZ", 0.611), **dict.fromkeys("ABEKPSVXY&", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722), **dict.fromkeys("GOQ", 0.778), **dict.fromkeys("mM", 0.833), **dict.fromkeys("…—", 1.0), "W": 0.944,
}  # fmt: skip
_OTHER = 0.556  # digits and most small letters
_SAFE = 1.15  # the font that replaces a missing Arial can be wider


def text_width(string: str, size: float, bold: bool = False) -> float:
    """Return the greatest width of *string* in Arial; East Asian characters count as wide.

    >>> round(text_width("Multi-agency working", 16))
    173
    """
    wide = sum(_NARROW.get(each, _OTHER if ord(each) < 0x2E80 else 1.0) for each in string)
    return wide * size * _SAFE * (1.15 if bold else 1)


def shortened(string: str, size: float, room: float, bold: bool = False) -> str:
    """Return *string*, or as much of it as fits *room* and an ellipsis.

    >>> shortened("Statutory safeguarding partners", 16, 120)
    'Statutory sa…'
    """
    if text_width(string, size, bold) <= room:
        return string
    string = string[: int(room / size * 5)]
    while string and text_width(f"{string}…", size, bold) > room:
        string = string[:-1].rstrip()
    return f"{string}…"


def wrapped(string: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """Return *string* in at most *most* lines; the last line, and any word wider than *room*, is shortened.

    >>> wrapped("Local safeguarding children partnership or board", 12, 80, 3)
    ['Local', 'safeguarding', 'children p…']
    """
    lines: list[str] = []
    words = string.split()
    while words:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size, bold) <= room:
            line = f"{line} {words.pop(0)}"
        if len(lines) == most - 1:
            line = " ".join([line, *words])
            words = []
        lines.append(shortened(line, size, room, bold))
    return lines


def text(  # the one element that all pictures are made of
    x: float, y: float, string: str, size: float = 16, *, anchor: str = "start", colour: str = INK, bold: bool = False
) -> str:
    """Return a line of text with its baseline at *y*.

    >>> text(1, 2, "<b>", anchor="end")
    '<text x="1" y="2" font-size="16" text-anchor="end" fill="#3d3d3d">&lt;b&gt;</text>'
    """
    weight = ' font-weight="bold"' if bold else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{weight}{side} fill="{colour}">{xml_text(string)}</text>'


def label(
    x: float, y: float, string: str, size: float, room: float, most: int, *, anchor: str = "start", up: float = 0.5
) -> str:
    """Return *string* in lines around *y*: above it if *up* is 1, below it if *up* is 0. A shortened text has a full title."""
    lines = wrapped(string, size, room, most)
    is_whole = " ".join(lines) == " ".join(string.split())
    high = size * 1.2
    top = y - high * len(lines) * up + size * 0.95
    drawn = "".join(text(x, round(top + high * at, 1), line, size, anchor=anchor) for at, line in enumerate(lines))
    return drawn if is_whole else f"<g><title>{xml_text(string)}</title>{drawn}</g>"


def picture(
    title: str, description: str, notes: Iterable[str], body: Iterable[str], height: float, credit: Iterable[str]
) -> str:
    """Return an SVG file: a heading, *notes* below it, then the *body* and the lines of *credit*.

    *height* is that of the body, which is as wide as the picture without its margins.
    """
    lines, y = wrapped(title, 28, ROOM, 3, bold=True), 34.0
    parts = [f'<g class="heading" data-height="{34 * len(lines)}">']
    for line in lines:
        y += 14
        parts.append(text(_MARGIN, y, line, 28, bold=True))
        y += 20
    parts.append("</g>")
    y += 5
    for sentence in notes:
        for line in wrapped(sentence, 16, ROOM, 3):
            y += 6
            parts.append(text(_MARGIN, y, line, 16))
            y += 17
    top = y + 10
    y = top + height + 34
    for sentence in credit:
        for line in wrapped(sentence, 14, ROOM, 2):
            parts.append(text(_MARGIN, y, line, 14))
            y += 20
    height_of_picture = round(y + 12)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height_of_picture}" viewBox="0 0 {WIDTH} {height_of_picture}" role="img" '
            'aria-labelledby="title desc" font-family="Arial, Helvetica, sans-serif">',
            f'<title id="title">{xml_text(title)}</title>',
            f'<desc id="desc">{xml_text(description)}</desc>',
            f'<rect width="{WIDTH}" height="{height_of_picture}" fill="#ffffff"/>',
            *parts,
            f'<g transform="translate({_MARGIN} {top:g})">',
            *body,
            "</g>",
            "</svg>",
            "",
        ]
    )
