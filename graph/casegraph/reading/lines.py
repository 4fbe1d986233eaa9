"""The lines of a page that are not blank, with the numbers that an editor shows."""

import re
from typing import NamedTuple

__all__ = ["Line", "lines_of"]

_LINE = re.compile(r"[^\r\n]++(?:\r\n?|\n)?|\r\n?|\n")


class Line(NamedTuple):
    """A line without the white space around it: its number (from 1), its place in the page's text, its words.

    *rule* names the rule by which a line is furniture; it is empty for any other line.
    """

    number: int
    start: int
    end: int
    text: str
    rule: str = ""


def lines_of(text: str) -> list[Line]:
    r"""Return the lines of *text* that are not blank.

    >>> [(line.number, line.start, line.text) for line in lines_of("one\r\n\r\n  two ")]
    [(1, 0, 'one'), (3, 9, 'two')]
    """
    lines = []
    for number, raw in enumerate(_LINE.finditer(text), start=1):
        words = raw[0].strip()
        if words:
            start = raw.start() + raw[0].index(words[0])
            lines.append(Line(number, start, start + len(words), words))
    return lines
