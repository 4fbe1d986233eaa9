"""Trackers of what a question lists: by command and on its page, and asked anew at each update."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import casegraph
from casegraph.asking import questions
from casegraph.cli import main
from casegraph.tracking.by_question import lists_recommendations
from casegraph.tracking.model import Chosen, Tracker
from casegraph.tracking.reading import read_tracker
from serving import Server
from trackers import written

DFE = Chosen(question="recommendations-to?agency=dfe")


def run(built: Path, *words: str | Path) -> Result:
    """A command on trackers of the page that ships."""
    return CliRunner().invoke(main, ["tracker", *map(str, words), "--graph", str(built)])


@pytest.fixture(scope="module")
def file(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tracker of what a question lists, whose value is a name."""
    path = tmp_path_factory.mktemp("tracker") / "dfe.xlsx"
    made = run(built, "new", "--question", "recommendations-to", "--agency", "Department for Education", "-o", path)
    assert made.exit_code == 0, made.output
    return path


def test_a_tracker_has_what_a_question_lists(built: Path, file: Path) -> None:
    """Each recommendation once; the file says by which question and which values, so that an update asks it again."""
    with casegraph.open(built) as graph:
        listed = {
            row["iri"].removeprefix(f"{graph.base}recommendation/")
            for row in graph.ask("recommendations-to", agency="dfe").rows
        }
    made = read_tracker(file)
    assert sorted(line.ask.id for line in made.lines) == sorted(listed)
    assert made.chosen == DFE


def test_an_update_asks_the_question_again(built: Path, file: Path, tmp_path: Path) -> None:
    """What it lists now and the file lacks comes in."""
    whole = read_tracker(file)
    short = written(tmp_path, Tracker(whole.lines[1:], whole.chosen))
    result = run(built, "update", short)
    assert f"{len(whole.lines) - 1} lines kept, 1 new, 0 no longer" in result.stderr
    assert {line.ask.id for line in read_tracker(short).lines} == {line.ask.id for line in whole.lines}


def test_the_options_of_a_question_take_the_place_of_the_commands(built: Path, tmp_path: Path) -> None:
    """Those that it does not have narrow what it lists, as they always do."""
    made = run(
        built,
        "new",
        "--question",
        "nobody-named",
        "--partnership",
        "camden",
        "--agency",
        "schools",
        "-o",
        tmp_path / "a.xlsx",
    )
    assert made.exit_code == 0, made.output
    tracker = read_tracker(tmp_path / "a.xlsx")
    assert tracker.chosen == Chosen(agency="schools", question="nobody-named?partnership=camden")
    assert 0 < len(tracker.lines) < 15 and all("Camden" in line.ask.review for line in tracker.lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--question", "repeats"), "repeats does not list recommendations"),
        (("--question", "recommendation-to"), "recommendations-to"),
        (("--question", "recommendations-to"), "needs --agency"),
        (("--question", "recommendations-to", "--agency", "dfee"), "dfe"),
    ],
    ids=["other rows", "no question", "no value", "wrong value"],
)
def test_what_does_not_fit_is_wrong_usage(built: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """With what would fit, and nothing is written."""
    result = run(built, "new", *words, "-o", tmp_path / "wrong.xlsx")
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "wrong.xlsx").exists()


def test_a_question_that_a_build_cannot_answer_stops_the_update(built: Path, file: Path, tmp_path: Path) -> None:
    """The file stays as it is."""
    other = written(tmp_path, Tracker(read_tracker(file).lines, Chosen(question="recommendations-to?agency=guild")))
    before = other.read_bytes()
    result = run(built, "update", other)
    assert result.exit_code == 1 and "question that this build cannot answer" in result.stderr
    assert other.read_bytes() == before


def test_a_page_saves_the_same_file(server: Server, file: Path) -> None:
    """Its button leads to the very file that the command writes; programs learn of it, and of no other question's."""
    page = server.ask("GET", "/questions/recommendations-to?agency=dfe", headers={"Accept": "text/html"})[2].decode()
    address = "/questions/recommendations-to/tracker.xlsx?agency=dfe"
    assert f'href="{address}">Save as action tracker (Excel)</a>' in page
    status, headers, body = server.ask("GET", address)
    assert (status, body) == (200, file.read_bytes())
    assert headers["content-disposition"].endswith('tracker-dfe.xlsx"')
    assert server.ask("GET", "/questions/recommendations-to/tracker.xlsx")[0] == 400
    assert server.ask("GET", "/questions/repeats/tracker.xlsx")[0] == 404
    assert "tracker" not in server.ask("GET", "/questions/repeats", headers={"Accept": "text/html"})[2].decode()


def test_every_question_that_lists_recommendations_can_be_tracked() -> None:
    """Fifteen of those that ship; none that counts, and none of learning points."""
    names = {each.name for each in questions().values() if lists_recommendations(each)}
    assert len(names) == 15 and {"likely-owner", "recommendations-saying"} <= names
    assert not names & {"repeats", "learning-on", "actions-table"}
