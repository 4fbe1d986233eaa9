"""Themes by agencies, or either by year: the table of numbers, and the clauses behind each of them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Container
from dataclasses import dataclass
from typing import NamedTuple

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.concepts import Group, Theme
from casegraph.views.facets import Filters, choose, year_in_words, years
from casegraph.views.texts import COLUMNS, ROWS, SWITCHES
from casegraph.views.word_search import alphabetical

__all__ = ["Cell", "Head", "Matrix", "Switches", "largest", "matrix", "switched"]

_STEPS = (1, 3, 8, 20)
_SHARES = (10, 25, 50, 75)
_TURNS = 8  # of putting like beside like
_LARGEST = 8  # numbers that are listed beside the table


class Cell(NamedTuple):
    """The ids of a row (a theme, group or year) and of a column (an agency or year); None is all of them."""

    row: str | None
    column: str | None


@dataclass(frozen=True, slots=True)
class Switches:
    """What the table shows: each field is a key of that switch in ``SWITCHES``."""

    measure: str
    role: str
    named: str
    rows: str
    order: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column; *short* is for little room."""

    id: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows, columns, and the clauses that each cell counts; *left* clauses have no column and are not counted.

    *labels* and *heads* are all that can be rows and columns; *reviews* is how many reviews were chosen.
    """

    by: Switches
    rows: Sequence[str]
    columns: Sequence[str]
    labels: Mapping[str, Head]
    heads: Mapping[str, Head]
    cells: Mapping[Cell, Sequence[Clause]]
    reviews: int
    left: int

    def clauses(self, row: str | None, column: str | None) -> Sequence[Clause]:
        """Return the clauses that a cell counts."""
        return self.cells.get(Cell(row, column), ())

    def number(self, row: str | None, column: str | None) -> int:
        """Return how many recommendations or reviews there are in a cell."""
        clauses = self.clauses(row, column)
        return len({each.review for each in clauses}) if self.by.measure == "reviews" else len(clauses)

    def value(self, row: str, column: str) -> int:
        """Return what a cell shows: its number, or its share of the column in percent."""
        number = self.number(row, column)
        if self.by.measure != "share":
            return number
        return int(100 * number / max(1, self.number(None, column)) + 0.5)

    @property
    def is_share(self) -> bool:
        """Whether cells show shares in percent."""
        return self.by.measure == "share"

    def limits(self) -> list[int]:
        """Return the largest value of each colour but the last, and the largest value of all."""
        most = max((self.value(row, column) for row in self.rows for column in self.columns), default=1)
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
        if row not in (*self.labels, "all") or column not in (*self.heads, "all"):
            return None
        return Cell(None if row == "all" else row, None if column == "all" else column)

    def described(self, cell: Cell) -> tuple[str, str]:
        """Return in words the column and the row of a cell."""
        rows = ROWS["themes" if self.by.rows == "groups" else self.by.rows][1]
        who = f"All {COLUMNS[self.by.role][1]}" if cell.column is None else self.heads[cell.column].label
        return who, f"all {rows}" if cell.row is None else self.labels[cell.row].label


def switched(filters: Filters) -> Switches:
    """Return where each switch of the table is.

    >>> switched({"measure": ["share"], "order": ["sideways"]}).order
    'largest'
    >>> switched({"role": ["years"], "rows": ["years"]}).rows
    'themes'
    """
    by = {
        name: next((each for each in filters.get(name, ()) if each in values), next(iter(values)))
        for name, (_, values) in SWITCHES.items()
    }
    if by["role"] == by["rows"] == "years":
        by["rows"] = "themes"
    return Switches(**by)


def matrix(c: Collection, filters: Filters) -> Matrix:
    """Count the recommendations of the reviews that *filters* choose, by the switches in *filters*."""
    by = switched(filters)
    rows_of, columns_of = _rows_of(c, by), _columns_of(c, by)
    cells: defaultdict[Cell, list[Clause]] = defaultdict(list)
    left = 0
    reviews = choose(c, filters).reviews
    for review in reviews:
        for clause in review.asks:
            columns_here = columns_of(clause)
            left += not columns_here
            rows_here = rows_of(clause)
            for column in (None, *columns_here) if columns_here else ():
                for row in (None, *rows_here):
                    cells[Cell(row, column)].append(clause)
    labels, heads = _labels(c, by), _heads(c, by)
    whole = Matrix(by, (), (), labels, heads, cells, len(reviews), left)
    in_rows = {cell.row for cell in cells if cell.row is not None}
    in_columns = {cell.column for cell in cells if cell.column is not None}
    rows = _ordered(in_rows, labels, lambda row: whole.number(row, None), by, by.rows == "years")
    columns = _ordered(in_columns, heads, lambda column: whole.number(None, column), by, by.role == "years")
    if by.order == "similar":
        rows, columns = _alike(rows, columns, cells, by)
    return Matrix(by, rows, columns, labels, heads, cells, len(reviews), left)


def largest(counted: Matrix) -> list[tuple[int, Cell]]:
    """Return the cells with the largest numbers, and these numbers."""
    cells = [Cell(row, column) for row in counted.rows for column in counted.columns]
    numbers = sorted(((counted.number(*cell), cell) for cell in cells), key=lambda each: -each[0])
    return [each for each in numbers[:_LARGEST] if each[0]]


def _rows_of(c: Collection, by: Switches) -> Callable[[Clause], list[str]]:
    """Return the function that gives the rows in which a clause counts."""
    if by.rows == "years":
        return lambda clause: [year_in_words(c.reviews[clause.review])]
    if by.rows == "groups":
        return lambda clause: list(dict.fromkeys(c.themes[id].group for id in clause.theme_ids))
    return lambda clause: clause.theme_ids


def _columns_of(c: Collection, by: Switches) -> Callable[[Clause], list[str]]:
    """Return the function that gives the columns in which a clause counts."""
    if by.role == "years":
        return lambda clause: [year_in_words(c.reviews[clause.review])]
    if by.role == "concerned":
        return lambda clause: clause.mentioned_ids
    return lambda clause: clause.agency_ids(named=by.named == "yes")


def _labels(c: Collection, by: Switches) -> Mapping[str, Head]:
    """Return all that can be rows."""
    if by.rows == "years":
        return _of_years(c)
    things: Mapping[str, Group | Theme] = c.groups if by.rows == "groups" else c.themes
    return {id: Head(id, thing.label, thing.label) for id, thing in things.items()}


def _heads(c: Collection, by: Switches) -> Mapping[str, Head]:
    """Return all that can be columns."""
    if by.role == "years":
        return _of_years(c)
    return {id: Head(id, agency.label, agency.short) for id, agency in c.agencies.items()}


def _of_years(c: Collection) -> Mapping[str, Head]:
    return {year: Head(year, year, year) for year in years(c)}


def _ordered(
    used: Container[str], labels: Mapping[str, Head], number: Callable[[str], int], by: Switches, is_years: bool
) -> list[str]:
    """Return rows or columns in the order that they are shown in; years stay in theirs."""
    if is_years:
        return [year for year in labels if year in used]
    return sorted(
        used, key=lambda each: (0 if by.order == "az" else -number(each), alphabetical(labels[each].label), each)
    )


def _alike(
    rows: list[str], columns: list[str], cells: Mapping[Cell, Sequence[Clause]], by: Switches
) -> tuple[list[str], list[str]]:
    """Move rows and columns in turn to the middle of what they have in common, until like is beside like; years stay."""

    def weight(row: str, column: str) -> int:
        return len(cells.get(Cell(row, column), ()))

    for _ in range(_TURNS):
        if by.role != "years":
            columns = _settled(columns, lambda column: [weight(row, column) for row in rows])  # noqa: B023
        if by.rows != "years":
            rows = _settled(rows, lambda row: [weight(row, column) for column in columns])  # noqa: B023
    return rows, columns


def _settled(moving: list[str], weights: Callable[[str], list[int]]) -> list[str]:
    """Return rows or columns sorted by the mean place of what they have in common with the others."""

    def middle(one: str) -> float:
        shared = weights(one)
        total = sum(shared)
        return sum(weight * at for at, weight in enumerate(shared)) / total if total else 0

    return sorted(moving, key=middle)
