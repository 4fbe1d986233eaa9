"""What a build writes can be chosen; what describes a build lists just that, and large builds leave out what is large."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner

import casegraph
from casegraph.building import build, files
from casegraph.building.files import MEDIA_TYPES, OUTPUTS, Built, chosen, file_names
from casegraph.cli import main
from casegraph.errors import BuildError, UnknownName
from casegraph.explorer import page as explorer
from casegraph.store.memory import MemoryStore
from casegraph.views.collection import Collection
from casegraph.views.collection_file import read_collection
from casegraph.views.newest import newest

PAGE = """2025 – Kent – Child A
Death of a boy in 2024.
Learning themes include: neglect.
Recommendations include: ensure the ICB reviews its training on neglect.
Keywords: neglect
> Read the overview report
"""

ALWAYS = {"asks.msgpack", "build.json", "collection.msgpack", "counts.ttl", "store/"}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of one review."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every review is too many for whatever has a limit."""
    small = {name: replace(each, up_to=0 if each.up_to else None) for name, each in OUTPUTS.items()}
    monkeypatch.setattr(files, "OUTPUTS", small)


def there(folder: Path) -> set[str]:
    """The names of the files of a build, as file_names has them."""
    others = {"store", ".kept"}
    paths = [path for path in folder.rglob("*") if not others & {*path.relative_to(folder).parts} and path.is_file()]
    return {"store/", *(path.relative_to(folder).as_posix() for path in paths)} - {".lock"}


def distributions(folder: Path) -> set[str]:
    """The files that a graph's own description lists."""
    with casegraph.open(folder) as graph:
        rows = graph.query("SELECT ?url { ?dataset dcat:distribution/dcat:downloadURL ?url }")
    return {str(row["url"]).split("/downloads/")[-1] for row in rows}


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_output_is_written_alone(name: str, page: Path, tmp_path: Path) -> None:
    """With what is always there; the summary, build.json and the graph's description list the same."""
    summary = build([page], tmp_path / "out", write=[name])

    expected = {*OUTPUTS[name].files, *ALWAYS}
    assert there(tmp_path / "out") == expected == {*summary.files}
    assert {*json.loads((tmp_path / "out" / "build.json").read_bytes())["files"]} == expected
    assert distributions(tmp_path / "out") == expected & {*MEDIA_TYPES}


def test_all_is_what_a_small_build_writes(page: Path, tmp_path: Path) -> None:
    """Byte for byte, whichever way it is named."""
    build([page], tmp_path / "default")
    done = CliRunner().invoke(main, ["build", str(page), "--out", str(tmp_path / "all"), "--write", "all"])

    assert done.exit_code == 0, done.output
    assert there(tmp_path / "all") == there(tmp_path / "default") == {*file_names(scores=False)}
    for path in (tmp_path / "default").iterdir():
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "all" / path.name).read_bytes(), path.name


def test_names_come_with_commas_or_one_by_one(page: Path, tmp_path: Path) -> None:
    """Both at once, too."""
    done = CliRunner().invoke(
        main, ["build", str(page), "--out", str(tmp_path / "out"), "--write", "csv, gexf", "--write", "turtle"]
    )

    assert done.exit_code == 0, done.output
    exports = there(tmp_path / "out") & {*MEDIA_TYPES}
    assert exports == {"nodes.csv", "edges.csv", "casegraph.gexf", "casegraph.ttl"}


def test_a_name_that_nothing_has_stops_before_anything_is_read(tmp_path: Path) -> None:
    """With the names that come near, and all where none does."""
    with pytest.raises(UnknownName, match=r"nothing called “turtel” to write. Did you mean turtle\?") as caught:
        build([tmp_path / "no page"], tmp_path / "out", write=["csv", "turtel"])
    assert (caught.value.value, [each.id for each in caught.value.near]) == ("turtel", ["turtle"])
    done = CliRunner().invoke(main, ["build", "--out", str(tmp_path / "out"), "--write", "csv,zip"])
    assert done.exit_code != 0
    assert "Choose from: store, ntriples, records, parquet, turtle" in " ".join(done.output.split())
    assert not (tmp_path / "out").exists()


