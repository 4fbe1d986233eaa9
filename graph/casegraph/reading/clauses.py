"""Clauses: what a learning or recommendations paragraph lists, cut as docs/contract.md says."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casegraph.record.model import Given, Passage, new

__all__ = ["Clause", "clauses_of"]


class Clause(NamedTuple):
    """A clause, and the lead-in that governs it ("Recommendations to the partnership include:"), if there is one.

    *given* is what a person has given with it, in local reports only.
    """

    passage: Passage
    lead_in: Passage | None
    given: Given | None = None


_MARK = re.compile(r"[;.!?(\[“\"‘'•▪◦]")
_UNCUT = re.compile(  # parentheses, brackets and quotes
    r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]"
    r"|“[^“”]{0,300}”|\"[^\"]{0,300}\""
    r"|‘(?:[^‘’]|’(?=\w)){0,300}’"
    r"|(?<![\w’'])'(?=\w)(?:[^']|'(?=\w)){0,300}'(?!\w)"
)
_CLOSING = re.compile(r"'(?!\w)")
_LONGEST_QUOTE = 300
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"'“‘(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nos|dr|mr|mrs|ms|st|approx|inc|dept|para|paras|p|pp|ch))$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 6
_LEAD_IN = re.compile(
    r"(?:(?:also|the|key|main|further|additional|other|overall|wider|national|local|specific|overarching|review|report"
    r"|identified|practice|organisational|system|case|good|important|emerging|areas?|points?|of|for|and|to|be"
    r"|panel|author|reviewers?|serious|multi-?agency|single[- ]agency|it|that)\s+)*"
    r"(?:learning|lessons?|issues|themes|findings|concerns|shortcomings|weaknesses|improvement|practice"
    r"|recommend(?:s|ed|ations?)?|includes?|points|makes|identif(?:ies|ied)|highlights?|raises|found|finds|notes?|noted"
    r"|concludes?d?|sets\s+out|draws\s+out)\b"
    r"(?:(?P<rest>[^:;.]{0,120}?):\s*|(?:\s+(?:themes|points|learn(?:ed|t)|identified)){0,6}$)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(  # a sentence that says no more than whom the list after it is for
    r"(?:the\s+|these\s+)?recommendations\s+(?:are|were)\s+(?:addressed|directed|made)\s+to\b(?![^.]*\b(?:that|should|include)\b)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40  # characters of a label without a colon, such as "Learning points identified"
_ASKS = re.compile(r"\b(?:should|must|shall|need(?:s)?\s+to)\b", re.IGNORECASE)
_AGAIN = re.compile(r"(?:(?:these|they|this)\s+)?includ(?:es?|ing)\s*:\s*", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-–—•·*▪◦]+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])\s+")
_AND = re.compile(r"and,?\s+", re.IGNORECASE)
_EMBEDDED = re.compile(r"embedded\s+(?:with)?in\s+the\s+recommendations", re.IGNORECASE)


def clauses_of(paragraphs: Iterable[Passage]) -> Iterator[Clause]:
    """Yield the clauses of a section's paragraphs, in order.

    A paragraph is cut at semicolons and at sentence ends, never inside parentheses or quotes. Lead-in, leading "and"
    and closing mark are left out; an actor's prefix ("The DfE should:") stays. A lead-in holds until the next one, in
    the next paragraphs too.

    >>> text = "Learning themes include: neglect; the ‘think; family’ idea; and capacity."
    >>> [clause.passage.text for clause in clauses_of([Passage.of(text, 0, len(text))])]
    ['neglect', 'the ‘think; family’ idea', 'capacity']
    """
    lead_in: Passage | None = None
    for paragraph in paragraphs:
        place, _, text = paragraph
        may_refer = "embedded" in text
        for start, end in _pieces(text):
            length = _lead_in(text, start, end)
            if length:
                lead_in = _passage(paragraph, start, start + len(text[start : start + length].rstrip()))
            span = _trimmed(text, start + length, end)
            if span and not (may_refer and "embedded" in text[start:end] and _EMBEDDED.search(text, *span)):
                start, end = span
                yield new(Clause, (new(Passage, (place + start, place + end, text[start:end])), lead_in, None))


def _passage(paragraph: Passage, start: int, end: int) -> Passage:
    return Passage(paragraph.start + start, paragraph.start + end, paragraph.text[start:end])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a paragraph are, without the white space around them; none is empty."""
    start = place = closing = 0
    while mark := _MARK.search(text, place):
        begin, place = mark.span()
        sign = text[begin]
        if sign in ";•▪◦":
            cut = True
        elif sign in ".!?":
            cut = _SENTENCE_END.match(text, begin) is not None and not _ABBREVIATION.search(
                text, max(start, begin - _LONGEST_ABBREVIATION), begin
            )
        else:
            cut = False
            if sign == "'" and closing < place:  # looked for once, not at every apostrophe
                closed = _CLOSING.search(text, place)
                closing = closed.start() if closed else len(text)
            if sign != "'" or closing - place <= _LONGEST_QUOTE:
                uncut = _UNCUT.match(text, begin)
                place = uncut.end() if uncut else place
        if cut:
            if piece := text[start:begin].strip():
                start += text[start:begin].index(piece[0])
                yield start, start + len(piece)
            start = place
    if piece := text[start:].strip():
        start += text[start:].index(piece[0])
        yield start, start + len(piece)


def _lead_in(text: str, start: int, end: int) -> int:
    """Return the length of the lead-in that a piece begins with, 0 if it has none."""
    if end - start > _LONGEST_LABEL and text.find(":", start, end) < 0:
        return end - start if text[end : end + 1] == "." and _ADDRESSED.match(text, start, end) else 0
    piece = text[start:end]
    bullet = _BULLET.match(piece)
    place = bullet.end() if bullet else 0
    match = _LEAD_IN.match(piece, place)
    if not match or _ASKS.search(match["rest"] or ""):
        return 0
    place = match.end()
    again = _AGAIN.match(piece, place)
    return again.end() if again else place


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span without bullet, leading "and" and closing mark, or None if nothing remains."""
    head = text[start : min(start + 5, end)]
    if head and (not head[0].isalpha() or "." in head or ")" in head):
        bullet = _BULLET.match(text, start, end)
        start = bullet.end() if bullet else start
    if text[start : start + 3].lower() == "and":
        joined = _AND.match(text, start, end)
        start = joined.end() if joined else start
    while start < end and (text[end - 1] in ".;,!" or text[end - 1].isspace()):
        end -= 1
    if end - start <= 3 and text[start:end].lower() in ("and", "or", ""):  # "…; and" at the end of a list's item
        return None
    return start, end
