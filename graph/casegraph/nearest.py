"""Did you mean …: the known names that come nearest to one that is not known."""

from collections import defaultdict
from collections.abc import Iterable

__all__ = ["ALIKE", "either", "likeness", "nearest"]

ALIKE = 0.7
"""How alike two names must be for one to be offered for the other: all but 1 in 100 slips of the pen are."""

_LONGEST = 100  # characters that are compared; what is longer is no name


def nearest(name: str, known: Iterable[str], most: int = 3, cutoff: float = ALIKE) -> list[str]:
    """Return at most *most* of the *known* names that are like *name*, the likest first.

    *cutoff* is how alike they must be, from 0 to 1.

    >>> nearest("recomendations-to", ["recommendations-to", "recommendations-on", "keyword-pairs"], most=1)
    ['recommendations-to']
    """
    ranked = [(-likeness(name, each), each) for each in set(known)]
    return [each for near, each in sorted(ranked)[:most] if -near >= cutoff]


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: the share of their letters that they have in common, in the same order.

    ``explorer/scripts/find.js`` does the same in a browser.

    >>> likeness("polise", "police"), likeness("icb", "dfe")
    (0.8333333333333334, 0.0)
    """
    one, other = one[:_LONGEST], other[:_LONGEST]
    places: defaultdict[str, int] = defaultdict(int)
    for at, letter in enumerate(one):
        places[letter] |= 1 << at
    # The longest common subsequence, by the bit-parallel method of Hyyrö: a bit of *rest* is a letter that is not in it.
    every = rest = (1 << len(one)) - 1
    for letter in other:
        here = rest & places.get(letter, 0)
        rest = ((rest + here) | (rest - here)) & every
    common = len(one) - rest.bit_count()
    return 2 * common / (len(one) + len(other)) if common else 0.0


def either(names: Iterable[str]) -> str:
    """Return names as alternatives.

    >>> either(["a", "b", "c"])
    'a, b or c'
    """
    *rest, last = [*names] or [""]
    return f"{', '.join(rest)} or {last}" if rest else last
