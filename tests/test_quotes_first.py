"""Quotes first: a list is mostly the words of recommendations, what is known of them is folded, and only words in question are marked."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accessibility import GO_TO, resize
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.facets import choose
from casegraph.views.learnt import learnt, sentences_on
from conftest import Visit
from serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LISTS = ("#/agency/icb", "#/agency/safeguarding-partnership?part=unnamed", "#/theme/information-sharing", "#/matrix?cell=all~police",
         "#/find?words=police", "#/partnership/birmingham", "#/sentences?nation=Wales")  # fmt: skip
SHARE = """() => {
  const list = [...document.querySelectorAll("ol.sentences")].find((each) => each.querySelector("blockquote"));
  const height = (each) => each.getBoundingClientRect().height;
  return [...list.querySelectorAll("blockquote")].reduce((sum, each) => sum + height(each), 0) / height(list);
}"""
"""What tells which share of the height of a list its quotes have."""


@pytest.fixture
def see(visit: Visit, built: Path) -> Callable[..., "Page"]:
    """What opens the explorer of the page of 2025 at an address."""
    return lambda fragment="", **settings: visit(built / "explorer.html", fragment, **settings)


def go(page: "Page", address: str) -> None:
    """Go to an address within the explorer, and wait until it is drawn."""
    page.evaluate(GO_TO, address)


def test_quotes_are_at_least_half_of_a_list(see: Callable[..., "Page"]) -> None:
    """On a wide screen and on a telephone."""
    page = see("#/")
    for width in (1280, 360):
        resize(page, width)
        for address in LISTS:
            go(page, address)
            assert page.evaluate(SHARE) >= 0.5, (width, address)
        go(page, "#/")


def test_only_the_words_that_a_page_is_about_are_highlighted(see: Callable[..., "Page"]) -> None:
    """An agency's, a theme's, both in a cell, the words that are looked for; all others by one switch, which has an address."""
    page = see("#/")
    kinds = "all => [...new Set(all.flatMap((each) => [...each.classList]))].sort()"
    for address, highlighted in (
        ("#/agency/icb", ["agency"]),
        ("#/theme/information-sharing", ["theme", "whole"]),
        ("#/matrix?cell=information-sharing~safeguarding-partnership", ["agency", "theme", "whole"]),
        ("#/find?words=police", ["sought"]),
        ("#/partnership/birmingham", []),
    ):
        go(page, address)
        marks = page.locator("blockquote mark")
        assert set(marks.evaluate_all(kinds)) <= set(highlighted) and bool(marks.count()) == bool(highlighted), address
        before = marks.count()
        page.get_by_role("link", name="Highlight all matched words").click()
        page.wait_for_function("count => document.querySelectorAll('blockquote mark').length > count", arg=before)
        switch = page.get_by_role("link", name="Highlight fewer words")
        expect(switch).to_be_focused()
        assert "marks=all" in page.url


def test_a_citation_is_copied_by_one_button(browser: "Browser", server: Server) -> None:
    """On served pages by a script of their own; without one there is no button, and the text can be chosen."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"http://{server.host}:{server.port}/agency/icb")
    first = page.locator(".sentences > li").first
    assert not first.get_by_role("button", name="Copy citation").is_visible()
    first.get_by_text("Source").click()
    first.get_by_role("button", name="Copy citation").click()
    expect(first.get_by_role("status").first).to_have_text(" Copied")
    cited = first.locator(".cite").first.text_content()
    assert page.evaluate("navigator.clipboard.readText()") == cited and "recommendation" in (cited or "")
    context.close()
    with browser.new_context(java_script_enabled=False) as still:
        page = still.new_page()
        page.goto(f"http://{server.host}:{server.port}/agency/icb")
        page.locator(".sentences .source summary").first.click()
        assert page.locator(".sentences .cite").first.is_visible() and not page.locator(".copy:visible").count()


def test_what_was_learnt_in_reviews_of_a_region_that_mention_suicide_takes_three_clicks(
    see: Callable[..., "Page"], built: Path
) -> None:
    """From the first screen to the numbers by theme, which are those of the reviews."""
    page = see("#/")
    clicks = 0
    for what in (
        page.get_by_role("navigation", name="Views").get_by_role("link", name="Reviews", exact=True),
        page.locator("summary", has_text=re.compile("^Region$")),
        page.get_by_role("checkbox", name=re.compile("London")),
    ):
        what.click()
        clicks += 1
        if clicks == 1:
            page.get_by_role("searchbox", name="Words in").fill("suicid")
            page.wait_for_function("() => location.hash.includes('words')")
    expect(page.locator(".state")).to_contain_text("of 73")
    page.wait_for_function("() => location.hash.includes('London')")
    c = read_collection(built / FILE)
    filters = {"region": ["London"], "words": ["suicid"]}
    known = learnt(c, choose(c, filters).mask)
    shown = page.locator(".learnt tbody tr").first.locator("a").all_inner_texts()
    assert known.reviews > 0 and clicks == 3
    assert shown == [str(known.learning.sentences), str(known.recommendations.sentences)]
    page.locator(".learnt tbody tr").first.locator("a").first.click()
    assert page.locator(".sentences > li").count() == known.learning.sentences


def test_numbers_of_what_was_learnt_are_those_of_the_sentences(built: Path) -> None:
    """Of each theme, with narrower ones, in all reviews and in some."""
    c = read_collection(built / FILE)
    records = {
        each["title"]: each for each in map(json.loads, (built / "reviews.jsonl").read_text("utf-8").splitlines())
    }
    for filters in ({}, {"nation": ["Wales"]}, {"theme": ["neglect"]}):
        chosen = choose(c, filters)
        known = learnt(c, chosen.mask)
        assert known.learning.sentences == sum(len(records[each.title]["learning"]) for each in chosen.reviews)
        assert {each.theme for each in known.means} == {
            each.theme for each in (*known.subjects, *known.means) if c.themes[each.theme].is_means
        }
        for line in (*known.subjects[:5], *known.means[-2:]):
            for kind, tally in (("learning", line.learning), ("recommendations", line.recommendations)):
                clauses = sentences_on(c, filters, kind, line.theme)  # type: ignore[arg-type]
                beneath = c.beneath("theme", line.theme)
                assert len(clauses) == tally.sentences and clauses.reviews == tally.reviews
                assert all(beneath & {*each.theme_ids} for each in clauses)
