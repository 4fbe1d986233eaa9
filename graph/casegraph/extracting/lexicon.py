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
    SEND                    capitals only in capitals (or as "SENDs"), so that it is not "send"
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, product
from typing import Self

import ahocorasick

from casegraph.schemes import Concept, scheme

__all__ = ["GAP", "Lexicon", "Mention", "agency_lexicon"]

GAP = 6
"""How many other words may stand where a wording has an ellipsis."""

Mention = tuple[int, int, str]
"""Where a concept is mentioned in a text, and which: start, end, the concept's id."""

_Span = tuple[int, int, str, tuple[tuple[int, int], ...]]
"""A find, counted in words: first, last, concept, and the parts that were really seen if the wording has gaps."""

_WORD = re.compile(r"[\w&]+(?:['’][\w&]+)*")
_CLOSE = re.compile(r"[\s\-‐‑‒–—/'’‘“”\"]*")  # between two words: does not part them
_JOIN, _STOP, _UNKNOWN = "\x01", "\x02", "\x03\x03"
_UNIT = 3  # a word is a code of two characters and a mark
_FIRST_CODE = 0x21
_REMEMBERED = 100_000  # tokens kept with their codes; a page's vocabulary is a tenth of it
_IRREGULAR = {"children": "child", "men": "man", "women": "woman", "lives": "life"}


