"""OpenDocument texts (.odt), as LibreOffice writes them; tracked changes as accepted."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from casegraph.errors import PageError
from casegraph.office.archives import archive, unpacked, xml_root
from casegraph.reports.document import Kind, Paragraph, Row, Table, plain
from casegraph.reports.numbering import Level, Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_opendocument", "xml_root"]

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_SKIPPED = frozenset(
    [f"{_TEXT}{name}" for name in ("tracked-changes", "table-of-content", "note", "alphabetical-index", "bibliography")]
    + [f"{_OFFICE}annotation"]
)
_INSIDE = frozenset([f"{_TEXT}{name}" for name in ("section", "list", "index-body")] + [f"{_TEXT}list-header", _BOX])
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


def read_opendocument(content: bytes, file: str) -> tuple[str, tuple[Paragraph | Table, ...]]:
    """Return the title and the parts of an OpenDocument text; raises PageError for a file that is none, broken or locked."""
    opened = archive(content, file)
    if b"encryption-data" in unpacked(opened, "META-INF/manifest.xml", file):
        raise PageError(f"{file} has a password.", "Open it, save a copy without the password, and give that.")
    root = xml_root(unpacked(opened, "content.xml", file), file)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise PageError(f"{file} is an OpenDocument file, but no text.", "Save it as .docx or .odt.")
    reader = _Reader(_lists(root))
    parts = tuple(reader.parts(body))
    return reader.title, parts


class _Reader:
    def __init__(self, lists: Mapping[str, tuple[str, Mapping[int, Level]]]) -> None:
        self.title = ""
        self._numbering = Numbering(lists)
        self._count = 0

    def parts(self, parent: "Element", list_style: str = "", level: int = -1) -> Iterator[Paragraph | Table]:
        """Yield the paragraphs and tables in an element, which may be in a list."""
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag == f"{_TEXT}list":
                yield from self.parts(child, child.get(f"{_TEXT}style-name", list_style), level + 1)
            elif child.tag == f"{_TEXT}list-item":
                for at, part in enumerate(self.parts(child, list_style, level)):
                    yield self._numbered(part, list_style, level) if not at else part
            elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(child)
            elif child.tag == f"{_TABLE}table":
                yield Table(tuple(self._rows(child)))
            elif child.tag in _INSIDE:
                yield from self.parts(child, list_style, level)

    def _paragraph(self, element: "Element") -> Iterator[Paragraph | Table]:
        self._count += 1
        heading = _small(element.get(f"{_TEXT}outline-level")) or 1 if element.tag == f"{_TEXT}h" else 0
        is_title = "title" in element.get(f"{_TEXT}style-name", "").lower()
        for line in filter(None, map(plain, _text(element).split("\n"))):
            if is_title and not self.title:
                self.title = line
            kind: Kind = "heading" if heading or is_title else "text"
            yield Paragraph(line, f"paragraph {self._count}", kind, level=heading or int(is_title))
        for box in _boxes(element):
            yield from self.parts(box)

    def _numbered(self, part: Paragraph | Table, list_style: str, level: int) -> Paragraph | Table:
        if not isinstance(part, Paragraph) or part.kind == "heading" or part.number:
            return part
        number = self._numbering.next(list_style, level)
        return Paragraph(part.text, part.place, "item", "•" if number is None else number, level + 1)

    def _rows(self, table: "Element") -> Iterator[Row]:
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not table:
                continue
            place = f"paragraph {self._count + 1}"
            cells = []
            for cell in row:
                if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    texts = (each.text for each in self.parts(cell) if isinstance(each, Paragraph))
                    cells.append("\n".join(texts))
            yield Row(tuple(cells), place)


def _boxes(element: "Element") -> Iterator["Element"]:
    """Yield the text boxes in an element; those within them are theirs."""
    for child in element:
        if child.tag == _BOX:
            yield child
        else:
            yield from _boxes(child)


def _text(element: "Element") -> str:
    pieces = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            pass
        elif child.tag == f"{_TEXT}s":
            pieces.append(" ")
        elif child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag.startswith(_TEXT):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _lists(root: "Element") -> dict[str, tuple[str, Mapping[int, Level]]]:
    """Return the lists' styles as `Numbering` wants them; each style counts by itself."""
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for style in root.iter(f"{_TEXT}list-style"):
        levels: dict[int, Level] = {}
        for each in style:
            place = _small(each.get(f"{_TEXT}level")) - 1 if isinstance(each.tag, str) else -1
            if each.tag == f"{_TEXT}list-level-style-number":
                before, after = each.get(f"{_STYLE}num-prefix", ""), each.get(f"{_STYLE}num-suffix", "")
                form = _FORMATS.get(each.get(f"{_STYLE}num-format", ""), "decimal")
                levels[place] = Level(
                    form, f"{before}%{place + 1}{after}", _small(each.get(f"{_TEXT}start-value")) or 1
                )
            elif place >= 0:
                levels[place] = Level("bullet")
        name = style.get(f"{_STYLE}name", "")
        lists[name] = (name, levels)
    return lists


def _small(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 0
