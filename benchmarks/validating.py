"""What it costs to check a graph against its shapes, part by part and as a whole, and how that grows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measuring import Case, call, compare
from benchmarks.pages import made_up_page
from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.gc_pause import gc_paused
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.store.memory import MemoryStore
from casegraph.validating import validate, validate_part, validate_whole

__all__ = ["measure"]

_SIZES = (500, 2_000)
_REVIEWS_IN_A_PART = 250
_MOST = 4.4
"""How many times the CPU four times the reviews may cost."""


def measure(_folder: Path) -> None:
    """Check made-up collections of 500 and of 2,000 reviews, in parts and in a store in memory."""
    in_parts: dict[str, Case] = {}
    as_one: dict[str, Case] = {}
    for size in _SIZES:
        page = page_of(made_up_page(size).encode(), "page.txt")
        minted = mint([extract(page)])
        starts = range(0, size, _REVIEWS_IN_A_PART)
        parts = [graph_text(minted[start : start + _REVIEWS_IN_A_PART]).split("\n") for start in starts]
        texts = {page.sha256: page.text}
        in_parts[f"in parts, {size:,} reviews"] = call(_check, parts, texts)
        store = MemoryStore.from_ntriples(graph_text(minted))
        as_one[f"as a whole by SPARQL, {size:,} reviews"] = call(
            lambda *given: validate(given[0], pages=given[1]), store, texts
        )
    bounds = {f"in parts, {size:,} reviews": size / 1_000 for size in _SIZES}
    times = compare("Checking graphs against their shapes", {**in_parts, **as_one}, runs=3, bounds=bounds)
    for cases in (in_parts, as_one):
        small, large = cases
        ratio = times[large] / times[small]
        print(f"  {large}: {ratio:.1f} times {small}; at most {_MOST}: {'yes' if ratio <= _MOST else 'NO'}")


@gc_paused()
def _check(parts: Sequence[Sequence[str]], texts: Mapping[str, str]) -> None:
    validate_whole((validate_part(part, pages=texts) for part in parts), again=parts.__getitem__)
