"""Nearest in meaning: what comes near to words that no sentence has, and what nothing comes near to."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.graph import Graph
from casegraph.views.collection import Collection
from casegraph.views.meaning import LEAST, MOST, nearest_in_meaning, terms_in
from serving import serving


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with Graph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def collection(graph: Graph) -> Collection:
    """What its pages show."""
    return graph.collection()


def test_a_recommendation_is_nearest_to_itself(collection: Collection) -> None:
    """And of the others those that ask the same come first, the nearest before the farther ones."""
    text = "re-circulate the escalation policy to ensure professional challenge takes place when necessary"
    nearest = nearest_in_meaning(collection, [text])
    first, *others = nearest.clauses
    assert first.text == text and nearest.scores[0] > 0.9
    assert len(others) == MOST - 1 and all("escalation-and-challenge" in each.theme_ids for each in others)
    assert list(nearest.scores) == sorted(nearest.scores, reverse=True) and nearest.scores[-1] >= LEAST


def test_a_sentence_comes_near_by_its_theme_where_it_has_none_of_the_words(collection: Collection) -> None:
    words = "professional differences"
    near = nearest_in_meaning(collection, [words], most=20).clauses
    assert any(not set(terms_in(words)) & set(terms_in(each.text)) for each in near)
    assert all("escalation-and-challenge" in each.theme_ids for each in near[:4])


@pytest.mark.parametrize("words", ["", "the of and", "xyzzy plugh", "ask about recommendations", "\x00\ud800 <b>"])
def test_nothing_comes_near_to_words_that_say_nothing(collection: Collection, words: str) -> None:
    assert len(nearest_in_meaning(collection, [words]).clauses) == 0


def test_an_answer_that_nothing_fits_shows_what_comes_nearest(graph: Graph, built: Path) -> None:
    """In Python, on the command line, and on the page of the question: the same sentences, and what was relaxed."""
    answer = graph.ask("recommendations-to", agency="cafcass", theme="safe-sleeping", year=2025)
    assert (answer.total, answer.rows) == (0, ()) and answer.relaxed is not None
    assert [(each.name, each.without > 0) for each in answer.relaxed.filters] == [("theme", True), ("year", False)]
    assert answer.relaxed.values == ("agency Cafcass", "theme Safe sleeping and sudden infant death", "year 2025")
    quotes = [row["quote"] for row in answer.relaxed.nearest]
    assert any("sudden infant death" in quote for quote in quotes[:3])
    assert all(quote in str(answer) for quote in quotes)
    known = {
        (row["iri"], row["quote"], row["passage"])
        for row in graph.query("SELECT ?iri ?quote ?passage { ?iri cg:text ?quote ; cg:inPassage ?passage }")
    }
    assert {(row["iri"], row["quote"], row["passage"]) for row in answer.relaxed.nearest} <= known

    command = ["ask", "recommendations-to", "--agency", "cafcass", "--theme", "safe-sleeping", "--year", "2025"]
    shown = CliRunner().invoke(main, [*command, "--graph", str(built), "-o", "-"])
    assert "Filters left out: agency Cafcass, theme Safe sleeping and sudden infant death, year 2025." in shown.stdout
    assert "Without theme Safe sleeping and sudden infant death, " in shown.stdout
    written = json.loads(CliRunner().invoke(main, [*command, "--graph", str(built), "--format", "json"]).stdout)
    assert [row["quote"] for row in written["relaxed"]["nearest"]] == quotes
    assert written["rows"] == []
    with serving(built) as server:
        address = "/questions/recommendations-to{}?agency=cafcass&theme=safe-sleeping&year=2025"
        page = server.ask("GET", address.format(""), headers={"Accept": "text/html"})[2].decode()
        assert "Nearest in meaning" in page and "Filters left out: agency Cafcass" in page
        assert page.count('<td class="num">') >= len(quotes)
        assert json.loads(server.ask("GET", address.format(".json"))[2])["relaxed"] == written["relaxed"]


def test_an_answer_that_something_fits_relaxes_nothing(graph: Graph) -> None:
    assert graph.ask("recommendations-to", agency="dfe").relaxed is None


def test_places_and_years_are_no_part_of_the_meaning(built: Path) -> None:
    """“Birmingham” would bring whatever Birmingham is named in; gangs are a name of the theme that is looked for."""
    command = ["ask", "what was Birmingham told about gangs", "--graph", str(built), "--format", "json"]
    relaxed = json.loads(CliRunner().invoke(main, command).stdout)["relaxed"]
    assert relaxed["words"] == "what was Birmingham told about gangs"
    assert not any("Birmingham" in row["quote"] for row in relaxed["nearest"])
    assert any("exploitation" in row["quote"] for row in relaxed["nearest"][:2])


def test_words_that_mean_no_question_show_what_comes_nearest(built: Path) -> None:
    """Such as a recommendation that somebody has copied."""
    copied = "ensure processes are in place for escalating and resolving professional differences"
    done = CliRunner().invoke(main, ["ask", copied, "--graph", str(built)])
    assert done.exit_code == 2
    nearest = done.stderr.partition("The recommendations nearest in meaning are:\n")[2].splitlines()
    assert len(nearest) == 3 and any(copied in line for line in nearest)
