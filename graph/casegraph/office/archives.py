"""Limits for files that are ZIP archives (.docx, .odt, .xlsx, .ods), and for XML in them, looked at before anything is unpacked."""

import io
import zipfile
from typing import TYPE_CHECKING

from casegraph.errors import PageError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["MOST_XML", "archive", "stop_if_old_office", "unpacked", "xml_root"]

MOST_XML = 60_000_000
"""Bytes of one XML file in an archive that are read where nobody says otherwise."""

_IN_ALL = 10 / 3  # times as many bytes as in one XML file
_MOST_FILES = 5_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def archive(content: bytes, file: str, most_xml: int = MOST_XML) -> zipfile.ZipFile:
    """Return the archive in the bytes of a *file*; raises PageError for one that is broken, locked or would unpack to too much.

    *most_xml* are the bytes of one XML file in it at most.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
        members = opened.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise PageError(
            f"{file} is broken: it is no whole file of Word, Excel or LibreOffice ({type(error).__name__}).", _AGAIN
        ) from None
    if any(each.flag_bits & 1 for each in members):
        raise PageError(f"{file} has a password.", _WITHOUT)
    total = sum(each.file_size for each in members)
    largest = max((each.file_size for each in members if each.filename.endswith((".xml", ".rels"))), default=0)
    most = int(_IN_ALL * most_xml)
    if len(members) > _MOST_FILES or total > most or largest > most_xml:
        raise PageError(
            f"{file} would unpack to {total / 1e6:,.0f} MB in {len(members):,} files, which is more than is read."
            f" At most {most / 1e6:,.0f} MB are read, {most_xml / 1e6:,.0f} MB of one text."
        )
    return opened


def unpacked(opened: zipfile.ZipFile, member: str, file: str) -> bytes:
    """Return what a *member* of an archive holds; raises PageError if it is missing or broken."""
    try:
        return opened.read(member)
    except KeyError:
        raise PageError(f"{file} is broken: it has no {member}.", _AGAIN) from None
    except Exception as error:  # noqa: BLE001 - zlib.error, BadZipFile, EOFError, NotImplementedError …
        raise PageError(f"{file} is broken: {member} cannot be unpacked ({type(error).__name__}).", _AGAIN) from None


def xml_root(content: bytes, file: str) -> "Element":
    """Return the root of XML text, in which entities are not replaced; raises PageError for what is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise PageError(
            f"{file} is broken: its text is no XML.", "Open it in LibreOffice, and save it again."
        ) from None


def stop_if_old_office(content: bytes, file: str, modern: str) -> None:
    """Raise PageError for a file of old Office, or of today's with a password, which looks the same; *modern* is an ending."""
    if not content.startswith(_OLD_OFFICE):
        return
    if _ENCRYPTED in content:
        raise PageError(f"{file} has a password.", _WITHOUT)
    raise PageError(
        f"{file} is a file of old Office (.doc, .xls).",
        f"Open it in Word, Excel or LibreOffice and save it as {modern}.",
    )


_AGAIN = "Open it in the program that wrote it, and save it again."
_WITHOUT = "Open it, save a copy without the password, and give that."
