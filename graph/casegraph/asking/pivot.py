"""Pivot tables: the values of one column, such as years, become columns, with a number in each cell."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from casegraph.asking.answering import Answer
from casegraph.errors import QueryError

__all__ = ["pivot", "years_as_columns"]

_ALL = "all"


def years_as_columns(answer: Answer) -> Answer:
    """Return an answer that counts by year with a column for each year, and any other answer unchanged."""
    return pivot(answer, "year") if answer.columns[1:2] == ("year",) and len(answer.columns) > 2 else answer


def pivot(answer: Answer, column: str) -> Answer:
    """Return an answer with a column for each value of *column*, one of the two columns that say what is counted.

    A cell has the number of the third column, or of the column after a colon (``year:share_of_year``). Years are in their
    order, groups in that of the rows, other values by their sum. Counts by year also have their sum, ``all``, because a review has only one year.

    Raises QueryError for an answer that is not such a table, and for a column that it does not have.
    """
    wanted, _, value = column.partition(":")
    if not answer.rows:
        return answer
    head, numbers = answer.columns[:2], _numbers(answer)
    if not numbers:
        raise QueryError(
            f"The answer to {answer.name} is not a table of numbers, so it cannot have columns across. "
            "Ask theme-year-table, agency-year-table or theme-agency-table."
        )
    if wanted not in head:
        raise QueryError(f"“{wanted[:80]}” cannot go across here; {' or '.join(head)} can.")
    value = value or numbers[0]
    if value not in numbers:
        raise QueryError(f"There is no number “{value[:80]}” in this answer; it has {', '.join(numbers)}.")
    (key,) = (name for name in head if name != wanted)
    cells: defaultdict[Any, dict[Any, Any]] = defaultdict(dict)
    order: dict[str, defaultdict[Any, int]] = {key: defaultdict(int), wanted: defaultdict(int)}
    for row in answer.rows:
        cells[row[key]][row[wanted]] = row[value]
        for name, sums in order.items():
            sums[row[name]] += int(row[numbers[0]])
    for year in answer.years:
        order["year"][year] += 0  # a year without a row
    heads, keys = (_ordered(name, order[name]) for name in (wanted, key))
    is_count = all(isinstance(row[value], int) for row in answer.rows)
    rows = []
    for each in keys:
        line = {key: each}
        if wanted == "year" and is_count:
            line[_ALL] = sum(cells[each].values())
        rows.append(line | {str(head): cells[each].get(head, 0 if is_count else None) for head in heads})
    return replace(answer, columns=tuple(rows[0]), rows=tuple(rows))


def _numbers(answer: Answer) -> tuple[str, ...]:
    """Return the columns of numbers, if the first two columns say what is counted and the others are numbers."""
    first, rest = answer.rows[0], answer.columns[2:]
    counts = all(isinstance(first[name], int | Decimal) and not isinstance(first[name], bool) for name in rest)
    is_pair = len({(row[answer.columns[0]], row[answer.columns[1]]) for row in answer.rows}) == len(answer.rows)
    is_name = isinstance(first[answer.columns[1]], str) or answer.columns[1] == "year"
    return rest if rest and counts and is_pair and is_name and isinstance(first[rest[0]], int) else ()


def _ordered(column: str, sums: dict[Any, int]) -> list[Any]:
    """Return the values of a column; groups, of which some are partnerships, are never ranked."""
    if column == "group":
        return [*sums]
    return sorted(sums) if column == "year" else sorted(sums, key=lambda each: (-sums[each], str(each)))
