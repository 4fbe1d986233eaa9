"""The table of a local report: what is written for a person, and what is taken back from one."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casegraph.errors import PageError
from casegraph.reports import LocalReport, read, report_in
from casegraph.reports.table_file import COLUMNS, NOTICE, as_csv, as_workbook

REPORTS = Path(__file__).parent / "reports"
TEXT = """Review of Child Linnet, 2026
Recommendations
1. The police should share reports of domestic abuse.
2. =HYPERLINK("https://example.org","Act") should be text.
3. The ICB should audit.
"""


@pytest.fixture(scope="module")
def report() -> LocalReport:
    """A report with three recommendations, one of them hostile."""
    return replace(report_in(TEXT.encode(), "linnet.txt"), area="Kent")


def corrected(report: LocalReport, correct: Callable[[list[dict[str, str]]], object]) -> bytes:
    """The table of a report as CSV, after a person has corrected its rows."""
    rows = [*csv.DictReader(io.StringIO(as_csv(report).removeprefix("\ufeff")))]
    correct(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0].keys() if rows else COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def sheet(report: LocalReport, **cells: Any) -> bytes:
    """The table of a report as an Excel file of other makers, with other values in some cells (B3="x")."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Sheet of others")
        for row, values in enumerate(csv.reader(io.StringIO(as_csv(report).removeprefix("\ufeff")))):
            for column, value in enumerate(values):
                page.write_string(row, column, value)
        for cell, value in cells.items():
            page.write(cell, value)
    return stream.getvalue()


def test_the_table_comes_back_as_it_went(report: LocalReport) -> None:
    """From Excel's form and from CSV: the same recommendations, confirmed, with the year as a number."""
    for content, name in ((as_workbook(report), "t.xlsx"), (as_csv(report).encode(), "t.csv")):
        back = report_in(content, name)
        assert (back.title, back.area, back.year, back.is_confirmed) == (
            "Review of Child Linnet, 2026",
            "Kent",
            2026,
            True,
        )
        assert back.items == report.items


def test_the_same_report_gives_the_same_bytes(report: LocalReport) -> None:
    """So that a table can be compared with an earlier one."""
    assert as_workbook(report) == as_workbook(report)
    assert as_csv(report) == as_csv(report)


def test_no_cell_is_a_formula_or_a_link(report: LocalReport) -> None:
    """In Excel's form every cell is text; CSV has an apostrophe where a spreadsheet would calculate."""
    with zipfile.ZipFile(io.BytesIO(as_workbook(report))) as book:
        pages = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(pages) >= 2
    assert not any(b"<f>" in page or b"hyperlink" in page for page in pages)
    assert "\"'=HYPERLINK(" in as_csv(report)


def test_the_table_holds_nothing_of_the_report_but_what_was_found(report: LocalReport) -> None:
    """And says that it is local, not published."""
    (only,) = report_in(b"Tom was hurt.\nRecommendation 1: Act.", "r.txt").items
    assert only.text == "Act."
    assert "Tom" not in as_csv(report_in(b"Tom was hurt.\nRecommendation 1: Act.", "r.txt"))
    with zipfile.ZipFile(io.BytesIO(as_workbook(report))) as book:
        assert NOTICE.encode() in book.read("xl/sharedStrings.xml") + book.read("xl/worksheets/sheet1.xml")


def test_what_a_person_corrects_is_kept_as_written(report: LocalReport) -> None:
    """Text, agency and time; a row that is not kept is left out, and a new one has no id."""

    def correct(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"text": "The police should tell schools.", "agency": "Police and MASH", "due": "by Easter"}
        rows[1]["keep"] = "No"
        rows.append(rows[2] | {"id": "", "text": "Learn.", "taken for": "Learning point"})

    back = report_in(corrected(report, correct), "t.csv")
    assert [(each.text, each.agency, each.due) for each in back.recommendations] == [
        ("The police should tell schools.", "Police and MASH", "by Easter"),
        ("The ICB should audit.", "", ""),
    ]
    assert [(each.id, each.text) for each in back.learning] == [("", "Learn.")]


def test_a_sheet_of_other_makers_is_read_as_people_see_it(report: LocalReport) -> None:
    """Whole numbers, dates, and the value of a formula; the columns can stand anywhere."""
    back = report_in(sheet(report, M2=2026, C2=True, B2=5.1), "t.xlsx")
    assert (back.year, back.items[0].number, back.items[0].keep) == (2026, "5.1", True)


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_a_table_that_libreoffice_has_saved_is_the_same(ending: str) -> None:
    """The table of a report in tests/reports, opened there and saved in its own form and in Excel's."""
    back = read(REPORTS / f"18-long-pdf.{ending}")
    assert back.items == read(REPORTS / "18-long-pdf.pdf").items
    assert (back.area, back.year) == ("Penmarsh", 2026)


def test_csv_of_windows_and_of_other_countries_is_read(report: LocalReport) -> None:
    """Excel saves in the computer's own encoding, and parts cells with semicolons where a comma is the decimal sign."""
    text = as_csv(replace(report, title="Bericht Zoë, 2026")).removeprefix("\ufeff")
    rows = [*csv.reader(io.StringIO(text))]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    assert report_in(stream.getvalue().encode("cp1252"), "t.csv").title == "Bericht Zoë, 2026"


def change(number: int, **values: str) -> Callable[[list[dict[str, str]]], object]:
    """Change values of a row."""
    return lambda rows: rows[number].update({name.replace("_", " "): value for name, value in values.items()})


