"""What ordinary users type comes first on both faces, and each number is that of the page that it leads to."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accessibility import violations
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.suggestions import remarks_on, suggestions
from casegraph.web.suggest import address_of_suggestion, what
from serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

QUERIES = {
    # a social worker
    "babies": "Age: Under 1",
    "neglect": "Theme: Neglect",
    "domestic violence": "Theme: Domestic abuse and coercive control",
    "social workers": "Agency: Children's social care",
    "csc": "Agency: Children's social care",
    "strategy meetings": "Theme: Strategy discussions and section 47",
    "was not brought": "Theme: Medical neglect and missed appointments",
    "looked after children": "Theme: Children in care",
    "safe sleep": "Theme: Safe sleeping and sudden infant death",
    "3 year old": "Age: 1 to 4",
    # an analyst of a partnership
    "birmingham": "Safeguarding partnership: Birmingham Safeguarding Children Partnership",
    "kent neglect": "Safeguarding partnership: Kent Safeguarding Children Partnership",
    "GPs": "Agency: General practice / primary care",
    "ICBs": "Agency: Integrated care board",
    "A&E": "Agency: NHS trust / hospital",
    "a and e": "Agency: NHS trust / hospital",
    "police forces": "Agency: Police",
    "everything for probation": "Agency: Probation service",
    "health visitors babies": "Agency: Health visiting",
    "escalation policy": "Theme and words: Escalation and professional challenge; “policy”",
    # a policy officer
    "dfe": "Agency: Department for Education",
    "What was the DfE asked to do?": "Agency: Department for Education",
    "suicide": "What happened: Suicide, stated, suspected or given as a keyword",
    "suicide wales": "What happened: Suicide, stated, suspected or given as a keyword",
    "neglect in Wales": "Keyword and nation: child neglect; Wales",
    "babies information sharing": "Age and theme: Under 1; Information sharing",
    "police domestic abuse 2025": "Agency, theme and year: Police; Domestic abuse and coercive control; 2025",
    "home schooling": "Theme: Elective home education",
    "north west": "Region: North West",
    "camhs waiting list": "Agency: Child and adolescent mental health services",
    # a researcher
    "autistic children": "Theme: Neurodiversity",
    "county lines": "Theme: Child criminal exploitation",
    "infant deaths": "Keyword: infant deaths",
    "professional curiosity": "Theme: Professional curiosity and critical thinking",
    "under 5s": "Age: Under 1 or 1 to 4",
    # a journalist
    "child deaths": "What happened: Death",
    "teenage suicide": "Age and what happened: 11 to 15 or 16 and 17; Suicide, stated, suspected or given as a keyword",
    "knife crime": "Theme: Serious youth violence",
    "domestc abuse": "Theme: Domestic abuse and coercive control",
    "neglct london": "Theme and region: Neglect; London",
}
"""What people type, and what must come first: 40 queries, written before anything was tuned to them."""

LATER = {
    "health board": "Agency: Health",
    "health wellbeing": "Agency: Health and wellbeing board",
    "NHS England": "Agency: NHS England",
    "NAI": "Theme: Physical abuse and injuries",
    "s47": "Theme: Strategy discussions and section 47",
    "LADO": "Agency: Local authority / council",
    "FGM": "Theme: FGM, forced marriage and so-called honour-based abuse",
    "youth justice": "Agency: Youth justice service",
    "child protection board": "Theme and agency: Child protection and child in need planning; Local safeguarding children partnership or board",
}
"""What readers typed later that led astray: names that were taken apart, names that no review has, and abbreviations."""

ODD = ("zzzz", "neglect in wal", "information sharing between schools and police", "neg", "London teenagers knife", "<img src=x>",
       "police police", "the", "learning", "2025", "domestc vilence in londn", "Réaltín", "x" * 300)  # fmt: skip
"""What no help is expected for, or nothing at all; both faces still say the same of it."""

READ = """(queries) => {
  const input = document.getElementById("find-words");
  input.focus();
  return queries.reduce(async (before, query) => {
    const answers = await before;
    input.value = query;
    input.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done));
    const lines = [...document.querySelectorAll("#find-list li")].map((line) => [...line.children].map((each) => each.textContent));
    return [...answers, [lines, document.querySelector(".suggested p").textContent]];
  }, Promise.resolve([]));
}"""
"""Types each query into the box, and returns the lines that are suggested and what is said above them."""


@pytest.fixture(scope="module")
def view(built: Path) -> Collection:
    """The collection of the page of 2025."""
    return read_collection(built / FILE)


@pytest.fixture(scope="module")
def explorer(browser: "Browser", built: Path) -> "Iterator[Page]":
    """The explorer of that page."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((built / "explorer.html").as_uri())
    yield page
    page.close()


def first(view: Collection, query: str) -> str:
    """What is suggested first."""
    reading = suggestions(view, query).readings[0]
    return f"{reading.kind}: {reading.text}"


