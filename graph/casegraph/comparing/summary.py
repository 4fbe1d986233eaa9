"""The summary of a comparison: how many reviews and clauses came, went or changed, and why, in numbers and in a sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casegraph.comparing.changes import Cause, Change, ClauseChange, ClauseKind, ReviewChange
from casegraph.comparing.in_words import CHANGED

__all__ = ["Counts", "Summary", "summarised"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a kind are *new*, *gone*, changed by cause, and *unchanged*; *within* are the new ones of new reviews."""

    new: int = 0
    gone: int = 0
    page: int = 0
    reading: int = 0
    either: int = 0
    unchanged: int = 0
    within: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many are new, gone, changed by cause, and unchanged: as `casegraph.comparing.in_words.COLUMNS` has them."""
        return self.new, self.gone, self.page, self.reading, self.either, self.unchanged

    @property
    def changed(self) -> int:
        """How many changed, whatever the cause."""
        return self.page + self.reading + self.either


@dataclass(frozen=True, slots=True)
class Summary:
    """What changed between two builds: reviews, recommendations and learning points, and *rules*: what differs in how pages were read."""

    reviews: Counts
    recommendations: Counts
    learning: Counts
    rules: tuple[str, ...]

    @property
    def rows(self) -> Mapping[str, Counts]:
        """The counts, by what they are of."""
        return {
            "reviews": self.reviews,
            "recommendations": self.recommendations,
            "learning points": self.learning,
        }

    @property
    def is_empty(self) -> bool:
        """Whether no review differs."""
        return not (self.reviews.new or self.reviews.gone or self.reviews.changed)

    def __str__(self) -> str:
        """Return the summary in a sentence or two.

        >>> print(Summary(Counts(new=25, gone=3), Counts(new=150, within=150, reading=14), Counts(), ("program 1.2 → 1.3",)))
        25 reviews new, 3 gone; 150 recommendations new (all in new reviews), 14 read differently; program 1.2 → 1.3.
        """
        parts = [
            _counted(self.reviews, "review", "reviews", only_ends=True),
            _counted(self.recommendations, "recommendation", "recommendations"),
            _counted(self.learning, "learning point", "learning points"),
        ]
        if self.is_empty:
            parts = ["No review differs"]
        text = "; ".join(filter(None, [*parts, *self.rules]))
        return f"{text[:1].upper()}{text[1:]}."


def _counted(counts: Counts, one: str, many: str, *, only_ends: bool = False) -> str:
    """Return how many came, went and changed: the noun stands with the first number."""
    numbers = [(counts.new, "new"), (counts.gone, "gone")]
    if not only_ends:
        numbers += [(getattr(counts, cause), words) for cause, words in CHANGED.items()]
    elif not (counts.new or counts.gone):
        numbers.append((counts.changed, "changed"))
    parts: list[str] = []
    for number, words in numbers:
        if number:
            noun = f" {one if number == 1 else many}" if not parts else ""
            within = _within(counts) if words == "new" else ""
            parts.append(f"{number:,}{noun} {words}{within}")
    return ", ".join(parts)


def _within(counts: Counts) -> str:
    if not counts.within:
        return ""
    return " (all in new reviews)" if counts.within == counts.new else f" ({counts.within:,} of them in new reviews)"


def summarised(
    changes: Iterable[ReviewChange], reviews: int, clauses: Counter[ClauseKind], rules: tuple[str, ...]
) -> Summary:
    """Count changes; the newer build has so many *reviews* and *clauses* of each kind."""
    of_reviews: Counter[Change | Cause] = Counter()
    of_clauses: defaultdict[ClauseKind, Counter[Change | Cause]] = defaultdict(Counter)
    within: Counter[ClauseKind] = Counter()
    for review in changes:
        of_reviews[review.cause if review.change == "changed" else review.change] += 1
        for clause in review.clauses:
            of_clauses[clause.kind][_counted_as(clause)] += 1
            within[clause.kind] += review.change == "new"
    return Summary(
        _counts(of_reviews, reviews),
        _counts(of_clauses["recommendation"], clauses["recommendation"], within["recommendation"]),
        _counts(of_clauses["learning point"], clauses["learning point"], within["learning point"]),
        rules,
    )


def _counted_as(clause: ClauseChange) -> Change | Cause:
    return clause.cause if clause.change == "changed" else clause.change


def _counts(number: Counter[Change | Cause], now: int, within: int = 0) -> Counts:
    there = number["new"] + number["page"] + number["reading"] + number["either"]
    return Counts(
        new=number["new"],
        gone=number["gone"],
        page=number["page"],
        reading=number["reading"],
        either=number["either"],
        unchanged=now - there,
        within=within,
    )
