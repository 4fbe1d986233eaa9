"""Files of trackers: whatever people and programs do to one, nothing is lost, and an error says what to do."""

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from casegraph.cli import main
from casegraph.schemes import scheme
from casegraph.tracking.choosing import tracker
from casegraph.tracking.columns import TRACKER
from casegraph.tracking.model import STATUSES, Chosen, Entries, OtherSheet, TrackerError, Value
from casegraph.tracking.reading import read_tracker
from casegraph.tracking.sheets import read_sheets
from casegraph.tracking.updating import updated
from test_workbooks import HOSTILE, MAIN
from trackers import (
    DONE,
    KENT,
    Made,
    again,
    by_id,
    filled,
    foreign,
    with_cell,
    written,
)


def test_people_choose_a_status_and_write_in_open_columns_alone(tracked: Made, tmp_path: Path) -> None:
    """The sheet is locked without a password, but for yellow columns and those to the right."""
    content = written(tmp_path, tracker(tracked(), Chosen())).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
        styles = ElementTree.fromstring(file.read("xl/styles.xml"))
    listed = sheet.find(f"{MAIN}dataValidations/{MAIN}dataValidation[@type='list']")
    assert listed is not None
    assert listed.get("sqref") == "I2:I5"
    assert listed.findtext(f"{MAIN}formula1") == f'"{",".join(STATUSES)}"'
    lock = sheet.find(f"{MAIN}sheetProtection")
    assert lock is not None
    assert lock.get("sheet") == "1"
    assert lock.get("password") is None
    forms = [each.find(f"{MAIN}protection") for each in styles.iter(f"{MAIN}cellXfs").__next__()]
    is_open = [form is not None and form.get("locked") == "0" for form in forms]
    second = [cell for cell in sheet.iter(f"{MAIN}c") if (cell.get("r") or "").endswith("2")]
    assert [is_open[int(cell.get("s", "0"))] for cell in second] == [False] * 8 + [True] * 7 + [False]
    beside = [each for each in sheet.iter(f"{MAIN}col") if each.get("min") == "17"]
    assert [is_open[int(each.get("style", "0"))] for each in beside] == [True]


def test_statuses_are_those_of_the_ontology() -> None:
    """The list, the definitions on the sheet “About” and the concepts are the same six."""
    assert {each.label: id for id, each in scheme("answers.ttl").items()} == {
        each: each.replace(" ", "-") for each in STATUSES
    }


@pytest.mark.parametrize("text", [*HOSTILE, "'=1+1", "x" * 32_767])
def test_hostile_cells_stay_text(tracked: Made, tmp_path: Path, text: str) -> None:
    """No cell of people becomes a formula, a number or a link to a file, however often it is updated."""
    wrote = filled(tracked(), {f"{KENT}/1": Entries(action=text, evidence=text, more={"Risk": text})})
    later = again(tmp_path, tracked(), again(tmp_path, tracked(), wrote))
    assert by_id(later.lines)[f"{KENT}/1"].entries == by_id(wrote.lines)[f"{KENT}/1"].entries
    with zipfile.ZipFile(tmp_path / "next.xlsx") as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_a_program_that_knows_nothing_of_trackers_may_save_it(tracked: Made, tmp_path: Path) -> None:
    """Rows in another order, lines above the head, a sheet and a column of people: all of it stays."""
    first = filled(tracked(), {f"{KENT}/1": DONE})
    sheets = [OtherSheet(each.name, [[*row] for row in each.rows]) for each in read_sheets(written(tmp_path, first))]
    head, *lines = sheets[0].rows
    width = len(head)
    turned: list[list[Value]] = [
        ["Our tracker", *[None] * width],
        [*head, None],
        *[[*each, f"note {number}"] for number, each in enumerate(lines[::-1])],
    ]
    notes = OtherSheet("Our notes", [["When", "What"], [date(2027, 1, 5), "=met"]])
    file = tmp_path / "theirs.xlsx"
    file.write_bytes(foreign([OtherSheet(TRACKER, turned), notes, *sheets[1:]]))
    later = again(tmp_path, tracked(), read_tracker(file))
    entries = by_id(later.lines)[f"{KENT}/1"].entries
    assert dict(entries.more) == {"Risk": "high", "Column 18": "note 3"}
    assert Entries(**{**{name: getattr(entries, name) for name in entries.__slots__}, "more": DONE.more}) == DONE
    assert later.sheets == (notes,)
    assert later.chosen == Chosen()


CSV = """\
ID;Recommendation;Status;Evidence;Lead
{kent}/1;the police should audit referrals each year;In-Progress;'=1+1;"A; Person"
"""


