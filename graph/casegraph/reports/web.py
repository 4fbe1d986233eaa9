"""HTML, saved from a website or by Word: its headings, lists and tables; navigation, headers and footers are left out."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from casegraph.errors import PageError
from casegraph.reading.markup_limits import DEEPEST, parseable
from casegraph.reports.document import Kind, Paragraph, Row, Table, plain
from casegraph.reports.numbering import Level, Numbering

if TYPE_CHECKING:
    from turbohtml.saxparse import SaxHandler

__all__ = ["read_web"]

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "button del footer header iframe nav noembed noframes noscript script select strike style svg template textarea title".split()
)
_ROUND = frozenset("header footer".split())
_SECTIONS = frozenset("article main section".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_COUNTED = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _OpenTable:
    depth: int
    rows: list[list[list[Paragraph | Table]]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    is_layout: bool = False


def read_web(markup: str, file: str) -> tuple[str, tuple[Paragraph | Table, ...]]:
    """Return the title and the parts of an HTML page; raises PageError, naming *file*, for markup beyond the limits."""
    from turbohtml.saxparse import sax_parse

    reader = _Reader(file)
    sax_parse(parseable(markup, file), cast("SaxHandler", reader))
    reader.end_line()
    return plain(reader.title), tuple(reader.parts)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.title = ""
        self.parts: list[Paragraph | Table] = []
        self._pieces: list[str] = []
        self._depth = 0
        self._unseen: list[tuple[int, str]] = []
        self._sections = 0
        self._heading = 0
        self._lists: list[tuple[int, Numbering | None]] = []
        self._item = ""
        self._tables: list[_OpenTable] = []
        self._count = 0

    def end_line(self) -> None:
        """Finish the paragraph that is being read."""
        text = plain("".join(self._pieces))
        self._pieces.clear()
        if not text:
            return
        self._count += 1
        number, self._item = self._item, ""
        kind: Kind = "heading" if self._heading else "item" if number else "text"
        level = self._heading or (max(1, len(self._lists)) if number else 0)
        self._add(Paragraph(text, f"paragraph {self._count}", kind, number, level))

    def _add(self, part: Paragraph | Table) -> None:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].append(part)
        else:
            self.parts.append(part)

    def start_element(self, tag: str, attributes: tuple[tuple[str, str | None], ...]) -> None:
        """Handle the beginning of an element; raises PageError for one that is nested too deep."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise PageError(f"{self.file} opens more than {DEEPEST} elements inside one another, which no report does.")
        if self._unseen:
            return
        given = {name: value or "" for name, value in attributes}
        hidden = "hidden" in given or "display:none" in given.get("style", "").replace(" ", "").lower()
        if hidden or (tag in _UNSEEN and not (tag in _ROUND and self._sections)):
            self._unseen.append((self._depth, tag))
            return
        if tag in _BLOCKS:
            self.end_line()
        self._sections += tag in _SECTIONS
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ol", "ul"):
            start = given.get("start", "")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 4 else 1
            level = Level(_COUNTED.get(given.get("type", "1"), "decimal"), "%1.", first)
            self._lists.append((self._depth, Numbering({"": ("", {0: level})}) if tag == "ol" else None))
        elif tag == "li":
            counted = self._lists[-1][1] if self._lists else None
            self._item = (counted.next("", 0) if counted else None) or "•"
        elif tag == "table":
            if self._tables:
                self._tables[-1].is_layout = True
            self._tables.append(_OpenTable(self._depth))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].places.append(f"paragraph {self._count + 1}")
        elif tag in ("td", "th") and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append([])

    def end_element(self, tag: str) -> None:
        """Handle the end of the element that began last."""
        if self._unseen:
            if self._unseen[-1][0] == self._depth:
                self._unseen.pop()
            self._depth -= 1
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag in _HEADINGS:
            self._heading = 0
        if tag == "li":
            self._item = ""
        if self._lists and self._lists[-1][0] == self._depth:
            self._lists.pop()
        if self._tables and self._tables[-1].depth == self._depth:
            self._end_table(self._tables.pop())
        self._sections -= tag in _SECTIONS
        self._depth -= 1

    def _end_table(self, table: _OpenTable) -> None:
        if table.is_layout:
            for row in table.rows:
                for cell in row:
                    for part in cell:
                        self._add(part)
            return
        rows = [Row(tuple(map(_text, row)), place) for row, place in zip(table.rows, table.places, strict=True) if row]
        if rows:
            self._add(Table(tuple(rows)))

    def characters(self, text: str) -> None:
        """Handle text."""
        if self._unseen:
            if self._unseen[-1][1] == "title" and len(self._unseen) == 1:
                self.title += text
            return
        self._pieces.append(text)

    def comment(self, text: str) -> None:
        """Nobody sees a comment."""

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        """Nobody sees the kind of document."""

    def processing_instruction(self, target: str, data: str) -> None:
        """Nobody sees an instruction."""


def _text(cell: list[Paragraph | Table]) -> str:
    texts = [f"{each.number} {each.text}".strip() for each in cell if isinstance(each, Paragraph)]
    return "\n".join(texts)
