"""Word documents (.docx): the text as it stands with all tracked changes accepted, and the numbers that Word counts.

Headers, footers, footnotes and comments are parts of their own in the file, and are not read.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.errors import PageError
from casegraph.office.archives import archive
from casegraph.reports.document import Kind, Paragraph, Row, Table, plain
from casegraph.reports.headings import looks_like_heading
from casegraph.reports.numbering import Numbering, W, definitions

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_word"]

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = f"{W}t"
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "r",
        "bdo",
        "dir",
    )
)
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: the level of its heading, and the list that its paragraphs are in."""

    heading: int = 0
    list_id: str = ""
    level: int = 0
    is_title: bool = False


def read_word(content: bytes, file: str) -> tuple[str, tuple[Paragraph | Table, ...]]:
    """Return the title and the parts of a Word document; raises PageError for a file that is none, broken or locked."""
    members = set(archive(content, file).namelist())
    if "word/document.xml" not in members and not any(name.startswith("word/") for name in members):
        raise PageError(
            f"{file} is no Word document, though it is packed like one.", "Save it as .docx in Word or LibreOffice."
        )
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        document = Document(io.BytesIO(content))
        body = document.element.body
        try:
            numbering = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
        except KeyError:
            numbering = None
        reader = _Reader(Numbering(definitions(numbering)), _styles(document.styles.element))
        parts = tuple(reader.parts(body))
    except PageError:
        raise
    except Exception as error:  # noqa: BLE001 - python-docx raises what its parsers do
        raise PageError(
            f"{file} is broken: Word's form of a document cannot be read in it ({type(error).__name__}).",
            "Open it in Word or LibreOffice, and save it again.",
        ) from None
    return reader.title, parts


class _Reader:
    """Walks through the body of a document; paragraphs are counted as Word's status bar would, from 1."""

    def __init__(self, numbering: Numbering, styles: Mapping[str, _Style]) -> None:
        self.title = ""
        self._numbering, self._styles = numbering, styles
        self._count = 0
        self._before = ""  # of paragraphs whose end was deleted

    def parts(self, parent: "Element") -> Iterator[Paragraph | Table]:
        """Yield the paragraphs and tables in an element."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _TRANSPARENT and not _is_contents(child):
                yield from self.parts(child)

    def _paragraph(self, element: "Element") -> Iterator[Paragraph | Table]:
        self._count += 1
        text = self._before + _text(element)
        properties = element.find(f"{W}pPr")
        self._before = ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._before = f"{text} " if text else ""
            return
        if _is_hidden_contents(properties):
            return
        style = self._style(properties)
        number = self._number(properties, style) if text.strip() else ""
        for at, line in enumerate(filter(None, map(plain, text.split("\n")))):
            if style.is_title and not self.title:
                self.title = line
            first = number if not at else ""
            kind: Kind = "heading" if style.heading else "item" if first else "text"
            if kind == "text" and _is_bold(element) and looks_like_heading(line):
                kind = "heading"
            level = style.heading or (_level(properties, style) + 1 if first else 0)
            yield Paragraph(line, f"paragraph {self._count}", kind, plain(first), level)
        for box in _boxes(element):
            yield from self.parts(box)

    def _table(self, element: "Element") -> Iterator[Paragraph | Table]:
        rows: list[Row] = []
        above: list[str] = []
        for row in _rows(element):
            place = f"paragraph {self._count + 1}"
            cells: list[str] = []
            for cell in _cells(row):
                text = "\n".join(_shown(part) for part in self.parts(cell))
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val") != "restart" and len(cells) < len(above):
                    text = above[len(cells)]
                cells += [text, *[""] * (min(_span(cell), 64) - 1)]
            above = cells
            rows.append(Row(tuple(cells), place))
        yield Table(tuple(rows))

    def _style(self, properties: "Element | None") -> _Style:
        name = properties.find(f"{W}pStyle") if properties is not None else None
        style = self._styles.get(name.get(f"{W}val", ""), _Style()) if name is not None else _Style()
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        level = _small(outline.get(f"{W}val")) if outline is not None else 9
        return _Style(level + 1, style.list_id, style.level) if level < 9 else style

    def _number(self, properties: "Element | None", style: _Style) -> str:
        own = properties.find(f"{W}numPr/{W}numId") if properties is not None else None
        list_id = own.get(f"{W}val", "") if own is not None else style.list_id
        if not list_id or list_id == "0":
            return ""
        return self._numbering.next(list_id, _level(properties, style)) or ""


def _boxes(element: "Element") -> Iterator["Element"]:
    """Yield the text boxes in an element; those within them are theirs, and what older programs show instead is left out."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != f"{_MARKUP}Fallback":
            yield from _boxes(child)


