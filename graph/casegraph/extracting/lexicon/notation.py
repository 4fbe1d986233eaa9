"""The notation of wordings: how the text of a wording is read as parts and words.

    school nurse            these words side by side, in singular, plural or possessive; hyphen, slash or space
    multi-agency            also "multi agency" and "multiagency"
    assess* risk*           any ending
    respond* … risk*        in this order, with at most GAP other words between; three dots are read as …
    review*|updat* polic*   either word
    wishes, feelings        the comma may be left out
    SEND                    capitals only in capitals (or as "SENDs"), so that it is not "send"
    child {be} heard        with a form of "to be" between, or nothing: "child was not heard", "child should be heard"

ontology/wordings/README.md explains it to people who mend the tables.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from casegraph.errors import CasegraphError
from casegraph.extracting.lexicon.codes import capitals_of, plain_form
from casegraph.wordings import BE

__all__ = ["Part", "Parts", "parts_of", "spellings"]

Part = tuple[tuple[tuple[str, ...], bool], ...]
"""Words side by side: the ones that may be at each place, and whether a comma is behind them."""
Parts = tuple[Part, ...]
"""A wording: one part, or several with gaps between them."""

_BE = (
    " ",
    " is|are|was|were|be|being|feel|felt|not|to|been ",
    " is|are|was|were|to|has|have|should not|be|been|being ",
)
_WORDS_ALONE = re.compile(r"[\w*|'’&][\w*|'’& ]*+")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_CHOICE = re.compile(r"([\w&'’|*]+)(,?)")
_BARE_STAR = re.compile(r"(?<!\w)\*")


@lru_cache(maxsize=20_000)
def parts_of(wording: str) -> tuple[Parts, ...]:
    """Return all ways to read a wording: with each form of "to be", with its hyphens and without them.

    Raises CasegraphError for a wording with a part that has no words, and for a star with nothing in front of it.

    >>> [len(parts_of(wording)) for wording in ("school nurse", "multi-agency", "child {be} heard")]
    [1, 2, 3]
    """
    if _WORDS_ALONE.fullmatch(wording) and not ("*" in wording and _BARE_STAR.search(wording)):  # most are so
        return ((tuple([(_written(words), False) for words in wording.split()]),),)
    read = []
    for way in _ways(wording.replace("...", "…")):
        parts = [_CHOICE.findall(part) for part in way.split("…")]
        if not all(parts) or ("*" in way and _BARE_STAR.search(way)):
            raise CasegraphError(
                f"The wording “{wording}” lacks a word.",
                "Write at least one before and behind each …, and a word's beginning in front of each *.",
            )
        read.append(tuple([tuple([(_written(words), comma != "") for words, comma in part]) for part in parts]))
    return tuple(read)


def spellings(wording: str) -> int:
    """Return in how many ways the words of a wording can be chosen; the lexicon looks for each of them.

    >>> spellings("school nurse"), spellings("review*|updat* policy|policies")
    (1, 4)
    """
    ways = parts_of(wording)
    return sum(math.prod(len(words) for part in parts for words, _ in part) for parts in ways)


def _ways(wording: str) -> Iterator[str]:
    """Yield the wordings that a wording stands for."""
    ways = [wording]
    if BE in wording:
        ways = [wording.replace(BE, words) for words in _BE]
    for way in ways:
        yield from sorted({way, _INNER_HYPHEN.sub("", way)}) if "-" in way else (way,)


@lru_cache(maxsize=10_000)
def _written(words: str) -> tuple[str, ...]:
    """Return how words of a wording that may stand for each other are written as codes know them."""
    return tuple(
        [word.lower() if word.endswith("*") else capitals_of(word) or plain_form(word) for word in words.split("|")]
    )
