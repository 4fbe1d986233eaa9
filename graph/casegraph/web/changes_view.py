"""What differs between two builds, as fragments take it: for the served page and for a file of its own."""

from collections.abc import Callable, Iterable
from itertools import groupby

from casegraph.comparing import Comparison
from casegraph.comparing.builds import build_in_words
from casegraph.comparing.changes import ClauseChange, FieldChange, ReviewChange
from casegraph.comparing.in_words import (
    COLUMNS,
    HEADINGS,
    before_and_after,
    clause_heading,
    clauses_in_words,
    field_in_words,
    review_heading,
)
from casegraph.fragments.changes import ChangedClause, ChangedField, ChangedReview, ChangesPage, CountRow, ReviewGroup
from casegraph.fragments.elements import Action, Link, Pager

__all__ = ["changes_view"]


def changes_view(
    comparison: Comparison,
    changes: Iterable[ReviewChange],
    *,
    address: Callable[[str], str],
    choices: tuple[Link, ...] = (),
    actions: tuple[Action, ...] = (),
    rest: str = "",
    pager: Pager | None = None,
) -> ChangesPage:
    """Return the page of a comparison with some of its *changes*; a review of the newer build has an *address* by its id."""
    summary = comparison.summary
    return ChangesPage(
        summary=str(summary),
        builds=(f"Old: {build_in_words(comparison.old)}", f"New: {build_in_words(comparison.new)}"),
        columns=COLUMNS,
        rows=tuple(CountRow(name, counts.numbers) for name, counts in summary.rows.items()),
        choices=choices,
        actions=actions,
        groups=tuple(
            ReviewGroup(HEADINGS[change], tuple(_review(each, address) for each in alike))
            for change, alike in groupby(changes, lambda each: each.change)
        ),
        rest=rest,
        pager=pager,
    )


def _review(change: ReviewChange, address: Callable[[str], str]) -> ChangedReview:
    return ChangedReview(
        link=Link(change.title, "" if change.change == "gone" else address(change.id)),
        note=f"{review_heading(change)} · {clauses_in_words(change)}",
        fields=tuple(_field(each) for each in change.fields if each.field != "narrative"),
        happened=tuple(_field(each) for each in change.fields if each.field == "narrative"),
        clauses=tuple(map(_clause, change.clauses)),
    )


def _clause(change: ClauseChange) -> ChangedClause:
    return ChangedClause(clause_heading(change), change.text, tuple(map(_field, change.fields)))


def _field(change: FieldChange) -> ChangedField:
    (was, now), (before, after) = field_in_words(change), before_and_after(change)
    return ChangedField(change.label, before, was, after, now)
