"""A lexicon: finds the wordings of concepts in a text, all in one pass.

Each word of the text becomes a short code, the same for all its forms that count as equal, and a mark for what is behind
it. So a wording is a string of codes, and one Aho-Corasick automaton finds them all. The text itself is never changed,
so places in it stay known.
"""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from casegraph.extracting.lexicon.automaton import compiled
from casegraph.extracting.lexicon.codes import UNIT
from casegraph.extracting.lexicon.mentions import Mention, mentions_at
from casegraph.extracting.lexicon.overlaps import (
    Cover,
    Gapped,
    Near,
    OwnWords,
    Span,
    covers_of,
    excepting,
    longer,
    longest,
    standing,
)
from casegraph.wordings import Wording

__all__ = ["GAP", "Fate", "Lexicon", "Mention"]

GAP = 6
"""How many other words may be where a wording has an ellipsis."""


class Fate(NamedTuple):
    """What became of a wording whose words are in a text, and which other wording did that to it.

    It counts, is an exception to another find or is itself excepted, is inside a longer wording, or is the same as
    another wording of its concept that is given instead.
    """

    mention: Mention
    fate: Literal["counts", "excepts", "excepted", "inside", "same"]
    by: Wording | None = None


_Begun = tuple[int, int, OwnWords]
"""A beginning of a wording with gaps: its first word, its last, and the parts so far (none if it has one)."""


