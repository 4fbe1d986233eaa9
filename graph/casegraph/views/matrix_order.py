"""In which order the rows and the columns of the table of themes by agencies stand."""

from collections.abc import Callable, Iterable, Mapping

from casegraph.views.arrangement import BY_LABEL
from casegraph.views.crossing import Cell
from casegraph.views.plain_text import alphabetical

__all__ = ["alike", "ordered", "sort_key"]

_TURNS = 8  # of putting like beside like
_WHOLE = "all"  # the sum of all columns or rows


def sort_key(wanted: str, order: str, known: Iterable[str], *, is_years: bool) -> str:
    """Return what rows or columns are sorted by: what is *wanted* if it is there, else what the chosen *order* means.

    >>> sort_key("-police", "largest", ["police"], is_years=False), sort_key("nobody", "largest", ["police"], is_years=False)
    ('-police', 'all')
    >>> sort_key("", "az", [], is_years=False), sort_key("", "largest", [], is_years=True)
    ('label', '')
    """
    if wanted.removeprefix("-") in (_WHOLE, BY_LABEL, *known):
        return wanted
    return "" if is_years else {"largest": _WHOLE, "az": BY_LABEL}.get(order, "")


def ordered(ids: Iterable[str], key: str, label: Callable[[str], str], value: Callable[[str, str], int]) -> list[str]:
    """Return rows or columns in the order of a key; *value* has the number of one of them for what it is sorted by.

    What has the same number is in the order of the alphabet, whichever end is first.

    >>> numbers = {"a": 1, "b": 2, "c": 2}
    >>> ordered(numbers, "-all", str, lambda id, key: numbers[id]), ordered(numbers, "-label", str, lambda id, key: 0)
    (['a', 'b', 'c'], ['c', 'b', 'a'])
    """
    by = key.removeprefix("-")
    listed = sorted(ids, key=lambda one: (alphabetical(label(one)), one))
    if by == BY_LABEL:
        return listed[::-1] if key != by else listed
    return sorted(listed, key=lambda one: value(one, by) if key != by else -value(one, by))


def alike(
    rows: list[str], columns: list[str], weights: Mapping[Cell, int], *, fixed_rows: bool, fixed_columns: bool
) -> tuple[list[str], list[str]]:
    """Move rows and columns in turn to the middle of what they have in common, until like is beside like; the fixed stay."""

    def weight(row: str, column: str) -> int:
        return weights.get(Cell(row, column), 0)

    for _ in range(_TURNS):
        if not fixed_columns:
            columns = _settled(columns, lambda column: [weight(row, column) for row in rows])  # noqa: B023
        if not fixed_rows:
            rows = _settled(rows, lambda row: [weight(row, column) for column in columns])  # noqa: B023
    return rows, columns


def _settled(moving: list[str], weights: Callable[[str], list[int]]) -> list[str]:
    """Return rows or columns sorted by the mean place of what they have in common with the others."""

    def middle(one: str) -> float:
        shared = weights(one)
        total = sum(shared)
        return sum(weight * at for at, weight in enumerate(shared)) / total if total else 0

    return sorted(moving, key=middle)
