"""A page: the text of a file, and the hash that identifies it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from casegraph.errors import OtherForm, PageError
from casegraph.page_size import MEGABYTES
from casegraph.reading.file_content import EXPECTED, read_content, shown_name
from casegraph.reading.html import Link, VisibleText, looks_like_html, read_html
from casegraph.reading.mhtml import html_of, is_mhtml

__all__ = ["Link", "Page", "decoded", "page_of", "read_page"]

_HTML_NAMES = (".htm", ".html", ".xhtml")
_SIGNATURES = (
    (b"%PDF", "a PDF", "Copy the page's text into a .txt file (UTF-8), or save the web page as HTML."),
    (b"PK\x03\x04", "a ZIP or Office file (docx, xlsx, odt …)", "Save it as plain text (UTF-8) first."),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, xls …)", "Save it as plain text (UTF-8) first."),
    (b"{\\rtf", "an RTF document", "Save it as plain text (UTF-8) first."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"\x89PNG", "a PNG picture", EXPECTED),
    (b"\xff\xd8\xff", "a JPEG picture", EXPECTED),
    (b"\xff\xfe", "text in UTF-16", "Save it as UTF-8."),
    (b"\xfe\xff", "text in UTF-16", "Save it as UTF-8."),
    (b'{"title"', "a file of reviews as JSON lines", "Give the page that they come from."),
    (b"bplist00", "a Safari web archive", "Save the web page as HTML, or copy its text into a .txt file (UTF-8)."),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, with its file's name and the SHA-256 of the file's bytes.

    The rest is known for HTML only: *links*, the addresses behind words; *furniture*, the stretches (start, end) that
    the page itself marks as navigation, header or footer; *hidden*, how many words a browser does not show, by element;
    and *advice*, what to save instead where the text may be missing.
    """

    file: str
    text: str
    sha256: str
    links: tuple[Link, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)
    advice: str = ""


def read_page(path: str | PathLike[str], *, max_megabytes: float = MEGABYTES) -> Page:
    """Read a page from a text, saved HTML or single-file (MHTML) file of at most *max_megabytes*.

    Text is UTF-8; a byte-order mark is dropped, line ends stay as they are. From HTML only the visible text counts, one
    block a line; offsets are offsets in that text.

    Raises PageError for a folder, pipe or device, a missing, empty or too large file, a PDF or other binary, and for
    other encodings.
    """
    path = Path(path)
    return page_of(read_content(path, max_megabytes), shown_name(path))


def page_of(content: bytes, file: str) -> Page:
    """Return the page in the bytes of a file; messages call it *file*, the graph by the last part of that name.

    >>> page_of("2025 – Kent – Child U".encode(), "kent.txt").text
    '2025 – Kent – Child U'
    """
    for signature, kind, advice in _SIGNATURES:
        if content.startswith(signature):
            raise OtherForm(f"{file} is {kind}, not a page of text.", advice)
    name = Path(file).name
    sha256 = hashlib.sha256(content).hexdigest()
    if is_mhtml(content):
        return _html_page(read_html(html_of(content, file), file), file, sha256)
    text = decoded(content, file)
    if not text.strip():
        raise PageError(f"{file} is empty. {EXPECTED}")
    if looks_like_html(text, named_so=name.lower().endswith(_HTML_NAMES)):
        return _html_page(read_html(text, file), file, sha256)
    return Page(name, text, sha256)


def _html_page(visible: VisibleText, file: str, sha256: str) -> Page:
    if not visible.text:
        hidden = (
            f" ({sum(visible.hidden.values()):,} words are in {', '.join(visible.hidden)})" if visible.hidden else ""
        )
        raise PageError(f"{file} is HTML without any visible text{hidden}. {visible.advice or EXPECTED}")
    return Page(Path(file).name, visible.text, sha256, visible.links, visible.furniture, visible.hidden, visible.advice)


def decoded(content: bytes, file: str) -> str:
    """Return the text in the bytes of a file, without a byte-order mark; raises PageError for what is no UTF-8."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in content:
        raise PageError(f"{file} is a binary file (it has zero bytes), not a page of text. {EXPECTED}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PageError(
            f"{file} is not UTF-8: byte 0x{content[error.start]:02x} in line {line} is not valid there "
            f"(it may be Windows-1252 or Latin-1). Save the file as UTF-8."
        ) from None
