"""Themes by agencies, or either by year: the table of numbers, and the clauses behind each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casegraph.views.arrangement import Arrangement, Column, arrangement, grouped
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.crossing import Cell, Crossing
from casegraph.views.facets import Filters, choose, includes_narrower
from casegraph.views.facts import as_read, facts
from casegraph.views.matrix_axes import Head, Switches, columns_of, heads_of, labels_of, rows_of, switched
from casegraph.views.matrix_order import alike, ordered, sort_key
from casegraph.views.matrix_texts import COLUMNS, EXTENT, NO_AGENCY, ROWS
from casegraph.views.naming import Naming
from casegraph.views.read_as_shown import Clauses
from casegraph.views.roles import naming_among
from casegraph.views.texts import TEXTS

__all__ = ["Matrix", "largest", "matrix"]

_STEPS = (1, 3, 8, 20)
_SHARES = (10, 25, 50, 75)
_LARGEST = 8  # numbers that are listed beside the table


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows, columns, and the clauses that each cell counts; *left* clauses have no column and are not counted.

    *every* column has a number; *columns* are those that are shown, as members of closed groups are not. *labels* and
    *heads* are all that can be rows and columns, *means* the themes that are ways of acting, *hidden* the columns that are
    left out with all that is beneath them; *sort* and *across* say what rows and columns are sorted by. *reviews* is how many
    reviews were chosen, and *naming* how many of their recommendations name an agency.
    """

    by: Switches
    arranged: Arrangement
    rows: Sequence[str]
    columns: Sequence[Column]
    every: Sequence[str]
    labels: Mapping[str, Head]
    heads: Mapping[str, Head]
    means: frozenset[str]
    hidden: frozenset[str]
    sort: str
    across: str
    crossing: Crossing
    numbers: Mapping[Cell, int]
    reviews: int
    left: int
    naming: Naming

    def clauses(self, row: str | None, column: str | None) -> Clauses:
        """Return the clauses that a cell counts."""
        return self.crossing.clauses(row, column)

    def number(self, row: str | None, column: str | None) -> int:
        """Return how many recommendations or reviews there are in a cell."""
        return self.numbers.get(Cell(row, column), 0)

    def value(self, row: str | None, column: str | None) -> int:
        """Return what a cell shows: its number, or its share of the column in percent; sums are always numbers."""
        return _value(self.numbers, self.by, row, column)

    @property
    def column_ids(self) -> list[str]:
        """The columns that are shown."""
        return [column.id for column in self.columns]

    @property
    def is_share(self) -> bool:
        """Whether cells show shares in percent."""
        return self.by.measure == "share"

    def limits(self) -> list[int]:
        """Return the largest value of each colour but the last, and the largest value of all."""
        most = max((self.value(row, column) for row in self.rows for column in self.column_ids), default=1)
        steps = _SHARES if self.is_share else _STEPS
        return sorted({*(min(each, most) for each in steps), 100 if self.is_share else most})

    def step(self, value: int) -> int:
        """Return the number of a value's colour, from 1 to 5."""
        return 1 + sum(value > limit for limit in (_SHARES if self.is_share else _STEPS))

    def key(self, row: str | None, column: str | None) -> str:
        """Return what a cell is called in addresses."""
        return f"{row or 'all'}~{column or 'all'}"

    def cell(self, key: str) -> Cell | None:
        """Return the cell of this name, None if there is none."""
        names = key.split("~")
        if len(names) != 2:
            return None
        row, column = names
        if row not in (*self.labels, "all") or column not in (*self.heads, "all") or column in self.hidden:
            return None
        return Cell(None if row == "all" else row, None if column == "all" else column)

    def described(self, cell: Cell) -> tuple[str, str]:
        """Return in words the column and the row of a cell."""
        who = self.any_column if cell.column is None else self.heads[cell.column].label
        return who, self.any_row.lower() if cell.row is None else self.labels[cell.row].label

    @property
    def extent(self) -> str:
        """How many rows and columns there are, of all that there could be; the column of no agency is none."""
        rows, columns = self.by.rows, [each for each in self.every if each != NO_AGENCY]
        of_rows = "subjects" if self.by.is_subjects_alone else rows
        could_be = [each for each in self.labels if not self.by.is_subjects_alone or each not in self.means]
        agencies = [each for each in self.heads if each != NO_AGENCY]
        return (
            f"{_extent(of_rows, len(self.rows), len(could_be), ROWS[rows][:2])}, "
            f"{_extent('agencies' if self.by.role != 'years' else 'years', len(columns), len(agencies), COLUMNS[self.by.role])}"
        )

    @property
    def any_column(self) -> str:
        """What the sum of all columns is called: it leaves out hidden ones, and counts those with no agency named unless these are."""
        left = f" {TEXTS['notHidden']}" if self.hidden & self.heads.keys() - {NO_AGENCY} else ""
        none = f" {TEXTS['orNone']}" if NO_AGENCY in self.heads.keys() - self.hidden else ""
        return f"Any {COLUMNS[self.by.role][0]}{left}{none}"

    @property
    def any_row(self) -> str:
        """What the sum of all rows is called."""
        return f"Any {ROWS[self.by.rows][0]}"


