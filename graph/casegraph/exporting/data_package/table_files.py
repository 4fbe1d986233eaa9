"""The files of the tables: CSV or Parquet, written in one walk through the reviews, each with its size and hash."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from casegraph.counts.columns import MEDIA_TYPE
from casegraph.counts.connection import open_database, quoted
from casegraph.csv_table import csv_lines
from casegraph.exporting.data_package.schema import SQL_TYPES, Row, Table
from casegraph.exporting.data_package.tables import TABLES
from casegraph.views.collection import Collection

__all__ = ["MEDIA_TYPES", "TableFile", "TableFormat", "write_tables"]

TableFormat = Literal["csv", "parquet"]

MEDIA_TYPES: Mapping[TableFormat, str] = {"csv": "text/csv", "parquet": MEDIA_TYPE}

_ROWS = 122_880  # of a row group of Parquet, of which DuckDB has one in memory
_AT_ONCE = 2**20  # bytes

Put = Callable[[Row], None]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file with a table: its name, how many rows it has, its size in bytes and its SHA-256."""

    table: Table
    name: str
    rows: int
    size: int
    sha256: str


def write_tables(c: Collection, folder: Path, form: TableFormat) -> tuple[TableFile, ...]:
    """Write all tables of a collection into a folder; the same collection gives the same bytes.

    Reviews are read one after the other and nothing of them is kept.
    """
    counts = dict.fromkeys((table.name for table in TABLES), 0)
    writer = _WRITERS[form]
    with ExitStack() as opened:
        puts = {table.name: opened.enter_context(writer(table, _path(folder, table, form))) for table in TABLES}

        def put(table: Table, rows: Iterable[Row]) -> None:
            for row in rows:
                puts[table.name](row)
                counts[table.name] += 1

        for table in TABLES:
            if table.of_collection:
                put(table, table.of_collection(c))
        for review in c.reviews.values():
            for table in TABLES:
                if table.of_review:
                    put(table, table.of_review(c, review))
    return tuple(_described(table, _path(folder, table, form), counts[table.name]) for table in TABLES)


def _path(folder: Path, table: Table, form: TableFormat) -> Path:
    return folder / f"{table.name}.{form}"


def _described(table: Table, path: Path, rows: int) -> TableFile:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            digest.update(piece)
    return TableFile(table, path.name, rows, path.stat().st_size, digest.hexdigest())


@contextmanager
def _csv(table: Table, path: Path) -> Iterator[Put]:
    """Give what puts a row into a CSV file. It has no byte order mark, as programs read it rather than Excel."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        names = [each.name for each in table.columns]
        file.writelines(csv_lines(names, ()))

        def put(row: Row) -> None:
            _, line = csv_lines(names, (row,))
            file.write(line)

        yield put


@contextmanager
def _parquet(table: Table, path: Path) -> Iterator[Put]:
    """Give what puts a row aside as JSON; in the end DuckDB makes the file of all rows, as a stream."""
    import duckdb
    import msgspec

    names = [each.name for each in table.columns]
    encode = msgspec.json.Encoder().encode
    lines = path.with_suffix(".jsonl")
    with lines.open("wb") as file:
        yield lambda row: _put_line(file, encode(dict(zip(names, row, strict=True))))
    types = ", ".join(f'"{each.name}": {quoted(Path(SQL_TYPES[each.type]))}' for each in table.columns)
    try:
        with open_database() as database:
            database.execute(
                f"COPY (SELECT * FROM read_json({quoted(lines)}, format = 'newline_delimited', columns = {{{types}}})) "
                f"TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS})"
            )
    except duckdb.Error as error:  # such as a full disk
        raise OSError(str(error).splitlines()[0]) from error
    lines.unlink()


def _put_line(file: IO[bytes], line: bytes) -> None:
    file.write(line + b"\n")


_WRITERS: Mapping[TableFormat, Callable[[Table, Path], AbstractContextManager[Put]]] = {
    "csv": _csv,
    "parquet": _parquet,
}
