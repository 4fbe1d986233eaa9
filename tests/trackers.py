"""A page of two reviews with its changes, and trackers of it as files."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from casegraph.briefings.taken_from import TakenFrom
from casegraph.collections import profiles
from casegraph.papers.excel import excel_file
from casegraph.tracking.choosing import tracker
from casegraph.tracking.columns import TRACKER
from casegraph.tracking.model import Chosen, Entries, Line, OtherSheet, Tracker, Value
from casegraph.tracking.reading import read_tracker
from casegraph.tracking.sheets import read_sheets
from casegraph.tracking.updating import updated
from casegraph.tracking.workbook import tracker_workbook
from casegraph.views.collection import Collection

PAGE = """\
2025 – Kent – Child A
Death of a 4-year-old boy in May 2020.
Learning themes include: information sharing.
Recommendations: the police should audit referrals each year; ask the ICB to train health visitors in safe sleeping;
all conferences must be minuted.
Keywords: child neglect
> Read the overview report
2025 – Leeds – Child B
Death of a 5-year-old boy in May 2020.
Learning themes include: information sharing.
Recommendations: the police should review the escalation policy.
Keywords: child neglect
> Read the overview report
"""
AUDIT, TRAIN, MINUTES = "the police should audit referrals each year", "ask the ICB to train health visitors in safe sleeping", "all conferences must be minuted"  # fmt: skip
KENT, LEEDS = "2025-kent-child-a", "2025-leeds-child-b"
DONE = Entries("implemented", "Audited 40 referrals", "A. Person", date(2027, 3, 1), "soon", "https://example.org/a", 7, {"Risk": "high"})  # fmt: skip

ALL = Chosen()

Made = Callable[..., Collection]


@pytest.fixture(scope="session")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Reads the page after some of its words were replaced by others; each once."""
    from casegraph.building.graph import graph_text
    from casegraph.extracting import extract
    from casegraph.reading import read_page
    from casegraph.record.identity import mint
    from casegraph.store.memory import MemoryStore
    from casegraph.views.from_store import collection_of

    known: dict[tuple[str, ...], Collection] = {}

    def collection(*changes: str) -> Collection:
        if changes not in known:
            text = PAGE
            for before, after in zip(changes[::2], changes[1::2], strict=True):
                assert before in text
                text = text.replace(before, after)
            page = tmp_path_factory.mktemp("page") / "page.txt"
            page.write_text(text, encoding="utf-8")
            minted = mint([extract(read_page(page))])
            known[changes] = collection_of(MemoryStore.from_ntriples(graph_text(minted)))
        return known[changes]

    return collection


def source() -> TakenFrom:
    """What the trackers of these tests are taken from."""
    return TakenFrom(profiles()[0], [])


def written(folder: Path, tracker: Tracker, name: str = "tracker.xlsx") -> Path:
    """A file with a tracker."""
    file = folder / name
    file.write_bytes(excel_file(tracker_workbook(tracker, source())))
    return file


def again(folder: Path, c: Collection, tracker: Tracker, chosen: Chosen | None = None) -> Tracker:
    """A tracker after it was written, read, updated, written and read."""
    first = read_tracker(written(folder, tracker))
    return read_tracker(written(folder, updated(c, first, chosen).tracker, "next.xlsx"))


def filled(c: Collection, entries: dict[str, Entries], chosen: Chosen = ALL) -> Tracker:
    """A tracker of a collection in which something is written, by id."""
    new = tracker(c, chosen)
    assert {*entries} <= {each.ask.id for each in new.lines}
    empty = Entries(more={"Risk": None})
    return Tracker(
        tuple(replace(each, entries=entries.get(each.ask.id, empty)) for each in new.lines), chosen, more=("Risk",)
    )


def by_id(lines: tuple[Line, ...]) -> dict[str, Line]:
    """Lines by the ids of their recommendations."""
    return {each.ask.id: each for each in lines}


def rows(file: Path, sheet: str = TRACKER) -> list[list[object]]:
    """What a reader of other people's finds on a sheet."""
    return [[*row] for row in CalamineWorkbook.from_path(file).get_sheet_by_name(sheet).to_python()]


def with_cell(folder: Path, file: Path, row: int, column: str, value: Value) -> Path:
    """The file with another value in a cell, written by a program that knows nothing of trackers."""
    sheets = []
    for each in read_sheets(file):
        cells = [[*line] for line in each.rows]
        if each.name == TRACKER:
            cells[row][cells[0].index(column)] = value
        sheets.append(OtherSheet(each.name, cells))
    changed = folder / "changed.xlsx"
    changed.write_bytes(foreign(sheets))
    return changed


def foreign(sheets: list[OtherSheet]) -> bytes:
    """A workbook of some sheets without format, choices or lock."""
    from xlsxwriter import Workbook as File

    content = io.BytesIO()
    with File(content) as file:
        for sheet in sheets:
            to = file.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        to.write_string(number, column, value)
                    elif isinstance(value, date):
                        to.write_datetime(number, column, value, file.add_format({"num_format": "dd/mm/yyyy"}))
                    elif value is not None:
                        to.write_number(number, column, value)
    return content.getvalue()
