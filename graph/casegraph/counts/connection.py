"""DuckDB, set up so that the same rows give the same bytes, in little memory, with nothing from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

__all__ = ["connection", "quoted"]

_MEGABYTES = 400


@contextmanager
def connection(*, more_memory: int = 0) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Give a database in memory, which ends with the block; *more_memory* is in bytes.

    One thread, and rows in their order: more threads would write row groups as they come.
    """
    import duckdb

    database = duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": f"{_MEGABYTES + more_memory // 10**6}MB",
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        yield database
    finally:
        database.close()


def quoted(path: Path) -> str:
    """Return a path as a text of SQL.

    >>> quoted(Path("Women's aid"))
    "'Women''s aid'"
    """
    return "'" + str(path).replace("'", "''") + "'"
