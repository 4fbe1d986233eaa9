"""MHTML, the browser's "Webpage, Single File": a MIME message with a page and its pictures, of which only the HTML counts."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.errors import PageError

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["html_of", "is_mhtml"]

_HEADER = re.compile(rb"(?:[!-9;-~]{1,80}+:[^\r\n]*+(?:\r?\n|\r)(?:[ \t][^\r\n]*+(?:\r?\n|\r))*+)++")
_LONGEST_HEADER = 64_000
_LONGEST_TYPE = 1_000  # its parameters take the square of its length
_MOST_MULTIPARTS = 20
_MAY_LEAD_TO_HTML = re.compile(
    rb"^content-type:\s*(?:text/html|application/xhtml\+xml|multipart/)", re.IGNORECASE | re.MULTILINE
)
_META_CHARSET = re.compile(rb"<meta[^<>]{0,200}\bcharset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHARSETS = {
    "utf-8": "utf-8-sig",
    "unicode": "utf-16",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
}
"""UTF-8 with or without a byte-order mark, names that Word uses, and those that browsers take for Windows-1252."""


@dataclass(frozen=True, slots=True)
class _Part:
    header: "Message"
    body: bytes


def is_mhtml(content: bytes) -> bool:
    r"""Tell whether the bytes of a file are a saved MIME message.

    >>> is_mhtml(b"From: <Saved by Blink>\nMIME-Version: 1.0\n\n"), is_mhtml(b"2025: Kent\n")
    (True, False)
    """
    header = _header(content)
    return bool(re.search(rb"^mime-version:", header, re.IGNORECASE | re.MULTILINE))


def html_of(content: bytes, file: str) -> str:
    r"""Return the HTML of an MHTML file, decoded as its part says. Raises PageError, naming *file*, if it has none.

    >>> html_of(b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>2025", "page.mhtml")
    '<p>2025'
    """
    part = _html_part(content, file)
    encoding = str(part.header.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if encoding == "quoted-printable":
            body = binascii.a2b_qp(part.body)
        elif encoding == "base64":
            body = binascii.a2b_base64(part.body)
        else:
            body = part.body
    except binascii.Error:
        raise PageError(f"{file}: its HTML part cannot be decoded as base64. Save the page again.") from None
    named = part.header.get_param("charset")
    declared = _META_CHARSET.search(body[:4096])
    charset = named if isinstance(named, str) else declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        return body.decode(_CHARSETS.get(charset.lower(), charset))
    except LookupError:
        raise PageError(
            f"{file}: its HTML part has an encoding that is not known: {charset[:40]}. Save it as UTF-8."
        ) from None
    except UnicodeDecodeError as error:
        raise PageError(
            f"{file}: its HTML part is not {charset}, as it says: byte 0x{body[error.start]:02x} at {error.start} is not "
            f"valid there. Save the page again."
        ) from None


def _header(content: bytes) -> bytes:
    """Return the header lines that *content* begins with."""
    header = _HEADER.match(content, 0, _LONGEST_HEADER)
    return header[0] if header else b""


def _part(content: bytes) -> _Part:
    from email.parser import BytesHeaderParser

    header = _header(content)
    body = content[len(header) :]
    for end in (b"\r\n", b"\n", b"\r"):
        if body.startswith(end):
            body = body[len(end) :]
            break
    return _Part(BytesHeaderParser().parsebytes(header), body)


def _html_part(content: bytes, file: str) -> _Part:
    """Return the first part that is HTML: the page itself, before the frames and pictures in it."""
    waiting = [iter((content,))]
    multiparts = 0
    while waiting:
        if (each := next(waiting[-1], None)) is None:
            waiting.pop()
            continue
        if not _MAY_LEAD_TO_HTML.search(_header(each)):
            continue
        part = _part(each)
        if len(str(part.header.get("Content-Type"))) > _LONGEST_TYPE:
            continue
        if part.header.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
        if (boundary := part.header.get_boundary()) and multiparts < _MOST_MULTIPARTS:
            multiparts += 1
            waiting.append(_split(part.body, boundary))
    raise PageError(
        f"{file} is a saved message (MHTML) without an HTML part, so it holds no page. Save the web page again."
    )


def _split(body: bytes, boundary: str) -> Iterator[bytes]:
    """Yield the parts between the lines that are the boundary; the last may lack its end."""
    mark = re.escape(b"--" + boundary.encode("utf-8", "surrogateescape"))
    start = None
    for line in re.finditer(rb"(?:^|\r\n|\n|\r)" + mark + rb"(?:--)?[ \t]*+(?=[\r\n]|$)(?:\r\n|\n|\r)?", body):
        if start is not None:
            yield body[start : line.start()]
        start = line.end()
    if start is not None:
        yield body[start:]
