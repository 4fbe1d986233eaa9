"""Columns: what is counted of clauses and reviews, as numbers, so that counting thousands of reviews reads none of them.

They are made once, when a collection is written to its file, and lie in it; a collection from a store makes its own.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from casegraph.record.ages import AGE_GROUPS
from casegraph.record.outcome_words import outcome_keys
from casegraph.views.clauses import Clause, ClauseKind
from casegraph.views.collection import Collection
from casegraph.views.incidents import counted_as
from casegraph.views.plain_text import alphabetical, plain
from casegraph.views.reviews import Review
from casegraph.views.texts import action_labels
from casegraph.views.word_index import WordIndex, WordLists

__all__ = ["KINDS_OF_CLAUSES", "STRENGTHS", "Columns", "ColumnsMaker", "columns_of"]

KINDS_OF_CLAUSES: tuple[ClauseKind, ...] = ("recommendation", "learning point", "remark")
"""The kinds of clauses, in the order of their numbers."""

STRENGTHS = ("deadline", "measure", "soft")
"""How firmly recommendations ask, in the order of their numbers; one recommendation can have several."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Reviews in the order of their *ids* and their clauses in the order of the page, each by its number from 0.

    *first* says for each review which clause is its first one, and ends with the number of clauses; *years* has 0 for a year
    that is not stated, *kinds* numbers in ``KINDS_OF_CLAUSES``. The others are pairs of numbers: a clause or a review, then
    an agency, theme or the like by its place in the collection; *named* are the agencies that words name. Numbers have
    four bytes each. *actions* and *strengths* are what recommendations ask for, and how firmly. *in_text* are the agencies that words of the clause itself name, *via* those that are asked through
    another, *owners* the likely ones. *titles* are plain, and *title_order* has the reviews in the order of the alphabet.
    """

    ids: list[str]
    titles: list[str]
    title_order: memoryview
    first: memoryview
    years: memoryview
    kinds: memoryview
    themes: memoryview
    addressed: memoryview
    named: memoryview
    in_text: memoryview
    via: memoryview
    owners: memoryview
    mentioned: memoryview
    actions: memoryview
    strengths: memoryview
    partnerships: memoryview
    areas: memoryview
    keywords: memoryview
    outcomes: memoryview
    ages: memoryview
    clause_words: WordIndex
    review_words: WordIndex


_NUMBERS = tuple(each.name for each in fields(Columns) if each.type is memoryview)


def columns_of(c: Collection) -> Columns:
    """Return the columns of a collection, by reading all its reviews."""
    maker = ColumnsMaker(c)
    for review in c.reviews.values():
        maker.add(review)
    return maker.columns()


class ColumnsMaker:
    """Collects the columns of the reviews of a collection, one review after the other, in the order of their ids."""

    def __init__(self, c: Collection) -> None:
        self._c = c
        self._themes, self._agencies = _places(c.themes), _places(c.agencies)
        self._partnerships, self._areas, self._keywords = (
            _places(c.partnerships), _places(c.areas), _places(c.keywords)
        )  # fmt: skip
        self._actions, self._strengths = _places(action_labels()), _places(STRENGTHS)
        self._outcomes, self._ages = _places(counted_as(c.outcomes)), _places(AGE_GROUPS)
        self._ids: list[str] = []
        self._titles: list[str] = []
        self._alphabet: list[tuple[tuple[str | int, ...], int]] = []
        self._numbers = {name: array("i") for name in _NUMBERS}
        self._clause_words, self._review_words = WordLists(), WordLists()

    def add(self, review: Review) -> None:
        """Add the next review."""
        numbers, number, c = self._numbers, len(self._ids), self._c
        self._ids.append(review.id)
        self._titles.append(plain(review.title))
        self._alphabet.append((alphabetical(review.title), number))
        numbers["first"].append(len(numbers["kinds"]))
        numbers["years"].append(review.year or 0)
        _link(numbers["partnerships"], number, review.partnerships, self._partnerships)
        _link(numbers["areas"], number, review.areas, self._areas)
        _link(numbers["keywords"], number, review.keywords, self._keywords)
        _link(numbers["outcomes"], number, outcome_keys(review.happening), self._outcomes)
        _link(numbers["ages"], number, review.age_groups, self._ages)
        names = [c.partnerships[id].label for id in review.partnerships]
        names += [c.keywords[id].label for id in review.keywords]
        self._review_words.add((self._titles[-1], *map(plain, names), *map(plain, review.narrative)))
        for clause in review.clauses:
            self._add_clause(clause)

    def _add_clause(self, clause: Clause) -> None:
        numbers = self._numbers
        number = len(numbers["kinds"])
        numbers["kinds"].append(KINDS_OF_CLAUSES.index(clause.kind))
        _link(numbers["themes"], number, clause.theme_ids, self._themes)
        _link(numbers["addressed"], number, clause.agency_ids(named=False), self._agencies)
        _link(numbers["named"], number, clause.agency_ids(), self._agencies)
        in_text = [each.id for each in clause.addressed if each.basis == "explicit"]
        _link(numbers["in_text"], number, in_text, self._agencies)
        _link(numbers["via"], number, clause.via_ids, self._agencies)
        _link(numbers["owners"], number, clause.owner_ids, self._agencies)
        _link(numbers["mentioned"], number, clause.mentioned_ids, self._agencies)
        _link(
            numbers["actions"], number, [each.id for each in clause.actions if each.id in self._actions], self._actions
        )
        _link(numbers["strengths"], number, clause.strength, self._strengths)
        self._clause_words.add((plain(clause.text),))

    def columns(self) -> Columns:
        """Return the columns of the reviews that were added."""
        self._numbers["first"].append(len(self._numbers["kinds"]))
        self._numbers["title_order"].extend([number for _, number in sorted(self._alphabet)])
        return Columns(
            ids=self._ids,
            titles=self._titles,
            **{name: memoryview(column).cast("B") for name, column in self._numbers.items()},
            clause_words=self._clause_words.index(),
            review_words=self._review_words.index(),
        )


def _places(ids: Mapping[str, object] | Sequence[str]) -> dict[str, int]:
    return {id: number for number, id in enumerate(ids)}


def _link(column: "array[int]", thing: int, ids: Sequence[str], places: Mapping[str, int]) -> None:
    for number in sorted({places[id] for id in ids}):
        column.extend((thing, number))
