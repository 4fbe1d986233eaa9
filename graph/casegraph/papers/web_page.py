"""Documents as one page of HTML that needs no other file, and runs nothing."""

import html
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from casegraph.papers.document import Block, Bullets, DataTable, Document, Heading, Note, Paragraph, Quote
from casegraph.papers.pieces import Piece, Text
from casegraph.papers.safe_text import is_web_address, plain
from casegraph.papers.tables import Cell, Column, in_words

__all__ = ["as_html", "web_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_ON_SITE = re.compile(
    r"/(?:[^/\\\s]\S*)?$"
)  # an address of the site that shows the page; a second slash would name a host
_NOT_IN_ANCHORS = re.compile("[^A-Za-z0-9_-]")


def web_page(document: Document) -> str:
    """Return a document as a page of HTML.

    >>> page = web_page(Document("Police", "", [Quote("<b>Audit</b>", (Piece("Child A"),))], ""))
    >>> "<p dir=auto>&lt;b&gt;Audit&lt;/b&gt;</p>" in page, "<script" in page
    (True, False)
    """
    style = files("casegraph.papers").joinpath("web_page.css").read_text(encoding="utf-8")
    title = _escaped(document.title)
    subtitle = f'<p class="subtitle">{_escaped(document.subtitle)}</p>\n' if document.subtitle else ""
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="description" content="{_escaped(document.subject)}">\n<style>\n{style}</style>\n</head>\n<body>\n'
        f"<main>\n<h1>{title}</h1>\n{subtitle}{as_html(document.blocks)}\n</main>\n<footer><p>{_escaped(document.foot)}</p></footer>\n"
        "</body>\n</html>\n"
    )


def as_html(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, whose headings begin at level 2.

    >>> as_html([Paragraph((Piece("12", "/theme/neglect"), Piece(" & more", "//example.org")))])
    '<p><a href="/theme/neglect">12</a> &amp; more</p>'
    """
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level, page = block.level + 1, ' class="new-page"' if block.is_on_new_page else ""
            yield f"<h{level}{_id(block.anchor)}{page}>{_escaped(block.text)}</h{level}>"
        case Paragraph():
            style = f' class="{block.style}"' if block.style != "plain" else ""
            yield f"<p{_id(block.anchor)}{style}>{_text(block.text)}</p>"
        case Bullets():
            yield "<ul>"
            yield from (f"<li>{_text(item)}</li>" for item in block.items)
            yield "</ul>"
        case Quote():
            number = f'<p class="number">{_escaped(block.number)}</p>' if block.number else ""
            yield f"<figure{_id(block.anchor)}>{number}<blockquote><p dir=auto>{_words(block.shown)}</p></blockquote>"
            yield f"<figcaption dir=auto>{_text(block.source)}</figcaption></figure>"
        case DataTable():
            yield from _table(block)
        case Note():
            title = f"<strong>{_escaped(block.title)}</strong> " if block.title else ""
            yield f'<aside role="note"><p>{title}{_text(block.text)}</p></aside>'


def _table(table: DataTable) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{_escaped(table.caption)}"><table>'
    yield f"<caption>{_escaped(table.caption)}</caption>"
    heads = (f'<th scope="col"{_side(column)}>{_escaped(column.name)}</th>' for column in table.columns)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
    for first, *others in table.rows:
        cells = (
            f"<td{_side(column)}>{_cell(column, cell)}</td>"
            for column, cell in zip(table.columns[1:], others, strict=True)
        )
        yield f'<tr><th scope="row">{_cell(table.columns[0], first)}</th>{"".join(cells)}</tr>'
    yield "</tbody></table></div>"


def _cell(column: Column, cell: Cell) -> str:
    return _piece(cell) if isinstance(cell, Piece) else _words(in_words(cell, column.kind))


def _side(column: Column) -> str:
    return ' class="number"' if column.kind in ("number", "share") else ""


def _id(anchor: str) -> str:
    return f' id="{_NOT_IN_ANCHORS.sub("-", anchor)}"' if anchor else ""


def _text(text: Text) -> str:
    return "".join(map(_piece, text))


def _piece(piece: Piece) -> str:
    words = _words(piece.text)
    if piece.address.startswith("#"):
        words = f'<a href="#{_NOT_IN_ANCHORS.sub("-", piece.address[1:])}">{words}</a>'
    elif _ON_SITE.match(piece.address):
        words = f'<a href="{_escaped(piece.address)}">{words}</a>'
    elif is_web_address(piece.address):
        words = f'<a href="{_escaped(piece.address)}" rel="noreferrer">{words}</a>'
    return f"<strong>{words}</strong>" if piece.is_strong else words


def _words(text: str) -> str:
    return _escaped(text).replace("\n", "<br>\n")


def _escaped(text: str) -> str:
    return html.escape(plain(text))
