"""What is kept of a coroner's report, and the page that several of them make: one fact a line, and nobody's name.

Every line but the first and a heading begins with a word that says what it is, so that no cell can pass for another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from casegraph.collections.pfd.days import days_after
from casegraph.reading.page import Link, Page
from casegraph.reports.document import plain

__all__ = [
    "AREA",
    "ASSUMED",
    "BETWEEN",
    "CATEGORY",
    "CONCERN",
    "DATED",
    "DUE",
    "FIRST_LINE",
    "LINK",
    "NOT_READ",
    "NUMBER",
    "PUT_TO",
    "REPLIES",
    "REPLY",
    "SENT_TO",
    "Matter",
    "Reply",
    "Report",
    "page_of_reports",
]

FIRST_LINE: Final = "Coroners' reports to prevent future deaths"
DATED: Final = "Date: "
AREA: Final = "Area: "
CATEGORY: Final = "Category: "
SENT_TO: Final = "Sent to: "
BETWEEN: Final = " | "
DUE: Final = "Response due: "
ASSUMED: Final = "Response due (assumed, 56 days after the date): "
REPLIES: Final = "Replies: "
REPLY: Final = "Reply: "
LINK: Final = "Link: "
NUMBER: Final = "Number: "
PUT_TO: Final = "Put to: "
CONCERN: Final = "Concern: "
NOT_READ: Final = "Not read: "


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of concern: its number as given ("(1)", "a."), "" for a plain paragraph, its words, and the addressees it is put to.

    None of these are named where it is put to all addressees of its report.
    """

    number: str
    text: str
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: who sent it, and the day in ISO 8601; "" for what is not known."""

    sender: str
    received: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report, without names of people. Days are in ISO 8601, and "" is what is not known.

    *due* is the day that the text gives, and *replies_counted* how many replies there are where they are only counted.
    """

    reference: str
    dated: str = ""
    area: str = ""
    categories: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    concerns: tuple[Matter, ...] = ()
    due: str = ""
    replies: tuple[Reply, ...] = ()
    replies_counted: int | None = None
    link: str = ""


def page_of_reports(file: str, sha256: str, reports: Iterable[Report], not_read: Sequence[str] = ()) -> Page:
    """Return the page of what is kept of some reports; *not_read* says what of the file could not be read.

    >>> report = Report("2026-0042", "2026-01-27", "Cheshire", (), ("NHS England", "NICE"), (Matter("(1)", "No plan."),))
    >>> print(page_of_reports("a.csv", "0" * 64, [report]).text)
    Coroners' reports to prevent future deaths
    2026-0042 – Cheshire
    Date: 2026-01-27
    Area: Cheshire
    Sent to: NHS England | NICE
    Response due (assumed, 56 days after the date): 2026-03-24
    Number: (1)
    Concern: No plan.
    """
    lines, links, length = [FIRST_LINE], list[Link](), len(FIRST_LINE) + 1
    for report in reports:
        for line in _lines(report):
            if line.startswith(LINK):
                links.append(Link(length + len(LINK), length + len(line), line.removeprefix(LINK)))
            lines.append(line)
            length += len(line) + 1
    lines += [f"{NOT_READ}{plain(each)}" for each in not_read]
    return Page(file, "\n".join(lines), sha256, links=tuple(links))


def _lines(report: Report) -> list[str]:
    area = plain(report.area.replace("–", "-"))
    due = [f"{DUE}{report.due}"] if report.due else []
    if not due and report.dated:
        due = [f"{ASSUMED}{days_after(report.dated)}"]
    lines = [" – ".join(filter(None, (report.reference, area)))]
    lines += [f"{DATED}{report.dated}"] if report.dated else []
    lines += [f"{AREA}{area}"] if area else []
    lines += [f"{CATEGORY}{each}" for each in map(plain, report.categories) if each]
    names = [each for each in (plain(name.replace("|", "/")) for name in report.sent_to) if each]
    lines += [f"{SENT_TO}{BETWEEN.join(names)}"] if names else []
    lines += due
    number = report.replies_counted if report.replies_counted is not None else len(report.replies) or None
    lines += [f"{REPLIES}{number}"] if number is not None else []
    lines += [f"{REPLY}{', '.join(filter(None, (plain(each.sender), each.received)))}" for each in report.replies]
    lines += [f"{LINK}{report.link}"] if report.link else []
    for matter in report.concerns:
        lines += [f"{NUMBER}{plain(matter.number)}"] if plain(matter.number) else []
        lines += (
            [f"{PUT_TO}{BETWEEN.join(plain(each.replace('|', '/')) for each in matter.sent_to)}"]
            if matter.sent_to
            else []
        )
        lines += [f"{CONCERN}{plain(matter.text)}"] if plain(matter.text) else []
    return lines
