"""What a collection alone reads themes with: wordings of its own, phrases that tell nothing of a subject, and how probable a theme must be."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from casegraph.collections import profile_named
from casegraph.errors import CasegraphError
from casegraph.extracting.lexicon import Lexicon, Mention
from casegraph.extracting.themes import LEAST
from casegraph.wordings import Wording, wordings_of

__all__ = ["Subjects", "own_wordings", "subjects_of", "with_own"]

_HEAD: Final = "concept\twording"


class Subjects(NamedTuple):
    """What the themes of a collection's clauses are read with, beside what holds for all."""

    own: Lexicon | None = None
    asides: re.Pattern[str] | None = None
    least_with_wording: float = LEAST
    least_without: float = LEAST

    def text_of(self, text: str) -> str:
        """Return a text with spaces in the place of asides, as long as before.

        >>> Subjects(asides=re.compile("I heard that")).text_of("I heard that no plan was made.")
        '             no plan was made.'
        """
        return self.asides.sub(lambda aside: " " * len(aside[0]), text) if self.asides else text


@cache
def subjects_of(collection: str) -> Subjects:
    """Return what the themes of a collection are read with.

    Raises CasegraphError for a table of wordings that names no theme.

    >>> subjects_of("local")
    Subjects(own=None, asides=None, least_with_wording=0.3, least_without=0.3)
    """
    profile = profile_named(collection)
    own = own_wordings(collection)
    return Subjects(
        Lexicon(own) if own else None,
        _pattern(profile.asides) if profile.asides else None,
        LEAST if profile.least_with_wording is None else profile.least_with_wording,
        LEAST if profile.least_without is None else profile.least_without,
    )


def own_wordings(collection: str) -> tuple[Wording, ...]:
    """Return the wordings of themes that a collection has in its folder, none if it has no table."""
    table = files("casegraph.collections") / collection / "themes.tsv"
    if not table.is_file():
        return ()
    head, *lines = table.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    known = {each.concept for each in wordings_of("themes")}
    wrong = next((number for number, row in enumerate(rows, 2) if len(row) != 2 or row[0] not in known), 0)
    if head != _HEAD or wrong:
        raise CasegraphError(
            f"The wordings of the collection {collection}, line {wrong or 1}, cannot be used.",
            "Write a theme's id, a tab and a wording on each line of themes.tsv, below the head “concept”, tab, “wording”.",
        )
    return tuple(Wording(concept, text, origin=collection) for concept, text in rows)


def with_own(mentions: Sequence[Mention], own: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions and those by a collection's own wordings, in the order of the text; the same words once for a theme."""
    known = {(start, end, wording.concept) for start, end, wording in mentions}
    more = [each for each in own if (each[0], each[1], each[2].concept) not in known]
    return tuple(sorted([*mentions, *more], key=lambda each: (each[0], each[1], each[2].concept)))


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of phrases, the longest first, with either apostrophe and also with the s of a possessive."""
    written = sorted((re.escape(each).replace("’", "['’]") for each in phrases), key=lambda each: (-len(each), each))
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?:['’]s)?(?!\w)", re.IGNORECASE)
