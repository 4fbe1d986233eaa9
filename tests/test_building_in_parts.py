"""A build is made of parts: the files are the same however many parts there are, and whichever processes make them."""

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casegraph
from casegraph.building import build, cuts, spool
from casegraph.building.recorded_reviews import recorded_review
from casegraph.errors import UnusableFolder
from casegraph.extracting.records import read_shards
from casegraph.rdf.merging import merged
from casegraph.rdf.statements import review_statements
from casegraph.record.identity import mint
from casegraph.record.model import Review
from casegraph.store.memory import MemoryStore
from casegraph.views.from_store import collection_of
from serving import until

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
LETTERS = st.binary(min_size=1, max_size=3).filter(lambda line: b"\n" not in line)


def files(folder: Path) -> dict[str, bytes]:
    """What the files of a build hold, but for the store's, which an engine writes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".lock"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of several pages in one part."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    build(PAGES, folder, force=True)
    return folder


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two reviews, which wait in a file."""
    monkeypatch.setattr(cuts, "PART", 2)
    monkeypatch.setattr(spool, "FEW", 1)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_in_many_parts_has_the_same_files(whole: Path, tmp_path: Path, jobs: int) -> None:
    """Byte for byte, and the store has the same triples."""
    build(PAGES, tmp_path / "out", force=True, jobs=jobs)
    assert len(files(whole)) > 12
    assert files(tmp_path / "out") == files(whole)
    with casegraph.open(tmp_path / "out") as one, casegraph.open(whole) as other:
        counts = [graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") for graph in (one, other)]
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("small_parts")
def test_nothing_but_the_build_is_left_in_its_folder(tmp_path: Path) -> None:
    """Neither the parts nor the records that waited."""
    build(PAGES[:1], tmp_path / "out", force=True)
    assert not {"parts", "spool", ".building"} & {path.name for path in (tmp_path / "out").iterdir()}


def test_shards_of_a_page_are_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """In its order, each line that nobody could read once."""
    text = "Odd.\n2025 – Kent – Child U\nDeath of a boy.\nKeywords: drugs\n> Read the report\nOdder.\n" * 5
    path = Path("page.txt")
    monkeypatch.setattr("casegraph.extracting.records.read_content", lambda *_: text.encode())
    (whole,) = [[*shards] for shards in read_shards(path)]
    monkeypatch.setattr("casegraph.extracting.records._SHARD", 2)
    (cut,) = [[*shards] for shards in read_shards(path)]
    assert [len(shard.reviews) for shard in cut] == [2, 2, 1]
    assert [review for shard in cut for review in shard.reviews] == [*whole[0].reviews]
    numbers = [line.number for line in whole[0].unread]
    assert [line.number for shard in cut for line in shard.unread] == numbers
    assert len(numbers) > 5


def test_what_pages_show_is_the_same_from_the_record_and_from_the_graph(
    whole: Path, built: Path, reviews: tuple[Review, ...]
) -> None:
    """So a server may start from either."""
    for folder, pages in ((whole, [casegraph.read(path) for path in PAGES]), (built, [reviews])):
        recorded = {each.slug: recorded_review(each) for each in mint(pages)}
        assert recorded == dict(collection_of(MemoryStore.of_folder(folder / "store")).reviews)


def test_no_two_parts_say_the_same(reviews: tuple[Review, ...]) -> None:
    """What a part says of its own is of its reviews alone, so that counts can be added up."""
    minted = mint([reviews])
    halves = [{line.split(" ", 1)[0] for line in review_statements(half).own} for half in (minted[:30], minted[30:])]
    assert all(halves) and not halves[0] & halves[1]


@given(st.lists(st.lists(LETTERS, unique=True)), st.integers(1, 30))
def test_merging_sorts_and_drops_what_is_there_twice(texts: list[list[bytes]], at_once: int) -> None:
    """However little is read at once."""
    files = [io.BytesIO(b"".join(sorted(line + b"\n" for line in text))) for text in texts]
    lines = [line for block in merged(files, at_once=at_once) for line in block]
    assert lines == sorted({line + b"\n" for text in texts for line in text})


def test_a_build_that_would_fill_the_disk_does_not_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how much room it needs, and the build before it stays."""
    build(PAGES[:1], tmp_path / "out", force=True)
    before = files(tmp_path / "out")
    monkeypatch.setattr("casegraph.building.guards.shutil.disk_usage", lambda _: SimpleNamespace(free=400_000))
    with pytest.raises(UnusableFolder, match=r"reviews needs about \d+ MB in \S+out .+ and 0 MB are free"):
        build(PAGES, tmp_path / "out", force=True)
    assert files(tmp_path / "out") == before


@pytest.mark.usefixtures("small_parts")
def test_progress_goes_on_from_nothing_to_all(tmp_path: Path) -> None:
    """It never goes back, and says how many reviews are done."""
    shown: list[tuple[str, int, int]] = []
    build(PAGES, tmp_path / "out", force=True, progress=lambda *step: shown.append(step))
    shares = [done / of for _, done, of in shown]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert any("2 of " in doing and "reviews" in doing for doing, _, _ in shown)


KILLED = """
import os, time
from casegraph.building.parts import process_pool
if __name__ == "__main__":
    with process_pool(1) as processes:
        print(processes.submit(os.getpid).result(), flush=True)
        processes.submit(time.sleep, 600).result()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="whether a process is there is read from /proc")
def test_processes_end_with_a_build_that_is_killed(tmp_path: Path) -> None:
    """Whatever they are doing."""
    (tmp_path / "killed.py").write_text(KILLED, encoding="utf-8")
    with subprocess.Popen([sys.executable, tmp_path / "killed.py"], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        process = Path("/proc", killed.stdout.readline().decode().strip())
        assert process.exists()
        killed.kill()
    until(lambda: not process.exists())