@pytest.mark.parametrize("coding", ["utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_as_spreadsheets_save_it(tracked: Made, tmp_path: Path, coding: str) -> None:
    """Semicolons, another coding, the apostrophe of a guarded text; nothing is added as the file says no choice."""
    file = tmp_path / "tracker.csv"
    file.write_text(CSV.format(kent=KENT), encoding=coding)
    later = updated(tracked(), read_tracker(file))
    assert [each.ask.id for each in later.tracker.lines] == [f"{KENT}/1"]
    entries = later.tracker.lines[0].entries
    assert (entries.status, entries.evidence, dict(entries.more)) == ("in progress", "=1+1", {"Lead": "A; Person"})


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (1, "ID", None, "row 2: there is no id in the column ID"),
        (1, "ID", "Kent 1", "row 2: “Kent 1” is no id"),
        (2, "ID", f"{KENT}/1", f"rows 2 and 3: both have the id {KENT}/1"),
        (
            3,
            "Status",
            "implmented",
            "row 4: “implmented” is no status. Did you mean implemented? Choose accepted, in progress",
        ),
        (0, "ID", "Number", "the column ID is missing"),
        (0, "Status", "State", "is no tracker: no sheet has the columns Recommendation and Status"),
        (0, "Agency", "ID", "two columns are called ID"),
    ],
)
def test_an_error_says_what_is_wrong_where(
    tracked: Made, tmp_path: Path, row: int, column: str, value: Value, said: str
) -> None:
    """The file, the row, what was seen and what to do."""
    file = with_cell(tmp_path, written(tmp_path, tracker(tracked(), Chosen())), row, column, value)
    with pytest.raises(TrackerError) as error:
        read_tracker(file)
    assert (
        f"changed.xlsx, {said}" in str(error.value)
        or f"changed.xlsx {said}" in str(error.value)
        or f"changed.xlsx: {said}" in str(error.value)
    )
    assert error.value.remedy


def damaged() -> bytes:
    """An archive whose first part was changed on the way."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("META-INF/manifest.xml", "<manifest>" * 9)
    whole = content.getvalue()
    start = 30 + len("META-INF/manifest.xml")
    return whole[:start] + bytes(255 - each for each in whole[start : start + 9]) + whole[start + 9 :]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.xlsx", b"", "is empty"),
        ("t.xlsx", b"PK\x03\x04 broken", "is no whole file of Word, Excel or LibreOffice"),
        ("t.ods", b"no archive", "is no whole file of Word, Excel or LibreOffice"),
        ("t.ods", damaged(), "cannot be read as a spreadsheet"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "is a file of old Office"),
        ("t.csv", b"a,b\n1,2\n", "is no tracker"),
        ("t.csv", ("ID,Recommendation,Status,Action\nr/1,a,," + "x" * 40_000).encode(), "a cell has 40,000 characters"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """A password, an old format, a broken file, another table, more than a cell holds."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TrackerError, match=said):
        read_tracker(tmp_path / name)


def run(*words: object) -> Result:
    """The command with these words."""
    return CliRunner().invoke(main, ["tracker", *map(str, words)])


def test_the_command_writes_and_updates_without_losing_a_byte(built: Path, tmp_path: Path) -> None:
    """A file that is there is not replaced by a new one; an update keeps the former beside it; an error changes nothing."""
    file = tmp_path / "tracker.xlsx"
    assert run("new", "--agency", "ICB", "-o", file, "--graph", built).exit_code == 0
    refused = run("new", "--agency", "ICB", "-o", file, "--graph", built)
    assert refused.exit_code == 1
    assert "already exists" in refused.output
    first = file.read_bytes()
    done = run("update", file, "--graph", built)
    assert done.exit_code == 0
    assert ", 0 new, 0 no longer in the collection." in done.output
    assert file.read_bytes() == first == (tmp_path / "tracker (before update 1).xlsx").read_bytes()
    file.write_bytes(with_cell(tmp_path, file, 1, "Status", "done?").read_bytes())
    wrong, there = file.read_bytes(), {*tmp_path.iterdir()}
    assert "“done?” is no status" in run("update", file, "--graph", built).output
    file.with_name("~$tracker.xlsx").touch()
    assert "is open in a spreadsheet program" in run("update", file, "--graph", built).output
    assert file.read_bytes() == wrong
    assert {*tmp_path.iterdir()} == there | {file.with_name("~$tracker.xlsx")}


def test_a_cell_far_below_is_said_before_any_room_is_made_for_what_is_between(tmp_path: Path) -> None:
    """One stray cell in the last row and column of Excel would take 17 billion cells of memory."""
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "far.xlsx") as workbook:
        workbook.add_worksheet("Tracker").write_string(1_048_575, 16_383, "x")
    with pytest.raises(TrackerError, match=r"too large: at most 200,000 rows"):
        read_sheets(tmp_path / "far.xlsx")
