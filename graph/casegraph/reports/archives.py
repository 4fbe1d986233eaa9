"""Limits for files that are ZIP archives (.docx, .odt, .xlsx, .ods), looked at before anything in them is unpacked."""

import io
import zipfile

from casegraph.errors import PageError

__all__ = ["archive", "stop_if_old_office", "unpacked"]

_MOST_BYTES = 200_000_000
_MOST_XML = 60_000_000
_MOST_FILES = 5_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def archive(content: bytes, file: str) -> zipfile.ZipFile:
    """Return the archive in the bytes of a *file*; raises PageError for one that is broken, locked or would unpack to too much."""
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
    if len(members) > _MOST_FILES or total > _MOST_BYTES or largest > _MOST_XML:
        raise PageError(
            f"{file} would unpack to {total / 1e6:,.0f} MB in {len(members):,} files, which no report or table is."
            f" At most {_MOST_BYTES / 1e6:,.0f} MB are read, {_MOST_XML / 1e6:,.0f} MB of text."
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
