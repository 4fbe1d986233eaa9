"""What Casegraph reads from a page: reviews and their parts, each with the words that it comes from.

Ids of concepts (themes, agencies, outcomes, bases, keywords), bodies and partnerships are the last part of their IRI.
Offsets count Unicode code points of the page's text, 0-based and end-exclusive, so that
``page.text[passage.start:passage.end] == passage.text``.

What a review has many of (passages, readings, clauses and their addressings) is a named tuple: frozen dataclasses take
four times as long to make.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from casegraph.areas import Place
from casegraph.record.corrected_fields import CorrectedField

__all__ = [
    "LOCAL",
    "MOST_KEYWORDS",
    "Addressee",
    "Addressing",
    "AgeUnit",
    "Basis",
    "Certainty",
    "Child",
    "Correction",
    "Given",
    "Incident",
    "IncidentDate",
    "Keyword",
    "LearningPoint",
    "NotResolved",
    "Outcome",
    "Passage",
    "Place",
    "Reading",
    "Recommendation",
    "Reply",
    "ReportKind",
    "Resolution",
    "ResolutionBasis",
    "Review",
    "Sending",
    "Sex",
    "Source",
    "ThemeBasis",
    "UnreadLine",
    "basis_of",
    "by_concept",
    "new",
]

AgeUnit = Literal["days", "weeks", "months", "years"]
Basis = Literal["explicit", "lead-in", "default"]
NotResolved = Literal["former-kind", "no-area", "no-facts"]
Certainty = Literal["stated", "suspected", "alleged"]
"""How sure a page is of what happened."""

Outcome = Literal["death", "serious-harm", "abuse-or-neglect", "other", "not-stated"]
ReportKind = Literal["overview report", "executive summary"]
ResolutionBasis = Literal["named", "commissioned", "from-area"]
Sex = Literal["female", "male", "trans-female"]
ThemeBasis = Literal["wording", "learned", "corrected"]

LOCAL = "local"
"""The collection of reports that nobody has published."""

MOST_KEYWORDS = 500
"""Of one review; real ones have up to 20. A network links every two of them."""

new = tuple.__new__
"""Makes a named tuple from the tuple of its values, in half the time of calling its class: ``new(Passage, (0, 2, "By"))``.

