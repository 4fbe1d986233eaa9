"""Whatever a page, a file, a query or an error has in it: nothing of it steers the terminal of who reads about it."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casegraph.building.build import build
from casegraph.cli import main, terminal
from casegraph.cli.progress import progress
from casegraph.cli.terminal import escaped_stderr, plain, visible

EVIL = "\x1bc\x1b[2J\x07\x1b[31m\x9b2J\u202eevil\u2066\u2069\u200e\u200f\u061c\u200b\u2028\u2029\x7f\x08[red]x[/red]"
"""Escape sequences with one byte and with two, marks of direction, line ends, what has no width, and markup for colours."""

PAGE = f"""{EVIL} spare words before the page's first entry, and more of them than in a menu.
2025 – Atlantis – Child {EVIL}
Death of a 9-year-old boy {EVIL} in May 2024, by {EVIL} drowning.
Learning includes: neglect {EVIL} of children; the voice {EVIL} of the child.
Recommendations include: the DfE should revise {EVIL} guidance on home education; {EVIL} ensure training.
Keywords: child neglect, {EVIL} drugs
> Read the overview report
An unread {EVIL} line after the page's last entry, which belongs to nothing.
"""
GOLD = {
    "title": f"2025 – Atlantis – Child {EVIL}",
    "place": [],
    "subject": EVIL,
    "keywords": [f"none {EVIL}"],
    "incident": {"outcome": "other", "suicide": False, "children": [], "date": None},
    "learning": [],
    "recommendations": [],
}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hostile page, and in build/ the graph that is made of it."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8", newline="\n")
    build([folder / "page.txt"], folder / "build")
    return folder


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody watches what is written."""
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)


def run(evil: Path, words: list[str]) -> Result:
    """Run a command on the hostile page (PAGE) or on its graph (BUILD)."""
    given = [
        str(evil / "page.txt") if each == "PAGE" else str(evil / "build") if each == "BUILD" else each for each in words
    ]
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, given)


def steering(text: str) -> set[str]:
    """The characters of a text that could steer a terminal, or that it cannot show."""
    return {f"U+{ord(each):04X}" for each in text if unicodedata.category(each) in STEERS and each not in "\n\t"}


STEERS = ("Cc", "Cf", "Cs", "Zl", "Zp")
QUERY = "SELECT ?s ?text { ?s cg:text ?text }"
TALK = {
    "check": ["check", "PAGE"],
    "explain": ["explain", "2025", "--graph", "BUILD"],
    "ask": ["ask", "recommendations-to", "--agency", "dfe", "--graph", "BUILD"],
    "values": ["ask", "reviews-by-keyword", "--values", "keyword", "--graph", "BUILD"],
    "query": ["query", QUERY, "--graph", "BUILD"],
    "metrics": ["metrics", "review-keyword", "--samples", "2", "--graph", "BUILD"],
    "validate": ["validate", "--graph", "BUILD"],
}
DATA = {
    "check as JSON": ["check", "PAGE", "--format", "json"],
    "text of a page": ["check", "PAGE", "--text"],
    "extract": ["extract", "PAGE"],
    "ask as CSV": [*TALK["ask"], "--format", "csv"],
    "ask as JSON": [*TALK["ask"], "--format", "json"],
    "query as CSV": [*TALK["query"], "--format", "csv"],
    "query as TSV": [*TALK["query"], "--format", "tsv"],
    "query as JSON": [*TALK["query"], "--format", "json"],
    "query as Turtle": ["query", "DESCRIBE ?s { ?s cg:text ?text }", "--graph", "BUILD", "--format", "turtle"],
    "metrics as CSV": [*TALK["metrics"], "--format", "csv"],
    "metrics as JSON": [*TALK["metrics"], "--format", "json"],
    "validate as CSV": [*TALK["validate"], "--format", "csv"],
    "validate as JSON": [*TALK["validate"], "--format", "json"],
    "export": ["export", "csv", "--table", "nodes", "--graph", "BUILD"],
    "export of the graph": ["export", "turtle", "--graph", "BUILD"],
}
WRONG = {
    "no such file": ["check", f"{EVIL}.txt"],
    "no such folder": ["query", QUERY, "--graph", EVIL],
    "a file name that is not UTF-8": ["check", "caf\udce9.txt"],
    "a folder name that is not UTF-8": ["query", QUERY, "--graph", "caf\udce9"],
    "nowhere to write": ["check", "PAGE", "--text", "--debug", EVIL],
    "no folder for the output": ["query", QUERY, "--graph", "BUILD", "-o", f"{EVIL}/answer.csv"],
    "no such command": [EVIL],
    "no such option": ["check", f"--{EVIL}"],
    "no such format": ["query", QUERY, "--format", EVIL],
    "no such number": ["query", QUERY, "--timeout", EVIL],
    "no such query": ["query", f"SELECT {EVIL}", "--graph", "BUILD"],
    "no such query file": ["query", f"{EVIL.replace(' ', '')}.rq", "--graph", "BUILD"],
    "no such ending": ["query", QUERY, "--graph", "BUILD", "-o", f"{EVIL}.png"],
    "no such question": ["ask", f"no-{EVIL}", "--graph", "BUILD"],
    "no such words": ["ask", f"what {EVIL}", "--graph", "BUILD"],
    "no such value": ["ask", "recommendations-to", "--agency", f"df {EVIL}", "--graph", "BUILD"],
    "no such review": ["explain", f"Nobody {EVIL}", "--graph", "BUILD"],
    "no such measure": ["metrics", "agency-theme", "--by", EVIL, "--graph", "BUILD"],
    "no such network": ["metrics", EVIL, "--graph", "BUILD"],
    "no such thing to draw": ["draw", "neighbourhood", "--of", f"agency/{EVIL}", "--graph", "BUILD"],
    "no such field": ["evaluate", "--errors", EVIL],
    "no such annotations": ["evaluate", f"{EVIL}.jsonl"],
    "no such concept": ["wordings", EVIL],
    "no such table": ["wordings", "neglect", "--with", f"{EVIL}.csv"],
    "no such host": ["serve", "--host", EVIL, "--graph", "BUILD"],
    "no such base": ["build", "PAGE", "--base", EVIL],
}