class Lexicon:
    """The wordings of concepts, ready to be found.

    >>> lexicon = Lexicon([("school-nursing", "school nurse"), ("schools", "school"), ("risk", "respond* … risk*")])
    >>> lexicon.find("Schools’ staff and School-nurses respond to a risk")
    [(0, 7, 'schools'), (19, 32, 'school-nursing'), (33, 50, 'risk')]
    """

    def __init__(self, wordings: Iterable[tuple[str, str]], exceptions: Iterable[tuple[str, str]] = ()) -> None:
        """Compile pairs of concept id and wording; an exception is where a wording does not mean its concept."""
        read = [(concept, parts, False) for concept, text in wordings for parts in _readings(text)]
        read += [(concept, parts, True) for concept, text in exceptions for parts in _readings(text)]
        self._codes = _Codes(word for _, parts, _ in read for part in parts for words in part for word in words)
        self._wordings = [(concept, is_exception, len(parts) - 1) for concept, parts, is_exception in read]
        uses: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, (_, parts, _) in enumerate(read):
            for index, part in enumerate(parts):
                for codes in product(*map(self._codes.fitting, part)):
                    uses[_JOIN.join(codes)].add((number, index))
        self._automaton = ahocorasick.Automaton()
        for key in sorted(uses):
            self._automaton.add_word(key, (len(key) // _UNIT, sorted(uses[key])))
        self._automaton.make_automaton()

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Self:
        """Compile all wordings and exceptions of *concepts*."""
        concepts = list(concepts)
        return cls(
            ((concept.id, text) for concept in concepts for text in concept.wordings),
            ((concept.id, text) for concept in concepts for text in concept.exceptions),
        )

    def find(self, text: str, *, contained: bool = False) -> list[Mention]:
        """Return the mentions in *text*, by start, the longer first.

        A mention inside a longer one of any concept is left out unless *contained* asks for it; two concepts can share
        the very same words. Exceptions hold either way.
        """
        tokens = text.split(" ")
        codes = list(map(self._codes.__getitem__, tokens))
        spans, barred = self._spans("".join(codes))
        if barred:
            spans = [span for span in spans if not any(_bars(bar, span) for bar in barred)]
        if len(spans) > 1 and not contained:
            spans = [span for span in spans if not any(_covers(other, span) for other in spans)]
        if not spans:
            return []
        ends = list(accumulate(map(len, tokens)))
        units = list(accumulate(map(len, codes)))

        def place(word: int, side: int) -> int:
            token = bisect_right(units, word * _UNIT)
            written = tokens[token]
            before = ends[token] - len(written) + token
            if written.isalnum():
                return before + side * len(written)
            return before + _cut(written)[word - (units[token - 1] // _UNIT if token else 0)][side]

        mentions = {(place(first, 0), place(last, 1), concept) for first, last, concept, _ in spans}
        return sorted(mentions, key=_by_place) if len(mentions) > 1 else list(mentions)

    def _spans(self, codes: str) -> tuple[list[_Span], list[_Span]]:
        """Return what the automaton finds in a text's codes: mentions, and exceptions."""
        spans: list[_Span] = []
        barred: list[_Span] = []
        begun: dict[tuple[int, int], _Span] = {}
        for at, (length, uses) in self._automaton.iter(codes):
            last: int = at // _UNIT
            first: int = last - length
            for use in uses:
                number, index = use
                concept, is_exception, final = self._wordings[number]
                span: _Span = (first, last, concept, ())
                if final:
                    before = begun.get(use, span)
                    if index and not 0 < first - before[1] <= GAP + 1:
                        continue
                    span = (before[0], last, concept, (*before[3], (first, last)))
                    if index < final:
                        begun[number, index + 1] = span
                        continue
                (barred if is_exception else spans).append(span)
        return spans, barred


def _by_place(mention: Mention) -> tuple[int, int, str]:
    return mention[0], -mention[1], mention[2]


def _covers(longer: _Span, span: _Span) -> bool:
    """Whether *span* lies in the words of a longer find; what stands in a wording's gap is not its words."""
    first, last = span[0], span[1]
    if longer[1] - longer[0] <= last - first:
        return False
    if not longer[3]:
        return longer[0] <= first and last <= longer[1]
    return any(begin <= first and last <= end for begin, end in longer[3])


def _bars(bar: _Span, span: _Span) -> bool:
    return bar[2] == span[2] and bar[0] <= span[0] and span[1] <= bar[1]


class _Codes(dict[str, str]):
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
        self._in_order = sorted((word.lower(), word) for word in known)

    def fitting(self, words: tuple[str, ...]) -> list[str]:
        """Return the codes that a text's word may have where a wording has one of *words*."""
        fitting = set()
        for word in words:
            start = word.lower().rstrip("*")
            after = bisect_left(self._in_order, (start + "\U0010ffff", ""))
            for _, other in self._in_order[bisect_left(self._in_order, (start, "")) : after]:
                if word.endswith("*") or other == word or (word.islower() and _plain(other) == word):
                    fitting.add(self._known[other])
        return sorted(fitting)

    def __missing__(self, token: str) -> str:
        codes = ""
        units = _cut(token)
        for index, (start, end) in enumerate(units):
            behind = token[end : units[index + 1][0] if index + 1 < len(units) else len(token)]
            codes += self._code(token[start:end]) + (_JOIN if start < end and _CLOSE.fullmatch(behind) else _STOP)
        if len(self) < _REMEMBERED:
            self[token] = codes
        return codes

    def _code(self, word: str) -> str:
        code = self._known.get(_capitals(word) or "") or self._known.get(_plain(word))
        if code:
            return code
        small = word.lower()
        return next((self._beginnings[small[:n]] for n in self._lengths if small[:n] in self._beginnings), _UNKNOWN)


def _cut(token: str) -> list[tuple[int, int]]:
    """Return where the words of a token stand, after an empty one where it begins with what parts words."""
    words = [found.span() for found in _WORD.finditer(token)]
    if not _CLOSE.fullmatch(token, 0, words[0][0] if words else len(token)):
        return [(0, 0), *words]
    return words


def _capitals(word: str) -> str | None:
    """Return the capitals of a word that is written in them, without the s of plural or possessive."""
    bare = re.sub(r"['’]?s$", "", word)
    return bare if len(bare) > 1 and bare.isupper() else None


def _plain(word: str) -> str:
    """Return the form that stands for singular, plural and possessive of a word.

    >>> [_plain(word) for word in ("Agencies", "child's", "children’s", "processes", "has")]
    ['agency', 'child', 'child', 'process', 'has']
    """
    word = re.sub(r"['’]s?$", "", word.lower())
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _readings(wording: str) -> Iterator[tuple[tuple[tuple[str, ...], ...], ...]]:
    """Yield the ways to read a wording: its parts, their places, and the words that may stand there."""
    for way in sorted({wording, re.sub(r"(?<=\w)-(?=\w)", "", wording)}):
        parts = (part.replace("*", "\0") for part in way.split("…"))
        places = (re.sub(r"[^\w&'’|\0]+", " ", part).split() for part in parts)
        yield tuple(tuple(tuple(map(_written, place.split("|"))) for place in part) for part in places)


def _written(word: str) -> str:
    return f"{word[:-1].lower()}*" if word.endswith("\0") else _capitals(word) or _plain(word)


@cache
def agency_lexicon() -> Lexicon:
    """Return the lexicon of the agency scheme; compiled once a process."""
    return Lexicon.of(scheme("agencies.ttl").values())
