"""A cluster gives the files that one computer gives. Spark is Sail here, an engine without Java that runs in this process."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, Store

from casegraph import cluster
from casegraph.building import build, cuts
from casegraph.errors import CasegraphError, PageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
FILES = "path string, content binary"

pytestmark = [  # PySpark does not know the newest pandas yet
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(scope="module")
def spark() -> "Iterator[SparkSession]":
    """A session of a server that ends with this module."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    with pytest.MonkeyPatch.context() as patch:  # PySpark takes a program without a file for a test of its own
        patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        session = SparkSession.builder.remote("sc://{}:{}".format(*server.listening_address)).getOrCreate()
    yield session
    session.stop()
    server.stop()


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two reviews."""
    monkeypatch.setattr(cuts, "PART", 2)


def files(folder: Path) -> dict[str, bytes]:
    """What the files of a build hold, but for the store's, which an engine writes, and what only one computer keeps."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {
        name: (folder / name).read_bytes()
        for name in names
        if name != ".lock" and not name.startswith(("store/", ".kept/"))
    }


def triples(folder: Path) -> set[Quad]:
    """What the store of a build holds."""
    return {*Store.read_only(str(folder / "store"))}


def table(spark: "SparkSession", paths: Sequence[Path]) -> "DataFrame":
    """The files as rows, the last one first."""
    return spark.createDataFrame([(str(path), path.read_bytes()) for path in reversed(paths)], FILES)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("partitions", [1, 3])
def test_a_cluster_gives_the_files_of_one_computer(spark: "SparkSession", tmp_path: Path, partitions: int) -> None:
    """Byte for byte, in however many partitions the pages come and in which order; the store has the same triples."""
    one, many = tmp_path / "one", tmp_path / "many"
    build(PAGES, one, force=True)
    rows = table(spark, PAGES).repartition(partitions)
    assert cluster.build(rows, many, str(tmp_path / "shared"), force=True).reviews == 7
    assert len(files(one)) > 12
    assert files(many) == files(one)
    assert triples(many) == triples(one)


@pytest.mark.usefixtures("small_parts")
def test_a_file_of_extracted_reviews_has_many_pages(spark: "SparkSession", tmp_path: Path) -> None:
    """And a page that another file has as well gives each of its reviews a second entry."""
    one, many = tmp_path / "one", tmp_path / "many"
    build(PAGES[:2], tmp_path / "first", force=True)
    paths = sorted([tmp_path / "first" / "reviews.jsonl", *PAGES[1:]], key=str)
    build(paths, one, force=True)
    cluster.build(table(spark, paths), many, str(tmp_path / "shared"), force=True)
    assert files(many) == files(one)


def test_a_row_may_have_text(spark: "SparkSession", tmp_path: Path) -> None:
    """As rows of a table have that no file is of."""
    text = "2025 – Kent – Child U\nDeath of a boy.\nLearning: listen to children.\nKeywords: drugs\n> Read the report\n"
    rows = [("2025.txt", text)]
    texts = spark.createDataFrame(rows, "path string, content string")
    assert cluster.build(texts, tmp_path / "out", str(tmp_path / "shared"), force=True).reviews == 1


def test_the_first_page_that_cannot_be_read_stops_a_build(spark: "SparkSession", tmp_path: Path) -> None:
    """With the error that one computer gives, and nothing is left of the build."""
    rows = [("b.txt", b"%PDF"), ("a.txt", b"PK\x03\x04"), ("c.txt", PAGES[0].read_bytes())]
    with pytest.raises(PageError, match=r"^a\.txt is a ZIP"):
        cluster.build(spark.createDataFrame(rows, FILES), tmp_path / "out", str(tmp_path / "shared"))
    assert not (tmp_path / "out").exists()


def test_two_files_with_one_path_are_refused(spark: "SparkSession", tmp_path: Path) -> None:
    """Nobody could say whose text counts."""
    rows = [("a.txt", path.read_bytes()) for path in PAGES]
    with pytest.raises(CasegraphError, match=r"Two pages are called a\.txt"):
        cluster.build(spark.createDataFrame(rows, FILES), tmp_path / "out", str(tmp_path / "shared"))
