"""Servers under load, at 73 and at thousands of reviews: first page, memory, answers a second, and whether all are right.

The same queries go to `casegraph serve`, to Oxigraph's own server, which guards nothing, and to rdflib-endpoint, which holds
few reviews. `casegraph serve` keeps answers that it gave; with each query new it cannot. Pages are measured by themselves.
CASEGRAPH_LOAD_SECONDS sets how long each takes (10 unless set), CASEGRAPH_LOAD_REVIEWS how many reviews (10,000), and
CASEGRAPH_LOAD_BUILD names a folder in which these are built already.
"""

import http.client
import os
import time
from pathlib import Path

from pyoxigraph import Store

from benchmarks.load import (
    CLIENTS,
    SECONDS,
    Asked,
    casegraph_serve,
    load_row,
    mix_of,
    oxigraph_server,
    rdflib_endpoint,
)
from benchmarks.pages import SHIPPED, made_up_page
from casegraph.building.build import build

__all__ = ["measure"]

REVIEWS = int(os.environ.get("CASEGRAPH_LOAD_REVIEWS", "10000"))
OF_RDFLIB_REVIEWS = 500  # which rdflib takes half a minute to load
OF_OXIGRAPH, OF_RDFLIB = 0.5, 20  # what we aim at: half of the one, twenty times the other
FIRST_PAGE, MEMORY = 1.0, 300  # bounds: seconds of processor time, megabytes

_PAGES = (
    "/",
    "/matrix",
    "/reviews?region=London",
    "/agency/icb",
    "/theme/neglect",
    "/keyword/suicide",
    "/find?words=police",
    "/agency/dfe.json",
    "/matrix.csv",
)


def measure(folder: Path) -> None:
    """Build, start each server in turn, and let fifty clients ask."""
    small = folder / "73"
    build([SHIPPED], small)
    few = _made_up(folder, OF_RDFLIB_REVIEWS)
    _at(small, small, "73 reviews", folder)
    built = os.environ.get("CASEGRAPH_LOAD_BUILD")
    _at(Path(built) if built else _made_up(folder, REVIEWS), few, f"{REVIEWS:,} reviews", folder)


def _at(out: Path, few: Path, called: str, folder: Path) -> None:
    """Measure the servers of a build; rdflib-endpoint serves *few* reviews."""
    mix = mix_of(Store.read_only(str(out / "store")))
    print(f"\n{called}, {CLIENTS} clients for {SECONDS:g} s each, on loopback")
    _first_page(out)
    print(f"{'':38}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'errors':>8}{'wrong':>7}")
    ours = load_row("casegraph serve", casegraph_serve(out), "/sparql", mix)
    oxigraph = load_row("oxigraph serve-read-only", oxigraph_server(out, folder), "/query", mix)
    of_rdflib = mix if few == out else mix_of(Store.read_only(str(few / "store")))
    name = "rdflib-endpoint" if few == out else f"rdflib-endpoint, {OF_RDFLIB_REVIEWS:,} reviews"
    rdflib = load_row(name, rdflib_endpoint(few), "/", of_rdflib)
    _say("of oxigraph serve-read-only", ours.rate / max(oxigraph.rate, 0.01), OF_OXIGRAPH)
    _say(f"times {name}", ours.rate / max(rdflib.rate, 0.01), OF_RDFLIB)
    load_row("casegraph serve, each query new", casegraph_serve(out), "/sparql", mix, fresh=True)
    load_row("oxigraph, each query new", oxigraph_server(out, folder), "/query", mix, fresh=True)
    pages: list[Asked] = [(address, "text/html", None) for address in _PAGES]
    load_row("casegraph serve, pages", casegraph_serve(out), "", pages)
    load_row(
        "casegraph serve, each page new",
        casegraph_serve(out),
        "",
        [each for each in pages if "." not in each[0]],
        fresh=True,
    )


def _first_page(out: Path) -> None:
    """Print how much processor time a server takes until it has answered its first page, and its memory then."""
    start = time.perf_counter()
    with casegraph_serve(out) as running:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
        connection.request("GET", "/", headers={"Accept": "text/html"})
        assert connection.getresponse().read()
        wall, cpu, megabytes = time.perf_counter() - start, running.cpu(), running.megabytes()
    for what, value, bound, unit in (("processor time", cpu, FIRST_PAGE, "s"), ("memory", megabytes, MEMORY, "MB")):
        print(f"  First page, {what}: {value:.3g} {unit}; bound {bound:g}: {'yes' if value <= bound else 'NO'}")
    print(f"  First page after {wall:.2f} s, whatever else this computer does")


def _made_up(folder: Path, reviews: int) -> Path:
    """Return the folder of a build of so many made-up reviews."""
    page = folder / f"{reviews}.txt"
    page.write_text(made_up_page(reviews), encoding="utf-8")
    build([page], folder / f"{reviews}", max_megabytes=1_000)
    return folder / f"{reviews}"


def _say(what: str, ratio: float, aim: float) -> None:
    print(f"  {ratio:.2f} {what}; aim {aim:g}: {'yes' if ratio >= aim else 'NO'}")
