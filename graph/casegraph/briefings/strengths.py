"""How firmly recommendations ask: which give a time or frequency, which say how to check, which only ask to consider."""

from collections.abc import Mapping
from typing import Literal, cast

from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.list_words import STRENGTH_WORDS

__all__ = ["AT_LEAST", "STRENGTHS", "Strength", "Strengths", "strength_of", "strengths"]

Strength = Literal["deadline", "measure", "soft"]
Strengths = Mapping[tuple[str, int], frozenset[Strength]]
"""The strengths of each recommendation that has any, by the id of its review and its number."""

STRENGTHS: Mapping[Strength, str] = {
    "deadline": "give a time or frequency",
    "measure": "say how to check",
    "soft": "only ask to consider",
}
"""What several recommendations of each strength do."""

AT_LEAST = "[{Texts} shorten, so read “at least” before these: the {whole} can give a time that {a_text} leaves out.]"
"""What one has to know to read counts of strengths."""

_QUERY = "SELECT ?recommendation ?strength { ?recommendation cg:hasStrength ?strength ; a cg:Recommendation }"


def strength_of(strength: Strength, number: int) -> str:
    """Return what so many recommendations of a strength do.

    >>> strength_of("measure", 1), strength_of("measure", 0)
    ('says how to check', 'say how to check')
    """
    return STRENGTH_WORDS[strength] if number == 1 else STRENGTHS[strength]


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
