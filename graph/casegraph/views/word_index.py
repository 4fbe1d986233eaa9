"""The words of clauses and reviews, and what has each: so that words are looked for among words, not in all texts."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.views.links import Mask, Numbers

__all__ = ["WordIndex", "WordLists"]


@dataclass(frozen=True)
class WordIndex:
    """Which things have which words: sorted *words* with a line end before and behind each, and for each word its things.

    *things* are numbers below *size*, those of a word from its number in *starts* to the next; both have four bytes each.
    """

    words: bytes
    starts: memoryview
    things: memoryview
    size: int

    def having(self, word: str) -> "Mask":
        """Return which things have *word*, or a word that it is part of; it has no space in it."""
        import numpy as np

        mask = np.zeros(self.size, bool)
        letters = word.encode(errors="surrogatepass")
        pattern = re.compile(re.escape(letters) + rb"[^\n]*")
        at = np.fromiter((match.start() for match in pattern.finditer(self.words)), np.int64)
        starts, things = _numbers(self.starts), _numbers(self.things)
        for number in np.searchsorted(self._line_ends, at).tolist():
            mask[things[starts[number - 1] : starts[number]]] = True
        return mask

    @cached_property
    def _line_ends(self) -> "Numbers":
        import numpy as np

        return np.flatnonzero(np.frombuffer(self.words, np.uint8) == ord("\n"))


class WordLists:
    """Collects the words of things, one thing after the other."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}
        self._words, self._things = array("i"), array("i")
        self._size = 0

    def add(self, texts: Iterable[str]) -> None:
        """Add the next thing, which says these plain *texts*."""
        words = {word for text in texts for word in text.split()}
        number_of = self._number_of
        self._words.extend([number_of.setdefault(word, len(number_of)) for word in words])
        self._things.extend([self._size] * len(words))
        self._size += 1

    def index(self) -> WordIndex:
        """Return the index of all things that were added."""
        import numpy as np

        ordered = sorted(self._number_of)
        rank = np.empty(len(ordered), np.int32)
        rank[[self._number_of[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
        words = rank[np.frombuffer(self._words, np.int32)] if len(self._words) else np.empty(0, np.int32)
        starts = np.concatenate(([0], np.cumsum(np.bincount(words, minlength=len(ordered)))))
        things = np.frombuffer(self._things, np.int32) if len(self._things) else np.empty(0, np.int32)
        things = things[np.argsort(words, kind="stable")]
        joined = "".join(f"\n{word}" for word in ordered) + "\n"
        return WordIndex(joined.encode(errors="surrogatepass"), _bytes(starts), _bytes(things), self._size)


def _numbers(column: memoryview) -> "Numbers":
    import numpy as np

    return np.frombuffer(column, "<i4")


def _bytes(column: "Numbers") -> memoryview:
    import numpy as np

    return memoryview(np.ascontiguousarray(column, "<i4").tobytes())
