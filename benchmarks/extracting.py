"""How many reviews a second are read and understood on one core, and what finding phrases costs in other ways."""

import re
from pathlib import Path

import ahocorasick
import pyoxigraph

from benchmarks.measuring import call, compare
from benchmarks.pages import SHIPPED, made_up_page
from casegraph.extracting import extract
from casegraph.names import PREFIXES
from casegraph.reading import contents, read_page
from casegraph.resources import resource

__all__ = ["measure"]


def measure(folder: Path) -> None:
    """Time reading and extracting on the page that ships and on a made-up one."""
    large = folder / "page-2000.txt"
    large.write_text(made_up_page(2_000), encoding="utf-8", newline="\n")
    for path, runs in ((SHIPPED, 20), (large, 5)):
        page = read_page(path)
        reviews = len(extract(page))
        times = compare(
            f"{reviews:,} reviews of {path.name}",
            {
                "extract": call(extract, page),
                "of which cutting into entries": call(contents, page),
                "opening and decoding the file": call(read_page, path),
            },
            runs=runs,
            bounds={"extract": reviews / 2_000},
        )
        print(f"  {reviews / times['extract']:,.0f} reviews a second")
    _phrases(read_page(large).text)


def _phrases(text: str) -> None:
    """Compare ways to find the plain labels of all concepts in a text."""
    labels = sorted({label.lower() for label in _labels()}, key=lambda label: (-len(label), label))
    automaton = ahocorasick.Automaton()
    for label in labels:
        automaton.add_word(label, label)
    automaton.make_automaton()
    lower = text.lower()
    flat = re.compile(rf"\b(?:{'|'.join(map(re.escape, labels))})\b")
    compare(
        f"Finding {len(labels):,} phrases in {len(text) / 1e6:.1f} million characters",
        {
            "pyahocorasick, overlaps too": call(lambda: sum(1 for _ in automaton.iter(lower))),
            "one flat alternation with re": call(lambda: sum(1 for _ in flat.finditer(lower))),
            "`in`, phrase by phrase": call(
                lambda: sum(label in line for line in lower.splitlines() for label in labels)
            ),
        },
        runs=2,
    )


def _labels() -> list[str]:
    """Return the preferred and other labels of the agencies and themes, those without wildcards."""
    found = []
    for name in ("agencies.ttl", "themes.ttl"):
        for triple in pyoxigraph.parse(resource("ontology", name).read_bytes(), pyoxigraph.RdfFormat.TURTLE):
            kind = triple.predicate.value.removeprefix(PREFIXES["skos"])
            if kind in ("prefLabel", "altLabel", "hiddenLabel") and isinstance(triple.object, pyoxigraph.Literal):
                found.append(triple.object.value)
    return [label for label in found if not set("*…|") & set(label)]
