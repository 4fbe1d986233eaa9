"""The rows of the ledger.

Several values in one field are a tuple. Fields that belong together have the same order: the second of ``agencies`` is
the label of the second of ``agency_ids``, and its basis is the second of ``agency_basis``. The words that led to an agency
or a theme are as printed, with `` … `` between several places.

A theme's basis is ``wording`` if a wording that is listed for it led to it, ``learned`` if the clause as a whole did. Its
probability, from 0.01 to 0.99, is None if only wordings were asked.

Ids are the last part of an IRI: the agency ``icb`` is ``https://w3id.org/casegraph/agency/icb``. Areas have GSS codes.
"""

from dataclasses import dataclass, fields
from typing import TypeVar

from casegraph.notebook import html_table

__all__ = ["LearningRow", "Ledger", "RecommendationRow"]

Row = TypeVar("Row", bound="LearningRow | RecommendationRow")

_SHOWN = ("text", "agencies", "themes", "review", "year")  # the columns that a notebook has room for


@dataclass(frozen=True, slots=True)
class LearningRow:
    """A learning point: its words, its themes, its review, and its place on the page."""

    iri: str
    text: str
    theme_ids: tuple[str, ...]
    themes: tuple[str, ...]
    theme_words: tuple[str, ...]
    theme_basis: tuple[str, ...]
    theme_probability: tuple[float | None, ...]
    review_iri: str
    review: str
    year: int | None
    area_ids: tuple[str, ...]
    areas: tuple[str, ...]
    nations: tuple[str, ...]
    regions: tuple[str, ...]
    partnership_ids: tuple[str, ...]
    partnerships: tuple[str, ...]
    outcome_id: str
    outcome: str
    suicide: bool
    keyword_ids: tuple[str, ...]
    keywords: tuple[str, ...]
    report: str | None
    file: str
    start: int
    end: int
    passage_iri: str
    certainty: str
    children: str
    age_groups: tuple[str, ...]
    happened: str


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation: the fields of a learning point, the agencies that it has to do with, and what is to be done.

    *agency_basis* is explicit, lead-in or default. With default no agency is named, so *agency_words* has "", and *owner*
    is the likely one, if there is one. *via* are agencies that another is to get to act. *addressing* says in words in which
    ways it is addressed, *strength* whether it sets a time or a measure, or asks no more than to consider.
    """

    iri: str
    text: str
    agency_ids: tuple[str, ...]
    agencies: tuple[str, ...]
    agency_basis: tuple[str, ...]
    agency_words: tuple[str, ...]
    mentioned_ids: tuple[str, ...]
    mentioned: tuple[str, ...]
    mentioned_words: tuple[str, ...]
    theme_ids: tuple[str, ...]
    themes: tuple[str, ...]
    theme_words: tuple[str, ...]
    theme_basis: tuple[str, ...]
    theme_probability: tuple[float | None, ...]
    review_iri: str
    review: str
    year: int | None
    area_ids: tuple[str, ...]
    areas: tuple[str, ...]
    nations: tuple[str, ...]
    regions: tuple[str, ...]
    partnership_ids: tuple[str, ...]
    partnerships: tuple[str, ...]
    outcome_id: str
    outcome: str
    suicide: bool
    keyword_ids: tuple[str, ...]
    keywords: tuple[str, ...]
    report: str | None
    file: str
    start: int
    end: int
    passage_iri: str
    certainty: str
    via_ids: tuple[str, ...]
    via: tuple[str, ...]
    via_words: tuple[str, ...]
    owner_id: str | None
    owner: str | None
    owner_words: str | None
    owner_probability: float | None
    action_ids: tuple[str, ...]
    action_words: tuple[str, ...]
    children: str
    age_groups: tuple[str, ...]
    happened: str
    addressing: tuple[str, ...]
    strength: tuple[str, ...]


class Ledger(tuple[Row, ...]):
    """Rows of the ledger, by review and in the order of the page; ``pandas.DataFrame`` takes them as they are."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the number and the type of the rows.

        >>> Ledger()
        <Ledger: 0 rows>
        """
        what = f" of {type(self[0]).__name__}" if self else ""
        return f"<Ledger: {len(self):,} row{'s' * (len(self) != 1)}{what}>"

    def _repr_html_(self) -> str:
        """Return the rows as a table for a notebook: whole texts, and the most telling columns."""
        names = [name for name in _SHOWN if self and name in (each.name for each in fields(self[0]))]
        rows = ([getattr(row, name) for name in names] for row in self)
        return html_table(names, rows, below=(f"{len(self):,} row{'s' * (len(self) != 1)}.",))
