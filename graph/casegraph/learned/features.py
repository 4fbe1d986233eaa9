"""Features of a clause: its words, pairs of words, and beginnings and ends of words, as training and reading both see them."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

__all__ = ["SMALL", "pair_places", "pairs_of", "pieces_of", "places_of", "words_of"]

_BEGINNINGS = (4, 5, 6, 7)
_ENDS = (4, 5)

_LONGEST = 30
"""Characters of a word that are looked at: hostile text has longer ones."""

_MOST = 300
"""Words of a clause that are looked at, for the same reason; real clauses have up to a hundred."""

_WORD = re.compile(r"\w+(?:['-]\w+)*")

SMALL = frozenset(
    "a an the of in to on at by for with and or that this these those is are was were be been being as it its which who "
    "whom whose from not no than then so such into their his her he she they them there had has have did do does would "
    "should could may might will can all any each other where when what how".split()
)
"""Words that say little by themselves. A pair of words can skip them: "known … police" in "known to the police"."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and with straight apostrophes.

    >>> words_of("Children’s “lived experience” – GP-led")
    ["children's", 'lived', 'experience', 'gp-led']
    """
    return [word.lower()[:_LONGEST] for word in _WORD.findall(text.replace("’", "'"))[:_MOST]]


def places_of(text: str) -> list[tuple[int, int]]:
    """Return where each of the words of a text begins and ends.

    >>> places_of("GP-led work")
    [(0, 6), (7, 11)]
    """
    return [each.span() for each in islice(_WORD.finditer(text.replace("’", "'")), _MOST)]


def pairs_of(words: Sequence[str]) -> list[str]:
    """Return pairs of neighbours ("a b"), and of neighbours once small words are left out ("a~b").

    >>> pairs_of(["known", "to", "the", "police"])
    ['known to', 'to the', 'the police', 'known~police']
    """
    large = [word for word in words if word not in SMALL]
    return [f"{one} {other}" for one, other in pairwise(words)] + [f"{one}~{other}" for one, other in pairwise(large)]


def pair_places(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the numbers of the two words of each pair, in the order of `pairs_of`.

    >>> pair_places(["known", "to", "the", "police"])
    [(0, 1), (1, 2), (2, 3), (0, 3)]
    """
    large = [number for number, word in enumerate(words) if word not in SMALL]
    return [*pairwise(range(len(words))), *pairwise(large)]


def pieces_of(word: str) -> list[str]:
    """Return the beginnings and ends of a word, by which words of one family are alike.

    >>> pieces_of("assessment")
    ['asse<', 'asses<', 'assess<', 'assessm<', '>ment', '>sment']
    """
    return [f"{word[:size]}<" for size in _BEGINNINGS if len(word) > size] + [
        f">{word[-size:]}" for size in _ENDS if len(word) > size + 2
    ]
