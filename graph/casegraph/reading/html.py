"""The visible text of a saved HTML page: one block a line, with the links and the furniture that it marks.

The parser builds the same tree as browsers; casegraph.reading.visible_text takes the visible text from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from casegraph.reading.markup_limits import parseable
from casegraph.reading.visible_text import Link, Reader

if TYPE_CHECKING:
    from turbohtml.saxparse import SaxHandler

__all__ = ["Link", "VisibleText", "looks_like_html", "read_html"]

_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:article|body|center|dd|div|dl|font|form|frameset|h[1-6]|head|header|html|li|link|main|meta|nav"
    r"|ol|p|script|section|span|style|table|title|ul)(?=[\s/>]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The visible text of an HTML page; offsets count code points of *text*.

    *hidden* counts the words that a browser does not show, by the element that hides them. *advice* says what to save
    instead, if the markup shows why text may be missing.
    """

    text: str
    links: tuple[Link, ...]
    furniture: tuple[tuple[int, int], ...]
    hidden: Mapping[str, int]
    advice: str = ""


def looks_like_html(text: str, *, named_so: bool = False) -> bool:
    """Tell whether *text* is HTML, by its beginning; by any tag where the file is *named so* (.html).

    >>> looks_like_html("<!DOCTYPE html><p>2025"), looks_like_html("<!---->" * 3 + "<h2>"), looks_like_html("2025 <3")
    (True, True, False)
    """
    if named_so and _HTML.search(text):
        return True
    place = 0
    while True:
        while place < len(text) and text[place].isspace():
            place += 1
        for opening, closing in (("<!--", "-->"), ("<?xml", "?>")):
            if text.startswith(opening, place):
                end = text.find(closing, place + 2)
                if end < 0:
                    return False
                place = end + len(closing)
                break
        else:
            return _HTML.match(text, place) is not None


def read_html(markup: str, file: str = "the page") -> VisibleText:
    r"""Return the visible text of *markup*; white space is folded as a browser does.

    Raises PageError, naming *file*, for markup beyond the limits.

    >>> read_html("<h2>2025 – Kent</h2><p>Death of  a <b>boy</b>.<br>More.</p><script>x</script>").text
    '2025 – Kent\nDeath of a boy.\nMore.'
    """
    from turbohtml.saxparse import sax_parse

    reader = Reader(file)
    sax_parse(parseable(markup, file), cast("SaxHandler", reader))
    reader.end_line()
    return VisibleText(
        "\n".join(reader.lines),
        tuple(reader.links),
        tuple(sorted(reader.furniture)),
        dict(sorted((name, words) for name, words in reader.hidden.items() if words)),
        reader.advice(),
    )
