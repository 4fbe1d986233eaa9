"""Crossing: how many clauses or reviews have each two values, such as a theme and an agency, and which clauses these are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.links import Links
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    from casegraph.views.links import Mask, Numbers

__all__ = ["Cell", "Crossing"]


class Cell(NamedTuple):
    """The ids of a row (a theme, group or year) and of a column (an agency or year); None is all of them."""

    row: str | None
    column: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """The clauses that are *counted*, as a mask, with the *rows* and *columns* that each is in."""

    c: Collection
    counted: "Mask"
    rows: Links
    columns: Links

    def clauses(self, row: str | None, column: str | None) -> Clauses:
        """Return the clauses in a cell."""
        meant = self.counted
        for links, id in ((self.rows, row), (self.columns, column)):
            if id is not None:
                meant = meant & links.having([id])
        return Clauses.of(self.c, meant)

    def numbers(self, *, of_reviews: bool = False) -> dict[Cell, int]:
        """Return how many clauses there are in each cell, or from how many reviews they are; empty cells are left out."""
        import numpy as np

        rows, columns = self.rows.only(self.counted), self.columns.only(self.counted)
        wide = len(columns.ids) + 1
        last_row, last_column = len(rows.ids), len(columns.ids)  # which stand for all of them
        clauses, in_rows, in_columns = _beside(rows, columns)
        everything = np.flatnonzero(self.counted)
        sums = np.full(len(everything), last_row * wide + last_column)
        clauses = np.concatenate((clauses, rows.things, columns.things, everything))
        cells = np.concatenate(
            (in_rows * wide + in_columns, rows.values * wide + last_column, last_row * wide + columns.values, sums)
        )
        if of_reviews:
            cells = _once_a_review(cells, facts(self.c).review_of[clauses])
        row_ids, column_ids = (*rows.ids, None), (*columns.ids, None)
        numbers = np.bincount(cells)
        return {
            Cell(row_ids[cell // wide], column_ids[cell % wide]): int(numbers[cell])
            for cell in np.flatnonzero(numbers).tolist()
        }


def _once_a_review(cells: "Numbers", reviews: "Numbers") -> "Numbers":
    """Return the cell of each review that is in it, once; each cell's reviews come in order."""
    import numpy as np

    small = cells.max(initial=0) < 2**16  # which NumPy sorts ten times as fast
    order = np.argsort(cells.astype(np.uint16) if small else cells, kind="stable")
    cells, reviews = cells[order], reviews[order]
    new = np.ones(len(cells), bool)
    new[1:] = (cells[1:] != cells[:-1]) | (reviews[1:] != reviews[:-1])
    return cells[new]


def _beside(rows: Links, columns: Links) -> "tuple[Numbers, Numbers, Numbers]":
    """Return each row of each clause beside each of its columns: the clause, the row and the column."""
    import numpy as np

    numbers = np.bincount(rows.things, minlength=rows.size)
    first, often = (np.cumsum(numbers) - numbers)[columns.things], numbers[columns.things]
    ends = np.cumsum(often)
    at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + often, often)
    return np.repeat(columns.things, often), rows.values[at], np.repeat(columns.values, often)
