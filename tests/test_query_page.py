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

from casegraph.web.query_page import editor_script
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025, whose queries may take a second."""
    with serving(built, "--timeout", "1") as running:
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
    expect(page.locator(".cm-mistake")).to_have_text("FILTERX }")


def test_tab_leaves_the_editor(see: Callable[..., "Page"]) -> None:
    """A keyboard gets in and out again."""
    page = see()
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_the_editor_is_accessible(see: Callable[..., "Page"]) -> None:
    """Axe sees into it and finds nothing."""
    from axe_playwright_python.sync_playwright import Axe

    page = see("SELECT * {\n  ?s cg:year FILTERX }", bypass_csp=True)
    expect(page.locator(".cm-content")).to_be_visible()
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


def test_without_scripts_it_is_a_form(see: Callable[..., "Page"]) -> None:
    """The same query, the same answer."""
    page = see(java_script_enabled=False)
    page.locator("#query").fill("SELECT ?r ?year { ?r cg:year ?year }")
    page.get_by_role("button", name="Run").click()
    assert page.locator("main .state").inner_text().startswith("73 rows in")
    assert page.locator("td a[href^='/review/']").count() == 50
    assert page.locator("td.num").first.inner_text() == "2,025" or page.locator("td.num").first.inner_text() == "2025"


def answer(server: Server, query: str, **parameters: str) -> tuple[int, str]:
    """Status and text of the page for a query."""
    status, _, body = server.ask("GET", f"/query?{urlencode({'query': query, **parameters})}", headers=HTML)
    return status, body.decode()


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        pytest.param("ASK { ?s a cg:Review }", 200, "Yes (", id="yes"),
        pytest.param("DESCRIBE agency:icb", 200, "skos:prefLabel", id="statements"),
        pytest.param("SELECT ?s { ?s a cg:Nothing }", 200, "The graph has nothing that fits", id="nothing"),
        pytest.param("SELECT * {", 400, "line 1, column", id="no query"),
        pytest.param("DELETE WHERE { ?s ?p ?o }", 400, "read", id="an update"),
        pytest.param("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", 400, "SERVICE", id="elsewhere"),
        pytest.param("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 504, "second", id="endless"),
    ],
)
def test_it_says_what_came_of_a_query(server: Server, query: str, status: int, said: str) -> None:
    """In words, with a status for programs."""
    got, page = answer(server, query)
    assert (got, said in page) == (status, True), page[-3000:]


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
