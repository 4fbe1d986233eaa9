"""What a whole build costs, and where the cost of writing files would be with rdflib."""

import sys
from pathlib import Path

from benchmarks.measuring import command, compare, script
from benchmarks.pages import made_up_page

__all__ = ["measure"]

BY_RDFLIB = """
import sys, rdflib
from pathlib import Path
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
for format in ("turtle", "json-ld", "xml", "trig"):
    graph.serialize(Path(sys.argv[2]) / f"rdflib.{format}", format=format)
"""


def measure(folder: Path) -> None:
    """Build the page that ships, and one of 2,000 reviews."""
    page = folder / "page-2000.txt"
    page.write_text(made_up_page(2_000), encoding="utf-8", newline="\n")
    casegraph = (sys.executable, "-m", "casegraph", "build")
    small, large = "casegraph build, 73 reviews", "casegraph build, 2,000 reviews"
    times = compare(
        "A build with all its exports, the whole process",
        {small: command(*casegraph, "--out", "small", cwd=folder)},
        bounds={small: 2.5},
    )
    compare(
        "The same, beside reading its N-Triples and writing four of its files with rdflib",
        {
            small: command(*casegraph, "--out", "small", cwd=folder),
            "rdflib, four files, 73 reviews": script(BY_RDFLIB, "small/casegraph.nt", ".", cwd=folder),
        },
        runs=3,
    )
    grown = compare("Made-up pages", {large: command(*casegraph, page, "--out", "large", cwd=folder)}, runs=1)
    print(f"  27 times the reviews cost {grown[large] / times[small]:.1f} times the CPU")
