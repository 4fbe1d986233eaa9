"""How far the sheets of a spreadsheet reach, before a library makes room for every cell up to there."""

import io
import re
import zipfile

from casegraph.errors import PageError
from casegraph.office.archives import unpacked, xml_root

__all__ = ["stop_if_far", "stop_if_large"]

_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def stop_if_far(opened: zipfile.ZipFile, file: str, most_rows: int, most_columns: int) -> None:
    """Raise PageError for a workbook with a password, or with a cell beyond so many rows and columns."""
    names = set(opened.namelist())
    if "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in unpacked(opened, "META-INF/manifest.xml", file):
            raise PageError(f"{file} has a password.", "Open it, save a copy without the password, and give that.")
        stop_if_large(*_opendocument_size(unpacked(opened, "content.xml", file), file), file, most_rows, most_columns)
        return
    for name in sorted(names):
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            stop_if_large(*_workbook_size(opened, name, file), file, most_rows, most_columns)


def stop_if_large(rows: int, columns: int, file: str, most_rows: int, most_columns: int) -> None:
    """Raise PageError for a table of more rows or columns."""
    if rows > most_rows or columns > most_columns:
        raise PageError(
            f"{file} is too large: at most {most_rows:,} rows and {most_columns:,} columns are read.",
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
