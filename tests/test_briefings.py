"""Briefings: two pages whose figures are those of the views, and whose quotes are the source's own words."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

import casegraph
from casegraph.briefings.briefing import briefing
from casegraph.briefings.quotes import chosen
from casegraph.briefings.strengths import Strengths, strengths
from casegraph.briefings.topics import topic_named
from casegraph.briefings.workbooks import role_workbook
from casegraph.cli import main
from casegraph.cli.graph_source import GraphSource
from casegraph.errors import UnknownName
from casegraph.papers.document import DataTable, Document, Heading, Paragraph, Quote
from casegraph.papers.excel import excel_file
from casegraph.papers.word import word_file
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.entity import collected, parts
from casegraph.views.roles import ASKING, role
from casegraph.views.texts import PARTS

TOPICS = (
    "agency/health",
    "agency:ICB",
    "agency/safeguarding-partnership",
    "theme/neglect",
    "partnership/buckinghamshire",
)


@pytest.fixture(scope="module")
def view(built: Path) -> Collection:
    """The collection of the page that ships."""
    return read_collection(built / FILE)


@pytest.fixture(scope="module")
def firm(built: Path) -> Strengths:
    """How firmly its recommendations ask."""
    with casegraph.open(built) as graph:
        return strengths(graph.store)


def words(document: Document) -> str:
    """All paragraphs of a document as one text."""
    return "\n".join(
        "".join(piece.text for piece in each.text) for each in document.blocks if isinstance(each, Paragraph)
    )


def quotes(document: Document) -> list[Quote]:
    """The quotes of a document."""
    return [each for each in document.blocks if isinstance(each, Quote)]


def mentions_quoted(document: Document) -> list[Quote]:
    """The quotes of a document that only mention its agency."""
    heading = Heading(PARTS["mentioned"])
    blocks = [*document.blocks]
    return [each for each in blocks[blocks.index(heading) :] if isinstance(each, Quote)] if heading in blocks else []


@pytest.mark.parametrize("topic", TOPICS)
def test_quotes_are_exactly_what_the_page_says_where_they_say_so(
    view: Collection, firm: Strengths, page_2025: Path, topic: str
) -> None:
    """The characters that a source names hold the words, and the review is the one that has them."""
    page = page_2025.read_bytes().decode("utf-8-sig")
    shown = quotes(briefing(view, topic_named(view, topic), firm))
    assert shown
    for each in shown:
        source = "".join(piece.text for piece in each.source)
        place = re.search(r"\(characters ([\d,]+) to ([\d,]+)\)", source)
        assert place is not None
        start, end = (int(number.replace(",", "")) for number in place.groups())
        assert page[start:end] == each.words
        review = next(one for one in view.reviews.values() if source.startswith(one.title))
        assert review.start <= start and end <= review.end


def test_the_figures_of_an_agency_are_those_of_its_role(view: Collection, firm: Strengths) -> None:
    """Way by way, with the whole as denominator."""
    shown = role(view, "health")
    document = briefing(view, topic_named(view, "agency/health"), firm)
    table = next(each for each in document.blocks if isinstance(each, DataTable))
    assert table.rows == tuple((PARTS[way], len(shown.groups[way]), shown.groups[way].reviews) for way in ASKING)
    whole = shown.naming.named + shown.naming.unnamed
    assert f"{shown.asking} of {whole} recommendations, in " in words(document)
    assert str(shown.naming) in words(document)


def test_what_only_mentions_an_agency_is_apart(view: Collection, firm: Strengths) -> None:
    """No count, no subject and no kind of action has it, and its quote has a heading of its own."""
    shown = role(view, "dfe")
    (mention,) = shown.groups["mentioned"]
    document = briefing(view, topic_named(view, "agency/dfe"), firm)
    assert f"{shown.asking} of 483 recommendations, in " in words(document)
    assert ", are for this agency. 1 more only mentions it." in words(document)
    captions = [each.caption for each in document.blocks if isinstance(each, DataTable)]
    assert all(each.endswith(f"in {shown.asking} recommendations") for each in captions[1:])
    assert [each.words for each in mentions_quoted(document)] == [mention.text]


def test_a_quote_has_the_words_before_it_that_it_depends_on(view: Collection, firm: Strengths) -> None:
    """In square brackets, in every form; the quotes of one review keep the order of its list."""
    document = briefing(view, topic_named(view, "agency/dfe"), firm)
    shown = [each.shown for each in quotes(document)]
    (visits,) = (each for each in shown if "children are seen at home" in each)
    assert visits.startswith("[the Department for Education] ensure that children are seen at home")
    lines = [line.text for line in docx.Document(io.BytesIO(word_file(document))).paragraphs]
    assert any(line.endswith(visits) for line in lines)
    numbers = [
        re.findall(r"recommendation (\d+) ", "".join(piece.text for piece in each.source)) for each in quotes(document)
    ]
    assert [int(each) for (each,) in numbers] == [8, 9, 10, 8, 9, 10, 6]


@pytest.mark.parametrize(
    ("topic", "number"),
    [
        ("theme/neglect", lambda c: int(parts(c, "theme", "neglect")["recommendations"].sum())),
        ("partnership/buckinghamshire", lambda c: len(collected(c, "partnership", "buckinghamshire").recommendations)),
    ],
    ids=["theme", "partnership"],
)
def test_the_figures_of_a_thing_are_those_of_its_page(
    view: Collection, firm: Strengths, topic: str, number: Callable[[Collection], int]
) -> None:
    """As many recommendations as the pages list."""
    said = words(briefing(view, topic_named(view, topic), firm))
    assert said.startswith(f"{number(view)} of 483 recommendations, in ")


def test_what_is_not_quoted_is_counted(view: Collection, firm: Strengths) -> None:
    """The rule stands below the quotes, with how many there are besides and where."""
    topic = topic_named(view, "agency/safeguarding-partnership")
    document = briefing(view, topic, firm)
    quoted = len(quotes(document)) - len(mentions_quoted(document))
    assert f"{quoted} of {len(topic.clauses):,} are quoted: the ways in the order of the table" in words(document)
    assert f"The other {len(topic.clauses) - quoted:,}: casegraph role safeguarding-partnership." in words(document)


def test_what_is_not_quoted_is_listed_by_a_command_that_reads_the_same(tmp_path: Path) -> None:
    """A collection beside the first one is chosen from the folder of that."""
    (tmp_path / "pfd").mkdir()
    for folder, beside in ((tmp_path, "pfd"), (tmp_path / "pfd", "..")):
        ids = ("nspcc", "pfd") if folder == tmp_path else ("pfd", "nspcc")
        listed = [{"id": id, "title": id, "folder": place} for id, place in zip(ids, (".", beside), strict=True)]
        (folder / "build.json").write_text(json.dumps({"collections": listed}), encoding="utf-8")
    assert GraphSource(tmp_path / "pfd").options() == f" --collection pfd --graph {tmp_path}"
    assert GraphSource(tmp_path).options() == f" --graph {tmp_path}"


def test_the_rule_of_quotes_is_kept(view: Collection, firm: Strengths) -> None:
    """Firm ones first, one of a review before a second, whole ones alone, as many as there are lines for."""
    group = topic_named(view, "agency/safeguarding-partnership").groups[1]
    shown = chosen(view, [group], firm, 400).clauses
    fits = [each for each in group if len(each.text) <= 420]
    firm_ones = {
        each.review for each in fits if firm.get((each.review, each.number), frozenset()) & {"deadline", "measure"}
    }
    reviews = list(dict.fromkeys(each.review for each in shown))
    assert firm_ones and {*reviews[: len(firm_ones)]} == firm_ones
    assert [*shown] == sorted(shown, key=lambda each: (reviews.index(each.review), each.number))
    few = chosen(view, [group], firm, 20).clauses
    assert len({each.review for each in few}) == len(few) < len({each.review for each in fits})
    assert all(len(each.text) <= 420 for each in shown)
    assert len(few) < len(shown)


def test_a_briefing_warns_cites_and_says_who_to_turn_to(view: Collection, firm: Strengths) -> None:
    """The notice first, at the end how to cite, whose the words are and the helpline."""
    content = word_file(briefing(view, topic_named(view, "theme/neglect"), firm))
    lines = [line.text for line in docx.Document(io.BytesIO(content)).paragraphs]
    assert lines[2] == view.profile.notice.on_pages
    assert [line.partition(".")[0] for line in lines[-4:]] == ["How to cite", "How it was made", "Rights", "Helpline"]
    assert view.profile.helpline.telephone in lines[-1] and view.profile.address in lines[-4]


def test_an_unknown_topic_gets_near_names(view: Collection) -> None:
    """What kinds there are, and what comes near."""
    with pytest.raises(UnknownName, match="Did you mean neglect"):
        topic_named(view, "theme/neglec")
    with pytest.raises(UnknownName, match="Begin with its type, such as agency/icb"):
        topic_named(view, "neglect")


def test_a_workbook_of_a_role_has_every_recommendation(view: Collection) -> None:
    """In the words of people, with the counts on the sheet About."""
    shown = role(view, "health")
    book = CalamineWorkbook.from_filelike(io.BytesIO(excel_file(role_workbook(view, shown))))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert head[:4] == ["How", "Recommendation", "Review", "Year"]
    assert [(row[0], row[1]) for row in rows] == [
        (PARTS[way], clause.text) for way, own in shown.groups.items() for clause in own
    ]
    about = {str(row[0]): str(row[1]) for row in book.get_sheet_by_name("About").to_python()}
    assert about[PARTS["named"]].startswith(f"{len(shown.groups['named'])} in ")
    assert {"Notice", "Source", "Page read", "How to cite", "Licence", "Helpline"} <= set(about)


def run(built: Path, *words: str) -> Result:
    """A command."""
    return CliRunner().invoke(main, [*words, "--graph", str(built)])


def test_commands_write_briefings(built: Path, tmp_path: Path) -> None:
    """The same document by both commands, twice the same bytes, and as Markdown on standard output."""
    for name, command in (("a", ["briefing", "agency/icb"]), ("b", ["role", "ICB"]), ("c", ["briefing", "agency:icb"])):
        shown = run(built, *command, "-o", str(tmp_path / f"{name}.docx"))
        assert (shown.exit_code, shown.output) == (0, "")
    assert len({(tmp_path / f"{name}.docx").read_bytes() for name in "abc"}) == 1
    assert run(built, "briefing", "theme/neglect").stdout.startswith("# Neglect: what recommendations ask\n")
    assert run(built, "briefing", "theme/neglect", "--format", "html").stdout.startswith("<!doctype html>")
    wrong = run(built, "briefing", "agency/polce")
    assert wrong.exit_code == 2 and "Did you mean police (Police)?" in wrong.stderr


@pytest.mark.parametrize(
    ("question", "has"),
    [
        (("nobody-named",), "263 of 483 recommendations"),
        (("actions-table",), "11 of 11 listed kinds of action"),
        (("recommendations-saying", "--words", "zzyzx"), "None of the 483 recommendations"),
    ],
    ids=["quotes", "table", "nothing"],
)
def test_an_answer_is_a_document(built: Path, tmp_path: Path, question: tuple[str, ...], has: str) -> None:
    """Its count first, then quotes with their place or a table, and what it leaves out counted."""
    path = tmp_path / "answer.docx"
    assert run(built, "ask", *question, "-o", str(path)).exit_code == 0
    file = docx.Document(str(path))
    lines = [line.text for line in file.paragraphs]
    assert any(line.startswith(has) for line in lines)
    with casegraph.open(built) as graph:
        values = dict(zip((each.removeprefix("--") for each in question[1::2]), question[2::2], strict=True))
        answer = graph.ask(question[0], **values)
    quoted = [
        re.sub(r"^\d+\u2002", "", line.text) for line in file.paragraphs if line.style and line.style.name == "Quote"
    ]
    rows = answer.rows or (answer.relaxed.nearest if answer.relaxed else ())
    assert {*quoted} <= {row["quote"] for row in rows if "quote" in row}
    if "quote" in answer.columns and answer.rows:
        assert any(f"{len(quoted)} of {len(rows):,} are quoted" in line for line in lines)
    elif answer.rows:
        assert [row.cells[0].text for row in file.tables[0].rows][1:] == [row["action"] for row in rows]


def test_lists_of_names_are_no_documents(built: Path) -> None:
    """The formats that they have are named."""
    for words in (("ask",), ("role",), ("ask", "recommendations-to", "--values", "theme")):
        shown = run(built, *words, "--format", "docx")
        assert shown.exit_code == 2 and "table, csv, json or xlsx" in shown.stderr


def test_a_review_is_a_document_with_all_that_it_asks(built: Path, tmp_path: Path, view: Collection) -> None:
    """Each recommendation and learning point in its words, with what was read in it."""
    review = view.reviews["2025-bromley-thomas"]
    path = tmp_path / "review.docx"
    assert run(built, "explain", review.title, "-o", str(path)).exit_code == 0
    lines = [(line.style.name if line.style else "", line.text) for line in docx.Document(str(path)).paragraphs]
    assert [text for style, text in lines if style == "Quote"] == [
        f"{clause.number}\u2002{clause.text}" for clause in (*review.recommendations, *review.learning)
    ]
    first = next(text for style, text in lines if style == "Source")
    assert first.startswith(
        "Asked: Health and wellbeing board (named in the text), Integrated care board (named in the text); "
    )


def test_a_table_stays_within_two_pages(built: Path, tmp_path: Path) -> None:
    """Of a long one the first rows stand there, with how many are left out."""
    path = tmp_path / "table.docx"
    assert run(built, "ask", "theme-agency-table", "-o", str(path)).exit_code == 0
    file = docx.Document(str(path))
    with casegraph.open(built) as graph:
        rows = graph.ask("theme-agency-table").rows
    shown = len(file.tables[0].rows) - 1
    assert 20 < shown < len(rows)
    assert any(
        f"The other {len(rows) - shown:,} rows: save the answer as Excel or CSV" in line.text
        for line in file.paragraphs
    )
