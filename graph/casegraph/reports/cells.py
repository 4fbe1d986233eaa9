"""The cells of a table that was given back: CSV, or the first sheet of an Excel or LibreOffice file, as text."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from casegraph.errors import PageError
from casegraph.office.archives import archive, stop_if_old_office
from casegraph.office.extent import stop_if_far, stop_if_large
from casegraph.reports.document import plain
from casegraph.reports.typed import decoded

__all__ = ["cells_of"]

_MOST_ROWS, _MOST_COLUMNS, _LONGEST = 5_000, 100, 32_767
_GUARDED = re.compile(r"'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def cells_of(content: bytes, file: str, sheet: str) -> list[list[str]]:
    r"""Return the rows of the table in the bytes of a *file*: those of the *sheet* of this name, if there is one, else the first.

    Raises PageError for a file that is broken, locked with a password, or larger than a table that people correct.

    >>> cells_of(b"id,text\n1,'=SUM(A1)\n", "table.csv", "")
    [['id', 'text'], ['1', '=SUM(A1)']]
    """
    stop_if_old_office(content, file, ".xlsx")
    rows = _of_workbook(content, file, sheet) if content.startswith(b"PK") else _of_csv(content, file)
    stop_if_large(len(rows), max(map(len, rows), default=0), file, _MOST_ROWS, _MOST_COLUMNS)
    return rows


def _of_csv(content: bytes, file: str) -> list[list[str]]:
    text = decoded(content, file)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(
                [_GUARDED.sub("", plain(cell), count=1) if cell.startswith("'") else plain(cell) for cell in row]
            )
            stop_if_large(len(rows), len(row), file, _MOST_ROWS, _MOST_COLUMNS)
    except csv.Error:
        raise PageError(
            f"{file}, row {len(rows) + 1}: a cell is too long or not closed.", "Save the table again from Excel."
        ) from None
    return rows


def _of_workbook(content: bytes, file: str, sheet: str) -> list[list[str]]:
    stop_if_far(archive(content, file), file, _MOST_ROWS, _MOST_COLUMNS)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        named = sheet if sheet in book.sheet_names else book.sheet_names[0]
        values = book.get_sheet_by_name(named).to_python(skip_empty_area=False)
    except PasswordError:
        raise PageError(
            f"{file} has a password.", "Open it, save a copy without the password, and give that."
        ) from None
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise PageError(
            f"{file} is broken: it has no sheet that can be read ({type(error).__name__}).",
            "Open it in Excel or LibreOffice, and save it again as .xlsx.",
        ) from None
    return [[_text(value) for value in row] for row in values]


def _text(value: object) -> str:
    """Return a value as a person typed it, as near as the file says."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    return plain(str(value))


def is_filled(row: Sequence[str]) -> bool:
    """Tell whether a row has anything in it."""
    return any(cell.strip() for cell in row)
