"""In a notebook answers, rows and the ledger are tables: text stays text, quotes are whole, counts have denominators."""

import copy
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casegraph.graph import Graph
from casegraph.notebook import html_table
from casegraph.store.table import Table

YEARS = "SELECT ?title ?year { ?r a cg:Review ; rdfs:label ?title ; cg:year ?year } ORDER BY ?title"
HOSTILE = "</td><script>alert(1)</script> & <img src=x onerror=alert(1)> \x1b[31m"


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page of 2025."""
    with Graph.open(built) as opened:
        yield opened


def shown(value: Any) -> str:
    """What a notebook shows of a value."""
    html = value._repr_html_()
    assert isinstance(html, str)
    return html


def test_an_answer_has_its_question_its_quotes_and_its_count(graph: Graph) -> None:
    answer = graph.ask("recommendations-to", agency="dfe", theme="home-education")
    html = shown(answer)
    assert html.count("<tr>") == 1 + len(answer.rows) > 1
    assert "(agency Department for Education, theme Elective home education)" in html
    assert f"<p>{answer.total} of 483 recommendations in 73 published reviews.</p>" in html
    longest = max((row["quote"] for row in answer.rows), key=len)
    assert len(longest) > 100 and longest.replace("'", "&#x27;") in html


def test_an_answer_that_is_printed_does_not_fill_the_screen(graph: Graph) -> None:
    """The question, the count and the note; no rows."""
    answer = graph.ask("nobody-named")
    assert len(answer.rows) > 200
    assert repr(answer) == f"<Answer to nobody-named: {answer.summary}>"
    assert str(answer).splitlines()[:2] == [answer.question, answer.summary]
    assert len(str(answer)) < 1_000 and answer.rows[0]["quote"] not in str(answer)


def test_hostile_text_is_only_text_in_a_notebook_and_in_a_terminal(graph: Graph) -> None:
    answer = graph.ask("recommendations-to", agency="dfe")
    names = (*answer.columns, HOSTILE)
    hostile = replace(
        answer, question=HOSTILE, note=HOSTILE, values={HOSTILE: HOSTILE}, columns=names,
        rows=tuple(dict.fromkeys(names, HOSTILE) for _ in range(2)),
    )  # fmt: skip
    rows = Table([HOSTILE], [{HOSTILE: HOSTILE}])
    ledger = type(graph.learning())(replace(row, text=HOSTILE) for row in graph.learning()[:3])
    for value in (hostile, rows, ledger):
        assert set(re.findall(r"<(\w+)", shown(value))) == {"div", "p", "table", "thead", "tbody", "tr", "th", "td"}
        assert "&lt;script&gt;" in shown(value)
    for value in (hostile, rows, ledger):
        assert "\x1b" not in repr(value) and "\x1b" not in str(value)


def test_rows_of_a_query_are_the_list_of_dicts_that_they_were(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?n ?none { { SELECT (COUNT(*) AS ?n) { ?r a cg:Review } } OPTIONAL { ?none a cg:None } }"
    )
    assert type(rows) is Table and issubclass(Table, list) and rows[0]["n"] == 73
    assert rows.columns == ("n", "none") and repr(rows) == "[{'n': 73, 'none': None}]"
    assert rows == [{"n": 73, "none": None}]
    nothing = graph.query("SELECT ?a ?b { ?a a ?b FILTER(false) }")
    assert nothing.columns == ("a", "b") and "0 rows." in shown(nothing) and nothing == []
    assert graph.query("ASK { ?r a cg:Review }") is True


def test_many_rows_show_the_first_and_how_many_there_are(graph: Graph) -> None:
    rows = graph.query(YEARS)
    assert shown(rows).count("<tr>") == 1 + 50
    assert "These are the first 50 of 73 rows." in shown(rows)
    assert repr(rows).endswith("... 68 more rows]") and len(repr(rows)) < 1_000
    assert isinstance(rows[:3], Table) and shown(rows[:3]).count("<tr>") == 1 + 3
    assert isinstance(rows[0], dict)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda rows: pickle.loads(pickle.dumps(rows))])
def test_rows_can_be_copied_and_stored(copied: Any, graph: Graph) -> None:
    rows = graph.query(YEARS)
    again = copied(rows)
    assert again == rows and again.columns == rows.columns and shown(again) == shown(rows)


def test_the_ledger_shows_words_agencies_and_themes(graph: Graph) -> None:
    rows = graph.recommendations()
    assert repr(rows) == "<Ledger: 483 rows of RecommendationRow>"
    heads = re.findall(r"<th [^>]*>([^<]*)", shown(rows))
    assert heads == ["text", "agencies", "themes", "review", "year"]
    assert "483 rows." in shown(rows) and "first 50 of 483 rows" in shown(rows)


def test_a_table_without_rows_is_a_count() -> None:
    assert html_table(["a"], [], below=["0 rows."]) == "<div>\n<p>0 rows.</p>\n</div>"
