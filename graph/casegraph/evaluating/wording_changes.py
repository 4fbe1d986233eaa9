"""Changes that other wordings make: which readings of the same pages are gained and lost, clause by clause."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from casegraph.evaluating.gold import Gold
from casegraph.evaluating.readings import (
    Agreement,
    ClauseReading,
    Role,
    agreement,
    annotated_clauses,
    clause_readings,
)
from casegraph.record.model import Review
from casegraph.wordings import SchemeName

__all__ = ["ReadingChange", "reading_changes"]


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A reading that is *gained* or *lost*: its concept and role, the wording and words that make it, and the clause.

    *annotated* says whether annotators have the reading; None where nobody annotated the clause.
    """

    change: Literal["gained", "lost"]
    concept: str
    role: Role
    wording: str
    words: str
    clause: str
    review: str
    annotated: Agreement | None


def reading_changes(
    before: Iterable[Review], after: Iterable[Review], gold: Iterable[Gold], scheme: SchemeName
) -> list[ReadingChange]:
    """Return the readings of a *scheme* that differ between two readings of the same pages, in the pages' order.

    A concept is read in a clause or it is not: by which of its wordings makes no difference here.
    """
    gold = tuple(gold)
    changes = []
    for old, new in zip(annotated_clauses(before, gold), annotated_clauses(after, gold), strict=True):
        lost, gained = (
            _by_concept(clause_readings(old.clause, scheme)),
            _by_concept(clause_readings(new.clause, scheme)),
        )
        for change, mine, other in (("gained", gained, lost), ("lost", lost, gained)):
            for (role, concept), reading in mine.items():
                if (role, concept) not in other:
                    verdict = agreement(new.gold, role, concept)
                    changes.append(
                        ReadingChange(
                            "gained" if change == "gained" else "lost",
                            concept,
                            role,
                            reading.wording,
                            reading.words.text,
                            new.clause.passage.text,
                            new.review,
                            verdict,
                        )
                    )
    return changes


def _by_concept(readings: Iterable[ClauseReading]) -> dict[tuple[Role, str], ClauseReading]:
    reading_of: dict[tuple[Role, str], ClauseReading] = {}
    for reading in readings:
        reading_of.setdefault((reading.role, reading.concept), reading)
    return reading_of
