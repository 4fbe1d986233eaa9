"""Tallies: what a build holds, counted part by part and added up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from casegraph.collections import profile_named
from casegraph.record.identity import Minted
from casegraph.record.model import Review, UnreadLine, basis_of, by_concept

__all__ = ["Tally", "Unread"]


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A line of a page that belongs to no entry and is no known furniture; *page* is the page's number in the build."""

    page: int
    line: UnreadLine
    file: str

    @property
    def number(self) -> int:
        """The line's number on the page, from 1."""
        return self.line.number

    @property
    def text(self) -> str:
        """What the line says."""
        return self.line.text


@dataclass(slots=True)
class Tally:
    """Numbers of reviews and of what is in them, and the things that they name.

    *unnamed_via* counts recommendations that name no agency and ask through a named body. *without_text* counts documents that are sent somewhere and of which nothing but a listing is at hand, *unknown_addressees*
    the names of theirs that are of no known agency. *addressings* counts by basis, and so does *theme_readings*: the themes of learning points and recommendations.
    """

    reviews: int = 0
    incomplete: int = 0
    learning: int = 0
    recommendations: int = 0
    unnamed_via: int = 0
    addressings: Counter[str] = field(default_factory=Counter)
    theme_readings: Counter[str] = field(default_factory=Counter)
    themes: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    keywords: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    unread: list[Unread] = field(default_factory=list)
    unresolved: set[str] = field(default_factory=set)
    without_text: int = 0
    unknown_addressees: Counter[str] = field(default_factory=Counter)
    clashes: set[str] = field(default_factory=set)
    corrections: int = 0

    @classmethod
    def of(cls, minted: Iterable[Minted]) -> "Tally":
        """Count reviews."""
        tally = cls()
        for each in minted:
            tally._add(each.review)
            tally.keywords.update(keyword.concept for keyword in each.having(lambda entry: entry.keywords).keywords)
            tally._unread((each.review, *each.others, *each.repeated))
            if each.clashes:
                tally.clashes.add(each.review.title)
        return tally

    def update(self, other: "Tally") -> None:
        """Add the numbers of other reviews."""
        self.reviews += other.reviews
        self.incomplete += other.incomplete
        self.learning += other.learning
        self.recommendations += other.recommendations
        self.unnamed_via += other.unnamed_via
        self.addressings.update(other.addressings)
        self.theme_readings.update(other.theme_readings)
        self.themes |= other.themes
        self.agencies |= other.agencies
        self.keywords |= other.keywords
        self.years |= other.years
        self.unread += other.unread
        self.unresolved |= other.unresolved
        self.without_text += other.without_text
        self.unknown_addressees.update(other.unknown_addressees)
        self.clashes |= other.clashes
        self.corrections += other.corrections

    def _add(self, review: Review) -> None:
        asks = [clause for clause in review.recommendations if clause.is_recommendation]
        self.reviews += 1
        self.incomplete += not review.complete
        self.learning += len(review.learning)
        self.recommendations += len(asks)
        self.unnamed_via += sum(
            bool(clause.via) and all(each.basis == "default" for each in clause.addressings) for clause in asks
        )
        self.addressings.update(addressing.basis for clause in asks for addressing in clause.addressings)
        self.agencies.update(addressing.agency for clause in asks for addressing in clause.addressings)
        for themes in (*(clause.themes for clause in asks), *(point.themes for point in review.learning)):
            of_clause = by_concept(themes)
            self.themes.update(of_clause)
            self.theme_readings.update(basis_of(readings) for readings in of_clause.values())
        self.years.add(review.year)
        self.corrections += len(review.corrections)
        if review.sending:
            self.without_text += not review.recommendations
            self.unknown_addressees.update(each.name.text for each in review.sending.addressees if not each.agencies)
        if profile_named(review.source.collection).areas_are_authorities:
            self.unresolved.update(name for place in review.areas if not place.areas for name in place.names)

    def _unread(self, entries: Sequence[Review]) -> None:
        for source in (entry.source for entry in entries):
            self.unread += [Unread(source.page, line, source.file) for line in source.unread]
