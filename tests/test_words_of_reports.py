"""Pages of coroners' reports speak of concerns and reports, and say to whom a report was sent."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.testclient import TestClient

from casegraph.building.build import build
from casegraph.cli import main
from casegraph.collections import profile_named
from casegraph.collections.words import in_requests
from casegraph.graph import Graph
from casegraph.views.texts import TEXTS
from casegraph.web.routes import routes
from casegraph.web.site import Site
from coroners_reports import SCANNED, TABLE, TEXT

ROOT = Path(__file__).parents[1]

FOREIGN = re.compile(r"\b(recommendations?|recommends?|case reviews?|reviews?|asked before)\b", re.IGNORECASE)

PAGES = ("/", "/reviews", "/recommendations", "/review/2025-9001", "/agency/nhs-england", "/theme/record-keeping", "/agency", "/theme",
         "/keyword", "/area", "/matrix", "/matrix?cell=all~all", "/sentences", "/questions", "/networks", "/find?words=staff",
         "/compare?one=nhs-england&other=police", "/similar?text=train+staff", "/downloads", "/replies?day=2025-04-01",
         "/findings/subjects", "/keyword/suicide")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of invented reports: a table, and two texts."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "table.csv").write_bytes(TABLE.encode())
    (folder / "2025-9001.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2025-9004.txt").write_text(SCANNED, encoding="utf-8")
    build([folder / name for name in ("2025-9001.txt", "2025-9004.txt", "table.csv")], folder / "exports")
    return folder / "exports"


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    """The pages of that build."""
    with Graph.open(folder) as graph, TestClient(Starlette(routes=routes(Site(graph, 10.0)))) as client:
        yield client


def words(page: str) -> str:
    """The fixed words of a page: without scripts, addresses, identifiers, names of files, and what it quotes of the vocabulary."""
    for each in (
        r"<(script|style|code|pre|select)\b.*?</\1>",
        r"“[^”]*”",
        r'<th scope="row"><a href="/downloads/.*?</th>',
    ):
        page = re.sub(each, " ", page, flags=re.DOTALL)
    page = page.replace("<wbr>", "")
    return unescape(re.sub(r"<[^>]+>|@misc\{\S+|ID  - \S+", " ", page))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_calls_a_concern_or_a_report_by_words_of_case_reviews(client: TestClient, address: str) -> None:
    """Left out: the page of meanings, whose definitions are the vocabulary's, the report on all, and the text of queries."""
    answer = client.get(address, headers={"accept": "text/html"})
    text = words(answer.text)
    assert answer.status_code == 200
    assert [text[max(0, match.start() - 60) : match.end() + 20] for match in FOREIGN.finditer(text)] == []


