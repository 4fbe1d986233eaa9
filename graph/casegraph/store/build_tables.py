"""The tables of a build, asked in SQL as long as they are of the build that was opened."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from casegraph.counts.columns import FOLDER, file_of
from casegraph.counts.connection import open_database, quoted
from casegraph.errors import DamagedBuild
from casegraph.store.build_folder import BuildFolder

if TYPE_CHECKING:
    import duckdb

__all__ = ["BuildTables", "Relation"]

_RATIO = """CREATE MACRO ratio(part, whole) AS
  CAST(CAST(part AS HUGEINT) * 1000000000000000000 // nullif(whole, 0) AS DECIMAL(38, 0))
  * CAST('0.000000000000000001' AS DECIMAL(18, 18))"""
"""The ratio of two whole numbers as SPARQL engines give it: 18 decimals, the rest cut off; null for a part of nothing."""


class Relation(NamedTuple):
    """Rows of texts beside the tables, which a statement can join with them under the name that it gets."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class BuildTables:
    """The tables of the build that a *folder* held when they were taken; *mark* is that build's.

    Who opens the store of the folder afterwards can ask both: once another build has taken their place there is no answer.
    """

    folder: BuildFolder
    mark: tuple[int, int]

    @classmethod
    def of(cls, folder: BuildFolder) -> Self:
        """Return the tables of the build that is in a folder right now."""
        return cls(folder, folder.mark())

    def rows(
        self,
        statement: str,
        tables: Sequence[str],
        values: Mapping[str, object] | None = None,
        relations: Mapping[str, Callable[[], Relation]] | None = None,
    ) -> list[tuple[Any, ...]] | None:
        """Return the rows that a statement about some *tables* gives, with *values* for its parameters by name.

        It can join *relations* with them, which are made once for a build, and has the macro ``ratio``.

        None where the build has not all of them, where another build has taken its place, and where memory is too small
        for the statement. Raises DamagedBuild for a table that cannot be read.
        """
        import duckdb

        if not all(self.folder.within(file_of(table)).exists() for table in tables):
            return None
        rows: list[tuple[Any, ...]] | None = None
        at, problem = "", ""
        opened = _opened(self.folder.within(FOLDER), self.mark)
        try:
            for table in tables:
                at = file_of(table)
                opened.view(table)
            for name, relation in (relations or {}).items():
                opened.add(name, relation)
            at = " or ".join(map(file_of, tables))
            with opened.database.cursor() as cursor:
                rows = cursor.execute(statement, dict(values or {})).fetchall()
        except duckdb.OutOfMemoryException:
            return None
        except duckdb.Error as error:
            problem = str(error).splitlines()[0]
        if self.folder.mark() != self.mark:
            return None
        if problem:
            raise DamagedBuild(
                f"The file {at} in {self.folder.path} cannot be read ({problem}).", str(self.folder.path)
            )
        return rows


@dataclass(slots=True)
class _Opened:
    """A database with views of the tables of a build, and the relations that were added; opening one takes 20 ms."""

    folder: Path
    mark: tuple[int, int]
    database: "duckdb.DuckDBPyConnection"
    names: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def view(self, table: str) -> None:
        """Make a view of a table, with the numbers of its rows as ``row``: joining by these is quicker than by ids."""
        with self.lock:
            if table not in self.names:
                file = quoted(self.folder.parent / file_of(table))
                self.database.execute(
                    f"CREATE VIEW {table} AS SELECT *, file_row_number AS row FROM read_parquet({file}, file_row_number = true)"
                )
                self.names.add(table)

    def add(self, name: str, relation: Callable[[], Relation]) -> None:
        """Make a table of a relation; its columns are sent whole, as rows one by one would take a second."""
        with self.lock:
            if name in self.names:
                return
            columns, rows = relation()
            lists = {column: [row[at] for row in rows] for at, column in enumerate(columns)}
            selected = ", ".join(f"unnest(CAST(${column} AS VARCHAR[])) AS {column}" for column in columns)
            self.database.execute(f"CREATE TABLE {name} AS SELECT {selected}", lists)
            self.names.add(name)


@lru_cache(maxsize=2)
def _opened(folder: Path, mark: tuple[int, int]) -> _Opened:
    """Return the database of the build with a *folder* of tables, which stays open; *mark* tells it from others there."""
    database = open_database()
    database.execute(_RATIO)
    return _Opened(folder, mark, database)
