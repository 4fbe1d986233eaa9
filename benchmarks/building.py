"""What a whole build costs from 73 to 10,000 reviews: beside the first release, and beside Oxigraph's bulk load of the same triples."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Case, command, compare, script
from benchmarks.pages import made_up_page
from benchmarks.watching import watched

__all__ = ["measure"]

BY_RDFLIB = """
import sys, rdflib
from pathlib import Path
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
for format in ("turtle", "json-ld", "xml", "trig"):
    graph.serialize(Path(sys.argv[2]) / f"rdflib.{format}", format=format)
"""
BY_OXIGRAPH = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
store.optimize()
store.flush()
"""
SIZES = (2_000, 10_000)
SMALL = 73
MOST_OF_LOAD, AIM_OF_LOAD, MOST_GROWTH, MOST_MEMORY, MOST_AGAIN = 4, 2, 5.5, 1.5e9, 0.2
"""The bounds: CPU at 2,000 reviews beside Oxigraph's bulk load, at 10,000 beside 2,000, bytes of memory at 10,000, and CPU of
building 10,000 again with a page more beside building that from scratch."""
MORE = 25
"""Reviews of that page."""


class Cost(NamedTuple):
    """CPU seconds of a build with all its processes, and bytes of memory at the most."""

    cpu: float
    memory: float


FIRST_RELEASE: Mapping[int, Cost | None] = {
    SMALL: Cost(2.5, 0.2e9),
    250: Cost(14, 0.6e9),
    1_000: Cost(83, 2.1e9),
    2_000: Cost(222, 3.9e9),
    10_000: None,
}
"""What the first release took, on another computer with two cores, as far as it was measured: at 10,000 it was not."""


def measure(folder: Path) -> None:
    """Build the page that ships, and made-up pages of 250 to 10,000 reviews."""
    casegraph = (sys.executable, "-m", "casegraph", "build")
    small = f"casegraph build, {SMALL} reviews"
    compare(
        "Building, beside reading its N-Triples and writing four of its files with rdflib",
        {
            small: command(*casegraph, "--no-reuse", "--out", "small", cwd=folder),
            f"rdflib, four files, {SMALL} reviews": script(BY_RDFLIB, "small/casegraph.nt", ".", cwd=folder),
        },
        runs=3,
        bounds={small: 2.5},
    )
    costs: dict[int, Cost] = {}
    for size in FIRST_RELEASE:
        pages = [] if size == SMALL else [folder / f"page-{size}.txt"]
        for page in pages:
            page.write_text(made_up_page(size), encoding="utf-8", newline="\n")
        used = watched([*casegraph, *pages, "--out", folder / f"large-{size}"])
        costs[size] = Cost(used.cpu, used.memory)
    _table(costs)
    smaller, larger = (costs[size] for size in SIZES)
    load = script(BY_OXIGRAPH, f"large-{SIZES[0]}/casegraph.nt", "loaded", cwd=folder)()
    aim = f"aim {AIM_OF_LOAD}: {_yes(smaller.cpu <= AIM_OF_LOAD * load)}"
    print(f"  Oxigraph's bulk load of the triples of {SIZES[0]:,} reviews: {load:.1f} s of CPU")
    print(_bound("times Oxigraph's bulk load", smaller.cpu / load, MOST_OF_LOAD) + f", {aim}")
    print(_bound("times the CPU of 2,000 reviews at 10,000", larger.cpu / smaller.cpu, MOST_GROWTH))
    print(_bound("GB of memory at most at 10,000 reviews", larger.memory / 1e9, MOST_MEMORY / 1e9))
    _again(folder)


def _table(costs: Mapping[int, Cost]) -> None:
    """Print what builds cost with the files that a build of their size writes, beside the first release."""
    print(
        f"\nA build with the files of its size, once each\n{'reviews':>10}{'CPU s':>10}{'GB':>7}{'   first release: CPU s':>24}{'GB':>7}"
    )
    for size, cost in costs.items():
        first = FIRST_RELEASE[size]
        former = f"{first.cpu:24g}{first.memory / 1e9:7.1f}" if first else f"{'not measured':>24}"
        print(f"{size:10,}{cost.cpu:10.1f}{cost.memory / 1e9:7.2f}{former}")


def _again(folder: Path) -> None:
    """Build each size again with a page more, in the folder that has it and from scratch."""
    more = folder / "more.txt"
    more.write_text(made_up_page(MORE, seed=7).replace("2025 – ", "2026 – "), encoding="utf-8", newline="\n")
    for size in SIZES:
        words = (sys.executable, "-m", "casegraph", "build", folder / f"page-{size}.txt", more)
        again, anew = f"again, {size:,} reviews and {MORE} more", "from scratch"
        cases: dict[str, Case] = {
            again: command(*words, "--out", folder / f"large-{size}"),
            anew: command(*words, "--out", folder / f"anew-{size}", "--no-reuse"),
        }
        times = compare("One page more", cases, runs=1)
        share = times[again] / times[anew]
        if size == SIZES[-1]:
            print(_bound("times the CPU of a build from scratch", share, MOST_AGAIN))
        else:
            print(f"  {share:.2f} times the CPU of a build from scratch")


def _bound(what: str, value: float, most: float) -> str:
    return f"  {value:.2f} {what}, at most {most:g}: {_yes(value <= most)}"


def _yes(holds: bool) -> str:
    return "yes" if holds else "NO"
