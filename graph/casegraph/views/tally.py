"""Counting: how many clauses or reviews have each agency, theme or keyword."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

__all__ = ["Count", "tally"]

Thing = TypeVar("Thing")


class Count(NamedTuple):
    """How many reviews or clauses have something, which *id* names."""

    id: str
    number: int


def tally(things: Iterable[Thing], ids: Callable[[Thing], Iterable[str]]) -> list[Count]:
    """Return how many things have each id, the most frequent first, equally frequent ones by id.

    >>> tally(["ab", "a", "cc"], list)
    [Count(id='a', number=2), Count(id='b', number=1), Count(id='c', number=1)]
    """
    counts = Counter(each for thing in things for each in set(ids(thing)))
    return [Count(id, number) for id, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
