"""The cells of a table that was given back: CSV, or the first sheet of an Excel or LibreOffice file, as text."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from casegraph.errors import PageError
from casegraph.reports.archives import archive, stop_if_old_office, unpacked
from casegraph.reports.document import plain
from casegraph.reports.typed import decoded

__all__ = ["cells_of"]

_MOST_ROWS, _MOST_COLUMNS, _LONGEST = 5_000, 100, 32_767
_GUARDED = re.compile(r"'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def cells_of(content: bytes, file: str, sheet: str) -> list[list[str]]:
    r"""Return the rows of the table in the bytes of a *file*: those of the *sheet* of this name, if there is one, else the first.

    Raises PageError for a file that is broken, locked with a password, or larger than a table that people correct.

    >>> cells_of(b"id,text\n1,'=SUM(A1)\n", "table.csv", "")
    [['id', 'text'], ['1', '=SUM(A1)']]
    """
    stop_if_old_office(content, file, ".xlsx")
    rows = _of_workbook(content, file, sheet) if content.startswith(b"PK") else _of_csv(content, file)
    _stop_if_large(len(rows), max(map(len, rows), default=0), file)
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
            _stop_if_large(len(rows), len(row), file)
    except csv.Error:
        raise PageError(
            f"{file}, row {len(rows) + 1}: a cell is too long or not closed.", "Save the table again from Excel."
        ) from None
    return rows


def _of_workbook(content: bytes, file: str, sheet: str) -> list[list[str]]:
    opened = archive(content, file)
    names = set(opened.namelist())
    if "content.xml" in names:
        if b"encryption-data" in unpacked(opened, "META-INF/manifest.xml", file):
            raise PageError(f"{file} has a password.", "Open it, save a copy without the password, and give that.")
        _stop_if_large(*_opendocument_size(unpacked(opened, "content.xml", file), file), file)
    else:
        for name in sorted(names):
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _stop_if_large(*_workbook_size(opened, name, file), file)
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


def _stop_if_large(rows: int, columns: int, file: str) -> None:
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise PageError(
            f"{file} is too large for a table of one report: at most {_MOST_ROWS:,} rows and {_MOST_COLUMNS} columns are read.",
            "Delete what is below and beside the table.",
        )


def _workbook_size(opened: zipfile.ZipFile, member: str, file: str) -> tuple[int, int]:
    """Return the last row and column with a value, before a library makes room for all cells up to there."""
    from lxml import etree

    rows = columns = 0
    try:
        for _, cell in etree.iterparse(
            io.BytesIO(unpacked(opened, member, file)), tag=f"{_SPREADSHEET}c", resolve_entities=False, no_network=True
        ):
            at = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r", ""))
            if at and len(cell):
                rows, columns = max(rows, int(at[2])), max(columns, _column(at[1]))
            cell.clear()
    except etree.XMLSyntaxError:
        raise PageError(f"{file} is broken: {member} is no XML.", "Open it in Excel, and save it again.") from None
    return rows, columns


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _opendocument_size(content: bytes, file: str) -> tuple[int, int]:
    """Return the same for LibreOffice's form, in which rows and cells are repeated by a number."""
    from casegraph.reports.opendocument import xml_root

    rows = columns = 0
    for table in xml_root(content, file).iter(f"{_TABLE}table"):
        row_at = 0
        for row in table.iter(f"{_TABLE}table-row"):
            row_at += _repeated(row.get(f"{_TABLE}number-rows-repeated"))
            at = widest = 0
            for cell in row:
                at += _repeated(cell.get(f"{_TABLE}number-columns-repeated"))
                if len(cell) or any("value" in str(name) for name in cell.attrib):
                    widest = at
            if widest:
                rows, columns = max(rows, row_at), max(columns, widest)
    return rows, columns


def _repeated(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1


def is_filled(row: Sequence[str]) -> bool:
    """Tell whether a row has anything in it."""
    return any(cell.strip() for cell in row)
