"""Entries as rows of a table: how a cluster reads pages, and what a build then knows of them."""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from casegraph.building.entries import Entry, PageEntries
from casegraph.building.spool import SpooledEntry
from casegraph.building.table_rows import EntryRow, frame_of
from casegraph.errors import CasegraphError, PageError
from casegraph.evaluating.page_counts import PageCounts
from casegraph.extracting.records import shards_of
from casegraph.page_size import MEGABYTES
from casegraph.reading.file_content import stop_if_too_large
from casegraph.record.identity import EntryKey

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["TablePage", "entry_frames", "pages_of"]

_AT_ONCE = 4 * 2**20
"""Bytes of entries that a frame has, about; an entry of ordinary length has 10,000."""

_DIGEST = 16
"""Bytes of the digest of a paragraph."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page in a table: the *path* of its file, its place in that, from 0, and its *entries*."""

    path: str
    page: int
    entries: PageEntries


def entry_frames(pages: "Iterable[DataFrame]", *, max_megabytes: float = MEGABYTES) -> "Iterator[DataFrame]":
    r"""Yield the entries of pages as frames of some hundred rows (`EntryRow`).

    A row of *pages* has the *path* of a file, and its *content* as bytes or text.

    >>> import pandas
    >>> page = "2025 – Kent – Child U\nDeath of a boy.\nKeywords: drugs\n> Read the report"
    >>> [rows] = entry_frames([pandas.DataFrame({"path": ["kent.txt"], "content": [page]})])
    >>> [*rows["title"]]
    ['2025 – Kent – Child U']
    """
    waiting: list[EntryRow] = []
    size = 0
    for frame in pages:
        for path, content in zip(frame["path"], frame["content"], strict=True):
            for row in _rows(path, _bytes(content), max_megabytes):
                waiting.append(row)
                size += len(row.entry)
                if size >= _AT_ONCE:
                    yield frame_of(EntryRow, waiting)
                    waiting, size = [], 0
    if waiting:
        yield frame_of(EntryRow, waiting)


def pages_of(rows: Iterable[EntryRow]) -> list[TablePage]:
    """Return the pages of *rows*, which come sorted by path, page and place.

    Raises the error of the first page that could not be read, and CasegraphError where two files have one path.

    >>> [page.entries.file for page in pages_of([EntryRow("year/2025.txt", 0, 0, "2025.txt"), EntryRow("z", 0, 0, "z")])]
    ['2025.txt', 'z']
    """
    pages: list[TablePage] = []
    for (path, page), here in groupby(rows, key=lambda row: row[:2]):
        entries: list[Entry] = []
        for row in here:
            if row.error:
                raise pickle.loads(row.error)  # from `_rows`, in the same build
            if row.at != len(entries):
                raise CasegraphError(f"Two pages are called {path}.", "Give each a path of its own.")
            entries.append(_entry(row))
        pages.append(
            TablePage(path, page, PageEntries(row.file, row.sha256, row.collection, (*entries,), row.has_text))
        )
    return pages


def _bytes(content: object) -> bytes:
    """Return what a file holds; a value that is missing is an empty file."""
    if isinstance(content, str):
        return content.encode()
    return bytes(content) if isinstance(content, (bytes, bytearray)) else b""


def _rows(path: str, content: bytes, max_megabytes: float) -> Iterator[EntryRow]:
    page = -1
    try:
        stop_if_too_large(len(content), path, max_megabytes)
        for page, shards in enumerate(shards_of(content, path)):
            at = 0
            for shard in shards:
                if any(review.is_local for review in shard.reviews):
                    raise PageError(f"{path} is a local report, which is not published.", "Build it on one computer.")
                for each in SpooledEntry.on(shard):
                    entry, source = Entry.of(each.review), each.review.source
                    yield EntryRow(
                        path=path,
                        page=page,
                        at=at,
                        file=shard.file,
                        sha256=shard.sha256,
                        collection=source.collection,
                        has_text=shard.text is not None,
                        heading=entry.key.heading,
                        slug=entry.key.slug,
                        digest=entry.key.digest,
                        is_index=entry.key.is_index,
                        title=entry.title,
                        **entry.counts._asdict(),
                        paragraphs=b"".join(entry.paragraphs),
                        entry=each.packed(),
                    )
                    at += 1
    except PageError as error:
        yield EntryRow(path, page + 1, 0, error=pickle.dumps(error))


def _entry(row: EntryRow) -> Entry:
    digests = (bytes(row.paragraphs[at : at + _DIGEST]) for at in range(0, len(row.paragraphs), _DIGEST))
    counts = PageCounts(*(getattr(row, name) for name in PageCounts._fields))
    return Entry(EntryKey(row.heading, row.slug, row.digest, row.is_index), row.title, counts, tuple(digests))
