"""Explaining: every reading of a review stands beside its words, and nothing else does."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import casegraph
from casegraph.cli import main
from casegraph.cli.explain import _wrapped
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.record.model import Review
from casegraph.views.explanation import explain, find_review


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with casegraph.open(built) as graph:
        yield graph


@pytest.mark.parametrize(
    "name",
    ["2025-camden-child-yue", "review:2025-camden-child-yue", "Child Yue", "child  yue", "2025 - Camden - Child Yue"],
)
def test_a_review_is_found_by_its_slug_its_heading_or_words_of_it(graph: Graph, name: str) -> None:
    assert find_review(graph.store, name) == "https://w3id.org/casegraph/review/2025-camden-child-yue"


def test_a_name_of_several_reviews_lists_them(graph: Graph) -> None:
    with pytest.raises(
        CasegraphError, match=r"can be 2 reviews(.|\n)*Child A(.|\n)*Name one|Name one of(.|\n)*Child A"
    ):
        find_review(graph.store, "Birmingham")


@pytest.mark.parametrize("name", ["Atlantis Child Yue", "", "–"])
def test_a_name_of_no_review_offers_the_nearest(graph: Graph, name: str) -> None:
    with pytest.raises(CasegraphError, match=r"Nearest are"):
        find_review(graph.store, name)


def test_every_reading_of_every_review_is_explained(graph: Graph, reviews: tuple[Review, ...]) -> None:
    """The explanations hold as many readings, from the same words, as the model has."""
    rows = graph.query("SELECT ?review ?title { ?review a cg:Review ; rdfs:label ?title }")
    iris = {row["title"]: row["review"] for row in rows}
    for review in reviews[::9]:
        parts = explain(graph.store, iris[review.title]).parts
        told = Counter(
            (seen.kind, words.start, words.end) for part in parts for seen in part.seen for words in seen.words
        )
        asks = [each for each in review.recommendations if each.is_recommendation]
        all_themes = [each.themes for each in review.learning] + [each.themes for each in asks]
        read = Counter(
            [
                *(("theme", theme.words.start, theme.words.end) for themes in all_themes for theme in themes),
                *(("concerns", concern.words.start, concern.words.end) for each in asks for concern in each.concerns),
                *(("through", body.words.start, body.words.end) for each in asks for body in each.via),
                *(("action", action.words.start, action.words.end) for each in asks for action in each.actions),
                *(("strength", each.words.start, each.words.end) for asked in asks for each in asked.strength),
                *(("owner", each.owner.words.start, each.owner.words.end) for each in asks if each.owner),
                *(("asked", who.words.start, who.words.end) for each in asks for who in each.addressings if who.words),
                *(("keyword", term.words.start, term.words.end) for term in review.keywords),
                *(("child", child.words.start, child.words.end) for child in review.incident.children),
            ]
        )  # fmt: skip
        assert {key for key in told if key[0] not in ("outcome", "suicide", "certainty", "date")} == set(read)
        assert ("suicide" in {kind for kind, _, _ in told}) == (review.incident.suicide is not None)
        assert ("date" in {kind for kind, _, _ in told}) == (review.incident.date is not None)


def test_an_entry_is_told_in_the_order_of_the_page(graph: Graph) -> None:
    parts = explain(graph.store, find_review(graph.store, "Child Yue")).parts

    assert [part.part for part in parts if part.number <= 1] == [
        "heading", "narrative", "learning", "recommendation", *["keyword"] * 6,
    ]  # fmt: skip
    assert parts[0].words.text == "2025 – Camden – Child Yue"


def test_explain_prints_readings_beside_their_words(built: Path) -> None:
    said = CliRunner().invoke(main, ["explain", "Child Yue", "--graph", str(built)]).stdout

    line = r"  information sharing\n      theme  Information sharing  “information sharing”  \d\d% likely\n"
    assert re.search(line, said)
    assert re.search(r"asked \(explicit\) +Schools and", said)
    assert "suicide  yes" in said
    assert "child    16 years, female  “16-year-old girl”" in said
    assert "\x1b" not in said


def test_explain_shows_the_wording_that_made_a_reading_where_the_words_do_not_show_it(built: Path) -> None:
    run = CliRunner(env={"COLUMNS": None}).invoke(main, ["explain", "Child Yue", "--graph", str(built)])
    lines = run.stdout.splitlines()

    (line,) = [line for line in lines if "“international student”" in line]
    assert re.fullmatch(r"by international student\*, \d\d% likely", line.split("  ")[-1])
    assert not [line for line in lines if "“schools”" in line and "by" in line.split()], "it is plural of the wording"
    assert not [line for line in lines if "“The DfE”" in line and "by" in line.split()], "it has an article more"


def test_every_reading_by_a_wording_has_it_in_json(built: Path, reviews: tuple[Review, ...]) -> None:
    said = CliRunner().invoke(main, ["explain", "Child Yue", "--graph", str(built), "--format", "json"]).stdout
    seen = [each for part in json.loads(said)["parts"] for each in part["seen"]]
    review = next(each for each in reviews if each.title.endswith("Child Yue"))
    themes = [theme for point in review.learning for theme in point.themes]
    themes += [theme for each in review.recommendations for theme in each.themes]

    assert {each["note"] for each in seen if each["kind"] == "theme"} == {"wording", "learned"}
    assert all(bool(each["wordings"]) == (each["note"] == "wording") for each in seen if each["kind"] == "theme")
    by_wordings = ("theme", "asked", "concerns", "through", "action")
    assert not [each for each in seen if each["kind"] not in by_wordings and each["wordings"]]
    assert {wording for each in seen if each["kind"] == "theme" for wording in each["wordings"]} == {
        theme.wording for theme in themes if theme.wording
    }


def test_wrapped_text_loses_nothing_and_marks_its_words() -> None:
    text = "one two three " * 9
    plain = list(_wrapped(text.strip(), [], 20))
    marked = "\n".join(_wrapped("share information now", [(0, 17, "green")], 12))

    assert " ".join(plain) == text.strip()
    assert max(map(len, plain)) <= 20
    assert marked.count("\x1b[32m") == 2
    assert list(_wrapped("x" * 25, [], 10)) == ["x" * 10, "x" * 10, "x" * 5]