def without(column: str) -> Callable[[list[dict[str, str]]], object]:
    """Delete a column."""
    return lambda rows: [row.pop(column) for row in rows]


WRONG: dict[str, tuple[Callable[[list[dict[str, str]]], object], str]] = {
    "id": (change(1, id="Kim Secret"), r"t\.csv, row 3, column “id”: it was changed\. Put it back, or empty it"),
    "number of an id": (lambda rows: rows[1].update(id=rows[1]["id"].replace("-2-", "-9-")), r"row 3, column “id”: it was changed"),
    "id twice": (lambda rows: rows[1].update(id=rows[0]["id"]), r"row 3, column “id”: row 2 has the same\. .* empty the id of the second row"),
    "keep": (change(0, keep="perhaps Kim Secret"), r"row 2, column “keep”: it is neither yes nor no"),
    "taken for": (change(0, taken_for="Secret"), r"row 2, column “taken for”: it is neither of the two"),
    "text": (change(2, text=" "), r"row 4, column “text”: it is empty"),
    "long": (change(2, text="Secret " * 2_000), r"row 4, column “text”: it has 13,999 characters, and 8,000 are the most"),
    "year": (lambda rows: [row.update(year="") for row in rows], r"row 2, column “year”: it is empty\. Write the year"),
    "no year": (lambda rows: [row.update(year="Secret") for row in rows], r"column “year”: it is no year\. Write four digits"),
    "two reports": (change(2, review="Kim Secret"), r"row 4, column “review”: it differs from the rows above"),
    "no title": (lambda rows: [row.update(review="") for row in rows], r"column “review”: it is empty"),
    "nothing kept": (lambda rows: [row.update(keep="no") for row in rows], r"t\.csv keeps no row\."),
    "column": (without("text"), r"the column “text” is missing\. Put the heads back"),
    "columns": (lambda rows: [(row.pop("year"), row.pop("review")) for row in rows], r"the columns “review”, “year” are missing"),
}  # fmt: skip


@pytest.mark.parametrize(("correct", "message"), WRONG.values(), ids=WRONG)
def test_a_table_that_cannot_be_used_says_where_and_nothing_of_what_stands_there(
    report: LocalReport, correct: Callable[[list[dict[str, str]]], object], message: str
) -> None:
    """Row and column, and what to do; a cell may name a child."""
    with pytest.raises(PageError, match=message) as caught:
        report_in(corrected(report, correct), "t.csv")
    assert "Secret" not in str(caught.value) and "\n" not in str(caught.value)


def test_rows_of_another_report_are_noticed(report: LocalReport) -> None:
    """Two reports in one table would become one review."""
    other = report_in(b"Recommendation 1: Act.", "other.txt")
    with pytest.raises(PageError, match=r"row 4, column “id”: it is of another report than the rows above"):
        report_in(corrected(report, change(2, id=other.items[0].id)), "t.csv")


def far(cell: str) -> bytes:
    """An Excel file with one value in a cell far away."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet().write_string(cell, "x")
    return stream.getvalue()


def ods(repeated: str) -> bytes:
    """A LibreOffice table with one cell that is there so many times."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cell = f'<table:table-cell office:value-type="string" {repeated}><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    sheets = f'<office:spreadsheet><table:table table:name="a">{row}</table:table></office:spreadsheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<a/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body>{sheets}</office:body></office:document-content>",
        )
    return stream.getvalue()


LARGE = {
    "rows": (far("A1048576"), "t.xlsx"),
    "columns": (far("XFD1"), "t.xlsx"),
    "repeated": (ods('table:number-columns-repeated="999999999"'), "t.ods"),
    "lines": (b"id,keep,taken for\n" + b"\n" * 5_001, "t.csv"),
}


@pytest.mark.parametrize(("content", "name"), LARGE.values(), ids=LARGE)
def test_a_huge_table_is_refused_before_room_is_made_for_it(content: bytes, name: str) -> None:
    """A file of some thousand bytes can say that a cell is a million rows away."""
    with pytest.raises(PageError, match=r"too large: at most 5,000 rows"):
        report_in(content, name)


def test_a_spreadsheet_of_something_else_or_broken_gets_a_clear_line() -> None:
    """Its columns are missing, or no sheet can be read."""
    with pytest.raises(PageError, match=r"no table of a local report: the columns “id”, “keep”, .* are missing"):
        report_in(far("A1"), "t.xlsx")
    with pytest.raises(PageError, match=r"t\.xlsx is broken"):
        report_in(b"PK\x03\x04" + bytes(100), "t.xlsx")


@pytest.mark.parametrize(("lock", "program"), [("~$t.csv", "Excel"), (".~lock.t.csv#", "LibreOffice")])
def test_a_table_that_a_program_has_open_is_not_read(
    tmp_path: Path, report: LocalReport, lock: str, program: str
) -> None:
    """What was corrected may not be saved yet; and the lock file is no table."""
    (tmp_path / "t.csv").write_text(as_csv(report), encoding="utf-8")
    assert read(tmp_path / "t.csv").items == report.items
    (tmp_path / lock).write_bytes(b"x")
    with pytest.raises(PageError, match=rf"is open in {program}: there is .* beside it\. Save and close"):
        read(tmp_path / "t.csv")
    with pytest.raises(PageError, match=r"is neither a report nor a table"):
        read(tmp_path / lock)
