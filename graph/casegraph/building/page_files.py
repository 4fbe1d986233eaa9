"""The pages of a build: each is read once, shard by shard, and its records go to the spool, unless a former build has read it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from casegraph.building.entries import Entry, PageEntries
from casegraph.building.progress import Progress
from casegraph.building.seen import Seen
from casegraph.building.spool import Spool
from casegraph.collections import profile_named
from casegraph.corrections import Corrections, corrected
from casegraph.extracting.records import shards_of
from casegraph.reading.file_content import read_content, shown_name
from casegraph.record.model import Review
from casegraph.record.page_record import PageRecord

__all__ = ["read_pages"]


def read_pages(
    paths: Sequence[Path],
    spool: Spool,
    known: Mapping[str, PageEntries],
    *,
    max_megabytes: float,
    learned: bool,
    with_links: bool = False,
    corrections: Corrections,
    seen: Seen,
    progress: Progress,
) -> list[PageEntries]:
    """Add the records of the pages in all files to the *spool*, numbered in their order, and return what they hold.

    Pages that are *known*, by what they are made from, are not read: the spool leaves places for their entries. Without
    the *learned* reader, listed wordings alone lead to themes. Links that contain names of people are kept only *with_links*. *corrections* are made as soon as a page is read; *seen* says where pages
    are on the web.
    """
    pages: list[PageEntries] = []
    for number, path in enumerate(paths):
        progress("Reading pages", number, len(paths))
        content = read_content(path, max_megabytes)
        address, accessed = seen.of(number)
        name = hashlib.sha256(Path(shown_name(path)).name.encode()).hexdigest()[
            :16
        ]  # a file's own name can be somebody's
        made_from = f"{hashlib.sha256(content).hexdigest()} {name}{address and ' '}{address}{accessed}"
        if former := [*_known(made_from, known)]:
            spool.leave_out(sum(len(page.entries) for page in former))
            pages += former
        else:
            for at, shards in enumerate(shards_of(content, shown_name(path), learned=learned, with_links=with_links)):
                page = _read(shards, spool, len(pages) + 1, corrections, (address, accessed))
                pages.append(replace(page, made_from=f"{made_from} {at}"))
    return pages


def _known(made_from: str, known: Mapping[str, PageEntries]) -> Iterator[PageEntries]:
    """Yield the pages of a file that are known, which are all or none."""
    at = 0
    while page := known.get(f"{made_from} {at}"):
        yield page
        at += 1


def _read(
    shards: Iterator[PageRecord], spool: Spool, number: int, corrections: Corrections, seen: tuple[str, str]
) -> PageEntries:
    entries: list[Entry] = []
    for shard in shards:
        record = shard.numbered(number)
        default = profile_named(record.reviews[0].source.collection).default_addressee
        made = [corrected(review, corrections, default) for review in record.reviews]
        record = replace(record, reviews=tuple(_seen(each.review, *seen) for each in made))
        spool.add(record)
        entries += [Entry.of(each.review, each.lines) for each in made]
        source = record.reviews[0].source
    return PageEntries(
        record.file,
        record.sha256,
        source.collection,
        tuple(entries),
        record.text is not None,
        address=source.address,
        accessed=source.accessed,
    )


def _seen(review: Review, address: str, accessed: str) -> Review:
    """Return a review whose page was seen at an address on some day, if that is said."""
    if not (address or accessed):
        return review
    source = review.source
    return replace(
        review, source=replace(source, address=address or source.address, accessed=accessed or source.accessed)
    )
