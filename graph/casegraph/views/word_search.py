"""Looking for words, without regard to capitals, accents and kinds of apostrophe: in reviews and in their clauses."""

import re
import unicodedata
from collections.abc import Iterable

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, once

__all__ = ["alphabetical", "clauses_with", "plain", "reviews_with", "words_in"]

_NUMBER = re.compile(r"([0-9]{1,15})")


def plain(text: str) -> str:
    """Return a text without capitals, accents and kinds of apostrophe.

    >>> plain("Child’s Réaltín")
    "child's realtin"
    """
    low = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("‘", "'"))
    return "".join(each for each in low if not unicodedata.combining(each))


def alphabetical(text: str) -> tuple[str | int, ...]:
    """Return what texts are sorted by to be in alphabetical order, as a browser sorts them: numbers go by their value.

    >>> sorted(["Year 10", "éire", "Year 9", "Children’s act", "Childrens act"], key=alphabetical)
    ['Children’s act', 'Childrens act', 'éire', 'Year 9', 'Year 10']
    """
    parts = _NUMBER.split(plain(text))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


def words_in(texts: Iterable[str]) -> list[str]:
    """Return the words of some texts, each once, ready to be looked for.

    >>> words_in(["Child’s voice", "child's"])
    ["child's", 'voice']
    """
    return list(dict.fromkeys(word for text in texts for word in plain(text).split()))


def clauses_with(c: Collection, words: Iterable[str]) -> list[Clause]:
    """Return the clauses that have all *words*: recommendations, then learning points, then remarks."""
    words = list(words)
    return [clause for clause, text in _clause_texts(c) if all(word in text for word in words)]


def reviews_with(c: Collection, words: Iterable[str]) -> frozenset[str]:
    """Return the ids of the reviews whose title, names, narrative or clauses have all *words*."""
    words = list(words)
    texts = _review_texts(c) if words else dict.fromkeys(c.reviews, "")
    return frozenset(id for id, text in texts.items() if all(word in text for word in words))


@once
def _clause_texts(c: Collection) -> list[tuple[Clause, str]]:
    return [(each, plain(each.text)) for each in (*c.recommendations, *c.learning, *c.remarks)]


@once
def _review_texts(c: Collection) -> dict[str, str]:
    texts = {}
    for review in c.reviews.values():
        names = [c.partnerships[id].label for id in review.partnerships]
        names += [c.keywords[id].label for id in review.keywords]
        parts = [review.title, *names, *review.narrative, *(clause.text for clause in review.clauses)]
        texts[review.id] = plain("\n".join(parts))
    return texts
