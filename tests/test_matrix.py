"""The table of themes and agencies: agencies roll up, columns are hidden and sorted by, and the table stays where it is."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

import casegraph
from accessibility import GO_TO, resize
from casegraph.views.arrangement import EVERY_GROUP
from casegraph.views.collection import Collection
from casegraph.views.collection_file import open_collection
from casegraph.views.matrix import Matrix, matrix
from casegraph.views.matrix_texts import NO_AGENCY, SWITCHES
from conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from serving import Server

PARTNERSHIP = "safeguarding-partnership"


@pytest.fixture(scope="module")
def collection(built_of_years: Path) -> Iterator[Collection]:
    """The page of 2025 and invented pages of many years and four nations."""
    with casegraph.open(built_of_years) as graph:
        yield open_collection(graph.store, graph.folder)


@pytest.fixture(scope="module")
def explorer(built_of_years: Path, browser: "Browser") -> "Page":
    """The explorer of the same, opened once."""
    page = browser.new_page()
    page.goto((built_of_years / "explorer.html").as_uri() + "#/matrix")
    return page


def arranged(collection: Collection, query: str) -> Matrix:
    """The table as the address arranges it."""
    return matrix(collection, parse_qs(query))


DRAWN = """() => ({
  columns: [...document.querySelectorAll(".matrix thead th a[title]:not(.does)")].map((each) => each.title),
  rows: [...document.querySelectorAll(".matrix tbody th > :first-child")].map((each) => each.textContent),
  cells: [...document.querySelectorAll(".matrix td")].map((each) => each.textContent),
})"""
"""The names of columns and rows, and all that cells show."""

ARRANGEMENTS = (
    "", "open=health", "open=all&measure=reviews", "hide=safeguarding-partnership&hide=health&open=all",
    "down=police&across=-neglect&open=local-authority", "down=-label&named=yes", "across=all&order=az&open=all",
    "rows=actions&open=national-body&measure=share&down=health", "rows=actions&order=similar&hide=no-agency-named",
    "role=any&open=all&order=similar", "role=via&down=-all", "role=owner&open=health&hide=icb", "role=mentioned&open=all",
    "role=years&down=2020&across=neglect", "rows=years&down=-police&open=all&nation=Wales", "rows=groups&role=statutory",
)  # fmt: skip
"""Each way of rolling up, hiding and sorting, with each kind of row and of column."""


@pytest.mark.parametrize("query", ARRANGEMENTS)
def test_both_faces_roll_up_hide_and_sort_alike(collection: Collection, explorer: "Page", query: str) -> None:
    """Every cell, in the same rows and columns in the same order: Python counts for pages, a script in the explorer."""
    explorer.evaluate(GO_TO, f"#/matrix?{query}")
    drawn = explorer.evaluate(DRAWN)
    table = arranged(collection, query)
    assert drawn["columns"] == [table.heads[column.id].label for column in table.columns]
    assert drawn["rows"] == [table.any_row, *(table.labels[row].label for row in table.rows)]
    assert drawn["cells"] == [
        shown(table, row, column) for row in (None, *table.rows) for column in (None, *table.column_ids)
    ]
    assert len(drawn["cells"]) > 20


def shown(table: Matrix, row: str | None, column: str | None) -> str:
    """What a cell shows."""
    value, is_sum = table.value(row, column), row is None or column is None
    return f"{value:,}{'%' * (table.is_share and not is_sum)}" if table.number(row, column) else ""


@pytest.mark.parametrize("role", ["asked", "concerned"])
def test_a_group_counts_each_recommendation_of_its_members_once(collection: Collection, role: str) -> None:
    """Its number is as large as its list, which has all of its members' and none twice."""
    table = arranged(collection, f"role={role}&open=all")
    groups = [column for column in table.columns if column.is_group]
    assert {"health", "local-authority", "national-body"} <= {each.id for each in groups}
    for group in groups:
        members = collection.beneath("agency", group.id) & set(table.column_ids)
        for row in (None, *table.rows):
            own = of(table, row, group.id)
            assert len(own) == len(set(own)) == table.number(row, group.id)
            assert set(own) == {each for member in members for each in of(table, row, member)}


def of(table: Matrix, row: str | None, column: str | None) -> list[tuple[str, int]]:
    """The recommendations behind a cell."""
    return [(clause.review, clause.number) for clause in table.clauses(row, column)]


@pytest.mark.parametrize("role", SWITCHES["role"][1])
def test_closed_groups_leave_out_no_column_but_their_members(collection: Collection, role: str) -> None:
    """What is closed is in an open group or would be; opening groups changes no number."""
    closed, opened = arranged(collection, f"role={role}"), arranged(collection, f"role={role}&open={EVERY_GROUP}")
    assert sorted(opened.column_ids) == sorted(opened.every) == sorted(closed.every)
    assert closed.numbers == opened.numbers
    groups = {column.id for column in closed.columns if column.is_group}
    inside = {id for group in groups for id in collection.beneath("agency", group)} - groups
    assert set(opened.column_ids) - set(closed.column_ids) == inside & set(opened.column_ids)


