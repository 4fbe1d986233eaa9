"""The explorer in a browser: numbers are the graph's, states have addresses, a keyboard is enough, lists can be taken home."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
from playwright.sync_api import expect

from accessibility import resize, violations, wait_for_redraw
from conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = {
    "overview": "#/",
    "matrix": "#/matrix",
    "sentences": "#/matrix?cell=information-sharing~safeguarding-partnership",
    "shares of kinds of action": "#/matrix?rows=actions&measure=share&open=health&hide=police&down=health",
    "nothing to count": "#/matrix?keyword=suicide&nation=Scotland",
    "reviews": "#/reviews?region=London",
    "no review": "#/reviews?words=zzzz",
    "learning": "#/sentences?nation=Wales&kind=learning&marks=all",
    "agency": "#/agency/icb",
    "theme": "#/theme/neglect?part=learning",
    "keyword": "#/keyword/suicide",
    "partnership": "#/partnership/birmingham",
    "review": "#/review/2025-camden-child-yue",
    "network": "#/network",
    "node": "#/network?at=agency/icb",
    "link": "#/network?at=agency/icb&with=theme/neurodiversity",
    "compared": "#/compare?one=icb&other=camhs",
    "data": "#/data",
    "found": "#/find?words=dfe",
    "recommendations": "#/recommendations?naming=through&on=information-sharing",
    "asked before": "#/similar?text=promote+the+escalation+policy",
    "unknown": "#/agency/nobody",
}
PREFIXES = "PREFIX cg: <https://w3id.org/casegraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main select, main input, main summary, nav a")]
  .filter((each) => each.checkVisibility() && !each.closest("p, dd, blockquote, .readings, .meta"))
  .map((each) => [each.outerHTML.slice(0, 100), (each.closest("label") ?? each.querySelector("rect") ?? each).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 23.9).map(([name]) => name)"""
"""What names the things to click that are less than 24 pixels high or wide."""
OF = {
    "asked": "?clause cg:hasAddressing ?reading . ?reading cg:readAs/skos:broader* ?agency FILTER NOT EXISTS { ?reading cg:basis"
    " <https://w3id.org/casegraph/basis/default> }",
    "unnamed": "?clause cg:hasAddressing ?reading { ?reading cg:readAs/skos:broader* ?agency FILTER NOT EXISTS { ?reading cg:basis"
    " <https://w3id.org/casegraph/basis/default> } } UNION { ?reading cg:basis <https://w3id.org/casegraph/basis/default>"
    " BIND(<https://w3id.org/casegraph/agency/no-agency-named> AS ?agency) }",
    "concerned": "?clause cg:concerns/skos:broader* ?agency",
}


@pytest.fixture
def see(visit: Visit, built: Path) -> Callable[..., "Page"]:
    """What opens the explorer of the page of 2025 at an address."""
    return lambda fragment="", **settings: visit(built / "explorer.html", fragment, **settings)


@pytest.fixture(scope="module")
def behind(built: Path) -> Callable[[str], dict[str, set[tuple[str, str]]]]:
    """What has the recommendations behind each cell, each with its review, from the graph; "all" is any theme or agency."""
    store = pyoxigraph.Store.read_only(str(built / "store"))

    def asked(pattern: str, *names: str) -> set[tuple[str, ...]]:
        rows: Any = store.query(f"{PREFIXES} SELECT {' '.join(names)} {{ ?clause a cg:Recommendation . {pattern} }}")
        return {tuple(row[name[1:]].value for name in names) for row in rows}

    themes = defaultdict(set)
    for clause, theme in asked("?clause cg:hasTheme/skos:broader* ?theme", "?clause", "?theme"):
        themes[clause].add(theme.partition("/theme/")[2])

    def found(agencies: str) -> dict[str, set[tuple[str, str]]]:
        cells = defaultdict(set)
        for clause, review, agency in asked(
            f"?clause cg:fromReview ?review . {OF[agencies]}", "?clause", "?review", "?agency"
        ):
            for one, other in product((*themes[clause], "all"), (agency.partition("/agency/")[2], "all")):
                cells[f"{one}~{other}"].add((clause, review))
        return cells

    return found


def cells(page: "Page") -> dict[str, str]:
    """The numbers of the matrix by theme and agency, when all of it is drawn."""
    expect(page.locator("[aria-busy]")).to_have_count(0)
    found: dict[str, str] = page.locator(".matrix td a").evaluate_all(
        "links => Object.fromEntries(links.map(link => [link.dataset.cell, link.textContent]))"
    )
    return found


