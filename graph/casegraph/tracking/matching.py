"""Which line of a tracker is which recommendation of another build: by id and words, and by words where numbering moved."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.papers.safe_text import cell_text
from casegraph.tracking.model import Ask

__all__ = ["Match", "matched", "words_of"]

How = Literal["same", "moved", "reworded"]

_ALIKE = 0.5  # the share of words in common from which a recommendation is the former one, reworded
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A former recommendation and the one that it is now: *moved* to another id, or *reworded* under the same or another."""

    former: Ask
    now: Ask
    how: How


def matched(former: Iterable[Ask], now: Iterable[Ask]) -> list[Match]:
    """Return what recommendations of one review are now; each is matched once at most, the surest first.

    Sure is the same id with the same words, then the same words, then the same id without words, then at least half of the words.

    >>> one, two = Ask("r/1", "Audit referrals"), Ask("r/2", "Train staff")
    >>> [(each.now.id, each.how) for each in matched([two], [one, Ask("r/3", "Train staff")])]
    [('r/3', 'moved')]
    """
    left, free = [*former], [*now]
    matches: list[Match] = []

    def take(one: Ask, other: Ask, how: How) -> None:
        matches.append(Match(one, other, how))
        left.remove(one)
        free.remove(other)

    for one in [*left]:
        same = next((each for each in free if each.id == one.id and _text(each) == _text(one)), None)
        if same is not None:
            take(one, same, "same")
    for one in [*left]:
        moved = min(
            (each for each in free if _text(each) == _text(one)),
            key=lambda each: abs(each.number - one.number),
            default=None,
        )
        if moved is not None:
            take(one, moved, "moved")
    for one in [*left]:
        bare = next((each for each in free if each.id == one.id and not _text(one)), None)
        if bare is not None:
            take(one, bare, "same")
    for one, other in _alike(left, free):
        if one in left and other in free:
            take(one, other, "reworded")
    return matches


def _alike(left: Sequence[Ask], free: Sequence[Ask]) -> list[tuple[Ask, Ask]]:
    """Return pairs with at least half of their words in common, the most alike first, those of one id before others."""
    words = {each.text: words_of(each.text) for each in (*left, *free)}
    pairs = [
        (share, one.id == other.id, -abs(one.number - other.number), one, other)
        for one in left
        for other in free
        if (share := _share(words[one.text], words[other.text])) >= _ALIKE
    ]
    pairs.sort(key=lambda pair: (-pair[0], not pair[1], -pair[2], pair[3].id, pair[4].id))
    return [(one, other) for *_, one, other in pairs]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, without case.

    >>> sorted(words_of("Audit the referrals; audit"))
    ['audit', 'referrals', 'the']
    """
    return frozenset(_WORD.findall(text.casefold()))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _text(ask: Ask) -> str:
    """Return the words as a cell holds them, whose white space programs change."""
    return " ".join(cell_text(ask.text).split())