@pytest.mark.parametrize("hidden", [(PARTNERSHIP,), ("health", NO_AGENCY), ("icb", "nobody")])
def test_what_only_hidden_columns_have_counts_nowhere(collection: Collection, hidden: tuple[str, ...]) -> None:
    """The sum of all columns has every recommendation of a shown one, and no other; a hidden cell is none."""
    whole = arranged(collection, "open=all")
    table = arranged(collection, "&".join(["open=all", *(f"hide={each}" for each in hidden)]))
    away = {id for each in hidden for id in collection.beneath("agency", each)}
    assert not away & set(table.column_ids)
    left = {each for column in whole.column_ids if column not in away for each in of(whole, None, column)}
    assert set(of(table, None, None)) == left and table.number(None, None) == len(left)
    assert table.left == len(set(of(whole, None, None)) - left)
    assert table.any_column == ("Any agency shown" if NO_AGENCY in hidden else "Any agency shown or none")
    assert table.cell(f"all~{hidden[0]}") is None


def test_no_agency_named_is_a_column_unless_it_is_hidden(collection: Collection) -> None:
    assert arranged(collection, "").column_ids[0] == NO_AGENCY
    left_out, hidden = arranged(collection, "named=yes"), arranged(collection, f"hide={NO_AGENCY}")
    assert left_out.numbers == hidden.numbers and NO_AGENCY not in hidden.column_ids


def test_what_is_no_row_and_no_column_sorts_nothing(collection: Collection) -> None:
    assert arranged(collection, "down=nobody&across=-nothing").rows == arranged(collection, "").rows


@pytest.fixture
def see(visit: Visit, built: Path) -> Callable[..., "Page"]:
    """What opens the explorer of the page of 2025 at an address, as large as a small laptop's screen."""

    def opened(fragment: str) -> "Page":
        page = visit(built / "explorer.html", fragment)
        resize(page, 1280, 800)
        return page

    return opened


PLACES = """() => {
  const region = document.querySelector(".matrix"), box = region.getBoundingClientRect();
  return { top: box.top, left: region.scrollLeft, down: region.scrollTop, page: scrollY,
    widths: [...document.querySelectorAll(".matrix thead th")].map((each) => each.getBoundingClientRect().width) };
}"""

WHOLE_COLUMNS = """() => {
  const right = document.querySelector(".matrix").getBoundingClientRect().right;
  return [...document.querySelectorAll(".matrix thead th:nth-child(n + 3)")]
    .filter((each) => each.getBoundingClientRect().right <= Math.min(right, innerWidth) + 0.5).length;
}"""


def test_the_table_stays_where_it_is_when_a_number_is_opened(see: Callable[..., "Page"]) -> None:
    """With twelve columns in sight beside that of sums, names that read across, and the sentences in sight as well.

    A number that the sentences would cover moves the page as far as it takes to see it, the table within its frame not at all.
    """
    page = see("#/matrix?open=health")
    page.evaluate("document.querySelector('.matrix').scrollTo(90, 0)")
    before = page.evaluate(PLACES)
    page.locator("[data-cell='assessment~health']").click()
    expect(page.locator("#behind")).to_be_focused()
    assert page.evaluate(PLACES) == before
    assert page.evaluate(WHOLE_COLUMNS) >= 12
    heads = page.locator(".matrix thead th > :first-child")
    assert set(heads.evaluate_all("all => all.map((each) => getComputedStyle(each).writingMode)")) == {"horizontal-tb"}
    assert set(heads.evaluate_all("all => all.map((each) => getComputedStyle(each).transform)")) == {"none"}
    quote = page.locator(".panel blockquote").first.bounding_box()
    assert quote and quote["y"] + quote["height"] <= 800
    page.locator("[data-cell='domestic-abuse~health']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#behind")).to_contain_text("Domestic abuse")
    after = page.evaluate(PLACES)
    assert {**after, "top": 0, "page": 0} == {**before, "top": 0, "page": 0}
    number, dock = page.locator("[aria-current=true][data-cell]").bounding_box(), page.locator(".panel").bounding_box()
    assert number and dock and number["y"] + number["height"] <= dock["y"]


def test_what_is_in_sight_is_drawn_first_and_keys_reach_all_rows(see: Callable[..., "Page"]) -> None:
    """After a change the rows in the window are in the next frame; whoever goes on by keyboard does not wait for the rest."""
    page = see("#/matrix")
    rows = page.locator("tbody tr").count()
    drawn = page.evaluate("""() => new Promise((done) => {
      addEventListener("hashchange", () => requestAnimationFrame(() => {
        const list = document.querySelector("tbody"), first = list.children.length, isBusy = list.ariaBusy;
        list.querySelector("td a").dispatchEvent(new KeyboardEvent("keydown", { key: "End", ctrlKey: true, bubbles: true }));
        done({ first, isBusy });
      }), { once: true });
      location.hash = "#/matrix?order=label";
    })""")
    assert drawn["isBusy"] == "true" and 10 < drawn["first"] < rows
    assert page.locator("tbody tr").count() == rows and page.locator("[aria-busy]").count() == 0


