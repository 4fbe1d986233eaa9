"""Themes that no wording led to: every face says so, says how probable they are, and marks the words that counted most."""

import csv
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb
import pyshacl
import pytest
import rdflib
from click.testing import CliRunner

import casegraph
from accessibility import resize, violations
from casegraph.building.build import build
from casegraph.building.graph import graph_text
from casegraph.cli import main
from casegraph.cli.explain import _COLOURS, _WHOLE, _wrapped
from casegraph.graph import Graph
from casegraph.names import thing
from casegraph.rdf.vocabulary import SCHEMES
from casegraph.record.identity import mint
from casegraph.record.json_lines import to_line
from casegraph.schemes import scheme
from casegraph.store.memory import MemoryStore
from casegraph.validating import validate
from casegraph.views.clauses import Span, ThemeReading
from casegraph.views.collection_file import read_collection
from casegraph.views.from_store import collection_of
from casegraph.views.json_answers import clause_answers
from casegraph.views.tables import sentence_table
from casegraph.web.listed import sentence_list
from casegraph.web.pages import meanings
from learned import BY_WORDINGS, LEARNED
from serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ONTOLOGY = Path(__file__).parent.parent / "ontology"
SLUG = "2019-kent-and-essex-child-u"


@pytest.fixture(scope="module")
def text() -> str:
    """The graph of the review, as N-Triples."""
    return graph_text(mint([[LEARNED]]))


@pytest.fixture(scope="module")
def store(text: str) -> MemoryStore:
    """The same as a store."""
    return MemoryStore.from_ntriples(text)


def test_a_reading_in_the_graph_has_its_basis_and_its_probability(store: MemoryStore) -> None:
    """As a decimal in its shortest form; a reading that rests on wordings alone has no probability."""
    rows = store.select(
        "SELECT (STR(?reading) AS ?id) ?basis ?p { ?reading a cg:ThemeReading ; cg:basis ?basis OPTIONAL { ?reading cg:probability ?p } }"
    )
    ways = {row["id"].value: (row["basis"].value, row["p"] and row["p"].value) for row in rows}
    wording, learned = thing("basis", "wording"), thing("basis", "learned")
    assert ways == {
        thing("learning", SLUG, "1", "theme", "neglect"): (wording, "0.97"),
        thing("learning", SLUG, "2", "theme", "neglect"): (wording, None),
        thing("learning", SLUG, "2", "theme", "adolescence"): (wording, None),
        thing("learning", SLUG, "2", "theme", "professional-curiosity"): (learned, "0.3"),
        thing("recommendation", SLUG, "1", "theme", "training-and-workforce"): (wording, None),
        thing("recommendation", SLUG, "1", "theme", "information-sharing"): (learned, "0.83"),
        thing("recommendation", SLUG, "2", "theme", "neglect"): (wording, None),
        thing("recommendation", SLUG, "3", "theme", "voice-of-the-child"): (wording, None),
    }


def test_the_words_that_counted_most_are_passages_like_any_others(store: MemoryStore) -> None:
    reading = thing("recommendation", SLUG, "1", "theme", "information-sharing")
    rows = store.select(f"SELECT ?quote {{ <{reading}> cg:inPassage/cg:quote ?quote }} ORDER BY ?quote")
    assert [row["quote"].value for row in rows] == ["GPs", "train"]


def test_all_bases_are_concepts_of_a_scheme_that_is_in_every_graph(store: MemoryStore) -> None:
    assert "theme-bases.ttl" in SCHEMES
    assert set(scheme("theme-bases.ttl")) == {"corrected", "learned", "wording"}
    assert store.ask("ASK { ?reading cg:basis/skos:inScheme <https://w3id.org/casegraph/scheme/theme-basis> }")


def test_such_a_graph_is_right_for_the_shapes_and_for_an_engine_of_others(store: MemoryStore, text: str) -> None:
    assert [each for each in validate(store) if each.shape.severity == "violation"] == []
    assert "reading-wording" not in {result.shape.name for result in validate(store)}
    data = rdflib.Graph().parse(data=text, format="nt")
    core = rdflib.Graph().parse(ONTOLOGY / "shapes-core.ttl")
    conforms, _, words = pyshacl.validate(data, shacl_graph=core, advanced=False)
    assert conforms, words


