"""The README cannot lie: every console block is what the commands print, every Python block runs.

`make readme` writes the blocks anew (it runs this file with UPDATE_README=1).
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casegraph.palette import KIND_COLOURS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```(?P<language>console|python)\n(?P<body>.*?)```", re.DOTALL)


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in a language."""
    return [found["body"] for found in BLOCK.finditer(README.read_text("utf-8")) if found["language"] == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with data/ and tests/gold/, where the README's commands run one after the other."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "tests" / "gold", folder / "tests" / "gold")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run(command: str, folder: Path) -> str:
    """What a command of the README prints; `make graph` is what it makes, in the environment that the set-up makes."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONWARNINGS": "error"}
    if command == "make graph":  # before anybody has activated anything
        command = ".venv/bin/python -m casegraph build"
    else:
        environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return done.stdout


def rendered(block: str, folder: Path) -> str:
    """A console block as it should read: each command with what it prints now."""
    parts = []
    for command in re.findall(r"^\$ (.*(?:\n> .*)*)$", block, re.MULTILINE):
        said = run(command.replace("\n> ", "\n"), folder)
        parts.append(f"$ {command}\n{said}" if said.endswith("\n") or not said else f"$ {command}\n{said}\n")
    return "".join(parts)


def test_every_console_block_is_what_the_commands_print(folder: Path) -> None:
    """The commands run in order in one folder; `make test` is left to whoever runs it."""
    text = README.read_text("utf-8")
    wanted = text
    for block in blocks("console"):
        if "$ make test" not in block:
            wanted = wanted.replace(block, rendered(block, folder))
    if os.environ.get("UPDATE_README"):
        README.write_text(wanted, "utf-8", newline="\n")
    else:
        assert text == wanted, "run `make readme`"


def test_the_figure_of_tests_is_not_larger_than_the_tests(request: pytest.FixtureRequest) -> None:
    """`make test` in the README ends with a number of tests that a whole run really has."""
    shown = re.search(r"(\d+) passed", README.read_text("utf-8"))
    assert shown
    if len(request.session.items) > 300:  # a whole run, not one file
        assert 0.9 * len(request.session.items) <= int(shown[1]) <= len(request.session.items)


def test_python_blocks_run(folder: Path) -> None:
    """Each Python block runs where the build of the README lies, and prints what its comments say."""
    if not (folder / "exports").is_dir():
        run("casegraph build", folder)
    for block in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        said = "".join(line + "\n" for line in re.findall(r"# → (.*)", block))
        assert done.stdout == said


def test_the_picture_shows_what_the_graph_says(built: Path) -> None:
    """The recommendation of the picture has that review, agency, basis and theme, read from the words that are coloured."""
    import casegraph

    picture = (ROOT / "docs" / "recommendation.svg").read_text("utf-8")
    drawn = re.sub(r"</?tspan[^>]*>", "", picture.partition("</defs>")[2])
    shown = " ".join(re.sub(r"<[^>]+>", " ", drawn).split())
    coloured = re.findall(r'<tspan fill="(#\w+)"[^>]*>([^<]*)</tspan>', picture)
    with casegraph.open(built) as graph:
        rows = graph.query("""
            SELECT ?text ?review ?agency ?theme ?named ?words {
              ?r cg:fromReview/rdfs:label ?review ; cg:text ?text ; cg:hasAddressing ?addressing ; cg:hasReading ?reading .
              ?addressing cg:basis basis:explicit ; cg:readAs/skos:prefLabel ?agency ; cg:asPrinted ?named .
              ?reading a cg:ThemeReading ; cg:readAs/skos:prefLabel ?theme ; cg:inPassage/cg:quote ?words }""")
    found = [row for row in rows if f"“{row['text']}”" in shown and row["review"] in shown and row["theme"] in shown]
    assert found and found[0]["agency"] in shown
    assert {row["named"] for row in found} == {
        words for colour, words in coloured if colour == KIND_COLOURS["agency"].on_light
    }
    read = " ".join(words for colour, words in coloured if colour == KIND_COLOURS["theme"].on_light)
    assert sorted(read.split()) == sorted(" ".join(str(row["words"]) for row in found).split())


def test_every_command_is_in_the_readme() -> None:
    """A command that the README does not name would never be found."""
    from casegraph.cli import main

    text = README.read_text("utf-8")
    assert [name for name in main.commands if f"casegraph {name}" not in text] == []


def test_links_within_the_repository_lead_somewhere() -> None:
    """Each relative link names a file that is there."""
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
