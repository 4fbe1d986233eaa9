"""What commands print as the content of files for offices."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.asking import Answer
    from casegraph.briefings.taken_from import TakenFrom
    from casegraph.graph import Graph
    from casegraph.papers.document import Document
    from casegraph.views.tables import Table

__all__ = ["PAPERS", "answer_paper", "document_text", "list_paper", "source_of", "table_paper"]

PAPERS = ("docx", "xlsx")
"""The formats that are files for offices."""


def source_of(graph: "Graph", form: str) -> "TakenFrom | None":
    """Return what a paper on a graph is taken from, None for a format that is no paper."""
    if form not in PAPERS:
        return None
    from casegraph.briefings.taken_from import taken_from_store

    return taken_from_store(graph.store)


def answer_paper(answer: "Answer", source: "TakenFrom", form: str) -> bytes:
    """Return the answer to a question as a Word or an Excel file."""
    if form == "docx":
        from casegraph.briefings.answers import answer_document
        from casegraph.papers.word import word_file

        return word_file(answer_document(answer, source))
    from casegraph.briefings.workbooks import answer_workbook
    from casegraph.papers.excel import excel_file

    return excel_file(answer_workbook(answer, source))


def document_text(document: "Document", form: str) -> str | bytes:
    """Return a document as markdown, html or docx."""
    if form == "docx":
        from casegraph.papers.word import word_file

        return word_file(document)
    if form == "html":
        from casegraph.papers.web_page import web_page

        return web_page(document)
    from casegraph.papers.markdown import markdown

    return markdown(document)


def table_paper(title: str, table: "Table", source: "TakenFrom", **about: str) -> bytes:
    """Return a table as an Excel file; *about* says what it is, by name."""
    from casegraph.briefings.workbooks import table_workbook
    from casegraph.papers.excel import excel_file
    from casegraph.papers.workbook import AboutLine

    lines = (AboutLine(name.capitalize(), text) for name, text in about.items())
    return excel_file(table_workbook(title, table, source, *lines))


def list_paper(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a list of Casegraph's own, which is from no page, as an Excel file."""
    from casegraph import __version__
    from casegraph.briefings.workbooks import cells
    from casegraph.papers.excel import excel_file
    from casegraph.papers.tables import columns_named
    from casegraph.papers.workbook import AboutLine, Sheet, Workbook

    columns = columns_named(each.capitalize() for each in head)
    about = (AboutLine("Made by", f"Casegraph {__version__}"),)
    return excel_file(Workbook(title, (Sheet(title, columns, cells(rows)),), about))
