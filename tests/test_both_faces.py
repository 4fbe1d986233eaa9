"""The explorer and the served pages offer the same, of pages that have little in common with the one of 2025."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import pytest

from accessibility import GO_TO
from casegraph.building.build import build
from casegraph.building.seen import NOT_SAID, Seen
from casegraph.corrections import read_corrections
from casegraph.views.roles import ASKING, WAYS
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent
FEW = """\
2021 – Exampleton – Child A
Death of a 4-year-old boy in May 2020. He was known to children's social care.
Learning themes include: information sharing; neglect; the voice of the child.
Recommendations include: children's social care to review how neglect is assessed; the police to review information sharing;
children's social care and the police to hold strategy discussions; consider the voice of the child.
Keywords: child neglect, police, Year 10, Year 9, children’s homes, childrens act, éire
> Read the overview report
2020 – Sampleford – Baby B
Serious harm of a 2-month-old girl. Makes no recommendations to others.
Learning: includes disguised compliance and professional curiosity.
Recommendations include: children's social care to audit supervision; review training on professional curiosity.
Keywords: infants, child neglect
> Read the executive summary
2019 – Anonymous – Child C
Suicide of a 15-year-old girl in 2019.
Learning: includes self-harm; information sharing.
Recommendations include: the police should share information on missing children.
Keywords: suicide
> Read the overview report
"""


OVERRULED = read_corrections(
    b"passage\tfield\twas\tis\twho\twhen\twhy\n"
    b"recommendation/2021-exampleton-child-a/2\tvia\t\tschools\tA. Reader\t2026-11-02\tThey are meant.\n"
    b"review/2021-exampleton-child-a\toutcome\tdeath\tserious-harm\tA. Reader\t2026-11-02\t\n",
    "mine.tsv",
)


class Faces(NamedTuple):
    """Both faces of one build: a page of the explorer, a browser's page without scripts, and the server."""

    explorer: "Page"
    served: "Page"
    server: Server
    is_few: bool

    def open(self, address: str) -> tuple["Page", "Page"]:
        """Open an address in both."""
        self.explorer.evaluate(GO_TO, f"#{address}")
        self.served.goto(f"http://{self.server.host}:{self.server.port}{address}")
        return self.explorer, self.served


@pytest.fixture(scope="module", params=["few", "invented"])
def faces(
    request: pytest.FixtureRequest, browser: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Faces]:
    """A page that asks two agencies only; and all invented pages, of ten years and four nations."""
    folder = tmp_path_factory.mktemp("faces")
    pages = [path for name in ("gold", "pages") for path in sorted((ROOT / name).glob("*.txt"))]
    is_few = request.param == "few"
    if is_few:
        pages = [folder / "few.txt"]
        pages[0].write_text(FEW.replace(";\n", "; "), encoding="utf-8", newline="\n")
    seen = Seen(("https://example.org/reviews",), "2026-11-29") if is_few else NOT_SAID
    build(pages, folder / "exports", force=True, corrections=OVERRULED, seen=seen)
    with serving(folder / "exports") as server, browser.new_context(java_script_enabled=False) as still:
        explorer = browser.new_page()
        explorer.goto((folder / "exports" / "explorer.html").as_uri())
        yield Faces(explorer, still.new_page(), server, is_few=is_few)
        explorer.close()


def texts(page: "Page", parts: str) -> list[str]:
    """The letters of some parts of a page; white space between elements differs and is not seen."""
    found: list[str] = page.locator(parts).evaluate_all("all => all.map((each) => each.textContent)")
    return ["".join(text.split()) for text in found]


OVERVIEW = (".counts li", "#begin ~ .asks li", "[aria-labelledby^=top] p.small", "#top-agencies ~ .bars li",
            "#top-keywords ~ .bars li", ".finding h2", ".finding h3", ".finding .bars li", ".finding .grid tr", ".finding > p",
            ".finding .cite")  # fmt: skip


def test_the_overview(faces: Faces) -> None:
    """The same findings, totals, agencies to begin with and lists."""
    explorer, served = faces.open("/")
    for parts in OVERVIEW:
        assert texts(explorer, parts) == texts(served, parts), parts
    assert len(texts(served, "#begin ~ .asks li")) > 2


def test_one_can_begin_with_the_agencies_that_a_page_names(faces: Faces) -> None:
    """Where some of those that the list begins with are not named, the next ones are offered."""
    explorer, served = faces.open("/")
    begin = texts(served, "#begin ~ .asks li")[:-4]
    if faces.is_few:
        assert [text.partition(":")[0] for text in begin] == ["Police", "Children'ssocialcare"]
    assert texts(explorer, "#begin ~ .asks li")[:-4] == begin


