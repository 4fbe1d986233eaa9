"""A comparison as plain values for JSON, one review at a time; /openapi.json has their schemas, so their names and keys stay."""

from collections.abc import Iterator
from typing import TypedDict

from casegraph.comparing.builds import Build
from casegraph.comparing.changes import Cause, Change, ClauseChange, ClauseKind, Field, FieldChange, ReviewChange, Value
from casegraph.comparing.comparison import Comparison
from casegraph.comparing.summary import Counts

__all__ = ["ComparisonAnswer", "ComparisonHead", "ReviewAnswer", "comparison_head", "review_answers"]


class ComparedPage(TypedDict):
    """A page that a build was made of."""

    file: str
    sha256: str


class ComparedBuild(TypedDict):
    """A build: the version of Casegraph that made it, and its pages."""

    version: str
    pages: list[ComparedPage]


class ComparedCounts(TypedDict):
    """How many came and went, changed by cause, and are the same; *new_in_new_reviews* are part of *new*."""

    new: int
    gone: int
    changed: int
    page: int
    reading: int
    either: int
    unchanged: int
    new_in_new_reviews: int


class ComparedSummary(TypedDict):
    """What differs in numbers and in a sentence; *rules* says what differs in how the builds read their pages."""

    text: str
    rules: list[str]
    reviews: ComparedCounts
    recommendations: ComparedCounts
    learning: ComparedCounts


class ComparedValue(TypedDict):
    """A value of a field, its label, how it is known, and the words that it was read from."""

    id: str
    label: str
    basis: str
    words: list[str]


class ComparedField(TypedDict):
    """A field that changed: all values that there were, and all that there are."""

    field: Field
    label: str
    was: list[ComparedValue]
    now: list[ComparedValue]


class ComparedClause(TypedDict):
    """A clause that came, went or changed; numbers are its places in the review's list, null where it is not in it."""

    kind: ClauseKind
    change: Change
    cause: Cause
    text: str
    was_text: str | None
    number: int | None
    was_number: int | None
    fields: list[ComparedField]


class ReviewAnswer(TypedDict):
    """A review that came, went or changed; *was_id* is its former id where that was another."""

    id: str
    was_id: str | None
    change: Change
    cause: Cause
    title: str
    year: int
    fields: list[ComparedField]
    clauses: list[ComparedClause]


class ComparisonHead(TypedDict):
    """Both builds and the summary; the *reviews* follow."""

    old: ComparedBuild
    new: ComparedBuild
    summary: ComparedSummary


class ComparisonAnswer(ComparisonHead):
    """A comparison of two builds."""

    reviews: list[ReviewAnswer]


def comparison_head(comparison: Comparison) -> ComparisonHead:
    """Return all but the reviews."""
    summary = comparison.summary
    return {
        "old": _build(comparison.old),
        "new": _build(comparison.new),
        "summary": {
            "text": str(summary),
            "rules": [*summary.rules],
            "reviews": _counts(summary.reviews),
            "recommendations": _counts(summary.recommendations),
            "learning": _counts(summary.learning),
        },
    }


def review_answers(changes: Iterator[ReviewChange]) -> Iterator[ReviewAnswer]:
    """Yield reviews that came, went or changed."""
    return map(_review, changes)


def _build(build: Build) -> ComparedBuild:
    return {
        "version": build.version,
        "pages": [{"file": each.file, "sha256": each.sha256} for each in build.pages],
    }


def _counts(counts: Counts) -> ComparedCounts:
    return {
        "new": counts.new,
        "gone": counts.gone,
        "changed": counts.changed,
        "page": counts.page,
        "reading": counts.reading,
        "either": counts.either,
        "unchanged": counts.unchanged,
        "new_in_new_reviews": counts.within,
    }


def _review(change: ReviewChange) -> ReviewAnswer:
    return {
        "id": change.id,
        "was_id": change.was_id or None,
        "change": change.change,
        "cause": change.cause,
        "title": change.title,
        "year": change.year,
        "fields": [*map(_field, change.fields)],
        "clauses": [*map(_clause, change.clauses)],
    }


def _clause(change: ClauseChange) -> ComparedClause:
    return {
        "kind": change.kind,
        "change": change.change,
        "cause": change.cause,
        "text": change.text,
        "was_text": change.was.text if change.was else None,
        "number": change.now.number if change.now else None,
        "was_number": change.was.number if change.was else None,
        "fields": [*map(_field, change.fields)],
    }


def _field(change: FieldChange) -> ComparedField:
    return {
        "field": change.field,
        "label": change.label,
        "was": [*map(_value, change.was)],
        "now": [*map(_value, change.now)],
    }


def _value(value: Value) -> ComparedValue:
    return {"id": value.id, "label": value.label, "basis": value.basis, "words": [*value.words]}
