"""What changed between two readings of one review, clause by clause and field by field, and why."""

from collections.abc import Iterator, Sequence
from typing import Literal

from casegraph.comparing.alignment import aligned
from casegraph.comparing.changes import (
    FIELDS,
    WORDED,
    Cause,
    ClauseChange,
    Field,
    FieldChange,
    ReviewChange,
    Side,
)
from casegraph.comparing.entry_fields import ClauseFields, EntryFields, Values

__all__ = ["changed_review", "one_sided_review"]

_ORDERED: frozenset[Field] = frozenset({"narrative"})
"""Fields whose values in another order are another text."""


def changed_review(
    id: str, was_id: str, old: EntryFields, new: EntryFields, *, is_same_rules: bool
) -> ReviewChange | None:
    """Return what changed in a review, None if nothing did; *is_same_rules* says that both builds read in the same way.

    What people overruled counts as another way of reading, in the reviews where they did.
    """
    fields = tuple(_fields(old.fields, new.fields))
    lists = [(old.recommendations, new.recommendations), (old.learning, new.learning)]
    is_other_text = any(each.field in WORDED for each in fields) or any(
        sorted(each.text for each in ones) != sorted(each.text for each in others) for ones, others in lists
    )
    is_read_alike = is_same_rules and old.corrections == new.corrections
    why = _Why(is_read_alike, is_same_page=old.page == new.page, is_other_text=is_other_text)
    clauses = tuple(change for ones, others in lists for change in _clauses(ones, others, why))
    if not (fields or clauses or id != was_id):
        return None
    return ReviewChange(
        change="changed",
        id=id,
        title=new.title,
        year=new.year,
        fields=fields,
        clauses=clauses,
        cause=_together([*map(why.of, fields), *(each.cause for each in clauses)]),
        was_id=was_id if was_id != id else "",
    )


def one_sided_review(change: Literal["new", "gone"], id: str, entry: EntryFields) -> ReviewChange:
    """Return a review that came or went, with all its clauses."""
    clauses = (
        (each.kind, Side(number, each.text))
        for each_list in (entry.recommendations, entry.learning)
        for number, each in enumerate(each_list, start=1)
    )
    changes = (ClauseChange(kind, *((None, side) if change == "new" else (side, None))) for kind, side in clauses)
    return ReviewChange(change, id, entry.title, entry.year, (), tuple(changes))


class _Why:
    """Says why a field changed."""

    def __init__(self, is_same_rules: bool, *, is_same_page: bool, is_other_text: bool) -> None:
        self.is_same_rules, self.is_same_page, self.is_other_text = is_same_rules, is_same_page, is_other_text

    def of(self, change: FieldChange) -> Cause:
        """Return the cause of a change: words of the page are the page's doing, and so is all that the same rules read."""
        if change.field in WORDED or self.is_same_rules:
            return "page"
        if self.is_same_page or not (self.is_other_text or _is_introduced(change)):
            return "reading"
        return "either"

    def of_clause(self, fields: Sequence[FieldChange]) -> Cause:
        """Return the cause of what changed in a clause: if its own words did, these are."""
        if any(each.field == "text" for each in fields):
            return "page"
        return _together([self.of(each) for each in fields])


def _is_introduced(change: FieldChange) -> bool:
    """Return whether what the page says before the list decides a field: no record has all of these words."""
    return any(each.basis == "lead-in" for each in (*change.was, *change.now))


def _together(causes: Sequence[Cause]) -> Cause:
    """Return the cause of several changes together.

    >>> _together(["page", "page"]), _together(["page", "reading"]), _together([])
    ('page', 'either', 'page')
    """
    return causes[0] if len({*causes}) == 1 else "either" if causes else "page"


def _clauses(old: Sequence[ClauseFields], new: Sequence[ClauseFields], why: _Why) -> Iterator[ClauseChange]:
    """Yield the clauses of a list that came, went or changed, in the order of the newer list."""
    for one, other in aligned([each.text for each in old], [each.text for each in new]):
        was = Side(one + 1, old[one].text) if one is not None else None
        now = Side(other + 1, new[other].text) if other is not None else None
        if one is None or other is None:
            yield ClauseChange(old[one].kind if one is not None else new[other or 0].kind, was, now)
        elif fields := tuple(_fields(old[one].fields, new[other].fields)):
            kind = new[other].kind if old[one].kind == "remark" else old[one].kind
            yield ClauseChange(kind, was, now, fields, why.of_clause(fields))


def _fields(old: dict[Field, Values], new: dict[Field, Values]) -> Iterator[FieldChange]:
    """Yield the fields whose values changed; a field that a record of an older version lacks is not compared."""
    for field in FIELDS:
        was, now = old.get(field), new.get(field)
        if was is None or now is None:
            continue
        keys_was, keys_now = [each.key for each in was], [each.key for each in now]
        is_same = keys_was == keys_now if field in _ORDERED else sorted(keys_was) == sorted(keys_now)
        if not is_same:
            yield FieldChange(field, was, now)
