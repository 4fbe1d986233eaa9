"""The types of the parts that answers to an assistant are made of; the schemas of its tools are made from them.

Words of pages are only in fields whose name begins with ``quoted_``. So an assistant knows them from ours, and no text can
end the field that it is in, as all answers are JSON.
"""

from dataclasses import dataclass

__all__ = [
    "Addressed",
    "Concept",
    "Counted",
    "Evidence",
    "Named",
    "NamedBy",
    "Place",
    "ReviewPart",
    "Sentence",
    "Shown",
    "Source",
    "Value",
]

Value = str | float | bool | None
"""The value of a column."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer is from: the collection, how many documents it has, and what a reader must know.

    *collection_id* is what tools take as collection. *built* is the day on which the build was made that the answer is from.
    """

    collection_id: str
    collection: str
    documents: int
    counted_as: str
    built: str
    content_warning: str
    about_counts: str
    helpline: str
    rights: str
    about_quoted_text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of a list an answer has, counted from 1, and what it leaves out, "" for nothing."""

    first: int
    last: int
    total: int
    left_out: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A theme or an agency by its id, with Casegraph's own label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Named:
    """A thing whose name comes from a page: a review, a partnership, a keyword or an area."""

    id: str
    quoted_name: str


@dataclass(frozen=True, slots=True)
class Addressed:
    """An agency that a recommendation is for, and how that is known; the introduction to the list may name it."""

    id: str
    label: str
    known_by: str
    quoted_introduction: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are: the file of the page, the characters from *start* to before *end*, and the page's address if known.

    *iri* names this place in the graph.
    """

    quoted_file: str
    start: int
    end: int
    quoted_address: str
    iri: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A recommendation, a learning point or a remark in the exact words of its review.

    *page* is its page on a server of this build, *iri* its name in the graph. *characters_left_out* says how much of very
    long words is missing at their end. *likely_owner* is inferred where no agency is named. *via* are agencies that whoever
    it is addressed to is to get to act, *mentioned* those that it does no more than mention.
    """

    kind: str
    quoted_source_text: str
    characters_left_out: int
    iri: str
    page: str
    review: Named
    year: int | None
    partnerships: list[Named]
    addressed: list[Addressed]
    via: list[Concept]
    likely_owner: Concept | None
    mentioned: list[Concept]
    themes: list[Concept]
    actions: list[str]
    strength: list[str]
    quoted_corrections: list[str]
    quoted_given: str
    place: Place
    quoted_report_link: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """A review as a list has it: what happened in a few words, how much it says, and where its text is."""

    id: str
    quoted_title: str
    iri: str
    page: str
    year: int | None
    quoted_what_happened: str
    certainty: str
    recommendations: int
    learning_points: int
    partnerships: list[Named]
    areas: list[Named]
    keywords: list[Named]
    place: Place
    quoted_report_link: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, what it counts, and of how many that is."""

    number: int
    of: int
    what: str


@dataclass(frozen=True, slots=True)
class NamedBy:
    """How many recommendations name an agency, how many name none, and how many of these ask through a named body."""

    named: int
    unnamed: int
    unnamed_via: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What Casegraph read from some words, how that is known, and the words with their characters on the page.

    *wordings* are the listed wordings that matched; there are none where the clause was read as a whole.
    """

    kind: str
    reading: str
    known_by: str
    quoted_words: list[str]
    places: list[list[int]]
    wordings: list[str]
