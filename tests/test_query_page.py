"""The query page: a plain form that an editor makes comfortable, with answers as people read them."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from accessibility import violations
from casegraph.web.sparql.query_editor import editor_script
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025, with more time for a query than any of these takes on a busy machine."""
    with serving(built, "--timeout", "60") as running:
        yield running


@pytest.fixture
def see(browser: "Browser", server: Server) -> Iterator[Callable[..., "Page"]]:
    """What opens the query page with a query."""
    contexts = []

    def open_page(query: str = "", **settings: Any) -> "Page":
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"http://{server.host}:{server.port}/query?{urlencode({'query': query} if query else {})}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_editor_is_bundled_for_the_tests() -> None:
    """With its licence's comments, and nothing in it that fetches from elsewhere."""
    script = editor_script()
    assert script, "graph/casegraph/web/static/editor.js is missing: .ci/setup test makes it"
    assert len(script) < 400_000
    assert not re.search(rb"https?://(?!www\.w3\.org/)[a-z]", script)


def test_the_editor_completes_runs_and_marks(see: Callable[..., "Page"]) -> None:
    """Names of the graph while one types, Ctrl-Enter to run, the place where a query stops being one."""
    page = see()
    editor = page.locator(".cm-content")
    expect(editor).to_contain_text("SELECT")
    assert not page.locator("#query").is_visible()
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?s { ?s cg:addressedTo agency:ic")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text("agency:icb")
    page.wait_for_timeout(150)  # so long the list takes no key, lest somebody who types on choose by mistake
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main .state")).to_have_text(re.compile(r"^5 rows in"))
    expect(page.locator(".cm-content")).to_contain_text("agency:icb")
    page = see("SELECT * {\n  ?s cg:year FILTERX }")
    expect(page.locator(".cm-mistake")).to_have_text("FILTERX")


@pytest.mark.parametrize(
    "typed",
    ["SELECT * WHERE", "?theme", "OPTIONAL", "# a comment about police", "cg:addressedTo", "?r a agency:no-such-thing"],
)
def test_enter_never_changes_a_word_that_was_typed(see: Callable[..., "Page"], typed: str) -> None:
    """It begins a line, or takes what begins as the word does after a prefix."""
    page = see()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(typed)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('query').value").rstrip() == typed


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("Integrated", "agency:icb", id="a label"),
        pytest.param("?r cg:addressedToE", "cg:addressedToExplicitly", id="a property"),
        pytest.param("SELECT ?theme ?agency { ?theme ?a", "?agency", id="a variable"),
        pytest.param("OPT", "OPTIONAL", id="a keyword"),
        pytest.param("theme:neglec", "theme:neglect", id="a theme"),
    ],
)
def test_names_are_completed_when_asked_for(see: Callable[..., "Page"], typed: str, offered: str) -> None:
    """The graph's own, by what they are called as well."""
    page = see()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(typed)
    page.keyboard.press("Control+Space")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text(offered)


def test_the_list_of_names_is_accessible_and_tab_goes_past_it(see: Callable[..., "Page"]) -> None:
    """Axe finds nothing while it is open, what is chosen from is 24 pixels high, and the next stop is the button."""
    page = see(bypass_csp=True)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("?r cg:a")
    options = page.locator(".cm-tooltip-autocomplete li")
    expect(options.first).to_be_visible()
    assert violations(page) == []
    assert min(box["height"] for each in options.all() if (box := each.bounding_box())) >= 24
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    expect(options).to_have_count(0)


def test_the_way_back_brings_the_query_that_was_there(see: Callable[..., "Page"]) -> None:
    """The editor shows what would be sent."""
    page = see("ASK { ?s a cg:Review }")
    page.get_by_role("link", name="Which recommendations use these words?").first.click()
    expect(page.locator(".cm-content")).to_contain_text("safety plan")
    page.go_back()
    expect(page.locator(".cm-content")).to_contain_text("ASK { ?s a cg:Review }")
    assert page.evaluate("document.getElementById('query').value") == "ASK { ?s a cg:Review }"


