"""What a build keeps for the next one, in the folder ``.kept`` beside its files: enough to know what has not changed.

Most of what the next build can use is in the build's own files; here is what these are to hold (their digests), what each
part was made from and its facts. It is MessagePack of known types, and begins with its own digest.
"""

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from casegraph.building.entries import Entry, PageEntries
from casegraph.building.kept_facts import KeptFacts
from casegraph.evaluating.page_counts import PageCounts
from casegraph.record.identity import EntryKey, Identity

__all__ = [
    "COUNTED",
    "FOLDER",
    "KEPT",
    "KEPT_FILES",
    "KEPT_TABLES",
    "SAID_ONCE",
    "Kept",
    "KeptPage",
    "KeptPart",
    "digest_of",
    "kept_reviews",
    "read_kept",
    "write_kept",
]

FOLDER = ".kept"
KEPT = f"{FOLDER}/parts.msgpack"
"""What parts were made from, and their facts."""
KEPT_TABLES = f"{FOLDER}/tables.jsonl"
"""The rows from which the tables are made."""
SAID_ONCE = f"{FOLDER}/once.nt"
"""What the graph says beside the triples of its parts."""
COUNTED = f"{FOLDER}/counts.nt"
"""The graph of counts."""
KEPT_FILES = (KEPT, KEPT_TABLES, SAID_ONCE, COUNTED)

_DIGEST = hashlib.sha256().digest_size
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class _KeptEntry(NamedTuple):
    heading: str
    slug: str
    digest: str
    is_index: bool
    title: str
    counts: PageCounts
    paragraphs: list[bytes]
    corrections: list[int]


class KeptPage(NamedTuple):
    """A page (see `PageEntries`)."""

    file: str
    sha256: str
    collection: str
    has_text: bool
    made_from: str
    address: str
    accessed: str
    entries: list[_KeptEntry]

    @classmethod
    def of(cls, page: PageEntries) -> "KeptPage":
        """Return a page as it is kept."""
        entries = [
            _KeptEntry(*_key(each.key), each.title, each.counts, [*each.paragraphs], [*each.corrections])
            for each in page.entries
        ]
        return cls(
            page.file,
            page.sha256,
            page.collection,
            page.has_text,
            page.made_from,
            page.address,
            page.accessed,
            entries,
        )

    def page(self) -> PageEntries:
        """Return the page as a build remembers it."""
        entries = (
            Entry(
                EntryKey(each.heading, each.slug, each.digest, each.is_index),
                each.title,
                each.counts,
                (*each.paragraphs,),
                (*each.corrections,),
            )
            for each in self.entries
        )
        return PageEntries(
            self.file,
            self.sha256,
            self.collection,
            (*entries,),
            self.has_text,
            self.made_from,
            self.address,
            self.accessed,
        )


def _key(key: EntryKey) -> tuple[str, str, str, bool]:
    return key.heading, key.slug, key.digest, key.is_index


class KeptReview(NamedTuple):
    """A review (see `Identity`)."""

    slug: str
    entry: int
    others: list[int]
    repeated: list[int]
    clashes: bool

    def identity(self) -> Identity:
        """Return the review as it was settled."""
        return Identity(self.slug, self.entry, (*self.others,), (*self.repeated,), self.clashes)


class KeptPart(NamedTuple):
    """A part: a digest of what it was made from, the places of its *reviews*, and its *facts*."""

    key: str
    reviews: list[int]
    facts: KeptFacts


class Kept(NamedTuple):
    """What is kept of a build: its *stamp*, the digests of its *files*, and its pages, reviews and parts.

    *triples* says how many there are in each graph of its store, "" being the default graph; *packed* how many bytes its
    tables had when it was last loaded as a whole.
    """

    stamp: str
    triples: dict[str, int]
    packed: int
    files: dict[str, str]
    pages: list[KeptPage]
    reviews: list[KeptReview]
    parts: list[KeptPart]


def kept_reviews(identities: Sequence[Identity]) -> list[KeptReview]:
    """Return reviews as they are kept."""
    return [KeptReview(each.slug, each.entry, [*each.others], [*each.repeated], each.clashes) for each in identities]


def write_kept(kept: Kept, folder: Path) -> None:
    """Write what is kept of the build in a folder, for nobody but its owner to change."""
    from msgspec import msgpack

    content = msgpack.encode(kept)
    path = folder / KEPT
    path.write_bytes(hashlib.sha256(content).digest() + content)
    for each in (path, path.parent):
        each.chmod(each.stat().st_mode & ~_OTHERS)


def read_kept(folder: Path) -> Kept | None:
    """Return what is kept of the build in a folder: None if that is nothing, damaged, or could have been changed by others."""
    from msgspec import MsgspecError, msgpack

    path = folder / KEPT
    try:
        if any(_is_of_others(each) for each in (path, path.parent)):
            return None
        content = path.read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        return msgpack.decode(memoryview(content)[_DIGEST:], type=Kept)
    except (OSError, MsgspecError):
        return None


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_of_others(path: Path) -> bool:
    """Say whether others can change what is here; only systems with owners and modes can tell."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return True
    return hasattr(os, "getuid") and (status.st_uid != os.getuid() or bool(status.st_mode & _OTHERS))