OPENED = """() => Promise.all([...document.querySelectorAll("details:not([open])")].map((each) => new Promise((done) => {
  each.addEventListener("toggle", done, { once: true });  // after the explorer's own, which fills it
  each.open = true;
})))"""
"""Opens all that is folded, which the explorer fills when it is told."""

CHOOSE = "details.facet.choose details.facet"
CHOICES: tuple[dict[str, str], ...] = ({}, {"nation": "Wales"}, {"keyword": "suicide"}, {"from": "2018"}, {"agency": "police", "theme": "neglect"},
           {"words": "neglect"}, {"year": "Not stated"}, {"partnership": "nobody"})  # fmt: skip


@pytest.mark.parametrize("chosen", CHOICES, ids=urlencode)
def test_facets_and_the_reviews_that_they_give(faces: Faces, chosen: dict[str, str]) -> None:
    """The same values with the same numbers in the same order of facets, and the same reviews."""
    explorer, served = faces.open("/reviews" + (f"?{urlencode(chosen)}" if chosen else ""))
    explorer.evaluate(OPENED)
    assert texts(explorer, ".state") == texts(served, ".state")
    assert texts(explorer, ".card h2") == texts(served, ".card h2")
    assert offered(explorer, CHOOSE) == offered(served, "details.facet")
    assert texts(explorer, ".chips a[aria-label]") == texts(served, ".chips a[aria-label]")


def test_the_values_of_facets_are_in_the_same_order(faces: Faces) -> None:
    """The most frequent first, the others as in a dictionary, whatever apostrophes, accents and numbers they have."""
    faces.open("/")
    explorer, served = faces.open("/reviews")
    explorer.evaluate(OPENED)
    drawn, shown = (offered(page, parts) for page, parts in ((explorer, CHOOSE), (served, "details.facet")))
    assert {facet: list(values) for facet, values in drawn.items()} == {
        facet: list(values) for facet, values in shown.items()
    }
    if faces.is_few:
        assert [*shown["Keyword"]][1:7] == ["children’s homes", "childrens act", "éire", "infants", "police", "suicide"]
        assert [*shown["Keyword"]][7:] == ["Year 9", "Year 10"]


def offered(page: "Page", parts: str) -> dict[str, dict[str, str]]:
    """The facets of a page, with the number beside each value that gives reviews."""
    found: list[tuple[str, list[tuple[str, str]]]] = page.locator(parts).evaluate_all(
        """all => all.map((each) => [each.querySelector("summary").textContent,
          [...each.querySelectorAll("label:has(input[type=checkbox])")]
            .map((label) => [label.querySelector("span").textContent, label.querySelector(".n").textContent])
            .filter(([, number]) => number && number !== "0")])"""
    )
    return {facet: dict(values) for facet, values in found if values}


SWITCHED = ("", "named=no", "role=via", "rows=groups&measure=share", "measure=reviews&order=similar&named=no",
            "rows=years", "role=years&order=az", "keyword=suicide&named=no", "nation=Scotland")  # fmt: skip


@pytest.mark.parametrize("query", SWITCHED)
def test_the_matrix(faces: Faces, query: str) -> None:
    """Every cell with its colour, the heads, the state, and the largest numbers."""
    explorer, served = faces.open(f"/matrix?{query}")
    for parts in (".matrix th", ".matrix td", ".state", ".ramp i", ".panel .bars li", ".panel h2", "main .notice"):
        assert texts(explorer, parts) == texts(served, parts), parts
    colours = "all => all.map((each) => each.className)"
    assert explorer.locator(".matrix td").evaluate_all(colours) == served.locator(".matrix td").evaluate_all(colours)


def test_the_sentences_behind_a_cell(faces: Faces) -> None:
    """With the same words marked."""
    explorer, served = faces.open("/matrix?cell=all~police")
    assert texts(served, ".panel .sentences > li")
    for parts in (".panel h2", ".panel .sentences > li", ".panel .sentences mark"):
        assert texts(explorer, parts) == texts(served, parts), parts


ENTITIES = ("/agency/police", "/agency/police?with=information-sharing", "/agency/childrens-social-care",
            "/agency/safeguarding-partnership?part=unnamed", "/theme/neglect", "/theme/neglect?part=learning",
            "/theme/information-sharing?with=police", "/keyword/suicide", "/keyword/child-neglect")  # fmt: skip


def same_entity(faces: Faces, address: str) -> "Page":
    """The served page, of which the explorer has the same facts, parts, partners and sentences or reviews."""
    explorer, served = faces.open(address)
    parts = (
        (
            ".facts > *",
            "#sentences ~ p",
            "#sentences ~ .bars li",
            ".state",
            "select option",
            ".sentences > li",
            ".sentences mark",
        )
        if "/keyword" not in address
        else (".card",)
    )
    for part in parts:
        assert texts(explorer, part) == texts(served, part), part
    return served


