"""Questions as forms: what they offer is what the graph has, what is wrong is said in words, all forms agree."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from casegraph.asking import questions
from casegraph.cli import main
from serving import Server, serving

HTML = {"Accept": "text/html"}


def seen(server: Server, address: str, **parameters: str) -> tuple[int, str]:
    """Status and text of a page."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    status, _, body = server.ask("GET", f"{address}{query}", headers=HTML)
    return status, body.decode()


def told(page: str) -> str:
    """What the page says is wrong."""
    found = re.search(r'role="alert"><p>(.*?)</p>', page, re.DOTALL)
    return unescape(found[1]) if found else ""


def test_all_questions_are_listed_by_what_they_are_about(server: Server) -> None:
    """Each once, under a heading."""
    page = seen(server, "/questions")[1]
    assert sorted(re.findall(r'href="/questions/([^"]+)"', page)) == sorted(questions())
    headings = re.findall(r"<h2>([^<]*)</h2>", page)
    assert headings[:3] == ["Recommendations", "Learning", "Reviews"] and "Others" not in headings
    assert [each["name"] for each in json.loads(server.ask("GET", "/questions.json")[2])] == list(questions())


def test_a_former_question_has_a_page_that_names_what_replaces_it(server: Server) -> None:
    status, page = seen(server, "/questions/infants-and-adolescents")
    assert status == 200 and "beside-the-rest replaces it." in page


def test_that_there_are_at_least_so_many_stands_with_the_answer_on_every_face(server: Server, built: Path) -> None:
    """And each partnership of the table leads to its page."""
    status, page = seen(server, "/questions/owner-deadline-measure", by="partnership")
    assert status == 200 and "at least" in page and "can leave out who should act" in page
    assert '<a href="/partnership/camden">Camden Safeguarding Children Partnership</a>' in page
    as_json = json.loads(server.ask("GET", "/questions/owner-deadline-measure.json?by=partnership")[2])
    words = ["ask", "owner-deadline-measure", "--by", "partnership", "--graph", str(built)]
    shown = CliRunner().invoke(main, words)
    saved = CliRunner().invoke(main, [*words, "--format", "csv"])
    for text in (as_json["note"], shown.stdout, saved.stderr):
        assert "at least" in text and "can leave out who should act" in text
    everything = as_json["rows"][0]
    assert (everything["group"], everything["recommendations"]) == ("All", as_json["total"])
    assert everything["named"] + everything["no_agency_named"] == everything["recommendations"]
    assert [each["group"] for each in csv.DictReader(io.StringIO(saved.stdout))] == [
        each["group"] for each in as_json["rows"]
    ]


@pytest.mark.parametrize("name", [name for name in questions() if name != "corrections"])
def test_the_example_of_a_question_has_an_answer(server: Server, name: str) -> None:
    """In the form, as JSON and as CSV the same rows; the query behind it gives rows on the query page."""
    status, page = seen(server, f"/questions/{name}")
    assert status == 200 and not told(page)
    example = re.search(r'<a class="button" href="([^"]*)">An example</a>', page)
    address = unescape(example[1]) if example else f"/questions/{name}"
    status, page = seen(server, address)
    assert status == 200 and 'id="answer"' in page and "<td" in page
    query = address.partition("?")[2]
    answer = json.loads(server.ask("GET", f"/questions/{name}.json?{query}")[2])
    text = server.ask("GET", f"/questions/{name}.csv?{query}")[2].decode("utf-8-sig")
    assert answer["rows"] and len(list(csv.DictReader(io.StringIO(text, newline="")))) == len(answer["rows"])
    assert answer["summary"] in unescape(page)
    (behind,) = re.findall(r'href="(/query\?[^"]*)">Open on the query page', page)
    assert dict(parse_qsl(unescape(behind).partition("?")[2]))["query"] == answer["query"]


def test_a_question_about_what_is_not_there_says_so(server: Server) -> None:
    """Nobody corrects the page of 2025: the answer is empty on the page, as JSON and as CSV."""
    status, page = seen(server, "/questions/corrections")
    answer = json.loads(server.ask("GET", "/questions/corrections.json")[2])
    text = server.ask("GET", "/questions/corrections.csv")[2].decode("utf-8-sig")
    assert status == 200 and not told(page) and 'id="answer"' in page and "No results." in page
    assert answer["rows"] == [] and answer["summary"] in unescape(page) and len(text.splitlines()) == 1


def test_what_is_chosen_stays_chosen(server: Server) -> None:
    """The form shows what was asked, whichever of its names it was asked by."""
    for said in ("dfe", "DfE", "Department for Education"):
        page = seen(server, "/questions/recommendations-to", agency=said)[1]
        assert '<option value="dfe" selected>' in page and 'id="answer"' in page


def test_a_value_that_is_given_by_its_label_is_chosen_in_the_form(server: Server) -> None:
    """In any case of letters, as the question takes it."""
    for basis in ("learned", "whole sentence", "Whole sentence"):
        page = seen(server, "/questions/theme-readings", basis=basis)[1]
        assert re.findall(r"<option value=\"(\w+)\" selected>", page) == ["learned"], basis


