"""The types of the views as plain values for JSON; /openapi.json has their schemas, so their names and keys stay."""

from typing import Literal, NotRequired, TypedDict

from casegraph.views.addressing_ways import AddressingWay
from casegraph.views.clauses import Basis, ThemeBasis
from casegraph.views.made_types import About, Build, Made, Overview

__all__ = [
    "About",
    "AgencyLine",
    "Build",
    "Clause",
    "Concept",
    "ElsewhereAnswer",
    "KeywordLine",
    "Made",
    "Matrix",
    "Overview",
    "PartnershipLine",
    "Place",
    "ReviewLine",
    "ReviewPage",
    "ReviewsOf",
    "RoleAnswer",
    "RoleHead",
    "RoleRow",
    "Sentences",
    "SentencesOfAgency",
    "ThemeLine",
]  # fmt: skip


class Concept(TypedDict):
    """A theme, an agency, a keyword or a partnership: its id in addresses, and its label."""

    id: str
    label: str


class Place(TypedDict):
    """An area that a review is about."""

    id: str
    label: str
    nation: str
    region: NotRequired[str]


class Asked(TypedDict):
    """An agency that a clause asks to act, and how that is known."""

    agency: str
    label: str
    basis: Basis


class Owner(TypedDict):
    """The agency that plainly must act where none is named, inferred, and how probable that is; null if that is not known."""

    agency: str
    label: str
    basis: Literal["inferred"]
    probability: float | None


class ClauseTheme(Concept):
    """A theme of a clause, and how it was read.

    The basis is wording where a wording that is listed for the theme is in the clause, and learned where the clause was
    compared as a whole with labelled examples. The probability is null where only wordings were asked. The introduction
    has the words before the clause that the theme was read from ("With regards to EHE the DfE should:"), else none.
    """

    basis: ThemeBasis
    probability: float | None
    introduction: str


class Clause(TypedDict):
    """A recommendation, a learning point or a remark, in the exact words of its review."""

    kind: Literal["recommendation", "learning point", "remark"]
    text: str
    asked: list[Asked]
    via: list[Concept]
    owner: Owner | None
    concerned: list[Concept]
    themes: list[ClauseTheme]
    actions: list[str]
    ways: list[AddressingWay]
    strength: list[str]
    corrected: list[str]
    given: str
    review: str
    title: str
    page: str
    start: int
    end: int


class Child(TypedDict):
    """A child as a review describes it; null is not stated."""

    age: float | None
    unit: str | None
    sex: str | None


class ReviewLine(TypedDict):
    """A review as lists have it; null is not stated."""

    id: str
    title: str
    name: str
    year: int | None
    suicide: bool
    certainty: str
    happened: str
    doubt: str | None
    corrected: list[str]
    date: str | None
    children: list[Child]
    report: str | None
    link: str | None
    outcome: str
    partnerships: list[Concept]
    areas: list[Place]
    keywords: list[Concept]
    page: str
    start: int
    end: int


class ReviewPage(ReviewLine):
    """A review with its narrative and its clauses.

    *sent* is there for a document whose addressees must reply, where that is known.
    """

    iri: str
    narrative: list[str]
    learning: list[Clause]
    recommendations: list[Clause]
    sent: NotRequired["SendingAnswer"]


class AddresseeAnswer(TypedDict):
    """Somebody to whom a document was sent: the name as given, and the ids of the agencies that it was read as."""

    name: str
    agencies: list[str]


class ReplyAnswer(TypedDict):
    """A reply that is known: who sent it, and the day on which it came; null is not known."""

    sender: str | None
    day: str | None


class SendingAnswer(TypedDict):
    """To whom a document was sent, when a reply is due, and what is known of replies; null is not known.

    Some replies are only counted: *came* has those that are known one by one.
    """

    reference: str
    date: str | None
    addressees: list[AddresseeAnswer]
    due: str | None
    due_is_assumed: bool
    replies: int | None
    came: list[ReplyAnswer]


class SentencesHead(TypedDict):
    """An agency or a theme, and which part of its clauses is meant.

    *elsewhere* has what other collections say of it, where several were built together; nothing adds them up.
    """

    iri: str
    id: str
    label: str
    also: list[str]
    definition: str | None
    part: Literal[
        "asked",
        "named",
        "introduced",
        "via",
        "statutory",
        "owner",
        "mentioned",
        "unnamed",
        "recommendations",
        "learning",
    ]
    elsewhere: NotRequired[list["ElsewhereAnswer"]]


