"""What a whole build costs at 73, 2,000 and 10,000 reviews: beside Oxigraph's bulk load of the same triples, and in memory."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Case, command, compare, script
from benchmarks.pages import made_up_page

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
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""
SIZES = (2_000, 10_000)
MOST_OF_LOAD, AIM_OF_LOAD, MOST_GROWTH, MOST_MEMORY, MOST_AGAIN = 4, 2, 5.5, 1.5e9, 0.2
"""The bounds: CPU at 2,000 reviews beside Oxigraph's bulk load, at 10,000 beside 2,000, bytes of memory at 10,000, and CPU of
building 10,000 again with a page more beside building that from scratch."""
MORE = 25
"""Reviews of that page."""


def measure(folder: Path) -> None:
    """Build the page that ships, and made-up pages of 2,000 and 10,000 reviews."""
    casegraph = (sys.executable, "-m", "casegraph", "build")
    small = "casegraph build, 73 reviews"
    compare(
        "A build with all its exports, the whole process",
        {small: command(*casegraph, "--no-reuse", "--out", "small", cwd=folder)},
        bounds={small: 2.5},
    )
    compare(
        "The same, beside reading its N-Triples and writing four of its files with rdflib",
        {
            small: command(*casegraph, "--no-reuse", "--out", "small", cwd=folder),
            "rdflib, four files, 73 reviews": script(BY_RDFLIB, "small/casegraph.nt", ".", cwd=folder),
        },
        runs=3,
    )
    builds: dict[int, float] = {}
    for size in SIZES:
        page = folder / f"page-{size}.txt"
        page.write_text(made_up_page(size), encoding="utf-8", newline="\n")
        builds[size], load = _beside_a_load(page, size, folder)
        if size == SIZES[0]:
            aim = f"aim {AIM_OF_LOAD}: {_yes(builds[size] <= AIM_OF_LOAD * load)}"
            print(_bound("times Oxigraph's bulk load", builds[size] / load, MOST_OF_LOAD) + f", {aim}")
    print(_bound("times the CPU of 2,000 reviews at 10,000", builds[SIZES[1]] / builds[SIZES[0]], MOST_GROWTH))
    _again(folder)
    peak = _peak([*casegraph, str(folder / f"page-{SIZES[1]}.txt"), "--out", "measured"], folder)
    print(_bound("GB of memory at most at 10,000 reviews", peak / 1e9, MOST_MEMORY / 1e9))


def _beside_a_load(page: Path, size: int, folder: Path) -> tuple[float, float]:
    """Return the CPU seconds of a build, and of Oxigraph's bulk load of its triples."""
    out = f"large-{size}"
    build, load = f"casegraph build, {size:,} reviews", "Oxigraph, bulk load of its triples"
    cases: dict[str, Case] = {
        build: command(sys.executable, "-m", "casegraph", "build", page, "--out", out, cwd=folder),
        load: script(BY_OXIGRAPH, f"{out}/casegraph.nt", f"loaded-{size}", cwd=folder),
    }
    times = compare("Made-up pages, with the files that a build of this size writes", cases, runs=1)
    return times[build], times[load]


def _again(folder: Path) -> None:
    """Build each size again with a page more, in the folder that has it and from scratch."""
    more = folder / "more.txt"
    more.write_text(made_up_page(MORE, seed=7).replace("2025 – ", "2026 – "), encoding="utf-8", newline="\n")
    for size in SIZES:
        words = (sys.executable, "-m", "casegraph", "build", folder / f"page-{size}.txt", more)
        again, anew = f"again, {size:,} reviews and {MORE} more", "from scratch"
        cases: dict[str, Case] = {
            again: command(*words, "--out", f"large-{size}", cwd=folder),
            anew: command(*words, "--out", f"anew-{size}", "--no-reuse", cwd=folder),
        }
        times = compare("One page more", cases, runs=1)
        share = times[again] / times[anew]
        if size == SIZES[-1]:
            print(_bound("times the CPU of a build from scratch", share, MOST_AGAIN))
        else:
            print(f"  {share:.2f} times the CPU of a build from scratch")


def _peak(words: list[str], folder: Path) -> int:
    """Return the most bytes of memory that a command has."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *words], cwd=folder, capture_output=True, text=True, check=True, env=os.environ
    )
    return int(done.stdout)


def _bound(what: str, value: float, most: float) -> str:
    return f"  {value:.2f} {what}, at most {most:g}: {_yes(value <= most)}"


def _yes(holds: bool) -> str:
    return "yes" if holds else "NO"
