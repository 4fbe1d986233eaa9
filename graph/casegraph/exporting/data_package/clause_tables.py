"""Tables of recommendations and learning points: their words, and what was read from which of them.

Recommendations and learning points have tables of their own, and so have the agencies that are addressed and those that are not,
so that nobody counts the one with the other by accident.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from casegraph.counts.columns import meaning_of
from casegraph.exporting.data_package.schema import Column, Row, Table, reference
from casegraph.ledger.words import place, words_behind
from casegraph.views.clauses import BASES, THEME_BASES, Clause, Reading
from casegraph.views.collection import Collection
from casegraph.views.list_words import CLAUSE_FOLDERS
from casegraph.views.reviews import Review

__all__ = ["CLAUSE_TABLES"]

Some = TypeVar("Some", bound=Reading)

_OTHER_ROLES = ("via", "owner", "mentioned")


def _id(clause: Clause) -> str:
    """Return what is after the base in the IRI of a clause.

    >>> _id(Clause("learning point", "2025-kent-child-u", 2, "neglect", 9, 16, ()))
    'learning/2025-kent-child-u/2'
    """
    return f"{CLAUSE_FOLDERS[clause.kind]}/{clause.review}/{clause.number}"


def _clause(clause: Clause) -> Row:
    return _id(clause), clause.review, clause.number, clause.text, clause.start, clause.end


def _in_order(clause: Clause, readings: Sequence[Some]) -> list[Some]:
    return sorted(readings, key=lambda each: place(clause, each))


def _themes(clause: Clause) -> Iterator[Row]:
    for each in _in_order(clause, clause.themes):
        yield _id(clause), each.id, each.basis, words_behind(clause, each) or None, each.probability


def _recommendations(_c: Collection, review: Review) -> Iterator[Row]:
    return map(_clause, review.asks)


def _learning(_c: Collection, review: Review) -> Iterator[Row]:
    return map(_clause, review.learning)


def _themes_of_recommendations(_c: Collection, review: Review) -> Iterator[Row]:
    return (row for clause in review.asks for row in _themes(clause))


def _themes_of_learning(_c: Collection, review: Review) -> Iterator[Row]:
    return (row for clause in review.learning for row in _themes(clause))


def _addressees(_c: Collection, review: Review) -> Iterator[Row]:
    for clause in review.asks:
        for each in _in_order(clause, clause.addressed):
            yield _id(clause), each.id, each.basis, words_behind(clause, each) or None


def _other_agencies(_c: Collection, review: Review) -> Iterator[Row]:
    for clause in review.asks:
        words, owner = partial(words_behind, clause), clause.owner
        for role, readings in (("via", clause.via), ("mentioned", clause.mentioned)):
            for each in _in_order(clause, readings):
                yield _id(clause), role, each.id, words(each) or None, None
        if owner:
            yield _id(clause), "owner", owner.id, words(owner) or None, owner.probability


def _actions(_c: Collection, review: Review) -> Iterator[Row]:
    for clause in review.asks:
        for each in _in_order(clause, clause.actions):
            yield _id(clause), each.id, words_behind(clause, each) or None


def _strengths(_c: Collection, review: Review) -> Iterator[Row]:
    return ((_id(clause), strength) for clause in review.asks for strength in clause.strength)


def _columns(folder: str) -> tuple[Column, ...]:
    """Return the columns of clauses, whose IRIs have a *folder*."""
    return (
        Column("id", "string", f"the end of its IRI, which is {{base}} and this: {folder}/REVIEW/3"),
        reference("reviews", "the review that it is from", "review"),
        Column("number", "integer", "its place among those of the review, remarks included, from 1", is_required=True),
        Column("text", "string", meaning_of("clauses", "text"), is_required=True, is_quoted=True),
        Column("start", "integer", meaning_of("clauses", "start"), is_required=True),
        Column("end", "integer", meaning_of("clauses", "end"), is_required=True),
    )


_RECOMMENDATION = reference("recommendations", "the recommendation", "recommendation")
_WORDS = Column("words", "string", "the words that it was read from, with … between several places", is_quoted=True)
_THEMES = (
    reference("themes", "the theme", "theme"),
    Column(
        "basis",
        "string",
        "how the theme was read: wording (a listed wording), learned (from the whole sentence), corrected (by a person)",
        THEME_BASES,
        is_required=True,
    ),
    _WORDS,
    Column("probability", "number", "how probable it is, from 0.01 to 0.99; empty if only wordings were used"),
)

CLAUSE_TABLES = (
    Table(
        "recommendations",
        "Recommendations",
        "One row for each recommendation, in its exact words. Remarks, which are sentences among them that recommend nothing, are left out.",
        _columns("recommendation"),
        ("id",),
        of_review=_recommendations,
    ),
    Table(
        "recommendation_themes",
        "Themes of recommendations",
        "One row for each theme of a recommendation, with how it was read and from which words.",
        (_RECOMMENDATION, *_THEMES),
        ("recommendation", "theme"),
        of_review=_themes_of_recommendations,
    ),
    Table(
        "addressees",
        "Agencies that recommendations are addressed to",
        "One row for each agency that a recommendation is addressed to. A recommendation that names no agency has a row with "
        "the basis default: count these apart. One that names several has several rows, so rows are not recommendations.",
        (
            _RECOMMENDATION,
            reference("agencies", "the agency that it is addressed to", "agency"),
            Column(
                "basis",
                "string",
                "how the agency was identified: explicit (named in the text), lead-in (named in the introduction to the list), "
                "default (no agency named, {meant_locally} assumed)",
                BASES,
                is_required=True,
            ),
            _WORDS._replace(meaning="the words that name it; empty if none do"),
        ),
        ("recommendation", "agency"),
        of_review=_addressees,
    ),
    Table(
        "other_agencies",
        "Other agencies in recommendations",
        "One row for each agency that a recommendation has to do with though it is not addressed to it. Never count these as addressed.",
        (
            _RECOMMENDATION,
            Column(
                "role",
                "string",
                "via (the addressee should get it to act), owner (the likely owner where no agency is named: inferred), "
                "mentioned (no more than that)",
                _OTHER_ROLES,
                is_required=True,
            ),
            reference("agencies", "the agency", "agency"),
            _WORDS,
            Column("probability", "number", "how probable it is, from 0.01 to 0.99; likely owners only"),
        ),
        ("recommendation", "role", "agency"),
        of_review=_other_agencies,
    ),
    Table(
        "recommendation_actions",
        "Actions of recommendations",
        "One row for each kind of action that a recommendation asks for.",
        (_RECOMMENDATION, reference("actions", "the kind of action", "action"), _WORDS),
        ("recommendation", "action"),
        of_review=_actions,
    ),
    Table(
        "recommendation_strengths",
        "Strength of recommendations",
        "Which recommendations set a time or a way to check, or ask only to consider. Most do none of these and have no row.",
        (_RECOMMENDATION, reference("strengths", "what it does", "strength")),
        ("recommendation", "strength"),
        of_review=_strengths,
    ),
    Table(
        "learning_points",
        "Learning points",
        "One row for each learning point, in its exact words.",
        _columns("learning"),
        ("id",),
        of_review=_learning,
    ),
    Table(
        "learning_point_themes",
        "Themes of learning points",
        "One row for each theme of a learning point, with how it was read and from which words.",
        (reference("learning_points", "the learning point", "learning_point"), *_THEMES),
        ("learning_point", "theme"),
        of_review=_themes_of_learning,
    ),
)