def matrix(c: Collection, filters: Filters) -> Matrix:
    """Count the recommendations of the reviews that *filters* choose, by the switches in *filters*.

    Ways of acting that are left out as rows still count in the numbers of any theme. What only hidden columns have counts
    nowhere; members of a closed group count in the group, each recommendation once.
    """
    by, arranged, is_whole = switched(filters), arrangement(filters), includes_narrower(filters)
    known, chosen = facts(c) if is_whole else as_read(c), choose(c, filters)
    asks = known.recommendations & known.in_reviews(chosen.mask)
    hidden = frozenset(each for id in arranged.hidden for each in (c.beneath("agency", id) if is_whole else (id,)))
    in_columns = columns_of(c, known, by, exact=not is_whole).leaving_out(hidden)
    having = asks & in_columns.having_any()
    crossing = Crossing(c, having, rows_of(c, known, by), in_columns)
    numbers = crossing.numbers(of_reviews=by.measure == "reviews")
    labels, heads = labels_of(c, by), heads_of(c, by)
    means = frozenset(theme.id for theme in c.themes.values() if theme.is_means)
    rows = [row for row in labels if Cell(row, None) in numbers and not (by.is_subjects_alone and row in means)]
    every = [column for column in heads if Cell(None, column) in numbers]
    sort = sort_key(arranged.sort, by.order, every, is_years=by.rows == "years")
    across = sort_key(arranged.across, by.order, labels, is_years=by.role == "years")

    def sorted_rows(key: str) -> list[str]:
        return ordered(rows, key, lambda row: labels[row].label, lambda row, of: _value(numbers, by, row, _id(of)))

    def shown(order: Sequence[str]) -> list[Column]:
        first = sorted(order, key=NO_AGENCY.__ne__)  # wherever others stand
        return grouped(every, first, broader, arranged)

    def sorted_columns(key: str) -> list[str]:
        return ordered(
            every, key, lambda column: heads[column].label, lambda column, of: _value(numbers, by, _id(of), column)
        )

    broader = {id: agency.broader for id, agency in c.agencies.items()} if is_whole and by.role != "years" else {}
    fixed_rows, fixed_columns = sort != "" or by.rows == "years", across != "" or by.role == "years"
    if sort or by.rows != "years":
        rows = sorted_rows(sort or "all")
    columns = shown(sorted_columns(across or "all") if across or by.role != "years" else every)
    if by.order == "similar":
        ids = [column.id for column in columns]
        rows, ids = alike(rows, ids, crossing.numbers(), fixed_rows=fixed_rows, fixed_columns=fixed_columns)
        columns = shown(ids)
    left = int(asks.sum() - having.sum())
    return Matrix(
        by, arranged, rows, columns, every, labels, heads, means, hidden, sort, across,
        crossing, numbers, len(chosen.reviews), left, naming_among(c, asks),
    )  # fmt: skip


def _id(key: str) -> str | None:
    """Return the row or column that a key of sorting names, None for the sum of all."""
    return None if key == "all" else key


def _value(numbers: Mapping[Cell, int], by: Switches, row: str | None, column: str | None) -> int:
    number = numbers.get(Cell(row, column), 0)
    if by.measure != "share" or row is None or column is None:
        return number
    return int(100 * number / max(1, numbers.get(Cell(None, column), 0)) + 0.5)


def _extent(what: str, number: int, all: int, words: Sequence[str]) -> str:
    if what in EXTENT:
        return EXTENT[what].format(number=f"{number:,}", all=f"{all:,}")
    return counted(number, *words)


def largest(table: Matrix) -> list[tuple[int, Cell]]:
    """Return the cells of agencies or years with the largest numbers, and these numbers; members count within their group."""
    columns = [column.id for column in table.columns if not column.depth and column.id != NO_AGENCY]
    cells = [Cell(row, column) for row in table.rows for column in columns]
    numbers = sorted(((table.number(*cell), cell) for cell in cells), key=lambda each: -each[0])
    return [each for each in numbers[:_LARGEST] if each[0]]
