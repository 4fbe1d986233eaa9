"""The bytes of a page's file, which must be a regular file and not too large."""

import os
import stat
from pathlib import Path

from casegraph.errors import PageError, PageTooLarge
from casegraph.page_size import MEGABYTES

__all__ = ["EXPECTED", "read_content", "shown_name", "stop_if_too_large"]

EXPECTED = "Give a page of case reviews saved as UTF-8 text, HTML or MHTML."
_MILLION = 1_000_000
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opening does not wait, even if a pipe takes the place of the file."""

_KINDS = (
    (stat.S_ISDIR, "a folder", "Name the page's file in it, or several files."),
    (stat.S_ISFIFO, "a pipe", "Write what it gives to a file and name that."),
    (stat.S_ISCHR, "a device", EXPECTED),
    (stat.S_ISBLK, "a device", EXPECTED),
    (stat.S_ISSOCK, "a socket", EXPECTED),
)


def read_content(path: Path, megabytes: float = MEGABYTES) -> bytes:
    """Return the bytes of a file of at most *megabytes*; never reads more than that.

    Raises PageError for a file that is missing, not regular, or larger.
    """
    name = shown_name(path)
    try:
        status = path.stat()
        for is_kind, kind, advice in _KINDS:
            if is_kind(status.st_mode):
                raise PageError(f"{name} is {kind}, not a file. {advice}")
        most = int(megabytes * _MILLION)
        stop_if_too_large(status.st_size, name, megabytes)
        with os.fdopen(os.open(path, _READ), "rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise PageError(f"{name} does not exist. {EXPECTED}") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a zero character
        raise PageError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if len(content) > most:
        raise _too_large(name, f"gives more than {most / _MILLION:,.1f} MB", megabytes, 2 * most)
    return content


def stop_if_too_large(size: int, name: str, megabytes: float = MEGABYTES) -> None:
    """Raise PageTooLarge for a page of more bytes than *megabytes*."""
    if size > int(megabytes * _MILLION):
        raise _too_large(name, f"is {size / _MILLION:,.1f} MB", megabytes, size)


def _too_large(name: str, seen: str, megabytes: float, size: int) -> PageTooLarge:
    return PageTooLarge(name, seen, limit=megabytes, enough=-(-size // _MILLION))


def shown_name(path: Path) -> str:
    r"""Return a path as text that can be written anywhere: what is not UTF-8 in it becomes a replacement character.

    >>> shown_name(Path("r\udce9al.txt"))
    'r\ufffdal.txt'
    """
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
