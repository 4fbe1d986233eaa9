"""What a new tracker begins with: who owns a recommendation and by when, in the words of the source, confirmed by nobody."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import casegraph
from casegraph.cli import main
from casegraph.tracking.answers import answers
from casegraph.tracking.model import Chosen, Entries, Line, Tracker
from casegraph.tracking.questions import ask_tracker
from casegraph.tracking.reading import read_tracker
from casegraph.tracking.updating import updated
from casegraph.views.collection import Collection
from trackers import written

DFE = "2025-surrey-sara-sharif/10"
"""Recommends that children are seen at home within two weeks; the introduction names the Department for Education."""

REPORT = """id,number,keep,taken for,text,agency,due,heading,place,found by,review,area,year
,1.1,yes,recommendation,The police should audit referrals within six months,Cambridgeshire Constabulary,March 2027,,,,Child Rowan,Cambridgeshire,2026
,1.2,yes,recommendation,Count the ponies in each paddock,,,,,,,,
"""


@pytest.fixture(scope="module")
def opened(built: Path) -> tuple[Collection, Tracker]:
    """The page that ships, and a tracker of all its recommendations."""
    from casegraph.tracking.choosing import tracker

    with casegraph.open(built) as graph:
        c = graph.collection()
        return c, tracker(c, Chosen(), graph.store)


def line_of(tracker: Tracker, id: str) -> Line:
    """The line of a recommendation."""
    return next(each for each in tracker.lines if each.ask.id == id)


def test_a_deadline_has_the_words_of_the_text(opened: tuple[Collection, Tracker]) -> None:
    """No date is made of it, and the text sets none for all others."""
    due = {each.ask.id: each.entries.due for each in opened[1].lines if each.entries.due}
    assert due[DFE] == "within two weeks (stated in the text)"
    assert {*due.values()} == {
        "within two weeks (stated in the text)", "twice a year (stated in the text)", "annual (stated in the text)"
    }  # fmt: skip
    assert len(due) == 3
    for id, words in due.items():
        assert str(words).partition(" (")[0] in line_of(opened[1], id).ask.text


def test_an_owner_is_as_the_text_names_it_or_marked_as_inferred(opened: tuple[Collection, Tracker]) -> None:
    """Nobody owns what names nobody and has no likely owner."""
    ends = ("(named in the text)", "(named in the introduction)", "(likely owner, inferred)")
    ways = {
        "Named in the text": ends[0],
        "Named in the introduction": ends[1],
        "Likely owner (no agency named)": ends[2],
    }
    for line in opened[1].lines:
        owner = str(line.entries.owner or "")
        if line.ask.addressing in ways and owner.endswith(ends[0]):
            named = owner.removesuffix(f" {ends[0]}").split("; ")
            assert all(each.split()[0] in line.ask.text or each in line.ask.agency for each in named)
        if line.ask.addressing == "No agency named":
            assert not owner
    assert {
        end: sum(str(each.entries.owner).endswith(end) for each in opened[1].lines) > 9 for end in ends
    } == dict.fromkeys(ends, True)


def test_what_nobody_confirmed_is_no_answer(opened: tuple[Collection, Tracker]) -> None:
    """Neither in the graph of answers nor in what we did; a person who takes the brackets out confirms it."""
    c, made = opened
    assert answers(c, made).lines == [] and not ask_tracker(c, made, "what-did-we-do").rows
    first = line_of(made, DFE)
    ours = Tracker((Line(first.ask, Entries("accepted", owner="DfE", due=first.entries.due)),))
    (answer,) = answers(c, ours).lines
    assert answer.entries == Entries("accepted", owner="DfE")
    (row,) = ask_tracker(c, ours, "what-did-we-do").rows
    assert (row["owner"], row["due"]) == ("DfE", None)


def test_an_update_suggests_for_new_lines_alone(
    built: Path, opened: tuple[Collection, Tracker], tmp_path: Path
) -> None:
    """What somebody emptied stays empty, and what nobody touched stays as it was; the file keeps both."""
    c, made = opened
    kept = [
        line_of(made, DFE),
        Line(next(each for each in made.lines if each.entries.owner and each.ask.id != DFE).ask),
    ]
    former = read_tracker(written(tmp_path, Tracker(tuple(kept), Chosen())))
    with casegraph.open(built) as graph:
        now = updated(c, former, store=graph.store).tracker
    assert line_of(now, DFE).entries == kept[0].entries
    assert not line_of(now, kept[1].ask.id).entries
    assert sum(bool(each.entries) for each in now.lines) == sum(bool(each.entries) for each in made.lines) - 1


def test_a_local_report_gives_owner_and_deadline(tmp_path: Path) -> None:
    """Those of its table come before those of its text."""
    (tmp_path / "mine.csv").write_text(REPORT, encoding="utf-8")
    build, file = tmp_path / "mine-local", tmp_path / "mine.xlsx"
    assert CliRunner().invoke(main, ["build", str(tmp_path / "mine.csv"), "-o", str(tmp_path / "mine")]).exit_code == 0
    made = CliRunner().invoke(main, ["tracker", "new", "--graph", str(build), "-o", str(file)])
    assert made.exit_code == 0, made.output
    first, second = read_tracker(file).lines
    assert first.entries == Entries(
        owner="Cambridgeshire Constabulary (given in the report)", due="March 2027 (given in the report)"
    )
    assert not second.entries.due
