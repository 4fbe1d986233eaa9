"""Lines become tables: each review is a line of JSON, a few kilobytes long, which any process can make.

DuckDB writes them as Parquet, as a stream: rows stay in their order, in row groups that depend on the rows alone, so that the
same reviews give the same bytes.
"""

from collections.abc import Iterable
from pathlib import Path

from casegraph.counts.columns import FOLDER, TABLES, file_of
from casegraph.counts.connection import open_database, quoted
from casegraph.record.identity import Minted

__all__ = ["tables_of", "write_tables"]

_ROWS = 122_880
"""Rows of a group, of which DuckDB holds one in memory."""

_LONGEST = 2**24
"""Bytes of a line that DuckDB is ready for, and twice as many at a time, unless a line is longer."""

_CLAUSES = "SELECT * EXCLUDE (clauses), unnest(clauses) AS c FROM lines"
_SOURCES = {
    "reviews": "lines",
    "clauses": f"({_CLAUSES})",
    "counts": f"(SELECT *, unnest(c.themes) AS t FROM (SELECT *, unnest(c.agencies) AS a FROM ({_CLAUSES})))",
}
"""What the rows of each table come from."""


def tables_of(lines: Path, folder: Path) -> None:
    """Write the tables of all reviews into the folder of a build, from a file of their *lines*, which stays where it is."""
    (folder / FOLDER).mkdir(exist_ok=True)
    with lines.open("rb") as each:
        longest = max(map(len, each), default=0)
    _write(lines, longest, folder)


def write_tables(minted: Iterable[Minted], folder: Path) -> None:
    """Write the tables of all reviews, sorted by slug, into the folder of a build."""
    from casegraph.counts.review_lines import line_of

    lines = folder / ".lines"
    try:
        with lines.open("wb") as file:
            file.writelines(map(line_of, minted))
        tables_of(lines, folder)
    finally:
        lines.unlink(missing_ok=True)


def _write(lines: Path, longest: int, folder: Path) -> None:
    from casegraph.counts.review_lines import COLUMNS

    source = f"read_json({quoted(lines)}, format = 'newline_delimited', columns = {COLUMNS}, maximum_object_size = {max(longest, _LONGEST)})"
    with open_database(more_memory=4 * longest) as database:
        for table, columns in TABLES.items():
            selected = ", ".join(f'CAST({each.expression} AS {each.type}) AS "{each.name}"' for each in columns)
            database.execute(
                f"COPY (WITH lines AS (FROM {source}) SELECT {selected} FROM {_SOURCES[table]}) "
                f"TO {quoted(folder / file_of(table))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS})"
            )