def test_tab_leaves_the_editor(see: Callable[..., "Page"]) -> None:
    """A keyboard gets in and out again."""
    page = see()
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_the_editor_is_accessible(see: Callable[..., "Page"]) -> None:
    """Axe sees into it and finds nothing."""
    page = see("SELECT * {\n  ?s cg:year FILTERX }", bypass_csp=True)
    expect(page.locator(".cm-content")).to_be_visible()
    assert violations(page) == []


def test_without_scripts_it_is_a_form(see: Callable[..., "Page"]) -> None:
    """The same query, the same answer."""
    page = see(java_script_enabled=False)
    page.locator("#query").fill("SELECT ?r ?year { ?r cg:year ?year }")
    page.get_by_role("button", name="Run").click()
    assert page.locator("main .state").inner_text().startswith("73 rows in")
    assert page.locator("td a[href^='/review/']").count() == 50
    assert page.locator("td").nth(1).inner_text() == "2025"


def answer(server: Server, query: str, **parameters: str) -> tuple[int, str]:
    """Status and text of the page for a query."""
    status, _, body = server.ask("GET", f"/query?{urlencode({'query': query, **parameters})}", headers=HTML)
    return status, body.decode()


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        pytest.param("ASK { ?s a cg:Review }", 200, "Yes (", id="yes"),
        pytest.param("DESCRIBE agency:icb", 200, "skos:prefLabel", id="statements"),
        pytest.param("SELECT ?s { ?s a cg:Nothing }", 200, "No results", id="nothing"),
        pytest.param("SELECT * {", 400, "line 1, column", id="no query"),
        pytest.param("DELETE WHERE { ?s ?p ?o }", 405, "<mark>DELETE</mark>", id="an update"),
        pytest.param("DESCRIBE <http://nobody.example/>", 200, "No results", id="no statements"),
        pytest.param("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", 400, "SERVICE", id="elsewhere"),
    ],
)
def test_it_says_what_came_of_a_query(server: Server, query: str, status: int, said: str) -> None:
    """In words, with a status for programs."""
    got, page = answer(server, query)
    assert (got, said in page) == (status, True), page[-3000:]


