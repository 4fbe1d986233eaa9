"""Entries of pages, as a build remembers them: little enough of each to have all of them at hand at once."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casegraph.evaluating.page_counts import PageCounts, counts_of
from casegraph.record.identity import EntryKey
from casegraph.record.model import Review

__all__ = ["Entry", "PageEntries"]

_LONG = 80
"""Letters and digits: two reviews with a paragraph as long as this in common, word for word, are one review twice."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: what it is identified by, and what guards look at.

    *counts* are what its page has of it and what is left over, its *clauses* among them; *paragraphs* are digests of what it learns and what it
    recommends, where these are long enough to compare. *corrections* are the lines of a table of
    corrections that hold of it.
    """

    key: EntryKey
    title: str
    counts: PageCounts
    paragraphs: tuple[bytes, ...]
    corrections: tuple[int, ...] = ()

    @property
    def clauses(self) -> int:
        """How many learning points and recommendations it has."""
        return self.counts.clauses

    @classmethod
    def of(cls, review: Review, corrections: Iterable[int] = ()) -> "Entry":
        """Return what a build remembers of an entry."""
        lines = tuple(sorted(corrections))
        return cls(EntryKey.of(review), review.title, counts_of([review]), tuple(_paragraphs(review)), lines)


@dataclass(frozen=True, slots=True)
class PageEntries:
    """A page's file name, SHA-256 and the id of its collection, and its entries in their order.

    *has_text* is False where only the records of the page are at hand. *made_from* names the content of its file and what
    else its records depend on: pages that share it have the same records. It is "" where nobody needs to know. *address* is that
    of the page on the web and *accessed* the day when somebody looked at it there, "" where nobody said.
    """

    file: str
    sha256: str
    collection: str
    entries: tuple[Entry, ...]
    has_text: bool = True
    made_from: str = ""
    address: str = ""
    accessed: str = ""

    @property
    def counts(self) -> PageCounts:
        """What the page has, and what of it is left over."""
        counts = PageCounts()
        for entry in self.entries:
            counts = counts.plus(entry.counts)
        return counts


def _paragraphs(review: Review) -> Iterator[bytes]:
    for clauses in (review.learning, review.recommendations):
        words = "".join(filter(str.isalnum, "".join(clause.passage.text for clause in clauses).casefold()))
        if len(words) >= _LONG:
            yield hashlib.sha256(words.encode()).digest()[:16]
