"""What a page has and what of it was left over, counted from the record: what tells an unusual page from others."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from casegraph.collections import profile_named
from casegraph.record.model import LearningPoint, Recommendation, Review

__all__ = ["PageCounts", "counts_of", "reference_pages"]


class PageCounts(NamedTuple):
    """Numbers of a page, each beside how many of them were left over.

    *lines* are the headings and paragraphs of its entries and the lines that were *unread*; *clauses* its learning points
    and recommendations, of which some are *without_theme*; *places* the names of areas in its headings, of which some are
    *unknown_places*.
    """

    lines: int = 0
    unread: int = 0
    clauses: int = 0
    without_theme: int = 0
    places: int = 0
    unknown_places: int = 0

    def plus(self, other: "PageCounts") -> "PageCounts":
        """Return the numbers of both together.

        >>> PageCounts(lines=5, unread=1).plus(PageCounts(lines=6))
        PageCounts(lines=11, unread=1, clauses=0, without_theme=0, places=0, unknown_places=0)
        """
        return PageCounts(*(one + another for one, another in zip(self, other, strict=True)))


def counts_of(entries: Iterable[Review]) -> PageCounts:
    """Return the numbers of the page with these *entries*.

    >>> counts_of([])
    PageCounts(lines=0, unread=0, clauses=0, without_theme=0, places=0, unknown_places=0)
    """
    counts = PageCounts()
    for each in entries:
        counts = counts.plus(_counts(each))
    return counts


def _counts(review: Review) -> PageCounts:
    clauses: list[LearningPoint | Recommendation] = [*review.learning]
    clauses += [each for each in review.recommendations if each.is_recommendation]
    parts = (review.learning, review.recommendations, review.keywords)
    unread = len(review.source.unread)
    areas = review.areas if profile_named(review.source.collection).areas_are_authorities else ()
    return PageCounts(
        lines=1 + len(review.narrative) + sum(map(bool, parts)) + unread,
        unread=unread,
        clauses=len(clauses),
        without_theme=sum(not each.themes for each in clauses),
        places=sum(len(place.names) for place in areas),
        unknown_places=sum(len(place.names) for place in areas if not place.areas),
    )


@cache
def reference_pages() -> tuple[PageCounts, ...]:
    """Return the numbers of the pages that reading was tested on, which tests/test_unusual_pages.py counts and keeps true."""
    from msgspec import json

    pages = json.decode((files("casegraph.evaluating") / "tested_pages.json").read_bytes(), type=list[dict[str, int]])
    return tuple(PageCounts(**each) for each in pages)
