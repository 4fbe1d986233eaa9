"""The record of a file: of a page, which is read, or of JSON lines, which say what was read before."""

from os import PathLike
from pathlib import Path

from casegraph.collections import profiles
from casegraph.extracting.reviews import extract
from casegraph.page_size import MEGABYTES
from casegraph.reading import Page
from casegraph.reading.file_content import read_content, shown_name
from casegraph.reading.page import page_of
from casegraph.record.json_lines import is_json_lines, read_json_lines
from casegraph.record.page_record import PageRecord

__all__ = ["read_records", "record_of"]


def read_records(path: str | PathLike[str], *, max_megabytes: float = MEGABYTES) -> tuple[PageRecord, ...]:
    """Return the records of the pages in a file: one for a page (text, HTML or MHTML), one or more for JSON lines.

    Raises PageError for a file that is neither, and RecordError for a line that is no review.
    """
    path = Path(path)
    content, name = read_content(path, max_megabytes), shown_name(path)
    if is_json_lines(content, name):
        return read_json_lines(content, name, [each.id for each in profiles()])
    return (record_of(page_of(content, name)),)


def record_of(page: Page) -> PageRecord:
    r"""Return the record of a page.

    >>> text = "2025 – Kent – Child U\nDeath of a boy.\nKeywords: drugs\n> Read the report\nOdd."
    >>> record = record_of(page_of(text.encode(), "kent.txt"))
    >>> [review.title for review in record.reviews], record.unread
    (['2025 – Kent – Child U'], (UnreadLine(number=5, text='Odd.'),))
    """
    return PageRecord(page.file, page.sha256, extract(page), page.text)
