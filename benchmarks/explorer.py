"""How long a reader of the explorer waits: its first paint, and each filter, at 73 and at 2,000 reviews."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import RdfFormat, Store

import casegraph
from benchmarks.measuring import call, compare
from benchmarks.pages import SHIPPED, made_up_page
from casegraph import __version__
from casegraph.building.build import build
from casegraph.building.graph import graph_text
from casegraph.drawing.network_page import network_page
from casegraph.explorer.page import explorer_page
from casegraph.extracting import extract
from casegraph.names import BASE
from casegraph.network import project
from casegraph.network.layout.positions import layout
from casegraph.reading import read_page
from casegraph.record.identity import mint
from casegraph.store.memory import MemoryStore
from casegraph.views.as_json import explorer_data
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of
from casegraph.views.matrix_texts import SWITCHES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["measure"]

FIRST_PAINT, FILTER = 500, 100  # milliseconds, at 2,000 reviews
VISIBLE, NETWORK = 1_000, 800_000  # milliseconds and bytes, the whole collection of the page that ships
RUNS = 5

# From the click to the frame that shows what came of it: all states are addresses, so a filter is a change of address.
CLICK = """element => new Promise(resolve => {
  const start = performance.now();
  addEventListener("hashchange", () => requestAnimationFrame(() => { const shown = new MessageChannel();
    shown.port1.onmessage = () => resolve(performance.now() - start); shown.port2.postMessage(0); }), { once: true });
  if (element.type === "search") location.hash = `#/reviews?words=${Math.random().toString(36).slice(2, 4)}`;
  else if (element.tagName !== "SELECT") element.click();
  else {
    element.selectedIndex = (element.selectedIndex + 1) % element.options.length;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
})"""

ENTRY = """name => new Promise(resolve => { for (const type of ["paint", "mark"]) new PerformanceObserver(list =>
  list.getEntriesByName(name).forEach(entry => resolve(entry.startTime))).observe({ type, buffered: true }); })"""


def measure(folder: Path) -> None:
    """Write the explorers of the page that ships and of a made-up one, and open them in Chromium."""
    made_up = folder / "page-2000.txt"
    made_up.write_text(made_up_page(2_000), encoding="utf-8", newline="\n")
    explorers = {}
    for page in (SHIPPED, made_up):
        store, made = _graph(page)
        reviews = made["counts"]["reviews"]
        compare(
            f"The explorer of {reviews:,} reviews, written", {"casegraph": call(_write, store, made, folder)}, runs=1
        )
        explorers[reviews] = folder / f"explorer-{reviews}.html"
        size, budget = explorers[reviews].stat().st_size, 250_000 + 6_000 * reviews
        print(f"  {size / 1e6:.2f} MB, budget {budget / 1e6:.2f} MB: {'yes' if size <= budget else 'NO'}")
    build([SHIPPED], folder / "built")
    with casegraph.open(folder / "built") as graph:
        (folder / "network.html").write_text(network_page(graph, "collection"), encoding="utf-8", newline="\n")
    size = (folder / "network.html").stat().st_size
    print(
        f"\nThe collection as a pyvis picture\n  {size / 1e3:.0f} kB, budget {NETWORK / 1e3:.0f} kB: {'yes' if size < NETWORK else 'NO'}"
    )
    _in_browser(explorers, folder / "network.html")


def _graph(path: Path) -> tuple[Store, dict[str, Any]]:
    """Return the graph of a page, and what it is made of."""
    page = read_page(path)
    reviews = extract(page)
    store = Store()
    store.bulk_load(graph_text(mint([reviews])).encode(), format=RdfFormat.N_TRIPLES)
    clauses = [clause for review in reviews for clause in review.recommendations if clause.is_recommendation]
    counts = {
        "reviews": len(reviews),
        "learning": sum(len(review.learning) for review in reviews),
        "recommendations": len(clauses),
    }
    pages = [{"file": page.file, "sha256": page.sha256}]
    return store, {"version": __version__, "base": BASE, "pages": pages, "counts": counts}


def _write(store: Store, made: Mapping[str, Any], folder: Path) -> None:
    memory = MemoryStore(store)
    asked = layout(project(memory, "agency-theme", inherited=False))
    text = explorer_page(explorer_data(collection_of(memory, made_of(made)), asked))
    (folder / f"explorer-{made['counts']['reviews']}.html").write_text(text, encoding="utf-8", newline="\n")


def _in_browser(explorers: Mapping[int, Path], network: Path) -> None:
    """Print the least and the greatest wait of some openings, and of each filter of the reviews."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not found:
        sys.exit("The benchmark opens the explorer in Chromium, which is missing; .ci/setup bench installs it.")
    print(f"\nWaiting in Chromium, without a GPU (least of {RUNS})\n{'':44}{'ms':>10}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for reviews, path in explorers.items():
            limits = reviews >= 2_000
            for name, entry in (("first paint", "first-contentful-paint"), ("overview drawn", "shown")):
                _say(f"{name}, {reviews:,} reviews", _waited(browser, path, entry), FIRST_PAINT if limits else 0)
            for name, waited in _filters(browser, path).items():
                _say(f"{name}, {reviews:,} reviews", waited, FILTER if limits else 0)
        waited = _waited(browser, network, "shown")
        _say("the collection as a pyvis picture, drawn", waited, VISIBLE)
        browser.close()


def _say(what: str, milliseconds: float, limit: int) -> None:
    bound = f"   below {limit} ms: {'yes' if milliseconds < limit else 'NO'}" if limit else ""
    print(f"  {what:42}{milliseconds:10.0f}{bound}")


def _waited(browser: "Browser", path: Path, entry: str) -> float:
    waited = []
    for _ in range(RUNS):
        page = _opened(browser, path, "")
        waited.append(float(page.evaluate(ENTRY, entry)))
        page.context.close()
    return min(waited)


def _filters(browser: "Browser", path: Path) -> dict[str, float]:
    """Return the longest wait for a value of each facet of the reviews and for each switch of the table, each the least of some."""
    waited: dict[str, float] = {}
    page = _opened(browser, path, "#/reviews")
    words = page.get_by_label("Words in the abstract")
    waited["first search for words"] = float(words.evaluate(CLICK))
    waited["search for words"] = min(float(words.evaluate(CLICK)) for _ in range(2 * RUNS))
    page.goto(page.url.partition("?")[0])
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    for facet in page.locator(".facet .facet").all():
        name = f"filter by {facet.locator('legend').inner_text().lower()}"
        for box in facet.locator("label:visible input").all()[:3]:
            taken = min(float(box.evaluate(CLICK)) for _ in range(2 * RUNS))
            waited[name] = max(taken, waited.get(name, 0))
    page = _opened(browser, path, "#/matrix")
    for name in (label for key, (label, _) in SWITCHES.items() if key != "named"):  # which signs in the table switch
        switch = page.get_by_label(name, exact=True)
        options = switch.locator("option").count()
        rounds = [[float(switch.evaluate(CLICK)) for _ in range(options)] for _ in range(RUNS)]
        waited[f"table, switch “{name}”"] = max(map(min, zip(*rounds, strict=True)))
    return waited


def _opened(browser: "Browser", path: Path, fragment: str) -> "Page":
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri() + fragment)
    return page
