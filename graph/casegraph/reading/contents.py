"""What a reader finds on a page: its entries, the page's furniture, and the lines that it could not read."""

from dataclasses import dataclass

from casegraph.reading.clauses import Clause
from casegraph.reading.lines import Line
from casegraph.record.model import Passage, ReportKind, Sending

__all__ = ["Contents", "Cut", "Entry", "Heading"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The parts of a heading: year, area label as printed (None where the review is anonymous), subject."""

    year: int
    area: str | None
    subject: str


@dataclass(frozen=True, slots=True)
class Cut:
    """The clauses of an entry that a person has cut, so that nothing else cuts them."""

    learning: tuple[Clause, ...]
    recommendations: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of one entry, a passage a paragraph; a part that the page does not have is empty.

    *terms* are the single keywords of the *keywords* paragraphs, *report* is what the link leads to. *complete* is False
    for an entry that the page's end cuts off. *cut* has its clauses where a person, or the document itself, has cut them.
    *sending* says whom all that the document asks is asked of, where it says so itself. *last* is where an entry ends that
    has more lines than these parts.
    """

    heading: Passage
    says: Heading
    narrative: tuple[Passage, ...]
    learning: tuple[Passage, ...]
    recommendations: tuple[Passage, ...]
    keywords: tuple[Passage, ...]
    link: tuple[Passage, ...]
    terms: tuple[Passage, ...] = ()
    report: ReportKind | None = None
    complete: bool = True
    cut: Cut | None = None
    sending: Sending | None = None
    last: int = 0

    @property
    def start(self) -> int:
        """Return where the entry begins in the page's text."""
        return self.heading.start

    @property
    def end(self) -> int:
        """Return where the entry's last part ends in the page's text."""
        parts = (self.narrative, self.learning, self.recommendations, self.keywords, self.link)
        return max(self.last, max((part[-1].end for part in parts if part), default=self.heading.end))


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a page in its order, the lines that are known furniture, and the lines that nobody could read.

    Every line that is not blank is part of an entry, furniture or unread. *headings* counts the lines that read like a
    heading; it equals the number of entries. *collection* names the collection of the page.
    """

    entries: tuple[Entry, ...]
    furniture: tuple[Line, ...]
    unread: tuple[Line, ...]
    headings: int
    collection: str = ""
