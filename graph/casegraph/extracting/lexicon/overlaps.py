"""Overlaps: which of the wordings found in a text count, where one is in an exception or in a longer one."""

from bisect import bisect_left, bisect_right
from typing import Generic, TypeVar

__all__ = ["Cover", "Gapped", "Near", "OwnWords", "Span", "covers_of", "excepting", "longer", "longest", "standing"]

Span = tuple[int, int, int]
"""A wording found in a text: its first and its last word, counted from 0, and the wording's number."""
OwnWords = tuple[tuple[int, int], ...]
"""The first and last word of each part of a wording with gaps; what is in the gaps is not the wording's own."""
Gapped = tuple[Span, OwnWords]
Cover = tuple[int, int, int, int]
"""Words in which shorter finds do not count: first, last, and the length and number of the wording found there."""

_Place = TypeVar("_Place", Span, Cover)
_FEW = 24


def excepting(exceptions: list[Span], span: Span, concepts: list[str]) -> int | None:
    """Return the number of an exception of the span's own concept that has the span inside it."""
    first, last, number = span
    for begin, end, exception in exceptions:
        if begin <= first and last <= end and concepts[exception] == concepts[number]:
            return exception
    return None


def covers_of(spans: list[Span], gapped: list[Gapped]) -> list[Cover]:
    """Return which words each find covers: of a wording with gaps only its parts."""
    covers = [(first, last, last - first, number) for first, last, number in spans]
    for span, parts in gapped:
        covers += [(first, last, span[1] - span[0], span[2]) for first, last in parts]
    return covers


def longer(covers: list[Cover], span: Span) -> int | None:
    """Return the number of a longer wording in whose words the span is."""
    first, last, _ = span
    length = last - first
    for begin, end, size, number in covers:
        if size > length and begin <= first and last <= end:
            return number
    return None


def longest(spans: list[Span]) -> list[Span]:
    """Return the spans that are in no longer one; they come by their last word, of the same the longest first."""
    kept: list[Span] = []
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


def standing(spans: list[Span], covers: list[Cover], concepts: list[str]) -> list[Span]:
    """Return the sorted spans that are not in words of a longer find; a concept comes once for the same words."""
    near = Near(covers)
    kept: list[Span] = []
    place: tuple[int, int] | None = None
    here: list[str] = []
    for span in spans:
        first, last, number = span
        if place != (first, last):
            place, here = (first, last), []
            covered = longer(near.of(span), span) is not None
        if not covered and concepts[number] not in here:
            here.append(concepts[number])
            kept.append(span)
    return kept


class Near(Generic[_Place]):
    """Places in a text, from which it picks those that may have a span inside them: in a long text the ones around it."""

    def __init__(self, places: list[_Place]) -> None:
        self._places: list[_Place] = places
        self._begins: list[int] = []
        if len(places) > _FEW:
            self._places = sorted(places)
            self._begins = [place[0] for place in self._places]
            self._longest = max([place[1] - place[0] for place in places])

    def of(self, span: Span) -> list[_Place]:
        """Return the places that may have *span* inside them; of few all."""
        if not self._begins:
            return self._places
        first = span[0]
        return self._places[bisect_left(self._begins, first - self._longest) : bisect_right(self._begins, first)]
