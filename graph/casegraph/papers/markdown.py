"""Documents as Markdown (CommonMark with tables), in which text of others is never markup."""

import re
from collections.abc import Iterator

from casegraph.papers.document import Block, Bullets, DataTable, Document, Heading, Note, Paragraph, Quote
from casegraph.papers.pieces import Piece, Text
from casegraph.papers.safe_text import is_web_address, plain
from casegraph.papers.tables import in_words

__all__ = ["escaped", "markdown"]

_SPECIAL = re.compile(
    r"[\\`*_\[\]<>#|~$&]|:(?=//)|(?<=\bwww)\.|@(?=\w)|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]", re.IGNORECASE
)
_ADDRESS = re.compile(r"[()<>\s\\]")


def markdown(document: Document) -> str:
    r"""Return a document as Markdown.

    >>> print(markdown(Document("Police", "73 reviews", [Paragraph((Piece("*Audit* it"),))], "Counts")), end="")
    # Police
    <BLANKLINE>
    73 reviews
    <BLANKLINE>
    \*Audit\* it
    <BLANKLINE>
    Counts
    """
    parts = [f"# {escaped(document.title)}", escaped(document.subtitle)]
    parts += ["\n".join(_lines(block)) for block in document.blocks]
    return "\n\n".join([*parts, escaped(document.foot)]) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{_place(block.anchor)}{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            yield _place(block.anchor) + _text(block.text)
        case Bullets():
            yield from (f"- {_text(item)}" for item in block.items)
        case Quote():
            number = f"**{escaped(block.number)}** " if block.number else ""
            yield f"> {_place(block.anchor)}{number}{escaped(block.shown)}"
            yield ">"
            yield f"> — {_text(block.source)}"
        case DataTable():
            yield f"**{escaped(block.caption)}**"
            yield ""
            yield _row(escaped(column.name) for column in block.columns)
            yield _row("---" if column.kind in ("text", "link") else "---:" for column in block.columns)
            for row in block.rows:
                yield _row(
                    _piece(cell) if isinstance(cell, Piece) else escaped(in_words(cell, column.kind))
                    for column, cell in zip(block.columns, row, strict=True)
                )
        case Note():
            title = f"**{escaped(block.title)}** " if block.title else ""
            yield f"> {title}{_text(block.text)}"


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _place(anchor: str) -> str:
    return f'<a id="{re.sub("[^A-Za-z0-9_-]", "-", anchor)}"></a>' if anchor else ""


def _text(text: Text) -> str:
    return "".join(map(_piece, text))


def _piece(piece: Piece) -> str:
    words = escaped(piece.text)
    if piece.address.startswith("#"):
        words = f"[{words}](#{re.sub('[^A-Za-z0-9_-]', '-', piece.address[1:])})"
    elif is_web_address(piece.address):
        words = f"[{words}](<{_ADDRESS.sub(lambda match: f'%{ord(match[0]):02X}', piece.address)}>)"
    if not piece.is_strong or not words.strip():
        return words
    kept = words.strip()
    return words.replace(kept, f"**{kept}**", 1)


def escaped(text: str) -> str:
    r"""Return a text on one line in which no character means anything but itself.

    >>> escaped("1. <b>*a*</b> | b\nhttps://example.org")
    '1\\. \\<b\\>\\*a\\*\\</b\\> \\| b https\\://example.org'
    """
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", " ".join(plain(text).split("\n")))
