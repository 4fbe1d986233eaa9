"""Alignment: which clause of a list is which of another, where some are reworded, moved, added or gone."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

__all__ = ["aligned"]

_ALIKE = 0.6
"""The least likeness of a reworded clause with the former one: Dice's coefficient of their words."""

_MOST = 40_000
"""Pairs of clauses that are held beside each other at most; with more, only clauses in the same place are."""

_WORD = re.compile(r"\w+")


def aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return pairs of places in two lists of clauses, None where a clause has no partner.

    Clauses of the same words are partners, then those that are most alike. Changing the sides changes nothing else.

    >>> aligned(["Train GPs.", "Hear the child."], ["Hear the child.", "Audit records.", "Train all GPs."])
    [(1, 0), (None, 1), (0, 2)]
    """
    pairs = [*_same(old, new)]
    left_old = sorted({*range(len(old))} - {one for one, _ in pairs})
    left_new = sorted({*range(len(new))} - {other for _, other in pairs})
    pairs += _alike(old, new, left_old, left_new)
    all_pairs: list[tuple[int | None, int | None]] = [*pairs]
    all_pairs += [(one, None) for one in sorted({*left_old} - {one for one, _ in pairs})]
    all_pairs += [(None, other) for other in sorted({*left_new} - {other for _, other in pairs})]
    return sorted(all_pairs, key=_place)


def _place(pair: tuple[int | None, int | None]) -> tuple[int, int]:
    """Return where a pair comes: where its clause is in the newer list, gone ones where they were."""
    one, other = pair
    return (other, 1) if other is not None else (one or 0, 0)


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs with the same words; of repeated clauses the first with the first."""
    places: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((old, new)):
        for place, text in enumerate(texts):
            places[" ".join(text.split())][side].append(place)
    return [pair for ones, others in places.values() for pair in zip(ones, others, strict=False)]


def _alike(
    old: Sequence[str], new: Sequence[str], left_old: Sequence[int], left_new: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the pairs that are most alike among those that are left, the most alike first."""
    words_old = {place: _words(old[place]) for place in left_old}
    words_new = {place: _words(new[place]) for place in left_new}
    is_many = len(left_old) * len(left_new) > _MOST
    likeness = {
        (one, other): score
        for one in left_old
        for other in ([one] if is_many and one in words_new else [] if is_many else left_new)
        if (score := _dice(words_old[one], words_new[other])) >= _ALIKE
    }
    pairs: list[tuple[int, int]] = []
    taken_old, taken_new = set[int](), set[int]()
    for one, other in sorted(likeness, key=lambda pair: (-likeness[pair], abs(pair[0] - pair[1]), sum(pair))):
        if one not in taken_old and other not in taken_new:
            pairs.append((one, other))
            taken_old.add(one)
            taken_new.add(other)
    return pairs


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    """Return how many of their words two texts share, from 0 to 1.

    >>> _dice(_words("Train all GPs."), _words("train GPs"))
    0.8
    """
    return 2 * (one & other).total() / max(1, one.total() + other.total())
