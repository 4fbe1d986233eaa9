"""Reports in the forms that people have them in: what is read of Word's lists, tables, changes and boxes, and what is not."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from casegraph.errors import PageError
from casegraph.reports import report_in
from casegraph.reports.document import Document as Read
from casegraph.reports.document import Paragraph, Table
from casegraph.reports.reading import document_of
from report_documents import content_of, sources

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(build: Callable[[Any], None]) -> bytes:
    """The bytes of a Word document that *build* fills."""
    from docx import Document

    document = Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(build: Callable[[Any], None]) -> Read:
    """Such a document, read."""
    return document_of(word(build), "report.docx")


def paragraphs(document: Read) -> list[tuple[str, str]]:
    """The numbers and texts of a document's paragraphs."""
    return [(part.number, part.text) for part in document.parts if isinstance(part, Paragraph)]


def add(document: Any, xml: str) -> None:
    """Add a paragraph, as Word writes it, at the end of a document."""
    from docx.oxml import parse_xml

    document.element.body.insert(
        len(document.element.body) - 1, parse_xml(xml.replace("<w:p>", f'<w:p xmlns:w="{W}">', 1))
    )


def test_numbers_that_word_counts_are_read_though_they_are_not_in_the_text() -> None:
    """Each list goes on where it was, a deeper level begins again, and a list with a start of its own has that."""

    def build(document: Any) -> None:
        from docx.oxml import parse_xml

        numbering = document.part.numbering_part.element
        level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
        levels = level.format(0, "decimal", "5.%1") + level.format(1, "lowerLetter", "(%2)")
        numbering.insert(0, parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="90">{levels}</w:abstractNum>'))
        for number, override in (
            (91, ""),
            (92, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
        ):
            numbering.append(
                parse_xml(f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>')
            )
        for text, list_id, depth in (
            ("One", 91, 0),
            ("first", 91, 1),
            ("second", 91, 1),
            ("Two", 91, 0),
            ("a", 91, 1),
            ("Seven", 92, 0),
        ):
            numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
            add(document, f"<w:p>{numbered}<w:r><w:t>{text}</w:t></w:r></w:p>")

    expected = [("5.1", "One"), ("(a)", "first"), ("(b)", "second"), ("5.2", "Two"), ("(a)", "a"), ("5.7", "Seven")]
    assert paragraphs(read(build)) == expected


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was put in counts, what was struck out does not, and a paragraph whose end was struck out goes on in the next."""

    def build(document: Any) -> None:
        inserted = '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">must </w:t></w:r></w:ins>'
        deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>may </w:delText></w:r></w:del>'
        moved = '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>never </w:t></w:r></w:moveFrom>'
        add(
            document,
            f"<w:p><w:r><w:t xml:space='preserve'>The board </w:t></w:r>{deleted}{inserted}{moved}<w:r><w:t>act.</w:t></w:r></w:p>",
        )
        gone = '<w:pPr><w:rPr><w:del w:id="4" w:author="A"/></w:rPr></w:pPr>'
        add(document, f"<w:p>{gone}<w:r><w:t>One sentence</w:t></w:r></w:p>")
        add(document, "<w:p><w:r><w:t>in two paragraphs.</w:t></w:r></w:p>")

    assert [text for _, text in paragraphs(read(build))] == ["The board must act.", "One sentence in two paragraphs."]


def test_headers_footers_footnotes_hidden_text_and_contents_are_not_read() -> None:
    """They repeat the word “recommendation”, and are none."""

    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Recommendation 1: not this header"
        document.sections[0].footer.paragraphs[0].text = "Recommendation 2: nor this footer"
        document.add_heading("Recommendations", 1)
        note = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>'
        add(document, f"<w:p><w:r><w:t>Recommendation 3: Act.</w:t></w:r>{note}</w:p>")

    report = report_in(word(build), "report.docx")
    assert [(each.number, each.text) for each in report.recommendations] == [("3", "Act.")]


def test_text_in_a_box_is_read_once() -> None:
    """Word writes each box twice, for itself and for older programs."""

    def build(document: Any) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>Recommendation 1: Act.</w:t></w:r></w:p></w:txbxContent>"
        names = (
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        )
        add(
            document,
            f"<w:p><w:r><mc:AlternateContent {names}><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        )

    assert [text for _, text in paragraphs(read(build))] == ["Recommendation 1: Act."]


def test_merged_cells_count_for_all_rows_and_columns_that_they_span() -> None:
    """One recommendation beside two agencies is one row for each in Word, and one recommendation of both."""

    def build(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        for column, head in enumerate(("Recommendation", "Agency", "Due")):
            table.cell(0, column).text = head
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Agree how referrals are made."
        for row, agency in ((1, "Police"), (2, "ICB")):
            table.cell(row, 1).text, table.cell(row, 2).text = agency, "May 2026"

    (found,) = report_in(word(build), "plan.docx").recommendations
    assert (found.text, found.agency, found.due) == ("Agree how referrals are made.", "Police; ICB", "May 2026")


def test_a_table_in_a_web_page_is_one_only_if_it_holds_no_other() -> None:
    """Old websites lay out their pages with tables."""
    inner = "<table><tr><th>Recommendation<th>Who<tr><td>Act now.<td>Police</table>"
    document = document_of(f"<html><body><table><tr><td><p>Menu</p><td>{inner}</table>".encode(), "page.html")
    (table,) = (part for part in document.parts if isinstance(part, Table))
    assert table.rows[1].cells == ("Act now.", "Police")


def test_a_document_of_libreoffice_has_its_headings_and_its_lists() -> None:
    """The report that LibreOffice has written as .odt."""
    (source,) = (each for each in sources() if each.name == "10-findings-questions")
    name, content = content_of(source)
    report = report_in(content, name)
    assert [each.text for each in report.recommendations] == list(source.recommendations)
    assert report.title == "Learning review: Child Sorrel"
    assert {each.heading for each in report.recommendations} == {"Recommendation"}


def zipped(**members: str) -> bytes:
    """An archive with some members; __ in their names stands for a slash, and they end in .xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", text)
    return stream.getvalue()


def pdf(*, password: str = "") -> bytes:
    """A PDF of one empty page."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!DOCTYPE a [<!ENTITY b "Kim Secret"><!ENTITY c "&b;&b;&b;"><!ENTITY d "&c;&c;&c;">]><a>&d;'
WRONG = {
    "empty": (b" \n", "r.docx", r"r\.docx is empty\. Give a report as"),
    "scan": (pdf(), "r.pdf", r"no text: it is a scan, 1 page of pictures\. Run text recognition"),
    "locked PDF": (pdf(password="x"), "r.pdf", r"r\.pdf has a password\. Open it, save a copy without"),
    "broken PDF": (b"%PDF-1.7\n1 0 obj <<", "r.pdf", r"broken: it cannot be read as a PDF"),
    "broken Word": (b"PK\x03\x04" + bytes(90), "r.docx", r"broken: it is no whole file of Word"),
    "half a Word": (word(lambda document: document.add_paragraph("Kim Secret"))[:9_000], "r.docx", r"broken: it is no whole file"),
    "not Word": (zipped(a="<a/>"), "r.docx", r"no Word document, though it is packed like one"),
    "no XML": (zipped(word__document="Kim Secret", **{"[Content_Types]": "<a"}), "r.docx", r"broken: Word's form"),
    "old Word": (OLE + bytes(600), "r.doc", r"old Office \(\.doc, \.xls\)\. Open it .* save it as \.docx"),
    "locked Word": (OLE + bytes(60) + "EncryptedPackage".encode("utf-16-le"), "r.docx", r"has a password"),
    "rich text": (b"{\\rtf1 Kim Secret}", "r.rtf", r"an RTF document\. Open it .* save it as \.docx"),
    "bytes": (b"Kim\0Secret", "r.txt", r"no text: it has zero bytes"),
    "bomb": (zipped(word__document=" " * 70_000_000), "r.docx", r"would unpack to 70 MB in 1 files"),
    "many": (zipped(**{f"word__{number}": "" for number in range(5_001)}), "r.docx", r"in 5,001 files"),
    "entities": (zipped(content=LAUGHS, **{"META-INF__manifest": "<a/>"}), "r.odt", r"broken: its text is no XML"),
    "nothing": (b"1. Introduction\nKim Secret's story\nThe family lived there.\n2. Methodology\nWe met.", "r.txt",
                r"Casegraph found no recommendations in r\.txt.*Seen: .*Introduction.*Copy the recommendations"),
    "endless": (b"".join(b"R1: Act %d.\n" % number for number in range(2_001)), "r.txt", r"seems to have 2,001 recommendations"),
    "deep": (b"<html>" + b"<div>" * 600 + b"Kim Secret", "r.html", r"more than 500 elements inside one another"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "message"), WRONG.values(), ids=WRONG)
def test_a_file_that_cannot_be_read_is_refused_in_one_line_without_a_word_of_it(
    content: bytes, name: str, message: str
) -> None:
    """What is wrong and what to do; never a name or sentence of the report."""
    with pytest.raises(PageError, match=message) as caught:
        report_in(content, name)
    assert "\n" not in str(caught.value) and "Secret" not in str(caught.value)


def test_headings_that_any_report_has_are_named_and_others_only_counted() -> None:
    """A heading can be a child's name."""
    text = "1. Introduction\nText.\nTom and his sister\nText.\n2. Methodology\nText.\n"
    with pytest.raises(PageError) as caught:
        report_in(text.encode(), "r.txt")
    assert re.search(r"“1\. Introduction”, “2\. Methodology” and 1 other heading", str(caught.value))


def test_entities_of_xml_are_never_replaced(tmp_path: Any) -> None:
    """Neither those of the document, which can grow, nor files of this computer."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Kim Secret", encoding="utf-8")
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "<office:body><office:text><text:p>Recommendation 1: Act &f; now.</text:p></office:text></office:body>"
    text = f'<!DOCTYPE a [<!ENTITY f SYSTEM "file://{secret}">]><office:document-content {names}>{body}</office:document-content>'
    (found,) = report_in(zipped(content=text, **{"META-INF__manifest": "<a/>"}), "r.odt").recommendations
    assert "Secret" not in found.text


def test_control_characters_and_marks_that_turn_text_are_gone() -> None:
    """They would hide words in a spreadsheet, or move a terminal's cursor."""
    (found,) = report_in(
        "Recommendation 1: Act\x1b[31m \u202enow\x00.\n".replace("\x00", "\x07").encode(), "r.txt"
    ).recommendations
    assert found.text == "Act[31m now."
