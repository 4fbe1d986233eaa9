"""DuckDB, set up so that the same rows give the same bytes, in little memory, with nothing from outside."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

__all__ = ["open_database", "quoted"]

_MEGABYTES = 400


def open_database(*, more_memory: int = 0) -> "duckdb.DuckDBPyConnection":
    """Return a database in memory, to be closed by the caller; *more_memory* is in bytes.

    It has one thread, and rows stay in their order: more threads would write row groups as they come.
    """
    import duckdb

    return duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": f"{_MEGABYTES + more_memory // 10**6}MB",
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def quoted(path: Path) -> str:
    """Return a path as a text of SQL.

    >>> quoted(Path("Women's aid"))
    "'Women''s aid'"
    """
    return "'" + str(path).replace("'", "''") + "'"
