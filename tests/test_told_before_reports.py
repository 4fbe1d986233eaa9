"""A report of one's own beside published reviews: what was asked before, and what of the same partnership."""

import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import docx
import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from casegraph.cli import main
from serving import Server

TABLE = """id,number,keep,taken for,text,agency,due,heading,place,found by,review,area,year
,1.1,yes,recommendation,Review and promote the policy on escalation,,,,,,Child Rowan,Cambridgeshire,2026
,1.2,yes,recommendation,Count the ponies in each paddock,,,,,,,,
,1.3,no,recommendation,Use chronologies,,,,,,,,
"""


def similar(built: Path, *arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["similar", "--graph", str(built), *arguments])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table that somebody has corrected."""
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_report_learns_what_its_own_partnership_was_asked_before(built: Path, table: Path) -> None:
    """The area is the table's; the partnership's own reviews are shown though others come nearer."""
    answer = similar(built, str(table), "--top", "1")
    assert answer.exit_code == 0
    words = " ".join(answer.stdout.split())
    (number,) = re.findall(r"^1 of the 2 recommendations of Child Rowan was asked before, in (\d+) reviews\.", words)
    assert "1 was asked of the same partnership before: Cambridgeshire and Peterborough" in words
    first = f"1.1 “Review and promote the policy on escalation” Asked before in {number} reviews, 2 of the same partnership."
    assert first in words and int(number) > 9
    assert words.count("· the same partnership") == 2
    assert "Not asked before" in words and "Use chronologies" not in words


def test_rows_say_which_are_of_the_same_partnership(built: Path, table: Path, tmp_path: Path) -> None:
    """In JSON and in Excel, and the summary stands beside them."""
    answer = similar(built, str(table), "--format", "json")
    rows = json.loads(answer.stdout)["rows"]
    assert sum(row["same_partnership"] for row in rows) == 2
    assert "1 was asked of the same partnership before" in answer.stderr
    lines = similar(built, str(table), "--format", "csv").stdout.splitlines()
    assert any(line.startswith("Count the ponies in each paddock,not asked before,") for line in lines)
    assert similar(built, str(table), "-o", str(tmp_path / "before.xlsx")).exit_code == 0
    cells = CalamineWorkbook.from_path(tmp_path / "before.xlsx").get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(cells) if "Same partnership" in row)
    column = cells[head].index("Same partnership")
    assert [row[column] for row in cells[head + 1 :]].count("yes") == 2


def test_a_word_file_is_compared_as_it_is(built: Path, tmp_path: Path) -> None:
    """Its area is given, or the answer says that it is not known; one that nobody knows is refused."""
    word = docx.Document()
    word.add_heading("Child Rowan", 0)
    word.add_heading("Recommendations", 1)
    word.add_paragraph("Review and promote the policy on escalation.", style="List Number")
    word.add_paragraph("Count the ponies.", style="List Number")
    content = io.BytesIO()
    word.save(content)
    path = tmp_path / "review.docx"
    path.write_bytes(content.getvalue())
    assert "Give the area of the report" in similar(built, str(path)).stdout
    assert "2 of the same partnership" in similar(built, str(path), "--area", "Peterborough").stdout
    kent = " ".join(similar(built, str(path), "--area", "Kent").stdout.split())
    assert "None was asked of the same partnership before: Kent Safeguarding Children Partnership, in its 3" in kent
    none = " ".join(similar(built, str(path), "--area", "Rutland").stdout.split())
    assert "there is no published review of" in none
    wrong = similar(built, str(path), "--area", "Kemt")
    assert wrong.exit_code == 1 and "Did you mean Kent?" in wrong.output


def test_a_text_learns_what_its_partnership_was_asked_before(built: Path) -> None:
    """With --area; a recommendation of the graph needs none, and looks at the other reviews of its own partnership."""
    text = " ".join(
        similar(built, "promote the escalation policy", "--area", "Peterborough", "--top", "1").stdout.split()
    )
    assert "Asked of the same partnership before: Cambridgeshire and Peterborough" in text
    assert "in 2 of its 5 published reviews." in text and text.count("· the same partnership") == 2
    own = " ".join(similar(built, "2025-cambridgeshire-joanne/1", "--top", "500").stdout.split())
    assert "of its 4 other published reviews" in own or "in its 4 other published reviews" in own
    several = json.loads(similar(built, "promote the escalation policy", "--area", "Kent", "--format", "json").stdout)
    assert not any(row["same_partnership"] for row in several["rows"])
    assert "Did you mean Kent?" in similar(built, "a text", "--area", "Kemt").output


def test_a_page_marks_what_was_asked_of_the_same_partnership(server: Server, built: Path) -> None:
    """For a pasted text with an area, and below a recommendation; a wrong area is said above the box."""
    address = "/similar?" + urlencode({"text": "promote the escalation policy", "area": "Peterborough"})
    page = unescape(server.ask("GET", address)[2].decode())
    assert page.count("<strong>the same partnership</strong>") == 2
    assert "Asked of the same partnership before: Cambridgeshire and Peterborough" in page
    rows = json.loads(server.ask("GET", address.replace("?", ".json?", 1))[2])["rows"]
    command = similar(built, "promote the escalation policy", "--area", "Peterborough", "--format", "json").stdout
    assert rows == json.loads(command)["rows"]
    own = next(row["iri"] for row in rows if row["same_partnership"]).rpartition("/recommendation/")[2]
    assert "Asked of the same partnership before: " in server.ask("GET", f"/recommendation/{own}")[2].decode()
    wrong = "/similar?" + urlencode({"text": "promote it", "area": "Kemt"})
    status, _, body = server.ask("GET", wrong, headers={"Accept": "text/html"})
    assert status == 400 and "Did you mean Kent?" in body.decode() and 'value="Kemt"' in body.decode()
    assert server.ask("GET", wrong.replace("?", ".json?", 1))[0] == 400
