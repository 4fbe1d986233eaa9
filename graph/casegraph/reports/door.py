"""The door: a local report as typed records, from a table that a person has confirmed or from the report itself."""

import re
from dataclasses import replace
from itertools import takewhile
from os import PathLike
from pathlib import Path

from casegraph.errors import PageError
from casegraph.office.locks import is_lock
from casegraph.page_size import MEGABYTES
from casegraph.reading.file_content import read_content, shown_name
from casegraph.reports.cutting import found_in, headings_of
from casegraph.reports.document import Document, Paragraph
from casegraph.reports.given_back import is_table, report_in_table
from casegraph.reports.headings import generic
from casegraph.reports.local_report import LocalReport
from casegraph.reports.open_elsewhere import stop_if_open
from casegraph.reports.reading import FORMS, document_of
from casegraph.reports.row_ids import row_id

__all__ = ["NothingFound", "read", "report_in"]

_YEAR = re.compile(r"\b(?:20[0-4]\d|19[89]\d)\b")
_FIRST = 30  # paragraphs that may say the year
_MOST = 2_000  # recommendations and learning points
_SHOWN = 8  # headings


class NothingFound(PageError):
    """A report in which no recommendation was found."""


def read(path: str | PathLike[str], *, max_megabytes: float = MEGABYTES) -> LocalReport:
    """Return the local report in a file: of a table what a person has confirmed, of a report itself all that was found.

    Raises PageError for a file that cannot be read, with the place of what is wrong and nothing else of the report.
    """
    path = Path(path)
    if is_lock(path) or is_table_name(path):
        stop_if_open(path)
    if not path.exists():
        raise PageError(f"{shown_name(path)} does not exist.", FORMS)
    return report_in(read_content(path, max_megabytes), shown_name(path))


def is_table_name(path: Path) -> bool:
    """Tell whether a file is called like a table."""
    return path.suffix.lower() in (".xlsx", ".xlsm", ".ods", ".csv")


def report_in(content: bytes, file: str) -> LocalReport:
    r"""Return the local report in the bytes of a *file* (see `read`).

    >>> report = report_in(b"Recommendations\n1. Review the policy.\n2. Train all staff.", "notes.txt")
    >>> [(each.number, each.text, each.place) for each in report.recommendations]
    [('1', 'Review the policy.', 'line 2'), ('2', 'Train all staff.', 'line 3')]
    """
    if is_table(content, file):
        return report_in_table(content, file)
    document = document_of(content, file)
    cuts = found_in(document)
    if not cuts:
        raise _nothing(document, file)
    if len(cuts) > _MOST:
        raise PageError(
            f"{file} seems to have {len(cuts):,} recommendations; at most {_MOST:,} are read.",
            "Give the part of the report that has the recommendations.",
        )
    items = tuple(replace(each, id=row_id(document.sha256, number)) for number, each in enumerate(cuts, start=1))
    title = document.title or Path(file).stem
    return LocalReport(
        document.file, document.sha256, title[:300], "", _year(document, cuts[0].text), items, is_confirmed=False
    )


def _year(document: Document, ask: str) -> int | None:
    """Return the year that a report says of itself first, before its first *ask*; None if it says none.

    What is asked may name years, by which it is to be done.
    """
    paragraphs = (part.text for part in document.parts[:_FIRST] if isinstance(part, Paragraph))
    first = takewhile(lambda text: ask not in text, paragraphs)
    years = _YEAR.search(" ".join([document.title, *first])[:3_000])
    return int(years[0]) if years else None


def _nothing(document: Document, file: str) -> NothingFound:
    """Say which headings were seen: those that any report has by their words, others only how many they are."""
    headings = list(dict.fromkeys(headings_of(document)))
    known = [each for each in headings if generic(each)]
    shown = ", ".join(f"“{each}”" for each in known[:_SHOWN])
    others = len(headings) - len(known[:_SHOWN])
    more = f"{others} other heading{'s' if others != 1 else ''}" if others else ""
    seen = " and ".join(filter(None, (shown, more))) or "no heading"
    return NothingFound(
        f"Casegraph found no recommendations in {file}: no heading and no table column introduces them. Seen: {seen}.",
        "Copy the recommendations from the report and give these lines instead.",
    )
