"""Tables of counts: agencies, subjects, kinds of action and strength of some recommendations, each with its denominator."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from casegraph.briefings.strengths import STRENGTHS, Strengths, strength_of
from casegraph.papers.document import DataTable
from casegraph.papers.tables import Column
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.read_as_shown import Clauses
from casegraph.views.texts import action_labels

__all__ = ["actions_table", "agencies_table", "strength_in_words", "subjects_table"]

_COUNTS = (Column("Recommendations", "number"), Column("Reviews", "number"))


def subjects_table(c: Collection, clauses: Clauses, most: int, without: str = "") -> DataTable:
    """Return the subjects of clauses, the most frequent first, narrower ones included; ways of acting are none.

    The theme *without* which they would not be here is left out.
    """
    known, meant = facts(c), clauses.mask
    in_reviews = known.per_review(known.themes.only(meant)).counts()
    counts = [each for each in known.themes.tally(meant) if not c.themes[each.id].is_means and each.id != without]
    rows = [(c.themes[id].label, number, in_reviews[id]) for id, number in counts]
    one, many, head = (
        ("other subject", "other subjects", "Other subject") if without else ("subject", "subjects", "Subject")
    )
    return _table(one, many, head, rows, most, len(clauses))


def agencies_table(c: Collection, clauses: Clauses, most: int) -> DataTable:
    """Return the agencies that clauses name, the most frequent first, narrower ones included."""
    known, meant = facts(c), clauses.mask
    in_reviews = known.per_review(known.named.only(meant)).counts()
    rows = [(c.agencies[id].label, number, in_reviews[id]) for id, number in known.named.tally(meant)]
    return _table("agency named", "agencies named", "Agency", rows, most, len(clauses))


def actions_table(clauses: Sequence[Clause], most: int) -> DataTable:
    """Return the kinds of action that clauses ask for, the most frequent first."""
    labels = action_labels()
    rows = _rows(clauses, lambda clause: [labels[each.id] for each in clause.actions])
    return _table("kind of action", "kinds of action", "Kind of action", rows, most, len(clauses))


def strength_in_words(clauses: Sequence[Clause], known: Strengths) -> str:
    """Return how firmly clauses ask: how many give a time, how many say how to check, how many only ask to consider."""
    of = Counter(each for clause in clauses for each in known.get((clause.review, clause.number), ()))
    counts = [f"{of[each]:,} {strength_of(each, of[each])}" for each in STRENGTHS]
    return f"How firmly: of {len(clauses):,}, {', '.join(counts)}."


def _rows(clauses: Iterable[Clause], values: Callable[[Clause], list[str]]) -> list[tuple[str, int, int]]:
    """Return how many clauses have each value, and of how many reviews."""
    numbers: Counter[str] = Counter()
    reviews: dict[str, set[str]] = {}
    for clause in clauses:
        for value in dict.fromkeys(values(clause)):
            numbers[value] += 1
            reviews.setdefault(value, set()).add(clause.review)
    ordered = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    return [(value, number, len(reviews[value])) for value, number in ordered]


def _table(one: str, many: str, head: str, rows: list[tuple[str, int, int]], most: int, of: int) -> DataTable:
    shown = f"The {min(most, len(rows))} most frequent of {len(rows):,} {many}" if len(rows) > most else ""
    caption = shown or f"{len(rows):,} {one if len(rows) == 1 else many}"
    return DataTable(f"{caption}, in {of:,} recommendations", (Column(head), *_COUNTS), tuple(rows[:most]))
