"""Sentences and reviews in lists, and what reviews are chosen by, as plain values."""

from dataclasses import dataclass

from casegraph.fragments.elements import Action, Citation, Link, More, Pager, Select

__all__ = [
    "Addressees",
    "Card",
    "Choice",
    "Facet",
    "LikelyOwner",
    "LikelyTheme",
    "Order",
    "Piece",
    "ReviewList",
    "Sentence",
    "SentenceList",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, and the kinds that they were read as ("" for none)."""

    text: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Agencies that a sentence asks, known in the same way; if it *is_assumed*, the sentence names nobody."""

    agencies: tuple[Link, ...]
    is_assumed: bool
    basis: str
    quote: str


@dataclass(frozen=True, slots=True)
class LikelyTheme:
    """A theme that was read from a whole sentence, and how likely it is, such as "83%"."""

    link: Link
    percent: str


@dataclass(frozen=True, slots=True)
class IntroducedThemes:
    """Themes that the words of an introduction before a sentence led to, and these words."""

    themes: tuple[Link, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class LikelyOwner:
    """The agency that plainly must act where none is named, the words that say so, and how likely it is ("83%", "" if not known)."""

    link: Link
    quote: str
    percent: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A learning point or recommendation; its review is None where the page is the review's own.

    *brief* says in one line who it is for and how that is known, its first themes and what is to be done.

    *themes* are those that listed wordings led to, *likely* those that were read from the whole sentence, and
    *introduced* those of an introduction that holds for it. *via* are agencies that another is to get to act, *concerned*
    those that are merely mentioned, *actions* the names of what is to be done, *strength* how firmly. *corrected* says what
    people overruled, *given* what a local report says beside the words. *report* and *page* lead to the report and to the
    page on the web that has the text, where these are known; *iri* is the identifier.
    """

    pieces: tuple[Piece, ...]
    brief: str
    review: Link | None
    year: str
    by: str
    addressees: tuple[Addressees, ...]
    via: tuple[Link, ...]
    owner: LikelyOwner | None
    concerned: tuple[Link, ...]
    actions: tuple[str, ...]
    strength: str
    themes: tuple[Link, ...]
    likely: tuple[LikelyTheme, ...]
    introduced: tuple[IntroducedThemes, ...]
    corrected: tuple[str, ...]
    given: str
    place: str
    report: Link | None
    page: Link | None
    iri: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Order:
    """An order that a list can have, with its address; *name* is the word for it in addresses."""

    name: str
    text: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SentenceList:
    """The sentences that are shown, what to say if there are none, and how many a click adds (None if no script runs).

    *orders* are those that the list can have, *marks* switches between the words that the page is about and all that were
    read, which *is_all_marked* says are highlighted. *has_likely* says whether any sentence has a theme that was read from the
    whole sentence, *has_owner* a likely owner.
    """

    shown: tuple[Sentence, ...]
    empty: str
    actions: tuple[Action, ...]
    has_likely: bool
    has_owner: bool
    orders: tuple[Order, ...] = ()
    marks: Link | None = None
    is_all_marked: bool = False
    more: More | None = None
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A review in a list."""

    link: Link
    partnerships: tuple[Link, ...]
    happened: str
    counts: str
    keywords: tuple[Link, ...]
    narrative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewList:
    """The reviews that are shown."""

    shown: tuple[Card, ...]
    actions: tuple[Action, ...]
    more: More | None = None
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how many reviews it would give."""

    facet: str
    key: str
    label: str
    number: int
    is_chosen: bool
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """What reviews are chosen by; years have a range as well."""

    id: str
    label: str
    is_open: bool
    range: tuple[Select, ...]
    values: tuple[Choice, ...]
