"""The texts of pages as far as entries are known: enough to compare each entry's quotes with what stands there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from casegraph.building.spool import SpooledEntry

__all__ = ["entry_texts"]


class _EntryText:
    """A page's text, of which only what entries cover is known; anything else is empty."""

    def __init__(self) -> None:
        self.stretches: list[tuple[int, str]] = []

    def __getitem__(self, stretch: slice, /) -> str:
        at = bisect_right(self.stretches, stretch.start, key=lambda each: each[0]) - 1
        if at < 0:
            return ""
        start, text = self.stretches[at]
        return text[stretch.start - start : max(0, stretch.stop - start)]


def entry_texts(entries: Iterable[SpooledEntry]) -> Mapping[str, _EntryText]:
    """Return the text of each page, by SHA-256, as far as *entries* have it.

    >>> entry_texts([])
    {}
    """
    texts: defaultdict[str, _EntryText] = defaultdict(_EntryText)
    for entry in entries:
        if entry.text is not None:
            texts[entry.review.source.sha256].stretches.append((entry.review.source.start, entry.text))
    for text in texts.values():
        text.stretches.sort()
    return dict(texts)
