"""The table that a person corrects: its columns, and how it is written for Excel and as CSV."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from casegraph.csv_table import csv_table
from casegraph.reports.local_report import LocalReport

__all__ = ["COLUMNS", "NOTICE", "SHEET", "as_csv", "as_workbook"]

COLUMNS = (
    "id", "number", "keep", "taken for", "text", "agency", "due", "heading", "place", "found by", "review", "area", "year",
)  # fmt: skip
"""The columns of the table, in this order; a table that is given back may have them in any."""

SHEET = "Recommendations"
NOTICE = "Local, not published. It may name children and families: keep this file where the report itself may be kept."
_HELP = (
    "What this is",
    "The recommendations and learning points that Casegraph found in a report, one a row. Nothing else from the report is here.",
    "What to do",
    "Compare each row with the report. The columns “heading”, “place” and “found by” say where it is and how it was found.",
    "keep: yes or no. With no, the row is left out.",
    "taken for: recommendation or learning point.",
    "text, number, agency, due: correct them; Casegraph keeps what you write.",
    "To add one that was missed: write a new row, and leave its id empty.",
    "To split one: write a new row for the second half, and leave its id empty.",
    "To join two: put the whole text in one row, and write no in the other.",
    "review, area, year: the report's title, area and year. Write them in the first row; the year is required.",
    "id: do not change it. It identifies the part of the report.",
    "Then save the table and give it to Casegraph: casegraph build TABLE.xlsx",
)
_WIDTHS = (15, 9, 7, 16, 70, 24, 15, 24, 14, 19, 24, 14, 7)
_WRAPPED = {"text", "agency", "due", "heading", "found by", "review"}
_FIXED = (2000, 1, 1)  # the same table has the same bytes
_LINE, _MOST_LINES = 15, 26  # height in points; Excel shows rows of up to 409
_LONGEST = 32_000  # characters of a cell; Excel takes 32,767
_CHOICES = {"keep": ["yes", "no"], "taken for": ["recommendation", "learning point"]}


def as_csv(report: LocalReport) -> str:
    """Return the table as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    return csv_table(COLUMNS, _rows(report), mark=True)


def as_workbook(report: LocalReport) -> bytes:
    """Return the table as an Excel file: every cell is text, never a formula or a link."""
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {"title": f"{SHEET} to confirm", "comments": NOTICE, "created": datetime(*_FIXED, tzinfo=UTC)}
        )
        head = book.add_format(
            {"bold": True, "bg_color": "#1f3a4d", "font_color": "#ffffff", "valign": "vcenter", "border": 1}
        )
        cell = book.add_format({"valign": "top", "num_format": "@", "border": 1, "border_color": "#c8d0d6"})
        wrapped = book.add_format(
            {"valign": "top", "num_format": "@", "text_wrap": True, "border": 1, "border_color": "#c8d0d6"}
        )
        locked = book.add_format(
            {"valign": "top", "num_format": "@", "font_color": "#6b7780", "border": 1, "border_color": "#c8d0d6"}
        )
        sheet = book.add_worksheet(SHEET)
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            usual = locked if name == "id" else wrapped if name in _WRAPPED else cell
            sheet.set_column(column, column, width, usual)
            sheet.write_string(0, column, name, head)
        last = 0
        for last, values in enumerate(_rows(report), start=1):
            for column, (name, value) in enumerate(zip(COLUMNS, values, strict=True)):
                usual = locked if name == "id" else wrapped if name in _WRAPPED else cell
                sheet.write_string(last, column, value[:_LONGEST], usual)
            sheet.set_row(last, _LINE * _lines(values))
        grey = book.add_format({"font_color": "#8a949b", "italic": True})
        for name, choices in _CHOICES.items():
            column = COLUMNS.index(name)
            sheet.data_validation(1, column, last + 200, column, {"validate": "list", "source": choices})
        sheet.conditional_format(
            1, 0, last + 200, len(COLUMNS) - 1, {"type": "formula", "criteria": '=$C2="no"', "format": grey}
        )
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(f"&L{NOTICE}&R&P / &N")
        _help(book)
    return stream.getvalue()


def _lines(values: Sequence[str]) -> int:
    """Return how many lines the highest cell of a row needs."""
    wrapped = [(value, width) for name, value, width in zip(COLUMNS, values, _WIDTHS, strict=True) if name in _WRAPPED]
    return min(_MOST_LINES, max(-(-len(value) * 10 // (width * 9)) for value, width in wrapped) or 1)


def _help(book: Any) -> None:
    """Add a sheet that says what to do."""
    sheet = book.add_worksheet("How to use this table")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True})
    sheet.set_column(0, 0, 100, wrapped)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, NOTICE, bold)
    for row, line in enumerate(_HELP, start=2):
        sheet.set_row(row, _LINE * (1 + len(line) // 105))
        sheet.write_string(row, 0, line, bold if line in ("What this is", "What to do") else wrapped)


def _rows(report: LocalReport) -> Iterator[tuple[str, ...]]:
    year = "" if report.year is None else str(report.year)
    for each in report.items:
        yield (
            each.id,
            each.number,
            "yes" if each.keep else "no",
            each.taken_for,
            each.text,
            each.agency,
            each.due,
            each.heading,
            each.place,
            each.how,
            report.title,
            report.area,
            year,
        )
