"""Concepts that came after the annotation: which older ones stand for them in the annotated reviews."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from casegraph.resources import resource

__all__ = ["as_annotated", "older_concepts"]


@cache
def older_concepts() -> Mapping[str, tuple[str, ...]]:
    """Return the ids that annotators used for each concept that came later, as data/gold/new-concepts.tsv has them.

    >>> older_concepts()["kinship-care"]
    ('children-in-care',)
    """
    _head, *rows = resource("data", "gold/new-concepts.tsv").read_text("utf-8").splitlines()
    return {id: tuple(older.split(",")) for id, _scheme, older in (row.split("\t") for row in rows)}


def as_annotated(concepts: Iterable[str], known: AbstractSet[str]) -> set[str]:
    """Return concepts in the annotators' terms; *known* are those that they gave to the clause, or allow.

    A newer concept becomes the first older one that is known, else the first of all.

    >>> sorted(as_annotated(["neglect", "bullying"], {"education-and-attendance"}))
    ['education-and-attendance', 'neglect']
    """
    older = older_concepts()
    return {
        concept if concept in known else _older(older[concept], known) if concept in older else concept
        for concept in concepts
    }


def _older(concepts: tuple[str, ...], known: AbstractSet[str]) -> str:
    return next((each for each in concepts if each in known), concepts[0])
