"""Counting: from the counts and the tables that a build makes, from the whole graph, and in rdflib."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph

from benchmarks.measuring import call, command, compare
from benchmarks.pages import made_up_page
from casegraph.asking import bind, question
from casegraph.asking.from_columns import table_from_columns
from casegraph.asking.from_counts import counting_query
from casegraph.names import PREFIXES
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from casegraph.store.memory import MemoryStore

__all__ = ["measure"]

SIZES = (73, 2_000, 10_000)
RDFLIB_UP_TO = 73
"""Reviews whose graph rdflib can be asked in minutes."""

WARM, WHOLE = 0.05, 0.3
"""How many seconds of CPU a query of the counts may take, and the whole command, at any of the sizes."""

QUESTION = "theme-agency-table"
OF_TABLES = ("actions-table", "owner-deadline-measure", "keyword-pairs", "told-again", "beside-the-rest")
"""Questions that the tables answer; the whole graph is asked up to 2,000 reviews, as it takes half a minute at 10,000."""
GRAPH_UP_TO = 2_000

PLAIN = """
    SELECT ?agency ?theme (COUNT(?r) AS ?n)
    WHERE { ?r cg:addressedTo ?agency ; cg:hasTheme ?theme } GROUP BY ?agency ?theme"""
"""The same without shares, reviews and order; rdflib had no answer to the question itself after nine minutes."""


def measure(folder: Path) -> None:
    """Build a page of each size, and ask it in turns."""
    for size in SIZES:
        pages: list[str | Path] = []
        if size != SIZES[0]:
            page = folder / f"page-{size}.txt"
            page.write_text(made_up_page(size), encoding="utf-8", newline="\n")
            pages = [page]
        out = folder / f"counting-{size}"
        build = [sys.executable, "-m", "casegraph", "build", *pages, "--out", out]
        subprocess.run(build, cwd=folder, check=True, capture_output=True)
        _ask(out, size)


def _ask(out: Path, size: int) -> None:
    store = MemoryStore(pyoxigraph.Store.read_only(str(out / "store")))
    bound = bind(store, question(QUESTION), {})
    quick = counting_query(store, bound)
    if quick is None:
        sys.exit(f"The build in {out} has no counts.")
    name = f"{QUESTION}, {size:,} reviews"
    cases = {
        "the counts": call(lambda: list(store.select(quick))),
        "the whole graph, the same rows": call(lambda: list(store.select(bound.sparql))),
        "the whole graph, counts alone": call(lambda: list(store.select(PLAIN))),
    }
    if size <= RDFLIB_UP_TO:
        import rdflib

        graph = rdflib.Graph().parse(out / "casegraph.nt", format="nt")
        cases["rdflib, counts alone"] = call(lambda: list(graph.query(PLAIN, initNs=PREFIXES)))
    compare(name, cases, runs=2, bounds={"the counts": WARM})
    tables = BuildTables.of(BuildFolder.at(out))
    for each in OF_TABLES:
        asks = bind(store, question(each), {"place": "London"} if each == "beside-the-rest" else {})
        ways = {"the tables": call(table_from_columns, store, asks, tables)}
        if size <= GRAPH_UP_TO:
            ways["the whole graph"] = call(lambda sparql: list(store.select(sparql)), asks.sparql)
        compare(f"{each}, {size:,} reviews", ways, runs=2, bounds={"the tables": WARM})
    whole = f"casegraph ask {QUESTION}"
    ask = command(sys.executable, "-m", "casegraph", "ask", QUESTION, "--graph", out)
    compare(f"The whole command, {size:,} reviews", {whole: ask}, runs=3, bounds={whole: WHOLE})
