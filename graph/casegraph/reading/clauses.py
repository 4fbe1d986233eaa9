"""Clauses: what a learning or recommendations paragraph lists, cut as docs/contract.md says."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casegraph.record.model import Passage

__all__ = ["Clause", "clauses_of"]


class Clause(NamedTuple):
    """A clause, and the lead-in that governs it ("Recommendations to the partnership include:"), if there is one."""

    passage: Passage
    lead_in: Passage | None


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
        for start, end in _pieces(paragraph.text):
            if start == end:
                continue
            piece = paragraph.text[start:end]
            length = _lead_in(piece)
            if length:
                lead_in = _passage(paragraph, start, start + len(piece[:length].rstrip()))
                start += length
            span = _trimmed(paragraph.text, start, end)
            if span and not ("embedded" in piece and _EMBEDDED.search(paragraph.text, *span)):
                yield Clause(_passage(paragraph, *span), lead_in)


def _passage(paragraph: Passage, start: int, end: int) -> Passage:
    return Passage(paragraph.start + start, paragraph.start + end, paragraph.text[start:end])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = place = closing = 0
    while mark := _MARK.search(text, place):
        place = mark.end()
        if mark[0] in ".!?":
            cut = _SENTENCE_END.match(text, mark.start()) and not _ABBREVIATION.search(
                text, max(start, mark.start() - _LONGEST_ABBREVIATION), mark.start()
            )
        else:
            cut = mark[0] in ";•▪◦"
            if mark[0] == "'" and closing < place:  # looked for once, not at every apostrophe
                closed = _CLOSING.search(text, place)
                closing = closed.start() if closed else len(text)
            far = mark[0] == "'" and closing - place > _LONGEST_QUOTE
            uncut = None if cut or far else _UNCUT.match(text, mark.start())
            place = uncut.end() if uncut else place
        if cut:
            yield _stripped(text, start, mark.start())
            start = place
    yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _lead_in(piece: str) -> int:
    """Return the length of the lead-in that a piece begins with, 0 if it has none."""
    if ":" not in piece and len(piece) > _LONGEST_LABEL:
        return 0
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
    alone = text[start:end].lower() in ("and", "or")  # what is left of "…; and" at the end of a list's item
    return (start, end) if start < end and not alone else None
