"""A page: the text of a file, and the hash that names it."""

import hashlib
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from casegraph.errors import PageError
from casegraph.reading.html import Link, looks_like_html, read_html

__all__ = ["Link", "Page", "page_of", "read_page"]

_EXPECTED = "Give a page of case reviews saved as UTF-8 text or HTML."

_SIGNATURES = (
    (b"%PDF", "a PDF", "Copy the page's text into a .txt file (UTF-8), or save the web page as HTML."),
    (b"PK\x03\x04", "a ZIP or Office file (docx, xlsx, odt …)", "Save it as plain text (UTF-8) first."),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, xls …)", "Save it as plain text (UTF-8) first."),
    (b"{\\rtf", "an RTF document", "Save it as plain text (UTF-8) first."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"\x89PNG", "a PNG picture", _EXPECTED),
    (b"\xff\xd8\xff", "a JPEG picture", _EXPECTED),
    (b"\xff\xfe", "text in UTF-16", "Save it as UTF-8."),
    (b"\xfe\xff", "text in UTF-16", "Save it as UTF-8."),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, with its file's name and the SHA-256 of the file's bytes.

    *links* and *furniture* are known for HTML only: the addresses behind words, and the stretches (start, end) that
    the page itself marks as navigation, header or footer.
    """

    file: str
    text: str
    sha256: str
    links: tuple[Link, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()


def read_page(path: str | PathLike[str]) -> Page:
    """Read a page from a text or saved HTML file.

    Text is decoded as UTF-8, a byte-order mark is dropped and line ends stay as they stand. From HTML the visible text
    is taken, one block a line; offsets count in that text.

    Raises PageError for a folder, a missing or empty file, a PDF or other binary, and for other encodings.
    """
    path = Path(path)
    if path.is_dir():
        raise PageError(f"{path} is a folder. Name the page's file in it, or several files.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise PageError(f"{path} does not exist. {_EXPECTED}") from None
    except OSError as error:
        raise PageError(f"{path} cannot be read: {error.strerror or error}.") from None
    return page_of(content, str(path))


def page_of(content: bytes, file: str) -> Page:
    """Return the page that the bytes of a file hold; *file* names it in messages and, by its last part, in the graph.

    >>> page_of("2025 – Kent – Child U".encode(), "kent.txt").text
    '2025 – Kent – Child U'
    """
    for signature, kind, advice in _SIGNATURES:
        if content.startswith(signature):
            raise PageError(f"{file} is {kind}, not a page of text. {advice}")
    text = _decode(content, file)
    if not text.strip():
        raise PageError(f"{file} is empty. {_EXPECTED}")
    name = Path(file).name
    sha256 = hashlib.sha256(content).hexdigest()
    if looks_like_html(text):
        visible = read_html(text)
        return Page(name, visible.text, sha256, visible.links, visible.furniture)
    return Page(name, text, sha256)


def _decode(content: bytes, file: str) -> str:
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in content:
        raise PageError(f"{file} is a binary file (it has zero bytes), not a page of text. {_EXPECTED}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PageError(
            f"{file} is not UTF-8: byte 0x{content[error.start]:02x} in line {line} is not valid there "
            f"(it may be Windows-1252 or Latin-1). Save the file as UTF-8."
        ) from None
