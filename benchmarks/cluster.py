"""A build on Spark with Java beside one on one computer: the same files, and what each costs. Run by hand, not by `make bench`.

It needs the whole of PySpark, which does not go beside the client that the tests have, and Java 17:

    python3 -m venv spark && spark/bin/pip install . pandas pyarrow 'pyspark==4.2.1'
    spark/bin/python -m benchmarks.cluster 2000
"""

import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pages import made_up_page
from benchmarks.watching import Used, watched

__all__: list[str] = []

ON_A_PAGE = 100
"""Reviews; the pages of a year have as many."""

CORES = (1, 2)


def main() -> None:
    """Build on one computer, on Spark with one core, and on Spark with two, and compare the files."""
    reviews = int(sys.argv[1])
    print(
        f"{reviews:,} reviews on pages of {ON_A_PAGE}; Python {platform.python_version()}, {platform.machine()}\n"
        f"{'':34}{'CPU s':>9}{'of it driver':>14}{'wall s':>9}{'peak GB':>9}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = cut(made_up_page(reviews), folder / "pages")
        one = folder / "one"
        say("casegraph build", watched([sys.executable, "-m", "casegraph", "build", *pages, "--out", one, "--force"]))
        for cores in CORES:
            many = folder / f"spark-{cores}"
            run: list[str | Path] = [
                sys.executable,
                "-m",
                "benchmarks.cluster",
                "on-spark",
                str(cores),
                folder / "pages",
                many,
            ]
            say(f"casegraph.cluster, {cores} core(s)", watched(run))
            same_files, same_triples = files(many) == files(one), triples(many) == triples(one)
            print(f"  the same files: {'yes' if same_files else 'NO'}; triples: {'yes' if same_triples else 'NO'}")


def on_spark(cores: str, pages: str, out: str) -> None:
    """Build in this process, and in those that it starts."""
    from pyspark.sql import SparkSession

    from casegraph import cluster

    os.environ["PYSPARK_PYTHON"] = sys.executable  # or workers run whichever python3 comes first
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.sql.files.maxPartitionBytes": "4m",
        "spark.ui.enabled": "false",
    }
    maker = SparkSession.builder.master(f"local[{cores}]")
    for name, value in settings.items():
        maker = maker.config(name, value)
    spark = maker.getOrCreate()
    files = spark.read.format("binaryFile").load(pages)
    cluster.build(files, Path(out), f"{out}-shared", force=True)
    spark.stop()


def cut(text: str, folder: Path) -> list[Path]:
    """Write a made-up page as many pages; return their files."""
    folder.mkdir()
    first, *entries = text.split("\n2025 – ")
    paths: list[Path] = []
    for at in range(0, len(entries), ON_A_PAGE):
        page = "\n2025 – ".join([first, *entries[at : at + ON_A_PAGE]])
        paths.append(folder / f"page-{at:07}.txt")
        paths[-1].write_text(page, encoding="utf-8", newline="\n")
    return paths


def say(name: str, used: Used) -> None:
    """Print a row of the table."""
    print(f"{name:34}{used.cpu:9.1f}{used.first:14.1f}{used.wall:9.1f}{used.memory / 2**30:9.2f}", flush=True)


def files(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a build but those of the store."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _names(folder)}


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != ".lock" and not name.startswith("store/"):
            yield name


def triples(folder: Path) -> tuple[int, int]:
    """Return how many triples a store holds, and the sum of their hashes, which has no order."""
    from pyoxigraph import Store

    count = total = 0
    for quad in Store.read_only(str(folder / "store")):
        count += 1
        total += int.from_bytes(hashlib.blake2b(str(quad).encode(), digest_size=16).digest())
    return count, total


def start(words: Sequence[str]) -> None:
    """Run what is asked for."""
    if words[:1] == ["on-spark"]:
        on_spark(*words[1:])
    else:
        main()


if __name__ == "__main__":
    start(sys.argv[1:])
