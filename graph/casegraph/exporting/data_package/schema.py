"""What a table of a data package is: its columns, its keys and how its rows are made.

Each column is described here once; the description for programs, the README and the types of Parquet follow from it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from casegraph.collections import Profile
from casegraph.collections.words import filled
from casegraph.views.collection import Collection
from casegraph.views.reviews import Review

__all__ = ["SQL_TYPES", "Cell", "Column", "ColumnType", "Row", "Table", "reference"]

ColumnType = Literal["string", "integer", "number", "boolean"]
"""The types of columns, as the Table Schema standard calls them."""

SQL_TYPES: Mapping[ColumnType, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
}
"""The same types in DuckDB's words."""

Cell = str | int | float | bool | None
Row = Sequence[Cell]


class Column(NamedTuple):
    """A column and what it holds, as a phrase that can have a collection's words in braces.

    *choices* are the only values that it can have, if they are few. A column that is *quoted* has words of the source, which
    are not ours to license. *of* is the table whose ``id`` it has, "" for none.
    """

    name: str
    type: ColumnType
    meaning: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_quoted: bool = False
    of: str = ""

    def sentence(self, profile: Profile, base: str) -> str:
        """Return what it holds as a sentence in a collection's words; IRIs begin with *base*.

        >>> from casegraph.collections import profiles
        >>> Column("title", "string", "its heading", is_quoted=True).sentence(profiles()[0], "https://w3id.org/casegraph/")
        'Its heading. Words of the source.'
        """
        meaning = filled(self.meaning, profile.words).replace("{base}", base)
        return f"{meaning[:1].upper()}{meaning[1:]}." + " Words of the source." * self.is_quoted


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its *columns*, those that make its *key*, and what its rows are.

    Rows come from a collection as a whole (*of_collection*), or from one review after the other (*of_review*).
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    of_collection: Callable[[Collection], Iterable[Row]] | None = None
    of_review: Callable[[Collection, Review], Iterable[Row]] | None = None


def reference(table: str, meaning: str, name: str = "", *, is_required: bool = True) -> Column:
    """Return a column with the ids of another table, which it is called after unless it has a *name* of its own.

    >>> reference("agencies", "the agency", "agency").of
    'agencies'
    """
    return Column(name or table, "string", meaning, is_required=is_required, of=table)
