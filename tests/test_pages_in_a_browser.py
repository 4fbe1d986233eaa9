"""Served pages in Chromium, without scripts: accessible, calm at every width, and deaf to hostile words."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessibility import resize, violations
from serving import Server
from test_pages import PAGES as COLLECTION

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = COLLECTION | {
    "questions": "/questions",
    "question": "/questions/recommendations-to?agency=dfe&theme=home-education",
    "question without a value": "/questions/recommendations-to",
    "question with a wrong value": "/questions/recommendations-to?agency=nobody",
    "query": "/query",
    "finding": "/findings/ages",
    "recommendations": "/recommendations?naming=through&on=information-sharing",
    "report": "/report",
    "rows": "/query?" + urlencode({"query": "SELECT ?review ?year { ?review cg:year ?year }"}),
    "bars": "/query?"
    + urlencode({"as": "bars", "query": "SELECT ?t (COUNT(?r) AS ?n) { ?r cg:hasTheme ?t } GROUP BY ?t"}),
    "across": "/query?"
    + urlencode(
        {
            "as": "matrix",
            "query": "SELECT ?o ?y (COUNT(*) AS ?n) { ?r cg:year ?year ; cg:concernsIncident/cg:outcome ?o"
            " BIND(STR(?year) AS ?y) } GROUP BY ?o ?y",
        }
    ),
    "statements": "/query?" + urlencode({"query": "DESCRIBE agency:icb"}),
    "mistake": "/query?" + urlencode({"query": "SELECT * {\n ?s cg:year }"}),
}
SKELETON = r"""(parts) => {
  const names = (node) => [node.localName, ...[...node.classList].sort()].join(".");
  const walk = (node) => node.nodeType === 3 ? node.data : `<${names(node)}>${[...node.childNodes].map(walk).join("")}</>`;
  return [...document.querySelectorAll(parts)]
    .map((each) => walk(each).replace(/\s+/g, " ").replace(/ ?(<[^>]*>) ?/g, "$1").trim());
}"""
"""What names the elements of a page's parts with their classes and their words, whatever white space stands between."""
TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main select, main input, main summary, nav a")]
  .filter((each) => each.checkVisibility() && !each.closest("p:not(.actions), dd, td, th, blockquote, .readings, .meta, svg"))
  .map((each) => [each.outerHTML.slice(0, 100), (each.closest("label") ?? each).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 23.9).map(([name]) => name)"""
"""What names the things to click that are less than 24 pixels high or wide."""
HOSTILE = (
    "<script>window.owned=1</script>",
    "\"'><img src=x onerror=window.owned=1>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% for x in y %}",
    "\u202e\u0000\x1b[31m %00 %zz ../../etc/passwd",
    "x" * 10_000,
    "-1",
    "9" * 400,
)
PARAMETERS = (
    "words", "page", "cell", "measure", "role", "named", "rows", "order", "year", "theme", "keyword", "part", "with",
    "query", "as", "agency", "text", "of",
)  # fmt: skip


@pytest.fixture
def see(browser: "Browser", server: Server) -> Iterator[Callable[..., "Page"]]:
    """What opens a served page, without scripts; the test fails if it asks for anything but its own style sheet."""
    asked: list[str] = []
    contexts: list[Any] = []

    def open_page(path: str, *, width: int = 1280, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://{server.host}:{server.port}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    elsewhere = [url for url in asked if not url.startswith((f"http://{server.host}:{server.port}/", "data:"))]
    assert not elsewhere


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (
            "/",
            ".counts span, .notice, .finding h2, .finding .charts, .finding .grid, #begin ~ .asks, #read ~ .notes, .bars, h1, h2",
        ),
        ("/matrix", ".matrix caption, .matrix th, .matrix td"),
        ("/reviews?region=London", ".card"),
        ("/review/2025-camden-child-yue", ".sentences > li"),
        ("/agency/icb", ".sentences > li"),
        ("/theme/neglect?part=learning", ".sentences > li"),
        ("/keyword/suicide", ".card"),
        ("/agency/icb?with=information-sharing", ".sentences > li"),
        ("/matrix?cell=information-sharing~safeguarding-partnership&year=2025", ".sentences > li"),
        ("/find?words=dfe", ".sentences > li"),
    ],
    ids=["overview", "table", "reviews", "review", "agency", "theme", "keyword", "both", "cell", "found"],
)
def test_pages_are_drawn_as_the_explorer_draws_them(
    see: Callable[..., "Page"], browser: "Browser", built: Path, address: str, parts: str
) -> None:
    """The same title, elements, classes and words, though scripts make the ones and templates the others."""
    page = see(address)
    with browser.new_page() as explorer:
        explorer.goto(f"{(built / 'explorer.html').as_uri()}#{address}")
        explorer.locator(parts).first.wait_for()
        assert explorer.title() == page.title()
        drawn, served = explorer.evaluate(SKELETON, parts), page.evaluate(SKELETON, parts)
    assert drawn == served and all(drawn)


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_every_page(see: Callable[..., "Page"], name: str) -> None:
    """Axe finds nothing, light and dark, and at 320 pixels all fits and can be hit: 24 pixels high and wide.

    The page is loaded once for all of this, without its policy, for axe is a script.
    """
    page = see(PAGES[name], color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []  # all that is different in the dark
    resize(page, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(TOO_SMALL) == []


def test_the_navigation_and_the_box_that_finds_have_one_line(see: Callable[..., "Page"]) -> None:
    """At 1,200 pixels, whatever else is served: what is new and answers are behind the entry “Report”."""
    page = see("/report", width=1200)
    tops = page.evaluate(
        "[...document.querySelectorAll('.views a, .find input')].map((e) => e.getBoundingClientRect())"
    )
    assert max(each["top"] for each in tops) < min(each["bottom"] for each in tops)


def test_what_is_hard_to_read_is_found(browser: "Browser") -> None:
    """Though many elements before it have the same class, and though the colour that makes it so is far above it."""
    cells = "<td>11</td>" * 9
    with browser.new_page() as page:
        page.set_content(f"<main><h1>N</h1><table><tr>{cells}<td style='color: #bbb'>22</td></tr></table></main>")
        assert violations(page, "color-contrast") == [
            ("color-contrast", ['<td style="color: #bbb" data-look="first">22</td>'])
        ]
        page.set_content(f"<table><tr>{cells}</table><div style='background: #333'><table><tr>{cells}</table></div>")
        assert violations(page, "color-contrast") == [("color-contrast", ['<td data-look="first">11</td>'])]


def test_somebody_without_scripts_gets_from_a_question_to_its_words(see: Callable[..., "Page"]) -> None:
    """Overview, agency, source, review: one click each; a switch of the table: a choice and a button."""
    page = see("/", java_script_enabled=False)
    page.get_by_role("link", name="Department for Education: recommendations that name it").click()
    assert page.locator(".sentences blockquote").count() == 6
    page.locator(".sentences .source summary").first.click()
    page.locator(".sentences a[href^='/review/']").first.click()
    page.get_by_role("link", name="Highlight all matched words").click()
    assert page.locator("blockquote mark").count() > 3
    page.goto(page.url.rpartition("/review/")[0] + "/matrix")
    page.get_by_label("Count", exact=True).select_option("Reviews")
    page.get_by_role("button", name="Show").click()
    assert "measure=reviews" in page.url
    page.locator("tr:not(.sums) td:not(.sum) a", has_text=re.compile("^3$")).first.click()  # one page has all of them
    number = int(page.locator("td a[aria-current]").inner_text())
    assert (
        len({link.get_attribute("href") for link in page.locator(".panel .sentences .meta a[href^='/review/']").all()})
        == number
    )


def test_hostile_words_run_nothing(see: Callable[..., "Page"]) -> None:
    """In every parameter and in paths, with scripts allowed: nothing becomes markup."""
    page = see("/")
    overview = page.url
    for text in HOSTILE[:4]:
        for path in ("find", "reviews", "matrix", "query", "agency/icb", "questions/recommendations-saying"):
            page.goto(f"{overview}{path}?{urlencode([(name, text) for name in PARAMETERS])}")
            assert page.evaluate("window.owned") is None and page.locator("img, main script").count() == 0
        page.goto(f"{overview}keyword/{quote(text, safe='')}")
        assert page.evaluate("window.owned") is None and page.locator("img, main script").count() == 0


TAKEN = {
    "/find": ("words",),
    "/reviews": ("words", "year", "theme", "keyword", "agency"),
    "/matrix": ("words", "year", "theme", "keyword", "agency", "cell", "measure", "role", "named", "rows", "order"),
    "/query": ("query", "as"),
    "/agency/icb": ("part", "with"),
    "/theme/neglect": ("part", "with"),
    "/questions/recommendations-saying": ("words", "year"),
}
"""The parameters of pages; any may have the number of a page as well, and one that it does not know."""


@pytest.mark.parametrize("path", TAKEN)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_odd_values_are_no_error_of_the_server(server: Server, path: str, text: str) -> None:
    """Whatever stands in a parameter: a page, or a word of what is wrong with it."""
    for name in (*TAKEN[path], "page", "of"):
        assert server.ask("GET", f"{path}?{urlencode({name: text})}")[0] in (200, 400, 404, 413)


ANY = st.one_of(st.text(max_size=40), st.sampled_from(["icb", "neglect", "2025", "2", "all~all", "share", "London"]))
PATHS = st.sampled_from([
    "/", "/matrix", "/matrix.csv", "/matrix/sentences.json", "/reviews", "/reviews.csv", "/find", "/downloads/{}", "/agency/{}", "/theme/{}",
    "/review/{}", "/area/{}", "/questions/{}", "/questions/reviews-by-age", "/questions/recommendations-to", "/questions/source-of",
    "/query", "/{}", "/{}/{}",
])  # fmt: skip


@settings(max_examples=150)
@given(
    path=PATHS,
    words=st.lists(ANY, min_size=2, max_size=2),
    parameters=st.dictionaries(st.sampled_from(PARAMETERS), ANY, max_size=4),
)
def test_no_address_is_an_error_of_the_server(
    server: Server, path: str, words: list[str], parameters: dict[str, str]
) -> None:
    """Any words in any place of the addresses that there are."""
    for word in words:
        path = path.replace("{}", quote(word, safe=""), 1)
    status, _, body = server.ask("GET", f"{path}?{urlencode(parameters)}", headers={"Accept": "text/html"})
    assert status < 500, body[:300]
