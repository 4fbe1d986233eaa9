"""The pages of a build: each is read once, shard by shard, and its records go to the spool."""

from collections.abc import Sequence
from os import PathLike

from casegraph.building.entries import Entry, PageEntries
from casegraph.building.progress import Progress
from casegraph.building.spool import Spool
from casegraph.extracting.records import read_shards

__all__ = ["read_pages"]


def read_pages(
    paths: Sequence[str | PathLike[str]], spool: Spool, *, max_megabytes: float, progress: Progress
) -> list[PageEntries]:
    """Add the records of the pages in all files to the *spool*, numbered in their order, and return what they hold."""
    pages: list[PageEntries] = []
    for number, path in enumerate(paths):
        progress("Reading pages", number, len(paths))
        for shards in read_shards(path, max_megabytes=max_megabytes):
            entries: list[Entry] = []
            for shard in shards:
                record = shard.numbered(len(pages) + 1)
                spool.add(record)
                entries += map(Entry.of, record.reviews)
                collection, has_text = record.reviews[0].source.collection, record.text is not None
            pages.append(PageEntries(record.file, record.sha256, collection, tuple(entries), has_text))
    return pages
