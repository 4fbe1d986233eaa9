"""The reader of local reports: the page that a confirmed table makes, in which a person has cut every clause."""

from collections.abc import Sequence

from casegraph.errors import PageError
from casegraph.reading import Contents, Entry, Heading, Line, Page
from casegraph.reading.clauses import Clause
from casegraph.reading.contents import Cut
from casegraph.reading.lines import lines_of
from casegraph.record.model import Given, Passage
from casegraph.reports.local_page import ADDRESSED, AREA, DUE, FIRST_LINE, LEARNING, NUMBER, TEXT

__all__ = ["contents", "recognises"]


def recognises(page: Page) -> bool:
    """Tell whether a page is one that a confirmed table makes."""
    return page.text.startswith(FIRST_LINE)


def contents(page: Page) -> Contents:
    r"""Return the one entry of a local report.

    >>> page = Page("t.csv", f"{FIRST_LINE}\n2026 – Child K\nRecommendation: Review it.", "")
    >>> [entry] = contents(page).entries
    >>> entry.says.subject, entry.recommendations[0].text
    ('Child K', 'Review it.')
    """
    first, *lines = lines_of(page.text)
    if not lines or not lines[0].text[:4].isdigit():
        raise PageError(f"{page.file} holds no local report: its second line is no title.")
    title, *facts = lines
    heading = Passage.of(page.text, title.start, title.end)
    area = next((line.text.removeprefix(AREA) for line in facts if line.text.startswith(AREA)), None)
    subject = heading.text[4:].removeprefix(" – ").removeprefix(f"{area} – " if area else "")
    learning = tuple(_after(page, line, LEARNING) for line in facts if line.text.startswith(LEARNING))
    clauses = tuple(_clauses(page, facts))
    entry = Entry(
        heading=heading,
        says=Heading(int(heading.text[:4]), area, subject),
        narrative=(),
        learning=learning,
        recommendations=tuple(each.passage for each in clauses),
        keywords=(),
        link=(),
        cut=Cut(tuple(Clause(passage, None) for passage in learning), clauses),
    )
    areas = [line._replace(rule="area of the report") for line in facts if line.text.startswith(AREA)]
    return Contents((entry,), (first._replace(rule="first line of a local report"), *areas), (), 1)


def _clauses(page: Page, lines: Sequence[Line]) -> list[Clause]:
    """Return the recommendations; what is given with one stands in the lines before it."""
    clauses: list[Clause] = []
    given = Given()
    to: Passage | None = None
    for line in lines:
        if line.text.startswith(NUMBER):
            given = given._replace(number=_after(page, line, NUMBER))
        elif line.text.startswith(ADDRESSED):
            to = Passage.of(page.text, line.start, line.end)
            given = given._replace(agency=Passage.of(page.text, line.start + len(ADDRESSED), line.end - 1))
        elif line.text.startswith(DUE):
            given = given._replace(due=_after(page, line, DUE))
        elif line.text.startswith(TEXT):
            clauses.append(Clause(_after(page, line, TEXT), to, given if any(given) else None))
            given, to = Given(), None
    return clauses


def _after(page: Page, line: Line, begin: str) -> Passage:
    return Passage.of(page.text, line.start + len(begin), line.end)
