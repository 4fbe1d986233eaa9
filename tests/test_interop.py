"""What other programs read is compared item by item, and docs/interop.md says it of the versions that are locked."""

import csv
import json
import re
import tomllib
from pathlib import Path

import pytest

from interop.command import is_fine, run
from interop.compare import sameness
from interop.model import Facts, Package, Reader, Sources
from interop.page import Row, missing, page, rows_of
from interop.readers import READERS
from interop.truth import TRUTHS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "interop.md").read_text(encoding="utf-8")
VERSION = re.compile(r"(\S+) (\S+) \((PyPI|npm|Debian|Python)\)")


def plain(name: str) -> str:
    """A name as PyPI takes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def shown() -> dict[tuple[str, str], set[str]]:
    """The versions on the page, by registry and package."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows_of(PAGE):
        for name, version, registry in VERSION.findall(row.versions.replace("\\", "")):
            key = registry, plain(name) if registry == "PyPI" else name
            found.setdefault(key, set()).add(version)
    return found


def test_the_page_has_a_row_for_each_reader_in_order() -> None:
    """A reader more or less needs a run of `make interop`."""
    rows = rows_of(PAGE)
    assert [(row.face, row.program) for row in rows] == [(each.face, each.program) for each in READERS]
    assert page(rows) == PAGE


def test_nothing_on_the_page_differs() -> None:
    """Only Debian's large packages may be missing."""
    assert [row for reader, row in zip(READERS, rows_of(PAGE), strict=True) if not is_fine(reader, row)] == []


def test_what_the_set_up_brings_may_not_be_missing() -> None:
    """Or nobody would notice that a program is not there any more."""
    large, small = Package("Debian", "r-base-core", "54 MB"), Package("npm", "n3")
    for package, fine in ((large, True), (small, False)):
        reader = Reader("a face", "a program", (package,), "triples", lambda _: {})
        assert is_fine(reader, Row.of(reader, {package: ""}, missing([package]))) == fine
        assert not is_fine(reader, Row.of(reader, {package: "1"}, "differs: nothing was compared"))


def test_the_page_is_about_the_versions_that_are_locked(shown: dict[tuple[str, str], set[str]]) -> None:
    """So it cannot grow old: another version in a lock needs a run of `make interop`."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    locked = {("PyPI", plain(name)): version for name, version in re.findall(r"(?m)^([\w.-]+)==([^ ;]+)", text)}
    lock = json.loads((ROOT / "tests" / "interop" / "package-lock.json").read_text(encoding="utf-8"))
    for path, each in lock["packages"].items():
        locked["npm", path.removeprefix("node_modules/")] = each.get("version", "")
    packages = {key for key in shown if key[0] in ("PyPI", "npm")}
    assert len(packages) > 25
    assert {key: shown[key] for key in packages} == {key: {locked[key]} for key in packages}


def test_each_program_of_the_set_up_is_on_the_page(shown: dict[tuple[str, str], set[str]]) -> None:
    """What nothing is done with would be installed for nothing."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.split("[>=<]", each)[0] for each in settings["optional-dependencies"]["interop"]}
    wanted = json.loads((ROOT / "tests" / "interop" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {("PyPI", plain(name)) for name in extra} | {("npm", name) for name in wanted} <= set(shown)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ({"nodes": ["a", "b"]}, "same: 2 nodes"),
        ({"nodes": ["a", "c"]}, "differs: of 2 nodes 1 is missing (b), 1 is too many (c)"),
        ({"nodes": ["a", "b", "b"]}, "differs: of 2 nodes 1 is too many (b)"),
        ({"nodes": ["a"], "edges": ["ab"]}, "differs: of 2 nodes 1 is missing (b)"),
        ({}, "differs: nothing was compared"),
    ],
)
def test_what_is_missing_and_what_is_too_many_is_said(read: Facts, said: str) -> None:
    assert sameness(read, {"nodes": ["b", "a"], "edges": ["ab"]}) == said


def test_a_reader_of_nothing_is_not_the_same_as_nothing() -> None:
    assert sameness({"nodes": []}, {"nodes": []}) == "differs: nothing was compared"


@pytest.fixture
def sources(built: Path, tmp_path: Path) -> Sources:
    """A build, and a folder to write to."""
    return Sources(built, tmp_path, "", tmp_path)


def result(face: str, program: str, sources: Sources, right: Sources) -> str:
    """What a reader that needs no server makes of a build, of which another says what is right."""
    (reader,) = (each for each in READERS if (each.face, each.program) == (face, program))
    facts = [
        {what: [*items] for what, items in each.items()} for each in (reader.read(sources), TRUTHS[reader.truth](right))
    ]
    return sameness(*facts)


@pytest.mark.parametrize(
    ("face", "program"),
    [
        ("CSV files of a build", "Python csv"),
        ("CSV files of a build", "pandas, guessing types"),
        ("casegraph.graphml", "rustworkx"),
        ("casegraph.gexf", "NetworkX"),
        ("casegraph.rdf", "pyoxigraph"),
    ],
)
def test_readers_find_what_the_graph_says(face: str, program: str, sources: Sources) -> None:
    """Those that are quick, and that every set-up for tests has."""
    assert result(face, program, sources, sources).startswith("same: ")


def test_one_cell_of_one_file_that_is_not_as_in_the_graph_is_noticed(
    sources: Sources, built: Path, tmp_path: Path
) -> None:
    for path in built.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    rows[-1][0] += "!"
    with (tmp_path / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    wrong = Sources(tmp_path, tmp_path, "", tmp_path)
    said = result("CSV files of a build", "Python csv", wrong, sources)
    assert re.match(r"differs: of [\d,]+ rows 1 is missing \(.+\), 1 is too many \(.+!", said)


def test_a_reader_that_fails_says_why(sources: Sources) -> None:
    """In the result, where others have what they read."""
    nobody = Reader("no face", "nobody", (), "tables", lambda _: {})
    assert run(nobody, sources, {}) == "differs: ValueError: not enough values to unpack (expected 1, got 0)"


def test_a_reader_that_does_not_end_is_stopped(sources: Sources) -> None:
    """A limit of no time at all is over before Python has started."""
    slow = Reader("casegraph.nt", "rdflib", (), "triples", lambda _: {}, seconds=0)
    assert run(slow, sources, {}) == "differs: not done after 0 seconds"


def test_what_is_not_installed_is_said_with_the_line_that_installs_it() -> None:
    assert missing([Package("Debian", "r-cran-igraph", "71 MB")]).endswith(
        "apt-get install --no-install-recommends r-cran-igraph (71 MB)"
    )


def test_a_result_with_bars_and_tags_stays_in_its_cell() -> None:
    row = Row("a face", "a program", "", "differs: a | b <i>`\nnext")
    assert str(row) == r"| a face | a program |  | differs: a \| b \<i>\` next |"
    assert len(rows_of(page([row]))) == 1
