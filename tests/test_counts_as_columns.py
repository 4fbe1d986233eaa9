"""What is counted stands as columns beside the store: whole, the same in every build, and as documented."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings

from casegraph.counts import parts
from casegraph.counts.columns import TABLES, file_of
from casegraph.counts.parts import write_tables
from casegraph.names import BASE
from casegraph.record.identity import Minted, mint
from casegraph.record.model import Passage, Review
from casegraph.store.memory import MemoryStore
from records import REVIEW, records

ROOT = Path(__file__).parent.parent
PARTNERSHIP = "safeguarding-partnership"


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, in which a table stands by its name."""
    with duckdb.connect() as database:
        for table in TABLES:
            database.execute(f"CREATE VIEW {table} AS FROM '{folder / file_of(table)}'")
        return database.sql(query).fetchall()


def written(reviews: Sequence[Review], folder: Path) -> Path:
    write_tables(mint([reviews]), folder)
    return folder


def test_a_clause_has_a_row_for_each_agency_and_theme(tmp_path: Path) -> None:
    """Those that are asked and those that are mentioned, and a row all the same where there is none."""
    columns = "replace(clause, review, '-'), role, agency, sector, basis, theme, theme_group"
    assert rows(written([REVIEW], tmp_path), f"SELECT {columns} FROM counts") == [
        ("learning/-/1", None, None, None, None, "neglect", "harm"),
        ("learning/-/2", None, None, None, None, "neglect", "harm"),
        ("learning/-/2", None, None, None, None, "adolescence", "child"),
        ("recommendation/-/1", "asked", "icb", "health", "explicit", "training-and-workforce", "system"),
        ("recommendation/-/1", "concerned", "general-practice", "health", None, "training-and-workforce", "system"),
        ("recommendation/-/2", "asked", "police", "police", "explicit", "neglect", "harm"),
        ("recommendation/-/2", "concerned", "icb", "health", None, "neglect", "harm"),
        ("recommendation/-/3", "asked", PARTNERSHIP, PARTNERSHIP, "default", "voice-of-the-child", "child"),
    ]


def test_a_review_has_one_row(tmp_path: Path) -> None:
    """Lists have all of its places, children and keywords."""
    (read,) = rows(
        written([REVIEW], tmp_path),
        "SELECT * REPLACE (date_from::VARCHAR AS date_from, year(date_to) AS date_to) FROM reviews",
    )
    assert dict(zip((each.name for each in TABLES["reviews"]), read, strict=True)) == {
        "review": "2019-kent-and-essex-child-u",
        "title": "2019 – Kent and Essex – Child U",
        "year": 2019,
        "places": ["Kent", "Essex"],
        "areas": ["E10000016", "E10000012"],
        "partnerships": ["kent", "essex"],
        "nations": ["England"],
        "regions": ["South East", "East of England"],
        "outcome": "death",
        "suicide": True,
        "certainty": "stated",
        "date_from": "2018-05-01",
        "date_to": 2018,
        "ages_in_months": [0.69],
        "age_groups": ["under 1"],
        "sexes": ["female"],
        "keywords": ["drugs", "suicide"],
        "report": "overview report",
        "link": None,
        "is_complete": True,
        "learning_points": 2,
        "recommendations": 3,
        "file": "kent.txt",
    }


def test_a_clause_has_one_row_with_its_words(tmp_path: Path) -> None:
    """Its agencies and themes are lists."""
    read = rows(written([REVIEW], tmp_path), "SELECT text, number, themes, asked, bases, concerned FROM clauses")
    assert read == [
        ("neglect", 1, ["neglect"], [], [], []),
        ("neglect of teenagers", 2, ["neglect", "adolescence"], [], [], []),
        ("the CCG should train GPs", 1, ["training-and-workforce"], ["icb"], ["explicit"], ["general-practice"]),
        ("the police should tell Kent and Medway CCG about neglect", 2, ["neglect"], ["police"], ["explicit"], ["icb"]),
        ("hear the child", 3, ["voice-of-the-child"], [PARTNERSHIP], ["default"], []),
    ]


@given(records())
@settings(max_examples=8)
def test_no_clause_and_no_word_is_lost(tmp_path_factory: pytest.TempPathFactory, review: Review) -> None:
    """Whatever characters a page has, and however little a review says."""
    folder = written([review], tmp_path_factory.mktemp("any"))
    passages = [each.passage for each in review.learning] + [each.passage for each in review.recommendations]
    assert rows(folder, 'SELECT start, "end", text FROM clauses') == [tuple(each) for each in passages]
    assert rows(folder, "SELECT title, year, link FROM reviews") == [(review.title, review.year, review.link)]
    assert rows(folder, "SELECT count(DISTINCT clause) FROM counts") == [(len(passages),)]


