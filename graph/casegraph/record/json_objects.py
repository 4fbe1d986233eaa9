"""The JSON of a review, key by key: what `to_json` writes, and what `from_json` holds a line against.

``words`` and ``…_words`` say where something was read: a list of [start, end] in the page's text. Lists nest, and no
concept is a key, so that a table made of the lines has few columns.
"""

from typing import Literal, NotRequired, TypedDict

from casegraph.record.corrected_fields import CorrectedField
from casegraph.record.model import (
    AgeUnit,
    Basis,
    Certainty,
    NotResolved,
    Outcome,
    ReportKind,
    ResolutionBasis,
    Sex,
    ThemeBasis,
)

__all__ = [
    "AddresseeObject",
    "AreaObject",
    "BodyObject",
    "ChildObject",
    "ConcernWords",
    "CorrectionObject",
    "EntryObject",
    "GivenObject",
    "GivenWords",
    "IncidentObject",
    "KeywordWords",
    "LearningObject",
    "LineObject",
    "PassageObject",
    "RecommendationObject",
    "ReplyObject",
    "SendingObject",
    "SentToObject",
    "SourceObject",
    "ThemeWords",
    "UnreadObject",
    "Words",
]

Words = list[tuple[int, int]]
"""Where words are: start and end of each stretch in the page's text."""


class PassageObject(TypedDict):
    """A stretch of the page, with its exact words."""

    text: str
    start: int
    end: int


class ThemeWords(TypedDict):
    """All words of a clause that lead to a theme, and for each stretch the wording of the theme's table that it fits.

    *basis* says whether a wording led to it; records of older versions have neither it nor *probability*. Where the
    words stand before the clause, in what introduces it ("With regards to EHE the DfE should:"), *introduction* has
    their texts.
    """

    theme: str
    words: Words
    wordings: list[str]
    introduction: NotRequired[list[str]]
    basis: NotRequired[ThemeBasis]
    probability: NotRequired[float | None]


class ConcernWords(TypedDict):
    """The same for an agency; *former_agencies*, if there is one, is as long as *words*."""

    agency: str
    words: Words
    wordings: list[str]
    former_agencies: NotRequired[list[str | None]]


class KeywordWords(TypedDict):
    """The keyword that a printed term means, and where the term is."""

    keyword: str
    words: Words


class LearningObject(PassageObject):
    """A learning point."""

    themes: list[str]
    themes_words: list[ThemeWords]


class BodyObject(TypedDict):
    """A body that an addressee means; the id is a partnership's where *basis* is ``commissioned``."""

    body: str
    basis: ResolutionBasis
    share: float | None


class AddresseeObject(TypedDict):
    """An agency that a recommendation is addressed to."""

    agency: str
    basis: Basis
    as_printed: str | None
    words: Words
    wording: str
    former_agency: str | None
    bodies: list[BodyObject]
    not_resolved: NotResolved | None


class OwnerObject(TypedDict):
    """The agency that plainly must act where none is named; *basis* says that it is inferred."""

    agency: str
    words: Words
    wording: str
    probability: float | None
    basis: Literal["inferred"]


class ActionWords(TypedDict):
    """The words that a kind of action was read from, as in `ThemeWords`."""

    action: str
    words: Words
    wordings: list[str]
    probability: float | None


class StrengthWords(TypedDict):
    """The words that make a recommendation firm or soft."""

    strength: str
    words: Words


class GivenWords(TypedDict):
    """What a person has given with a recommendation of a local report: its text, and where that is."""

    text: str
    words: Words


class GivenObject(TypedDict):
    """The number, the agency and the time that a person has given; what was not given is absent."""

    number: NotRequired[GivenWords]
    agency: NotRequired[GivenWords]
    due: NotRequired[GivenWords]


class RecommendationObject(PassageObject):
    """A recommendation, or a sentence among them that recommends nothing.

    Files of former releases have nothing from *via* on; *given* is there for local reports only.
    """

    is_recommendation: bool
    addressees: list[AddresseeObject]
    concerns: list[str]
    concerns_words: list[ConcernWords]
    themes: list[str]
    themes_words: list[ThemeWords]
    via: NotRequired[list[str]]
    via_words: NotRequired[list[ConcernWords]]
    owner: NotRequired[OwnerObject | None]
    actions: NotRequired[list[str]]
    actions_words: NotRequired[list[ActionWords]]
    strength: NotRequired[list[str]]
    strength_words: NotRequired[list[StrengthWords]]
    given: NotRequired[GivenObject]


class ChildObject(TypedDict):
    """A child of the incident; *months* follows from the age and its unit, and is not read back."""

    age: float | None
    age_unit: AgeUnit | None
    sex: Sex | None
    months: NotRequired[float | None]
    words: Words


class IncidentObject(TypedDict):
    """The incident that triggered the review."""

    outcome: Outcome
    outcome_words: Words
    suicide: bool
    suicide_words: Words
    certainty: NotRequired[Certainty]
    certainty_words: NotRequired[Words]
    adult_words: NotRequired[Words]
    children: list[ChildObject]
    date: str | None
    earliest: str | None
    latest: str | None
    date_words: Words


class AreaObject(TypedDict):
    """What some of the review's *places* mean together: areas by GSS code, and the partnership there."""

    places: list[str]
    gss: list[str]
    partnership: str | None


class UnreadObject(TypedDict):
    """A line of the page that was not read."""

    line: int
    text: str


class SourceObject(TypedDict):
    """The page, and the place of the entry in it; *unread* is absent where every line was read, and what nobody said as well."""

    file: str
    sha256: str
    start: int
    end: int
    collection: str
    page: int
    address: NotRequired[str]
    accessed: NotRequired[str]
    unread: NotRequired[list[UnreadObject]]


class SentToObject(GivenWords):
    """An addressee by its name, with the agencies and the bodies that it means; both are empty where nobody knows."""

    agencies: list[str]
    bodies: list[str]


class ReplyObject(TypedDict):
    """A reply: who sent it, and when it came; what is not known is absent."""

    sender: NotRequired[GivenWords]
    received: NotRequired[GivenWords]


class SendingObject(TypedDict):
    """What is known of a document that is sent to somebody who must reply; what is not known is absent.

    *is_due_assumed* is true where the day follows from the date alone. *counted* says how many replies came.
    """

    reference: GivenWords
    dated: NotRequired[GivenWords]
    addressees: list[SentToObject]
    due: NotRequired[GivenWords]
    is_due_assumed: bool
    counted: NotRequired[GivenWords]
    replies: list[ReplyObject]


CorrectionObject = TypedDict(
    "CorrectionObject",
    {
        "clause": Words,
        "field": CorrectedField,
        "was": str,
        "is": str,
        "who": str,
        "when": str,
        "why": str,
    },
)
"""What a person overruled in a clause; the clause is empty where it is of the review."""


class EntryObject(TypedDict):
    """An entry of a page: a review as the page describes it; *status* is absent for what is published."""

    title: str
    status: NotRequired[Literal["local, not published"]]
    title_words: Words
    year: int
    places: list[str]
    areas: list[AreaObject]
    subject: str
    report: ReportKind | None
    complete: bool
    keywords: list[str]
    keywords_words: list[KeywordWords]
    narrative: list[PassageObject]
    incident: IncidentObject
    learning: list[LearningObject]
    recommendations: list[RecommendationObject]
    link: str | None
    source: SourceObject
    corrections: NotRequired[list[CorrectionObject]]
    sending: NotRequired[SendingObject]


class LineObject(EntryObject):
    """A line: a review, and *others*, the entries of the same review elsewhere; absent where there are none."""

    others: NotRequired[list[EntryObject]]
