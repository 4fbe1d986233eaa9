"""The report: figures that are those of the questions, each leading to as many recommendations as it says."""

import io
import re
import shutil
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from click.testing import CliRunner

import casegraph
from casegraph.briefings import behind
from casegraph.briefings.repeats import Repeat, repeats_section
from casegraph.briefings.report import report
from casegraph.briefings.section import Section
from casegraph.briefings.strengths import Strengths, strengths
from casegraph.cli import main
from casegraph.papers.document import Block, DataTable, Document, Heading, Paragraph, Quote
from casegraph.papers.pieces import Piece, as_text
from casegraph.papers.web_page import web_page
from casegraph.papers.word import word_file
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.matrix_texts import SHORT


@pytest.fixture(scope="module")
def view(built: Path) -> Collection:
    """The collection of the page that ships."""
    return read_collection(built / FILE)


@pytest.fixture(scope="module")
def firm(built: Path) -> Strengths:
    """How firmly its recommendations ask."""
    with casegraph.open(built) as graph:
        return strengths(graph.store)


@pytest.fixture(scope="module")
def document(view: Collection, firm: Strengths) -> Document:
    """The report with its appendix."""
    return report(view, firm)


def table(document: Document, head: str) -> DataTable:
    """The table whose first column has a head."""
    return next(each for each in document.blocks if isinstance(each, DataTable) and each.columns[0].name == head)


def pieces(blocks: list[Block]) -> list[Piece]:
    """All pieces of paragraphs and tables."""
    found: list[Piece] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += block.text
        elif isinstance(block, DataTable):
            found += [cell for row in block.rows for cell in row if isinstance(cell, Piece)]
    return found


def test_who_was_asked_for_what_is_what_the_questions_count(built: Path, view: Collection, document: Document) -> None:
    """The sums of `ask actions-table`, and its rows for agencies."""
    shown = table(document, "Kind of action")
    with casegraph.open(built) as graph:
        whole = graph.ask("actions-table").rows
        by_agency = {
            (row["action"], row["group"]): row["recommendations"]
            for row in graph.ask("actions-table", by="agency").rows
        }
    rows = {
        str(row[0]): [cell.text if isinstance(cell, Piece) else str(cell) for cell in row[1:]] for row in shown.rows
    }
    assert {label: (cells[0], cells[1], cells[-1]) for label, cells in rows.items()} == {
        row["action"]: (str(row["recommendations"]), str(row["reviews"]), str(row["no_agency_named"])) for row in whole
    }
    label_of = {SHORT.get(each.id, each.label): each.label for each in view.agencies.values()}
    for at, column in enumerate(shown.columns[3:-1], 2):
        agency = label_of[column.name]
        assert {label: int(cells[at]) for label, cells in rows.items() if cells[at] != "0"} == {
            action: number for (action, group), number in by_agency.items() if group == agency
        }


def test_every_figure_leads_to_as_many_recommendations(document: Document) -> None:
    """From the figure to its line in the appendix, and from there to the quotes."""
    blocks = [*document.blocks]
    start = next(
        at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.text == "Behind the figures"
    )
    lines = {each.anchor: each for each in blocks[start:] if isinstance(each, Paragraph) and each.anchor}
    quotes = {each.anchor: each for each in blocks[start:] if isinstance(each, Quote)}
    figures = [each for each in pieces(blocks[:start]) if each.address.startswith("#")]
    assert len(figures) > 60
    for figure in figures:
        text = "".join(piece.text for piece in lines[figure.address[1:]].text)
        listed = re.sub(
            r"(\d+) to (\d+)",
            lambda run: ", ".join(map(str, range(int(run[1]), int(run[2]) + 1))),
            text.rpartition("): ")[2],
        )
        numbers = listed.split(", ")
        assert figure.text == f"{len(numbers):,}"
        assert f"({figure.text}): " in text
        assert {f"r{number}" for number in numbers} <= quotes.keys()
    assert len(quotes) == 483


def test_quotes_of_the_appendix_are_the_words_of_the_page(document: Document, page_2025: Path) -> None:
    """Where they say that they stand."""
    page = page_2025.read_bytes().decode("utf-8-sig")
    for each in document.blocks:
        if isinstance(each, Quote):
            place = re.search(r"\(characters ([\d,]+) to ([\d,]+)\)", "".join(piece.text for piece in each.source))
            assert place is not None
            start, end = (int(number.replace(",", "")) for number in place.groups())
            assert page[start:end] == each.words


def test_links_of_the_written_report_lead_to_places_in_it(document: Document) -> None:
    """In HTML and in Word."""
    page = web_page(document)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))
    opened = docx.Document(io.BytesIO(word_file(report_of_few(document))))
    body = opened.element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    places = {each.get(f"{name}name") for each in body.iter(f"{name}bookmarkStart")}
    wanted = {each.get(f"{name}anchor") for each in body.iter(f"{name}hyperlink")} - {None}
    assert wanted and wanted <= places


def report_of_few(document: Document) -> Document:
    """A few lines of the appendix with the quotes that they lead to, which are written in a moment."""
    lines = [each for each in document.blocks if isinstance(each, Paragraph) and each.anchor and len(each.text) < 8]
    wanted = {piece.address for line in lines for piece in line.text}
    quotes = [each for each in document.blocks if isinstance(each, Quote) and f"#{each.anchor}" in wanted]
    return Document(document.title, "", [*lines, *quotes], "")