def test_any_character_is_written(tmp_path: Path) -> None:
    """Also those that texts of C end with, and those that end lines."""
    (point, *_), text = REVIEW.learning, "a\x00b\x1b[31m\u2028\r\n\t\"'\\ \U0001f600\x7f"
    odd = replace(REVIEW, learning=(point._replace(passage=Passage(0, len(text), text)),))
    assert rows(written([odd], tmp_path), "SELECT text FROM clauses LIMIT 1") == [(text,)]


def test_a_clause_of_millions_of_characters_is_written_too(tmp_path: Path) -> None:
    """A line of a part may be longer than DuckDB expects."""
    (point, *_), text = REVIEW.learning, "sad " * 5_000_000
    long = replace(REVIEW, learning=(point._replace(passage=Passage(0, len(text), text)),))
    assert rows(written([long], tmp_path), "SELECT max(length(text)) FROM clauses") == [(len(text),)]


def test_a_second_time_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are the same, with several groups of rows in a file."""
    monkeypatch.setattr(parts, "_ROWS", 2_048)
    minted = [Minted(f"{number:05}", REVIEW) for number in range(1_500)]
    bytes_of = []
    for name in ("one", "again"):
        folder = tmp_path / name
        folder.mkdir()
        write_tables(minted, folder)
        bytes_of.append([(folder / file_of(table)).read_bytes() for table in TABLES])
    assert bytes_of[0] == bytes_of[1]
    groups = f"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{tmp_path / 'one' / file_of('counts')}')"
    assert rows(tmp_path / "one", groups)[0][0] > 3


def test_nothing_but_the_tables_is_left(tmp_path: Path) -> None:
    written([REVIEW], tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        file_of(table) for table in TABLES
    }


def test_no_reviews_make_empty_tables(tmp_path: Path) -> None:
    assert rows(written([], tmp_path), "SELECT * FROM counts") == []


def test_columns_count_what_the_graph_counts(built: Path) -> None:
    """By agency, basis and theme, as SPARQL does over the whole graph."""
    store = MemoryStore.from_ntriples((built / "casegraph.nt").read_text(encoding="utf-8"))
    by_sparql = {
        tuple(row[name].value.rpartition("/")[2] for name in ("agency", "basis", "theme")) + (int(row["n"].value),)
        for row in store.select("""
            SELECT ?agency ?basis ?theme (COUNT(DISTINCT ?recommendation) AS ?n) {
              ?recommendation cg:hasAddressing ?addressing ; cg:hasTheme ?theme .
              ?addressing cg:readAs ?agency ; cg:basis ?basis
            } GROUP BY ?agency ?basis ?theme""")
    }
    by_columns = rows(
        built,
        "SELECT agency, basis, theme, count(DISTINCT clause) FROM counts WHERE role = 'asked' AND theme IS NOT NULL GROUP BY ALL",
    )
    assert set(by_columns) == by_sparql
    assert len(by_sparql) > 300


def test_clauses_are_those_of_the_graph(built: Path) -> None:
    """A clause is the end of its IRI, with its words and its year."""
    store = MemoryStore.from_ntriples((built / "casegraph.nt").read_text(encoding="utf-8"))
    by_sparql = {
        (row["clause"].value.removeprefix(BASE), row["text"].value, int(row["year"].value))
        for row in store.select("SELECT ?clause ?text ?year { ?clause cg:fromReview/cg:year ?year ; cg:text ?text }")
    }
    assert set(rows(built, "SELECT clause, text, year FROM clauses")) == by_sparql


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented(table: str, built: Path) -> None:
    """Name and type in the file, in the code and in exports/README.md are the same."""
    readme = (ROOT / "exports" / "README.md").read_text(encoding="utf-8")
    listed = readme.split(f"| `{table}.parquet` |")[1].partition("\n\n")[0].splitlines()[2:]
    read = rows(built, f"SELECT column_name, column_type FROM (DESCRIBE {table})")
    assert [tuple(line.strip("| ").split(" | ")) for line in listed] == [
        (each.name, each.type, each.meaning) for each in TABLES[table]
    ]
    assert read == [(each.name, each.type) for each in TABLES[table]]


def test_the_example_for_duckdb_runs(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands in exports/README.md, where the exports are."""
    readme = (ROOT / "exports" / "README.md").read_text(encoding="utf-8")
    first, last = (
        next(block for block in readme.split("```python\n")[1:] if "duckdb" in block).partition("```")[0].splitlines()
    )
    monkeypatch.chdir(built.parent)
    values: dict[str, Any] = {"duckdb": duckdb}
    exec(first, values)
    read = eval(last, values).fetchall()
    assert ("neurodiversity", 2) in read
    assert read == sorted(read, key=lambda row: (-row[1], row[0]))