def test_a_probability_is_shown_in_per_cent(server: Server) -> None:
    page = seen(server, "/questions/theme-readings", basis="learned")[1]
    shown = [int(each) for each in re.findall(r'<td class="num">(\d+)%</td>', page)]
    rows = json.loads(server.ask("GET", "/questions/theme-readings.json?basis=learned")[2])["rows"]
    assert shown == [round(100 * row["probability"]) for row in rows[: len(shown)]] and len(shown) > 20


def test_lists_are_as_long_as_one_can_choose_from(server: Server) -> None:
    """A short one to choose from, a longer one while one types, thousands not at all."""
    assert '<select id="ask-agency"' in seen(server, "/questions/recommendations-to")[1]
    keywords = seen(server, "/questions/reviews-by-keyword")[1]
    assert 'list="all-keyword"' in keywords and '<datalist id="all-keyword"><option value=' in keywords
    statements = seen(server, "/questions/source-of")[1]
    assert "<datalist" not in statements and "<select" not in statements and len(statements) < 20_000


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("recommendations-to", {"agency": "polise"}, "There is no agency “polise” in this graph. Did you mean police?"),
        (
            "reviews-by-keyword",
            {"keyword": "suicid"},
            "There is no keyword “suicid” in this graph. Did you mean suicide",
        ),
        ("keyword-pairs", {"least": "x"}, "“Minimum number of reviews” takes a whole number"),
        ("recommendations-saying", {"words": "a\nb"}, "takes words in one line"),
    ],
    ids=["agency", "keyword", "number", "words"],
)
def test_wrong_values_are_told_in_words(server: Server, name: str, given: dict[str, str], said: str) -> None:
    """400 with what comes near, without the words of the command line; as problem details to programs."""
    status, page = seen(server, f"/questions/{name}", **given)
    wrong = told(page)
    assert (status == 400) == bool(wrong) and said in wrong
    assert "casegraph ask" not in wrong and "--" not in wrong
    if wrong:
        status, headers, body = server.ask("GET", f"/questions/{name}.json?{urlencode(given)}")
        assert (status, headers["content-type"].partition(";")[0]) == (400, "application/problem+json")
        assert said in json.loads(body)["detail"]


def test_an_unknown_question_has_those_that_come_near(server: Server) -> None:
    """With 404."""
    status, page = seen(server, "/questions/nobody-name")
    assert status == 404 and "Did you mean nobody-named?" in page


VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["icb", "neglect", "2025", "0", "-1", "explicit", "death", "--agency ", "9" * 30, "\\1", "<b>"]),
)
NAMES = sorted({each.name for question in questions().values() for each in question.parameters})


@settings(max_examples=150)
@given(
    name=st.sampled_from(list(questions())),
    parameters=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4),
    ending=st.sampled_from(["", ".json", ".csv"]),
)
def test_no_value_is_an_error_of_the_server(server: Server, name: str, parameters: dict[str, str], ending: str) -> None:
    """An answer, or a word of what is wrong; never markup of somebody else's."""
    status, _, body = server.ask("GET", f"/questions/{name}{ending}?{urlencode(parameters)}", headers=HTML)
    assert status in (200, 400)
    if not ending:
        assert b"<b>" not in body.partition(b"<main")[2].partition(b"</form>")[2]


def test_a_question_that_takes_too_long_is_no_mistake_of_whoever_asks(built: Path) -> None:
    """504 and when to come back, to people and to programs."""
    with serving(built, "--timeout", "0.0001") as hurried:
        for address in ("/questions/nobody-named", "/questions/nobody-named.json"):
            status, headers, _ = hurried.ask("GET", address, headers=HTML)
            assert (status, "retry-after" in headers) == (504, True)


@pytest.mark.parametrize("by", ["agency", "theme", "year"])
def test_each_figure_of_the_table_leads_to_as_many_sentences(server: Server, by: str) -> None:
    """Of the first rows and of some that have figures in every column; by agency in each way of being asked."""
    page = seen(server, "/questions/owner-deadline-measure", by=by)[1]
    rows = [row for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if "#" in row]
    tried = set()
    for row in [*rows[:4], *(each for each in rows if ">Health<" in each or ">Police<" in each)]:
        for href, number in re.findall(r'<a href="(/[^"]+)">([\d,]+)</a>', row):
            path, _, query = unescape(href).partition("#")[0].partition("?")
            answer = json.loads(server.ask("GET", f"{path.replace('/matrix', '/matrix/sentences')}.json?{query}")[2])
            listed = answer if isinstance(answer, list) else answer.get("sentences")
            assert (answer["total"] if listed is None else len(listed)) == int(number.replace(",", "")), href
            tried.add(re.sub(r"=[\w-]+~", "=~", f"{path}?{query}") if by == "agency" else path)
    assert len(tried) > 3
