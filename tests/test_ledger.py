"""The ledger: one flat row a clause, the same in files and in Python, as spreadsheets and pandas expect it."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from casegraph.building.build import build
from casegraph.graph import Graph
from casegraph.ledger import LearningRow, Ledger, RecommendationRow, learning, recommendations
from casegraph.record.model import Review
from casegraph.record.to_json import to_json
from casegraph.store.memory import MemoryStore
from casegraph.views.from_store import collection_of
from watched import WatchedStore

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/casegraph/"
TABLES = {"recommendations.csv": RecommendationRow, "learning.csv": LearningRow}
LABELLED = (
    ("agency_ids", "agencies"),
    ("agency_ids", "agency_basis"),
    ("agency_ids", "agency_words"),
    ("mentioned_ids", "mentioned"),
    ("mentioned_ids", "mentioned_words"),
    ("theme_ids", "themes"),
    ("theme_ids", "theme_words"),
    ("area_ids", "areas"),
    ("partnership_ids", "partnerships"),
    ("keyword_ids", "keywords"),
)


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page of 2025."""
    with Graph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(graph: Graph) -> Ledger[RecommendationRow]:
    """Its recommendations."""
    return graph.recommendations()


@pytest.fixture(scope="module")
def points(graph: Graph) -> Ledger[LearningRow]:
    """Its learning points."""
    return graph.learning()


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of a build."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_there_is_a_row_for_each_recommendation_and_each_learning_point(
    rows: Ledger[RecommendationRow], points: Ledger[LearningRow], reviews: tuple[Review, ...]
) -> None:
    """Sentences that ask nobody to do anything are no recommendations, so they have no row."""
    asked = [(r.title, c.passage.text) for r in reviews for c in r.recommendations if c.is_recommendation]
    assert len(rows) == 483 and len({row.iri for row in rows}) == 483
    assert sorted((row.review, row.text) for row in rows) == sorted(asked)
    learned = [(review.title, point.passage.text) for review in reviews for point in review.learning]
    assert len(points) == 434 and sorted((row.review, row.text) for row in points) == sorted(learned)


def test_a_row_says_what_was_read_of_its_clause(
    rows: Ledger[RecommendationRow], points: Ledger[LearningRow], reviews: tuple[Review, ...], page_2025: Path
) -> None:
    """Agencies with basis and words, mentions, themes, place: as reviews.jsonl has them."""
    page = page_2025.read_text(encoding="utf-8")
    by_place: dict[int, RecommendationRow | LearningRow] = {row.start: row for row in rows}
    by_place |= {row.start: row for row in points}
    assert len(by_place) == len(rows) + len(points)
    for review in map(to_json, reviews):
        asked = [each for each in review["recommendations"] if each["is_recommendation"]]
        for clause in (*review["learning"], *asked):
            row = by_place[clause["start"]]
            assert (row.text, row.end) == (clause["text"], clause["end"])
            assert set(row.theme_ids) == set(clause["themes"])
            assert (row.review, row.year, row.report) == (review["title"], review["year"], review["link"])
            assert row.outcome_id == review["incident"]["outcome"] and row.suicide == review["incident"]["suicide"]
            assert len(row.keyword_ids) == len(review["keywords"])
        for clause in asked:
            row = by_place[clause["start"]]
            assert isinstance(row, RecommendationRow)
            told = zip(row.agency_ids, row.agency_basis, strict=True)
            assert set(told) == {(each["agency"], each["basis"]) for each in clause["addressees"]}
            assert set(row.mentioned_ids) == set(clause["concerns"])
    for row in by_place.values():
        assert page[row.start : row.end] == row.text
        assert row.file == page_2025.name and row.passage_iri.endswith(f"#char={row.start},{row.end}")


def test_fields_that_belong_together_have_the_same_order(
    rows: Ledger[RecommendationRow], points: Ledger[LearningRow], built_store: pyoxigraph.Store
) -> None:
    """The second label is that of the second id."""
    found: Any = built_store.query(
        "SELECT ?thing ?label { ?thing <http://www.w3.org/2004/02/skos/core#prefLabel>|"
        "<http://www.w3.org/2000/01/rdf-schema#label> ?label }"
    )
    labels = {(row["thing"].value, row["label"].value) for row in found}
    kinds = {"agencies": "agency", "mentioned": "agency", "themes": "theme", "areas": "area",
             "partnerships": "partnership", "keywords": "keyword"}  # fmt: skip
    checked = 0
    for row in (*rows, *points):
        for ids, others in LABELLED:
            if hasattr(row, ids):
                pairs = list(zip(getattr(row, ids), getattr(row, others), strict=True))
                if others in kinds:
                    assert all((f"{BASE}{kinds[others]}/{name}", label) in labels for name, label in pairs)
                    checked += len(pairs)
    assert checked > 5_000


