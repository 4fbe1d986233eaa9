"""Words as codes: how the words of a text and of a wording are written so that equal ones are the same.

A word is a code of two characters and a mark for what stands behind it. All forms of a word that count as equal have
the same code: upper and lower case, singular, plural and possessive. A word of a wording can also stand for any word
that begins with it ("assess*"), or be in capitals ("SEND"), and is then found only in capitals.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from casegraph.errors import CasegraphError

__all__ = ["JOIN", "NEVER", "STOP", "UNIT", "Codes", "Part", "cut", "readings"]

JOIN, STOP = "\x01", "\x02"
"""The marks: behind a word nothing parts it from the next, or something does."""
UNIT = 3
"""How many characters stand for a word."""
NEVER = "\x04"
"""A string that is in no text's codes."""

Part = tuple[tuple[tuple[str, ...], bool], ...]
"""Words side by side: the ones that may stand at each place, and whether a comma stands behind them."""

_UNKNOWN = "\x03\x03"
_WORD = re.compile(r"[\w&]+(?:['’][\w&]+)*")
_CLOSE = re.compile(r"[\s\-‐‑‒–—/'’‘“”\"]*")  # between two words: does not part them
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_CHOICE = re.compile(r"([\w&'’|*]+)(,?)")
_BARE_STAR = re.compile(r"(?<!\w)\*")
_PLURAL = re.compile(r"['’]?s$")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRST_CODE = 0x21
_REMEMBERED = 100_000  # tokens kept with their codes; a page's vocabulary is a tenth of it
_IRREGULAR = {"children": "child", "men": "man", "women": "woman", "lives": "life"}


class Codes(dict[str, str]):
    """The codes of a token (what stands between two spaces), worked out when it is first met.

    A text's word has one code: that of its form in capitals if a wording has it, else of its plain form, else of the
    longest "beginning*" that fits. A wording that asks for less (a plain form, a shorter beginning) takes those too.
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
            self._forms[_plain(word)].add(code)
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
        units = cut(token)
        for index, (start, end) in enumerate(units):
            behind = token[end : units[index + 1][0] if index + 1 < len(units) else len(token)]
            codes += self._code(token[start:end]) + (JOIN if start < end and _CLOSE.fullmatch(behind) else STOP)
        if len(self) < _REMEMBERED:
            self[token] = codes
        return codes

    def _code(self, word: str) -> str:
        code = self._known.get(_capitals(word) or "") or self._known.get(_plain(word))
        if code:
            return code
        small = word.lower()
        return next((self._beginnings[small[:n]] for n in self._lengths if small[:n] in self._beginnings), _UNKNOWN)


@lru_cache(maxsize=10_000)
def cut(token: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a token stand, after an empty one where it begins with what parts words."""
    words = tuple(found.span() for found in _WORD.finditer(token))
    if not _CLOSE.fullmatch(token, 0, words[0][0] if words else len(token)):
        return ((0, 0), *words)
    return words


def _capitals(word: str) -> str | None:
    """Return the capitals of a word that is written in them, without the s of plural or possessive."""
    if word.islower():
        return None
    bare = _PLURAL.sub("", word)
    return bare if len(bare) > 1 and bare.isupper() else None


@lru_cache(maxsize=10_000)
def _plain(word: str) -> str:
    """Return the form that stands for singular, plural and possessive of a word.

    >>> [_plain(word) for word in ("Agencies", "child's", "children’s", "processes", "has")]
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


@lru_cache(maxsize=20_000)
def readings(wording: str) -> tuple[tuple[Part, ...], ...]:
    """Return the ways to read a wording as parts: as it stands, and with its hyphens left out.

    Raises CasegraphError for a wording with a part that has no words, and for a star that nothing stands before.
    """
    found = []
    for way in sorted({wording, _INNER_HYPHEN.sub("", wording)}) if "-" in wording else (wording,):
        parts = [_CHOICE.findall(part) for part in way.split("…")]
        if not all(parts) or ("*" in way and _BARE_STAR.search(way)):
            raise CasegraphError(
                f"The wording “{wording}” lacks a word where one has to be; mend it in its scheme file."
            )
        found.append(tuple([tuple([(_written(words), comma != "") for words, comma in part]) for part in parts]))
    return tuple(found)


@lru_cache(maxsize=10_000)
def _written(words: str) -> tuple[str, ...]:
    """Return how words of a wording that may stand for each other are written as codes know them."""
    return tuple([word.lower() if word.endswith("*") else _capitals(word) or _plain(word) for word in words.split("|")])
