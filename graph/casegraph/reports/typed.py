"""Plain text, as pasted from a report or an e-mail."""

from casegraph.errors import PageError
from casegraph.reports.document import Paragraph
from casegraph.reports.lines import Line, paragraphs_of

__all__ = ["decoded", "read_typed"]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_typed(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of plain text, each with the number of its first line."""
    lines = text.splitlines()
    return tuple(paragraphs_of(Line(line, f"line {number}") for number, line in enumerate(lines, start=1)))


def decoded(content: bytes, file: str) -> str:
    """Return the text in the bytes of a file: UTF-8, UTF-16 with its mark, or what Windows wrote before.

    >>> decoded("Café".encode("cp1252"), "notes.txt")
    'Café'
    """
    if content.startswith(_UTF16):
        return content.decode("utf-16", "replace")
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in content:
        raise PageError(f"{file} is no text: it has zero bytes.", "Give a report as .docx, .odt, .pdf, .html or .txt.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
