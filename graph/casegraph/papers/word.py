"""Documents as Word files: real headings, tables whose heads repeat, A4, British English, and a title that programs read.

Text is written as text. Fields (page numbers) and links stand only where the model has them.
"""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from casegraph.papers.document import Block, Bullets, DataTable, Document, Heading, Note, Paragraph, Quote
from casegraph.papers.pieces import Piece, Text
from casegraph.papers.safe_text import bookmark, is_web_address, plain
from casegraph.papers.same_bytes import same_bytes
from casegraph.papers.word_styles import set_up
from casegraph.papers.word_table import word_table

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph as Line

__all__ = ["MEDIA_TYPE", "word_file"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of .docx."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # of every file: no time tells two runs apart
_THUMBNAIL = "docProps/thumbnail.jpeg"  # of an empty page, which the library's template has


def word_file(document: Document) -> bytes:
    """Return a document as the content of a .docx file."""
    import docx

    file = docx.Document()
    set_up(file, plain(document.foot))
    known = file.core_properties
    known.title, known.subject, known.author = (
        plain(each)[:255] for each in (document.title, document.subject, "Casegraph")
    )
    known.language, known.comments, known.keywords, known.last_modified_by = "en-GB", "", "", "Casegraph"
    known.created = known.modified = _MADE
    _Writer(file).write(document)
    for id, relation in [*file.part.package.rels.items()]:
        if relation.reltype.endswith("/thumbnail"):
            del file.part.package.rels[id]
    content = io.BytesIO()
    file.save(content)
    return same_bytes(content, frozenset({_THUMBNAIL}))


class _Writer:
    """Writes the blocks of one document."""

    def __init__(self, file: "File") -> None:
        self.file = file
        self.places = 0
        self.styles = {
            str(style.name): str(style.style_id) for style in file.styles
        }  # looking one up by its name is slow

    def write(self, document: Document) -> None:
        self._line("Title", (Piece(document.title),))
        if document.subtitle:
            self._line("Subtitle", (Piece(document.subtitle),))
        for block in document.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                line = self._line(f"Heading {block.level}", (Piece(block.text),), block.anchor)
                line.paragraph_format.page_break_before = block.is_on_new_page or None
            case Paragraph():
                self._line({"plain": "Normal", "lead": "Lead", "small": "Small"}[block.style], block.text, block.anchor)
            case Bullets():
                for item in block.items:
                    self._line("List Bullet", item)
            case Quote():
                number = (Piece(f"{block.number}\u2002", is_strong=True),) if block.number else ()
                self._line("Quote", (*number, Piece(block.shown)), block.anchor)
                self._line("Source", block.source)
            case DataTable():
                self._line("Caption", (Piece(block.caption),))
                word_table(self.file, block, self._pieces)
                self._line("After Table", ())
            case Note():
                title = (Piece(f"{block.title} ", is_strong=True),) if block.title else ()
                self._line("Note", (*title, *block.text))

    def _line(self, style: str, text: Text, anchor: str = "") -> "Line":
        line = self.file.add_paragraph()
        line._p.style = self.styles[style]
        if anchor:
            self._place(line, anchor)
        self._pieces(line, text)
        return line

    def _place(self, line: "Line", anchor: str) -> None:
        """Mark the beginning of a paragraph as a place that links lead to."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.places += 1
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(name)
            mark.set(qn("w:id"), str(self.places))
            if name == "w:bookmarkStart":
                mark.set(qn("w:name"), bookmark(anchor))
            line._p.append(mark)

    def _pieces(self, line: "Line", text: Text) -> None:
        for piece in text:
            if piece.address.startswith("#") or is_web_address(piece.address):
                self._link(line, piece)
            else:
                run = line.add_run(plain(piece.text))
                run.bold = piece.is_strong or None

    def _link(self, line: "Line", piece: Piece) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.text.run import Run

        link = OxmlElement("w:hyperlink")
        if piece.address.startswith("#"):
            link.set(qn("w:anchor"), bookmark(piece.address[1:]))
        else:
            link.set(qn("r:id"), self.file.part.relate_to(piece.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = Run(OxmlElement("w:r"), line)
        run._r.style, run.text = self.styles["Hyperlink"], plain(piece.text)
        run.bold = piece.is_strong or None
        link.append(run._r)
        line._p.append(link)