def sentences(page: "Page") -> list[str]:
    """The sentences that are listed, all of them."""
    more = page.get_by_role("button", name=re.compile("^Show .* more"))
    while more.count() and more.first.is_visible():
        more.first.click()
    return page.locator(".sentences blockquote").all_inner_texts()


@pytest.mark.parametrize("agencies", OF)
def test_each_number_of_the_matrix_is_the_graphs(
    see: Callable[..., "Page"], behind: Callable[[str], dict[str, set[tuple[str, str]]]], agencies: str
) -> None:
    """Cells and sums, of recommendations and of reviews."""
    address = {"asked": "named=yes&", "unnamed": "named=no&", "concerned": "role=concerned&"}[agencies]
    found = behind(agencies)
    address += "means=yes&open=all&"
    numbers = cells(see(f"#/matrix?{address}"))
    assert len(numbers) > 200
    assert numbers == {cell: f"{len(found[cell]):,}" for cell in numbers}
    reviews = cells(see(f"#/matrix?{address}measure=reviews"))
    assert reviews == {cell: f"{len({review for _, review in found[cell]}):,}" for cell in numbers}


def test_the_matrix_shows_subjects_unless_ways_of_acting_are_wanted(see: Callable[..., "Page"]) -> None:
    """What it shows has the same numbers; "any theme" counts ways of acting in both."""
    everything, subjects = cells(see("#/matrix?means=yes")), cells(see("#/matrix"))
    assert subjects.items() < everything.items()
    left_out = {cell.partition("~")[0] for cell in everything.keys() - subjects.keys()}
    assert left_out == {
        "commissioning", "data-and-systems", "learning-from-reviews", "policy-and-procedure", "quality-assurance",
        "supervision-and-oversight", "training-and-workforce",
    }  # fmt: skip


def test_a_number_opens_as_many_sentences_as_it_says(see: Callable[..., "Page"]) -> None:
    """The largest and smallest numbers, each with words of the theme marked."""
    page = see("#/matrix?named=yes&open=all")
    numbers = sorted(cells(page).items(), key=lambda cell: (int(cell[1]), cell[0]))
    for cell, number in (*numbers[:3], *numbers[-6:]):
        page.locator(f'[data-cell="{cell}"]').click()
        expect(page.locator("#behind")).to_be_focused()
        assert len(set(sentences(page))) == len(sentences(page)) == int(number)
        if not cell.startswith("all~"):
            assert page.locator(".panel .sentences > li").count() == page.locator(".sentences > li:has(mark)").count()


def test_every_order_shows_the_same_numbers(see: Callable[..., "Page"]) -> None:
    """Largest first, from A to Z, or like beside like."""
    page = see("#/matrix")
    largest = cells(page)
    sums = [int(text.replace(",", "")) for text in page.locator("tbody tr:not(.sums) td.sum").all_inner_texts()]
    assert sums == sorted(sums, reverse=True)
    page.get_by_label("Order", exact=True).select_option("A to Z")
    expect(page.locator("tbody tr:not(.sums) th > a:first-child").first).to_have_text(
        "Abuse by people in positions of trust"
    )
    themes = page.locator("tbody tr:not(.sums) th > a:first-child").all_inner_texts()
    assert themes == sorted(themes, key=str.casefold)
    assert cells(page) == largest
    page.get_by_label("Order", exact=True).select_option("Group similar")
    expect(page.locator("tbody tr:not(.sums) th > a:first-child").first).not_to_have_text(themes[0])
    assert cells(page) == largest
    assert page.locator("tbody tr:not(.sums) th > a:first-child").all_inner_texts() != themes


def test_shares_are_of_what_the_agency_is_asked(see: Callable[..., "Page"]) -> None:
    """Rounded to whole percents, the sums still being numbers."""
    numbers = cells(see("#/matrix"))
    for cell, share in cells(see("#/matrix?measure=share")).items():
        theme, agency = cell.split("~")
        if "all" not in (theme, agency):
            assert share == f"{int(100 * int(numbers[cell]) / int(numbers[f'all~{agency}']) + 0.5)}%"


