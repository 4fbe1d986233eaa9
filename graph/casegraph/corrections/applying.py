"""Applying corrections: a record as people say that it is, which keeps what they overruled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from casegraph.corrections.changes import changed_clause
from casegraph.corrections.table import Corrections, Row, same_words
from casegraph.record.identity import EntryKey
from casegraph.record.model import Certainty, Correction, LearningPoint, Outcome, Passage, Recommendation, Review

__all__ = ["Corrected", "corrected"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A *review* with its corrections, and the *lines* of the table that hold of it now."""

    review: Review
    lines: frozenset[int] = frozenset()


class _Place(NamedTuple):
    """What a row corrects: the review itself, or the clause with this *number*, from 1, of a kind."""

    kind: str
    number: int


def corrected(review: Review, corrections: Corrections, default: str = "") -> Corrected:
    """Return a review in which corrections are made; a line that names what is not read there is left alone.

    *default* is the agency that is asked where nobody is named. What an earlier build corrected stays, and is not
    corrected twice.
    """
    lines: set[int] = set()
    for row, at in _of(review, corrections):
        changed = _changed(review, row, at, default)
        if changed is not None:
            review = changed
            lines.add(row.line)
    return Corrected(review, frozenset(lines))


def _of(review: Review, corrections: Corrections) -> Iterator[tuple[Row, _Place]]:
    """Yield the rows of a review, each with what it corrects."""
    if corrections.by_slug:
        key = EntryKey.of(review)
        for slug in (key.slug, f"{key.slug}-{key.digest}"):
            for row in corrections.by_slug.get(slug, ()):
                if row.address:
                    yield row, _Place(row.address[0], row.address[2])
    if corrections.by_words:
        texts = [("learning", [each.passage.text for each in review.learning])]
        texts += [("recommendation", [each.passage.text for each in review.recommendations])]
        for kind, listed in texts:
            for number, text in enumerate(listed, start=1):
                for row in corrections.by_words.get(same_words(text), ()):
                    yield row, _Place(kind, number)


def _changed(review: Review, row: Row, at: _Place, default: str) -> Review | None:
    """Return a review with one correction; None if what that overrules is not read there."""
    if at.kind == "review":
        return _kept(review, row, None) or _noted(_incident(review, row), row, None)
    clauses: Sequence[LearningPoint | Recommendation]
    clauses = review.learning if at.kind == "learning" else review.recommendations
    if not 1 <= at.number <= len(clauses):
        return None
    clause = clauses[at.number - 1]
    if kept := _kept(review, row, clause.passage):
        return kept
    now = changed_clause(clause, row, review.areas, review.year, default)
    if isinstance(now, LearningPoint):
        changed = replace(review, learning=(*review.learning[: at.number - 1], now, *review.learning[at.number :]))
    elif now is not None:
        changed = replace(
            review,
            recommendations=(*review.recommendations[: at.number - 1], now, *review.recommendations[at.number :]),
        )
    else:
        return None
    return _noted(changed, row, clause.passage)


def _kept(review: Review, row: Row, clause: Passage | None) -> Review | None:
    """Return a review that has the correction of a row already."""
    return review if _correction(row, clause) in review.corrections else None


def _noted(review: Review | None, row: Row, clause: Passage | None) -> Review | None:
    return review and replace(review, corrections=(*review.corrections, _correction(row, clause)))


def _correction(row: Row, passage: Passage | None) -> Correction:
    return Correction(passage, row.field, row.was, row.now, row.who, row.when, row.why)


def _incident(review: Review, row: Row) -> Review | None:
    """Return a review with another outcome or certainty; None if it has not the one that was."""
    incident = review.incident
    if row.field == "outcome":
        if incident.outcome != row.was:
            return None
        incident = replace(incident, outcome=cast(Outcome, row.now))
    elif row.field == "certainty":
        if incident.certainty != row.was:
            return None
        words = None if row.now == "stated" else _words(review, row.words) or incident.outcome_words
        incident = replace(incident, certainty=cast(Certainty, row.now), certainty_words=words)
    else:
        if (incident.suicide is not None) != (row.was == "yes"):
            return None
        words = (_words(review, row.words) or incident.outcome_words) if row.now == "yes" else None
        incident = replace(incident, suicide=words)
    return replace(review, incident=incident)


def _words(review: Review, words: str) -> Passage | None:
    """Return where words stand in the narrative; None if they are not there."""
    for paragraph in review.narrative:
        at = paragraph.text.find(words) if words else -1
        if at >= 0:
            return paragraph.part(paragraph.start + at, paragraph.start + at + len(words))
    return None
