"""CSV reads back as it was written, and nothing in it runs as a formula."""

import csv
import io
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.csv_table import csv_cell, csv_table
from casegraph.drawing.network_page import network_page
from casegraph.explorer.page import without_comments
from casegraph.graph import Graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = files("casegraph.fragments") / "csv_table.js"
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_a_csv_reader_gets_the_text_that_was_written_but_for_the_guard(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_table(["one", "two"], rows), newline="")))
    assert read[0] == ["one", "two"]
    assert len(read) == len(rows) + 1
    for row, (one, two) in zip(read[1:], rows, strict=True):
        assert row[0] in (one, f"'{one}")
        assert row[1] in (two, f"'{two}")


@pytest.mark.parametrize(
    "lead",
    ["", " ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\u202e", "\x01", "\ufe0f", "\u3164", "\U000e0020"],
)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_text_that_a_spreadsheet_could_run_begins_with_an_apostrophe(lead: str, sign: str) -> None:
    cell = csv_cell(f'{lead}{sign}HYPERLINK("http://evil.example")')
    assert next(csv.reader(io.StringIO(cell, newline="")))[0].startswith("'")


@pytest.mark.parametrize("number", ["-5", "+3", "-0.25", "1e-06", "-1.5E+3"])
def test_a_number_stays_a_number(number: str) -> None:
    assert csv_cell(number) == number


def test_scripts_in_a_browser_write_the_same_csv(browser: "Browser") -> None:
    """Any character of the basic plane, and those that no one sees, before and after a sign; numbers, nothing, separators."""
    codes = [*range(0xD800), *range(0xE000, 0x10000), 0x1F600, *range(0xDFFF0, 0xE1010)]
    rows: list[list[str | int | float | bool | None]] = [
        [f"{chr(code)}=1", f"{chr(code)}1", f"={chr(code)}"] for code in codes
    ]
    rows += [
        [None, True, False],
        [-5, 0.25, 2**53],
        ["-5", "+3.5", "-1.5E+3"],
        ["-5-", "1e", "--1"],
        ["a;b", "a\tb", 'a"b'],
        ["'=1", "", " "],
        ["-5\n", "\n", "a\r\nb"],
    ]
    head = ["=head", "a, b", "plain"]
    page = browser.new_page()
    written = page.evaluate(
        f"(rows) => {{ {SCRIPT.read_text(encoding='utf-8')}; return csvTable(rows); }}", [head, *rows]
    )
    page.close()
    expected = csv_table(head, rows, mark=True)
    different = [pair for pair in zip(written.split("\n"), expected.split("\n"), strict=False) if pair[0] != pair[1]]
    assert different == [] and written == expected


def test_the_explorer_and_the_page_of_a_network_have_that_script(built: Path) -> None:
    script = SCRIPT.read_text(encoding="utf-8").strip()
    assert without_comments(script) in (built / "explorer.html").read_text(encoding="utf-8")
    with Graph.open(built) as graph:
        assert script in network_page(graph, "agency-agency")
