"""The data package: what describes its tables is true of them, and it is whole, the same each time, and easily opened."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pandas
import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.csv_table import unguarded
from casegraph.errors import CasegraphError
from casegraph.exporting.data_package import write_package
from casegraph.exporting.data_package.readme import OPENED
from casegraph.exporting.data_package.table_files import TableFormat
from casegraph.graph import Graph
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.views.collection import Collection

DAY = "2026-11-29"
LINES = SortedLines.of_text("<a> <b> <c> .\n")
Tables = dict[str, list[dict[str, Any]]]
PYTHON_TYPES = {"string": str, "integer": int, "number": float, "boolean": bool}


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page of 2025."""
    with Graph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def collection(graph: Graph) -> Collection:
    """What pages show of it."""
    return graph.collection()


@pytest.fixture(scope="module")
def packages(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[TableFormat, Path]:
    """Its package in both forms, as the command writes it: CSV with a date, Parquet without."""
    folder = tmp_path_factory.mktemp("packages")
    for name, *words in (("csv", "--date", DAY), ("parquet", "--tables", "parquet")):
        done = CliRunner().invoke(main, ["export", "package", "--graph", str(built), "-o", str(folder / name), *words])
        assert done.exit_code == 0, done.output
        assert ("--date" in done.stderr) is ("--date" not in words), "who gives no date is offered one"
    return {"csv": folder / "csv", "parquet": folder / "parquet"}


@pytest.fixture(scope="module")
def tables(packages: dict[TableFormat, Path]) -> dict[TableFormat, Tables]:
    """The rows of all tables of both."""
    return {
        form: {each["name"]: rows_of(package, each) for each in described(package)["resources"]}
        for form, package in packages.items()
    }


def described(package: Path) -> dict[str, Any]:
    """What a package says of itself."""
    content: dict[str, Any] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return content


def rows_of(package: Path, resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table by its description alone, None for what is missing; raises for a cell of another type."""
    path, fields = package / resource["path"], resource["schema"]["fields"]
    if resource["format"] == "parquet":
        with duckdb.connect() as database:
            found = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [each[0] for each in found.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    else:
        readers = {
            "string": str,
            "integer": int,
            "number": float,
            "boolean": {"true": True, "false": False}.__getitem__,
        }
        with path.open(encoding=resource["encoding"], newline="") as file:
            names, *cells = csv.reader(file, strict=True)
        read = [readers[each["type"]] for each in fields]
        rows = [
            {name: into(cell) if cell else None for name, into, cell in zip(names, read, row, strict=True)}  # type: ignore[operator]
            for row in cells
        ]
    assert names == [each["name"] for each in fields]
    return rows


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_row_is_as_its_table_is_described(
    form: TableFormat, packages: dict[TableFormat, Path], tables: dict[TableFormat, Tables]
) -> None:
    """Types, what is required, the only values, keys, and that each reference leads to a row."""
    resources = {each["name"]: each for each in described(packages[form])["resources"]}
    assert len(resources) == 25 and [name for name, rows in tables[form].items() if not rows] == []
    ids = {name: {row["id"] for row in rows if "id" in row} for name, rows in tables[form].items()}
    for name, resource in resources.items():
        schema, rows = resource["schema"], tables[form][name]
        for field in schema["fields"]:
            column, constraints = [row[field["name"]] for row in rows], field.get("constraints", {})
            values = [each for each in column if each is not None]
            assert {type(each) for each in values} <= {PYTHON_TYPES[field["type"]]}, (name, field)
            assert len(values) == len(column) or not constraints.get("required"), (name, field)
            assert {*values} <= {*constraints.get("enum", values)}, (name, field)
            assert re.fullmatch(r"[A-Z0-9][^{}]*\.", field["description"]), field
        keys = [tuple(row[each] for each in schema["primaryKey"]) for row in rows]
        assert len({*keys}) == len(keys), name
        for key in schema.get("foreignKeys", ()):
            ((column_name,), target) = key["fields"], key["reference"].get("resource", name)
            assert {row[column_name] for row in rows} - {None} <= ids[target], (name, column_name)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_hashes_and_sizes_are_those_of_the_files_and_no_file_is_left_out(
    form: TableFormat, packages: dict[TableFormat, Path]
) -> None:
    package = packages[form]
    content = described(package)
    for each in content["resources"]:
        data = (package / each["path"]).read_bytes()
        assert each["bytes"] == len(data) and each["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    others = {"datapackage.json", "README.md", "CITATION.cff", *["ro-crate-metadata.json"] * (form == "csv")}
    assert {path.name for path in package.iterdir()} == {each["path"] for each in content["resources"]} | others


def test_both_forms_have_the_same_rows(tables: dict[TableFormat, Tables]) -> None:
    """But for the apostrophe of CSV before what a spreadsheet would run."""
    unguarded_rows = {
        name: [{key: unguarded(cell) if isinstance(cell, str) else cell for key, cell in row.items()} for row in rows]
        for name, rows in tables["csv"].items()
    }
    assert unguarded_rows == tables["parquet"]


def test_the_contract_names_these_tables(packages: dict[TableFormat, Path]) -> None:
    contract = (Path(__file__).parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"\bTables: ([^.]+)\.", contract)
    assert re.findall(r"`(\w+)`", named) == [each["name"] for each in described(packages["csv"])["resources"]]


def test_the_tables_say_what_the_ledger_says(tables: dict[TableFormat, Tables], graph: Graph) -> None:
    """Each recommendation with its words, agencies, themes, actions and strength; each learning point with its themes."""
    base, ledger, points = graph.base, graph.recommendations(), graph.learning()

    def listed(table: str, *columns: str, **only: str) -> Counter[tuple[Any, ...]]:
        return Counter(
            tuple(row[each] for each in columns)
            for row in tables["parquet"][table]
            if all(row[name] == value for name, value in only.items())
        )

    def expected(field: str, *more: str, rows: Any = ledger) -> Counter[tuple[Any, ...]]:
        return Counter(
            (row.iri.removeprefix(base), *(each or None for each in values))
            for row in rows
            for values in zip(*(getattr(row, name) for name in (field, *more)), strict=True)
        )

    assert listed("recommendations", "id", "text", "start") == Counter(
        (row.iri.removeprefix(base), row.text, row.start) for row in ledger
    )
    themes = ("theme_ids", "theme_basis", "theme_words", "theme_probability")
    of_theme = ("theme", "basis", "words", "probability")
    assert listed("recommendation_themes", "recommendation", *of_theme) == expected(*themes)
    assert listed("learning_point_themes", "learning_point", *of_theme) == expected(*themes, rows=points)
    assert listed("addressees", "recommendation", "agency", "basis", "words") == expected(
        "agency_ids", "agency_basis", "agency_words"
    )
    for role, name in (("via", "via"), ("mentioned", "mentioned")):
        assert listed("other_agencies", "recommendation", "agency", "words", role=role) == expected(
            f"{name}_ids", f"{name}_words"
        )
    assert listed("other_agencies", "recommendation", "agency", "words", "probability", role="owner") == Counter(
        (row.iri.removeprefix(base), row.owner_id, row.owner_words or None, row.owner_probability)
        for row in ledger
        if row.owner_id
    )
    assert listed("recommendation_actions", "recommendation", "action") == expected("action_ids")
    assert listed("recommendation_strengths", "recommendation", "strength") == expected("strength")


def test_the_same_build_gives_the_same_bytes_as_a_folder_and_as_a_zip_file(
    packages: dict[TableFormat, Path], collection: Collection, graph: Graph, tmp_path: Path
) -> None:
    """Nothing in the archive is of the time or the computer that made it."""
    with graph.sorted_lines() as lines:
        write_package(collection, lines, tmp_path / "data.zip", date=DAY)
    with ZipFile(tmp_path / "data.zip") as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        content = {name: archive.read(name) for name in archive.namelist()}
    assert content == {path.name: path.read_bytes() for path in packages["csv"].iterdir()}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_two_lines_open_it_in_pandas_and_in_duckdb(
    form: TableFormat, packages: dict[TableFormat, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines of the README, which has them as they are; both count the same."""
    monkeypatch.chdir(packages[form])
    text = (packages[form] / "README.md").read_text(encoding="utf-8")
    lines = {program.split()[1]: both for program, both in OPENED[form].items()}
    assert all("\n".join(both) in text for both in lines.values())
    names: dict[str, Any] = {"pandas": pandas}
    exec(lines["pandas"][0], names)
    by_pandas = eval(lines["pandas"][1], names)
    with duckdb.connect() as database:
        by_duckdb = {
            (basis, agency): number for basis, agency, number in database.sql("\n".join(lines["DuckDB"])).fetchall()
        }
    assert by_pandas.to_dict() == by_duckdb and by_duckdb["explicit", "icb"] > 1


def test_a_package_says_how_to_cite_it_and_whose_it_is(packages: dict[TableFormat, Path], built: Path) -> None:
    """In the README, for Frictionless, for reference managers and for repositories: the same version, day, licence."""
    content, text = described(packages["csv"]), (packages["csv"] / "README.md").read_text(encoding="utf-8")
    crate = json.loads((packages["csv"] / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    by_id = {each["@id"]: each for each in crate["@graph"]}
    root, cff_text = by_id["./"], (packages["csv"] / "CITATION.cff").read_text(encoding="utf-8")
    cff = dict(re.findall(r'^([a-z-]+): "?([^"\n]+)"?$', cff_text, re.MULTILINE))
    graph_hash = hashlib.sha256((built / "casegraph.nt").read_bytes()).hexdigest()
    assert content["casegraph"]["graph"] == f"sha256:{graph_hash}"
    assert content["version"] == root["version"] == cff["version"]
    assert content["version"].partition("+")[2] == graph_hash[:12]
    assert content["citation"] in text and root["creditText"] == content["citation"] and "(2026)" in content["citation"]
    assert content["created"] == f"{DAY}T00:00:00Z" and root["datePublished"] == cff["date-released"] == DAY
    licence = content["licenses"][0]["path"]
    assert licence in text and root["license"] == {"@id": licence} and cff["license"] == "CC-BY-4.0"
    assert "are the NSPCC's and the reports' publishers'" in text and "Content warning" in text
    assert {each["@id"] for each in root["hasPart"]} == {
        path.name for path in packages["csv"].iterdir() if path.name != "ro-crate-metadata.json"
    }
    assert all(by_id[each["@id"]]["contentSize"].isdecimal() for each in root["hasPart"])


def test_without_a_date_it_is_the_day_on_which_somebody_looked_at_the_pages_or_none(
    packages: dict[TableFormat, Path], collection: Collection, tmp_path: Path
) -> None:
    assert "created" not in described(packages["parquet"])
    assert "(no date)" in described(packages["parquet"])["citation"]
    pages = tuple(replace(page, accessed="2026-10-01") for page in collection.made.pages)
    seen = replace(collection, made=replace(collection.made, pages=pages), reviews={})
    assert write_package(seen, LINES, tmp_path / "seen").date == "2026-10-01"
    assert described(tmp_path / "seen")["citation"].endswith("(accessed 1 October 2026).")


def test_it_is_written_whole_or_not_at_all(collection: Collection, tmp_path: Path) -> None:
    """What fails in the middle leaves nothing, and a folder that has something is left as it is."""

    def failing() -> Iterator[bytes]:
        yield b"<a> <b> <c> .\n"
        raise OSError("No space left on device")

    for name in ("folder", "file.zip"):
        with pytest.raises(CasegraphError, match="No space left"):
            write_package(collection, SortedLines(failing), tmp_path / name)
    assert [*tmp_path.iterdir()] == []
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CasegraphError, match="exists already"):
        write_package(collection, LINES, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["package"], "Name it with -o"),
        (["package", "-o", "data.csv"], "Give the file the ending .zip"),
        (["package", "-o", "data", "--date", "29.11.2026"], "is no day"),
        (["package", "-o", "data", "--metrics"], "go with networks"),
        (["turtle", "--tables", "csv"], "go with package only"),
    ],
)
def test_what_does_not_go_together_is_refused_before_anything_is_read(words: list[str], message: str) -> None:
    run = CliRunner().invoke(main, ["export", *words, "--graph", "no-such-folder"])
    assert run.exit_code in (1, 2) and message in " ".join(run.output.split())
