"""The spool: the records of all entries, kept in a file between the step that reads them and the one that uses them.

Those of a small build stay in memory. Entries are known by their place: the first one that was added has place 0.
"""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casegraph.record.json_lines import from_line, to_line
from casegraph.record.model import Review
from casegraph.record.page_record import PageRecord

__all__ = ["Spool", "Spooled", "SpooledEntry"]

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

    def lines(self) -> bytes:
        """Return the entry as two lines of JSON."""
        return f"{to_line(self.review)}\n{json.dumps(self.text, ensure_ascii=False)}\n".encode()

    @classmethod
    def of(cls, lines: bytes) -> "SpooledEntry":
        """Return the entry in two lines of JSON."""
        record, text = lines.splitlines()
        return cls(from_line(record)[0], json.loads(text))


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
    _ends: "array[int]" = field(default_factory=lambda: array("q", [0]))
    _kept: list[SpooledEntry] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._kept) or len(self._ends) - 1

    def add(self, record: PageRecord) -> None:
        """Add the entries of a page, or of a shard of one, after those that are there."""
        new = SpooledEntry.on(record)
        if len(self._ends) == 1 and len(self._kept) + len(new) <= FEW:
            self._kept += new
            return
        new, self._kept = self._kept + new, []
        with self.file.open("ab") as file:
            for entry in new:
                self._ends.append(self._ends[-1] + file.write(entry.lines()))

    def some(self, places: Sequence[int]) -> Spooled:
        """Return the entries at *places*, in their order."""
        if self._kept:
            return Spooled(self.file, (), [self._kept[place] for place in places])
        return Spooled(self.file, [(self._ends[place], self._ends[place + 1]) for place in places])

    def close(self) -> None:
        """Remove the file; nobody can read the entries any more."""
        self.file.unlink(missing_ok=True)