@pytest.mark.parametrize("address", ENTITIES)
def test_an_entity(faces: Faces, address: str) -> None:
    assert texts(same_entity(faces, address), ".sentences > li")


@pytest.mark.parametrize("way", WAYS)
def test_a_role(faces: Faces, way: str) -> None:
    """The same numbers of each way, and the same sentences of the one that is chosen, none included."""
    served = same_entity(faces, f"/agency/local-authority?part={way}")
    assert len(texts(served, "#sentences ~ .bars li")) == len(ASKING)


GROUPS = ("/agency/health", "/agency/safeguarding-partners?part=via", "/theme/race-culture-religion",
          "/theme/information-sharing?with=local-authority")  # fmt: skip


@pytest.mark.parametrize("address", GROUPS)
def test_what_has_others_beneath_it(faces: Faces, address: str) -> None:
    """Its number is one for all of them; where no review names any, neither has sentences."""
    has_sentences = [each.locator("#sentences").count() for each in faces.open(address)]
    assert has_sentences in ([1, 1], [0, 0])
    if all(has_sentences):
        same_entity(faces, address)


PICTURE = "[...document.querySelectorAll('.network path.link')].map((each) => [each.getAttribute('d'), each.getAttribute('stroke-width')])"
NODES = """[...document.querySelectorAll('.network a[data-node]')].map((each) => [each.querySelector('title').textContent,
  each.querySelector('path').getAttribute('transform'), ...[...each.querySelectorAll('tspan')].map((line) => [line.textContent, line.getAttribute('x'), line.getAttribute('y')].join())])"""
NETWORKS = ("", "means=yes&partnership=yes&size=strength", "at=agency/childrens-social-care&size=pagerank", "at=theme/information-sharing&with=all")  # fmt: skip


@pytest.mark.parametrize("chosen", NETWORKS)
def test_the_network_and_its_picture(faces: Faces, chosen: str) -> None:
    """Nodes, sizes, labels and links where they are, the sentence, the list beside it, and who is central."""
    faces.explorer.evaluate(GO_TO, f"#/network?{chosen}")
    faces.served.goto(f"http://{faces.server.host}:{faces.server.port}/networks/agency-theme?{chosen}")
    explorer, served = faces.explorer, faces.served
    for each in (PICTURE, NODES):
        drawn = explorer.evaluate(each)
        assert drawn == served.evaluate(each) and drawn
    parts = (
        ".seen",
        ".panel h2",
        ".panel .sentences > li",
        ".panel tbody tr",
        ".state",
        *(f".centrals > div:nth-child({n}) tbody tr" for n in (1, 2)),
    )
    for part in parts:
        first = texts(explorer, part)
        assert first == texts(served, part)[: len(first)], part


def test_two_agencies_side_by_side(faces: Faces) -> None:
    """Themes of both and of one alone, with the same numbers."""
    explorer, served = faces.open("/compare?one=childrens-social-care&other=police")
    assert texts(explorer, ".compared tr") == texts(served, ".compared tr") != []
    assert texts(explorer, "[data-part=compared] > p") == texts(served, "[data-part=compared] > p")


def test_a_review(faces: Faces) -> None:
    """Every fifth review of both: facts, narrative, sentences."""
    cards = faces.open("/reviews")[0].locator(".card h2 a")
    ids: list[str] = cards.evaluate_all("all => all.map((each) => each.getAttribute('href'))")
    for href in ids[::5]:
        explorer, served = faces.open(href.removeprefix("#"))
        for parts in ("h1", ".facts > *", "main details p", ".sentences > li", ".sentences mark"):
            assert texts(explorer, parts) == texts(served, parts), (href, parts)


SUGGESTED = "main p:not(.state, .actions, .meta, .brief) > a:not([href^='/similar'])"  # which only a server answers
WORDS = (
    "police",
    "information sharing",
    "neglect 2021",
    "the",
    "home educaton",
    "polise",
    "which reviews mention the police?",
    "childrens social car",
    "zzzz",
    "Wales police",
    "were we told before to audit how neglect is assessed",
    "Neglected babies’ assessments escalating nowhere",
)