def test_the_words_of_the_explorer_are_the_same(folder: Path) -> None:
    """Its heading, its fragments, its texts and its findings; columns of tables are alike for all collections."""
    page = (folder / "explorer.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])  # type: ignore[index]
    assert "raise, and with whom" in page
    own = {
        name: data["words"][name] for name in ("texts", "parts", "counted", "neighbours", "compare", "learnt", "labels")
    }
    assert FOREIGN.findall(" ".join(_texts([own, _titles(data["findings"])]))) == []
    assert data["words"]["clauseFolders"]["recommendation"] == "recommendation"
    assert "recommendations" in data["words"]["reviewColumns"]
    assert [name for name, _ in data["words"]["orders"]] == ["", "newest", "agency", "theme"]


def _titles(findings: list[dict[str, Any]]) -> list[str]:
    return [each if isinstance(each, str) else each["text"] for finding in findings for each in finding["title"]]


def _texts(nested: object) -> Iterator[str]:
    if isinstance(nested, str):
        yield nested
    elif isinstance(nested, dict):
        for each in nested.values():
            yield from _texts(each)
    elif isinstance(nested, list):
        for each in nested:
            yield from _texts(each)


def test_a_report_says_to_whom_it_was_sent_and_who_has_replied(client: TestClient, folder: Path) -> None:
    """On its page, in JSON, in the explorer and on a terminal; a status stands only where a day is chosen."""
    page = client.get("/review/2025-9001?day=2025-04-01", headers={"accept": "text/html"}).text
    text = " ".join(words(page).split())
    assert "Sent to NHS England read as NHS England Chief Constable, Kent Police read as Police" in text
    assert "Dated 27 January 2025" in text and "Reply due 28 March 2025 (as given)" in text
    assert "2 replies NHS England, 20 March 2025 Kent Police, 21 March 2025 On 1 April 2025: reply known" in text
    assert "Given in the report: number 1; reply due 28 March 2025." in text
    assert "On 1 April" not in client.get("/review/2025-9001", headers={"accept": "text/html"}).text
    unknown = " ".join(words(client.get("/review/2025-9001.html").text).split())
    assert "Learning points" not in unknown
    sent = client.get("/review/2025-9001.json").json()["sent"]
    assert sent["addressees"][1] == {"name": "Chief Constable, Kent Police", "agencies": ["police"]}
    assert sent["came"][0] == {"sender": "NHS England", "day": "2025-03-20"} and not sent["due_is_assumed"]
    data = re.search(r'id="data">(.*?)</script>', (folder / "explorer.html").read_text(encoding="utf-8"))
    (shown,) = (each["sent"] for each in json.loads(data[1])["reviews"] if each["id"] == "2025-9001")  # type: ignore[index]
    assert shown["words"]["due"] == "28 March 2025 (as given)" and len(shown["addressees"]) == 2
    explained = (
        CliRunner().invoke(main, ["explain", "2025-9001", "--graph", str(folder)], catch_exceptions=False).output
    )
    assert "Sent to: Chief Constable, Kent Police → Police" in explained and "Reply due: 28 March 2025" in explained


def test_no_list_is_sorted_by_what_nobody_has_read(client: TestClient) -> None:
    """How firmly a concern asks is read of none."""
    page = client.get("/sentences", headers={"accept": "text/html"}).text
    assert "sort=newest" in page and "sort=strength" not in page


def test_a_briefing_quotes_the_newest_day_first_and_says_to_whom_it_was_sent(folder: Path) -> None:
    """Below the quote, as far as anybody is known; what it leaves out is listed by a command that reads the same build."""
    paper = CliRunner().invoke(main, ["briefing", "theme/information-sharing", "--graph", str(folder)]).stdout
    sources = [line for line in paper.splitlines() if line.startswith("> —")]
    assert [line[4:13] for line in sources] == ["2025-9004", "2025-9001", "2025-9001", "2024-9002"]
    assert "Sent to: NHS England; Chief Constable, Kent Police. " in sources[1]
    assert (
        "4 of 4 are quoted: those that name an agency before those that name none; the newest first; every report"
        in paper
    )
    assert "How firmly" not in paper and "square brackets" not in paper


def test_names_of_the_vocabulary_keep_their_words() -> None:
    """Of an agency, a theme and an action; a collection of case reviews keeps all."""
    pfd, reviews = profile_named("pfd"), profile_named("nspcc")
    names = "Child Safeguarding Practice Review Panel, Learning from reviews, Learning from the review"
    assert in_requests(names, pfd) == names
    sentence = "What case reviews recommend: each recommendation of a review, and what was recommended"
    assert in_requests(sentence, pfd) == "What coroners' reports raise: each concern of a report, and what was raised"
    assert in_requests(sentence, reviews) == sentence


def test_a_report_is_sent_to_its_addressees_and_names_nobody_to_act(client: TestClient) -> None:
    """In findings, lists, filters and answers; zero goes without saying, and one number is the same on all pages."""
    about = words(client.get("/about", headers={"accept": "text/html"}).text)
    assert "in a report sent to it (" in about and "(0 times)" not in about
    assert "both of them programs" in about
    for address in (*PAGES, "/about"):
        text = words(client.get(address, headers={"accept": "text/html"}).text).replace("(role, no agency named)", "")
        assert not re.search(
            r"who has to act|agenc(?:y|ies) named|named in the (?:text|introduction)|partnership", text, re.IGNORECASE
        ), address


def test_what_every_report_has_or_none_is_not_offered(client: TestClient) -> None:
    """Outcomes, partnerships and learning points, in filters, networks, questions, downloads and forms."""
    pages = {
        each: client.get(each, headers={"accept": "text/html"}).text
        for each in ("/reviews", "/networks", "/questions", "/downloads")
    }
    assert "What happened to the child" not in pages["/reviews"] and "Outcome not stated" not in pages["/reviews"]
    assert (
        "partnership-theme" not in pages["/networks"] and client.get("/networks/partnership-theme").status_code == 200
    )
    assert "suicide" not in words(pages["/questions"]) and "learning.csv" not in pages["/downloads"]
    form = client.get("/questions/list-reviews", headers={"accept": "text/html"}).text
    assert 'name="outcome"' not in form and 'name="partnership"' not in form and 'name="theme"' in form


def test_the_list_of_questions_of_a_chosen_collection_is_in_its_words(folder: Path) -> None:
    listed = CliRunner().invoke(main, ["ask", "--graph", str(folder), "--collection", "pfd", "--format", "csv"])
    wordings = {row["name"]: row["question"] for row in csv.DictReader(io.StringIO(listed.stdout))}
    assert "replies-due" in wordings and "owner-deadline-measure" not in wordings
    assert wordings["yearly-table"].startswith("How many concerns did each agency get")
    assert [each for each in wordings.values() if FOREIGN.search(each)] == []


def test_only_a_concern_is_sent_to_nobody_known() -> None:
    """Its report can have known addressees too, to whom other concerns are put."""
    replacements = [theirs for _, theirs in profile_named("pfd").phrases]
    assert [each for each in replacements if re.search(r"reports? (?:is |are )?sent to no\b", each)] == []


def test_phrases_keep_numbers_capitals_and_names() -> None:
    """A name of a question, an agency's label, and a phrase within a longer one."""
    pfd = profile_named("pfd")
    assert in_requests("Named in the introduction", pfd) == "In a report sent to it"
    assert in_requests("1,204 named, {unnamed} with no agency named", pfd) == (
        "1,204 sent to an agency that Casegraph knows, {unnamed} not"
    )
    assert in_requests(TEXTS["wholeSentence"], pfd).endswith(
        "how often such themes of concerns are right was not measured."
    )
    kept = "Practitioners (role, no agency named), use recommendations-to"
    assert in_requests(kept, pfd) == kept


def test_a_footer_names_a_few_sources() -> None:
    """The others are on the page of data and method."""
    from casegraph.explorer.page import templates

    foot = templates().from_string('{% import "parts.html" as parts %}{{ parts.foot(made, profile) }}')
    pages = [{"file": f"{number}.txt"} for number in range(1, 6)]
    text = foot.render(made={"version": "1", "pages": pages}, profile=profile_named("pfd"))
    assert "1.txt, 2.txt, 3.txt and 2 more." in " ".join(text.split())


def test_each_phrase_is_in_a_sentence_of_ours() -> None:
    """One that no sentence has any more would do nothing, and nobody would see it."""
    folders = ((ROOT / "graph" / "casegraph", ("*.py", "*.html", "*.js")), (ROOT / "ontology", ("*.ttl", "*.rq")))
    files = (path for folder, endings in folders for ending in endings for path in folder.rglob(ending))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if "wordings" not in path.parts)
    text = re.sub(r'"\s*\n\s*f?"|</?strong>', "", text).replace("\n#", "\n")  # a sentence on several lines
    text = re.sub(r"\{meant\}|\{\{ profile.words.meant_in_full \}\}", "nobody", text).replace("{text}", "report")
    text = " ".join(re.sub(r"\{[\w:,]*\}", "{}", text).split()).casefold()
    phrases = (re.sub("</?strong>", "", ours).casefold() for ours, _ in profile_named("pfd").phrases)
    assert [each for each in phrases if each not in text] == []
