"""Nearest in meaning: the recommendations that come nearest to some words, whether or not they have these very words.

A word is known by its first letters, so that “escalate” and “escalation” are one, and counts the more the fewer
recommendations have it. Words also stand for the themes of the recommendations that have them, more often than others do: by
these, “professional differences” comes near to the escalation policy. ``explorer/scripts/meaning.js`` does the same in a browser.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from casegraph.learned.features import SMALL
from casegraph.views.collection import Collection, once
from casegraph.views.facts import as_read
from casegraph.views.plain_text import plain
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from casegraph.views.links import Numbers

    Floats = npt.NDArray[np.float64]

__all__ = [
    "LEAST",
    "LETTERS",
    "LONGEST",
    "MEANING",
    "MOST",
    "PRIOR",
    "UNSAYING",
    "Nearest",
    "nearest_in_meaning",
    "terms_in",
]

MOST = 10
"""How many recommendations are shown."""

LEAST = 0.1
"""How near a recommendation must come, from 0 to 1."""

LETTERS = 6
"""The letters that a word is known by."""

UNSAYING = SMALL | frozenset(
    "about again anybody anyone ask asked asking before else ever find me my our recommend recommended recommendation "
    "recommendations review reviewed reviews said say show tell told us we you your".split()
)
"""Words that say nothing about what a recommendation is about."""

PRIOR = 2
"""In how many recommendations with themes as usual a word is taken to stand besides: a rare word proves little."""

LONGEST = 4_000
"""The letters of what is looked for that are compared."""

MEANING: Mapping[str, object] = {
    "most": MOST,
    "least": LEAST,
    "letters": LETTERS,
    "unsaying": sorted(UNSAYING),
    "prior": PRIOR,
    "longest": LONGEST,
}
"""The same for the explorer's script."""

_WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True)
class Nearest:
    """The recommendations that come nearest to some words, the nearest first, and how near each comes, from 0 to 1."""

    clauses: Clauses
    scores: tuple[float, ...]


def nearest_in_meaning(c: Collection, texts: Iterable[str], most: int = MOST) -> Nearest:
    """Return the recommendations that come nearest to some words: none, if nothing comes near."""
    import numpy as np

    senses = _senses(c)
    near = np.round(senses.near(terms_in(" ".join(texts)[:LONGEST])), 6)
    order = np.argsort(-near, kind="stable")[:most]
    order = order[near[order] >= LEAST]
    return Nearest(Clauses(c, senses.clauses[order]), tuple(near[order].tolist()))


def terms_in(text: str) -> list[str]:
    """Return what the words of a text are known by, each once.

    >>> terms_in("Escalate, and use the escalation policy – it’s agreed.")
    ['escala', 'use', 'policy', "it's", 'agreed']
    """
    words = _WORD.findall(plain(text))
    return list(dict.fromkeys(word[:LETTERS] for word in words if len(word) > 1 and word not in UNSAYING))


@dataclass(frozen=True, slots=True, eq=False)
class _Senses:
    """The terms and themes of recommendations, which are numbered from 0; *clauses* are their numbers as clauses.

    The recommendations with a term are in *having*, from the term's place in *starts* to the next. *themes* are pairs
    of a recommendation and a theme; *length* is the root of the summed squares of the weights of each recommendation's terms,
    *span* that of its themes.
    """

    clauses: "Numbers"
    number_of: dict[str, int]
    starts: "Numbers"
    having: "Numbers"
    length: "Floats"
    themes: "tuple[Numbers, Numbers]"
    usual: "Floats"
    weights: "Floats"
    span: "Floats"

    def near(self, terms: Iterable[str]) -> "Floats":
        """Return how near each recommendation comes to some terms: by the terms, and half as much by themes."""
        import numpy as np

        size = len(self.clauses)
        shared, sense, squares = np.zeros(size), np.zeros(len(self.usual)), 0.0
        things, themes = self.themes
        for term in terms:
            number = self.number_of.get(term)
            having = self.having[:0] if number is None else self.having[self.starts[number] : self.starts[number + 1]]
            weight = log((size + 1) / (len(having) + 1))
            squares += weight**2
            if not len(having):
                continue
            shared[having] += weight**2
            is_having = np.zeros(size, bool)
            is_having[having] = True
            counts = np.bincount(themes[is_having[things]], minlength=len(self.usual))
            share = (counts + PRIOR * self.usual) / (len(having) + PRIOR)
            sense += weight * np.maximum(share - self.usual, 0)
        if not squares:
            return shared
        by_terms = shared / (sqrt(squares) * self.length)
        sense *= self.weights
        whole = sqrt(float((sense**2).sum()))
        if not whole:
            return by_terms / 1.5
        common = np.bincount(things, (sense * self.weights)[themes], minlength=size)
        by_themes: Floats = common / (whole * self.span)
        return (by_terms + by_themes / 2) / 1.5


@once
def _senses(c: Collection) -> _Senses:
    """Return the terms and themes of a collection's recommendations."""
    import numpy as np

    known = as_read(c)
    clauses = np.flatnonzero(known.recommendations)
    place = np.full(len(known.recommendations), -1)
    place[clauses] = np.arange(len(clauses))
    number_of, having = _terms(c, place)
    starts = np.concatenate(([0], np.cumsum([len(each) for each in having]))).astype(int)
    postings = np.concatenate(having) if having else np.zeros(0, int)
    weights = np.log((len(clauses) + 1) / (np.diff(starts) + 1))
    length = _roots(np.bincount(postings, np.repeat(weights, np.diff(starts)) ** 2, minlength=len(clauses)))

    kept = place[known.themes.things] >= 0
    things, themes = place[known.themes.things[kept]], known.themes.values[kept]
    often = np.bincount(themes, minlength=len(known.themes.ids))
    of_themes = np.log((len(clauses) + 1) / (often + 1))
    span = _roots(np.bincount(things, of_themes[themes] ** 2, minlength=len(clauses)))
    usual = often / max(len(clauses), 1)
    return _Senses(clauses, number_of, starts, postings, length, (things, themes), usual, of_themes, span)


def _terms(c: Collection, place: "Numbers") -> "tuple[dict[str, int], list[Numbers]]":
    """Return the number of each term, and the recommendations that have it, sorted; *place* has their numbers, -1 for others."""
    import numpy as np

    words = as_read(c).columns.clause_words
    starts, things = np.frombuffer(words.starts, "<i4"), np.frombuffer(words.things, "<i4")
    number_of: dict[str, int] = {}
    parts: list[list[Numbers]] = []
    for number, word in enumerate(words.words.decode(errors="surrogatepass").split("\n")[1:-1]):
        having = place[things[starts[number] : starts[number + 1]]]
        having = having[having >= 0]
        if len(having):
            for term in terms_in(word):
                at = number_of.setdefault(term, len(parts))
                if at == len(parts):
                    parts.append([])
                parts[at].append(having)
    return number_of, [each[0] if len(each) == 1 else np.unique(np.concatenate(each)) for each in parts]


def _roots(squares: "npt.NDArray[Any]") -> "Floats":
    """Return the roots of sums of squares, 1 for what has nothing that could come near."""
    import numpy as np

    return np.where(squares > 0, np.sqrt(squares), 1.0)