def test_on_a_site_figures_lead_to_pages(view: Collection, firm: Strengths) -> None:
    """There is no appendix then; a number that is 0 leads nowhere."""
    shown = report(view, firm, site="http://127.0.0.1:8000/")
    addresses = {each.address for each in pieces([*shown.blocks]) if "127.0.0.1" in each.address}
    assert "http://127.0.0.1:8000/theme/neglect?part=recommendations#sentences" in addresses
    assert not any(isinstance(each, Quote) for each in shown.blocks)
    assert not any(each.address for each in pieces([*shown.blocks]) if each.text == "0")
    for address in addresses:
        parts = urlsplit(address)
        assert parts.path.startswith(("/theme/", "/matrix", "/questions/", "/reviews", "/partnership"))
        assert all(len(values) == 1 for values in parse_qs(parts.query).values())


def test_a_large_collection_is_not_quoted_and_says_so(
    view: Collection, firm: Strengths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures stand without links."""
    monkeypatch.setattr(behind, "APPENDIX", 100)
    shown = report(view, firm)
    assert not any(each.address.startswith("#") for each in pieces([*shown.blocks]))
    assert any("are not quoted here" in each.text for each in pieces([*shown.blocks]))


def test_other_views_can_have_a_part(view: Collection, firm: Strengths) -> None:
    """Under a heading of its own; without it, nothing stands there."""
    part = Section("Asked more than once", (Paragraph(as_text("Escalation: in 15 reviews.")),))
    page = unescape(web_page(report(view, firm, site="http://127.0.0.1", sections=(lambda _: part,))))
    assert "<h2>Asked more than once</h2>\n<p>Escalation: in 15 reviews.</p>" in page
    assert "Asked more than once" not in web_page(report(view, firm, site="http://127.0.0.1"))


def test_a_repeat_leads_to_what_asks_the_same(view: Collection, firm: Strengths) -> None:
    """As many recommendations as it says, here and on a server; what is in no review any more is left out."""
    asks = [each for review in list(view.reviews.values())[:2] for each in review.asks[:2]]
    members = tuple((each.review, each.number) for each in asks)
    repeat = Repeat("a/1", "escalation", "Review it", (*members, ("2025-nowhere", 1)), 1)
    shown = report(view, firm, sections=(partial(repeats_section, (repeat,)),))
    cells = table(shown, "First wording").rows[0]
    figure = cells[2]
    assert isinstance(figure, Piece) and figure.text == "4"
    assert table(shown, "First wording").caption == "1 group of similar recommendations"
    (line,) = (each for each in shown.blocks if isinstance(each, Paragraph) and f"#{each.anchor}" == figure.address)
    quotes = {f"#{each.anchor}": each.words for each in shown.blocks if isinstance(each, Quote)}
    assert sorted(quotes[piece.address] for piece in line.text if piece.address) == sorted(each.text for each in asks)
    page = web_page(report(view, firm, site="http://127.0.0.1", sections=(partial(repeats_section, (repeat,)),)))
    assert re.search('href="http://127.0.0.1/repeat/a/1"[^>]*>4</a>', page)


def test_the_command_says_what_changed_since_another_build(built: Path, tmp_path: Path) -> None:
    """In numbers, with reviews that are new and recommendations in both wordings, each leading to its place."""
    older = tmp_path / "older"
    (older / "store").mkdir(parents=True)
    shutil.copy(built / "build.json", older)
    lines = (built / "reviews.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (new, changed) = (
        number for number, line in enumerate(lines) if "Wigan – Finley" in line or "Cardiff - Child G" in line
    )
    new, changed = (new, changed) if "Finley" in lines[new] else (changed, new)
    lines[changed] = lines[changed].replace("continue to review and promote", "continue to rethink and promote")
    lines[new] = ""
    (older / "reviews.jsonl").write_text("".join(lines), encoding="utf-8", newline="")
    shown = CliRunner().invoke(main, ["report", "--graph", str(built), "--against", str(older)]).output
    assert "1 review new; 5 recommendations new (all in new reviews), 1 changed on the page" in shown
    assert re.search(r"- \*\*\[2025 – Wigan – Finley\]\(#r\d+\)\*\*: \d+ recommendations", shown)
    assert re.search(r"\[2025 – Cardiff - Child G, Recommendation 6, changed on the page\]\(#r\d+\)", shown)
    assert "was continue to rethink and promote protocols" in shown
    assert "## Repeated recommendations" in shown and "## What changed" in shown


def test_the_command_writes_it(built: Path, tmp_path: Path) -> None:
    """By the ending of the file, the same bytes twice; a wrong address of a site is a wrong usage."""

    def run(*words: str) -> tuple[int, str]:
        shown = CliRunner().invoke(main, ["report", *words, "--graph", str(built)])
        return shown.exit_code, shown.output

    site = ("--site", "http://127.0.0.1:8000")
    for name in ("a.docx", "b.docx", "a.html", "b.html"):
        assert run("-o", str(tmp_path / name), *site) == (0, "")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert run(*site)[1].startswith("# What 73 case reviews published in 2025 recommend, and to whom\n")
    assert run("--site", "javascript:alert(1)")[0] == 2
