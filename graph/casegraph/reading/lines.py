"""The lines of a page that are not blank, with the numbers that an editor shows."""

from typing import NamedTuple

__all__ = ["Line", "lines_of"]


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
    start = 0
    ends_as_one_character = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    for number, raw in enumerate(ends_as_one_character.split("\n"), start=1):
        if words := raw.strip():
            begin = start + raw.index(words[0])
            lines.append(Line(number, begin, begin + len(words), words))
        start += len(raw) + 1
    return lines
