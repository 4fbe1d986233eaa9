"""Five tasks of practitioners, by clicks from the start page: few enough on both faces, with answers that are complete and right.

What is typed into the search box counts as one click together with the suggestion that is chosen.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.facets import choose
from casegraph.views.learnt import learnt, sentences_on
from casegraph.views.recommendation_filters import recommendations
from casegraph.views.roles import role
from casegraph.views.suggestions import suggestions
from serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page


class Reader:
    """Somebody at a face, whose clicks are counted from the start page on."""

    def __init__(self, page: "Page", start: str) -> None:
        self.page, self.clicks, self._start = page, 0, start

    def begin(self) -> None:
        """Go to the start page."""
        self.page.goto(self._start)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("recommend, and to whom")
        self.clicks = 0

    def click(self, what: "Locator | str") -> None:
        """Click something, a link by its text."""
        link = self.page.get_by_role("link", name=what).first if isinstance(what, str) else what
        link.click()
        self.clicks += 1

    def choose(self, words: str, suggestion: str) -> None:
        """Type words into the search box, and choose what is suggested."""
        box = self.page.get_by_role("combobox", name="Find an agency")
        box.fill("")
        box.press_sequentially(words)
        self.click(self.page.get_by_role("option", name=re.compile(f"^{re.escape(suggestion)}")).first)

    def search(self, words: str) -> None:
        """Type words into the search box, and press Enter."""
        box = self.page.get_by_role("combobox", name="Find an agency")
        box.fill(words)
        box.press("Enter")
        self.clicks += 1

    def sees(self, heading: str) -> None:
        """Wait for the page with a heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def quotes(self) -> list[str]:
        """All sentences that are listed, without their quotation marks."""
        return sorted(each.strip("“” \n") for each in self.page.locator("ol.sentences blockquote").all_inner_texts())


@pytest.fixture(scope="module")
def view(built: Path) -> Collection:
    """The collection of the page of 2025."""
    return read_collection(built / FILE)


