"""What is new: the command line, the served page and Python say the same of two builds."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import casegraph
from casegraph.cli import main
from casegraph.comparing import compare
from casegraph.errors import QueryError
from casegraph.record.model import Review
from serving import Server, serving
from test_comparing import as_build

GONE = 2
"""Reviews that the former build of the fixture does not have."""


@pytest.fixture(scope="module")
def former(built: Path, reviews: tuple[Review, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A former build without two reviews, of which one read a recommendation otherwise, and one is no more."""
    kept = list(reviews[GONE:])
    first = kept[0].recommendations[0]
    kept[0] = replaced(kept[0], recommendations=(first._replace(themes=()), *kept[0].recommendations[1:]))
    kept.append(
        replaced(reviews[0], heading=reviews[0].heading._replace(text="2025 – Kent – <b>Former</b>"), learning=())
    )
    path = as_build(tmp_path_factory.mktemp("former") / "former", kept, version="0.0.9", rules="other")
    made = json.loads((path / "build.json").read_text(encoding="utf-8"))
    made["counts"] = json.loads((built / "build.json").read_text(encoding="utf-8"))["counts"]
    (path / "build.json").write_text(json.dumps(made), encoding="utf-8")
    return path


def replaced(review: Review, **values: Any) -> Review:
    """A review with other values."""
    from dataclasses import replace

    return replace(review, **values)


@pytest.fixture(scope="module")
def server(built: Path, former: Path) -> Iterator[Server]:
    """A server of the build that compares it with the former one."""
    with serving(built, "--against", str(former)) as running:
        yield running


