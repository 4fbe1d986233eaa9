"""The model of differences: reviews, clauses and fields that came, went or changed, each with what was and what is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = [
    "CLAUSE_FIELDS",
    "FIELDS",
    "REVIEW_FIELDS",
    "WORDED",
    "Cause",
    "Change",
    "ClauseChange",
    "ClauseKind",
    "Field",
    "FieldChange",
    "ReviewChange",
    "Side",
    "Value",
]

Change = Literal["new", "gone", "changed"]

Cause = Literal["page", "reading", "either"]
"""Why something changed: the words of the page did, the reading of the same words did, or both did and either may be why."""

ClauseKind = Literal["recommendation", "learning point", "remark"]
"""A remark is a sentence among the recommendations that recommends nothing, in both builds."""

Field = Literal[
    "title", "year", "places", "partnership", "report", "link", "complete", "keywords", "narrative",
    "outcome", "suicide", "certainty", "date", "children",
    "text", "kind", "addressees", "bodies", "via", "owner", "mentioned", "themes", "actions", "strength",
]  # fmt: skip

FIELDS: Mapping[Field, str] = {
    "title": "Title",
    "year": "Year of publication",
    "places": "Areas",
    "partnership": "Safeguarding partnership",
    "report": "Kind of report",
    "link": "Link to the report",
    "complete": "Whether the entry is complete",
    "keywords": "Keywords",
    "narrative": "What happened, in the page's words",
    "outcome": "Outcome",
    "suicide": "Suicide",
    "certainty": "How certain that is",
    "date": "Date of the incident",
    "children": "Children",
    "text": "Wording",
    "kind": "Whether it recommends anything",
    "addressees": "Addressed to",
    "bodies": "Organisations meant",
    "via": "Asked through another agency",
    "owner": "Likely owner",
    "mentioned": "Mentioned",
    "themes": "Themes",
    "actions": "Actions",
    "strength": "Strength",
}
"""What is compared, as people call it: of reviews first, then of clauses."""

WORDED: frozenset[Field] = frozenset({"title", "report", "link", "keywords", "narrative", "text"})
"""The fields that are words of the page; all others are read from words."""

_SPLIT = [*FIELDS].index("text")
REVIEW_FIELDS: tuple[Field, ...] = tuple(FIELDS)[:_SPLIT]
CLAUSE_FIELDS: tuple[Field, ...] = tuple(FIELDS)[_SPLIT:]


class Value(NamedTuple):
    """One of the values of a field: its *id*, what people call it, how it is known ("" if that is not compared), and its words.

    The *words* are those of the page that it was read from; two values with the same id and basis are the same value.
    """

    id: str
    label: str
    basis: str = ""
    words: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same value as another."""
        return self.id, self.basis


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose values changed: all that there *was*, and all that there is *now*."""

    field: Field
    was: tuple[Value, ...]
    now: tuple[Value, ...]

    @property
    def label(self) -> str:
        """What people call the field."""
        return FIELDS[self.field]

    @property
    def lost(self) -> tuple[Value, ...]:
        """The values that are there no more.

        >>> neglect, sleep = Value("neglect", "Neglect"), Value("safe-sleep", "Safe sleep")
        >>> [each.label for each in FieldChange("themes", (neglect,), (neglect, sleep)).gained]
        ['Safe sleep']
        """
        return _without(self.was, self.now)

    @property
    def gained(self) -> tuple[Value, ...]:
        """The values that are new."""
        return _without(self.now, self.was)


class Side(NamedTuple):
    """A clause in one of the builds: its *number* in the review's list, from 1, and its *text*."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A recommendation, learning point or remark that came, went or changed; *was* is None where it is new, *now* where it is gone.

    *cause* says why it changed; what came or went is always the page's doing.
    """

    kind: ClauseKind
    was: Side | None
    now: Side | None
    fields: tuple[FieldChange, ...] = ()
    cause: Cause = "page"

    @property
    def change(self) -> Change:
        """Whether it came, went or changed."""
        return "new" if self.was is None else "gone" if self.now is None else "changed"

    @property
    def text(self) -> str:
        """Its text, as it is now if it is still there."""
        side = self.now or self.was
        return side.text if side else ""


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """A review that came, went or changed: its *id* and *title* as they are now if it is still there, and what changed in it.

    *was_id* is its id in the older build where that differs, because its heading was mended. *fields* are its own, without
    those of its *clauses*, of which recommendations and remarks come first. All clauses of a new review are new.
    """

    change: Change
    id: str
    title: str
    year: int
    fields: tuple[FieldChange, ...]
    clauses: tuple[ClauseChange, ...]
    cause: Cause = "page"
    was_id: str = ""

    def of_kind(self, kind: ClauseKind) -> tuple[ClauseChange, ...]:
        """Return the clauses of a kind that came, went or changed."""
        return tuple(each for each in self.clauses if each.kind == kind)


def _without(values: tuple[Value, ...], others: tuple[Value, ...]) -> tuple[Value, ...]:
    there = {each.key for each in others}
    return tuple(each for each in values if each.key not in there)