class ElsewhereAnswer(TypedDict):
    """What another collection says of the same agency or theme, counted on its own: *requests* in so many of all *documents*.

    Clauses that merely *mention* an agency are no requests to it. The collection's own page has them all, at *address*.
    """

    collection: str
    title: str
    requests: int
    in_documents: int
    documents: int
    mentioned: int
    in_words: str
    address: str
    sentences: list[Clause]


class Sentences(SentencesHead):
    """An agency or a theme with one part of its clauses."""

    sentences: list[Clause]


class RoleRow(TypedDict):
    """A recommendation that is the business of an agency, with the title of its review.

    *agencies* are those that were read in this way, the agency itself or narrower ones, *agency* the first of them; of a
    statutory partner it is the group. *given* is what a local report says beside its words.
    """

    text: str
    review: str
    year: int | None
    agency: str
    agencies: list[str]
    themes: list[str]
    actions: list[str]
    given: str
    review_id: str
    iri: str


class NamedAgency(TypedDict):
    """An agency that a recommendation is for, and how that is known."""

    agency: str
    label: str
    basis: str


class SimilarRow(TypedDict):
    """A recommendation that asks the same as *asked* or comes near, how near (0 to 1), and the words that both have.

    *places* are where these stand in *text*, as code points from 0. *same_partnership* says that the review is of the
    partnership whose own report was compared.
    """

    text: str
    review: str
    year: int | None
    score: float
    relation: str
    words: list[str]
    places: list[list[int]]
    agencies: list[NamedAgency]
    partnerships: list[str]
    asked: str
    same_partnership: bool
    review_id: str
    iri: str


class SimilarAnswer(TypedDict):
    """What asks the same as some texts: rows, and for each text how many ask the same and what was searched."""

    rows: list[SimilarRow]
    searched: list[str]
    same: int


class NamingCounts(TypedDict):
    """How many recommendations name an agency, how many name none, and how many of these ask through a named body."""

    named: int
    unnamed: int
    unnamed_via: int


class RoleCounts(TypedDict):
    """How many recommendations are the business of an agency in each way; together they are the total."""

    named: int
    introduced: int
    via: int
    statutory: int
    owner: int
    mentioned: int


class RoleGroups(TypedDict):
    """The recommendations that are the business of an agency, each in one way."""

    named: list[RoleRow]
    introduced: list[RoleRow]
    via: list[RoleRow]
    statutory: list[RoleRow]
    owner: list[RoleRow]
    mentioned: list[RoleRow]


class RoleHead(TypedDict):
    """An agency, and how many recommendations are its business, in which ways; *asked* leaves out those that merely mention it."""

    agency: str
    label: str
    total: int
    asked: int
    counts: RoleCounts
    naming: NamingCounts


class RoleAnswer(RoleHead):
    """An agency with the recommendations that are its business by way."""

    groups: RoleGroups


class SentencesOfAgency(RoleAnswer, Sentences):
    """An agency with its recommendations by way, and with the clauses of one part."""


class ReviewsOfHead(TypedDict):
    """A keyword, a partnership or an area."""

    iri: str
    id: str
    label: str


class ReviewsOf(ReviewsOfHead):
    """A keyword, a partnership or an area with its reviews."""

    reviews: list[ReviewLine]


class KeywordLine(TypedDict):
    """A keyword or an area in the list of all, with the number of its reviews."""

    id: str
    label: str
    reviews: int
    iri: str


AgencyLine = TypedDict(
    "AgencyLine",
    {
        "id": str,
        "label": str,
        "recommendations that ask it by name": int,
        "reviews": int,
        "recommendations that ask it in any way": int,
        "recommendations in any way": int,
        "iri": str,
    },
)
"""An agency in the list of all, with its numbers."""

ThemeLine = TypedDict(
    "ThemeLine", {"id": str, "label": str, "recommendations": int, "learning points": int, "reviews": int, "iri": str}
)
"""A theme in the list of all, with its numbers."""

PartnershipLine = TypedDict(
    "PartnershipLine", {"id": str, "label": str, "recommendations in its reviews": int, "reviews": int, "iri": str}
)
"""A partnership in the list of all, with its numbers."""


class Matrix(TypedDict):
    """Themes by agencies: what each cell (theme~agency) shows, how many reviews that is of, and how many clauses are left."""

    by: dict[str, str]
    reviews: int
    left: int
    cells: dict[str, int]