def run(*words: str | Path) -> str:
    """What a command prints."""
    result = CliRunner().invoke(main, [*map(str, words)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_face_gives_the_same_answer(built: Path, former: Path, server: Server) -> None:
    """As JSON, as rows, and in Python."""
    answer = json.loads(run("compare", former, built, "--format", "json"))
    assert answer == json.loads(server.ask("GET", "/new.json")[2])
    assert answer["summary"]["reviews"] | {"new": GONE, "gone": 1, "changed": 1} == answer["summary"]["reviews"]
    assert answer["summary"]["recommendations"]["reading"] == 1
    assert [each["change"] for each in answer["reviews"]] == ["new", "new", "gone", "changed"]
    rows = [*csv.DictReader(io.StringIO(run("compare", former, built, "--format", "csv")))]
    assert rows == [*csv.DictReader(io.StringIO(server.ask("GET", "/new.csv")[2].decode("utf-8-sig")))]
    asked = json.loads(run("ask", "new-since", "--build", former, "--graph", built, "--format", "json"))
    assert [{name: str(value or "") for name, value in row.items()} for row in asked["rows"]] == [
        {name: value.removeprefix("'") for name, value in row.items()} for row in rows
    ]
    assert asked["summary"] == answer["summary"]["text"] == str(compare(former, built).summary)
    assert (asked["total"], asked["denominator"]) == (4, 74)
    with casegraph.open(built) as graph:
        assert [*graph.ask("new-since", build=former).rows] == asked["rows"]


def test_the_contract_lists_the_keys(built: Path, former: Path) -> None:
    """Those of the comparison and those of its rows: all that others may rely on, and no more."""
    text = (Path(__file__).parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
    lines = dict(re.findall(r"\n- As JSON, `([^`]+)`(.*?)(?=\n- )", text, re.DOTALL))
    promised = {call: {*re.findall(r"`(\w+)`", keys)} for call, keys in lines.items()}
    answer = json.loads(run("compare", former, built, "--format", "json"))
    clause = next(each for review in answer["reviews"] for each in review["clauses"] if each["fields"])
    (field, *_) = clause["fields"]
    parts = (
        answer,
        answer["old"],
        answer["summary"],
        answer["summary"]["reviews"],
        answer["reviews"][0],
        clause,
        field,
    )
    there = {key for part in (*parts, (field["was"] + field["now"])[0]) for key in part}
    assert promised["casegraph compare OLD NEW"] == there - {"sha256", "file"}
    asked = json.loads(run("ask", "new-since", "--build", former, "--graph", built, "--format", "json"))
    assert promised["casegraph ask new-since"] == {*asked["rows"][0], "query"}
    assert promised["casegraph check"] == {
        "unusual", "what", "of", "number", "all", "usual", "beside_former_pages", "advice"
    }  # fmt: skip


def test_the_page_begins_with_the_summary_and_leads_to_the_reviews(server: Server, former: Path, built: Path) -> None:
    """Text of a page is never markup; a review that is gone has no page to lead to."""
    text = server.ask("GET", "/new", headers={"Accept": "text/html"})[2].decode()
    assert str(compare(former, built).summary) in unescape(text)
    assert re.findall(r"<h2>([^<]*)</h2>", text) == ["New reviews", "Reviews that are gone", "Reviews that changed"]
    assert "<h3>2025 – Kent – &lt;b&gt;Former&lt;/b&gt;</h3>" in text
    only_gone = server.ask("GET", "/new?change=gone", headers={"Accept": "text/html"})[2].decode()
    assert re.findall(r"<h2>([^<]*)</h2>", only_gone) == ["Reviews that are gone"]
    report = server.ask("GET", "/report", headers={"Accept": "text/html"})[2].decode()
    assert '<a href="/new">What is new</a>' in report
    assert "<h2>What changed</h2>" in report and str(compare(former, built).summary) in unescape(report)
    assert "/new.json" in json.loads(server.ask("GET", "/openapi.json")[2])["paths"]


def test_the_text_is_read_from_the_top(built: Path, former: Path, tmp_path: Path) -> None:
    """The summary, both builds, the numbers; then what is new, gone and changed, with what was and what is."""
    text = run("compare", former, built)
    assert text.splitlines()[0].startswith("2 reviews new, 1 gone; ")
    assert "program 0.0.9 → " in " ".join(text.split())
    assert re.search(r"Recommendation 1, read differently: .*\n(?:.*\n)*? +Themes:\n +- none\n +\+ ", text)
    assert run("ask", "new-since", "--build", former, "--graph", built) == text
    markdown = run("compare", former, built, "--format", "markdown")
    assert "\n### 2025 – Kent – \\<b\\>Former\\</b\\>\n" in markdown
    assert "\n| reviews | 2 | 1 | " in markdown and re.search(r"\n  - Themes: \w+ none; \w+ ", markdown)
    run("compare", former, built, "-o", tmp_path / "new.html")
    page = (tmp_path / "new.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Former&lt;/b&gt;" in page
    assert "script-src &#39;none&#39;" in page and "<script" not in page


def test_what_cannot_be_compared_is_wrong_usage_or_a_clear_line(built: Path, tmp_path: Path) -> None:
    """Each says what to do."""
    runner = CliRunner()
    missing = runner.invoke(main, ["ask", "new-since", "--graph", str(built)])
    assert (missing.exit_code, "needs --build" in missing.stderr) == (2, True)
    nowhere = runner.invoke(main, ["compare", str(tmp_path), str(built)])
    assert (nowhere.exit_code, "There is no build in" in nowhere.stderr) == (1, True)
    without = as_build(tmp_path / "without", [])
    (without / "reviews.jsonl").unlink()
    serve = runner.invoke(main, ["serve", "--graph", str(built), "--against", str(without)])
    assert (serve.exit_code, "has no reviews.jsonl" in serve.stderr) == (1, True)
    both = runner.invoke(main, ["serve", "--endpoint", "http://127.0.0.1:9/", "--against", str(built)])
    assert both.exit_code == 2
    from casegraph.graph import Graph
    from casegraph.store.memory import MemoryStore

    with pytest.raises(QueryError, match="only for a build in a folder"):
        Graph(MemoryStore.from_turtle("")).ask("new-since", build="x")
