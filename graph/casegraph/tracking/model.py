"""What a tracker is: lines, each a recommendation as Casegraph reads it beside what people wrote about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casegraph.errors import CasegraphError

__all__ = [
    "GIVEN",
    "INFERRED",
    "INTRODUCED",
    "NAMED",
    "STATED",
    "STATUSES",
    "Ask",
    "Chosen",
    "Entries",
    "Line",
    "OtherSheet",
    "Tracker",
    "TrackerError",
    "Value",
]

Value = str | int | float | date | None
"""What somebody wrote in a cell; None is nothing. A date can have a time."""

STATUSES = ("accepted", "in progress", "implemented", "rejected", "superseded", "no answer")
"""What can have become of a recommendation, in the order in which people choose it."""


STATED, GIVEN = "(stated in the text)", "(given in the report)"
NAMED, INTRODUCED, INFERRED = "(named in the text)", "(named in the introduction)", "(likely owner, inferred)"
"""What a value ends with that Casegraph suggests: as long as it is there, nobody has confirmed the value."""

_MARKS = (STATED, GIVEN, NAMED, INTRODUCED, INFERRED)
_CHOICES = ("agency", "theme", "partnership", "question")


class TrackerError(CasegraphError):
    """A tracker that cannot be read: in which *row* of its sheet (0 for the file), what *value* is wrong, and what is *near* it.

    >>> print(TrackerError("tracker.xlsx, row 3: two rows.", "Remove one.", row=3))
    tracker.xlsx, row 3: two rows. Remove one.
    """

    def __init__(
        self, problem: str, remedy: str = "", *, row: int = 0, value: str = "", near: Sequence[str] = ()
    ) -> None:
        """Say what was wrong, and what to do."""
        super().__init__(problem, remedy)
        self.row, self.value, self.near = row, value, tuple(near)


@dataclass(frozen=True, slots=True)
class Ask:
    """A recommendation as Casegraph reads it; *id* is the end of its IRI, the rest is as people read it."""

    id: str
    text: str
    review: str = ""
    year: int | None = None
    agency: str = ""
    addressing: str = ""
    themes: str = ""
    kinds: str = ""

    @property
    def review_id(self) -> str:
        """The id of its review.

        >>> Ask("2025-kent-child-a/3", "Audit referrals").review_id
        '2025-kent-child-a'
        """
        return self.id.rpartition("/")[0]

    @property
    def number(self) -> int:
        """Its number among the clauses of its review."""
        end = self.id.rpartition("/")[2]
        return int(end) if end.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Entries:
    """What people wrote about a recommendation; *more* is what they wrote in columns of their own, by name."""

    status: str = ""
    action: Value = None
    owner: Value = None
    due: Value = None
    date: Value = None
    evidence: Value = None
    impact: Value = None
    more: Mapping[str, Value] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything is written.

        >>> bool(Entries()), bool(Entries(more={"Note": "a"}))
        (False, True)
        """
        own = (self.status, self.action, self.owner, self.due, self.date, self.evidence, self.impact)
        return any(each not in ("", None) for each in (*own, *self.more.values()))

    @property
    def confirmed(self) -> "Entries":
        """What people wrote, without what Casegraph suggested and nobody has confirmed.

        >>> Entries("accepted", owner="ICB", due="annual (stated in the text)").confirmed
        Entries(status='accepted', action=None, owner='ICB', due=None, date=None, evidence=None, impact=None, more={})
        """
        return replace(self, owner=_confirmed(self.owner), due=_confirmed(self.due))


def _confirmed(value: Value) -> Value:
    return None if isinstance(value, str) and value.rstrip().endswith(_MARKS) else value


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a tracker; *change* says what the last update changed about it, "" for nothing."""

    ask: Ask
    entries: Entries = Entries()
    change: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the recommendations of a tracker have in common, by id: "" for any.

    A *question* whose answer they are has its values as in an address.
    """

    agency: str = ""
    theme: str = ""
    partnership: str = ""
    question: str = ""

    def __bool__(self) -> bool:
        """Return whether anything is chosen."""
        return bool(self.agency or self.theme or self.partnership or self.question)

    def __str__(self) -> str:
        """Return it as the file says it.

        >>> str(Chosen(agency="icb", theme="neglect")), str(Chosen()), str(Chosen(question="recommendations-to?agency=dfe"))
        ('agency/icb, theme/neglect', 'all', 'question/recommendations-to?agency=dfe')
        """
        named = tuple((each, str(getattr(self, each))) for each in _CHOICES)
        return ", ".join(f"{kind}/{id}" for kind, id in named if id) or "all"

    @classmethod
    def of_text(cls, text: str) -> "Chosen | None":
        """Return what a file says, None if it says nothing that can be meant.

        >>> Chosen.of_text("agency/icb, theme/neglect") == Chosen("icb", "neglect"), Chosen.of_text("mine")
        (True, None)
        """
        if text.strip() == "all":
            return cls()
        named = dict(each.strip().partition("/")[::2] for each in text.split(","))
        if not {*named} <= {*_CHOICES} or not all(named.values()):
            return None
        return cls(**named)


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that people added to the file: its cells as they are."""

    name: str
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker: *lines* of recommendations in the collection, and those *gone* from it.

    *chosen* says which recommendations belong in it, None if the file does not say. *more* are the names of columns that
    people added, *sheets* the sheets.
    """

    lines: tuple[Line, ...]
    chosen: Chosen | None = Chosen()
    gone: tuple[Line, ...] = ()
    more: tuple[str, ...] = ()
    sheets: tuple[OtherSheet, ...] = ()
