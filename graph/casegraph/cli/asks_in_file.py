"""Asks in a file: of plain text one a line or a paragraph, of a report or its table the recommendations found in it."""

import re
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from casegraph.errors import CasegraphError

if TYPE_CHECKING:
    from casegraph.reports import LocalReport

__all__ = ["asks_in", "is_file", "report_in_file", "text_of"]

_LARGEST = 5_000_000  # bytes of a file
_MOST = 500  # asks of a file
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}(?:\.\d{1,2})*[.):]|\(?[a-z][.)])\s+")
_BEGIN = 1_024  # bytes that say whether a file of text is a table
_REPORTS = (".doc", ".docm", ".docx", ".htm", ".html", ".odt", ".ods", ".pdf", ".rtf", ".xlsm", ".xlsx")
"""Endings of files that are read as reports; one of plain text is read line by line."""


def is_file(name: str) -> bool:
    """Return whether a file has this name."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a name, or with characters that none has
        return False


def report_in_file(name: str) -> "LocalReport | None":
    """Return the report in a file, None if the file is plain text; raises CasegraphError for one that cannot be read."""
    from casegraph.reports import read
    from casegraph.reports.given_back import is_table

    path = Path(name)
    if path.suffix.lower() not in _REPORTS:
        with path.open("rb") as file:
            if not is_table(file.read(_BEGIN), path.name):
                return None
    report = read(path)
    if len(report.recommendations) > _MOST:
        raise _too_many(name, len(report.recommendations))
    if not report.recommendations:
        raise CasegraphError(f"{name} has no recommendation that is kept, so there is nothing to compare.")
    return report


def asks_in(name: str) -> list[str]:
    """Return the asks of a text file: its paragraphs where blank lines are between them, else its lines."""
    lines = text_of(name).strip().splitlines()
    parts = ["\n".join(part) for is_text, part in groupby(lines, lambda line: bool(line.strip())) if is_text]
    if len(parts) == 1:
        parts = lines
    asks = [_BULLET.sub("", " ".join(part.split())) for part in parts]
    asks = [each for each in asks if each]
    if not asks:
        raise CasegraphError(f"{name} has no text. Write one recommendation a line.")
    if len(asks) > _MOST:
        raise _too_many(name, len(asks))
    return asks


def text_of(name: str) -> str:
    """Return the text of a file, or of standard input for ``-``; raises CasegraphError for what is no text."""
    if name == "-":
        content = sys.stdin.buffer.read(_LARGEST + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise CasegraphError(f"{name} is larger than {_LARGEST // 1_000_000} MB. Give the recommendations alone.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CasegraphError(f"{name} is no text in UTF-8. Save it as plain text, one recommendation a line.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_many(name: str, number: int) -> CasegraphError:
    return CasegraphError(f"{name} has {number:,} recommendations; up to {_MOST} are compared at once. Split it.")