def test_a_keyboard_is_enough(see: Callable[..., "Page"]) -> None:
    """Skip link, one tab stop in the table, arrows, Enter to the sentences, Escape back to the number."""
    page = see("#/matrix")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    for _ in range(9):
        page.keyboard.press("Tab")
    assert page.locator(".matrix [tabindex='0']").count() == 1
    here = "document.activeElement.closest('td')?.cellIndex + ' ' + document.activeElement.closest('tr')?.rowIndex"
    assert page.evaluate(here) == "1 1"
    for key, place in (
        ("ArrowRight", "2 1"),
        ("ArrowDown", "2 2"),
        ("ArrowLeft", "1 2"),
        ("End", f"{page.locator('.matrix thead th').count() - 1} 2"),
        ("Home", None),
        ("ArrowRight", None),  # to the sign beside the name
        ("ArrowRight", "1 2"),
    ):
        page.keyboard.press(key)
        if place:
            assert page.evaluate(here) == place
    number = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#behind")).to_be_focused()
    assert len(sentences(page)) == int(number)
    page.locator("#behind").focus()
    page.keyboard.press("Escape")
    assert page.evaluate(here) == "1 2"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.matrix')") is None


def test_what_has_the_focus_is_not_covered(see: Callable[..., "Page"]) -> None:
    """Heads that stay in place while the table scrolls never lie over the number that the arrows went to."""
    page = see("#/matrix")
    page.locator(".matrix [tabindex='0']").focus()
    for key in [
        "End",
        *["PageDown"] * 5,
        "Home",
        "ArrowRight",
        *["PageUp"] * 4,
        *["ArrowRight"] * 9,
        *["ArrowLeft"] * 5,
    ]:
        page.keyboard.press(key)
        covered = page.evaluate(
            """() => { const at = document.activeElement.getBoundingClientRect();
            const top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
            return !(document.activeElement.contains(top) || top?.contains(document.activeElement)); }"""
        )
        assert not covered, key


def test_the_network_is_one_tab_stop(see: Callable[..., "Page"]) -> None:
    """Arrows go from node to node, Enter shows the links, whose numbers open the sentences."""
    page = see("#/network")
    assert page.locator(".network a[tabindex='0']").count() == 1
    page.locator(".network a[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    name = page.evaluate("document.activeElement.querySelector('title').textContent").partition(": ")[2]
    page.keyboard.press("Enter")
    expect(page.locator("#links")).to_be_focused()
    assert page.locator("#links").inner_text() == name
    number = page.locator(".panel td.num a").first
    expected = int(number.inner_text().partition(":")[0])
    number.click()
    expect(page.locator(".panel .sentences > li")).to_have_count(expected)


def test_every_state_has_an_address(see: Callable[..., "Page"]) -> None:
    """What was chosen stands in the address; Back undoes it; the address alone brings it again."""
    page = see("#/matrix")
    page.get_by_label("Count", exact=True).select_option("Reviews")
    page.get_by_label("Rows", exact=True).select_option("Groups of themes")
    assert page.evaluate("location.hash") == "#/matrix?measure=reviews&rows=groups"
    page.locator("td a").first.click()
    expect(page.locator("#behind")).not_to_have_text("Largest numbers")
    address = page.evaluate("location.hash")
    heading = page.locator("#behind").inner_text()
    page.go_back()
    expect(page.locator("#behind")).to_have_text("Largest numbers")
    page.go_back()
    expect(page.get_by_label("Rows", exact=True)).to_have_value("themes")
    again = see(address)
    assert again.locator("#behind").inner_text() == heading
    assert again.get_by_label("Count", exact=True).input_value() == "reviews"


def test_facets_count_what_they_give_and_lead_nowhere_empty(see: Callable[..., "Page"]) -> None:
    """Any value of one facet is enough, all facets have to hold, and values that would give nothing are not offered."""
    page = see("#/reviews?nation=Wales")
    total = int(page.locator(".state").inner_text().split()[0])
    assert 0 < total < 73
    for facet in page.locator(".facet .facet").all():
        facet.evaluate("facet => { facet.open = true }")
    wait_for_redraw(page)
    boxes = page.locator(".facet .facet label:visible")
    offered = [re.fullmatch(r"(.+?)\s*(\d+)", text.strip(), re.DOTALL) for text in boxes.all_text_contents()]
    assert all(each and int(each[2]) > 0 for each in offered)
    keyword = (
        page.locator("details", has=page.locator("legend", has_text="Keyword")).last.locator("label:visible").first
    )
    expected = int(keyword.locator(".n").text_content() or "")
    keyword.locator("input").check()
    expect(page.locator(".state")).to_have_text(re.compile(f"^{expected} review"))
    assert page.locator(".card").count() == expected
    page.locator(".chips a", has_text="Keyword").click()
    expect(page.locator(".card")).to_have_count(total)


def test_words_find_reviews_and_sentences(see: Callable[..., "Page"]) -> None:
    """Without regard to capitals or apostrophes; all words have to be there."""
    page = see("#/reviews")
    page.get_by_label("Words in the abstract").fill("CHILD'S lived experience")
    expect(page.locator(".state")).not_to_have_text("73 reviews of 73")
    assert 0 < page.locator(".card").count() < 73
    page.get_by_label("Find an agency").fill("DfE")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Department for Education", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Department for Education")


