"""Entries of pages, as a build remembers them: little enough of each to have all of them at hand at once."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casegraph.record.identity import EntryKey
from casegraph.record.model import Review

__all__ = ["Entry", "PageEntries"]

_LONG = 80
"""Letters and digits: two reviews with a paragraph as long as this in common, word for word, are one review twice."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: what it is identified by, and what guards look at.

    *clauses* counts its learning points and recommendations; *paragraphs* are digests of what it learns and what it
    recommends, where these are long enough to compare. *corrections* are the lines of a table of corrections that hold of it.
    """

    key: EntryKey
    title: str
    clauses: int
    paragraphs: tuple[bytes, ...]
    corrections: tuple[int, ...] = ()

    @classmethod
    def of(cls, review: Review, corrections: Iterable[int] = ()) -> "Entry":
        """Return what a build remembers of an entry."""
        clauses = len(review.learning) + sum(clause.is_recommendation for clause in review.recommendations)
        return cls(EntryKey.of(review), review.title, clauses, tuple(_paragraphs(review)), tuple(sorted(corrections)))


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


def _paragraphs(review: Review) -> Iterator[bytes]:
    for clauses in (review.learning, review.recommendations):
        words = "".join(filter(str.isalnum, "".join(clause.passage.text for clause in clauses).casefold()))
        if len(words) >= _LONG:
            yield hashlib.sha256(words.encode()).digest()[:16]