def test_the_signs_of_heads_sort_open_and_hide(see: Callable[..., "Page"]) -> None:
    """A second click turns the order round; the sign that was pressed keeps the focus; each state has its address."""
    page = see("#/matrix")
    rows, heads = page.locator("tbody tr:not(.sums) th > a:first-child"), page.locator("thead th[aria-sort]")
    assert heads.evaluate_all("all => all.map((each) => each.ariaSort)") == ["descending"]
    page.get_by_role("link", name="Sort rows by Health", exact=True).click()
    expect(rows.first).to_have_text("Health pathways and discharge")
    page.get_by_role("link", name="Sort rows by Health, smallest first").click()
    expect(rows.first).not_to_have_text("Health pathways and discharge")
    assert page.locator("thead th[aria-sort=ascending] > a").first.inner_text() == "Health"
    assert page.evaluate("document.activeElement.dataset.key") == "down health"
    page.get_by_role("link", name="Sort columns by Neglect", exact=True).click()
    assert page.locator("tbody th[aria-sort=descending] > a").first.inner_text() == "Neglect"
    page.get_by_role("link", name="Show the agencies in Health").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Integrated care board", exact=True)).to_be_visible()
    assert page.evaluate("document.activeElement.ariaLabel") == "Close Health"
    page.get_by_role("link", name="Hide Police").click()
    expect(page.get_by_role("list", name="Hidden columns").get_by_role("link")).to_have_text("Police ×")
    page.get_by_label("Without the safeguarding partnership").check()
    expect(page.locator("thead th.sum")).to_contain_text("Any agency shown or none")
    hidden = "hide=police&hide=safeguarding-partnership"
    assert page.evaluate("location.hash") == f"#/matrix?down=-health&across=neglect&open=health&{hidden}"
    page.get_by_role("link", name="Show all columns").click()
    expect(page.get_by_label("Without the safeguarding partnership")).not_to_be_checked()
    page.get_by_label("Order").select_option("A to Z")
    assert page.evaluate("location.hash") == "#/matrix?open=health&order=az"


def test_a_sign_leaves_the_sentences_open(see: Callable[..., "Page"]) -> None:
    """Unless their own column goes."""
    page = see("#/matrix?cell=all~police")
    page.get_by_role("link", name="Sort rows by Police", exact=True).click()
    expect(page.locator("thead th[aria-sort] > a").first).to_have_text("Police")
    assert page.locator("#behind").inner_text() == "Police – any theme"
    page.get_by_role("link", name="Hide Police").click()
    expect(page.locator("#behind")).to_have_text("Largest numbers")


ARRANGED = "open=health&hide=police&hide=safeguarding-partnership&down=-health&across=neglect"


def test_what_is_saved_is_what_is_shown(see: Callable[..., "Page"], server: "Server") -> None:
    """The same file from the explorer and from the server, with the columns and rows that both show, in their order."""
    page = see(f"#/matrix?{ARRANGED}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the table as CSV").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert saved == server.ask("GET", f"/matrix.csv?{ARRANGED}")[2].decode("utf-8-sig").replace("\r\n", "\n")
    head, _, *rows = csv.reader(io.StringIO(saved))
    assert head[2:] == page.locator(".matrix thead th > a[title]").evaluate_all("all => all.map((each) => each.title)")
    assert [row[0] for row in rows] == page.locator("tbody tr:not(.sums) th > a:first-child").all_inner_texts()


def test_the_served_table_needs_no_script(server: "Server", browser: "Browser") -> None:
    """Its signs lead to addresses; a number opens its sentences below it, and is in sight itself."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"http://{server.host}:{server.port}/matrix")
        page.get_by_role("link", name="Show the agencies in Health").click()
        page.get_by_role("link", name="Sort rows by Integrated care board").click()
        page.get_by_role("link", name="Hide Police").click()
        page.get_by_label("Without the safeguarding partnership").check()
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("thead th.sum")).to_contain_text("Any agency shown or none")
        assert page.locator("thead th[aria-sort]").get_attribute("aria-sort") == "descending"
        address = parse_qs(page.url.partition("?")[2].partition("#")[0])
        assert {name: address[name] for name in ("open", "down")} == {"open": ["health"], "down": ["icb"]}
        assert sorted(address["hide"]) == ["police", PARTNERSHIP]
        page.locator("td.s1 a").nth(40).click()
        number: Any = page.locator("#open").bounding_box()
        dock: Any = page.locator(".panel").bounding_box()
        head: Any = page.locator(".matrix thead th").first.bounding_box()
        assert head["y"] >= -1 and head["y"] + head["height"] <= number["y"] + 1
        assert number["y"] + number["height"] <= dock["y"] + 1
