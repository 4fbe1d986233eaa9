"""Readers of CSV: the files of a build, and the answers of /sparql."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from interop.cells import guessed, item, unguarded
from interop.model import Facts, Package, Reader, Sources
from interop.programs import HERE, deb, node, npm, output, pypi, python, script

__all__ = ["READERS"]

Rows = Iterable[Sequence[object]]
ReadAll = Callable[[list[Path], Path], Iterator[tuple[Path, Rows]]]
"""Reads files, with a folder to write to, and gives the rows of each, the head first."""


def each(read: Callable[[Path], Rows]) -> ReadAll:
    """What reads one file after another."""
    return lambda paths, work: ((path, read(path)) for path in paths)


def by_csv(path: Path) -> Rows:
    """The rows as Python's own reader has them, which finds no stray quote and no short row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.reader(file, strict=True)]
    if {len(row) for row in rows} != {len(rows[0])}:
        raise ValueError(f"{path.name} has rows of different lengths")
    return rows


def by_pandas(path: Path | str) -> Rows:
    """As text, with nothing taken for a number or for missing."""
    import pandas

    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    return [[*frame.columns], *frame.to_numpy().tolist()]


def by_pandas_guessing(path: Path) -> Rows:
    """As ``pandas.read_csv`` has them where nothing else is said."""
    import pandas

    frame = pandas.read_csv(path)
    return [[*frame.columns], *frame.astype(object).to_numpy().tolist()]


def by_polars(path: Path | str) -> Rows:
    """As text."""
    import polars

    frame = polars.read_csv(path, infer_schema=False)
    return [frame.columns, *frame.rows()]


def by_polars_guessing(path: Path) -> Rows:
    """As ``polars.read_csv`` has them where nothing else is said."""
    import polars

    frame = polars.read_csv(path)
    return [frame.columns, *frame.rows()]


def by_duckdb(path: Path, options: str = ", all_varchar = true") -> Rows:
    """As text."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM read_csv(?{options})", [str(path)])
        rows = found.fetchall()
        return [[column[0] for column in found.description or ()], *rows]


def by_duckdb_guessing(path: Path) -> Rows:
    """As ``FROM 'file.csv'`` has them."""
    return by_duckdb(path, "")


def by_csvkit(path: Path) -> Rows:
    """As ``csvjson`` has them."""
    found = json.loads(output(script("csvjson"), "--encoding", "utf-8-sig", "--no-inference", path))
    return [[*found[0]], *([*row.values()] for row in found)]


def by_node(library: str) -> ReadAll:
    """As a library for JavaScript has them."""

    def read(paths: list[Path], _work: Path) -> Iterator[tuple[Path, Rows]]:
        found = json.loads(node("tables.mjs", library, *paths))
        return zip(paths, found, strict=True)

    return read


def by_r(paths: list[Path], work: Path) -> Iterator[tuple[Path, Rows]]:
    """As ``read.csv`` has them."""
    output("Rscript", HERE / "foreign" / "tables.R", work, *paths)
    return ((path, by_csv(work / path.name)) for path in paths)


def by_gnumeric(path: Path, work: Path) -> Rows:
    """As Gnumeric shows them, which takes a month such as 2022-12 for its first day."""
    out = work / f"{path.stem}.gnumeric.csv"
    output("ssconvert", "--export-type=Gnumeric_stf:stf_csv", path, out)
    return [[re.sub(r"^(\d{4})/(\d\d)/01$", r"\1-\2", str(cell)) for cell in row] for row in by_csv(out)]


def by_libreoffice(paths: list[Path], work: Path) -> Iterator[tuple[Path, Rows]]:
    """As LibreOffice Calc shows them, opened as UTF-8 with commas and saved again."""
    options = ["--infilter=CSV:44,34,76,1", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir"]
    home = f"-env:UserInstallation={(work / 'home').as_uri()}"
    output("soffice", home, "--headless", *options, work / "calc", *paths)
    return ((path, by_csv(work / "calc" / f"{path.stem}.csv")) for path in paths)


def reader(program: str, packages: tuple[Package, ...], read: ReadAll, guessing: bool = False) -> Iterator[Reader]:
    """A program as a reader of both kinds of files."""
    word = "guessed " if guessing else ""
    written: Callable[[object], str] = (
        guessed if guessing else lambda cell: "" if cell is None else unguarded(str(cell))
    )

    def items(found: Iterator[tuple[Path, Rows]], names: Callable[[Path], str]) -> Iterator[str]:
        return (item(*map(written, (names(path), *row))) for path, rows in found for row in rows)

    def files(sources: Sources) -> Facts:
        paths = sorted(sources.build.glob("*.csv"))
        rows = [*items(read(paths, sources.work), lambda path: path.name)]
        return {"files": [path.name for path in paths], "rows": rows}

    def answers(sources: Sources) -> Facts:
        paths = sorted(sources.answers.glob("*.csv"))
        rows = [*items(read(paths, sources.work), lambda path: path.stem)]
        return {"questions": [path.stem for path in paths], "rows": rows}

    yield Reader("CSV files of a build", program, packages, f"{word}tables", files)
    yield Reader("/sparql as CSV", program, packages, f"{word}answers", answers)


READERS = (
    *reader("Python csv", python, each(by_csv)),
    *reader("pandas", pypi("pandas"), each(by_pandas)),
    *reader("pandas, guessing types", pypi("pandas"), each(by_pandas_guessing), guessing=True),
    *reader("Polars", pypi("polars"), each(by_polars)),
    *reader("Polars, guessing types", pypi("polars"), each(by_polars_guessing), guessing=True),
    *reader("DuckDB", pypi("duckdb"), each(by_duckdb)),
    *reader("DuckDB, guessing types", pypi("duckdb"), each(by_duckdb_guessing), guessing=True),
    *reader("csvkit", pypi("csvkit"), each(by_csvkit)),
    *reader("Papa Parse", npm("papaparse"), by_node("papaparse")),
    *reader("csv-parse", npm("csv-parse"), by_node("csv-parse")),
    *reader("R, read.csv", deb("r-base-core", "54 MB"), by_r, guessing=True),
    *reader(
        "Gnumeric, months being their first days",
        deb("gnumeric", "53 MB"),
        lambda paths, work: ((path, by_gnumeric(path, work)) for path in paths),
        guessing=True,
    ),
    *reader("LibreOffice Calc", deb("libreoffice-calc-nogui", "276 MB"), by_libreoffice, guessing=True),
)