CURIOSITY = {"id": "professional-curiosity", "label": "Professional curiosity and critical thinking"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the review, from its line."""
    lines = tmp_path_factory.mktemp("learned") / "learned.jsonl"
    lines.write_text(f"{to_line(LEARNED)}\n", encoding="utf-8")
    build([lines], lines.parent / "exports")
    return lines.parent / "exports"


@pytest.fixture(scope="module")
def graph(folder: Path) -> Iterator[Graph]:
    """The same, open."""
    with casegraph.open(folder) as opened:
        yield opened


def test_a_build_counts_what_themes_were_read_from(folder: Path) -> None:
    counts = json.loads((folder / "build.json").read_text(encoding="utf-8"))["counts"]
    assert counts["theme_readings"] == {"wording": 6, "learned": 2, "corrected": 0}
    assert counts["themes"] == 6


def test_pages_read_the_same_from_the_store_as_from_the_file_of_a_build(folder: Path, graph: Graph) -> None:
    stored = collection_of(graph.store)
    filed = read_collection(folder / "collection.msgpack")
    assert [*stored.reviews.values()] == [*filed.reviews.values()]
    themes = {each.id: each for each in filed.reviews[SLUG].learning[1].themes}
    assert themes["professional-curiosity"] == ThemeReading("professional-curiosity", (Span(11, 20),), "learned", 0.3)
    assert (themes["neglect"].basis, themes["neglect"].probability) == ("wording", None)
    assert filed.made.counts["theme_readings"] == stored.made.counts["theme_readings"]


def test_a_graph_of_an_older_version_was_read_by_wordings(text: str) -> None:
    older = "".join(line for line in text.splitlines(True) if "#basis>" not in line and "#probability>" not in line)
    collection = collection_of(MemoryStore.from_ntriples(older))
    themes = [each for clause in collection.reviews[SLUG].clauses for each in clause.themes]
    assert len(themes) == 8
    assert {(each.basis, each.probability) for each in themes} == {("wording", None)}


def test_the_ledger_has_a_basis_and_a_probability_for_each_theme(graph: Graph) -> None:
    (row, *_) = graph.recommendations()
    assert dict(
        zip(row.theme_ids, zip(row.theme_words, row.theme_basis, row.theme_probability, strict=True), strict=True)
    ) == {
        "training-and-workforce": ("train", "wording", None),
        "information-sharing": ("train … GPs", "learned", 0.83),
    }


def test_tables_for_spreadsheets_have_them_too(folder: Path, graph: Graph) -> None:
    """The files of a build in ids; the sentences that pages save in words."""
    with (folder / "recommendations.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    order = first["theme_ids"].split("; ")
    assert dict(zip(order, first["theme_basis"].split("; "), strict=True))["information-sharing"] == "learned"
    assert dict(zip(order, first["theme_probability"].split("; "), strict=True)) == {
        "training-and-workforce": "", "information-sharing": "0.83",
    }  # fmt: skip
    collection = collection_of(graph.store)
    table = sentence_table(collection, collection.reviews[SLUG].recommendations)
    row = dict(zip(table.head, next(iter(table.rows)), strict=True))
    assert (row["themes"], row["themes read from"], row["theme probability"]) == (
        "Information sharing; Training and workforce development", "whole sentence; listed wording", "0.83; ",
    )  # fmt: skip


def test_columns_have_them_too(folder: Path) -> None:
    with duckdb.connect() as database:
        counted = database.sql(
            f"SELECT DISTINCT theme, theme_basis, theme_probability FROM '{folder}/tables/counts.parquet'"
            " WHERE theme_probability IS NOT NULL ORDER BY theme"
        ).fetchall()
        listed = database.sql(
            f"SELECT themes, theme_bases, theme_probabilities FROM '{folder}/tables/clauses.parquet'"
            " WHERE kind = 'recommendation' AND number = 1"
        ).fetchall()
    assert counted == [
        ("information-sharing", "learned", 0.83), ("neglect", "wording", 0.97), ("professional-curiosity", "learned", 0.3),
    ]  # fmt: skip
    assert listed == [(["information-sharing", "training-and-workforce"], ["learned", "wording"], [0.83, None])]


def test_json_has_them_for_each_theme_of_a_clause(graph: Graph) -> None:
    collection = collection_of(graph.store)
    _, point = clause_answers(collection, collection.reviews[SLUG].learning)
    assert CURIOSITY | {"basis": "learned", "probability": 0.3, "introduction": ""} in point["themes"]
    assert [(each["id"], each["basis"], each["probability"]) for each in point["themes"]][1:] == [
        ("neglect", "wording", None), ("professional-curiosity", "learned", 0.3),
    ]  # fmt: skip


def test_explain_says_it_in_words_and_in_json(folder: Path) -> None:
    shown = CliRunner(env={"COLUMNS": None}).invoke(main, ["explain", SLUG, "--graph", str(folder)]).stdout
    (line,) = [line for line in shown.splitlines() if "Information sharing" in line]
    assert [part.strip() for part in line.split("  ")][-2:] == ["“train”, “GPs”", "whole sentence, 83% likely"]
    assert [line.split("  ")[-1] for line in shown.splitlines() if "“neglect”  97%" in line] == ["97% likely"]
    said = json.loads(CliRunner().invoke(main, ["explain", SLUG, "--graph", str(folder), "--format", "json"]).stdout)
    seen = {(each["says"], each["note"], each["probability"]) for part in said["parts"] for each in part["seen"]
            if each["kind"] == "theme"}  # fmt: skip
    assert {
        ("Information sharing", "learned", 0.83),
        ("Neglect", "wording", 0.97),
        ("Neglect", "wording", None),
    } <= seen


def test_a_terminal_underlines_the_words_of_wordings_alone() -> None:
    marks = [(0, 5, _COLOURS["theme"]), (6, 9, _WHOLE)]
    underlined, italic = "\x1b[4m", "\x1b[3m"
    (line,) = _wrapped("train GPs", marks, None)
    wording, whole = line.split(" ")
    assert underlined in wording and italic not in wording
    assert italic in whole and underlined not in whole


def test_a_question_lists_the_most_doubtful_first(graph: Graph) -> None:
    """Those without a probability come last; a value can be said in the words that people see."""
    everything = graph.ask("theme-readings")
    assert [row["probability"] for row in everything.rows][:4] == [
        Decimal("0.3"),
        Decimal("0.83"),
        Decimal("0.97"),
        None,
    ]
    assert (everything.total, everything.denominator) == (8, 8)
    learned = graph.ask("theme-readings", basis="whole sentence")
    assert [(row["theme_read"], row["read_from"], row["quote"]) for row in learned.rows] == [
        ("Professional curiosity and critical thinking", "whole sentence", "neglect of teenagers"),
        ("Information sharing", "whole sentence", "the CCG should train GPs"),
    ]
    assert [row["probability"] for row in graph.ask("theme-readings", theme="neglect").rows] == [
        Decimal("0.97"),
        None,
        None,
    ]


@pytest.fixture(scope="module")
def faces(folder: Path, browser: "Browser") -> Iterator[Callable[[str], Iterator["Page"]]]:
    """Opens an address in the explorer and on the server, one after the other."""
    with serving(folder) as server, browser.new_context(java_script_enabled=False) as still:
        explorer, served = browser.new_page(), still.new_page()

        def both(address: str) -> Iterator["Page"]:
            explorer.goto("about:blank")
            explorer.goto(f"{(folder / 'explorer.html').as_uri()}#{address}")
            explorer.wait_for_selector("main h1")
            yield explorer
            served.goto(f"http://{server.host}:{server.port}{'/about' if address == '/data' else address}")
            yield served

        yield both
        explorer.close()


def test_a_sentence_says_which_themes_are_from_the_whole_and_how_likely(
    faces: Callable[[str], Iterator["Page"]],
) -> None:
    for page in faces(f"/review/{SLUG}?marks=all"):
        first = page.locator("#asks ~ .sentences > li").first
        assert [" ".join(text.split()) for text in first.locator(".readings li").all_text_contents()][2:] == [
            "Action: Training",
            "Themes: Training and workforce development",
            "Themes from the whole sentence: Information sharing (83% likely)",
        ]
        assert first.locator("mark.whole").all_inner_texts() == ["train", "GPs"]
        assert first.locator("mark.theme.whole").all_inner_texts() == ["train"]


def test_the_words_of_a_whole_sentence_are_told_apart_without_colour(faces: Callable[[str], Iterator["Page"]]) -> None:
    """A dashed frame, and no ground."""
    style = "(each) => { const s = getComputedStyle(each); return [s.outlineStyle, s.backgroundColor, s.borderBottomStyle] }"
    for page in faces(f"/review/{SLUG}?marks=all"):
        legend = page.locator(".legend p mark")
        assert [each.evaluate(style)[0] for each in legend.all()] == ["none", "none", "dashed"]
        assert legend.last.evaluate(style)[1:] == ["rgba(0, 0, 0, 0)", "none"]
        assert "means that about 83 of 100 such themes are right" in (page.locator("main").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_words_of_a_whole_sentence(
    folder: Path, browser: "Browser", scheme: Literal["light", "dark"]
) -> None:
    """Axe finds nothing, and at 320 pixels nothing is cut off."""
    with browser.new_page(color_scheme=scheme) as page:
        page.goto(f"{(folder / 'explorer.html').as_uri()}#/review/{SLUG}?marks=all")
        page.wait_for_selector("blockquote mark.whole")
        assert violations(page) == []
        resize(page, 320)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_about_data_and_method_counts_them(faces: Callable[[str], Iterator["Page"]]) -> None:
    for page in faces("/data"):
        words = page.locator("main").inner_text()
        assert "How we identify themes: listed wording (6 times); whole sentence (2 times)." in words
        assert "comparing the whole sentence with labelled examples" in words
        assert "There are no statistics" not in words


def test_nothing_of_it_is_shown_where_all_was_read_by_wordings() -> None:
    collection = collection_of(MemoryStore.from_ntriples(graph_text(mint([[BY_WORDINGS]]))))
    assert meanings(collection).theme_bases == ()
    listed = sentence_list(collection, collection.reviews[SLUG].clauses)
    assert not listed.has_likely and not [each for each in listed.shown if each.likely]
    collection = collection_of(MemoryStore.from_ntriples(graph_text(mint([[LEARNED]]))))
    assert [bar.number for bar in meanings(collection).theme_bases] == [6, 2]
    assert sentence_list(collection, collection.reviews[SLUG].clauses).has_likely


@pytest.mark.parametrize("command", ["build", "extract"])
def test_one_switch_leaves_whole_sentences_out(command: str, tmp_path: Path) -> None:
    """And the probabilities with them; without the switch they are there."""
    page = tmp_path / "page.txt"
    page.write_text(
        "2025 – Kent – Child U\nDeath of a boy.\nLearning includes: nobody asked who he was; neglect.\nKeywords: drugs\n",
        encoding="utf-8",
    )
    texts = []
    for switch in ([], ["--wordings-only"]):
        out = tmp_path / f"out{len(switch)}"
        rest = ["--out", str(out), "--write", "records", "--force"] if command == "build" else []
        result = CliRunner().invoke(main, [command, str(page), *rest, *switch])
        assert result.exit_code == 0, result.output
        texts.append((out / "reviews.jsonl").read_text(encoding="utf-8") if rest else result.stdout)
    bases = [
        [
            (each["theme"], each["basis"], each["probability"])
            for point in json.loads(text)["learning"]
            for each in point["themes_words"]
        ]
        for text in texts
    ]
    assert {basis for _, basis, _ in bases[0]} == {"wording", "learned"} and all(likely for _, _, likely in bases[0])
    assert {each[1:] for each in bases[1]} == {("wording", None)} and "neglect" in {theme for theme, _, _ in bases[1]}
