"""What differs between two builds as plain values: the page that shows it, and its parts."""

from dataclasses import dataclass

from casegraph.fragments.elements import Action, Link, Pager

__all__ = ["ChangedClause", "ChangedField", "ChangedReview", "ChangesPage", "CountRow", "ReviewGroup"]


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that changed: what it lost and what it gained, "" for nothing, each after a word that says which it is."""

    label: str
    before: str
    was: str
    after: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause that came, went or changed: which one and how, its text, and its fields."""

    heading: str
    text: str
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class ChangedReview:
    """A review that came, went or changed, without an address where it has no page; *note* says how it changed.

    *happened* are the changes in what happened to a child, which stays folded.
    """

    link: Link
    note: str
    fields: tuple[ChangedField, ...]
    happened: tuple[ChangedField, ...]
    clauses: tuple[ChangedClause, ...]


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """The reviews that are new, that are gone, or that changed."""

    heading: str
    reviews: tuple[ChangedReview, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many things of a kind are new, gone, changed in each way, and unchanged."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Two builds beside each other: what differs in a sentence and in numbers, then review by review.

    *choices* lead to some of the reviews, *rest* says how many more there are than the page shows.
    """

    summary: str
    builds: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[CountRow, ...]
    choices: tuple[Link, ...]
    actions: tuple[Action, ...]
    groups: tuple[ReviewGroup, ...]
    rest: str
    pager: Pager | None
