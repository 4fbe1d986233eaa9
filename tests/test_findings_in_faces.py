"""Findings as people meet them: the first screen, both faces with the same lists, what is saved, and narrow windows."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from serving import Server

WORDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
  for (let node; (node = walker.nextNode()); ) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest(".vh, .skip, script, template")) continue;
    for (const match of node.data.matchAll(/[^\\s(),]+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      if (box.width && box.top < innerHeight && box.bottom > 0) words.push(match[0]);
    }
  }
  return words;
}"""
"""The words of a page that are in its first screen, numbers included."""
WHOLE_CHARTS = """() => [...document.querySelectorAll(".finding .bars, .finding .grid")]
  .filter((each) => each.getBoundingClientRect().bottom <= innerHeight).length"""
LINKS = """() => [...document.querySelectorAll(".finding h2 a, .finding .bars a, .finding .grid a")]
  .map((each) => [each.getAttribute("href"), Number(/([0-9,]+)(?: of [0-9,]+)?(?: [a-z ]+)?$/.exec(each.textContent.trim())[1].replaceAll(",", ""))])"""
"""The address of each number, and the number."""
STATES = """(hrefs) => hrefs.reduce((before, href) => before.then(async (states) => {
  const changed = new Promise((done) => addEventListener("hashchange", () => requestAnimationFrame(done), { once: true }));
  location.hash = href;
  await changed;
  return [...states, document.querySelector("main .state").textContent];
}), Promise.resolve([]))"""
"""What each list says of itself in the explorer."""


@pytest.fixture(scope="module")
def explorer(browser: "Browser", built: Path) -> Iterator["Page"]:
    """The explorer of the page of 2025, which may write to the clipboard."""
    with browser.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto((built / "explorer.html").as_uri())
        yield page


@pytest.fixture(scope="module")
def served(browser: "Browser", server: "Server") -> Iterator["Page"]:
    """The served overview, without scripts of its own."""
    with browser.new_page(viewport={"width": 1280, "height": 800}) as page:
        page.goto(f"http://{server.host}:{server.port}/")
        yield page


def first(text: str) -> int:
    """The number with which a text begins."""
    return int(re.match(r"[0-9,]+", text)[0].replace(",", ""))  # type: ignore[index]


def test_the_first_screen_has_two_findings_with_charts_in_at_most_120_words(explorer: "Page", served: "Page") -> None:
    """All of it counts, the menu and the notice too; what the pages warn of is one of its lines."""
    for page in (explorer, served):
        words = page.evaluate(WORDS)
        assert 60 < len(words) <= 120, " ".join(words)
        assert page.evaluate(WHOLE_CHARTS) >= 2
        expect(page.locator(".notice")).to_contain_text("Content warning:")
        page.locator(".notice summary").click()
        expect(page.locator(".notice a[href^='tel:']").first).to_be_visible()


def test_both_faces_lead_from_each_number_to_as_many_sentences_or_reviews(
    explorer: "Page", served: "Page", server: "Server"
) -> None:
    """All numbers of all findings of the real collection; both have the same numbers with the same filters."""
    links, others = explorer.evaluate(LINKS), served.evaluate(LINKS)
    assert len(links) > 50 and [[href.removeprefix("#"), number] for href, number in links] == others
    hrefs = [*dict.fromkeys(href for href, _ in links)]
    states = dict(zip(hrefs, explorer.evaluate(STATES, hrefs), strict=True))
    assert [(href, number, states[href]) for href, number in links if first(states[href]) != number] == []
    for href in hrefs:
        page = server.ask("GET", href.removeprefix("#"), headers={"Accept": "text/html"})[2].decode()
        (state,) = re.findall(r'<p class="state"[^>]*>([^<]*)', page)
        assert unescape(state).strip() == states[href].strip(), href
    explorer.evaluate("location.hash = '#/'")


def saved(page: "Page", button: str) -> bytes:
    """What a button of the first finding saves."""
    with page.expect_download() as download:
        page.locator(".finding").first.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_a_finding_is_saved_as_picture_and_numbers_and_cited(explorer: "Page", server: "Server") -> None:
    """The picture and the numbers are those that the server sends; what is copied is the citation."""
    explorer.locator(".finding .save summary").first.click()
    svg, table = (server.ask("GET", f"/findings/who-acts.{ending}")[2] for ending in ("svg", "csv"))
    assert saved(explorer, "Save as SVG") == svg
    rows, wanted = (
        [*csv.reader(io.StringIO(each.decode("utf-8-sig"), newline=""))]
        for each in (saved(explorer, "Save as CSV"), table)
    )
    assert rows == wanted and len(rows) == 5
    assert saved(explorer, "Save as PNG").startswith(b"\x89PNG\r\n")
    button = explorer.locator(".finding").first.get_by_role("button", name="Copy citation").first
    button.click()
    expect(explorer.locator(".finding").first.get_by_text("Copied")).to_be_visible()
    assert (
        explorer.evaluate("navigator.clipboard.readText()") == explorer.locator(".finding .cite").first.text_content()
    )


def texts(page: "Page", parts: str) -> list[str]:
    """The words of the first of some parts of a page."""
    found: list[str] = page.locator(parts).evaluate_all(
        "all => all.slice(0, 50).map((each) => each.textContent.replace(/\\s+/g, ' ').trim())"
    )
    return found


CHOSEN = ("naming=introduction", "naming=unnamed&strength=soft", "on=neglect&age=under+1&age=1+to+4", "on=any-subject&action=training",
          "strength=nothing", "words=neglect&naming=text")  # fmt: skip


@pytest.mark.parametrize("query", CHOSEN)
def test_both_faces_list_the_same_recommendations(explorer: "Page", served: "Page", query: str) -> None:
    """With the same filters in words, the same words marked, and the same title."""
    explorer.evaluate(STATES, [f"#/recommendations?{query}"])
    served.goto(served.url.partition("/recommendations")[0].rstrip("/") + f"/recommendations?{query}")
    for parts in (".state", ".chips a[aria-label]", ".sentences > li > blockquote", ".sentences mark"):
        assert texts(explorer, parts) == texts(served, parts), parts
    assert explorer.title() == served.title()


def test_paper_says_what_it_was_printed_from_and_how_to_cite_it(explorer: "Page", server: "Server") -> None:
    """On both faces: what was chosen, the address, the day and the source; on screen it is not there."""
    explorer.evaluate("location.hash = '#/reviews?nation=Wales'")
    served = explorer.context.new_page()
    served.goto(f"http://{server.host}:{server.port}/reviews?nation=Wales")
    today = served.evaluate(
        "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })"
    )
    for page, address in ((explorer, "explorer.html#/reviews?nation=Wales"), (served, served.url)):
        expect(page.get_by_role("heading", level=1)).to_have_text("Reviews")
        assert not page.locator("#printed").is_visible()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        line = page.locator("#printed").inner_text()
        assert line.startswith(f"Printed on {today} from {address}. To cite: Casegraph ")
        assert "“Nation: Wales – Reviews”, from the NSPCC National Case Review Collection (https://" in line
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert not page.locator("#printed").is_visible()
    served.close()


def test_a_served_finding_is_saved_for_slides_too(explorer: "Page", server: "Server") -> None:
    page = explorer.context.new_page()
    page.goto(f"http://{server.host}:{server.port}/findings/subjects")
    page.locator(".save > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    assert download.value.suggested_filename == "subjects.png"
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG\r\n")
    page.close()
