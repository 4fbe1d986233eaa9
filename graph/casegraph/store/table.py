"""The rows of a SELECT as Python has them: a list of dicts that a notebook shows as a table."""

from collections.abc import Iterable
from typing import Any, SupportsIndex, overload

from casegraph.notebook import html_table

__all__ = ["Table"]

_WHOLE = 10  # rows that are printed as any list is
_FIRST = 5


class Table(list[dict[str, Any]]):
    """Rows, each a dict from variable to value; *columns* are the variables, even if there is no row.

    >>> rows = Table(["n"], [{"n": 5}])
    >>> rows[0]["n"], rows == [{"n": 5}], rows.columns
    (5, True, ('n',))
    """

    def __init__(self, columns: Iterable[str], rows: Iterable[dict[str, Any]] = ()) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice, /) -> "Table": ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> "dict[str, Any] | Table":
        """Return a row, or some rows as a table."""
        return (
            Table(self.columns, super().__getitem__(index)) if isinstance(index, slice) else super().__getitem__(index)
        )

    def __repr__(self) -> str:
        """Return the rows as a list; of many rows only the first.

        >>> Table(["n"], [{"n": number} for number in range(11)])
        [{'n': 0}, {'n': 1}, {'n': 2}, {'n': 3}, {'n': 4}, ... 6 more rows]
        """
        if len(self) <= _WHOLE:
            return super().__repr__()
        return f"[{', '.join(map(repr, self[:_FIRST]))}, ... {len(self) - _FIRST:,} more rows]"

    def _repr_html_(self) -> str:
        """Return the rows as a table for a notebook."""
        count = f"{len(self):,} row{'s' * (len(self) != 1)}."
        return html_table(self.columns, (row.values() for row in self), below=(count,))
