"""Lines as somebody typed them or a page shows them, joined to paragraphs again."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casegraph.reports.document import Paragraph, plain
from casegraph.reports.headings import looks_like_heading
from casegraph.reports.markers import DUE, OWNER, label_of, marker_of

__all__ = ["Line", "paragraphs_of"]

_WRAPPED = 45
"""Characters from which on a line may go on in the next one."""

_HYPHEN = re.compile(r"(?<=[a-z])[\u00ad\u2010]$")


class Line(NamedTuple):
    """A line, and the place where it stands."""

    text: str
    place: str


def paragraphs_of(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs that lines make up; an empty line ends one, and so does a number, a label or a heading.

    >>> lines = ["Recommendations", "1. The board should", "review it.", "2. Act."]
    >>> [(each.kind, each.number, each.text) for each in paragraphs_of(Line(text, "line") for text in lines)]
    [('heading', '', 'Recommendations'), ('item', '1.', 'The board should review it.'), ('item', '2.', 'Act.')]
    """
    pieces: list[str] = []
    place = ""
    longest = 0
    for line in lines:
        text = plain(line.text)
        if pieces and (not text or _begins(text, pieces, longest)):
            yield _paragraph(pieces, place)
            pieces = []
        if text:
            if not pieces:
                place, longest = line.place, 0
            pieces.append(text)
            longest = max(longest, len(text))
    if pieces:
        yield _paragraph(pieces, place)


def _begins(text: str, before: list[str], longest: int) -> bool:
    """Tell whether a line begins a paragraph, although no empty line is before it."""
    last = before[-1]
    label = label_of(text)
    if OWNER.fullmatch(text) or DUE.fullmatch(text):
        return True
    if (label and label.is_firm) or (marker_of(text) and _may_begin(text)):
        return True
    if (
        len(before) == 1
        and looks_like_heading(last)
        and (text[0].isupper() or marker_of(text))
        and not _goes_on(last, text)
    ):
        return True
    if looks_like_heading(text, firm=True) and last[-1] in ".:;!?”’)":
        return True
    short = max(_WRAPPED, int(longest * 0.6))
    return len(last) < short and last[-1] in ".;:!?"


def _may_begin(text: str) -> bool:
    """Tell whether a number at the beginning of a line is that of a paragraph, and not one of a sentence that goes on."""
    marker = marker_of(text)
    return marker is not None and (
        not marker.number[-1].isdigit() or "." in marker.number or text[marker.length].isupper()
    )


def _goes_on(last: str, text: str) -> bool:
    return len(last) >= _WRAPPED and not text[0].isupper()


def _paragraph(pieces: list[str], place: str) -> Paragraph:
    joined: list[str] = []
    for piece in pieces:
        if joined and (whole := _HYPHEN.sub("", joined[-1])) != joined[-1]:
            joined[-1] = whole  # a word that was cut at the end of a line
        elif joined:
            joined.append(" ")
        joined.append(piece)
    text = "".join(joined)
    marker = marker_of(text)
    if marker and not looks_like_heading(text):
        return Paragraph(text[marker.length :], place, "item", marker.number, 1)
    return Paragraph(text, place, "heading" if looks_like_heading(text) else "text")
