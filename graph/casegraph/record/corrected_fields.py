"""Fields that people can correct, and what each can be."""

from collections.abc import Collection, Mapping
from typing import Literal

from casegraph.schemes import scheme

__all__ = ["CONCEPTS", "OF_A_REVIEW", "SCHEMES", "TABLE_COLUMNS", "CorrectedField", "values_of"]

TABLE_COLUMNS = ("passage", "field", "was", "is", "who", "when", "why", "words")
"""The columns of a table of corrections; the last two may be empty, and *words* may be missing."""

CorrectedField = Literal[
    "theme", "addressee", "via", "mentioned", "owner", "action", "strength", "outcome", "suicide", "certainty"
]
"""What people may overrule: the last three are of a review, all others of one of its clauses."""

SCHEMES: Mapping[CorrectedField, str] = {
    "theme": "themes.ttl",
    "addressee": "agencies.ttl",
    "via": "agencies.ttl",
    "mentioned": "agencies.ttl",
    "owner": "agencies.ttl",
    "action": "actions.ttl",
    "strength": "strengths.ttl",
    "outcome": "outcomes.ttl",
    "certainty": "certainties.ttl",
}
"""The scheme in ontology/ whose concepts a field can be; a suicide is yes or no."""

CONCEPTS: Mapping[CorrectedField, str] = {
    field: "agency" if file == "agencies.ttl" else field for field, file in SCHEMES.items()
}
"""The kind of concept that a field is, as in its IRI."""

OF_A_REVIEW: frozenset[CorrectedField] = frozenset({"outcome", "suicide", "certainty"})
"""What is of a review; all else is of one of its clauses."""


def values_of(field: CorrectedField) -> Collection[str]:
    """Return what a field can be.

    >>> sorted(values_of("certainty")), values_of("suicide")
    (['alleged', 'stated', 'suspected'], ('yes', 'no'))
    """
    return ("yes", "no") if field == "suicide" else scheme(SCHEMES[field])
