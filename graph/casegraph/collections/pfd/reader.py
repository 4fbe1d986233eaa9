"""The reader: from a table or the text of a report to a page without names, and from that to entries."""

import re
from collections.abc import Sequence
from pathlib import Path

from casegraph.collections.pfd.addressees import addressees_in
from casegraph.collections.pfd.facts import (
    AREA,
    ASSUMED,
    BETWEEN,
    CATEGORY,
    CONCERN,
    DATED,
    DUE,
    FIRST_LINE,
    LINK,
    NOT_READ,
    NUMBER,
    PUT_TO,
    REPLIES,
    REPLY,
    SENT_TO,
)
from casegraph.collections.pfd.form import is_report, page_of_report
from casegraph.collections.pfd.table import is_table, page_of_table
from casegraph.errors import PageError
from casegraph.reading import Contents, Entry, Heading, Line, Page
from casegraph.reading.clauses import Clause
from casegraph.reading.contents import Cut
from casegraph.reading.lines import lines_of
from casegraph.reading.page import page_of
from casegraph.record.model import Given, Passage, Reply, Sending

__all__ = ["contents", "page_in", "recognises"]

_SPOKEN_OF = re.compile(rb"future\s+death|matters?\s+of\s+concern|C[O0]R[O0]NER", re.IGNORECASE)
"""What no report is without."""

_SINCE = " ("
"""Begins what a category says of its own history: “Child Death (from 2015)”."""


def page_in(content: bytes, file: str, *, with_links: bool = False) -> Page | None:
    """Return the page of the reports in a file, None for a file of another form.

    Raises PageError for a table or a text that cannot be used.
    """
    if is_table(content):
        return page_of_table(content, Path(file).name, with_links=with_links)
    if not _SPOKEN_OF.search(content):
        return None
    page = page_of(content, file)
    return page_of_report(page, content, file, with_links=with_links) if is_report(page.text) else None


def recognises(page: Page) -> bool:
    """Tell whether a page is one that ``page_in`` makes."""
    return page.text.startswith(FIRST_LINE)


def contents(page: Page) -> Contents:
    r"""Return the entries of a page, one a report.

    >>> page = Page("t.csv", f"{FIRST_LINE}\n2026-0042 – Cheshire\nArea: Cheshire\nSent to: NHS England\nConcern: No plan.", "")
    >>> [entry] = contents(page).entries
    >>> entry.says, entry.sending.reference.text, entry.cut.recommendations[0].passage.text
    (Heading(year=2026, area='Cheshire', subject='2026-0042'), '2026-0042', 'No plan.')
    """
    first, *lines = lines_of(page.text)
    unread = [line._replace(text=line.text.removeprefix(NOT_READ)) for line in lines if line.text.startswith(NOT_READ)]
    groups: list[list[Line]] = []
    for line in lines:
        if _is_heading(line.text):
            groups.append([line])
        elif groups and not line.text.startswith(NOT_READ):
            groups[-1].append(line)
    if not groups:
        raise PageError(f"{page.file} lists no report.")
    entries = tuple(_entry(page, group) for group in groups)
    return Contents(entries, (first._replace(rule="first line of reports"),), tuple(unread), len(entries))


def _is_heading(text: str) -> bool:
    return text[:4].isdigit() and text[4:5] == "-" and text[5:6].isdigit()


def _entry(page: Page, lines: Sequence[Line]) -> Entry:
    heading = Passage.of(page.text, lines[0].start, lines[0].end)
    reference = heading.text.partition(" – ")[0]
    area = next((line.text.removeprefix(AREA) for line in lines if line.text.startswith(AREA)), None)
    terms = tuple(_term(page, line) for line in lines if line.text.startswith(CATEGORY))
    sending = _sending(page, lines, heading.part(heading.start, heading.start + len(reference)))
    clauses = tuple(_clauses(page, lines))
    return Entry(
        heading=heading,
        says=Heading(int(reference[:4]), area, reference),
        narrative=terms,
        learning=(),
        recommendations=tuple(each.passage for each in clauses),
        keywords=terms,
        link=tuple(_after(page, line, LINK) for line in lines if line.text.startswith(LINK)),
        terms=terms,
        cut=Cut((), clauses),
        sending=sending,
        last=lines[-1].end,
    )


def _term(page: Page, line: Line) -> Passage:
    whole = _after(page, line, CATEGORY)
    return whole.part(whole.start, whole.start + len(whole.text.partition(_SINCE)[0]))


def _sending(page: Page, lines: Sequence[Line], reference: Passage) -> Sending:
    dated = due = counted = None
    is_assumed, names, replies = False, list[Passage](), list[Reply]()
    for line in lines[1:]:
        if line.text.startswith(DATED):
            dated = _after(page, line, DATED)
        elif line.text.startswith(SENT_TO):
            names += _parts(_after(page, line, SENT_TO))
        elif line.text.startswith((DUE, ASSUMED)):
            is_assumed = line.text.startswith(ASSUMED)
            due = _after(page, line, ASSUMED if is_assumed else DUE)
        elif line.text.startswith(REPLIES):
            counted = _after(page, line, REPLIES)
        elif line.text.startswith(REPLY):
            replies.append(_reply(_after(page, line, REPLY)))
    return Sending(reference, dated, addressees_in(names), due, is_assumed, counted, tuple(replies))


def _parts(names: Passage) -> list[Passage]:
    parts, start = [], names.start
    for text in names.text.split(BETWEEN):
        parts.append(names.part(start, start + len(text)))
        start += len(text) + len(BETWEEN)
    return parts


def _reply(whole: Passage) -> Reply:
    sender, _, received = whole.text.rpartition(", ")
    if not (received[:4].isdigit() and received[4:5] == "-"):
        return Reply(whole, None)
    end = whole.start + len(sender)
    return Reply(whole.part(whole.start, end) if sender else None, whole.part(whole.end - len(received), whole.end))


def _clauses(page: Page, lines: Sequence[Line]) -> list[Clause]:
    """Return the matters of concern; their number, whom they are put to and the day that the text gives stand before them."""
    clauses: list[Clause] = []
    given = Given()
    for line in lines:
        if line.text.startswith(DUE):
            given = given._replace(due=_after(page, line, DUE))
        elif line.text.startswith(NUMBER):
            given = given._replace(number=_after(page, line, NUMBER))
        elif line.text.startswith(PUT_TO):
            given = given._replace(agency=_after(page, line, PUT_TO))
        elif line.text.startswith(CONCERN):
            clauses.append(Clause(_after(page, line, CONCERN), None, given if any(given) else None))
            given = given._replace(number=None, agency=None)
    return clauses


def _after(page: Page, line: Line, begin: str) -> Passage:
    return Passage.of(page.text, line.start + len(begin), line.end)
