"""Unusual pages: a share left over far beyond what other pages have is pointed out, by check and by build."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from casegraph.building.build import build
from casegraph.building.former_pages import FormerPage, former_pages, unusual_pages
from casegraph.cli import main
from casegraph.evaluating.page_counts import PageCounts, counts_of, reference_pages
from casegraph.evaluating.unseen import unseen_pages
from casegraph.evaluating.unusual import ENOUGH, Usual, unusual, usual_of
from casegraph.extracting import extract
from casegraph.reading import read_page
from casegraph.reading.page import page_of

TESTED = Path(__file__).parent.parent / "graph" / "casegraph" / "evaluating" / "tested_pages.json"
ENTRY = """2025 – {place} – Child {name}
Death of a boy in May 2023.
Learning includes: neglect; safe sleep; {odd}.
Recommendations include: the ICB should train GPs about neglect; hear the child.
Keywords: child neglect

"""
ODD = "An odd line, number {number}.\n"


def page_with(entries: int, *, odd_lines: int = 0, place: str = "Kent", odd: str = "hear the child") -> str:
    """A page of some entries, with lines that nothing reads after the last one."""
    text = "".join(ENTRY.format(place=place, name=f"{number}", odd=odd) for number in range(entries))
    return text + "> Read the overview report\n" + "".join(ODD.format(number=number) for number in range(odd_lines))


def test_the_numbers_are_those_of_the_tested_pages() -> None:
    """graph/casegraph/evaluating/tested_pages.json; UPDATE_README=1 writes it anew."""
    with unseen_pages() as (_, _, pages):
        now = [counts_of(extract(read_page(page)))._asdict() for page in pages]
    if os.environ.get("UPDATE_README"):
        lines = ",\n".join(f"  {json.dumps(each)}" for each in now)
        TESTED.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")
    assert json.loads(TESTED.read_text(encoding="utf-8")) == now, f"run: UPDATE_README=1 pytest {Path(__file__).name}"


def test_a_page_is_counted_by_hand() -> None:
    """Of two entries five lines each, three lines that nothing reads, ten clauses and two places."""
    counts = counts_of(extract(page_of(page_with(2, odd_lines=3).encode(), "page.txt")))
    assert counts == PageCounts(lines=13, unread=3, clauses=10, without_theme=0, places=2, unknown_places=0)
    strange = counts_of(extract(page_of(page_with(2, place="Atlantis", odd="qwxz").encode(), "page.txt")))
    assert (strange.unknown_places, strange.without_theme) == (2, 2)


def test_no_tested_page_is_unusual_beside_the_tested_pages(page_2025: Path) -> None:
    """Nor is the page that ships: an alarm that always rings warns of nothing."""
    usual = usual_of([])
    assert not usual.are_former
    for page in (*reference_pages(), counts_of(extract(read_page(page_2025)))):
        assert unusual(page, usual) == ()


@given(st.integers(1, 400), st.integers(1, 3), st.data())
def test_a_larger_share_of_as_many_stays_unusual(whole: int, seed: int, data: st.DataObject) -> None:
    """Once a share rings, each larger one of a page of the same size does; and a page of the usual shares never does."""
    usual = Usual((PageCounts(lines=100 * seed, unread=seed),), are_former=False)
    part = data.draw(st.integers(0, whole))
    if unusual(PageCounts(lines=whole, unread=part), usual):
        more = data.draw(st.integers(part, whole))
        assert unusual(PageCounts(lines=whole, unread=more), usual)
    assert not unusual(PageCounts(lines=whole, unread=whole // 100), usual)


def test_a_small_page_needs_a_larger_share_than_a_large_one() -> None:
    """Two lines of five say little, forty of a hundred say that something is new."""
    usual = Usual((PageCounts(clauses=200, without_theme=20),), are_former=False)
    assert not unusual(PageCounts(clauses=5, without_theme=2), usual)
    assert unusual(PageCounts(clauses=100, without_theme=40), usual)


def test_former_pages_say_what_is_usual_once_there_are_enough() -> None:
    """Not the page itself, nor an earlier state of it; a few or small ones do not."""
    high = PageCounts(lines=100, unread=30, clauses=60)
    former = [FormerPage(f"{number}.txt", f"{number}", high) for number in range(ENOUGH)]
    assert usual_of([each.counts for each in former]).are_former
    assert not usual_of([each.counts for each in former[1:]]).are_former
    assert not usual_of([PageCounts(clauses=5)] * ENOUGH).are_former
    assert unusual(high, usual_of([])) and not unusual(high, usual_of([each.counts for each in former]))


def test_check_and_build_point_it_out_in_one_calm_line(tmp_path: Path) -> None:
    """With what was seen, what is usual and what to do; the exit codes stay as they were."""
    page = tmp_path / "page.txt"
    page.write_text(page_with(3, odd_lines=12), encoding="utf-8")
    line = (
        "12 of 27 lines were not read (44 %); on the pages that were tested it is up to {usual} %. "
        "Its layout may be new, or parts of it were not saved: look at the lines that were not read."
    )
    runner = CliRunner()
    checked = runner.invoke(main, ["check", str(page)])
    (said,) = [each for each in checked.stdout.splitlines() if each.startswith("  unusual")]
    usual = said.split("up to ")[1].split(" %")[0]
    assert said == f"  unusual     {line.format(usual=usual)}"
    assert checked.exit_code == 3
    (answer,) = json.loads(runner.invoke(main, ["check", str(page), "--format", "json"]).stdout)
    assert [(each["what"], each["number"], each["all"]) for each in answer["unusual"]] == [("unread", 12, 27)]
    built = runner.invoke(main, ["build", str(page), "--out", str(tmp_path / "out"), "--write", "records"])
    assert built.exit_code == 0
    assert f"  page.txt is unusual: {line.format(usual=usual)}" in built.stderr.splitlines()
    page.write_text(page_with(3), encoding="utf-8")
    assert "unusual" not in runner.invoke(main, ["check", str(page)]).stdout


def test_a_build_keeps_the_numbers_of_its_pages_for_the_next(tmp_path: Path) -> None:
    """And `check --against` a build takes what is usual from there."""
    pages = []
    for number in range(ENOUGH):
        pages.append(tmp_path / f"{number}.txt")
        pages[-1].write_text(page_with(10, odd_lines=20).replace("Child ", f"Child {number}"), encoding="utf-8")
    build(pages, tmp_path / "out", write=["records"])
    kept = former_pages(tmp_path / "out")
    assert [(each.file, each.counts.lines, each.counts.unread, each.counts.clauses) for each in kept] == [
        (f"{number}.txt", 70, 20, 50) for number in range(ENOUGH)
    ]
    other = tmp_path / "other.txt"
    other.write_text(page_with(10, odd_lines=20).replace("Child ", "Child X"), encoding="utf-8")
    runner = CliRunner()
    assert "unusual" in runner.invoke(main, ["check", str(other)]).stdout
    assert "unusual" not in runner.invoke(main, ["check", str(other), "--against", str(tmp_path / "out")]).stdout
    assert runner.invoke(main, ["check", str(other), "--against", str(tmp_path)]).exit_code == 1
    unusual_now = build([*pages, other], tmp_path / "out", write=["records"]).unusual
    assert "other.txt" not in {file for file, _ in unusual_now}
    assert former_pages(tmp_path / "nowhere") == () == unusual_pages([], kept)


@pytest.mark.parametrize("content", ["", "[", "{}", '{"pages": [{"file": "a"}]}', '{"pages": 5}'])
def test_a_build_that_says_nothing_of_its_pages_is_no_former_one(tmp_path: Path, content: str) -> None:
    """As one of an older version; nothing fails for that."""
    (tmp_path / "build.json").write_text(content, encoding="utf-8")
    assert former_pages(tmp_path) == ()
