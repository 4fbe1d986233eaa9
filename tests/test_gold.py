"""How well entries of other years, nations and layouts are read; tests/gold/README.md says what they are."""

from functools import cache
from pathlib import Path

import pytest

from casegraph.evaluating import FIELDS, Scores, evaluate, read_gold, scores
from casegraph.extracting import extract
from casegraph.reading import read_page

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
SHIPPED = ROOT / "data" / "nspcc-case-reviews-2025.txt"
PAGES = {
    "dev": [SHIPPED],
    "2025-others": [SHIPPED],
    "years": [GOLD / "years" / f"{year}.txt" for year in (2013, 2018, 2021)],
}

FLOORS = {
    "dev": {"learning themes": 0.95, "recommendation themes": 0.92, "concerns": 0.94, "children": 0.93},
    "2025-others": {"learning themes": 0.94, "recommendation themes": 0.92, "concerns": 0.95, "children": 0.96},
    "lifelike-2013": {"learning themes": 0.9, "recommendation themes": 0.93, "concerns": 0.88, "children": 0.88},
    "lifelike-2019": {"learning themes": 0.67, "recommendation themes": 0.82, "concerns": 0.88, "children": 0.9},
    "nations": {"learning themes": 0.86, "recommendation themes": 0.91, "concerns": 0.85, "addressees": 0.92, "children": 0.95},
    "plain-words-2012": {"concerns": 0.85, "addressees": 0.9, "children": 0.9, "recommendation themes": 0.84, "learning themes": 0.78},
    "plain-words-2014": {"concerns": 0.8, "addressees": 0.92, "children": 0.95, "recommendation themes": 0.81, "learning themes": 0.75},
    "years": {"keywords": 0.96, "children": 0.91, "date": 0.87, "learning themes": 0.92, "recommendation themes": 0.92, "addressees": 0.89, "addressees explicit": 0.82, "addressees with basis": 0.84, "concerns": 0.79},
}  # fmt: skip
"""The F1 that no change may fall below, by field. The learned reader knows the themes of all but lifelike-2019, so that
theirs say whether it has learned, not how unseen pages are read."""

EVERYWHERE = {
    "reviews": 1.0,
    "keywords": 0.98,
    "places": 0.94,
    "subject": 1.0,
    "outcome": 0.95,
    "suicide": 0.97,
    "date": 0.94,
    "learning found": 0.98,
    "learning exact cut": 0.98,
    "recommendations found": 0.98,
    "recommendations exact cut": 0.96,
    "addressees": 0.94,
    "addressees explicit": 0.92,
    "addressees with basis": 0.89,
}


@cache
def counted(name: str) -> dict[str, Scores]:
    """The figures of one file of annotated entries."""
    gold = ROOT / "data" / "gold" / "dev.jsonl" if name == "dev" else GOLD / f"{name}.jsonl"
    pages = PAGES.get(name, [GOLD / f"{name}.txt"])
    reviews = [review for page in pages for review in extract(read_page(page))]
    return scores(evaluate(read_gold(gold), reviews))


@pytest.mark.parametrize("name", FLOORS)
def test_no_field_falls_below_its_floor(name: str) -> None:
    floors = EVERYWHERE | FLOORS[name]
    found = counted(name)

    assert set(floors) == set(FIELDS)
    assert {field: (found[field].f1, floor) for field, floor in floors.items() if found[field].f1 < floor} == {}


def test_every_file_of_annotated_entries_is_measured() -> None:
    assert {path.stem for path in GOLD.glob("*.jsonl")} | {"dev"} == set(FLOORS)
