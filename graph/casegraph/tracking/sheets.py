"""Files of spreadsheets as sheets of plain values: .xlsx, .ods and CSV, whoever wrote them."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from casegraph.csv_table import unguarded
from casegraph.errors import PageError
from casegraph.office.archives import archive, stop_if_old_office
from casegraph.office.extent import stop_if_far
from casegraph.office.locks import lock_of
from casegraph.tracking.model import TrackerError, Value

__all__ = ["RawSheet", "read_sheets"]

_LARGEST = 100_000_000  # bytes
_MOST_XML = 400_000_000
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
_OLD = b"\xd0\xcf\x11\xe0"  # how files of old Office begin, and those with a password
_SPREADSHEETS = (".xlsx", ".xlsm", ".ods")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What reading a damaged archive can raise."""

_FIRST_YEAR = 1900  # that Excel can say
_LONGEST_FIELD = 10_000_000  # characters of a cell of CSV


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet with its rows from the first, each as long as the sheet is wide."""

    name: str
    rows: Sequence[Sequence[Value]]


def read_sheets(path: Path) -> list[RawSheet]:
    """Return the sheets of a file; raises TrackerError for a file that cannot be read, and says why."""
    if not path.is_file():
        seen = "is a folder" if path.is_dir() else "does not exist"
        raise TrackerError(f"{path} {seen}.", "Name the file of a tracker.")
    lock = lock_of(path)
    if lock is not None:
        raise TrackerError(
            f"{path.name} is open in a spreadsheet program: {lock.name} is beside it.",
            f"Save and close it there. If nobody has it open, delete {lock.name}.",
        )
    if path.stat().st_size > _LARGEST:
        raise TrackerError(f"{path.name} has more than {_LARGEST // 1_000_000} MB.", "No tracker is that large.")
    content = path.read_bytes()
    if not content.strip():
        raise TrackerError(f"{path.name} is empty.", "Name the file of a tracker.")
    if path.suffix.lower() in _SPREADSHEETS or content.startswith((b"PK\x03\x04", _OLD)):
        return _workbook(path, content)
    return [RawSheet(path.stem, _same_width(_csv(path, content)))]


def _workbook(path: Path, content: bytes) -> list[RawSheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        stop_if_old_office(content, path.name, ".xlsx")
        stop_if_far(archive(content, path.name, _MOST_XML), path.name, _MOST_ROWS, _MOST_COLUMNS)
    except PageError as error:
        raise TrackerError(error.problem, error.remedy) from None
    try:
        file = CalamineWorkbook.from_filelike(io.BytesIO(content))
        every = [file.get_sheet_by_name(name) for name in file.sheet_names]
        return [
            RawSheet(sheet.name, _same_width([_values(row) for row in sheet.to_python(skip_empty_area=False)]))
            for sheet in every
        ]
    except (CalamineError, *_DAMAGED) as error:
        reason = " ".join(str(error).split())[:120]
        raise TrackerError(
            f"{path.name} cannot be read as a spreadsheet ({reason}).", "Open it, save it as .xlsx and try again."
        ) from None


def _values(row: Iterable[object]) -> list[Value]:
    return [_value(each) for each in row]


def _value(cell: object) -> Value:
    """Return a cell of the reader as a value.

    >>> _value(3.0), _value(True), _value(""), _value(datetime(2026, 3, 1)), _value(date(1890, 3, 1))
    (3, 'TRUE', None, datetime.date(2026, 3, 1), '1890-03-01')
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, date) and cell.year < _FIRST_YEAR:
        return cell.isoformat()
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell if isinstance(cell, str | int | float | date) else str(cell)


def _csv(path: Path, content: bytes) -> Iterator[list[Value]]:
    """Yield the rows of CSV as spreadsheets save it: in UTF-8 or Windows-1252, with commas, semicolons or tabs."""
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.lstrip().split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=between):
            yield [unguarded(each) or None for each in row]
    except csv.Error as error:
        raise TrackerError(f"{path.name} cannot be read as CSV ({error}).", "Save it as .xlsx and try again.") from None


def _same_width(rows: Iterable[list[Value]]) -> list[list[Value]]:
    every = [*rows]
    width = max(map(len, every), default=0)
    return [[*row, *([None] * (width - len(row)))] for row in every]