def _shown(part: Paragraph | Table) -> str:
    """Return a part as text of a cell; a table in a cell as its cells one after the other."""
    if isinstance(part, Paragraph):
        return f"{part.number} {part.text}" if part.kind == "item" else part.text
    return "\n".join(cell for row in part.rows for cell in row.cells if cell)


def _rows(table: "Element") -> Iterator["Element"]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _TRANSPARENT:
            yield from _rows(child)


def _cells(row: "Element") -> Iterator["Element"]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _cells(child)


def _span(cell: "Element") -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, _small(span.get(f"{W}val"))) if span is not None else 1


def _level(properties: "Element | None", style: _Style) -> int:
    own = properties.find(f"{W}numPr/{W}ilvl") if properties is not None else None
    return _small(own.get(f"{W}val")) if own is not None else style.level


def _text(element: "Element") -> str:
    """Return the text of a paragraph: inserted runs count, deleted, hidden and drawn ones do not."""
    pieces: list[str] = []

    def walk(parent: "Element") -> None:
        for child in parent:
            if child.tag == _TEXT:
                pieces.append(child.text or "")
            elif child.tag in _BREAKS:
                pieces.append(_BREAKS[child.tag])
            elif child.tag in _TRANSPARENT and child.find(f"{W}rPr/{W}vanish") is None:
                walk(child)

    walk(element)
    return "".join(pieces)


def _is_bold(element: "Element") -> bool:
    """Tell whether all of a paragraph is bold: a heading of authors who use no styles."""
    runs = [run for run in element.iter(f"{W}r") if any(text.text and text.text.strip() for text in run.iter(_TEXT))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{W}val", "1") not in ("0", "false") for mark in marks)


def _is_contents(element: "Element") -> bool:
    """Tell whether an element is a table of contents that Word keeps."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _is_hidden_contents(properties: "Element | None") -> bool:
    style = properties.find(f"{W}pStyle") if properties is not None else None
    return style is not None and style.get(f"{W}val", "").upper().startswith("TOC")


def _styles(root: "Element") -> dict[str, _Style]:
    own = {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
    return {name: _style_of(name, own) for name in own}


def _style_of(name: str, own: Mapping[str, "Element"]) -> _Style:
    heading = level = 0
    list_id = ""
    first = own[name].find(f"{W}name")
    is_title = first is not None and first.get(f"{W}val", "").lower() == "title"
    for _ in range(_DEEPEST_STYLE):
        element = own.get(name)
        if element is None:
            break
        outline, number = element.find(f"{W}pPr/{W}outlineLvl"), element.find(f"{W}pPr/{W}numPr/{W}numId")
        called = element.find(f"{W}name")
        words = called.get(f"{W}val", "").lower() if called is not None else ""
        if not heading and outline is not None and _small(outline.get(f"{W}val")) < 9:
            heading = _small(outline.get(f"{W}val")) + 1
        if not heading and words.startswith("heading ") and words[8:].isdigit():
            heading = _small(words[8:])
        if not list_id and number is not None:
            list_id = number.get(f"{W}val", "")
            depth = element.find(f"{W}pPr/{W}numPr/{W}ilvl")
            level = _small(depth.get(f"{W}val")) if depth is not None else 0
        based = element.find(f"{W}basedOn")
        if based is None:
            break
        name = based.get(f"{W}val", "")
    return _Style(1 if is_title and not heading else heading, list_id, level, is_title)


def _small(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 0