def test_words_are_those_of_the_page_in_its_order(rows: Ledger[RecommendationRow], page_2025: Path) -> None:
    """Each led to the agency or theme beside it; where no agency is named there are none."""
    page = page_2025.read_text(encoding="utf-8")
    (row,) = [each for each in rows if each.text.startswith("Birmingham Safeguarding Children Partnership (BSCP) to")]
    assert row.agency_words == ("Birmingham Safeguarding Children Partnership (BSCP)",)
    assert list(zip(row.theme_ids, row.theme_words, strict=True)) == [
        ("quality-assurance", "benchmark"),
        ("policy-and-procedure", "local strategies … policies … procedures"),
        ("learning-from-reviews", "Panel’s 2025 report"),
        ("racism-and-bias", "race … racism"),
    ]
    for each in rows:
        for words in (*each.agency_words, *each.theme_words, *each.mentioned_words):
            assert all(part in page for part in words.split(" … "))
        for basis, words in zip(each.agency_basis, each.agency_words, strict=True):
            assert (basis == "default") == (words == "")


@pytest.mark.parametrize("file", TABLES)
def test_the_files_of_a_build_are_the_rows(
    file: str, built: Path, rows: Ledger[RecommendationRow], points: Ledger[LearningRow]
) -> None:
    """UTF-8 with its mark, LF, several values with "; " between them, so that ids can be split there."""
    content = (built / file).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"\r" not in content
    listed: tuple[RecommendationRow | LearningRow, ...] = rows if file == "recommendations.csv" else points
    names = [each.name for each in fields(TABLES[file])]
    table = read(built / file)
    assert list(table[0]) == names and len(table) == len(listed)
    for written, row in zip(table, listed, strict=True):
        for name in names:
            value = getattr(row, name)
            if isinstance(value, tuple):
                assert written[name].removeprefix("'") == "; ".join("" if each is None else str(each) for each in value)
            elif isinstance(value, str):
                assert written[name].removeprefix("'") == value.removeprefix("'")
            else:
                assert written[name] == ("" if value is None else str(value).lower())
        for ids, others in LABELLED:
            if ids in written:
                assert len(written[ids].split("; ")) == len(written[others].split("; "))


@pytest.mark.parametrize("file", TABLES)
def test_pandas_reads_the_files_without_being_told_how(file: str, built: Path) -> None:
    """Years and places are whole numbers, and the first column has its name."""
    import pandas

    frame = pandas.read_csv(built / file)
    assert frame.columns[0] == "iri" and len(frame) > 400
    assert {name: frame[name].dtype.kind for name in ("year", "start", "end", "suicide")} == {
        "year": "i", "start": "i", "end": "i", "suicide": "b",
    }  # fmt: skip
    assert frame["theme_ids"].dropna().str.split("; ").explode().value_counts().size > 50


def test_pandas_takes_the_rows_of_python_as_they_are(
    rows: Ledger[RecommendationRow], points: Ledger[LearningRow], graph: Graph
) -> None:
    """Columns have names, several values are a tuple, so that one can explode them; so it does answers and queries."""
    import pandas

    frame = pandas.DataFrame(rows)
    assert list(frame.columns) == [each.name for each in fields(RecommendationRow)] and len(frame) == 483
    by_agency = frame.explode(["agency_ids", "agency_basis"]).query("agency_basis != 'default'")["agency_ids"]
    asked = graph.query("SELECT ?r { ?r cg:hasAddressing/cg:basis ?b FILTER(?b != basis:default) }")
    assert len(by_agency) == len(asked) > 200
    assert list(pandas.DataFrame(points).columns) == [each.name for each in fields(LearningRow)]
    assert pandas.DataFrame(asked).columns.tolist() == ["r"]
    answer = graph.ask("recommendations-to", agency="dfe")
    assert pandas.DataFrame(answer.rows).columns.tolist() == list(answer.columns)


