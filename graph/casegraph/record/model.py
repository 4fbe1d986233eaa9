"""What is read from a page: reviews and their parts, each with the passage that it was read from.

Ids of concepts (themes, agencies, outcomes, bases) are the last part of the concept's IRI. Offsets count Unicode code
points of the page's text, 0-based and end-exclusive, so that ``page.text[passage.start:passage.end] == passage.text``.

Passages and readings are named tuples: a review has some hundred of them, and frozen dataclasses take four times as
long to make.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = [
    "Addressing",
    "AgeUnit",
    "Basis",
    "Child",
    "Incident",
    "IncidentDate",
    "LearningPoint",
    "Outcome",
    "Passage",
    "Reading",
    "Recommendation",
    "ReportKind",
    "Review",
    "Sex",
    "Source",
]

AgeUnit = Literal["days", "weeks", "months", "years"]
Basis = Literal["explicit", "lead-in", "default"]
Outcome = Literal["death", "serious-harm", "abuse-or-neglect", "other", "not-stated"]
ReportKind = Literal["overview report", "executive summary"]
Sex = Literal["female", "male", "trans-female"]


class Passage(NamedTuple):
    """A stretch of a page's text, with its exact words.

    >>> Passage.of("Death of a boy.", 0, 5)
    Passage(start=0, end=5, text='Death')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, page_text: str, start: int, end: int) -> "Passage":
        """Return the passage of *page_text* from *start* to *end*."""
        return cls(start, end, page_text[start:end])


class Reading(NamedTuple):
    """A concept, the words that it was read from, and the wording in the concept's table that they fit ("" for none)."""

    concept: str
    words: Passage
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Addressing:
    """Who is asked to act, on which basis we say so, and the words that name them.

    *words* is None where nobody is named (basis ``default``); *wording* is the one in the agency's table that they fit.
    """

    agency: str
    basis: Basis
    words: Passage | None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """A clause of the learning paragraph."""

    passage: Passage
    themes: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A clause of the recommendations paragraph.

    *is_recommendation* is False for a sentence that asks nobody to do anything; its tuples are empty then.
    """

    passage: Passage
    is_recommendation: bool
    addressings: tuple[Addressing, ...]
    concerns: tuple[Reading, ...]
    themes: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the incident, as far as the page says: age in *age_unit*, sex, and the words that say so."""

    age: float | None
    age_unit: AgeUnit | None
    sex: Sex | None
    words: Passage


@dataclass(frozen=True, slots=True)
class IncidentDate:
    """When the incident happened: as EDTF, as the earliest and latest day (ISO 8601), and in the page's words."""

    edtf: str
    earliest: str
    latest: str
    words: Passage


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened to whom, and when: the incident that triggered the review.

    *suicide* holds the words that say so, or None.
    """

    outcome: Outcome
    outcome_words: Passage
    suicide: Passage | None
    children: tuple[Child, ...]
    date: IncidentDate | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry is: the page's file name and SHA-256 (of its bytes), the entry's place in its text, the collection."""

    file: str
    sha256: str
    start: int
    end: int
    collection: str


@dataclass(frozen=True, slots=True)
class Review:
    """A case review, as its entry on a page tells it.

    *places* are the area names of the heading, none if the review is anonymous; *narrative* holds a passage a
    paragraph; *keywords* the terms as printed; *link* the address of the report where a saved page has one.
    *complete* is False for an entry that the page cuts off.
    """

    title: str
    heading: Passage
    year: int
    places: tuple[str, ...]
    subject: str
    report: ReportKind | None
    complete: bool
    narrative: tuple[Passage, ...]
    incident: Incident
    learning: tuple[LearningPoint, ...]
    recommendations: tuple[Recommendation, ...]
    keywords: tuple[Passage, ...]
    link: str | None
    source: Source
