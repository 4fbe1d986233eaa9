"""Reports of local reviews in the forms that people have them in: the file's form is told by its content, not its name."""

import hashlib
from pathlib import Path

from casegraph.errors import PageError
from casegraph.office.archives import archive, stop_if_old_office
from casegraph.reading.html import looks_like_html
from casegraph.reading.mhtml import html_of, is_mhtml
from casegraph.reports.document import Document, Paragraph, Table
from casegraph.reports.headings import looks_like_heading, section_of
from casegraph.reports.markers import label_of, marker_of
from casegraph.reports.typed import decoded, read_typed

__all__ = ["FORMS", "document_of"]

_FIRST = 5  # parts of a document that can be its title
FORMS = "Give a report as .docx, .odt, .pdf, .html or .txt."


def document_of(content: bytes, file: str) -> Document:
    r"""Return the document in the bytes of a *file*, as messages call it.

    Raises PageError, in one line and with nothing that the document says, for a file that is empty, broken, locked with a
    password, a scan without text, or of another form.

    >>> document_of(b"Recommendations\n1. Review it.", "notes.txt").parts[1].text
    'Review it.'
    """
    title, parts = _parts(content, file)
    parts = tuple(_with_typed_number(part) if isinstance(part, Paragraph) else part for part in parts)
    document = Document(Path(file).name, hashlib.sha256(content).hexdigest(), parts, title)
    if not parts:
        raise PageError(f"{file} has no text.", "Run text recognition (OCR), or paste its lines.")
    return document if title else Document(document.file, document.sha256, parts, _first_heading(document))


def _first_heading(document: Document) -> str:
    """Return the heading that a document begins with, "" if it begins with something else."""
    for part in document.parts[:_FIRST]:
        if isinstance(part, Table) or section_of(part.text) != "other" or label_of(part.text):
            return ""
        if part.kind == "heading":
            return part.text
    return ""


def _with_typed_number(part: Paragraph) -> Paragraph:
    """Return a paragraph as an item if somebody typed a number or a bullet before it."""
    marker = marker_of(part.text) if part.kind == "text" else None
    if not marker or label_of(part.text) or looks_like_heading(part.text):
        return part
    return Paragraph(part.text[marker.length :], part.place, "item", marker.number, 1)


def _parts(content: bytes, file: str) -> tuple[str, tuple[Paragraph | Table, ...]]:
    if not content.strip():
        raise PageError(f"{file} is empty.", FORMS)
    stop_if_old_office(content, file, ".docx")
    if content.lstrip()[:5] == b"%PDF-" or b"%PDF-" in content[:1024]:
        from casegraph.reports.portable import read_portable

        return read_portable(content, file)
    if content.startswith(b"PK"):
        names = set(archive(content, file).namelist())
        if "content.xml" in names:
            from casegraph.reports.opendocument import read_opendocument

            return read_opendocument(content, file)
        from casegraph.reports.word import read_word

        return read_word(content, file)
    if content.startswith(b"{\\rtf"):
        raise PageError(f"{file} is an RTF document.", "Open it in Word or LibreOffice and save it as .docx.")
    from casegraph.reports.web import read_web

    if is_mhtml(content):
        return read_web(html_of(content, file), file)
    text = decoded(content, file)
    if looks_like_html(text, named_so=file.lower().endswith((".htm", ".html", ".xhtml"))):
        return read_web(text, file)
    return "", read_typed(text)
