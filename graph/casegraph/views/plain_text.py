"""Plain text: what is compared when words are looked for, without regard to capitals, accents and kinds of apostrophe."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["alphabetical", "plain", "words_in"]

_NUMBER = re.compile(r"([0-9]{1,15})")


def plain(text: str) -> str:
    """Return a text without capitals, accents and kinds of apostrophe.

    >>> plain("Child’s Réaltín")
    "child's realtin"
    """
    low = text.lower().replace("’", "'").replace("‘", "'")
    if low.isascii():  # which has nothing else to lose
        return low
    return "".join(each for each in unicodedata.normalize("NFKD", low) if not unicodedata.combining(each))


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