def test_more_reviews_than_a_limit_leave_out_what_has_one() -> None:
    """The limits themselves, at their edges."""
    assert chosen(None, 1_000).left_out == ()
    rest = ("turtle", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv", "cytoscape")
    assert chosen(None, 1_001).left_out == rest == chosen(None, 2_000).left_out
    assert chosen(None, 2_001).left_out == (*rest, "explorer")
    assert chosen(None, 10_001).left_out == (*rest, "ledger", "explorer")
    assert chosen(["all"], 1_000_000).outputs == tuple(OUTPUTS)


@pytest.mark.usefixtures("no_room")
def test_a_large_build_says_what_it_left_out_and_how_to_get_it(page: Path, tmp_path: Path) -> None:
    """And it does not offer to open what is not there."""
    done = CliRunner().invoke(main, ["build", str(page), "--out", str(tmp_path / "out")])

    assert done.exit_code == 0, done.output
    assert "Not written, because there are 1 reviews: turtle, trig" in done.output
    assert "--write all" in done.output and "--write explorer" in done.output
    assert "explorer.html" not in done.output and "serve --graph" in done.output
    tables = {*OUTPUTS["parquet"].files}
    assert there(tmp_path / "out") == {"casegraph.nt", "reviews.jsonl", "roles.csv"} | tables | ALWAYS


def test_files_of_the_former_build_go_where_the_new_one_has_none(page: Path, tmp_path: Path) -> None:
    """A folder never has files of two builds; what others put there stays."""
    out = tmp_path / "out"
    build([page], out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    build([page], out, write=["ledger"])

    assert there(out) == {*file_names(chosen(["ledger"]), scores=False), "notes.txt"}


def test_a_build_without_a_file_of_the_graph_is_exported_all_the_same(page: Path, tmp_path: Path) -> None:
    """From its store, which keeps the value of a number and not its spelling."""
    build([page], tmp_path / "store", write=["store"])
    build([page], tmp_path / "file", write=["ntriples"])
    about = []
    for name in ("store", "file"):
        done = CliRunner().invoke(main, ["export", "turtle", "--graph", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        graph = pyoxigraph.Store()
        graph.load(done.output.encode(), format=pyoxigraph.RdfFormat.TURTLE)
        about.append({str(quad) for quad in graph if "/dataset" not in str(quad.subject)})
    assert about[0] == about[1] and len(about[0]) > 3_000


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", ["turtle", "csv", "explorer"])
def test_a_writer_that_is_stopped_leaves_the_build_before(
    name: str, error: BaseException, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or Ctrl-C, after half of a file."""
    out = tmp_path / "out"
    build([page], out, write=["turtle", "csv", "explorer"])
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def half(folder: Path, _built: Built) -> None:
        (folder / next(iter(OUTPUTS[name].files))).write_text("half", encoding="utf-8")
        raise error

    monkeypatch.setattr(files, "OUTPUTS", {**OUTPUTS, name: replace(OUTPUTS[name], write=half)})
    with pytest.raises((BuildError, KeyboardInterrupt)):
        build([page], out, write=["all"])

    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.fixture(scope="module")
def collection(built: Path) -> Collection:
    """What pages show of the page of 2025."""
    return read_collection(built / "collection.msgpack")


@pytest.fixture(scope="module")
def store(built: Path) -> MemoryStore:
    """Its graph."""
    return MemoryStore.of_folder(built / "store")


def test_the_newest_reviews_are_those_of_the_latest_years(store: MemoryStore, collection: Collection) -> None:
    """Of the year that has too many, those whose ids come first; only what they name is there."""
    ids = [*collection.reviews]
    older = {id: replace(collection.reviews[id], year=2024 if n % 2 else None) for n, id in enumerate(ids[:40])}
    aged = replace(collection, reviews={**collection.reviews, **older})
    shown = newest(store, aged, 43)

    late = [id for id in ids if id not in older]
    assert [*shown.reviews] == sorted([*late, *[id for id in ids[:40] if older[id].year == 2024][: 43 - len(late)]])
    assert {*shown.keywords} == {id for review in shown.reviews.values() for id in review.keywords}
    assert shown.made.counts["reviews"] == 43
    assert shown.made.counts["learning"] == sum(len(review.learning) for review in shown.reviews.values())
    assert newest(store, collection, 73) is collection


def test_an_explorer_that_leaves_out_reviews_says_so(
    store: MemoryStore, collection: Collection, monkeypatch: pytest.MonkeyPatch, built: Path
) -> None:
    """How many of how many, and how to see all; its numbers are those of what it shows."""
    assert "This file shows" not in (built / "explorer.html").read_text(encoding="utf-8")
    monkeypatch.setattr(explorer, "BUDGET", 20)
    text = explorer.explorer_of(store, collection)

    assert "This file shows the newest 20 of 73 reviews." in text
    assert "casegraph serve --graph" in text
    data = json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[0])
    assert [review["id"] for review in data["reviews"]] == [*collection.reviews][:20]
    linked = Counter(
        (data["agencies"][asked[0]]["id"], data["themes"][theme[0]]["id"])
        for review in data["reviews"]
        for clause in review["recommendations"]
        for asked in clause["asked"]
        if data["bases"][asked[1]]["id"] != "default"
        for theme in clause["themes"]
    )
    assert sum(weight for _, _, weight in data["network"]["edges"]) == linked.total()
