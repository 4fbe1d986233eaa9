"""The elements of pages as plain values: what fragments are filled with, each shape said once.

The server makes these, the explorer's scripts make objects with the same keys. Texts are as people read them and numbers
are whole; "", () and None mean that there is none.
"""

from dataclasses import dataclass

__all__ = [
    "Action",
    "Bar",
    "Bars",
    "Beside",
    "Citation",
    "Definition",
    "Definitions",
    "Filters",
    "Hidden",
    "Link",
    "Mark",
    "More",
    "NameMatch",
    "NameMatches",
    "NearGroup",
    "Option",
    "Pager",
    "Place",
    "Reading",
    "Role",
    "Select",
    "Top",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a review or a sentence, in three forms (see ``casegraph.views.citation``)."""

    harvard: str
    bibtex: str
    ris: str


@dataclass(frozen=True, slots=True)
class Link:
    """A thing by its name, with the address of its page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a kind of thing: the outline of its shape ("" for none) and a word."""

    kind: str
    outline: str
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """A button that *does* something by a script, or a link, which *is_button* makes look like one."""

    text: str
    href: str = ""
    is_button: bool = False
    does: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from in a list."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose one value from."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a form sends along."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that are on, each with the address that removes it, and links to change them all."""

    chosen: tuple[Link, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class More:
    """How many of *all* a click adds to a list, and what they are."""

    next: int
    noun: str
    all: int


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a list is shown, of how many, and where the parts before and after it are ("" for none)."""

    part: int
    all: int
    back: str
    next: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of something, with an address."""

    number: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers as bars; *most* is the number that has the whole width, at least 1."""

    most: int
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Top:
    """The most frequent things of a kind."""

    chart: Bars
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class NearGroup:
    """Neighbours of one kind, and how many more there are."""

    heading: str
    chart: Bars
    rest: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What is one step away; if it *is_drawn*, a script draws it."""

    is_drawn: bool
    groups: tuple[NearGroup, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An area, with its page if it has one, and the larger areas around it."""

    text: str
    href: str
    within: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A thing whose name has the words, and how much there is about it ("" if that is not counted)."""

    link: Link
    weight: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that words can mean: its kind with how much it leads to."""

    link: Link
    what: str


@dataclass(frozen=True, slots=True)
class NameMatches:
    """The things of one kind whose names have the words."""

    id: str
    mark: Mark | None
    title: str
    shown: tuple[NameMatch, ...]
    more: More | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A thing and what it means."""

    text: str
    href: str
    definition: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """Things of one kind and what they mean."""

    title: str
    rows: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """The page with everything for an agency, and how many recommendations are its business in which ways."""

    link: Link
    ways: str