@pytest.fixture(scope="module", params=["explorer", "served"])
def reader(request: pytest.FixtureRequest, browser: "Browser", built: Path) -> Iterator[Reader]:
    """Somebody at the explorer, then at the pages of a server, who keeps one page open for all tasks."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    if request.param == "explorer":
        yield Reader(context.new_page(), f"{(built / 'explorer.html').as_uri()}#/")
    else:
        server: Server = request.getfixturevalue("server")
        yield Reader(context.new_page(), f"http://{server.host}:{server.port}/")
    context.close()


def asks_of(view: Collection, agency: str) -> list[Clause]:
    """The recommendations that ask an agency in any way, those that merely mention it left out."""
    return [each for way, clauses in role(view, agency).groups.items() if way != "mentioned" for each in clauses]


def texts_of(clauses: Iterable[Clause]) -> list[str]:
    """The texts of some clauses, sorted."""
    return sorted(each.text for each in clauses)


def test_what_the_department_for_education_was_asked_takes_one_click(reader: Reader, view: Collection) -> None:
    """All that asks it, in whatever way, and nothing that merely mentions it."""
    reader.begin()
    reader.click("Department for Education: recommendations that name it")
    reader.sees("Department for Education")
    assert reader.quotes() == texts_of(asks_of(view, "dfe")) and reader.quotes()
    assert reader.clicks <= 1


def test_themes_of_the_integrated_care_board_and_their_sentences_take_two_clicks(
    reader: Reader, view: Collection
) -> None:
    """Beside its recommendations each theme has a number, which opens exactly the sentences that it counts."""
    reader.begin()
    reader.click("Integrated care board: recommendations that name it")
    reader.sees("Integrated care board")
    asks = asks_of(view, "icb")
    assert reader.quotes() == texts_of(asks)
    on = [each for each in asks if view.beneath("theme", "child-mental-health") & {*each.theme_ids}]
    beside = reader.page.get_by_role("region", name="Related")
    expect(
        beside.locator("li, a").filter(has_text=f"{len(on)}").filter(has_text="Child mental health")
    ).not_to_have_count(0)
    reader.click(beside.get_by_role("link", name="Child mental health"))
    expect(reader.page.locator(".state").first).to_contain_text(f"{len(on)} recommendations in")
    assert reader.quotes() == texts_of(on) and on
    assert reader.clicks <= 2


def test_recommendations_on_information_sharing_about_babies_as_a_table_take_three_clicks(
    reader: Reader, view: Collection
) -> None:
    """Four are allowed: the words, the number of recommendations, the table."""
    reader.begin()
    reader.choose("babies information sharing", "Under 1; Information sharing")
    row = reader.page.get_by_role("row", name=re.compile("^Information sharing"))
    reader.click(row.get_by_role("link").last)
    reader.sees("Recommendations on Information sharing")
    with reader.page.expect_download() as download:
        reader.click(reader.page.get_by_text("Save as CSV", exact=True))
    lines = [*csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines())]
    known = recommendations(view, {"on": ["information-sharing"], "age": ["under 1"]})
    assert sorted(each["text"] for each in lines) == texts_of(known) and lines
    assert all(each["age groups"].startswith("under 1") for each in lines)
    assert reader.clicks <= 4


def test_reviews_of_a_region_that_mention_suicide_and_what_was_learnt_take_two_clicks(
    reader: Reader, view: Collection
) -> None:
    """Three are allowed: the words, and the number of learning points."""
    reader.begin()
    reader.choose("suicide london", "“suicide”; London")
    filters = {"region": ["London"], "words": ["suicide"]}
    chosen = choose(view, filters)
    known = learnt(view, chosen.mask)
    expect(reader.page.locator(".state").first).to_have_text(f"{known.reviews} reviews of {len(view.reviews)}")
    titles = reader.page.locator('[data-part="reviews"] .card h2').all_inner_texts()
    assert sorted(titles) == sorted(each.title for each in chosen.reviews) and titles
    numbers = reader.page.locator(".learnt tbody tr").first.get_by_role("link")
    assert numbers.all_inner_texts() == [str(known.learning.sentences), str(known.recommendations.sentences)]
    reader.click(numbers.first)
    reader.sees("Learning points")
    assert reader.quotes() == texts_of(sentences_on(view, filters, "learning"))
    assert reader.clicks <= 3


def test_that_no_welsh_review_mentions_suicide_takes_one_click(reader: Reader, view: Collection) -> None:
    """It is said that there is none, and each part is offered alone with its number."""
    assert not choose(view, {"nation": ["Wales"], "words": ["suicid"]}).reviews
    reader.begin()
    reader.search("suicide wales")
    expect(reader.page.locator(".notice").first).to_have_text("No review has all of this together.")
    alone = reader.page.locator('[data-found="readings"] li')
    wales = len(choose(view, {"nation": ["Wales"]}).reviews)
    suicide = suggestions(view, "suicide").readings[0]
    expect(alone.nth(0)).to_have_text(f"{suicide.text} {suicide.kind}, {suicide.reviews} reviews")
    expect(alone.nth(1)).to_have_text(f"Wales Nation, {wales} reviews")
    assert reader.clicks <= 1


def test_who_is_central_and_what_that_means_takes_one_click(reader: Reader, view: Collection) -> None:
    """Two are allowed. The page is where the meaning stands, and its numbers are those of the reviews."""
    reader.begin()
    reader.click("Who or what is central, and what does that mean?")
    title = reader.page.get_by_role("heading", name="Who or what is central", exact=True)
    expect(title).to_be_in_viewport()
    meaning = reader.page.get_by_text("“Central” here means: in many reviews. It does not mean important, or at fault.")
    expect(meaning).to_be_in_viewport()
    agencies = reader.page.locator(".centrals table").first.locator("tbody tr")
    shown = [each.split("\t") for each in agencies.all_inner_texts()]
    named = {
        view.agencies[id].label: len({each.review for each in recommendations(view, {}) if id in each.agency_ids()})
        for id in view.agencies
    }
    assert [int(line[1].split()[0].rstrip(":")) for line in shown] == [named[line[0]] for line in shown]
    reader.page.locator(".seen").get_by_role("link", name="Who or what is central").evaluate(
        "each => { scrollTo(0, 0); each.click(); }"
    )
    expect(title).to_be_in_viewport()
    assert reader.clicks <= 2
