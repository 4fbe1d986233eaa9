"""Years in the explorer and on served pages: a range chooses reviews, and years are rows or columns of the table."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

import casegraph
from accessibility import violations
from casegraph.asking import Answer, pivot
from casegraph.graph import Graph
from conftest import Visit
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

HTML = {"Accept": "text/html"}
CELLS = "all => Object.fromEntries(all.map((each) => [each.dataset.cell, each.textContent]))"


@pytest.fixture(scope="module")
def server(built_of_years: Path) -> Iterator[Server]:
    """A server of a graph of several years."""
    with serving(built_of_years) as running:
        yield running


@pytest.fixture(scope="module")
def graph(built_of_years: Path) -> Iterator[Graph]:
    """That graph."""
    with casegraph.open(built_of_years) as opened:
        yield opened


def got(server: Server, address: str) -> Any:
    """What a page says as JSON."""
    status, _, body = server.ask("GET", address)
    assert status == 200, body
    return json.loads(body)


def page_of(server: Server, address: str) -> str:
    """A page as HTML."""
    status, _, body = server.ask("GET", address, headers=HTML)
    assert status == 200
    return body.decode()


def counts(answer: Answer, key: str) -> dict[str, int]:
    """The numbers of a table by year, by thing and year as cells of the table are named (but for the thing's label)."""
    return {f"{row[key]}~{row['year']}": row["recommendations"] for row in answer.rows}


def named(server: Server, kind: str, cells: dict[str, int], *, first: bool) -> dict[str, int]:
    """Cells between a thing and a year, the thing by its label, with it first or second."""
    labels = {each["id"]: each["label"] for each in got(server, f"/{kind}.json")}
    found = {}
    for cell, number in cells.items():
        one, other = cell.split("~") if first else reversed(cell.split("~"))
        found[f"{labels[one]}~{other}"] = number
    return found


RANGES = [{"from": "2018"}, {"to": "2014"}, {"from": "2018", "to": "2020"}, {"from": "2012", "to": "2012"}]


@pytest.mark.parametrize("ends", RANGES, ids=urlencode)
def test_a_range_chooses_the_reviews_of_its_years(ends: dict[str, str], server: Server, graph: Graph) -> None:
    """On the page of reviews, in the table and as a question alike."""
    found = got(server, f"/reviews.json?{urlencode(ends)}")
    asked = graph.ask("list-reviews", year=f"{ends.get('from', '')}..{ends.get('to', '')}")
    assert {f"{graph.base}review/{each['id']}" for each in found} == {row["iri"] for row in asked.rows}
    assert got(server, f"/matrix.json?{urlencode(ends)}")["reviews"] == len(found)
    page = page_of(server, f"/reviews?{urlencode(ends)}")
    for end, label in (("from", "Published from"), ("to", "Published to")):
        assert (f"{label}: {ends.get(end)} ×</a>" in page) == (end in ends)
        if end in ends:
            assert f'<option value="{ends[end]}" selected>' in page


def test_a_range_goes_with_other_filters(server: Server) -> None:
    whole = got(server, "/reviews.json?keyword=suicide")
    some = got(server, "/reviews.json?keyword=suicide&from=2018&to=2022")
    assert some == [each for each in whole if each["year"] is not None and 2018 <= each["year"] <= 2022]
    assert 0 < len(some) < len(whole)


@pytest.mark.parametrize("value", ["soon", "20188", "-1", "<b>"])
def test_what_is_no_year_is_refused_to_programs_and_passed_over_for_people(value: str, server: Server) -> None:
    query = urlencode({"from": value})
    assert server.ask("GET", f"/reviews.json?{query}")[0] == 400
    page = page_of(server, f"/reviews?{query}")
    assert "Published from: " not in page and "<b>×" not in page
    assert ">192 reviews of 192<" in page


def test_years_are_columns_with_themes_as_rows(server: Server, graph: Graph) -> None:
    """The numbers are those of the question theme-year-table, which has themes that are means too."""
    cells = named(server, "theme", got(server, "/matrix.json?role=years&means=yes")["cells"], first=True)
    assert cells == counts(graph.ask("theme-year-table"), "theme")


def test_years_are_rows_with_agencies_as_columns(server: Server, graph: Graph) -> None:
    """The question adds those that name no agency to the partnership; here they have a column of their own."""
    cells = got(server, "/matrix.json?rows=years&named=no")["cells"]
    unnamed = {cell.partition("~")[0]: number for cell, number in cells.items() if cell.endswith("~no-agency-named")}
    assert unnamed
    for year, number in unnamed.items():
        del cells[f"{year}~no-agency-named"]
        of_partnership = f"{year}~safeguarding-partnership"
        cells[of_partnership] = cells.get(of_partnership, 0) + number
    assert named(server, "agency", cells, first=False) == counts(graph.ask("agency-year-table"), "agency")


def test_years_are_either_rows_or_columns(server: Server) -> None:
    assert got(server, "/matrix.json?rows=years&role=years")["by"]["rows"] == "themes"


def test_years_stand_in_their_order(server: Server) -> None:
    for order in ("largest", "az", "similar"):
        body = server.ask("GET", f"/matrix.csv?role=years&order={order}&from=2018")[2].decode("utf-8-sig")
        head = next(csv.reader(io.StringIO(body)))
        assert head == ["Theme (recommendations)", "Any year", "2018", "2019", "2020", "2021", "2022", "2023", "2025"]
        body = server.ask("GET", f"/matrix.csv?rows=years&order={order}&from=2018")[2].decode("utf-8-sig")
        rows = [row[0] for row in csv.reader(io.StringIO(body))]
        assert rows[0] == "Year of publication (recommendations)"
        assert rows[1:] == ["Any year", "2018", "2019", "2020", "2021", "2022", "2023", "2025"]


@pytest.mark.parametrize(
    "query",
    [
        "role=years",
        "role=years&rows=groups&measure=share",
        "rows=years&measure=reviews&order=similar&open=all",
        "rows=years&role=concerned&from=2014&to=2020&open=all",
        "role=years&rows=years&keyword=suicide",
    ],
)
def test_explorer_and_pages_show_the_same_table(query: str, server: Server, built_of_years: Path, visit: Visit) -> None:
    page: Page = visit(built_of_years / "explorer.html", f"#/matrix?{query}")
    shown = page.locator("td:not(.sum) a").evaluate_all(CELLS)
    counted = got(server, f"/matrix.json?{query}")
    assert {cell: int(text.rstrip("%").replace(",", "")) for cell, text in shown.items()} == counted["cells"]
    served = page_of(server, f"/matrix?{query}")
    state = page.locator(".state").inner_text()
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", served.partition('class="state">')[2].partition("</p>")[0]))
    assert state.split() == said.split()
    heads = ["".join(each.split()) for each in page.locator("thead th").all_inner_texts()]
    assert heads == [
        "".join(unescape(re.sub(r"<[^>]+>", "", each)).split())
        for each in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', served)
    ]


def test_a_number_by_year_opens_its_sentences(built_of_years: Path, visit: Visit) -> None:
    """And the way back to the reviews of a year is the head of its column."""
    from playwright.sync_api import expect

    page: Page = visit(built_of_years / "explorer.html", "#/matrix?role=years&from=2018")
    cell = page.locator('td a[data-cell="neglect~2018"]')
    number = int(cell.inner_text())
    cell.click()
    expect(page.locator("#behind")).to_have_text("2018 – Neglect")
    assert page.locator(".panel .sentences > li").count() == number > 0
    assert all("2018" in text for text in page.locator(".panel .sentences > li > details > summary").all_inner_texts())
    page.locator("thead a", has_text="2018").click()
    expect(page.locator(".state")).to_have_text("12 reviews of 192")
    assert page.evaluate("location.hash") == "#/reviews?year=2018"


def test_the_explorer_takes_a_range_and_gives_it_back(built_of_years: Path, visit: Visit) -> None:
    from playwright.sync_api import expect

    page: Page = visit(built_of_years / "explorer.html", "#/reviews")
    page.locator(".facet .facet", has_text="Year").locator("summary").click()
    page.get_by_label("Published from", exact=True).select_option("2018")
    page.get_by_label("Published to", exact=True).select_option("2020")
    expect(page.locator(".state")).to_have_text("28 reviews of 192")
    assert page.evaluate("location.hash") == "#/reviews?from=2018&to=2020"
    page.get_by_role("link", name="Remove filter: Published from: 2018").click()
    expect(page.get_by_label("Published from", exact=True)).to_have_value("")
    page.go_back()
    expect(page.get_by_label("Published from", exact=True)).to_have_value("2018")
    page.get_by_role("link", name="Themes × agencies in these reviews").click()
    expect(page.locator(".state")).to_contain_text("of 28 reviews")
    assert page.evaluate("location.hash") == "#/matrix?from=2018&to=2020"


@pytest.mark.parametrize("state", ["#/reviews?from=2018&to=2020", "#/matrix?role=years&cell=neglect~2018"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_years(state: str, width: int, built_of_years: Path, visit: Visit) -> None:
    page: Page = visit(built_of_years / "explorer.html", state, width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_question_on_a_page_takes_a_range(server: Server, graph: Graph) -> None:
    page = page_of(server, "/questions/outcome-year-table?year=2018-2020")
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)
    assert heads == ["Outcome", "All", "2018", "2019", "2020"]
    table = pivot(graph.ask("outcome-year-table", year="2018-2020"), "year")
    cells = re.findall(r"<td[^>]*>(?:<a[^>]*>)?([^<]*)", page)
    assert cells == [str(row[name]) for row in table.rows for name in table.columns]
    rows = got(server, "/questions/outcome-year-table.json?year=2018-2020")["rows"]
    assert len(rows) == len(graph.ask("outcome-year-table", year="2018-2020").rows)
    several = got(server, "/questions/list-reviews.json?year=2018&year=2020..2021")
    assert several["total"] == graph.ask("list-reviews", year="2018,2020,2021").total


def test_the_form_offers_the_years_and_shows_what_was_asked(server: Server) -> None:
    page = page_of(server, "/questions/list-reviews?year=2018..2026")
    assert 'name="year" value="2018..2026"' in page and 'list="all-year"' in page
    assert '<option value="2019">' in page.partition('id="all-year"')[2].partition("</datalist>")[0]
    assert "2024 and 2026 are not in this graph." in page
    status, _, body = server.ask("GET", "/questions/list-reviews?year=soon", headers=HTML)
    assert status == 400 and "is not a year or a range of years" in body.decode() and "--year" not in body.decode()
