"""Where data goes, and as what: a file's name says how it is written, and nothing but a file is ever replaced."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.cli.output_file import write_output

if TYPE_CHECKING:
    from click.testing import Result

ROWS = "SELECT (1 AS ?one) {}"


def run(built: Path, *words: str) -> "Result":
    """A command on the graph of 2025."""
    return CliRunner().invoke(main, [*words, "--graph", str(built)])


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (["query", ROWS], "one.csv", b"\xef\xbb\xbfone\r\n1"),
        (["query", ROWS], "one.JSON", b'{"head"'),
        (["query", ROWS], "one.txt", b"one\n-"),
        (["query", ROWS], "one.2025", b"one\n-"),
        (["query", ROWS, "--format", "tsv"], "one.txt", b"?one\n1"),
        (["query", "DESCRIBE theme:neglect"], "theme.nt", b"<https://"),
        (["ask", "recommendations-to", "--agency", "dfe"], "dfe.csv", b"\xef\xbb\xbfquote"),
        (["query", ROWS], "one.xlsx", b"PK"),
        (["ask", "recommendations-to", "--agency", "dfe"], "dfe.xlsx", b"PK"),
        (["role", "dfe"], "dfe.xlsx", b"PK"),
        (["validate"], "findings.json", b"["),
        (["draw", "timeline"], "time.svg", b"<?xml"),
        (["draw", "timeline"], "time.htm", b"<!DOCTYPE html>"),
        (["draw", "network", "agency-theme"], "network.html", b"<!DOCTYPE html>"),
    ],
    ids=[
        "csv",
        "capitals",
        "text",
        "no ending",
        "said",
        "triples",
        "question",
        "excel",
        "quotes",
        "role",
        "findings",
        "svg",
        "htm",
        "network",
    ],
)
def test_the_name_of_a_file_says_how_it_is_written(
    built: Path, tmp_path: Path, words: list[str], name: str, begins: bytes
) -> None:
    """Unless --format says otherwise."""
    shown = run(built, *words, "-o", str(tmp_path / name))
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        (["draw", "heatmap"], "heatmap.png", "as svg or html, not as png"),
        (["draw", "network", "agency-theme"], "network.graphml", "as html only, not as graphml"),
        (["draw", "explorer"], "explorer.pdf", "as html only, not as pdf"),
        (["validate"], "findings.xlsx", "Excel opens csv"),
        (["query", "DESCRIBE theme:neglect"], "theme.xlsx", "DESCRIBE gives no rows"),
        (["metrics", "agency-theme"], "scores.svg", "as table, csv, json, xlsx or turtle, not as svg"),
    ],
    ids=["picture", "network", "explorer", "spreadsheet", "no rows", "scores"],
)
def test_no_file_gets_the_name_of_what_it_is_not(
    built: Path, tmp_path: Path, words: list[str], name: str, said: str
) -> None:
    """A wrong usage, told before anything is done."""
    shown = run(built, *words, "-o", str(tmp_path / name))
    assert shown.exit_code == 2 and said in shown.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_when_the_new_one_is_whole(tmp_path: Path) -> None:
    """It keeps its permissions, a link to it stays a link, and nothing else is left beside it."""
    path, link = tmp_path / ("a" * 250 + ".txt"), tmp_path / "link"
    write_output("old", str(path))
    path.chmod(0o640)
    link.symlink_to(path.name)
    write_output("new – text\n", str(link))
    assert path.read_text(encoding="utf-8") == "new – text\n" and path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink() and set(tmp_path.iterdir()) == {path, link}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    """So does a device: nobody's /dev/null becomes a file."""
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_output("text", str(pipe))
    reader.join(120)
    assert read == ["text"] and pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_full_disk_is_said_in_a_line(built: Path, unbuffered: str) -> None:
    """To a file and to standard output alike; it is an error, no trace is shown, and the device stays one."""
    why = "could not be written{}: No space left on device. Make room there, or"
    with Path("/dev/full").open("wb") as full:
        apart = subprocess.run(
            [sys.executable, "-m", "casegraph", "query", ROWS, "--graph", str(built)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert (apart.returncode, apart.stderr) == (1, f"Error: The output {why.format('')} write elsewhere.\n")
    shown = run(built, "query", ROWS, "-o", "/dev/full")
    assert shown.exit_code == 1
    assert (
        " ".join(shown.stderr.split()) == f"Error: The output {why.format(' to /dev/full')} name another file with -o."
    )
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("form", "name", "works"),
    [
        ("csv", "edges.xlsx", False),
        ("gexf", "network.graphml", False),
        ("turtle", "graph.nt", False),
        ("csv", "edges.csv", True),
        ("turtle", "graph.2025", True),
    ],
)
def test_an_export_is_called_as_what_it_is(built: Path, tmp_path: Path, form: str, name: str, works: bool) -> None:
    """A name that belongs to another kind of file is a wrong usage; nothing is written then."""
    done = CliRunner().invoke(main, ["export", form, "-o", str(tmp_path / name), "--graph", str(built)])
    assert (done.exit_code == 0) is (tmp_path / name).exists() is works
    assert works or f"Give the file the ending .{ {'turtle': 'ttl'}.get(form, form) }" in done.stderr
