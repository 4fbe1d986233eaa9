"""The use of wordings: how often each fires, rightly and wrongly on annotated reviews, and what takes its words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from casegraph.evaluating.gold import Gold
from casegraph.evaluating.readings import AnnotatedClause, agreement, annotated_clauses, clause_readings
from casegraph.extracting.lexicon import Lexicon
from casegraph.record.model import Review
from casegraph.wordings import SchemeName, Wording

__all__ = ["Shadow", "WordingUse", "wording_use"]


class Shadow(NamedTuple):
    """What takes the words of a wording, how often: a longer wording, an exception, or one that is the same there.

    *wording* is None where other themes of the clause leave no room: five come before it, or it is the theme "other".
    """

    how: Literal["inside", "excepted", "same", "crowded"]
    wording: Wording | None
    times: int


@dataclass(frozen=True, slots=True)
class WordingUse:
    """How a wording is used: the readings that it makes, in how many reviews, and how annotators agree.

    An exception fires where it keeps a concept out; that is wrong where annotators have the concept and nothing else reads
    it. *shadows* come by how often they take the wording's words.
    """

    wording: Wording
    fires: int
    reviews: int
    right: int
    wrong: int
    shadows: tuple[Shadow, ...]


_Key = tuple[str, str, bool]
"""Concept and text of a wording, and whether it is an exception."""


class _Counts:
    """Counters for all wordings of a scheme."""

    def __init__(self) -> None:
        self.fires: Counter[_Key] = Counter()
        self.reviews: defaultdict[_Key, set[str]] = defaultdict(set)
        self.agreed: Counter[tuple[_Key, str]] = Counter()
        self.shadows: defaultdict[
            _Key, Counter[tuple[Literal["inside", "excepted", "same", "crowded"], Wording | None]]
        ]
        self.shadows = defaultdict(Counter)

    def fired(self, key: _Key, review: str, verdict: str | None) -> None:
        """Count a reading that a wording made, or that an exception kept out."""
        self.fires[key] += 1
        self.reviews[key].add(review)
        if verdict:
            self.agreed[key, verdict] += 1


def wording_use(
    reviews: Iterable[Review],
    gold: Sequence[Gold],
    scheme: SchemeName,
    lexicon: Lexicon,
    concepts: Collection[str] | None = None,
) -> list[WordingUse]:
    """Return how the wordings of a *scheme* are used in *reviews* that were read with *lexicon*.

    Of a few *concepts* only, if they are given; by concept, and then in the order of the tables.
    """
    counts = _Counts()
    for each in annotated_clauses(reviews, gold):
        for reading in clause_readings(each.clause, scheme):
            if reading.wording:
                key = (reading.concept, reading.wording, False)
                counts.fired(key, each.review, agreement(each.gold, reading.role, reading.concept))
        if scheme == "themes" or each.kind == "recommendation":
            _count_fates(counts, each, scheme, lexicon, concepts)
    return [
        _use_of(wording, counts)
        for wording in sorted(lexicon.wordings, key=_as_in_tables)
        if concepts is None or wording.concept in concepts
    ]


def _as_in_tables(wording: Wording) -> tuple[str, bool, str, str]:
    return wording.concept, wording.counts_in == "exception", wording.text.lower(), wording.text


def _count_fates(
    counts: _Counts,
    each: AnnotatedClause,
    scheme: SchemeName,
    lexicon: Lexicon,
    concepts: Collection[str] | None,
) -> None:
    clause = each.clause
    kind = each.kind if scheme == "themes" else ""
    readings = clause_readings(clause, scheme)
    read = {reading.concept for reading in readings}
    for fate in lexicon.fates(clause.passage.text, kind, concepts):
        wording = fate.mention.wording
        key = _key(wording)
        if fate.fate == "excepts":
            counts.fired(key, each.review, _exception_agrees(each, wording.concept, wording.concept in read))
        elif fate.fate != "counts":
            counts.shadows[key][fate.fate, fate.by] += 1
        elif scheme == "themes" and wording.concept not in read:
            counts.shadows[key]["crowded", None] += 1


def _exception_agrees(each: AnnotatedClause, concept: str, is_read: bool) -> str | None:
    roles = {agreement(each.gold, role, concept) for role in ("theme", "addressed", "mentioned")}
    if "right" in roles:
        return None if is_read else "wrong"
    return "right" if roles == {"wrong"} else None


def _use_of(wording: Wording, counts: _Counts) -> WordingUse:
    key = _key(wording)
    shadows = [Shadow(how, by, times) for (how, by), times in counts.shadows[key].items()]
    return WordingUse(
        wording,
        counts.fires[key],
        len(counts.reviews[key]),
        counts.agreed[key, "right"],
        counts.agreed[key, "wrong"],
        tuple(sorted(shadows, key=lambda each: (-each.times, each.how, each.wording or ()))),
    )


def _key(wording: Wording) -> _Key:
    return wording.concept, wording.text, wording.counts_in == "exception"
