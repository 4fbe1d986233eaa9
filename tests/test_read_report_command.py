"""``casegraph read-report``: from a report to a table, for somebody who does not program."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casegraph.cli import main
from casegraph.reports import read

REPORT = "Learning review, 2026\n\nTom's story\n\nTom was hurt.\n\nRecommendations\n1. The police should share reports.\n2. Audit.\n"
SECRET = ("Tom", "hurt", "share reports")


def run(*words: object, pasted: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["read-report", *(str(word) for word in words)], input=pasted)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report."""
    path = tmp_path / "review.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_report_becomes_a_table_and_what_to_do_next_is_said(report: Path, tmp_path: Path, ending: str) -> None:
    """In the form of the file's ending; what is said has no word of the report."""
    table = tmp_path / f"t.{ending}"
    done = run(report, "--area", "Kent", "-o", table)
    assert done.exit_code == 0, done.output
    assert "Found 2 recommendations and 0 learning points" in done.stderr
    assert "Local, not published." in done.stderr and f"casegraph build {table}" in done.stderr
    assert not any(word in done.output for word in SECRET)
    back = read(table)
    assert (back.title, back.area, back.year) == ("Learning review, 2026", "Kent", 2026)
    assert [each.text for each in back.recommendations] == ["The police should share reports.", "Audit."]


def test_pasted_lines_are_read_and_printed_as_csv_or_json() -> None:
    """From standard input to standard output; the title is the person's to give."""
    done = run("-", "--title", "Draft", "--format", "json", pasted="R1: Act.\nR2: Ask.\n")
    values = json.loads(done.stdout)
    assert (values["status"], values["title"]) == ("local, not published", "Draft")
    assert [each["number"] for each in values["items"]] == ["R1", "R2"]
    assert run("-", pasted="R1: Act.").stdout.removeprefix("\ufeff").startswith("id,number,keep,taken for,text")


def test_a_table_that_was_corrected_is_not_replaced_by_mistake(report: Path, tmp_path: Path) -> None:
    """Only if somebody says so; and never while a program has it open."""
    table = tmp_path / "t.csv"
    table.write_text("corrected", encoding="utf-8")
    refused = run(report, "-o", table)
    assert (refused.exit_code, table.read_text(encoding="utf-8")) == (1, "corrected")
    assert "may contain your corrections" in refused.output and "--force" in refused.output
    (tmp_path / "~$t.csv").write_text("", encoding="utf-8")
    assert "is open in Excel" in run(report, "-o", table, "--force").output
    (tmp_path / "~$t.csv").unlink()
    assert run(report, "-o", table, "--force").exit_code == 0
    assert len(read(table).items) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tom's story\n\nTom was hurt.\n", "Casegraph found no recommendations in"),
        ("", "is empty"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line_and_writes_nothing(tmp_path: Path, text: str, message: str) -> None:
    """No file appears, and no word of the report is shown."""
    report = tmp_path / "review.txt"
    report.write_text(text, encoding="utf-8")
    failed = run(report, "-o", tmp_path / "t.xlsx")
    assert failed.exit_code == 1
    assert message in " ".join(failed.output.split())
    assert not any(word in failed.output for word in SECRET)
    assert not (tmp_path / "t.xlsx").exists()


def test_wrong_usage_says_what_to_type(report: Path, tmp_path: Path) -> None:
    """A table given as a report, an ending that no table has, Excel's form on a terminal, a file that is not there."""
    run(report, "-o", tmp_path / "t.csv")
    assert f"casegraph build {tmp_path / 't.csv'}" in " ".join(run(tmp_path / "t.csv").output.split()).replace("\n", "")
    assert "csv, xlsx or json" in run(report, "-o", tmp_path / "t.pdf").output
    assert "-o TABLE.xlsx" in run(report, "--format", "xlsx").output
    assert "does not exist. Give a report as .docx" in " ".join(run(tmp_path / "none.docx").output.split())


def test_help_says_it_in_plain_words() -> None:
    """What it reads, what to do with the table, that nothing leaves the computer."""
    words = " ".join(CliRunner().invoke(main, ["read-report", "--help"]).output.split())
    for part in ("Word (.docx)", "PDF with text", "Check it in Excel", "Nothing leaves this computer"):
        assert part in words