def test_somebody_new_reads_what_the_dfe_is_asked(
    see: Callable[..., "Page"], behind: Callable[[str], dict[str, set[tuple[str, str]]]]
) -> None:
    """One click from the start page to the sentences, the agency's words marked in those that name it."""
    page = see(width=1280)
    link = page.get_by_role("link", name=re.compile("Department for Education: recommendations that name it"))
    number = int(re.sub(r"\D", "", link.inner_text()))
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Department for Education")
    assert number == len(behind("asked")["all~dfe"]) == len(sentences(page))
    assert page.locator("blockquote mark").all_inner_texts()


def test_what_happened_stays_folded(see: Callable[..., "Page"]) -> None:
    """Narratives are closed until somebody opens them, in lists and on a review's page."""
    for address in ("#/reviews", "#/review/2025-camden-child-yue", "#/keyword/suicide"):
        page = see(address)
        folded = page.locator("details", has=page.get_by_text("What happened", exact=True))
        assert folded.count() and page.locator("main details[open] > p").count() == 0
    assert "overseas to attend a UK boarding school" in (page.locator("main").text_content() or "")


def saved(page: "Page", button: str) -> tuple[str, bytes]:
    """The name and content of what a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_lists_are_saved_as_excel_opens_them(see: Callable[..., "Page"], built: Path) -> None:
    """UTF-8 with its mark, one row a sentence, nothing that could be a formula."""
    page = see("#/data")
    name, content = saved(page, "Recommendations (CSV)")
    assert name == "casegraph-recommendations.csv" and content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    told = [json.loads(line) for line in (built / "reviews.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = Counter(each["text"] for review in told for each in review["recommendations"] if each["is_recommendation"])
    assert Counter(row["text"] for row in rows) == texts
    assert not [cell for row in rows for cell in row.values() if re.match(r"[=+@\t-]", cell)]
    name, content = saved(page, "Everything (JSON)")
    assert len(json.loads(content)["reviews"]) == len(told)
    name, content = saved(see("#/matrix"), "Save the table as CSV")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len({len(row) for row in table}) == 1 and table[0][:2] == ["Theme (recommendations)", "Any agency or none"]
    name, content = saved(see("#/agency/icb"), "Save as CSV")
    assert len(content.decode().splitlines()) == 1 + 12


@pytest.mark.parametrize("name", VIEWS)
def test_everybody_can_use_every_view(see: Callable[..., "Page"], name: str) -> None:
    """It says where one is, fits at any width and zoom, can be hit, and axe finds nothing, light and dark, all folds open.

    The view is loaded once for all of this. It never scrolls sideways (tables and pictures do, in their frames), and
    what is clicked is 24 pixels high and wide.
    """
    page = see(VIEWS[name], color_scheme="light", reduced_motion="reduce")
    (heading,) = page.get_by_role("heading", level=1).all_inner_texts()
    assert page.title().endswith(f"{heading} – Casegraph")
    assert "0808\u00a0800\u00a05000" in page.locator("footer").inner_text()
    words = page.locator("main").inner_text()
    assert "undefined" not in words and "[object" not in words
    for width, forced in ((320, "none"), (640, "none"), (1280, "active")):  # 640 is 1280 at 200 %
        resize(page, width)
        page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_SMALL) == [], width
    page.emulate_media(forced_colors="none")
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    resize(page, 320)
    assert violations(page, "color-contrast", "target-size", "scrollable-region-focusable") == []  # all that can differ


def test_kinds_have_a_shape_and_a_word(see: Callable[..., "Page"]) -> None:
    """An agency is a square, a theme a circle, and the word stands beside the shape."""
    page = see("#/network?means=yes")
    for kind, label, line in (("agency", "Agency", "H"), ("theme", "Theme", "a")):  # straight, or an arc
        shape = f"path.is-{kind}[d*='{line}']"
        assert page.locator(f".tags .kind:has({shape})").inner_text() == label
        assert page.locator(f".network {shape}").count() > 10


def test_it_works_without_scripts_as_far_as_to_say_so(browser: "Browser", built: Path) -> None:
    """Somebody whose browser runs none reads why and where else to look, and the helpline."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((built / "explorer.html").as_uri())
    assert "Turn on JavaScript to see the reviews." in page.locator("main").inner_text()
    assert "0808" in page.locator("footer").inner_text()
    context.close()
