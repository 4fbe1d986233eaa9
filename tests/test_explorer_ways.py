"""Ways through the explorer: where the focus goes, what the way back brings, what is printed, how names are found."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accessibility import resize
from conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUS = "document.activeElement.className || document.activeElement.id || document.activeElement.tagName"


@pytest.fixture
def see(visit: Visit, built: Path) -> Callable[..., "Page"]:
    """What opens the explorer of the page of 2025 at an address."""
    return lambda fragment="", **settings: visit(built / "explorer.html", fragment, **settings)


@pytest.mark.parametrize(
    ("address", "press", "focused"),
    [
        pytest.param("#/reviews?nation=Wales", ".chips a", "state", id="a filter taken from reviews"),
        pytest.param("#/matrix?nation=Wales", ".chips a", "state", id="a filter taken from the table"),
        pytest.param("#/network?at=agency/icb", ".panel a:text('whole network')", "links", id="whole network"),
        pytest.param("#/matrix?open=health&cell=all~icb", ".panel a:text('Close')", "sum", id="sentences closed"),
    ],
)
def test_the_focus_is_never_lost(see: Callable[..., "Page"], address: str, press: str, focused: str) -> None:
    """What was pressed is gone: the focus is where one goes on from, for a closed list the number that opened it."""
    page = see(address)
    page.locator(press).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("start => location.hash !== start", arg=address)
    page.wait_for_function(
        f"end => (document.activeElement.closest('td')?.className ?? ({FOCUS})) === end", arg=focused
    )


def test_the_way_back_leads_to_the_number_that_was_opened(see: Callable[..., "Page"]) -> None:
    """With the keyboard as well as by eye."""
    page = see("#/matrix")
    cell = page.locator('[data-cell="all~police"]')
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#behind")).to_be_focused()
    page.go_back()
    expect(cell).to_be_focused()


def test_words_that_are_being_typed_stay_in_their_view(see: Callable[..., "Page"]) -> None:
    """Whoever goes on before they are looked for does not take them along."""
    page = see("#/reviews")
    page.get_by_label("Words in the abstract").press_sequentially("neglect", delay=1)
    page.get_by_role("link", name="Themes × agencies").first.click()
    page.wait_for_timeout(300)
    assert page.evaluate("location.hash") == "#/matrix"


def test_the_way_back_leads_before_the_search(see: Callable[..., "Page"]) -> None:
    """A search is one step, and the box says what is looked for."""
    page = see("#/reviews")
    page.goto(page.url.replace("#/reviews", "#/reviews?nation=Wales"))
    words = page.get_by_label("Words in the abstract")
    words.press_sequentially("neg", delay=200)
    expect(page).to_have_url(re.compile("words=neg$"))
    page.go_back()
    expect(page).to_have_url(re.compile("nation=Wales$"))
    expect(words).to_have_value("")


def test_the_way_back_leads_to_where_one_was(see: Callable[..., "Page"]) -> None:
    """As far down, with as much of the list shown."""
    page = see("#/reviews")
    page.get_by_role("button", name=re.compile("^Show .* more")).click()
    last = page.locator(".card h2 a").nth(70)
    last.scroll_into_view_if_needed()
    page.wait_for_function("() => history.state?.y > 0 && history.state.y === scrollY")  # noted once it is calm
    down = page.evaluate("scrollY")
    assert down > 2_000
    last.click()
    expect(page.locator(".crumb")).to_have_text("Review")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator(".card")).to_have_count(73)
    assert abs(page.evaluate("scrollY") - down) < 5


def test_paper_has_the_numbers_the_legend_and_the_helpline(see: Callable[..., "Page"]) -> None:
    """Printed, controls are gone, sentences stay, and cells keep their colours."""
    page = see("#/matrix?cell=information-sharing~safeguarding-partnership")
    page.emulate_media(media="print")
    resize(page, 718, 1000)  # A4 within its margins
    assert page.locator(".matrix table").evaluate("table => table.getBoundingClientRect().right") <= 718
    heads = page.locator(".matrix thead a").evaluate_all(
        "all => Math.max(...all.map((a) => a.getBoundingClientRect().bottom))"
    )
    assert heads <= page.locator(".matrix tbody").evaluate("body => body.getBoundingClientRect().top")
    assert not page.locator("nav").is_visible() and not page.get_by_label("Count", exact=True).is_visible()
    for shown in (page.locator(".ramp"), page.locator(".sentences blockquote").first, page.locator("footer")):
        assert shown.is_visible()
    assert page.locator("td.s5").first.evaluate("cell => getComputedStyle(cell).printColorAdjust") == "exact"
    assert len(page.pdf()) > 10_000


def test_everything_is_printed(see: Callable[..., "Page"]) -> None:
    """Of a list that is shown in pieces, all of it."""
    page = see("#/agency/safeguarding-partnership?part=unnamed")
    assert page.locator(".sentences > li").count() == 50
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    number = int(page.locator(".state").inner_text().split()[0])
    assert page.locator(".sentences > li").count() == number > 50


def test_what_a_view_says_is_announced(see: Callable[..., "Page"]) -> None:
    """In one place that is always there, so that a screen reader hears the first answer as well."""
    page = see("#/")
    page.get_by_label("Find an agency").fill("dfe")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_have_text(re.compile("^2 ways to read"))


def test_an_agency_is_found_with_every_way_in_which_recommendations_are_for_it(see: Callable[..., "Page"]) -> None:
    page = see("#/find?words=dfe")
    expect(page.locator("main .notice").first).to_contain_text("6 named in the text, 1 mentioned only")


@pytest.mark.parametrize("address", ["#/", "#/find", "#/agency/icb", "#/network", "#/partnership/birmingham"])
def test_lists_of_names_can_be_saved(see: Callable[..., "Page"], address: str) -> None:
    """Every list has a button, and each makes a table with a heading."""
    page = see(address)
    for button in page.get_by_role("button", name="Save as CSV").all():
        with page.expect_download() as download:
            button.click()
        text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1


def test_the_table_can_be_read_at_four_times_its_size(see: Callable[..., "Page"]) -> None:
    """In a window of 320 by 256 pixels what has the focus is not below the heads."""
    page = see("#/matrix", width=320)
    resize(page, 320, 256)
    page.locator(".matrix [tabindex='0']").focus()
    for key in ["ArrowDown"] * 6 + ["ArrowRight"] * 3:
        page.keyboard.press(key)
        seen = page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return document.activeElement.contains(top) || !!top?.contains(document.activeElement); }"""
        )
        assert seen, key


