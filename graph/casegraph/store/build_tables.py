"""The tables of a build, asked in SQL as long as they are of the build that was opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from casegraph.counts.columns import file_of
from casegraph.counts.connection import open_database, quoted
from casegraph.errors import DamagedBuild
from casegraph.store.build_folder import BuildFolder

if TYPE_CHECKING:
    import duckdb

__all__ = ["BuildTables", "Relation"]


class Relation(NamedTuple):
    """Rows of texts beside the tables, which a statement can join with them under the name that it gets."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]


_RATIO = """CREATE TEMP MACRO ratio(part, whole) AS
  CAST(CAST(part AS HUGEINT) * 1000000000000000000 // nullif(whole, 0) AS DECIMAL(38, 0))
  * CAST('0.000000000000000001' AS DECIMAL(18, 18))"""
"""The ratio of two whole numbers as SPARQL engines give it: 18 decimals, the rest cut off; null for a part of nothing."""


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
        relations: Mapping[str, Relation] | None = None,
    ) -> list[tuple[Any, ...]] | None:
        """Return the rows that a statement about some *tables* gives, with *values* for its parameters by name.

        It can join *relations* with them, and has the macro ``ratio``.

        None where the build has not all of them, where another build has taken its place, and where memory is too small
        for the statement. Raises DamagedBuild for a table that cannot be read.
        """
        import duckdb

        files = {table: self.folder.within(file_of(table)) for table in tables}
        if not all(file.exists() for file in files.values()):
            return None
        rows: list[tuple[Any, ...]] | None = None
        at, problem = "", ""
        with open_database() as database:
            try:
                for table, file in files.items():
                    at = file_of(table)
                    database.execute(f"CREATE VIEW {table} AS FROM {quoted(file)}")
                at = " or ".join(map(file_of, tables))
                for name, relation in (relations or {}).items():
                    _add(database, name, relation)
                database.execute(_RATIO)
                rows = database.execute(statement, dict(values or {})).fetchall()
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


def _add(database: "duckdb.DuckDBPyConnection", name: str, relation: Relation) -> None:
    """Make a table of a relation; its columns are sent whole, as rows one by one would take a second."""
    columns = ", ".join(f"unnest(CAST(${column} AS VARCHAR[])) AS {column}" for column in relation.columns)
    lists = {column: [row[at] for row in relation.rows] for at, column in enumerate(relation.columns)}
    database.execute(f"CREATE TEMP TABLE {name} AS SELECT {columns}", lists)