def test_each_column_is_explained() -> None:
    """exports/README.md has a row for it, and none for another."""
    text = (
        (ROOT / "exports" / "README.md")
        .read_text(encoding="utf-8")
        .partition("## The columns of `recommendations.csv`")[2]
        .partition("\n## ")[0]
    )
    rows = re.findall(r"^\| ([a-z_, ]+) \|", text, re.MULTILINE)
    named = [name for row in rows if row != "column" for name in row.split(", ")]
    assert sorted(named) == sorted(each.name for each in fields(RecommendationRow))


def test_rows_cannot_be_changed(rows: Ledger[RecommendationRow]) -> None:
    with pytest.raises(FrozenInstanceError):
        rows[0].text = "another"  # type: ignore[misc]
    assert isinstance(rows, tuple)


def test_a_few_queries_answer_for_any_number_of_reviews(built_store: pyoxigraph.Store) -> None:
    """As many as for none: no query a row."""
    watched, empty = WatchedStore(MemoryStore(built_store)), WatchedStore(MemoryStore.from_turtle(""))
    whole, nothing = collection_of(watched), collection_of(empty)
    assert (len(recommendations(whole)), len(learning(whole))) == (483, 434)
    assert (recommendations(nothing), learning(nothing)) == ((), ())
    assert len(watched.queries) == len(empty.queries) < 22


def test_a_review_of_several_areas_has_all_of_them(tmp_path: Path) -> None:
    """And a review without an area has a row with none; another base makes other IRIs and the same ids."""
    page = tmp_path / "page.txt"
    page.write_text(
        "2025 – Cardiff and Vale of Glamorgan – Child A\nDeath of a boy.\n"
        "Learning: neglect.\nRecommendations: the police should share information.\n"
        "2025 – Anonymous – Child B\nDeath of a girl.\nLearning: neglect.\nRecommendations: Highlights work already undertaken.\n",
        encoding="utf-8",
    )
    build([page], tmp_path / "out", base="https://example.org/x/")
    both = read(tmp_path / "out" / "learning.csv")
    assert [(row["area_ids"], row["areas"], row["nations"], row["theme_ids"]) for row in both] == [
        ("", "", "", "neglect"),
        ("W06000014; W06000015", "The Vale of Glamorgan; Cardiff", "Wales", "neglect"),
    ]
    assert both[0]["iri"] == "https://example.org/x/learning/2025-anonymous-child-b/1"
    (only,) = read(tmp_path / "out" / "recommendations.csv")
    assert (only["agency_ids"], only["agency_basis"], only["agency_words"]) == ("police", "explicit", "the police")


def test_a_table_without_rows_still_has_its_columns(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("2025 – Kent – Child A\nDeath of a boy.\nLearning: neglect.\n", encoding="utf-8")
    build([page], tmp_path / "out")
    text = (tmp_path / "out" / "recommendations.csv").read_text(encoding="utf-8-sig")
    assert text.split(",")[:2] == ["iri", "text"] and text.count("\n") == 1


def test_the_graph_lists_them_as_files_of_the_build(built_store: pyoxigraph.Store) -> None:
    """As distributions with their media type, beside the others."""
    for name in TABLES:
        assert built_store.query(
            f"ASK {{ <{BASE}dataset> <http://www.w3.org/ns/dcat#distribution> <{BASE}dataset/file/{name}> ."
            f" <{BASE}dataset/file/{name}> <http://www.w3.org/ns/dcat#mediaType>"
            " <https://www.iana.org/assignments/media-types/text/csv> }"
        )


def test_a_table_made_of_reviews_jsonl_has_few_columns(built: Path) -> None:
    """Not one for each theme or agency, whatever the page says; words are in the order of the ids."""
    import pandas

    told = [json.loads(line) for line in (built / "reviews.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [each for review in told for each in review["recommendations"]]
    assert pandas.json_normalize(asked).columns.tolist() == [
        "text", "start", "end", "is_recommendation", "addressees", "concerns", "concerns_words", "themes", "themes_words",
        "via", "via_words", "owner", "actions", "actions_words", "strength", "strength_words", "owner.agency", "owner.words",
        "owner.wording", "owner.probability", "owner.basis",
    ]  # fmt: skip
    learned = pandas.json_normalize(told, "learning", ["title", "year", ["source", "file"]])
    assert learned.columns.tolist() == [
        "text", "start", "end", "themes", "themes_words", "title", "year", "source.file",
    ]  # fmt: skip
    assert len(pandas.json_normalize(told).columns) < 35
    for each in asked:
        assert [words["theme"] for words in each["themes_words"]] == each["themes"]
        assert [words["agency"] for words in each["concerns_words"]] == each["concerns"]