def test_a_node_in_focus_is_drawn_with_all_that_it_is_linked_to(see: Callable[..., "Page"]) -> None:
    """Though the switches leave it out of the whole picture; each number in the picture opens its sentences."""
    page = see("#/network?at=agency/safeguarding-partnership")
    expect(page.locator(".panel h2")).to_have_text("Local safeguarding children partnership or board")
    assert page.locator(".network a[data-node]").count() == 17
    count = page.locator(".network a.count").last
    number = int(count.locator("text").inner_html())
    count.click()
    expect(page.locator(".panel .sentences > li")).to_have_count(number)


def test_a_partner_that_does_not_exist_is_passed_over(see: Callable[..., "Page"]) -> None:
    page = see("#/agency/icb?with=nobody")
    expect(page.locator(".state")).to_have_text(re.compile("^12 recommendations"))
    expect(page.get_by_label("On the theme")).to_have_value("")


def test_what_was_asked_before_is_one_paste_away(see: Callable[..., "Page"]) -> None:
    """From the first screen to a box, and from there to those nearest in meaning; nothing near is said, not shown as nothing."""
    page = see()
    page.get_by_role("link", name="Was this asked before? Paste a recommendation").click()
    box = page.get_by_label("A recommendation, in your own words or pasted")
    box.fill("Relaunch the policy on resolving professional differences,\nand <b>tell</b> all staff")
    page.get_by_role("button", name="Was this asked before?").click()
    expect(page.locator(".state")).to_have_text("Nearest in meaning: 10 of 483 recommendations of 73 reviews")
    assert "resolving professional differences" in page.locator("blockquote").first.inner_text()
    expect(box).to_have_value("Relaunch the policy on resolving professional differences,\nand <b>tell</b> all staff")
    page.get_by_label("A recommendation, in your own words or pasted").fill("qwertz")
    page.get_by_role("button", name="Was this asked before?").click()
    expect(page.locator(".state")).to_contain_text("No recommendation is near this in meaning")
    assert page.locator("blockquote").count() == 0
