"""Words as codes: forms of a word that count as equal have the same code.

A word is a code of two characters and a mark for what is behind it. Upper and lower case, singular, plural and
possessive of a word have one code. A word of a wording can also mean any word that begins with it ("assess*"), or be in
capitals ("SEND") and then fit only capitals.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["JOIN", "NEVER", "STOP", "UNIT", "Codes", "capitals_of", "plain_form", "words_in"]

JOIN, STOP = "\x01", "\x02"
"""The marks behind a word: nothing parts it from the next word, or something does."""
UNIT = 3
"""How many characters a word has in code, with its mark."""
NEVER = "\x04"
"""A string that is in no text's codes."""

_UNKNOWN = "\x03\x03"
_WORD = re.compile(r"[\w&]+(?:['’][\w&]+)*")
_CLOSE = re.compile(r"[\s\-‐‑‒–—/'’‘“”\"]*")  # between two words: does not part them
_PLURAL = re.compile(r"['’]?s$")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRST_CODE = 0x21
_REMEMBERED = 50_000  # tokens kept with their codes; the clauses of 209 reviews have 4,000
_LONGEST_REMEMBERED = 60  # characters of one
_IRREGULAR = {"children": "child", "men": "man", "women": "woman", "lives": "life"}


class Codes(dict[str, str]):
    """The codes of tokens (a token is what is between two spaces), worked out when a token first comes up.

    A word has one code: that of its capitals if a wording has them, else of its plain form, else of the longest
    "beginning*" that fits. A wording that asks for less (a plain form, a shorter beginning) fits those codes too.
    """

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        known = sorted(set(words))
        base = next(size for size in range(1, len(known) + 2) if size * size >= len(known))
        codes = [chr(_FIRST_CODE + n // base) + chr(_FIRST_CODE + n % base) for n in range(len(known))]
        self._known = dict(zip(known, codes, strict=True))
        self._beginnings = {word[:-1]: code for word, code in self._known.items() if word.endswith("*")}
        self._lengths = sorted({len(beginning) for beginning in self._beginnings}, reverse=True)
        self._in_order = sorted((word.lower(), code) for word, code in self._known.items())
        self._forms: defaultdict[str, set[str]] = defaultdict(set)  # capitals are a form of the plain word too
        for word, code in self._known.items():
            self._forms[word].add(code)
            self._forms[plain_form(word)].add(code)
        self._fitting: dict[tuple[str, ...], list[str]] = {}

    def fitting(self, words: tuple[str, ...]) -> list[str]:
        """Return the codes that a text's word may have where a wording has one of *words*."""
        if words not in self._fitting:
            self._fitting[words] = sorted(set().union(*map(self._fitting_one, words)))
        return self._fitting[words]

    def _fitting_one(self, word: str) -> Iterable[str]:
        if not word.endswith("*"):
            return self._forms[word]
        begin = bisect_left(self._in_order, (word[:-1], ""))
        end = bisect_left(self._in_order, (f"{word[:-1]}\U0010ffff", ""))
        return [code for _, code in self._in_order[begin:end]]

    def __missing__(self, token: str) -> str:
        codes = ""
        words = words_in(token)
        for index, (start, end) in enumerate(words):
            behind = token[end : words[index + 1][0] if index + 1 < len(words) else len(token)]
            codes += self._code(token[start:end]) + (JOIN if start < end and _CLOSE.fullmatch(behind) else STOP)
        if len(self) < _REMEMBERED and len(token) <= _LONGEST_REMEMBERED:
            self[token] = codes
        return codes

    def _code(self, word: str) -> str:
        code = self._known.get(capitals_of(word) or "") or self._known.get(plain_form(word))
        if code:
            return code
        small = word.lower()
        return next((self._beginnings[small[:n]] for n in self._lengths if small[:n] in self._beginnings), _UNKNOWN)


@lru_cache(maxsize=10_000)
def words_in(token: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a token begin and end, after an empty word if it begins with what parts words.

    >>> words_in("school/nurse"), words_in("(SEND)")
    (((0, 6), (7, 12)), ((0, 0), (1, 5)))
    """
    words = tuple(word.span() for word in _WORD.finditer(token))
    if not _CLOSE.fullmatch(token, 0, words[0][0] if words else len(token)):
        return ((0, 0), *words)
    return words


def capitals_of(word: str) -> str | None:
    """Return a word that is written in capitals, without the s of plural or possessive; None for other words.

    >>> [capitals_of(word) for word in ("IROs", "Send", "A")]
    ['IRO', None, None]
    """
    if word.islower():
        return None
    bare = _PLURAL.sub("", word)
    return bare if len(bare) > 1 and bare.isupper() else None


@lru_cache(maxsize=10_000)
def plain_form(word: str) -> str:
    """Return the form that singular, plural and possessive of a word share.

    >>> [plain_form(word) for word in ("Agencies", "child's", "children’s", "processes", "has")]
    ['agency', 'child', 'child', 'process', 'has']
    """
    word = _POSSESSIVE.sub("", word.lower())
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
