"""How firmly recommendations ask: which set a deadline, which set a measure, which ask only to consider."""

from collections.abc import Mapping
from typing import Literal, cast

from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["STRENGTHS", "Strength", "Strengths", "strengths"]

Strength = Literal["deadline", "measure", "soft"]
Strengths = Mapping[tuple[str, int], frozenset[Strength]]
"""The strengths of each recommendation that has any, by the id of its review and its number."""

STRENGTHS: Mapping[Strength, str] = {
    "deadline": "set a deadline",
    "measure": "set a measure",
    "soft": "ask only to consider",
}
"""What each strength is in words."""

_QUERY = "SELECT ?recommendation ?strength { ?recommendation cg:hasStrength ?strength ; a cg:Recommendation }"


def strengths(store: Store) -> Strengths:
    """Return how firmly the recommendations of a graph ask."""
    start = f"{store.base}recommendation/"
    known: dict[tuple[str, int], frozenset[Strength]] = {}
    for row in select_values(store, in_terms(_QUERY, store)):
        review, _, number = str(row["recommendation"]).removeprefix(start).rpartition("/")
        strength = cast(Strength, str(row["strength"]).rpartition("/")[2])
        if number.isdigit() and strength in STRENGTHS:
            key = review, int(number)
            known[key] = known.get(key, frozenset()) | {strength}
    return known
