"""The spool: the records of all entries, kept in a file between the step that reads them and the one that uses them.

Those of a small build stay in memory. Entries are known by their place: the first one that was added has place 0.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from msgspec import msgpack

from casegraph.record.identity import Identity, Minted
from casegraph.record.model import Review
from casegraph.record.page_record import PageRecord

__all__ = ["Spool", "Spooled", "SpooledEntry", "minted"]

_NOWHERE = -1

FEW = 500
"""Entries that are kept in memory; a review of ordinary length takes 50 kilobytes there, and 10 in a file."""


@dataclass(frozen=True, slots=True)
class SpooledEntry:
    """An entry: its record, and the text of its page from where it starts to where it ends, if that is at hand."""

    review: Review
    text: str | None

    @classmethod
    def on(cls, page: PageRecord) -> "list[SpooledEntry]":
        """Return the entries of a page, or of a shard of one."""
        return [cls(each, page.text and page.text[each.source.start : each.source.end]) for each in page.reviews]

    def numbered(self, page: int) -> "SpooledEntry":
        """Return the entry as one of the page with this number among those read together."""
        return replace(self, review=replace(self.review, source=replace(self.review.source, page=page)))

    def packed(self) -> bytes:
        """Return the entry in MessagePack, which takes a third of the time of a line of JSON."""
        return msgpack.encode((self.review, self.text))

    @classmethod
    def of(cls, packed: bytes) -> "SpooledEntry":
        """Return the entry that `packed` gave."""
        return cls(*_decoder().decode(packed))


@cache
def _decoder() -> "msgpack.Decoder[tuple[Review, str | None]]":
    return msgpack.Decoder(tuple[Review, str | None])


def minted(identities: Sequence[Identity], entries: Sequence[SpooledEntry]) -> list[Minted]:
    """Return reviews under their slugs, from their *entries* in the order in which *identities* name them."""
    reviews = iter([entry.review for entry in entries])
    return [Minted.of(each, [next(reviews) for _ in each.entries]) for each in identities]


@dataclass(frozen=True, slots=True)
class Spooled:
    """Some entries of a spool, which another process can read as well: *at* has where each begins in the file and ends.

    In a small build *kept* has the entries themselves.
    """

    file: Path
    at: Sequence[tuple[int, int]]
    kept: Sequence[SpooledEntry] = ()

    def entries(self) -> list[SpooledEntry]:
        """Return the entries."""
        if self.kept:
            return [*self.kept]
        entries: list[SpooledEntry] = []
        with self.file.open("rb") as file:
            for start, end in self.at:
                file.seek(start)
                entries.append(SpooledEntry.of(file.read(end - start)))
        return entries


@dataclass(slots=True)
class Spool:
    """The records of entries, in a *file* as soon as there are more than a few."""

    file: Path
    _starts: "array[int]" = field(default_factory=lambda: array("q"))
    _ends: "array[int]" = field(default_factory=lambda: array("q"))
    _kept: dict[int, SpooledEntry] = field(default_factory=dict)
    _is_filed: bool = False

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._ends)

    def add(self, record: PageRecord) -> None:
        """Add the entries of a page, or of a shard of one, after those that are there."""
        start = len(self)
        entries = SpooledEntry.on(record)
        self.leave_out(len(entries))
        self.put(dict(enumerate(entries, start)))

    def leave_out(self, entries: int) -> None:
        """Leave places for some entries, which may be put there later."""
        self._starts.extend([_NOWHERE] * entries)
        self._ends.extend([_NOWHERE] * entries)

    def missing(self, places: Iterable[int]) -> list[int]:
        """Return those of some *places* whose entries are not at hand."""
        return [place for place in places if place not in self._kept and self._ends[place] == _NOWHERE]

    def put(self, entries: Mapping[int, SpooledEntry]) -> None:
        """Put *entries* in their places."""
        if not self._is_filed and len(self._kept) + len(entries) <= FEW:
            self._kept.update(entries)
            return
        new, self._kept, self._is_filed = {**self._kept, **entries}, {}, True
        with self.file.open("ab") as file:
            at = file.tell()
            for place, entry in new.items():
                self._starts[place] = at
                at += file.write(entry.packed())
                self._ends[place] = at

    def some(self, places: Sequence[int]) -> Spooled:
        """Return the entries at *places*, in their order."""
        if self._is_filed:
            return Spooled(self.file, [(self._starts[place], self._ends[place]) for place in places])
        return Spooled(self.file, (), [self._kept[place] for place in places])

    def close(self) -> None:
        """Remove the file; nobody can read the entries any more."""
        self.file.unlink(missing_ok=True)