@pytest.mark.parametrize("query", [*QUERIES, *LATER])
def test_what_people_mean_comes_first(view: Collection, query: str) -> None:
    assert first(view, query) == {**QUERIES, **LATER}[query]


def test_a_listed_name_that_no_review_has_is_offered_as_itself(view: Collection) -> None:
    """It is no combination of its words, and its number is none."""
    offered = [(each.text, what(each)) for each in suggestions(view, "NHS England").readings]
    assert offered == [("NHS England", "Agency, no recommendation is for it")]


def test_the_explorer_suggests_the_same(view: Collection, explorer: "Page") -> None:
    """The same names in the same order with the same numbers, and the same is said about what could not be used."""
    queries = [*QUERIES, *LATER, *ODD]
    for query, (lines, remarks) in zip(queries, explorer.evaluate(READ, queries), strict=True):
        read = suggestions(view, query)
        assert lines == [[each.text, what(each)] for each in read.readings], query
        assert remarks == " ".join(remarks_on(read)), query


def test_each_number_is_that_of_the_page_that_it_leads_to(view: Collection, server: Server) -> None:
    """In reviews, whether these are listed or are those of the recommendations that are."""
    offered = {
        address_of_suggestion(each): each
        for query in QUERIES
        for each in suggestions(view, query).readings
        if each.weight
    }
    assert {each.view for each in offered.values()} == {
        "agency",
        "theme",
        "partnership",
        "keyword",
        "reviews",
        "matrix",
    }
    for address, each in offered.items():
        path, _, query = address.replace("/matrix", "/matrix/sentences").partition("?")
        answer = json.loads(server.ask("GET", f"{path}.json?{query}")[2])
        lines = answer if isinstance(answer, list) else answer.get("sentences", answer.get("reviews"))
        assert len({line["review"] for line in lines} if "text" in lines[0] else lines) == each.reviews, address
        clauses = re.match(r"(\d+) (?:recommendation|learning point)", each.weight)
        assert clauses is None or int(clauses[1]) == len(lines), address


def test_no_meaning_is_chosen_for_anybody(view: Collection) -> None:
    """What happened, a theme, a keyword and a word: each is offered with its number."""
    offered = {each.kind: each.reviews for each in reversed(suggestions(view, "suicide").readings)}
    assert offered == {"What happened": 9, "Theme": 3, "Keyword": 9, "Words": 9}


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("domestc abuse", "No review has “domestc abuse”. The nearest names are shown instead."),
        ("zzzz neglect", "No review has “zzzz”, and nothing here is called that."),
        ("suicide wales", "No review has all of this together."),
    ],
)
def test_what_could_not_be_used_is_said(view: Collection, query: str, remark: str) -> None:
    read = suggestions(view, query)
    assert read.readings and remarks_on(read) == [remark]


def suggested(page: "Page", words: str) -> "Locator":
    """The lines that are suggested for some words."""
    page.get_by_role("combobox", name="Find an agency").press_sequentially(words)
    lines = page.get_by_role("option")
    expect(lines.first).to_be_visible()
    return lines


@pytest.mark.parametrize("face", ["explorer", "served"])
def test_the_box_works_by_keyboard_and_for_screen_readers(
    browser: "Browser", built: Path, server: Server, face: str
) -> None:
    """Arrows move among the suggestions, Escape closes them, Enter opens one; axe finds nothing, and all fits at 360 pixels."""
    page = browser.new_page(viewport={"width": 360, "height": 700}, color_scheme="dark")
    page.goto((built / "explorer.html").as_uri() if face == "explorer" else f"http://{server.host}:{server.port}/about")
    lines, box = suggested(page, "suicide"), page.get_by_role("combobox")
    number = lines.count()
    expect(page.locator("form.find [role=status]")).to_have_text(
        f"{number} suggestions. Use the arrow keys to choose one."
    )
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(lines.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", lines.first.get_attribute("id") or "")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("suicide")
    box.fill("")
    suggested(page, "dfe")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Department for Education")
    page.close()


def test_without_a_script_the_page_that_finds_leads_in_the_same_order(view: Collection, server: Server) -> None:
    """First what the words can mean, each a link, then names, then sentences."""
    page = server.ask("GET", "/find?words=What+was+the+DfE+asked+to+do%3F")[2].decode()
    headings = [unescape(each) for each in re.findall(r"<h2[^>]*>(?:<span.*?</svg>)?([^<]*)", page)]
    assert headings[0] == "What “dfe” can mean" and headings[-1].startswith("Sentences with “dfe” (")
    readings = page.partition('data-found="readings"')[2].partition("</section>")[0]
    links = [unescape(each) for each in re.findall(r'<a href="([^"]*)"', readings)]
    assert links == [address_of_suggestion(each) for each in suggestions(view, "dfe").readings]
