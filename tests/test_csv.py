"""CSV reads back as it was written, and nothing in it runs as a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.csv_table import csv_cell, csv_table

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_a_csv_reader_gets_the_text_that_was_written_but_for_the_guard(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_table(["one", "two"], rows), newline="")))
    assert read[0] == ["one", "two"]
    assert len(read) == len(rows) + 1
    for row, (one, two) in zip(read[1:], rows, strict=True):
        assert row[0] in (one, f"'{one}")
        assert row[1] in (two, f"'{two}")


@pytest.mark.parametrize("lead", ["", " ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\u202e", "\x01"])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_text_that_a_spreadsheet_could_run_begins_with_an_apostrophe(lead: str, sign: str) -> None:
    cell = csv_cell(f'{lead}{sign}HYPERLINK("http://evil.example")')
    assert next(csv.reader(io.StringIO(cell, newline="")))[0].startswith("'")


@pytest.mark.parametrize("number", ["-5", "+3", "-0.25", "1e-06", "-1.5E+3"])
def test_a_number_stays_a_number(number: str) -> None:
    assert csv_cell(number) == number
