"""Staging: whenever a build is killed, the one before it or the new one is whole."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import casegraph
from casegraph.building import build
from casegraph.errors import BuildError
from casegraph.store.release import locate, staged

FILES = ("a.ttl", "b.csv", "build.json", "store")

# Writes a build and is killed before its Nth operation on files.
KILLED = """
import builtins, os, pathlib, shutil, signal, sys
from casegraph.store.release import staged
left = int(sys.argv[2])
def counted(function):
    def call(*args, **kwargs):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return function(*args, **kwargs)
    return call
with_stage = staged(pathlib.Path(sys.argv[1]))
for name in ("rename", "replace", "mkdir", "rmdir", "open", "fsync", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
for name in ("rename", "replace", "mkdir", "rmdir", "write_text"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
with with_stage as folder:
    for name in ("a.ttl", "b.csv", "build.json"):
        (folder / name).write_text("new")
    (folder / "store").mkdir()
    (folder / "store" / "data").write_text("new")
print("done")
"""


def put(folder: Path, version: str) -> None:
    """Write a build whose files all say *version*."""
    with staged(folder) as stage:
        for name in ("a.ttl", "b.csv", "build.json"):
            (stage / name).write_text(version)
        (stage / "store").mkdir()
        (stage / "store" / "data").write_text(version)


def versions(folder: Path) -> set[str]:
    """What the files of the build say that a reader finds."""
    found = [locate(folder, name) for name in FILES]
    return {(path / "data" if path.is_dir() else path).read_text() for path in found}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_a_build_killed_at_any_operation_leaves_one_whole_build(tmp_path: Path) -> None:
    """Killed before its 1st, 2nd, … operation on files until it gets through: always all old or all new."""
    seen = []
    for operations in range(200):
        folder = tmp_path / str(operations)
        put(folder, "old")
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(folder), str(operations)], capture_output=True, text=True, check=False
        )
        (version,) = versions(folder)
        seen.append(version)
        put(folder, "newer")
        assert versions(folder) == {"newer"}
        assert {path.name for path in folder.iterdir()} == {*FILES, ".lock"}
        if done.returncode == 0:
            assert done.stdout == "done\n"
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert seen[-1] == "new" and seen[0] == "old"
    assert seen == sorted(seen, reverse=True), "once the new build counts, it stays"
    assert 20 < len(seen) < 200


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_casegraph_build_killed_at_many_moments_still_answers(tmp_path: Path) -> None:
    """A real build of another page, killed after ever more of its time: a query finds one of the two, whole."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("2024 – Kent – Child O\nDeath of a boy.\nKeywords: drugs\n", "utf-8")
    new.write_text("2025 – Kent – Child N\nDeath of a girl.\nKeywords: neglect\n", "utf-8")
    out = tmp_path / "exports"
    command = [sys.executable, "-m", "casegraph", "build", "--force", "--out", str(out)]
    begun = time.monotonic()
    subprocess.run([*command, str(old)], check=True, capture_output=True)
    whole = time.monotonic() - begun
    for step in range(1, 7):
        building = subprocess.Popen([*command, str(new)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * step / 6)
        building.kill()
        building.wait()
        with casegraph.open(out) as graph:
            (row,) = graph.query("SELECT ?name ?year { ?r a cg:Review ; cg:caseName ?name ; cg:year ?year }")
        assert (row["name"], row["year"]) in [("Child O", 2024), ("Child N", 2025)]
        pages = json.loads(locate(out, "build.json").read_text("utf-8"))["pages"]
        assert pages[0]["file"] == ("old.txt" if row["year"] == 2024 else "new.txt")
        text = locate(out, "casegraph.ttl").read_text("utf-8")
        assert (str(row["name"]) in text) and text.rstrip().endswith(".")


def test_an_error_leaves_the_old_build_and_no_rubbish(tmp_path: Path) -> None:
    """Whatever goes wrong inside, the stage is removed and the old build stays."""
    put(tmp_path, "old")

    def fail() -> None:
        with staged(tmp_path) as stage:
            (stage / "a.ttl").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert versions(tmp_path) == {"old"}
    assert not (tmp_path / ".building").exists()


def test_a_full_disk_is_said_and_leaves_the_old_build(tmp_path: Path) -> None:
    """The system's own words are passed on."""
    put(tmp_path, "old")
    with pytest.raises(BuildError, match="No space left on device"), staged(tmp_path):
        raise OSError(28, os.strerror(28))
    assert versions(tmp_path) == {"old"}


def test_a_cluster_that_is_gone_is_no_fault_of_the_folder(tmp_path: Path) -> None:
    """The error stays what it is, and nothing is left of the build."""
    with pytest.raises(ConnectionRefusedError), staged(tmp_path / "out"):
        raise ConnectionRefusedError
    assert not (tmp_path / "out").exists()


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second is refused with a clear word, and the first is not disturbed."""
    with staged(tmp_path) as stage:
        for name in ("a.ttl", "b.csv", "build.json"):
            (stage / name).write_text("first")
        (stage / "store").mkdir()
        (stage / "store" / "data").write_text("first")
        with pytest.raises(BuildError, match="Another build is writing"), staged(tmp_path):
            pass
    assert versions(tmp_path) == {"first"}


def test_what_else_lies_in_the_folder_stays(tmp_path: Path) -> None:
    """A README or a file of the user's is not touched."""
    (tmp_path / "README.md").write_text("mine")
    put(tmp_path, "old")
    put(tmp_path, "new")
    assert (tmp_path / "README.md").read_text() == "mine"


def test_a_file_in_the_folder_s_place(tmp_path: Path) -> None:
    """Nothing can be built into a file."""
    (tmp_path / "exports").write_text("a file")
    with pytest.raises(BuildError, match="is not a folder"), staged(tmp_path / "exports"):
        pass


def test_a_file_above_the_folder(tmp_path: Path) -> None:
    """A folder cannot be made inside a file either."""
    (tmp_path / "letter").write_text("a letter")
    with pytest.raises(BuildError, match=r"letter.* is not a folder"), staged(tmp_path / "letter" / "exports"):
        pass
    assert (tmp_path / "letter").read_text() == "a letter"


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names it."""

    def refused(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with (
        pytest.raises(BuildError, match=r"Nothing can be written to .*: Permission denied.*Name another"),
        staged(tmp_path),
    ):
        pass


def test_left_overs_of_a_killed_build_are_cleaned_away(tmp_path: Path) -> None:
    """Half a build is no part of the next."""
    (tmp_path / ".building" / "store").mkdir(parents=True)
    (tmp_path / ".building" / "store" / "half").write_text("half")
    put(tmp_path, "new")
    assert not list(tmp_path.rglob("half"))


def test_a_reader_in_the_middle_of_the_swap_finds_the_new_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every single move the files are found, all of them new."""
    put(tmp_path, "old")
    rename, replace, seen = Path.rename, Path.replace, []

    def watched_rename(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        seen.append(versions(tmp_path))
        return moved

    def watched_replace(path: Path, target: Path) -> Path:
        moved = replace(path, target)
        seen.append(versions(tmp_path))
        return moved

    monkeypatch.setattr(Path, "rename", watched_rename)
    monkeypatch.setattr(Path, "replace", watched_replace)
    put(tmp_path, "new")
    assert len(seen) > len(FILES)
    assert seen == [{"new"}] * len(seen)


def test_a_file_that_another_program_keeps_open_does_not_undo_the_new_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows with a spreadsheet: the new build counts, the message names the file, the next build goes on."""
    put(tmp_path, "old")
    replace = Path.replace

    def busy(path: Path, target: Path) -> Path:
        if target.name == "b.csv":
            raise PermissionError(errno.EACCES, "The file is used by another program")
        return replace(path, target)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "replace", busy)
        with pytest.raises(BuildError, match=r"whole.*b\.csv cannot be replaced \(The file is used by.*Close"):
            put(tmp_path, "new")
    assert versions(tmp_path) == {"new"}
    put(tmp_path, "newer")
    assert versions(tmp_path) == {"newer"}
    assert {path.name for path in tmp_path.iterdir()} == {*FILES, ".lock"}


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from casegraph.cli import main
main(["build", *sys.argv[2:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("size", [2_000, 120_000])
def test_a_real_build_without_room_leaves_the_old_one(tmp_path: Path, size: int) -> None:
    """Whichever is the first file that does not fit, the store's or a text."""
    page, out = tmp_path / "page.txt", tmp_path / "exports"
    page.write_text("2025 – Kent – Child A\nDeath of a girl.\nKeywords: neglect\n", "utf-8")
    build([page], out, force=True)
    before = {path.relative_to(out) for path in out.rglob("*")}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), str(page), "--out", str(out), "--force"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: The build could not be written to")
    assert {path.relative_to(out) for path in out.rglob("*")} == before
    with casegraph.open(out) as graph:
        assert graph.query("ASK { ?r cg:caseName 'Child A' }") is True


def test_a_build_takes_no_place_of_others(page_2025: Path, tmp_path: Path) -> None:
    """Neither that of a file that only has the name of one of its own, nor that of the pages."""
    (tmp_path / "nodes.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match=r"holds nodes\.csv, but no build"):
        build([page_2025], tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["nodes.csv"]
    page = tmp_path / "pages" / "page.txt"
    page.parent.mkdir()
    page.write_bytes(page_2025.read_bytes())
    with pytest.raises(BuildError, match="pages themselves are in"):
        build([page], page.parent)
    assert [each.name for each in page.parent.iterdir()] == ["page.txt"]


def test_a_build_inside_another_takes_its_place_with_it_wherever_that_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of others in its folder stay; readers find the new one from the moment that it is finished."""
    rename = Path.rename

    def write(text: str) -> None:
        with staged(tmp_path, inside=["inner"]) as stage:
            for folder in (stage, stage / "inner"):
                (folder / "store").mkdir(parents=True)
                (folder / "store" / text).write_text(text, encoding="utf-8")
                (folder / "build.json").write_text(text, encoding="utf-8")

    write("old")
    (tmp_path / "inner" / "mine.txt").write_text("mine", encoding="utf-8")
    for stops in range(2, 7):
        left = iter(range(stops))

        def failing(path: Path, target: Path, left: Iterator[int] = left) -> Path:
            if next(left, None) is None:
                raise OSError(5, "the power is gone")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", failing)
        with suppress(BuildError):
            write(f"new {stops}")
        assert {locate(each, "build.json").read_text() for each in (tmp_path, tmp_path / "inner")} == {f"new {stops}"}
        monkeypatch.setattr(Path, "rename", rename)
        write("last")
    assert {each.name for folder in (tmp_path, tmp_path / "inner") for each in (folder / "store").iterdir()} == {"last"}
    assert {each.name for each in (tmp_path / "inner").iterdir()} == {"build.json", "mine.txt", "store"}
