"""Workbooks as Excel files: frozen heads, filters, widths that fit, and text that stays text.

Every text is written as text, never as a formula, a number or a link. Text that would become a formula once somebody edits
its cell is marked as text for good, as an apostrophe does. Only addresses of the web in columns of links lead anywhere.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from math import isfinite, isnan
from typing import TYPE_CHECKING

from casegraph.errors import CasegraphError
from casegraph.palette import ACCENT
from casegraph.papers.pieces import Piece
from casegraph.papers.safe_text import CELL, cell_text, is_longer, is_web_address, plain, reads_as_formula
from casegraph.papers.same_bytes import same_bytes
from casegraph.papers.tables import Cell, Column
from casegraph.papers.workbook import AboutLine, Sheet, Workbook, sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook as File
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["MEDIA_TYPE", "excel_file"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of .xlsx."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # of every file: no time tells two runs apart
_MOST_ROWS = 1_048_575  # under the head
_MOST_LINKS = 65_530  # of a sheet
_MOST_DIGITS = 15  # of a number that Excel keeps
_MEASURED = 200  # rows that the width of a column is fitted to
_NARROWEST, _WIDEST, _TO_READ = 8, 28, 60  # characters
_LONG = 60  # characters of a text that one reads rather than looks at
_SHOWN_AS_LONG = 0.2  # the part of the rows that make a column one to read
_ABOUT = 96  # characters of a line about the sheets
_ROOM = 20  # columns beside a protected table that people can write in
_OF_IDS = 14  # characters that are seen of an id
_LINE, _HIGHEST = 15, 405  # points of a line of text, and of the highest row
_INK, _QUIET, _RULE, _LINK, _TO_FILL_IN = "#1d1d1d", "#51595f", "#c4cbd1", ACCENT, "#fff8e1"


def excel_file(workbook: Workbook) -> bytes:
    """Return a workbook as the content of an .xlsx file.

    Raises CasegraphError if a sheet has more rows than Excel takes.
    """
    from xlsxwriter import Workbook as File

    content = io.BytesIO()
    with File(content, {"constant_memory": True, "default_date_format": "d mmm yyyy"}) as file:
        file.set_properties({"title": workbook.title, "author": "Casegraph", "created": _MADE})
        cut = 0
        names: set[str] = {"about"}
        for sheet in workbook.sheets:
            name = _unused(sheet_name(sheet.name), names)
            cut += _Writer(file, file.add_worksheet(name), sheet).write()
        _about(file, workbook, cut)
    return same_bytes(content)


def _unused(name: str, used: set[str]) -> str:
    """Return a name that no other sheet has, which counts as used from now on; Excel does not tell case."""
    free, number = name, 2
    while free.casefold() in used:
        free, number = f"{name[:27]} ({number})", number + 1
    used.add(free.casefold())
    return free


class _Writer:
    """Writes one sheet."""

    def __init__(self, file: "File", to: "Worksheet", sheet: Sheet) -> None:
        self.file, self.to, self.sheet = file, to, sheet
        self.cut = self.links = 0
        self.widths: list[int] = []  # of columns whose text wraps
        wrapped = {"text_wrap": True, "valign": "top", "font_color": _INK, "bottom": 1, "bottom_color": _RULE}
        forms: dict[str, dict[str, object]] = {
            "text": {},
            "number": {"num_format": "#,##0"},
            "fraction": {},  # as many digits as there is room for
            "share": {"num_format": "0.0%"},
            "date": {"num_format": "d mmm yyyy", "align": "left"},
            "link": {"font_color": _LINK, "underline": 1},
            "id": {"font_color": _QUIET, "text_wrap": False},
        }
        self.formats: dict[tuple[str, bool, bool], Format] = {}
        for name, form in forms.items():
            for is_filled_in in (False, True):
                own = {**wrapped, **form, **({"bg_color": _TO_FILL_IN, "locked": False} if is_filled_in else {})}
                self.formats[name, is_filled_in, False] = file.add_format(own)
                if name in ("text", "id"):
                    self.formats[name, is_filled_in, True] = file.add_format({**own, "quote_prefix": True})
        self.formats["year", False, False] = file.add_format({**wrapped, "num_format": "0", "align": "left"})
        head = {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True, "valign": "vcenter"}
        self.heads = {side: file.add_format({**head, "align": side}) for side in ("left", "right")}

    def write(self) -> int:
        """Write the sheet, and return how many cells were cut."""
        columns, rows = self.sheet.columns, iter(self.sheet.rows)
        first = [[*row] for row in islice(rows, _MEASURED)]
        self._set_up(first)
        last = 0
        self.to.set_row(0, 2 * _LINE)
        for number, column in enumerate(columns):
            side = "right" if _is_of_numbers(column, [row[number] for row in first]) else "left"
            self.to.write_string(0, number, cell_text(column.name), self.heads[side])
        for last, row in enumerate(chain(first, rows), 1):
            if last > _MOST_ROWS:
                raise CasegraphError(
                    f"The table has more than {_MOST_ROWS:,} rows, the most that a sheet of Excel holds.",
                    "Choose fewer, or save it as CSV.",
                )
            self.to.set_row(last, self._height(row))
            for number, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(last, number, column, value)
        self.to.autofilter(0, 0, last, max(len(columns) - 1, 0))
        on_paper = [number for number, width in enumerate(self.widths) if width]
        if on_paper:
            self.to.print_area(0, 0, last, on_paper[-1])
        self._choices(last)
        if self.sheet.is_protected:
            self._protect()
        return self.cut

    def _protect(self) -> None:
        """Lock all but the columns that people fill in, and leave them room to the right of the table."""
        first = len(self.sheet.columns)
        self.to.set_column(first, first + _ROOM - 1, None, self.file.add_format({"locked": False}))
        allowed = ("format_cells", "format_columns", "format_rows", "insert_columns", "sort", "autofilter")
        self.to.protect("", dict.fromkeys(allowed, True))

    def _set_up(self, first: Sequence[Sequence[Cell]]) -> None:
        """Set the widths of the columns, what stays in sight, and how the sheet is printed."""
        for number, column in enumerate(self.sheet.columns):
            width = column.width or _width(column, (row[number] for row in first))
            self.widths.append(0 if column.is_hidden or column.kind == "id" else width)
            self.to.set_column(number, number, width, None, {"hidden": column.is_hidden})
        self.to.freeze_panes(1, self.sheet.frozen)
        self.to.set_paper(9)  # A4
        self.to.set_landscape()
        self.to.fit_to_pages(1, 0)
        self.to.repeat_rows(0)
        self.to.set_margins(0.5, 0.5, 0.6, 0.6)
        self.to.set_footer("&L&A&RPage &P of &N")

    def _height(self, row: Sequence[Cell]) -> int:
        """Return how high a row has to be, in points: not every program finds out by itself."""
        lines = (_lines(cell, width) for cell, width in zip(row, self.widths, strict=True) if width)
        return min(_HIGHEST, _LINE * max(lines, default=1))

    def _cell(self, row: int, number: int, column: Column, value: Cell) -> None:
        fill = column.is_filled_in
        if isinstance(value, Decimal):
            value = float(value)
        if isinstance(value, float) and not isfinite(value):
            value = None if isnan(value) else str(value)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if value is None or value == "":
            self.to.write_blank(row, number, None, self.formats["text", fill, False])
        elif isinstance(value, int | float) and len(str(abs(int(value)))) <= _MOST_DIGITS:
            kind = "year" if column.name.casefold() == "year" and not fill else _number_kind(column, value)
            self.to.write_number(row, number, value, self.formats[kind, fill and kind != "year", False])
        elif isinstance(value, date):
            self.to.write_datetime(row, number, value, self.formats["date", fill, False])
        else:
            self._text(row, number, column, value if isinstance(value, Piece) else Piece(str(value)))

    def _text(self, row: int, number: int, column: Column, piece: Piece) -> None:
        fill, text = column.is_filled_in, cell_text(piece.text)
        self.cut += is_longer(plain(piece.text))
        address = piece.address or (piece.text if column.kind == "link" else "")
        if is_web_address(address) and self.links < _MOST_LINKS:
            self.links += 1
            self.to.write_url(row, number, address, self.formats["link", fill, False], text)
            return
        kind = "id" if column.kind == "id" else "text"
        self.to.write_string(row, number, text, self.formats[kind, fill, reads_as_formula(text)])

    def _choices(self, last: int) -> None:
        """Let people choose where there are choices, and show advice beside the cells."""
        for number, column in enumerate(self.sheet.columns):
            if column.choices or column.advice:
                advice = (
                    {"input_title": column.name[:32], "input_message": column.advice[:255]} if column.advice else {}
                )
                listed = {"validate": "list", "source": [*column.choices]} if column.choices else {"validate": "any"}
                wrong = {"error_title": "Not in the list", "error_message": "Choose a value from the list."}
                self.to.data_validation(1, number, max(last, 1), number, {**listed, **advice, **wrong})


def _is_of_numbers(column: Column, values: Iterable[Cell]) -> bool:
    """Return whether a column has nothing but numbers that are counts or shares."""
    shown = [each for each in values if each is not None]
    is_number = [isinstance(each, int | float | Decimal) and not isinstance(each, bool) for each in shown]
    return bool(shown) and all(is_number) and column.name.casefold() != "year"


def _lines(cell: Cell, width: int) -> int:
    """Return on how many lines a cell is shown in a column so wide."""
    text = cell.text if isinstance(cell, Piece) else cell if isinstance(cell, str) else ""
    return (
        sum(1 + len(line) // (width + width // 12) for line in text.split("\n"))
        if len(text) >= width or "\n" in text
        else 1
    )


def _number_kind(column: Column, value: int | float) -> str:
    return "share" if column.kind == "share" else "number" if value == int(value) else "fraction"


def _width(column: Column, values: Iterable[Cell]) -> int:
    """Return how wide a column has to be: as its longer cells need it, and wide for text that one reads."""
    lengths = sorted(len(each.text if isinstance(each, Piece) else str(each)) for each in values if each is not None)
    least = max(_NARROWEST, min(len(column.name) + 3, 18))
    if column.kind == "id":
        return _OF_IDS
    if not lengths:
        return least
    long = sum(each > _LONG for each in lengths)
    if long >= max(1, _SHOWN_AS_LONG * len(lengths)):
        return _TO_READ
    return max(least, min(lengths[-max(1, len(lengths) // 20)] + 2, _WIDEST))


def _about(file: "File", workbook: Workbook, cut: int) -> None:
    """Write the sheet that says what the others are."""
    remark = (
        f"{cut:,} {'cell' if cut == 1 else 'cells'} had more than {CELL:,} characters, the most that Excel holds, and"
    )
    remark += f" {'ends' if cut == 1 else 'end'} with a remark. JSON has the whole text."
    lines = [*workbook.about, *([AboutLine("Cut", remark)] if cut else [])]
    to = file.add_worksheet("About")
    ink = {"text_wrap": True, "valign": "top", "font_color": _INK}
    name, text = file.add_format({**ink, "bold": True}), file.add_format(ink)
    guarded = file.add_format({**ink, "quote_prefix": True})
    link = file.add_format({**ink, "font_color": _LINK, "underline": 1})
    to.set_column(0, 0, 22)
    to.set_column(1, 1, _ABOUT)
    to.set_paper(9)
    to.fit_to_pages(1, 0)
    to.hide_gridlines(2)
    to.write_string(
        0, 0, cell_text(workbook.title), file.add_format({"bold": True, "font_size": 14, "font_color": ACCENT})
    )
    for row, line in enumerate(lines, 2):
        to.write_string(row, 0, cell_text(line.name), name)
        shown = cell_text(line.text)
        to.set_row(row, min(_HIGHEST, _LINE * _lines(shown, _ABOUT)))
        if is_web_address(line.address):
            to.write_url(row, 1, line.address, link, shown)
        else:
            to.write_string(row, 1, shown, guarded if reads_as_formula(shown) else text)