@pytest.mark.parametrize("name", TALK)
def test_what_a_person_reads_is_harmless_wherever_it_goes(name: str, evil: Path) -> None:
    shown = run(evil, TALK[name])

    assert shown.exit_code in (0, 3), shown.output
    assert "evil" in shown.stdout or name == "validate"
    assert steering(shown.output) == set()


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("name", [*TALK, *DATA])
def test_what_a_terminal_shows_is_harmless(name: str, evil: Path) -> None:
    shown = run(evil, {**TALK, **DATA}[name])
    ours = re.compile(r"\x1b\[(?:[0-9]+;?)+m") if name == "explain" else re.compile("(?!)")

    assert shown.exit_code in (0, 3), shown.output
    assert steering(ours.sub("", shown.output)) == set()
    assert "\x1b[31m" not in shown.output


@pytest.mark.parametrize("name", [name for name in DATA if "JSON" in name or name == "extract"])
def test_json_on_a_terminal_has_the_very_same_data(name: str, evil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = run(evil, DATA[name]).stdout
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    shown = run(evil, DATA[name]).stdout

    assert [json.loads(line) for line in lines_of_json(shown)] == [json.loads(line) for line in lines_of_json(exact)]


def lines_of_json(text: str) -> list[str]:
    """The documents of a text: one a line, or one in all."""
    return text.strip().split("\n") if text.startswith('{"title') else [text]


def test_data_that_nobody_watches_are_exact(evil: Path) -> None:
    rows = [*csv.reader(io.StringIO(run(evil, DATA["query as CSV"]).stdout, newline=""))]
    (review,) = (json.loads(line) for line in run(evil, DATA["extract"]).stdout.split("\n") if line)

    assert run(evil, DATA["text of a page"]).stdout == PAGE
    assert any(EVIL in text for _, text in rows)
    assert review["subject"] == f"Child {EVIL}"


@pytest.mark.parametrize("name", WRONG)
def test_an_error_is_harmless(name: str, evil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(evil)
    shown = run(evil, WRONG[name])

    assert shown.exit_code in (1, 2), shown.output
    assert shown.stderr.count("Error: ") == 1
    assert "of its own" not in shown.stderr
    assert steering(shown.output) == set()


def test_an_error_cannot_pretend_to_be_two(evil: Path) -> None:
    shown = run(evil, ["check", "page\nError: All is well.txt"])

    assert [line for line in shown.stderr.splitlines() if line.startswith("Error: ")] == [
        "Error: page",
    ]


def test_what_was_read_wrongly_is_told_harmlessly(evil: Path) -> None:
    gold = evil / "gold.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    shown = run(evil, ["evaluate", str(gold), "--page", "PAGE", "--errors", "keywords"])

    assert shown.exit_code == 0, shown.output
    assert "none" in shown.stdout and "evil" in shown.stdout
    assert steering(shown.output) == set()


def test_a_build_tells_harmlessly_what_it_did(evil: Path, tmp_path: Path) -> None:
    shown = run(evil, ["build", "PAGE", "--out", str(tmp_path / f"out {EVIL}")])

    assert shown.exit_code == 0, shown.output
    assert "An unread" in shown.stderr and "Atlantis" in shown.stderr
    assert steering(shown.output) == set()


def test_a_trace_and_a_warning_are_harmless(evil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        sys.stderr.write(f"a warning {EVIL}\n")
        raise ValueError(EVIL)

    monkeypatch.setattr("casegraph.extracting.records.read_records", broken)
    shown = run(evil, ["extract", "PAGE", "--debug"])

    assert shown.exit_code == 1
    assert "Traceback" in shown.stderr and "a warning" in shown.stderr
    assert steering(shown.stderr) == set()


class Watched(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_progress_moves_the_cursor_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    seen = Watched()
    monkeypatch.setattr(sys, "stderr", seen)
    with escaped_stderr(), progress() as report:
        report(f"Reading {EVIL}", 1, 2)
        assert sys.stderr is not seen
    shown = seen.getvalue()

    assert "\x1b[?25l[############------------]  Reading" in shown
    assert "[red]x[/red]" in shown
    assert not {"U+0007", "U+009B", "U+202E", "U+200B", "U+2028", "U+007F"} & steering(shown)


def test_a_log_of_requests_is_harmless() -> None:
    seen = io.StringIO()
    before, sys.stderr = sys.stderr, seen
    try:
        with escaped_stderr():
            import click

            click.echo(f"127.0.0.1 GET /{EVIL}", err=True)
    finally:
        sys.stderr = before

    assert steering(seen.getvalue()) == set()
    assert r"GET /\u001bc" in seen.getvalue() and r"\u202eevil" in seen.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is always text")
def test_a_name_that_is_not_utf_8_breaks_nothing(tmp_path: Path) -> None:
    """In processes of their own, whose arguments are bytes: a page and an output. The store has no such folder, and says so."""
    name, bad, answer = (os.fsencode(tmp_path) + b"/caf\xe9" + ending for ending in (b".txt", b"", b".csv"))
    out = str(tmp_path / "out")
    commands: tuple[tuple[list[str | bytes], int], ...] = (
        (["check", name], 3),
        (["check", name, "--format", "json"], 3),
        (["extract", name], 0),
        (["build", name, "--out", out, "--force"], 0),
        (["build", name, "--out", bad, "--force"], 1),
        (["query", QUERY, "--graph", out, "-o", answer], 0),
        (["validate", name, "--graph", out], 0),
        (["check", name + b"x"], 1),
    )
    Path(os.fsdecode(name)).write_text(PAGE, encoding="utf-8")
    for words, code in commands:
        done = subprocess.run([sys.executable, "-m", "casegraph", *words], capture_output=True, check=False)

        assert done.returncode == code, (words, done.stderr)
        assert steering(done.stderr.decode()) == set()
        assert done.stdout.decode().count("\udce9") == 0
    assert "evil" in Path(os.fsdecode(answer)).read_text(encoding="utf-8")


EACH: dict[str, Callable[[str], str]] = {"plain": plain, "visible": visible}


@pytest.mark.parametrize("name", EACH)
def test_no_character_that_steers_is_left(name: str) -> None:
    every = "".join(map(chr, range(0x110000)))
    left = steering(EACH[name](every)) - {f"U+{ord(each):04X}" for each in HARMLESS}

    assert left == set()


HARMLESS = (
    "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # printed signs
    + "".join(map(chr, (*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B))))
)


def test_a_visible_text_is_read_back_from_json() -> None:
    evil = EVIL + "\U000e0041 \r\n\t"

    assert json.loads(f'"{visible(evil.replace(chr(10), "").replace(chr(9), ""))}"') == evil[:-3] + "\r"
