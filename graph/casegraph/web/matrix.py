"""Themes by agencies, or either by year: the table of numbers, and the clauses behind any of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casegraph.views.texts import SWITCHES
from casegraph.web.collection import Clause, Collection, Filters

__all__ = ["Matrix", "matrix", "switched"]

Cell = tuple[int | None, int | None]
"""The numbers of a row (a theme, group or year) and a column (an agency or year); None stands for all of them."""

_STEPS = (1, 3, 8, 20)
_SHARES = (10, 25, 50, 75)
_TURNS = 8  # of putting like beside like


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows, columns, and for each cell the clauses that it counts; *left* clauses name nobody and are not counted.

    *labels* and *heads* are all that can be rows and columns.
    """

    by: Mapping[str, str]
    rows: Sequence[int]
    columns: Sequence[int]
    labels: Sequence[Mapping[str, Any]]
    heads: Sequence[Mapping[str, Any]]
    cells: Mapping[Cell, Sequence[Clause]]
    reviews: int
    left: int

    def clauses(self, row: int | None, column: int | None) -> Sequence[Clause]:
        """Return the clauses that a cell counts."""
        return self.cells.get((row, column), ())

    def number(self, row: int | None, column: int | None) -> int:
        """Return how many recommendations or reviews there are in a cell."""
        found = self.clauses(row, column)
        return len({id(each["review"]) for each in found}) if self.by["measure"] == "reviews" else len(found)

    def value(self, row: int, column: int) -> int:
        """Return what a cell shows: its number, or its share of the column in percent."""
        number = self.number(row, column)
        if self.by["measure"] != "share":
            return number
        return int(100 * number / max(1, self.number(None, column)) + 0.5)

    def limits(self) -> list[int]:
        """Return the largest value of each colour but the last, and the largest value of all."""
        most = max((self.value(row, column) for row in self.rows for column in self.columns), default=1)
        share = self.by["measure"] == "share"
        return sorted({*(min(each, most) for each in (_SHARES if share else _STEPS)), 100 if share else most})

    def step(self, value: int) -> int:
        """Return the number of a value's colour, from 1 to 5."""
        return 1 + sum(value > limit for limit in (_SHARES if self.by["measure"] == "share" else _STEPS))

    def key(self, row: int | None, column: int | None) -> str:
        """Return what a cell is called in addresses."""
        return "~".join(
            "all" if i is None else str(listed[i]["id"]) for i, listed in ((row, self.labels), (column, self.heads))
        )

    def cell(self, key: str) -> Cell | None:
        """Return the cell of this name, None if there is none."""
        names = key.split("~")
        if len(names) != 2:
            return None
        found: list[int | None] = []
        for name, listed in zip(names, (self.labels, self.heads), strict=True):
            at = next((i for i, each in enumerate(listed) if each["id"] == name), None)
            if at is None and name != "all":
                return None
            found.append(at)
        return found[0], found[1]


def switched(parameters: Filters) -> dict[str, str]:
    """Return what each switch of the table stands at.

    >>> switched({"measure": ["share"], "order": ["sideways"]})["order"]
    'largest'
    >>> switched({"role": ["years"], "rows": ["years"]})["rows"]
    'themes'
    """
    by = {
        name: next((each for each in parameters.get(name, ()) if each in values), next(iter(values)))
        for name, (_, values) in SWITCHES.items()
    }
    return by | {"rows": "themes"} if by["role"] == by["rows"] == "years" else by


def matrix(collection: Collection, parameters: Filters) -> Matrix:
    """Count the recommendations of the reviews that *parameters* choose."""
    by = switched(parameters)
    cells: defaultdict[Cell, list[Clause]] = defaultdict(list)
    left = 0
    rows_of = {"themes": collection.themes, "groups": collection.groups, "years": collection.year}[by["rows"]]
    reviews = collection.chosen(parameters).reviews
    for review in reviews:
        for clause in review["recommendations"]:
            if clause["remark"]:
                continue
            columns_here = _columns(collection, clause, by)
            left += not columns_here
            rows_here = rows_of(clause)
            for column in (None, *columns_here) if columns_here else ():
                for row in (None, *rows_here):
                    cells[row, column].append(clause)
    years = collection.years
    labels = years if by["rows"] == "years" else collection.data["themes" if by["rows"] == "themes" else "groups"]
    heads = years if by["role"] == "years" else collection.lists["agency"]
    whole = Matrix(by, (), (), labels, heads, cells, len(reviews), left)
    in_rows = {row for row, _ in cells if row is not None}
    in_columns = {at for _, at in cells if at is not None}
    rows = _ordered(in_rows, labels, lambda row: whole.number(row, None), by, by["rows"])
    columns = _ordered(in_columns, heads, lambda at: whole.number(None, at), by, by["role"])
    if by["order"] == "similar":
        rows, columns = _alike(rows, columns, cells, by)
    return Matrix(by, rows, columns, labels, heads, cells, len(reviews), left)


def _columns(collection: Collection, clause: Clause, by: Mapping[str, str]) -> list[int]:
    """Return the columns in which a clause counts."""
    if by["role"] == "years":
        return collection.year(clause)
    if by["role"] == "concerned":
        return collection.concerned(clause)
    return collection.asked(clause, named=by["named"] == "yes")


def _ordered(
    found: set[int], labels: Sequence[Mapping[str, Any]], number: Any, by: Mapping[str, str], kind: str
) -> list[int]:
    """Return rows or columns as they are to stand; years always stand in their order."""
    if kind == "years":
        return sorted(found)
    return sorted(
        found, key=lambda i: (0 if by["order"] == "az" else -number(i), str(labels[i]["label"]).casefold(), i)
    )


def _alike(
    rows: list[int], columns: list[int], cells: Mapping[Cell, Sequence[Clause]], by: Mapping[str, str]
) -> tuple[list[int], list[int]]:
    """Move rows and columns in turn to the middle of what they have in common, until like is beside like; years stay."""
    for _ in range(_TURNS):
        if by["role"] != "years":
            columns = _settled(
                columns,
                {(column, at): len(cells.get((row, column), ())) for column in columns for at, row in enumerate(rows)},
            )
        if by["rows"] != "years":
            rows = _settled(
                rows,
                {(row, at): len(cells.get((row, column), ())) for row in rows for at, column in enumerate(columns)},
            )
    return rows, columns


def _settled(moving: list[int], weights: Mapping[tuple[int, int], int]) -> list[int]:
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for (one, at), weight in weights.items():
        sums[one][0] += weight * at
        sums[one][1] += weight
    return sorted(moving, key=lambda one: sums[one][0] / sums[one][1] if sums[one][1] else 0)
