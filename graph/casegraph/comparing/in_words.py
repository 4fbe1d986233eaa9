"""Changes in words, the same in every face."""

from collections import Counter
from collections.abc import Iterator, Mapping

from casegraph.comparing.changes import Cause, Change, ClauseChange, ClauseKind, FieldChange, ReviewChange, Value

__all__ = [
    "BECAUSE",
    "CHANGED",
    "HEADINGS",
    "before_and_after",
    "clause_heading",
    "clauses_in_words",
    "field_in_words",
    "marked",
    "review_heading",
    "value_in_words",
]

HEADINGS: Mapping[Change, str] = {
    "new": "New reviews",
    "gone": "Reviews that are gone",
    "changed": "Reviews that changed",
}
"""What the reviews of each change are called, in the order of a comparison."""

BECAUSE: Mapping[Cause, str] = {
    "page": "the page changed",
    "reading": "the reading changed",
    "either": "the page or the reading changed",
}
"""Why something changed."""

CHANGED: Mapping[Cause, str] = {
    "page": "changed on the page",
    "reading": "read differently",
    "either": "changed on the page or read differently",
}
"""What happened to what is in both builds."""

COLUMNS = ("new", "gone", "changed on the page", "read differently", "either", "unchanged")
"""The heads of the numbers of a summary."""

_BASES: Mapping[str, str] = {
    "explicit": "named in the text",
    "lead-in": "named in the introduction",
    "default": "no agency named",
}

_KINDS: tuple[ClauseKind, ...] = ("recommendation", "learning point", "remark")
_QUOTED = 3  # words that are quoted of one value
_AROUND = 6  # words that are shown before and after those that differ


def marked(change: Change, cause: Cause) -> str:
    """Return what happened to something, in a word or two.

    >>> marked("new", "page"), marked("changed", "reading")
    ('new', 'read differently')
    """
    return CHANGED[cause] if change == "changed" else change


def review_heading(change: ReviewChange) -> str:
    """Return what happened to a review.

    >>> review_heading(ReviewChange("gone", "2020-kent-child-a", "2020 – Kent – Child A", 2020, (), ()))
    'gone'
    """
    former = f"; formerly {change.was_id}" if change.was_id else ""
    return marked(change.change, change.cause) + former


def clause_heading(change: ClauseChange) -> str:
    """Return which clause it is, and what happened to it.

    >>> from casegraph.comparing.changes import Side
    >>> clause_heading(ClauseChange("recommendation", Side(2, "Train."), Side(3, "Train."), (), "reading"))
    'Recommendation 3 (formerly 2), read differently'
    """
    side = change.now or change.was
    number = f" {side.number}" if side else ""
    is_moved = change.was and change.now and change.was.number != change.now.number
    former = f" (formerly {change.was.number})" if is_moved and change.was else ""
    return f"{change.kind.capitalize()}{number}{former}, {marked(change.change, change.cause)}"


def clauses_in_words(change: ReviewChange) -> str:
    """Return how many clauses of a review came, went or changed.

    >>> from casegraph.comparing.changes import Side
    >>> clause = ClauseChange("recommendation", None, Side(1, "Train."))
    >>> clauses_in_words(ReviewChange("new", "a", "A", 2020, (), (clause, clause)))
    '2 recommendations'
    >>> clauses_in_words(ReviewChange("changed", "a", "A", 2020, (), (clause,)))
    '1 recommendation'
    """
    number = Counter(each.kind for each in change.clauses)
    counts = [f"{number[kind]:,} {kind}{'s' * (number[kind] != 1)}" for kind in _KINDS if number[kind]]
    return ", ".join(counts) or "all clauses as before"


def value_in_words(value: Value) -> str:
    """Return a value, how it is known, and the words that it was read from.

    >>> value_in_words(Value("icb", "Integrated care board", "explicit", ("the ICB",)))
    'Integrated care board (named in the text) “the ICB”'
    """
    basis = f" ({_BASES.get(value.basis, value.basis)})" if value.basis else ""
    words = ", ".join(f"“{each}”" for each in value.words[:_QUOTED] if each != value.label)
    return f"{value.label}{basis}{f' {words}' if words else ''}{' …' if len(value.words) > _QUOTED else ''}"


def before_and_after(change: FieldChange) -> tuple[str, str]:
    """Return what stands before what a field lost and before what it gained: of several values some may have stayed.

    >>> before_and_after(FieldChange("owner", (), (Value("schools", "Schools"),)))
    ('was', 'now')
    """
    return ("was", "now") if max(len(change.was), len(change.now)) < 2 else ("removed", "added")


def field_in_words(change: FieldChange) -> tuple[str, str]:
    """Return what a field lost and what it gained; a field without a value is none. Of a long text, what differs is shown.

    >>> field_in_words(FieldChange("owner", (), (Value("schools", "Schools"),)))
    ('none', 'Schools')
    """
    if len(change.lost) == len(change.gained) == 1 and change.field in ("text", "narrative"):
        return differing(change.lost[0].label, change.gained[0].label)
    if not (change.lost or change.gained):  # there are more of the same
        return "; ".join(map(value_in_words, change.was)), "; ".join(map(value_in_words, change.now))
    return "; ".join(_values(change.was, change.lost)), "; ".join(_values(change.now, change.gained))


def differing(was: str, now: str) -> tuple[str, str]:
    """Return two texts without the words that both begin with and end with, but for a few on either side.

    >>> differing("one two three four five six seven OLD.", "one two three four five six seven new.")
    ('… two three four five six seven OLD.', '… two three four five six seven new.')
    """
    old, new = was.split(), now.split()
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    last = next((at for at in range(shorter - first) if old[-1 - at] != new[-1 - at]), shorter - first)
    start, end = max(0, first - _AROUND), max(0, last - _AROUND)
    return _cut(old, start, end), _cut(new, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    shown = words[start : len(words) - end]
    return " ".join([*(["…"] if start else []), *shown, *(["…"] if end else [])])


def _values(every: tuple[Value, ...], differing: tuple[Value, ...]) -> Iterator[str]:
    """Yield the values that differ, and “none” where there are no values at all."""
    if not every:
        yield "none"
    yield from map(value_in_words, differing)
