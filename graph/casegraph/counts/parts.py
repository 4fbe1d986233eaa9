"""Parts become tables: each part has the reviews of some slugs in order, so that processes can make parts side by side.

A part is a file of JSON lines, a few kilobytes a review. Merging joins the parts and lets DuckDB write them as Parquet,
as a stream: rows stay in their order, in row groups that depend on the rows alone, so that the same reviews give the
same bytes, however many parts they came in.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from casegraph.counts.columns import FOLDER, TABLES, file_of
from casegraph.counts.connection import open_database, quoted
from casegraph.record.identity import Minted

__all__ = ["merge_parts", "write_part", "write_tables"]

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


def write_part(minted: Iterable[Minted], path: Path) -> None:
    """Write the part that has these reviews, sorted by slug, to a file."""
    from casegraph.counts.review_lines import line_of

    with path.open("wb") as part:
        for each in minted:
            part.write(line_of(each))


def merge_parts(parts: Sequence[Path], folder: Path) -> None:
    """Write the tables of *parts*, in their order, into the folder of a build; the parts stay where they are."""
    (folder / FOLDER).mkdir(exist_ok=True)
    joined, longest = folder / FOLDER / ".joined", 0
    try:
        with joined.open("wb") as whole:  # DuckDB would end a row group where a file ends
            for part in parts:
                with part.open("rb") as lines:
                    for line in lines:
                        longest = max(longest, len(line))
                        whole.write(line)
        _write(joined, longest, folder)
    finally:
        joined.unlink(missing_ok=True)


def write_tables(minted: Iterable[Minted], folder: Path) -> None:
    """Write the tables of all reviews, sorted by slug, into the folder of a build."""
    part = folder / ".part"
    try:
        write_part(minted, part)
        merge_parts([part], folder)
    finally:
        part.unlink(missing_ok=True)


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
