"""A lexicon: finds the wordings of concepts in a text, all in one pass.

Each word of the text becomes a short code, the same for all its forms that count as equal, and a mark for what stands
behind it. So a wording is a string of codes, and one Aho-Corasick automaton finds them all; the text itself is never
changed, so places in it stay known.

How a wording is written:

    school nurse            these words side by side, in singular, plural or possessive; hyphen, slash or space
    multi-agency            also "multi agency" and "multiagency"
    assess* risk*           any ending
    respond* … risk*        in this order, with at most GAP other words between
    review*|updat* polic*   either word
    wishes, feelings        the comma may be left out
    SEND                    capitals only in capitals (or as "SENDs"), so that it is not "send"
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from types import MappingProxyType
from typing import Generic, Self, TypeVar

from casegraph.extracting.automaton import Use, compiled
from casegraph.extracting.tokens import UNIT, cut
from casegraph.schemes import Concept, scheme

__all__ = ["GAP", "Lexicon", "Mention", "agency_lexicon"]

GAP = 6
"""How many other words may stand where a wording has an ellipsis."""

Mention = tuple[int, int, str]
"""Where a concept is mentioned in a text, and which: start, end, the concept's id."""

_Span = tuple[int, int, str]
"""A find: its first and last word by number, and the concept."""
_Seen = tuple[tuple[int, int], ...]
"""The parts of a wording with gaps that were seen; what stands in the gaps is not its words."""
_Begun = tuple[frozenset[int], int, int, _Seen | None]
"""A part of wordings with gaps that was seen: the nodes it leads to, the first word, the last, and all parts so far
(None for a first part)."""
_Cover = tuple[int, int, int]
"""Words that shorter finds are not looked for in: first, last, and the length of the find that has them."""


class Lexicon:
    """The wordings of concepts, ready to be found.

    >>> lexicon = Lexicon([("school-nursing", "school nurse"), ("schools", "school"), ("risk", "respond* … risk*")])
    >>> lexicon.find("Schools’ staff and School-nurses respond to a risk")
    [(0, 7, 'schools'), (19, 32, 'school-nursing'), (33, 50, 'risk')]
    """

    def __init__(
        self,
        wordings: Iterable[tuple[str, str]],
        exceptions: Iterable[tuple[str, str]] = (),
        own: Mapping[str, Iterable[tuple[str, str]]] = MappingProxyType({}),
    ) -> None:
        """Compile pairs of concept id and wording; an exception is where a wording does not mean its concept.

        *own* are wordings that count only in texts of a kind, by kind.
        """
        uses = [(Use(concept), text) for concept, text in sorted(set(wordings))]
        uses += [(Use(concept, is_exception=True), text) for concept, text in sorted(set(exceptions))]
        uses += [(Use(concept, kind), text) for kind, pairs in own.items() for concept, text in sorted(set(pairs))]
        self._codes, self._automaton, self._ends = compiled(uses)

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Self:
        """Compile all wordings and exceptions of *concepts*; those for a kind of clause count where it is asked for."""
        concepts = list(concepts)
        return cls(
            ((concept.id, text) for concept in concepts for text in concept.wordings),
            ((concept.id, text) for concept in concepts for text in concept.exceptions),
            {
                "learning": ((concept.id, text) for concept in concepts for text in concept.learning),
                "recommendation": ((concept.id, text) for concept in concepts for text in concept.recommendation),
            },
        )

    def find(self, text: str, kind: str = "", *, contained: bool = False) -> list[Mention]:
        """Return the mentions in *text*, sorted; wordings of its *kind* count too.

        A mention inside a longer one of any concept is left out unless *contained* asks for it; two concepts can share
        the very same words. Exceptions hold either way.
        """
        tokens = text.split(" ")
        codes = [*map(self._codes.__getitem__, tokens)]
        joined = "".join(codes)
        spans, covers = self._spans(joined, kind)
        if not spans:
            return []
        if len(spans) > 1 and not contained:
            spans = _uncovered(list(dict.fromkeys(spans)), covers) if covers else _longest(spans)
        elif covers:
            spans = list(dict.fromkeys(spans))
        ends = [*accumulate(map(len, tokens))]
        # units[token] counts the code up to the token's end; None where every token is one word
        simple = len(joined) == UNIT * len(tokens) and "" not in codes
        units = None if simple else [*accumulate(map(len, codes))]
        mentions = []
        for first, last, concept in spans:
            token, word = (first, 0) if units is None else _unit_at(units, first)
            written = tokens[token]
            start = ends[token] + token - len(written)
            if not written.isalnum():
                start += cut(written)[word][0]
            if last > first:
                token, word = (last, 0) if units is None else _unit_at(units, last)
                written = tokens[token]
            end = ends[token] + token
            if not written.isalnum():
                end += cut(written)[word][1] - len(written)
            mentions.append((start, end, concept))
        mentions.sort()
        return mentions

    def _spans(self, codes: str, kind: str) -> tuple[list[_Span], list[_Cover]]:
        """Return the finds in a text's codes, by their last word, all counted in words.

        If wordings with gaps are among them, also which words each find covers.
        """
        spans: list[_Span] = []
        gapped: list[tuple[_Span, _Seen]] = []
        barred: list[_Span] = []
        begun: list[_Begun] = []
        end_nodes = self._ends
        waiting = 0  # the nodes of begun as bits: most words that could end a wording find none begun
        for at, (length, concepts, more) in self._automaton.iter(codes):
            last: int = at // UNIT
            first: int = last - length
            for concept in concepts:
                spans.append((first, last, concept))
            if more is None:
                continue
            own, follow_bits, follow, exceptions, begins, begins_bits = more
            spans += [(first, last, concept) for concept, of in own if of == kind]
            if waiting & follow_bits:
                for node, start, seen in _reached(begun, follow, first, last):
                    waiting |= 1 << node
                    for concept, of, is_exception in end_nodes[node]:
                        if is_exception:
                            barred.append((start, last, concept))
                        elif not of or of == kind:
                            gapped.append(((start, last, concept), seen))
            if exceptions:
                barred += [(first, last, concept) for concept in exceptions]
            if begins:
                begun.append((begins, first, last, None))
                waiting |= begins_bits
        if barred:
            spans, gapped = _not_barred(spans, gapped, barred)
        return _with_gapped(spans, gapped) if gapped else (spans, [])


