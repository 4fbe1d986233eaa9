"""A table that lists reports, such as the tracker's: one report a row, its columns in any order; what a row lacks is named."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from casegraph.collections.pfd.days import day_in
from casegraph.collections.pfd.facts import Report
from casegraph.collections.pfd.matters import matters_in
from casegraph.collections.pfd.names import Masks
from casegraph.csv_table import unguarded
from casegraph.errors import PageError
from casegraph.nearest import nearest
from casegraph.reading.page import Page, decoded
from casegraph.record.web_access import is_web_address
from casegraph.reports.document import plain

__all__ = ["NEEDED", "REFERENCE", "is_table", "page_of_table"]

NEEDED: Final = ("ref", "date_of_report", "coroner_area", "sent_to")
_OTHERS = (
    "category", "replies", "url", "pdf_url", "deceased_name", "coroner_name", "reply_urls", "circumstances", "concerns"
)  # fmt: skip
_ENOUGH = 3  # of the columns that say that it is this table
REFERENCE: Final = re.compile(r"(?:19|20)\d\d-\d{3,5}[A-Z]?")
_HEAD = 4_000  # bytes in which the heads stand
_DELIMITERS = (",", ";", "\t")
_MOST_REPLIES = 1_000


def is_table(content: bytes) -> bool:
    r"""Tell whether a file is such a table, by its heads.

    >>> is_table(b"\xef\xbb\xbfsent_to,ref,date_of_report\r\n"), is_table(b"2025 - Kent - Child U")
    (True, False)
    """
    first = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].decode("utf-8", "replace")
    heads = {_head(each) for each in re.split("[,;\t]", first)}
    return len(heads & {*NEEDED, "category"}) >= _ENOUGH


def page_of_table(content: bytes, file: str, *, with_links: bool = False) -> Page:
    """Return the page of the reports in a table; rows that cannot be read stand on it as such, by row and column.

    Names of people are left out, and links, which have names in them, unless they are wanted. Raises PageError for a table
    without a column that is needed or without a row, and for broken quotation marks.
    """
    rows = _rows(decoded(content, file), file)
    heads = [_head(each) for each in next(rows, [])]
    _stop_if_missing(heads, file)
    reports: list[Report] = []
    not_read: list[str] = []
    row_of: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        cells = [unguarded(cell) for cell in row]
        if not any(plain(cell) for cell in cells):
            continue
        values = dict(zip(heads, [*cells, *[""] * (len(heads) - len(cells))], strict=False))
        if len(cells) > len(heads):
            not_read.append(f"row {number}: it has {len(cells)} cells under {len(heads)} heads")
            continue
        wrong = _wrong(values, row_of)
        not_read += [f"row {number}, column “{column}”: {seen}" for column, seen, _ in wrong]
        if not any(ends for _, _, ends in wrong):
            report = _report(values, with_links=with_links)
            row_of[report.reference] = number
            reports.append(report)
    if not reports:
        because = f" The first of {len(not_read)} problems is in {not_read[0]}." if not_read else ""
        raise PageError(
            f"{file} lists no report that can be read.{because}", "Give each report a row with its reference."
        )
    return page_with(file, content, reports, not_read)


def page_with(file: str, content: bytes, reports: Sequence[Report], not_read: Sequence[str]) -> Page:
    """Return the page of reports that a file of some *content* holds."""
    from casegraph.collections.pfd.facts import page_of_reports

    return page_of_reports(file, hashlib.sha256(content).hexdigest(), reports, not_read)


def _rows(text: str, file: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise PageError(
            f"{file}, line {reader.line_num}: the table cannot be read ({error}).",
            "Save it again as CSV in UTF-8; a quotation mark in a cell is written twice.",
        ) from None


def _head(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", plain(text.strip('"')).lower())


def _stop_if_missing(heads: Sequence[str], file: str) -> None:
    missing = [name for name in NEEDED if name not in heads]
    if missing:
        unknown = [head for head in heads if head not in (*NEEDED, *_OTHERS)]
        near = [f"“{each}”" for name in missing for each in nearest(name, unknown)]
        listed = ", ".join(f"“{name}”" for name in missing)
        raise PageError(
            f"{file}, row 1: the column{'s' if len(missing) > 1 else ''} {listed} {'are' if len(missing) > 1 else 'is'} "
            f"missing{f' (is it {near[0]}?)' if near else ''}.",
            f"Name the columns {', '.join(NEEDED)}, in any order.",
        )
    twice = sorted({head for head in heads if head in (*NEEDED, *_OTHERS) and heads.count(head) > 1})
    if twice:
        raise PageError(f"{file}, row 1: the column “{twice[0]}” is there twice.", "Keep one of them.")


def _wrong(values: Mapping[str, str], row_of: Mapping[str, int]) -> list[tuple[str, str, bool]]:
    """Return what is wrong with a row: the column, what was seen, and whether there is no report without it."""
    wrong = []
    reference, day, replies = (plain(values.get(name, "")) for name in ("ref", "date_of_report", "replies"))
    if not REFERENCE.fullmatch(reference):
        wrong.append(("ref", "it is empty" if not reference else "it is no reference such as 2026-0042", True))
    elif reference in row_of:
        wrong.append(("ref", f"row {row_of[reference]} has the same reference", True))
    if not day_in(day):
        wrong.append(("date_of_report", "it is empty" if not day else "it is no day such as 27/01/2026", False))
    if replies and not _is_number(replies):
        wrong.append(("replies", "it is no number of replies", False))
    return wrong


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= _MOST_REPLIES


def _report(values: Mapping[str, str], *, with_links: bool) -> Report:
    area = next((plain(line) for line in values["coroner_area"].splitlines() if plain(line)), "")
    replies, listed = plain(values.get("replies", "")), _listed(values.get("reply_urls", ""))
    counted = int(replies) if _is_number(replies) else len(listed) if "reply_urls" in values else None
    link = next((each for each in map(plain, (values.get("url", ""), values.get("pdf_url", ""))) if each), "")
    masks = Masks.of(values.get("deceased_name", ""), values.get("coroner_name", ""))
    report = Report(
        reference=plain(values["ref"]),
        dated=day_in(plain(values["date_of_report"])),
        area=area.rstrip("."),
        categories=tuple(_listed(values.get("category", ""))),
        sent_to=tuple(_listed(values["sent_to"])),
        replies_counted=counted,
        link=link if with_links and is_web_address(link) else "",
    )
    cut = matters_in(values.get("concerns", ""), sent_to=report.sent_to)
    matters = [replace(each, text=masks.masked(each.text)) for each in cut]
    return replace(report, concerns=tuple(matters))


def _listed(cell: str) -> list[str]:
    return [each for each in map(plain, cell.split("|")) if each]