For the places that make most of them.
"""

_MONTHS: dict[AgeUnit, float] = {"days": 12 / 365.25, "weeks": 84 / 365.25, "months": 1.0, "years": 12.0}


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

    def part(self, start: int, end: int) -> "Passage":
        """Return the part of the passage between two places of the page.

        >>> Passage(10, 15, "Death").part(12, 15)
        Passage(start=12, end=15, text='ath')
        """
        return Passage(start, end, self.text[start - self.start : end - self.start])


class Reading(NamedTuple):
    """A concept, the words that it was read from, and the wording in the concept's table that they fit ("" for none).

    *former_agency* is the agency that the words name where it has since been replaced by the concept ("the CCG").
    *probability* says how probable it is that the concept is meant, from 0.01 to 0.99 and to two decimal places,
    calibrated on pages that nothing was tuned on; None where only wordings were asked. All readings of a theme in a
    clause have the same one.
    """

    concept: str
    words: Passage
    wording: str = ""
    former_agency: str | None = None
    probability: float | None = None

    @property
    def basis(self) -> ThemeBasis:
        """How the concept was read: ``wording``, ``learned`` from the clause as a whole, or ``corrected`` by a person.

        >>> Reading("neglect", Passage(0, 8, "not fed."), probability=0.83).basis
        'learned'
        """
        if self.wording:
            return "wording"
        return "corrected" if self.probability is None else "learned"


def by_concept(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """Return the readings of each concept, in the order of their first words."""
    of: dict[str, list[Reading]] = {}
    for each in readings:
        of.setdefault(each.concept, []).append(each)
    return of


def basis_of(readings: Iterable[Reading]) -> ThemeBasis:
    """Return how a theme was read from all its words in a clause, on the surest basis of them: a wording, then a person.

    >>> whole = Reading("neglect", Passage(0, 8, "not fed."), probability=0.83)
    >>> basis_of([whole, whole._replace(wording="fed")]), basis_of([whole])
    ('wording', 'learned')
    """
    bases = {each.basis for each in readings}
    return "wording" if "wording" in bases else "corrected" if "corrected" in bases else "learned"


class Keyword(NamedTuple):
    """A term of the keywords paragraph: the concept that it means, and the words as printed."""

    concept: str
    words: Passage

    @property
    def text(self) -> str:
        """The term as printed."""
        return self.words.text


class Resolution(NamedTuple):
    """The body (organisation) that an addressing means, and how that is known.

    The bases are ``named`` in the words, ``commissioned`` (the partnership behind the review: *body* is its id), and
    ``from-area``: *share* is then the share of an area of the review that the body covers, from 0 to 1.
    """

    body: str
    basis: ResolutionBasis
    share: float | None = None


class Addressing(NamedTuple):
    """The agency that a recommendation is addressed to, how that is known, and the words that name it.

    *words* is None where no agency is named (basis ``default``); *wording* and *former_agency* are as in a `Reading`.
    *resolutions* are the bodies that are meant. Where Casegraph knows the bodies of an agency but not which one is
    meant, *not_resolved* says why.
    """

    agency: str
    basis: Basis
    words: Passage | None
    wording: str = ""
    former_agency: str | None = None
    resolutions: tuple[Resolution, ...] = ()
    not_resolved: NotResolved | None = None


class Given(NamedTuple):
    """What a person has given with a recommendation of a local report, beside its words: number, agency, and when it is due."""

    number: Passage | None = None
    agency: Passage | None = None
    due: Passage | None = None


class Addressee(NamedTuple):
    """Whom a document is sent to: the *name* as given, the *agencies* and the *bodies* that it means; none where nobody knows."""

    name: Passage
    agencies: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


class Reply(NamedTuple):
    """A reply to a document: who sent it, and when it came (a day in ISO 8601); None for what is not known."""

    sender: Passage | None
    received: Passage | None


class Sending(NamedTuple):
    """What is known of a document that is sent to somebody who must reply: its *reference*, and on which day it is *dated*.

    All that it asks is asked of its *addressees*. *due* is the day by which they must reply: *is_due_assumed* where it follows
    from the date alone and the document does not give it. *replies* are those that are known one by one, *counted* the words
    that say how many came. Days are in ISO 8601.
    """

    reference: Passage
    dated: Passage | None
    addressees: tuple[Addressee, ...]
    due: Passage | None = None
    is_due_assumed: bool = False
    counted: Passage | None = None
    replies: tuple[Reply, ...] = ()

    @property
    def number_of_replies(self) -> int | None:
        """How many replies there are, None where nobody has counted."""
        return int(self.counted.text) if self.counted else len(self.replies) or None


class LearningPoint(NamedTuple):
    """A clause of the learning paragraph; its themes are in the order of their words."""

    passage: Passage
    themes: tuple[Reading, ...]


class Recommendation(NamedTuple):
    """A clause of the recommendations paragraph; what is read from its words is in their order.

    *via* are bodies that whoever is asked is to get to act, *concerns* those that are merely mentioned, *owner* who plainly
    must act where no agency is named, *actions* what is to be done, and *strength* whether a time or a measure is set, or
    nothing firm is asked (``deadline``, ``measure``, ``soft``). *is_recommendation* is False for a sentence that asks
    nobody to do anything; all but its passage is empty then. *given* is what a person has given with it, in local reports only.
    """

    passage: Passage
    is_recommendation: bool
    addressings: tuple[Addressing, ...]
    concerns: tuple[Reading, ...]
    themes: tuple[Reading, ...]
    via: tuple[Reading, ...] = ()
    owner: Reading | None = None
    actions: tuple[Reading, ...] = ()
    strength: tuple[Reading, ...] = ()
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the incident, as far as the page says: age in *age_unit*, sex, and the words that say so.

    >>> Child(18, "months", None, Passage(0, 0, "")).months
    18.0
    """

    age: float | None
    age_unit: AgeUnit | None
    sex: Sex | None
    words: Passage

    @property
    def months(self) -> float | None:
        """The age in months, to two decimal places."""
        return round(self.age * _MONTHS[self.age_unit], 2) if self.age is not None and self.age_unit else None


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

    *suicide* holds the words that say that it was or is thought to be one, or None. *certainty* is that of what
    happened and how; *certainty_words* are the words of doubt, None where it is stated; where only a keyword says that it
    was suicide, they are the keyword. *adult* holds the words that say that whoever died was an adult, or None.
    """

    outcome: Outcome
    outcome_words: Passage
    suicide: Passage | None
    children: tuple[Child, ...]
    date: IncidentDate | None
    certainty: Certainty = "stated"
    certainty_words: Passage | None = None
    adult: Passage | None = None


class Correction(NamedTuple):
    """What a person overruled: in a *clause* (None: of the review), a *field* was read as *was*, and *now* is what it is.

    Both are ids; *was* is "" where something was added, *now* where it was taken out. *who* said so *when* (a day, in ISO
    8601), and *why*.
    """

    clause: Passage | None
    field: CorrectedField
    was: str
    now: str
    who: str
    when: str
    why: str


class UnreadLine(NamedTuple):
    """A line of a page that belongs to no entry and is no known furniture, with its number on the page from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """The place of an entry: the page's file name and SHA-256 (of its bytes), and where the entry is in its text.

    *collection* is the name of the collection that the page is part of, and *page* its number among those read
    together, from 1. *unread* are the lines after the entry, and before a page's first one, that Casegraph could not
    read. *address* is the page's own on the web, and *accessed* the day when somebody looked at it there, in ISO 8601; ""
    where nobody said.
    """

    file: str
    sha256: str
    start: int
    end: int
    collection: str
    page: int = 1
    unread: tuple[UnreadLine, ...] = ()
    address: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A case review, as its entry on a page describes it.

    *places* are the area names of the heading, none if the review is anonymous, and *areas* what they mean;
    *narrative* holds a passage a paragraph; *link* is the address of the report where a saved page has one. *complete*
    is False for an entry that the page cuts off. *corrections* are what people overruled, which the record has as it is
    now. *sending* is there for a document that is sent to somebody who must reply.
    """

    heading: Passage
    year: int
    places: tuple[str, ...]
    areas: tuple[Place, ...]
    subject: str
    report: ReportKind | None
    complete: bool
    narrative: tuple[Passage, ...]
    incident: Incident
    learning: tuple[LearningPoint, ...]
    recommendations: tuple[Recommendation, ...]
    keywords: tuple[Keyword, ...]
    link: str | None
    source: Source
    corrections: tuple[Correction, ...] = ()
    sending: Sending | None = None

    @property
    def title(self) -> str:
        """The heading as printed."""
        return self.heading.text

    @property
    def is_local(self) -> bool:
        """Whether it is from a local report, which nobody has published."""
        return self.source.collection == LOCAL