def test_it_says_that_the_time_of_a_query_was_over(built: Path) -> None:
    """With the status for it."""
    with serving(built, "--timeout", "1") as hurried:
        status, page = answer(hurried, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert (status, "took longer than 1 s" in page) == (504, True), page[-3000:]


def test_answers_are_drawn_where_they_fit(server: Server) -> None:
    """One thing and a number as bars, two and a number across; anything else stays rows."""
    counted = "SELECT ?theme (COUNT(*) AS ?n) { ?r cg:hasTheme ?theme } GROUP BY ?theme ORDER BY DESC(?n) LIMIT 20"
    assert answer(server, counted, **{"as": "bars"})[1].count("<rect") == 20
    crossed = (
        "SELECT ?outcome ?agency (COUNT(*) AS ?n) { ?r cg:addressedToExplicitly ?agency ;"
        " cg:fromReview/cg:concernsIncident/cg:outcome ?outcome } GROUP BY ?outcome ?agency"
    )
    page = answer(server, crossed, **{"as": "matrix"})[1]
    assert 1 < page.count('<th scope="row">') <= 5
    assert "as=bars" not in answer(server, crossed)[1]


def test_answers_can_be_taken_home(server: Server) -> None:
    """As CSV with the mark that Excel needs, as SPARQL's JSON, as Turtle."""
    query = urlencode({"query": "SELECT ?r { ?r a cg:Review }"})
    text = server.ask("GET", f"/query.csv?{query}")[2].decode()
    assert text.startswith("\ufeff") and len(list(csv.DictReader(io.StringIO(text[1:], newline="")))) == 73
    assert len(json.loads(server.ask("GET", f"/query.json?{query}")[2])["results"]["bindings"]) == 73
    assert b"skos:prefLabel" in server.ask("GET", f"/query.ttl?{urlencode({'query': 'DESCRIBE agency:icb'})}")[2]


@pytest.mark.parametrize(
    "number",
    ["0", "-1", '"many"^^xsd:integer', '"INF"^^xsd:double', '"NaN"^^xsd:double', "1e400", "1e-9"],
)
def test_any_number_can_be_asked_for(server: Server, number: str) -> None:
    """Bars only where a bar can show it; never an error of the server."""
    query = f"SELECT ?s ({number} AS ?n) {{ ?s a cg:Review }} LIMIT 3"
    status, page = answer(server, query, **{"as": "bars"})
    assert status == 200 and (page.count("<rect") == 3) == (number == "1e-9")
    crossed = f"SELECT ?s ?o ({number} AS ?n) {{ ?s a ?o }} LIMIT 3"
    assert answer(server, crossed, **{"as": "matrix"})[0] == 200
    assert server.ask("GET", f"/query.csv?{urlencode({'query': query})}")[0] == 200


def test_numbers_are_written_as_people_write_them(server: Server) -> None:
    """Thousands apart, years whole, small ones not cut down to nothing."""
    query = "SELECT (1234567 AS ?n) (2025 AS ?year) (0.00001 AS ?small) (2.5 AS ?half) {}"
    numbers = re.findall(r'<td(?: class="num")?>([^<]*)</td>', answer(server, query)[1])
    assert numbers == ["1,234,567", "2025", "1e-05", "2.5"]


def test_a_shape_that_does_not_fit_changes_nothing(server: Server) -> None:
    """All statements of the graph as bars: still rows, and in parts; two numbers for one place: no table across."""
    status, page = answer(server, "SELECT * { ?s ?p ?o } LIMIT 20000", **{"as": "bars"})
    assert (status, len(page) < 300_000, "Part 1 of 100" in page) == (200, True, True)
    double = "SELECT ?a ?b ?n { VALUES (?a ?b ?n) { (theme:neglect agency:icb 1) (theme:neglect agency:icb 2) } }"
    assert "a table across" not in answer(server, double, **{"as": "matrix"})[1]


def test_a_spreadsheet_runs_nothing(server: Server) -> None:
    """What it would take for a formula has an apostrophe; negative numbers stay numbers; long texts stay whole."""
    query = 'SELECT ("=1+1" AS ?a) ("@x" AS ?b) (-5 AS ?c) ("-5+1" AS ?d) {}'
    text = server.ask("GET", f"/query.csv?{urlencode({'query': query})}")[2].decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1] == ["'=1+1", "'@x", "-5", "'-5+1"]
    long = "SELECT (GROUP_CONCAT(?t) AS ?all) { ?r cg:text ?t }"
    assert len(server.ask("GET", f"/query.csv?{urlencode({'query': long})}")[2]) > 50_000


def test_a_term_that_there_is_not_is_told_with_the_nearest(server: Server) -> None:
    """An answer without rows can come of a slip; a term of another vocabulary is nobody's slip."""
    slipped = answer(server, "SELECT ?x { ?x a cg:Reviews ; cg:year ?y ; dcterms:titel ?t }")[1]
    assert "<code>cg:Reviews</code> is not used in this data. Did you mean <code>cg:Review</code>?" in slipped
    assert "cg:year</code> stands" not in slipped and "dcterms:titel</code> stands" not in slipped
    assert "is not used" not in answer(server, "SELECT ?x { ?x a cg:Review ; cg:year 1900 }")[1]


def test_of_thousands_of_unknown_terms_the_first_ones_are_told(server: Server) -> None:
    """Each is compared with all that the graph has."""
    page = answer(
        server, f"SELECT ?x {{ VALUES ?x {{ {' '.join(f'cg:No{number}' for number in range(5_000))} }} ?x ?y ?z }}"
    )
    assert page[0] == 200 and page[1].count("<code>cg:No") == 10


def test_a_mistake_is_shown_on_its_own_line(server: Server) -> None:
    """Lines end as SPARQL ends them: a form feed or a line separator of Unicode ends none."""
    shown = answer(server, "SELECT * { # a\f\u2028b\n ?s cg:year }")[1]
    assert "<pre" in shown and "2   ?s cg:year <mark>}</mark></pre>" in shown
    ungrouped = answer(server, "SELECT ?a (COUNT(?r) AS ?n) { ?r cg:addressedTo ?a }")[1]
    assert "1  SELECT <mark>?a</mark> (COUNT(?r) AS ?n) {" in ungrouped
