"""The tables of a build, asked in SQL as long as they are of the build that was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from casegraph.counts.columns import file_of
from casegraph.counts.connection import open_database, quoted
from casegraph.errors import DamagedBuild
from casegraph.store.build_folder import BuildFolder

__all__ = ["BuildTables"]


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
        self, statement: str, tables: Sequence[str], values: Sequence[object] = ()
    ) -> list[tuple[Any, ...]] | None:
        """Return the rows that a statement about some *tables* gives.

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
                rows = database.execute(statement, list(values)).fetchall()
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