class Lexicon:
    """Wordings, ready to be found.

    >>> lexicon = Lexicon([Wording("school-nursing", "school nurse"), Wording("schools", "school")])
    >>> [(start, end, wording.concept) for start, end, wording in lexicon.find("Schools’ staff and School-nurses")]
    [(0, 7, 'schools'), (19, 32, 'school-nursing')]
    """

    def __init__(self, wordings: Iterable[Wording]) -> None:
        """Compile wordings, none of them twice; their order makes no difference."""
        self.wordings = sorted(wordings)
        self._concepts = [wording.concept for wording in self.wordings]
        self._counts_in: list[str] = [wording.counts_in for wording in self.wordings]
        self._codes, self._automaton, self._ends, self._inner = compiled(self.wordings)

    def find(self, text: str, kind: str = "", *, contained: bool = False) -> list[Mention]:
        """Return the mentions in *text*, sorted; wordings for texts of its *kind* count too.

        A mention inside a longer one of any concept is left out unless *contained* asks for it; two concepts can share
        the very same words. Exceptions hold either way.
        """
        tokens = text.split(" ")
        codes = [*map(self._codes.__getitem__, tokens)]
        joined = "".join(codes)
        spans, gapped, exceptions = self._search(joined, kind)
        if exceptions and (spans or gapped):
            spans, gapped = self._not_excepted(spans, gapped, exceptions)
        if gapped:
            covers = covers_of(spans, gapped)
            spans += [span for span, _ in gapped]
            spans.sort()
            spans = standing(spans, [] if contained else covers, self._concepts)
        elif len(spans) > 1:
            if not contained:
                spans = longest(spans)
            spans.sort()  # by place, and by wording, because wordings are numbered in their order
        return mentions_at(spans, tokens, codes, joined, self.wordings) if spans else []

    def _not_excepted(
        self, spans: list[Span], gapped: list[Gapped], exceptions: list[Span]
    ) -> tuple[list[Span], list[Gapped]]:
        """Return the finds that are in no exception of their concept."""
        near, concepts = Near(exceptions), self._concepts
        concerned = {concepts[number] for _, _, number in exceptions}
        if any(concepts[span[2]] in concerned for span in spans):
            spans = [span for span in spans if excepting(near.of(span), span, concepts) is None]
        if gapped:
            gapped = [each for each in gapped if excepting(near.of(each[0]), each[0], concepts) is None]
        return spans, gapped

    def fates(self, text: str, kind: str = "", concepts: Collection[str] | None = None) -> list[Fate]:
        """Return for every wording whose words are in *text*, exceptions too, whether it counts and if not, why.

        Those that count are what ``find`` returns. Wordings of a few *concepts* alone are looked at, if they are given.

        >>> lexicon = Lexicon([Wording("nursing", "school nurse"), Wording("schools", "school")])
        >>> [(each.mention.wording.text, each.fate) for each in lexicon.fates("a school nurse")]
        [('school', 'inside'), ('school nurse', 'counts')]
        """
        tokens = text.split(" ")
        codes = [*map(self._codes.__getitem__, tokens)]
        joined = "".join(codes)
        spans, gapped, exceptions = self._search(joined, kind)
        for at, (length, *_, same) in self._automaton.iter(joined):
            last = at // UNIT
            again = [(last - length, last, number) for number in same]
            exceptions += [span for span in again if self._counts_in[span[2]] == "exception"]
            spans += [span for span in again if self._counts_in[span[2]] in ("any", kind)]
        near_exceptions = Near(exceptions)
        in_text = [*dict.fromkeys([*spans, *(span for span, _ in gapped)])]
        if concepts is not None and not any(self._concepts[span[2]] in concepts for span in in_text):
            return []
        by = {span: excepting(near_exceptions.of(span), span, self._concepts) for span in in_text}
        covers: list[Cover] = covers_of(
            [span for span in spans if by[span] is None], [each for each in gapped if by[each[0]] is None]
        )
        near_covers = Near(covers)
        given = {*self._distinct([span for span in in_text if by[span] is None])}
        fates: list[tuple[Span, Literal["counts", "excepts", "excepted", "inside", "same"], int | None]] = []
        for span in in_text:
            if concepts is not None and self._concepts[span[2]] not in concepts:
                continue
            if (exception := by[span]) is not None:
                fates.append((span, "excepted", exception))
            elif (cover := longer(near_covers.of(span), span)) is not None:
                fates.append((span, "inside", cover))
            elif span in given:
                fates.append((span, "counts", None))
            else:
                same = self._distinct([each for each in given if self._is_same(each, span)])
                fates.append((span, "same", same[0][2]))
        for each in dict.fromkeys(exceptions):
            if concepts is not None and self._concepts[each[2]] not in concepts:
                continue
            excepted = [span for span in in_text if excepting([each], span, self._concepts) is not None]
            fates += [(each, "excepts", span[2]) for span in excepted[:1]]
        mentions = mentions_at([span for span, _, _ in fates], tokens, codes, joined, self.wordings)
        return sorted(
            Fate(mention, fate, None if number is None else self.wordings[number])
            for mention, (_, fate, number) in zip(mentions, fates, strict=True)
        )

    def _is_same(self, one: Span, other: Span) -> bool:
        return one[:2] == other[:2] and self._concepts[one[2]] == self._concepts[other[2]]

    def _distinct(self, spans: list[Span]) -> list[Span]:
        """Return each concept once for the same words, by the wording with the smallest number."""
        concepts = self._concepts
        # in reverse order, so that of the same words the smallest number comes last and stays
        return [*{(span[0], span[1], concepts[span[2]]): span for span in sorted(spans, reverse=True)}.values()]

    def _search(self, codes: str, kind: str) -> tuple[list[Span], list[Gapped], list[Span]]:
        """Return what is in a text's codes, by its last word: wordings of one part, with gaps, and exceptions.

        Of wordings of a concept that are the same words, one is enough.
        """
        spans: list[Span] = []
        gapped: list[Gapped] = []
        exceptions: list[Span] = []
        begun: dict[int, _Begun] = {}  # by node: the last time that it was reached
        waiting = 0  # the nodes of begun as bits: most words that could go on find nothing begun
        for at, (length, numbers, own, follow_bits, follow, begins_bits, begins, excepted, _) in self._automaton.iter(
            codes
        ):
            last = at // UNIT
            first = last - length
            if numbers:
                for number in numbers:
                    spans.append((first, last, number))
            if own:
                spans += [(first, last, number) for number, of in own if of == kind]
            if met := waiting & follow_bits:
                waiting |= self._go_on(_reached(begun, met, follow, first, last), begun, kind, gapped, exceptions)
            if excepted:
                for number in excepted:
                    exceptions.append((first, last, number))
            if begins:
                waiting |= begins_bits
                beginning = (first, last, ())
                for node in begins:
                    begun[node] = beginning
        return spans, gapped, exceptions

    def _go_on(
        self,
        reached: list[tuple[int, _Begun]],
        begun: dict[int, _Begun],
        kind: str,
        gapped: list[Gapped],
        exceptions: list[Span],
    ) -> int:
        """Add what nodes begin to *begun*, and wordings that end there to what is in a text; return the begun as bits."""
        bits = 0
        for node, now in reached:
            if node < self._inner:
                begun[node] = now
                bits |= 1 << node
            start, last, parts = now
            for number in self._ends[node]:
                counts_in = self._counts_in[number]
                if counts_in == "exception":
                    exceptions.append((start, last, number))
                elif counts_in in ("any", kind):
                    gapped.append(((start, last, number), parts))
        return bits


def _reached(
    begun: dict[int, _Begun], met: int, follow: dict[int, tuple[int, ...]], first: int, last: int
) -> list[tuple[int, _Begun]]:
    """Take words as a part that follows the nodes *met* (bits); return the nodes reached, as they are begun now."""
    reached: list[tuple[int, _Begun]] = []
    node = met.bit_length() - 1
    for before in (node,) if met == 1 << node else filter(begun.__contains__, follow):
        start, end, parts = begun[before]
        if end < first <= end + GAP + 1:
            now = (start, last, (*(parts or ((start, end),)), (first, last)))
            for following in follow[before]:
                reached.append((following, now))
    return reached
