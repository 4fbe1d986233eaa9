"""A confirmed report as the text of a page, one fact a line: what all offsets in its record count in.

Every line but the heading begins with a word that says what it is, so that no cell can pass for another.
"""

from typing import Final

from casegraph.reading.page import Page
from casegraph.reports.document import plain
from casegraph.reports.local_report import LocalReport

__all__ = ["ADDRESSED", "AREA", "DUE", "FIRST_LINE", "LEARNING", "MARK", "NUMBER", "TEXT", "page_of_report"]

FIRST_LINE: Final = "Local review report, not published"
MARK: Final = "(local, not published)"
"""Ends the title of every local review, so that it is seen wherever a title is."""

AREA: Final = "Area: "
NUMBER: Final = "Number: "
ADDRESSED: Final = "Recommendation to "
DUE: Final = "Due: "
TEXT: Final = "Recommendation: "
LEARNING: Final = "Learning point: "


def page_of_report(report: LocalReport) -> Page:
    """Return the page of what was kept of a report.

    >>> from casegraph.reports.local_report import LocalRecommendation
    >>> one = LocalRecommendation("Review it.", "recommendation", "1", "ICB", "", "", "", "")
    >>> print(page_of_report(LocalReport("t.csv", "0" * 64, "Child K", "Kent", 2026, (one,), True)).text)
    Local review report, not published
    2026 – Kent – Child K (local, not published)
    Area: Kent
    Number: 1
    Recommendation to ICB:
    Recommendation: Review it.
    """
    area = plain(report.area.replace("–", "-"))
    subject = plain(report.title)
    lines = [FIRST_LINE, " – ".join(filter(None, (str(report.year), area, f"{subject} {MARK}")))]
    if area:
        lines.append(f"{AREA}{area}")
    for each in report.learning:
        lines.append(f"{LEARNING}{plain(each.text)}")
    for each in report.recommendations:
        facts = ((NUMBER, each.number, ""), (ADDRESSED, each.agency, ":"), (DUE, each.due, ""), (TEXT, each.text, ""))
        lines += [f"{begin}{plain(value)}{end}" for begin, value, end in facts if plain(value)]
    return Page(report.file, "\n".join(lines), report.sha256)
