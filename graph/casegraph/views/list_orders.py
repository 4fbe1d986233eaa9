"""The orders that a list of sentences can have."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, overload

from casegraph.collections.words import left_out
from casegraph.views.clauses import BASES, Clause
from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.list_words import OF_RECOMMENDATIONS, ORDERS
from casegraph.views.plain_text import alphabetical
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    from casegraph.views.links import Numbers

__all__ = ["has_strengths", "in_order", "orders_of"]

_LAST = "\uffff"  # after every label
_STRENGTHS = ("deadline", "measure", "", "soft")


def orders_of(sentences: int, *, are_learning: bool, have_strengths: bool = True) -> Mapping[str, str]:
    """Return the orders that a list of so many sentences offers: none for fewer than two.

    >>> [*orders_of(2, are_learning=True)], orders_of(1, are_learning=False)
    (['', 'newest', 'theme'], {})
    >>> [*orders_of(2, are_learning=False, have_strengths=False)]
    ['', 'newest', 'agency', 'theme']
    """
    without = {*(OF_RECOMMENDATIONS if are_learning else ()), *(() if have_strengths else ("strength",))}
    return {name: text for name, text in ORDERS.items() if name not in without} if sentences > 1 else {}


def has_strengths(c: Collection) -> bool:
    """Say whether to sort by how firmly is asked: a collection with words of its own can have nothing of that."""
    known = facts(c)
    return not left_out(sum(known.strengths.counts(known.recommendations).values()), c.profile)


@overload
def in_order(c: Collection, clauses: Clauses, order: str) -> Clauses: ...


@overload
def in_order(c: Collection, clauses: Sequence[Clause], order: str) -> Sequence[Clause]: ...


def in_order(c: Collection, clauses: Sequence[Clause], order: str) -> Sequence[Clause]:
    """Return clauses in an order; those that it does not tell apart stay as they are, and so do all if there is no such order.

    Agencies and themes are sorted by the first that a list shows, those with none last.
    """
    if order not in ORDERS or not order or (order == "strength" and not has_strengths(c)):
        return clauses
    if isinstance(clauses, Clauses):
        at = _newest(c, clauses) if order == "newest" else _by_key(c, clauses, order)
        return clauses.at(at)
    return sorted(clauses, key=lambda each: _key(c, each, order))


def _newest(c: Collection, clauses: Clauses) -> "Numbers":
    import numpy as np

    known = facts(c)
    return np.argsort(-known.years[known.review_of[clauses.numbers]], kind="stable")


def _by_key(c: Collection, clauses: Clauses, order: str) -> "Numbers":
    import numpy as np

    keys = [_key(c, each, order) for each in clauses]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)


def _key(c: Collection, clause: Clause, order: str) -> tuple[str | int, ...]:
    """Return what a clause is sorted by; numbers in names go by their value, so that all parts compare with their like."""
    if order == "newest":
        return (-(c.reviews[clause.review].year or 0),)
    if order == "strength":
        return (min(_STRENGTHS.index(each) for each in clause.strength or ("",)),)
    if order == "agency":
        named = sorted(
            (each for each in clause.addressed if each.basis != "default"), key=lambda each: BASES.index(each.basis)
        )
        ids = [*(each.id for each in named), *clause.via_ids, *clause.owner_ids]
        return (not named, *alphabetical(c.agencies[ids[0]].label if ids else _LAST))
    return alphabetical(c.themes[clause.theme_ids[0]].label if clause.theme_ids else _LAST)