def _with_gapped(spans: list[_Span], gapped: list[tuple[_Span, _Seen]]) -> tuple[list[_Span], list[_Cover]]:
    """Return all finds, and which words each covers: of a wording with gaps only its parts."""
    covers = [(first, last, last - first) for first, last, _ in spans]
    for span, seen in gapped:
        spans.append(span)
        covers += [(first, last, span[1] - span[0]) for first, last in seen]
    return spans, covers


def _reached(begun: list[_Begun], follow: dict[int, list[int]], first: int, last: int) -> list[tuple[int, int, _Seen]]:
    """Take words as a part that follows one of the parts *begun*; return the nodes reached, with start and parts."""
    reached: list[tuple[int, int, _Seen]] = []
    for before, nodes in follow.items():
        for at, start, end, seen in reversed(begun):
            if first - end > GAP + 1:
                break
            if before in at:
                if end < first:
                    parts = (*(seen or ((start, end),)), (first, last))
                    reached += [(node, start, parts) for node in nodes]
                break
    begun += [(frozenset((node,)), start, last, seen) for node, start, seen in reached]
    return reached


def _not_barred(
    spans: list[_Span], gapped: list[tuple[_Span, _Seen]], barred: list[_Span]
) -> tuple[list[_Span], list[tuple[_Span, _Seen]]]:
    """Return the finds that lie in no exception of their concept."""
    near = _Near(barred)
    return (
        [span for span in spans if not _is_barred(span, near.of(span))],
        [(span, seen) for span, seen in gapped if not _is_barred(span, near.of(span))],
    )


def _unit_at(units: list[int], number: int) -> tuple[int, int]:
    """Return in which token the word of a *number* stands, and which of the token's words it is."""
    token = bisect_right(units, number * UNIT)
    return token, number - (units[token - 1] // UNIT if token else 0)


_Place = TypeVar("_Place", _Span, _Cover)
_FEW = 24


class _Near(Generic[_Place]):
    """Places in a text, of which those are wanted that can have a span inside them: in a long text the ones around it."""

    def __init__(self, places: list[_Place]) -> None:
        self._places: list[_Place] = places if len(places) <= _FEW else sorted(places)
        self._begins: list[int] = [] if len(places) <= _FEW else [place[0] for place in self._places]
        self._longest = max((place[1] - place[0] for place in places), default=0)

    def of(self, span: _Span) -> list[_Place]:
        """Return the places that may have *span* inside them; of few all."""
        if not self._begins:
            return self._places
        first = span[0]
        return self._places[bisect_left(self._begins, first - self._longest) : bisect_right(self._begins, first)]


def _is_barred(span: _Span, barred: list[_Span]) -> bool:
    first, last, concept = span
    for begin, end, barred_concept in barred:
        if barred_concept == concept and begin <= first and last <= end:
            return True
    return False


def _longest(spans: list[_Span]) -> list[_Span]:
    """Return the spans that do not lie in a longer one; they come by their last word, of the same the longest first."""
    kept: list[_Span] = []
    for span in spans:
        first, last, _ = span
        while kept:
            begin, end, _ = kept[-1]
            if begin < first or end == last:
                break
            kept.pop()
        if not kept or end != last or begin == first:
            kept.append(span)
    return kept


def _uncovered(spans: list[_Span], covers: list[_Cover]) -> list[_Span]:
    """Return the spans that do not lie in words of a longer find."""
    kept = []
    near = _Near(covers) if len(covers) > _FEW else None
    for span in spans:
        first, last, _ = span
        length = last - first
        for begin, end, size in near.of(span) if near else covers:
            if size > length and begin <= first and last <= end:
                break
        else:
            kept.append(span)
    return kept


@cache
def agency_lexicon() -> Lexicon:
    """Return the lexicon of the agency scheme; compiled once a process."""
    return Lexicon.of(scheme("agencies.ttl").values())
