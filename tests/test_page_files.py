"""A page is a plain file of bearable size, whatever its name."""

import json
import os
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import casegraph
from casegraph.building import build
from casegraph.cli import main
from casegraph.errors import PageError
from casegraph.page_size import MEGABYTES
from casegraph.reading import read_page
from html_pages import ENTRY


def run(*words: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_page_has_a_limit_that_says_how_to_raise_it(tmp_path: Path) -> None:
    """The message says the size, the limit and the option; with that option the page is read."""
    page = tmp_path / "page.txt"
    page.write_text(ENTRY + "\n" * 2_300_000, encoding="utf-8")

    with pytest.raises(PageError, match=r"is 2\.3 MB, and a page may have 2 MB\..*raise the limit \(max_megabytes=3"):
        read_page(page, max_megabytes=2)
    assert len(casegraph.read(page, max_megabytes=3)) == 1
    for command in (["extract"], ["check"], ["validate"], ["build", "--out", str(tmp_path / "out")]):
        refused = run(*command, page, "--max-megabytes", "2")
        assert refused.exit_code == 1
        assert "--max-megabytes 3" in refused.stderr
    assert not (tmp_path / "out").exists()
    assert run("extract", page, "--max-megabytes", "3").exit_code == 0


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is enough to know; a file with a hole of a terabyte fills no memory."""
    page = tmp_path / "page.txt"
    with page.open("wb") as file:
        file.truncate(10**12)

    with pytest.raises(PageError, match=rf"is 1,000,000\.0 MB, and a page may have {MEGABYTES:g} MB"):
        read_page(page)


def test_a_file_that_gives_more_than_its_size_is_read_no_further(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that grows, or does not tell its size, is stopped at the limit while it is read."""
    page = tmp_path / "page.txt"
    page.write_text(ENTRY * 10_000, encoding="utf-8")
    stat = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self: os.stat_result((*stat(self)[:6], 0, *stat(self)[7:])))

    with pytest.raises(PageError, match=r"gives more than 1\.0 MB"):
        read_page(page, max_megabytes=1)


def pipe(folder: Path) -> Path:
    """A pipe that nobody writes to."""
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def listening(folder: Path) -> Path:
    """A socket's file."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "s"))
    return folder / "s"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (lambda folder: folder, "is a folder, not a file"),
        (pipe, "is a pipe, not a file"),
        (listening, "is a socket, not a file"),
        (lambda _: Path("/dev/zero"), "is a device, not a file"),
        (lambda folder: folder / "none.txt", "does not exist"),
        (lambda folder: folder / "zero\0.txt", "cannot be read: embedded null"),
        (lambda folder: folder / ("long" * 100), "cannot be read: File name too long"),
    ],
)
def test_what_is_no_plain_file_is_refused_at_once(path: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    with pytest.raises(PageError, match=said):
        read_page(path(tmp_path))


def test_a_name_that_is_not_utf_8_goes_into_the_graph_with_replacement_characters(tmp_path: Path) -> None:
    page = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe9al.txt"))
    page.write_text(ENTRY, encoding="utf-8")
    build([page], tmp_path / "out")

    assert read_page(page).file == "r\ufffdal.txt"
    assert (
        json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["pages"][0]["file"] == "r\ufffdal.txt"
    )
    with casegraph.open(tmp_path / "out") as graph:
        assert len(graph.query("SELECT * { ?page ?named 'r\ufffdal.txt' }")) > 0
    page.write_text("nothing", encoding="utf-8")
    refused = run("check", page)
    assert refused.exit_code == 1
    assert re.search("r\ufffdal.txt holds no case review", refused.stderr)
