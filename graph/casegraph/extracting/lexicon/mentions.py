"""Mentions: from words, counted in a text's codes, to places in the text itself."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from casegraph.extracting.lexicon.codes import UNIT, words_in
from casegraph.extracting.lexicon.overlaps import Span
from casegraph.record.model import new
from casegraph.wordings import Wording

__all__ = ["Mention", "mentions_at"]


class Mention(NamedTuple):
    """Where a text mentions a concept, from *start* to *end*, and by which wording."""

    start: int
    end: int
    wording: Wording


def mentions_at(
    spans: Sequence[Span], tokens: Sequence[str], codes: Sequence[str], joined: str, wordings: Sequence[Wording]
) -> list[Mention]:
    """Return where spans are in the text with these *tokens*, which have these *codes*, *joined* to one string.

    >>> at, = mentions_at([(1, 2, 0)], ["a", "School", "nurse;"], ["…"] * 3, "." * 9, [Wording("it", "school nurse")])
    >>> at.start, at.end
    (2, 14)
    """
    ends = [*accumulate(map(len, tokens))]
    # units[token] counts the code up to the token's end; None where every token is one word
    units = None
    if len(joined) != UNIT * len(tokens) or "" in codes:
        units = [*accumulate(map(len, codes))]
    mentions = []
    for first, last, number in spans:
        token, word = (first, 0) if units is None else _unit_at(units, first)
        written = tokens[token]
        end = ends[token] + token
        start = end - len(written)
        if not written.isalnum():
            start += words_in(written)[word][0]
        if last > first:
            token, word = (last, 0) if units is None else _unit_at(units, last)
            written = tokens[token]
            end = ends[token] + token
        if not written.isalnum():
            end += words_in(written)[word][1] - len(written)
        mentions.append(new(Mention, (start, end, wordings[number])))
    return mentions


def _unit_at(units: list[int], number: int) -> tuple[int, int]:
    """Return in which token the word of a *number* is, and which of the token's words it is."""
    token = bisect_right(units, number * UNIT)
    return token, number - (units[token - 1] // UNIT if token else 0)
