"""Workbooks: files of Excel whose rows are those of the model, and in which text stays text."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from casegraph.errors import CasegraphError
from casegraph.papers import excel
from casegraph.papers.excel import excel_file
from casegraph.papers.pieces import Piece
from casegraph.papers.safe_text import CELL
from casegraph.papers.tables import Cell, Column, columns_named
from casegraph.papers.workbook import AboutLine, Sheet, Workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = (
    "=cmd|' /C calc'!A1",
    "+44 1632 960000",
    "-1+1",
    "@SUM(A1)",
    "{=1+1}",
    " \t=1+1",
    "https://example.org/not-a-link",
    "internal:About!A1",
    "external:other.xlsx",
    "<b>&amp;</b>",
    "_x0041_",
    "שלום\u202eabc",
    "🙂 a\nb",
    "007",
    "1e5",
    "TRUE",
)


def book(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], *about: AboutLine) -> bytes:
    """A workbook of one sheet."""
    return excel_file(Workbook("Asked of the police", [Sheet("Police", columns, rows)], about))


def read(content: bytes, sheet: str = "Police") -> list[list[object]]:
    """What a reader of other people's finds in a sheet."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    return [[*row] for row in rows]


def part(content: bytes, name: str) -> str:
    """A part of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode("utf-8")


def test_rows_stand_under_their_head_with_their_types() -> None:
    """Numbers, shares and days are such; nothing is an empty cell."""
    columns = columns_named(("text", "year", "share", "day", "none", "sure"))
    rows = read(book([("Audit it", 2025, Decimal("0.25"), date(2025, 3, 1), None, True)], columns))
    assert rows == [
        ["text", "year", "share", "day", "none", "sure"],
        ["Audit it", 2025, 0.25, date(2025, 3, 1), "", "yes"],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    """Nothing in a text becomes a formula, a link, a number or markup, in a column that is filled in as well."""
    columns = (Column("text"), Column("note", is_filled_in=True), Column("link", "link"))
    content = book([(text, text, "javascript:alert(1)")], columns, AboutLine("Notice", text))
    assert read(content)[1] == [text, text, "javascript:alert(1)"]
    assert read(content, "About")[-1] == ["Notice", text]
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        sheet = ElementTree.fromstring(part(content, name))
        assert not [*sheet.iter(f"{MAIN}f")]
        assert not [*sheet.iter(f"{MAIN}hyperlink")]
        assert {cell.get("t") for cell in sheet.iter(f"{MAIN}c") if len(cell)} == {"inlineStr"}


def test_what_would_become_a_formula_is_marked_as_text_for_good() -> None:
    """Excel takes what somebody edits anew: the mark is the apostrophe that people know."""
    content = book([("=1+1",), ("Audit it",)], columns_named(("text",)))
    styles = ElementTree.fromstring(part(content, "xl/styles.xml"))
    marked = [form.get("quotePrefix") for form in styles.iter(f"{MAIN}cellXfs").__next__()]
    sheet = ElementTree.fromstring(part(content, "xl/worksheets/sheet1.xml"))
    assert [marked[int(cell.get("s", "0"))] for cell in sheet.iter(f"{MAIN}c")] == [None, "1", None]


def test_only_an_address_of_the_web_leads_anywhere() -> None:
    """A column of links, and a piece with an address."""
    pieces = (Piece("Child A", "https://example.org/a"), Piece("Child B", "file:///etc/passwd"))
    rows = [(piece, link) for piece, link in zip(pieces, ("https://example.org/report", "ftp://x"), strict=True)]
    content = book(rows, (Column("review"), Column("report", "link")))
    targets = part(content, "xl/worksheets/_rels/sheet1.xml.rels")
    assert targets.count("Target=") == 2
    assert "https://example.org/a" in targets and "https://example.org/report" in targets
    assert [row[0] for row in read(content)[1:]] == ["Child A", "Child B"]


def test_characters_that_no_file_can_hold_are_replaced() -> None:
    """Controls, halves of pairs and noncharacters: the file opens, and shows that something was there."""
    assert read(book([("a\x00\x1b\x0b\ud800\ufffeb\r\nc\rd",)], columns_named(("text",))))[1] == ["a�����b\nc\nd"]


@pytest.mark.parametrize("character", ["x", "🙂"])
def test_a_cell_that_is_too_long_says_so(character: str) -> None:
    """It is cut at what Excel holds, counted as Excel counts, and the sheet About counts the cells."""
    content = book([(character * 40_000, character * (CELL // 2))], columns_named(("text", "other")))
    cut, whole = (str(cell) for cell in read(content)[1])
    assert len(cut.encode("utf-16-le")) // 2 in (CELL - 1, CELL)
    assert cut.startswith(character * 16_000) and cut.endswith("of these 40,000 characters]")
    assert whole == character * (CELL // 2)
    assert read(content, "About")[-1][0] == "Cut"
    assert str(read(content, "About")[-1][1]).startswith("1 cell had more than 32,767 characters")


def test_the_head_stays_and_filters() -> None:
    """The first row is frozen, repeated on paper and has filters; hidden columns and choices are there."""
    columns = (
        Column("id", is_hidden=True),
        Column("status", choices=("accepted", "rejected"), is_filled_in=True, advice="Choose one."),
    )
    content = book([("r/1", None), ("r/2", "accepted")], columns)
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in sheet and '<autoFilter ref="A1:B3"/>' in sheet and 'hidden="1"' in sheet
    assert '"accepted,rejected"' in sheet and 'sqref="B2:B3"' in sheet and 'prompt="Choose one."' in sheet
    assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet
    assert "Print_Titles" in part(content, "xl/workbook.xml")


def test_long_text_has_a_wide_column_and_short_text_a_narrow_one() -> None:
    """Widths come from the rows."""
    sheet = part(book([("Audit it. " * 30, "yes")] * 3, columns_named(("text", "sure"))), "xl/worksheets/sheet1.xml")
    widths = [float(col.get("width", "0")) for col in ElementTree.fromstring(sheet).iter(f"{MAIN}col")]
    assert widths[0] > 50 and widths[1] < 12


def test_the_same_rows_are_the_same_bytes() -> None:
    """No time and no name of a computer is in the file."""
    first, second = (book([("Audit it", 1)], columns_named(("text", "n")), AboutLine("a", "b")) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2000-01-01T00:00:00Z" in part(first, "docProps/core.xml")


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    """Long ones, strange ones, the same one twice, and the one that we use ourselves."""
    names = ("theme-agency-table" * 3, "a/b[c]*?:\\d", "About", "police", "Police", "")
    content = excel_file(Workbook("t", [Sheet(name, columns_named(("n",)), [(1,)]) for name in names], ()))
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert sheets == [
        "theme-agency-tabletheme-agency-",
        "a b c d",
        "Sheet",
        "police",
        "Police (2)",
        "Sheet (2)",
        "About",
    ]


def test_a_sheet_that_is_full_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are never left out in silence."""
    monkeypatch.setattr(excel, "_MOST_ROWS", 3)
    assert len(read(book([(1,)] * 3, columns_named(("n",))))) == 4
    with pytest.raises(CasegraphError, match=r"more than 3 rows.* save it as CSV"):
        book([(1,)] * 4, columns_named(("n",)))