@pytest.mark.parametrize("words", WORDS)
def test_what_words_find(faces: Faces, words: str) -> None:
    """The same names by kind, reviews, near names and sentences; pages also know areas, and names that no review has."""
    explorer, served = faces.open(f"/find?{urlencode({'words': words})}")
    only_served = ("Notinanyreview(", "Areas(")
    assert texts(explorer, "main h2") == [each for each in texts(served, "main h2") if not each.startswith(only_served)]
    assert texts(explorer, "main .notice") == texts(served, "main .notice")
    if words.startswith(("were we", "Neglected")):
        assert texts(served, "#found-sentences")[0].startswith("Nearestinmeaning(")
    for kind in ("readings", "agency", "theme", "partnership", "keyword", "review", "sentences"):
        found = f"[aria-labelledby=found-{kind}] li"
        first = texts(explorer, f"{found}:not(.readings li)")  # there is a button for more
        assert first == texts(served, f"{found}:not(.readings li)")[: len(first)], kind
    if not texts(served, "#found-others"):
        assert texts(explorer, SUGGESTED) == texts(served, SUGGESTED)


LISTS = ("/agency/police?sort=agency", "/theme/neglect?sort=strength&marks=all", "/theme/neglect?part=learning&sort=theme",
         "/matrix?cell=all~police&sort=newest", "/find?words=neglect&sort=theme", "/sentences?kind=learning&on=neglect",
         "/sentences?from=2018&sort=agency", "/sentences?words=n%C3%A9glect", "/sentences?nation=nowhere")  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_lists_have_the_same_order_and_the_same_words_are_highlighted(faces: Faces, address: str) -> None:
    explorer, served = faces.open(address)
    for parts in ("h1", ".orders a", ".sentences > li", ".sentences mark", "main select option"):
        first = texts(explorer, parts)  # there is a button for more
        assert first == texts(served, parts)[: len(first)], parts


LEARNT: tuple[dict[str, str], ...] = ({}, {"nation": "Wales"}, {"keyword": "child-neglect"}, {"from": "2018", "words": "neglect"},
          {"agency": "police"})  # fmt: skip


@pytest.mark.parametrize("chosen", LEARNT, ids=urlencode)
def test_what_was_learnt_in_any_chosen_reviews(faces: Faces, chosen: dict[str, str]) -> None:
    """The same numbers by theme, each of which opens as many sentences."""
    rows = ".learnt tbody tr"
    explorer, served = faces.open(f"/reviews?{urlencode(chosen)}")
    assert texts(explorer, rows) == texts(served, rows)
    numbers = served.locator(f"{rows} td a").evaluate_all(
        "all => all.map((a) => [a.getAttribute('href'), +a.textContent])"
    )
    few = [(href, number) for href, number in numbers if number <= 50]  # so many are shown at once
    assert len(numbers) == explorer.locator(f"{rows} td a").count() and (few or not numbers)
    for href, number in few[:1] + few[-1:]:
        assert [page.locator(".sentences > li").count() for page in faces.open(href)] == [number] * 2


@pytest.mark.parametrize("address", ["/sentences?from=2018&sort=agency", "/sentences?kind=learning&words=neglect"])
def test_both_save_the_same_rows_under_the_same_name(faces: Faces, address: str) -> None:
    """With what is known of the review, and in which ways a recommendation is addressed."""
    explorer, _ = faces.open(address)
    status, headers, content = faces.server.ask("GET", address.replace("?", ".csv?"))
    assert status == 200
    with explorer.expect_download() as download:
        explorer.get_by_role("button", name="Save as CSV").click()
    assert f'filename="{download.value.suggested_filename}"' in headers["content-disposition"]
    saved = Path(download.value.path()).read_bytes()
    assert saved == content.replace(b"\r\n", b"\n")
    assert b",age groups,outcome,certainty,what happened,keywords,way of addressing,strength," in saved


def test_both_cite_alike_and_show_what_people_corrected(faces: Faces) -> None:
    """Of a review and each of its clauses: Harvard, BibTeX and RIS; and who corrected what, where it stands."""
    if faces.is_few:
        address = "/review/2021-exampleton-child-a"
    else:
        address = (faces.open("/reviews")[0].locator(".card h2 a").first.get_attribute("href") or "").removeprefix("#")
    explorer, served = faces.open(address)
    cited = served.locator(".cite").all_text_contents()
    assert explorer.locator(".cite").all_text_contents() == cited
    assert len(cited) == 3 * (1 + served.locator(".sentences > li").count())
    corrected = served.locator(".corrected").all_text_contents()
    assert explorer.locator(".corrected").all_text_contents() == corrected
    if faces.is_few:
        assert "Available at: https://example.org/reviews (accessed 29 November 2026)." in cited[0]
        assert [text.partition(": ")[2] for text in corrected] == [
            "the outcome is “Serious harm”, not “Death”.",
            "the agency that is asked through another “Schools and colleges” was added. They are meant.",
        ]
