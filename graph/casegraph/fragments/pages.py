"""Whole pages as plain values, made of elements. Where a page has an *address*, its forms send to it and need no script."""

from dataclasses import dataclass

from casegraph.collections import Profile
from casegraph.fragments.elements import (
    Action,
    Bar,
    Bars,
    Beside,
    Citation,
    Definitions,
    Filters,
    Hidden,
    Link,
    NameMatches,
    Option,
    Place,
    Reading,
    Role,
    Select,
    Top,
)
from casegraph.fragments.elsewhere import ElsewherePart
from casegraph.fragments.findings import FindingCard
from casegraph.fragments.learnt import LearntTable
from casegraph.fragments.lists import Facet, ReviewList, Sentence, SentenceList
from casegraph.fragments.sent import Sent

__all__ = [
    "AskedBefore",
    "Cell",
    "ClausePage",
    "CollectedPage",
    "Control",
    "FindPage",
    "Head",
    "MatrixPage",
    "Meanings",
    "Overview",
    "Panel",
    "ReviewPage",
    "ReviewsPage",
    "Row",
    "Step",
    "Table",
    "Ways",
]


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """The reviews that are chosen. Without an *address* a script acts on every choice; else *hidden* is sent along."""

    profile: Profile
    address: str
    hidden: tuple[Hidden, ...]
    filters: Filters | None
    words: str
    facets: tuple[Facet, ...]
    is_open: bool
    state: str
    matrix: str
    learnt: LearntTable | None
    reviews: ReviewList


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found, what there is, and where to begin; *unnamed* is the address of what names nobody, *replies* that of the page of replies."""

    profile: Profile
    counts: tuple[Bar, ...]
    begin: tuple[Bar, ...]
    matrix: str
    reviews: str
    central: str
    similar: str
    naming: str
    unnamed: str
    agencies: Top
    keywords: Top
    findings: tuple[FindingCard, ...]
    replies: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the table; *look* is "sum" or its step from few to many, *key* what it is called in addresses."""

    text: str
    href: str
    look: str
    key: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A sign in a head that sorts, opens, closes or hides: *label* says what it does, *key* is the same before and after."""

    sign: str
    label: str
    href: str
    key: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column, short, with its whole name as a title.

    *look* is "group", "member" of an open group or "sum"; *sorted* is "ascending", "descending" or "".
    """

    text: str
    title: str
    href: str
    look: str
    sorted: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    head: Head
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Themes by agencies; the first row and the first column of cells are sums. *heads* begin with those of labels and of sums."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    has_arrows: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A colour of the table, and the numbers that have it."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The sentences behind a number, or with no heading the largest numbers."""

    profile: Profile
    heading: str
    counts: str
    sentences: SentenceList | None
    largest: Bars | None


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The table of themes by agencies; *include* is the address that counts what names nobody as well.

    *is_subjects_alone* says that ways of acting are no rows, *leaves_out* that columns are hidden. *without* is what hides the
    agency that most recommendations are for, *columns* what shows hidden columns again and opens or closes all groups.

    Without an *address* a script acts on every switch.
    """

    address: str
    switches: tuple[Select, ...]
    without: Option | None
    hidden: tuple[Hidden, ...]
    filters: Filters
    columns: Filters
    state: str
    include: str
    ramp: tuple[Step, ...]
    is_share: bool
    is_subjects_alone: bool
    leaves_out: bool
    table: Table
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """How many recommendations ask an agency, in which ways, beside how many of all name any agency.

    *mentioned* leads to those that merely mention it, which stand apart; None if there are none.
    *unnamed* is the address of those with no agency named, "" if there are none.
    """

    total: str
    chart: Bars
    mentioned: Link | None
    naming: str
    unnamed: str


@dataclass(frozen=True, slots=True)
class ClausePage:
    """An agency or a theme with its sentences; only agencies have *ways*. *learnt* leads to what was learnt in its reviews.

    Without an *address* a script acts on every choice. *elsewhere* has what other collections say of it. *replies* is the
    address of the replies to what was sent to it, if there is such a page.
    """

    is_agency: bool
    definition: str
    also: str
    group: str
    broader: Link | None
    includes: tuple[Link, ...]
    ways: Ways | None
    address: str
    switches: tuple[Select, ...]
    learnt: Link | None
    state: str
    sentences: SentenceList
    near: Beside
    iri: str
    elsewhere: tuple[ElsewherePart, ...] = ()
    replies: str = ""


@dataclass(frozen=True, slots=True)
class CollectedPage:
    """A keyword, a partnership or an area with its reviews; *others* leads to sentences that are not shown."""

    is_partnership: bool
    areas: tuple[Place, ...]
    is_derived: bool
    matrix: str
    count: str
    learnt: LearntTable | None
    reviews: ReviewList
    asks: str
    sentences: SentenceList | None
    others: Link | None
    near: Beside | None
    iri: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review with all its sentences; *has_likely* and *has_owner* are as in a list of sentences.

    *sent* says to whom it was sent, None for a collection whose documents ask for no reply. *has_learning* says whether
    documents can have learning points at all.
    """

    profile: Profile
    partnerships: tuple[Link, ...]
    areas: tuple[Place, ...]
    year: str
    ages: str
    happened: str
    doubt: str
    corrected: tuple[str, ...]
    citation: Citation
    keywords: tuple[Link, ...]
    report: Link | None
    page: Link | None
    place: str
    marks: Link
    is_all_marked: bool
    narrative: tuple[str, ...]
    actions: tuple[Action, ...]
    recommendations: tuple[Sentence, ...]
    learning: tuple[Sentence, ...]
    has_likely: bool
    has_owner: bool
    near: Beside
    iri: str
    sent: Sent | None = None
    has_learning: bool = True


@dataclass(frozen=True, slots=True)
class FindPage:
    """What was found: what the words can mean (with *remarks* on what could not be used), an agency's role, names, and sentences.

    *relaxed* says so if no sentence has all words, and the sentences are those that come nearest in meaning.
    """

    state: str
    naming: str
    role: Role | None
    remarks: tuple[str, ...]
    can_mean: str
    readings: tuple[Reading, ...]
    actions: tuple[Action, ...]
    names: tuple[NameMatches, ...]
    relaxed: str
    sentences_title: str
    sentences: SentenceList | None


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A box for a recommendation, with the *text* that is in it, and the sentences that come nearest; *state* says how many."""

    text: str
    state: str
    sentences: SentenceList | None


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the words mean: how it is known who is asked, with how often, and agencies and themes.

    *theme_bases* says what themes were read from, with how often; it is empty if that was always a listed wording.
    """

    profile: Profile
    actions: tuple[Action, ...]
    bases: tuple[Bar, ...]
    theme_bases: tuple[Bar, ...]
    definitions: tuple[Definitions, ...]
