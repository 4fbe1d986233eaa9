"""Readers: how far two people who annotated the same reviews agree with each other, and Casegraph with either of them."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from casegraph.evaluating.gold import Gold, GoldClause, squash
from casegraph.evaluating.newer_concepts import as_annotated
from casegraph.evaluating.scores import Clause, aligned_clauses
from casegraph.record.model import Recommendation, Review

__all__ = ["READ_TWICE", "Agreement", "ReadTwice", "agreement_of", "agreements", "read_twice"]

READ_TWICE = ("learning themes", "recommendation themes", "addressees", "concerns")
"""The fields in which annotated reviews say what both readers gave, and what only one did."""


class Agreement(NamedTuple):
    """F1 of Casegraph's labels against one reader's, the mean over both readers, and of the readers against each other."""

    with_reader: float
    between_readers: float


class ReadTwice(NamedTuple):
    """The labels of a clause: what both readers gave, what only one gave, and what was read."""

    both: AbstractSet[str]
    one: AbstractSet[str]
    read: AbstractSet[str]


def agreements(gold: Sequence[Gold], reviews: Iterable[Review]) -> dict[str, Agreement]:
    """Return the agreement in each field that two people read; no field where nothing says what only one of them gave.

    The file does not say which reader gave a label. It need not: a label that both gave is right against either of them,
    one that only one gave is right against one and wrong against the other.
    """
    by_title = {squash(review.title): review for review in reviews}
    labels: dict[str, list[ReadTwice]] = {field: [] for field in READ_TWICE}
    for each in gold:
        for field, of_clause in _review(each, by_title.get(squash(each.title))):
            labels[field].append(of_clause)
    return {field: agreement_of(each) for field, each in labels.items() if any(clause.one for clause in each)}


def agreement_of(labels: Sequence[ReadTwice]) -> Agreement:
    """Return the agreement in one field over all its clauses.

    >>> agreement_of([ReadTwice({"icb"}, {"police"}, {"icb"})])
    Agreement(with_reader=0.8, between_readers=0.6666666666666666)
    """
    both, one, read = (sum(map(len, each)) for each in zip(*labels, strict=True))
    right = sum(2 * len(each.read & each.both) + len(each.read & each.one) for each in labels)
    given = 2 * both + one  # by the two readers together
    return Agreement(2 * right / (2 * read + given), 2 * both / given)


def _review(gold: Gold, review: Review | None) -> Iterator[tuple[str, ReadTwice]]:
    for clause, hits in aligned_clauses(gold.learning, review.learning if review else ()):
        if clause:
            yield "learning themes", _themes(clause, hits)
    wanted = [each for each in review.recommendations if each.is_recommendation] if review else []
    for clause, hits in aligned_clauses(gold.recommendations, wanted):
        if clause and clause.is_recommendation:
            yield "recommendation themes", _themes(clause, hits)
            recommendations = [hit for hit in hits if isinstance(hit, Recommendation)]
            named = {each.agency for hit in recommendations for each in hit.addressings}
            yield "addressees", read_twice(clause.addressees.keys(), clause.addressees_allowed, named)
            mentioned = {each.concept for hit in recommendations for each in (*hit.concerns, *hit.via)}
            yield "concerns", read_twice(clause.concerns, clause.concerns_allowed, mentioned)


def _themes(clause: GoldClause, hits: Sequence[Clause]) -> ReadTwice:
    return read_twice(clause.themes, clause.themes_allowed, {theme.concept for hit in hits for theme in hit.themes})


def read_twice(both: AbstractSet[str], one: AbstractSet[str], read: AbstractSet[str]) -> ReadTwice:
    """Return the labels of a clause, what was *read* in the terms of the annotators."""
    return ReadTwice(both, one, as_annotated(read, both | one))
