"""Scoring: how far two recommendations ask the same, from 0 to 1.

Four likenesses, each from 0 to 1, are summed by what they are worth: of subject and action together, of subject and verb together, of words (the rarer,
the more a shared one tells), and of length. All that is compared is a product of tables, so that all recommendations
of ten thousand reviews are scored at once.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casegraph.similar.asks import Asks
from casegraph.similar.numbers import Numbers, shipped_numbers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Doubles = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]

__all__ = ["LIKENESSES", "Likeness", "Relation", "likeness_of", "likeness_of_pairs", "relation", "score"]

Relation = Literal["same", "related", "different"]

LIKENESSES = ("action", "verb", "words", "length")

_SOME_WORDS = 0.05  # likeness of words that is taken for granted: the logarithm needs some


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Likenesses of pairs: of subject, of action, of verb, of words, and how many times as long the longer one is (as a logarithm)."""

    subject: "Doubles"
    action: "Doubles"
    verb: "Doubles"
    words: "Doubles"
    length: "Doubles"

    def table(self) -> "Doubles":
        """Return a row a pair, a column for each of `LIKENESSES`."""
        import numpy as np

        words = np.log(self.words + _SOME_WORDS)
        return np.stack([self.subject * self.action, self.subject * self.verb, words, self.length], axis=1)


def likeness_of(one: Asks, number: int, many: Asks) -> Likeness:
    """Return the likenesses of what one recommendation asks (by its *number*) with *many* others."""
    import numpy as np

    weights = np.zeros(len(many.vocabulary), np.float32)
    begin, end = one.starts[number], one.starts[number + 1]
    names = [*one.vocabulary]
    for stem, weight in zip(one.stems[begin:end].tolist(), one.weights[begin:end].tolist(), strict=True):
        place = many.vocabulary.get(names[stem])
        if place is not None:
            weights[place] = weight
    rows = np.repeat(np.arange(len(many)), np.diff(many.starts))
    shared = np.bincount(rows, weights[many.stems] * many.weights, minlength=len(many))
    return Likeness(
        (many.themes @ one.themes[number]).astype(np.float64),
        (many.actions @ one.actions[number]).astype(np.float64),
        (many.verbs @ one.verbs[number]).astype(np.float64),
        shared.astype(np.float64),
        np.abs(np.log((many.sizes + 1.0) / (one.sizes[number] + 1.0))).astype(np.float64),
    )


def likeness_of_pairs(asks: Asks, ones: "Places", others: "Places", shared: "Doubles | None" = None) -> Likeness:
    """Return the likenesses of pairs of what is asked; *shared* are those of words, if they are known."""
    import numpy as np

    def product(table: "npt.NDArray[np.float32]") -> "Doubles":
        return np.asarray(np.einsum("ij,ij->i", table[ones], table[others], dtype=np.float64))

    sizes = asks.sizes.astype(np.float64)
    return Likeness(
        product(asks.themes),
        product(asks.actions),
        product(asks.verbs),
        _shared(asks, ones, others) if shared is None else shared,
        np.abs(np.log((sizes[ones] + 1) / (sizes[others] + 1))),
    )


def _shared(asks: Asks, ones: "Places", others: "Places") -> "Doubles":
    import numpy as np

    sums = []
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        here, there = (slice(asks.starts[each], asks.starts[each + 1]) for each in (one, other))
        known = dict(zip(asks.stems[there].tolist(), asks.weights[there].tolist(), strict=True))
        pairs = zip(asks.stems[here].tolist(), asks.weights[here].tolist(), strict=True)
        sums.append(sum(weight * known.get(stem, 0.0) for stem, weight in pairs))
    return np.array(sums, np.float64)


def score(likeness: Likeness, numbers: Numbers | None = None) -> "Doubles":
    """Return how far pairs ask the same, from 0 to 1, to four decimal places.

    >>> from casegraph.similar.asks import asks_of
    >>> import numpy as np
    >>> asks = asks_of(["relaunch the escalation policy", "promote the escalation policy to staff", "audit neglect cases"])
    >>> likeness = likeness_of_pairs(asks, np.array([0, 0]), np.array([1, 2]))
    >>> [relation(each) for each in score(likeness)]
    ['same', 'different']
    """
    import numpy as np

    numbers = numbers or shipped_numbers()
    sums = numbers.start + likeness.table() @ np.array([numbers.worth[name] for name in LIKENESSES])
    return np.asarray(np.round(1 / (1 + np.exp(-sums)), 4), np.float64)


def relation(score: float, numbers: Numbers | None = None) -> Relation:
    """Return what a score says."""
    numbers = numbers or shipped_numbers()
    return "same" if score >= numbers.same else "related" if score >= numbers.related else "different"
