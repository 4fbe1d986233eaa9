"""The record of a file: of a page, which is read, or of JSON lines, which say what was read before."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from os import PathLike
from pathlib import Path

from casegraph.collections import contents, every_profile, page_in
from casegraph.extracting.lexicons import shipped_lexicons
from casegraph.extracting.reviews import extract
from casegraph.page_size import MEGABYTES
from casegraph.reading import Contents, Page
from casegraph.reading.file_content import read_content, shown_name
from casegraph.reading.page import page_of
from casegraph.record.json_lines import is_json_lines, read_json_lines
from casegraph.record.page_record import PageRecord
from casegraph.reports.given_back import is_table, report_in_table
from casegraph.reports.local_page import page_of_report

__all__ = ["page_at", "read_records", "read_shards", "record_of", "shards_of"]

_SHARD = 500
"""Entries that are made into records at a time."""


def read_records(
    path: str | PathLike[str], *, max_megabytes: float = MEGABYTES, learned: bool = True, with_links: bool = False
) -> tuple[PageRecord, ...]:
    """Return the records of the pages in a file: one for a page (text, HTML or MHTML), one or more for JSON lines.

    Without the *learned* reader, listed wordings alone lead to themes. Links that contain names are kept only *with_links*.

    Raises PageError for a file that is neither, and RecordError for a line that is no review.
    """
    every = read_shards(path, max_megabytes=max_megabytes, learned=learned, with_links=with_links)
    return tuple(_joined([*shards]) for shards in every)


def read_shards(
    path: str | PathLike[str], *, max_megabytes: float = MEGABYTES, learned: bool = True, with_links: bool = False
) -> Iterator[Iterator[PageRecord]]:
    """Yield for each page in a file its record in shards, of some hundred reviews each, so that nobody has to hold all.

    Raises what `read_records` raises.
    """
    path = Path(path)
    return shards_of(read_content(path, max_megabytes), shown_name(path), learned=learned, with_links=with_links)


def shards_of(
    content: bytes, file: str, *, learned: bool = True, with_links: bool = False
) -> Iterator[Iterator[PageRecord]]:
    """Yield for each page in the bytes of a file its record in shards; messages call it *file* (see `read_shards`)."""
    if is_json_lines(content, file):
        records = read_json_lines(content, file, [each.id for each in every_profile()])
        yield from (iter([record]) for record in records)
    else:
        yield _cut_up(_page_in(content, file, with_links=with_links), learned=learned)


def page_at(path: str | PathLike[str], *, max_megabytes: float = MEGABYTES) -> Page:
    """Return the page in a file: as it was saved, or as a table or a text of another form makes it.

    Raises PageError for a file that is neither.
    """
    path = Path(path)
    return _page_in(read_content(path, max_megabytes), shown_name(path))


def _page_in(content: bytes, file: str, *, with_links: bool = False) -> Page:
    if is_table(content, file):
        return page_of_report(report_in_table(content, file))
    return page_in(content, file, with_links=with_links) or page_of(content, file)


def _cut_up(page: Page, *, learned: bool) -> Iterator[PageRecord]:
    lexicons = shipped_lexicons(learned=learned)
    for cut in _cut(contents(page)):
        yield PageRecord(page.file, page.sha256, extract(page, cut, lexicons), page.text)


def _cut(whole: Contents) -> Iterator[Contents]:
    """Cut what is on a page into shards; each has the unread lines after its entries, the first those before as well."""
    starts = [whole.entries[at].start for at in range(0, len(whole.entries), _SHARD)]
    cuts = [0, *(bisect_left(whole.unread, start, key=lambda line: line.start) for start in starts[1:])]
    for number, (begin, end) in enumerate(zip(cuts, [*cuts[1:], len(whole.unread)], strict=True)):
        entries = whole.entries[number * _SHARD : (number + 1) * _SHARD]
        yield replace(whole, entries=entries, unread=whole.unread[begin:end])


def _joined(shards: list[PageRecord]) -> PageRecord:
    return replace(shards[0], reviews=tuple(chain.from_iterable(shard.reviews for shard in shards)))


def record_of(page: Page) -> PageRecord:
    r"""Return the record of a page.

    >>> text = "2025 – Kent – Child U\nDeath of a boy.\nKeywords: drugs\n> Read the report\nOdd."
    >>> record = record_of(page_of(text.encode(), "kent.txt"))
    >>> [review.title for review in record.reviews], record.unread
    (['2025 – Kent – Child U'], (UnreadLine(number=5, text='Odd.'),))
    """
    return PageRecord(page.file, page.sha256, extract(page), page.text)
