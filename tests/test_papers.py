"""Documents: the same model as HTML, Markdown and Word, in which the words of others are words and nothing else."""

import io
import re
import zipfile
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as File

from casegraph.papers.document import Block, Bullets, DataTable, Document, Heading, Note, Paragraph, Quote
from casegraph.papers.markdown import markdown
from casegraph.papers.pieces import Piece
from casegraph.papers.tables import Column
from casegraph.papers.web_page import web_page
from casegraph.papers.word import word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "=cmd|' /C calc'!A1",
    "<script>alert(1)</script> & <b>",
    '{ INCLUDETEXT "C:\\\\secret.txt" }',
    "[click](javascript:alert(1)) ![x](https://example.org/x.png)",
    "https://example.org and www.example.org and a@example.org",
    "| a | b |\n---\n# not a heading",
    "1. not a list",
    "- nor this",
    "```\ncode\n```",
    "$x$ ~~gone~~ **bold** _it_ `c` \\n",
    "שלום\u202eabc",
    "long " * 8_000,
)
TABLE = DataTable(
    "Recommendations by way",
    (Column("Way"), Column("Recommendations", "number"), Column("Share", "share")),
    (("Named in the text", Piece("1,244", "#named"), 0.25), ("Mentioned only", 7, None)),
)
BLOCKS: tuple[Block, ...] = (
    Note("Before you read", (Piece("These pages speak of abuse."),)),
    Paragraph((Piece("44 recommendations", is_strong=True), Piece(" name the police.")), "lead"),
    Heading("Who is asked", 1, "who"),
    TABLE,
    Heading("In their words", 2),
    Quote("The police should audit referrals", (Piece("2025 – Kent – Child A, "), Piece("report", "https://example.org/r")), "1", "named"),
    Bullets(((Piece("One"),), (Piece("two", "#who"),))),
    Paragraph((Piece("How to cite"),), "small"),
)  # fmt: skip


def document(*blocks: Block, title: str = "Police") -> Document:
    """A document with some blocks."""
    return Document(title, "73 reviews", blocks or BLOCKS, "Counts are of what reviews wrote.", "What is asked")


def opened(made: Document) -> File:
    """The Word file of a document, as another program opens it."""
    return docx.Document(io.BytesIO(word_file(made)))


def part(made: Document, name: str) -> ElementTree.Element:
    """A part of its archive."""
    with zipfile.ZipFile(io.BytesIO(word_file(made))) as file:
        return ElementTree.fromstring(file.read(name))


def test_word_has_real_headings_and_a_table_whose_head_repeats() -> None:
    """Programs that read aloud go from heading to heading, and know the head of a table and what it is."""
    file = opened(document())
    styles = [(line.style.name, line.text) for line in file.paragraphs if line.style and line.text]
    assert ("Title", "Police") in styles
    assert ("Heading 1", "Who is asked") in styles
    assert ("Heading 2", "In their words") in styles
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Way", "Recommendations", "Share"],
        ["Named in the text", "1,244", "25%"],
        ["Mentioned only", "7", ""],
    ]
    repeated = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert repeated == [True, False, False]
    described = table._tbl.tblPr.find(f"{W}tblCaption")
    assert described is not None and described.get(f"{W}val") == "Recommendations by way"


def test_word_says_its_language_its_title_and_its_paper() -> None:
    """British English on A4, with a title that programs show, made by nobody at no time."""
    file = opened(document())
    assert file.core_properties.title == "Police"
    assert file.core_properties.language == "en-GB"
    assert file.core_properties.author == "Casegraph"
    assert {each.get(f"{W}val") for each in part(document(), "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}
    width, height = file.sections[0].page_width, file.sections[0].page_height
    assert width and height and (round(width.mm), round(height.mm)) == (210, 297)
    assert "Counts are of what reviews wrote." in file.sections[0].footer.paragraphs[0].text


def test_links_lead_to_places_that_are_there() -> None:
    """In Word a bookmark or an address of the web; in HTML and Markdown an id."""
    body = part(document(), "word/document.xml")
    places = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    wanted = {each.get(f"{W}anchor") for each in body.iter(f"{W}hyperlink")} - {None}
    assert wanted == places == {"named", "who"}
    page, text = web_page(document()), markdown(document())
    assert set(re.findall(r'href="#([^"]+)"', page)) == set(re.findall(r' id="([^"]+)"', page)) == {"named", "who"}
    assert set(re.findall(r"\(#([^)]+)\)", text)) == set(re.findall(r'id="([^"]+)"', text)) == {"named", "who"}
    assert 'href="https://example.org/r"' in page and "[report](<https://example.org/r>)" in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "data:text/html,x"])
def test_an_address_that_is_not_of_the_web_leads_nowhere(address: str) -> None:
    """Its words are there, without a link."""
    made = document(Paragraph((Piece("report", address),)))
    assert address not in web_page(made) + markdown(made)
    assert opened(made).paragraphs[2].text == "report"
    assert not [*part(made, "word/document.xml").iter(f"{W}hyperlink")]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_others_stays_text_in_word(text: str) -> None:
    """Every character is there; no field, no link and no run of another form comes of it."""
    made = document(Quote(text, (Piece(text),)), DataTable(text, (Column(text),), ((text,),)), title=text)
    file = opened(made)
    lines = [line.text for line in file.paragraphs]
    assert lines.count(text) == 4  # the title, the quote, its source and the caption
    assert file.tables[0].rows[1].cells[0].text == text
    body = part(made, "word/document.xml")
    assert not [*body.iter(f"{W}fldSimple"), *body.iter(f"{W}instrText"), *body.iter(f"{W}hyperlink")]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_others_stays_text_in_html_and_markdown(text: str) -> None:
    """What a browser shows is the text; what Markdown makes of it has no element of its own."""
    import turbohtml

    made = document(Quote(text, (Piece("Child A"),)))
    page = turbohtml.parse(web_page(made))
    shown = page.find("blockquote")
    assert shown is not None
    assert " ".join(shown.text.split()) == " ".join(text.split())
    assert [each.tag for each in shown.find_all(True)] in (["p"], ["p", "br", "br"])
    line = next(line for line in markdown(made).splitlines() if line.startswith("> ") and "—" not in line)
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line[2:])
    assert " ".join(plain.split()) == " ".join(text.split())
    unescaped = re.sub(r"\\.", "", line[2:])
    assert not re.search(r"[<>*_`\[\]|~$&]|://|www\.|\w@\w|^[-+=#]|^\d\.", unescaped)


def test_characters_that_no_file_can_hold_are_replaced() -> None:
    """The file opens, and shows that something was there."""
    made = document(Paragraph((Piece("a\x00\x1b\x0b\ud800\uffffb"),)))
    assert opened(made).paragraphs[2].text == "a�����b"
    assert "a�����b" in web_page(made) and "a�����b" in markdown(made)


def test_the_same_document_is_the_same_bytes() -> None:
    """No time, no computer and no picture of the library's own is in the file."""
    assert word_file(document()) == word_file(document())
    with zipfile.ZipFile(io.BytesIO(word_file(document()))) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if name.endswith((".jpeg", ".png"))]
        assert b"2013" not in file.read("docProps/core.xml")
