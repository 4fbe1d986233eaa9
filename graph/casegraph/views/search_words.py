"""The words of what somebody looks for, and the key by which a name is recognised in them.

A key is without endings of the plural, hyphens and small words. ``explorer/scripts/search_words.js`` does the same in a browser.
"""

import re
from collections.abc import Iterable, Sequence

from casegraph.views.plain_text import plain

__all__ = ["GENERAL", "LONGEST", "MOST", "SMALL", "key_of", "meaningful", "quoted", "stem", "tokens"]

LONGEST = 200
"""The letters that are read."""

MOST = 12
"""The words that are read."""

SMALL = frozenset(
    "a among an and between the of in into on for to with by from at or is was were are our my its".split()
)
"""Words that make no difference to a name."""

GENERAL = frozenset(
    "about all any anybody anyone as asked ask been can case cases child children could did do does every everything find found get give "
    "had has have how i involve involves involving it learned learning learnt lessons look many me mention "
    "mentioned mentions more most much must need recommendation recommendations recommended related "
    "reports review reviewed reviews said say says see should show some such tell that their them there these they this "
    "those told us want we what when where which who whom whose why will would you your".split()
)
"""Words that say nothing about what is looked for, unless they are part of a name."""

_WORD = re.compile(r"\w+(?:['&]\w+)*")
_SINGLE = re.compile(r"(?<!\w)(\w) ?(?:&|and) ?(\w)(?!\w)")


def tokens(text: str) -> list[str]:
    """Return the words of a text, in their order.

    >>> tokens("A & E, self-harm and Children’s homes?")
    ['a&e', 'self', 'harm', 'and', "children's", 'homes']
    """
    return _WORD.findall(_SINGLE.sub(r"\1&\2", plain(text[:LONGEST])))[:MOST]


def stem(word: str) -> str:
    """Return a word without the ending of a plural or a genitive.

    >>> [stem(word) for word in ("babies", "GPs".lower(), "children's", "illness", "services", "abuses")]
    ['baby', 'gp', 'children', 'illness', 'service', 'abuse']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and (len(word) > 2 or word[:-1].isdigit()):
        return word[:-1]
    return word


def key_of(words: Iterable[str]) -> str:
    """Return the key of a name.

    >>> key_of(tokens("The voice of children")) == key_of(tokens("voice of the children"))
    True
    """
    return " ".join(stem(word) for word in words if word not in SMALL)


def meaningful(words: Sequence[str]) -> list[str]:
    """Return the words that say what is looked for; all but small ones, if none of them does.

    >>> meaningful(["which", "reviews", "mention", "suicide"]), meaningful(["the", "learning"])
    (['suicide'], ['learning'])
    """
    own = [word for word in words if word not in SMALL]
    return [word for word in own if word not in GENERAL] or own


def quoted(words: Sequence[str]) -> str:
    """Return words each in quotation marks: together in one pair they would claim to be a phrase.

    >>> quoted(["home", "education"])
    '“home” and “education”'
    """
    each = [f"“{word}”" for word in words]
    return " and ".join([*([", ".join(each[:-1])] if each[1:] else []), *each[-1:]])
