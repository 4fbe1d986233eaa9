"""Pages as Word and Excel files: briefings of two pages, and tables with a sheet that says what they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from casegraph.briefings.briefing import briefing
from casegraph.briefings.strengths import strengths
from casegraph.briefings.taken_from import taken_from
from casegraph.briefings.topics import Topic
from casegraph.briefings.workbooks import sentences_workbook, table_workbook
from casegraph.papers.document import Document
from casegraph.papers.workbook import Workbook
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.tables import Table
from casegraph.web.representations import ENDINGS, Form
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

__all__ = ["EXCEL", "PAPERS", "WORD", "briefed", "document", "sentences", "table", "workbook"]

WORD, EXCEL = (".docx", "Word"), (".xlsx", "Excel")
"""The endings of these forms, and what their buttons say."""

PAPERS = (WORD, EXCEL)

_MOST = 20_000  # rows that are written while somebody waits


def document(make: Callable[[], Document]) -> dict[str, Form]:
    """Return a document as a form of a page."""

    def form() -> bytes:
        from casegraph.papers.word import word_file

        return word_file(make())

    return {ENDINGS[".docx"]: form}


def briefed(site: Site, topic: Callable[[], Topic]) -> dict[str, Form]:
    """Return a briefing as a form of a page; what it leaves out is listed in the collection of this very site."""

    def make() -> Document:
        c, about = site.collection, topic()
        collection = f" (collection {c.profile.id})" if site.prefix else ""
        return briefing(c, replace(about, listed=f"{about.listed}{collection}"), strengths(site.store))

    return document(make)


def workbook(make: Callable[[], Workbook], rows: int) -> dict[str, Form]:
    """Return a workbook with so many *rows* as a form of a page; raises ProtocolError (413) when it is asked for and too long."""

    def form() -> bytes:
        from casegraph.papers.excel import excel_file

        if rows > _MOST:
            raise ProtocolError(
                413, f"That would be {rows:,} rows; {_MOST:,} is the most for one file. Choose fewer, or use CSV."
            )
        return excel_file(make())

    return {ENDINGS[".xlsx"]: form}


def sentences(c: Collection, clauses: Sequence[Clause], title: str) -> dict[str, Form]:
    """Return clauses as an Excel file, one a row."""
    return workbook(lambda: sentences_workbook(c, clauses, title), len(clauses))


def table(c: Collection, make: Callable[[], Table], title: str, rows: int) -> dict[str, Form]:
    """Return a table as an Excel file."""
    return workbook(lambda: table_workbook(title, make(), taken_from(c)), rows)
