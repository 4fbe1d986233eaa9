"""Identity: which entries are one review, and the readable slug of each, the same in every build and order of entries.

This is the one step that needs the records of all pages at once.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casegraph.names import slug
from casegraph.record.model import Review

__all__ = ["Minted", "mint"]


@dataclass(frozen=True, slots=True)
class Minted:
    """A review under its slug, with the *others*: its entries on other pages, in the order of the pages.

    *repeated* are entries that say the same word for word on a page that has the review already. *clashes* is True
    where another review would have the same slug, so that this one's has a suffix from its text.
    """

    slug: str
    review: Review
    others: tuple[Review, ...] = ()
    repeated: tuple[Review, ...] = ()
    clashes: bool = False


_Entries = dict[str, list[Review]]
"""The entries of one heading on one page, by their digests; those with one digest are the same, word for word."""


def mint(pages: Sequence[Sequence[Review]]) -> tuple[Minted, ...]:
    """Give every review of the *pages*, in their order, its slug; sorted by slug.

    The same heading on two pages is one review: the later page's text counts. Different entries with the same heading
    on one page, or with headings that give one slug, are different reviews; each of them gets a suffix made from its
    own text. Where a heading is that of several, an entry on another page is one of them only if all its words are.
    """
    by_slug: defaultdict[str, list[Minted]] = defaultdict(list)
    for on_pages in _by_heading(pages):
        for minted in _reviews(on_pages):
            by_slug[minted.slug].append(minted)
    reviews = [
        replace(each, slug=f"{each.slug}-{_digest(each.review)}", clashes=True) if len(same) > 1 else each
        for same in by_slug.values()
        for each in same
    ]
    return tuple(sorted(reviews, key=lambda each: each.slug))


def _by_heading(pages: Sequence[Sequence[Review]]) -> list[list[_Entries]]:
    """Return for each heading its entries, page by page."""
    pages_of: defaultdict[str, list[_Entries]] = defaultdict(list)
    for reviews in pages:
        here: defaultdict[str, _Entries] = defaultdict(dict)
        for review in reviews:
            here[_heading(review)].setdefault(_digest(review), []).append(review)
        for heading, entries in here.items():
            pages_of[heading].append(entries)
    return list(pages_of.values())


def _reviews(on_pages: Sequence[_Entries]) -> list[Minted]:
    """Return the reviews of one heading: one, unless a page has entries with different words."""
    several = any(len(entries) > 1 for entries in on_pages)
    groups: defaultdict[str, list[list[Review]]] = defaultdict(list)
    for entries in on_pages:
        for digest, same in entries.items():
            groups[digest if several else ""].append(same)
    minted = []
    for group in groups.values():
        *others, latest = (first for first, *_ in group)
        repeated = tuple(each for _, *again in group for each in again)
        minted.append(Minted(slug(latest.title) or "review", latest, tuple(others), repeated))
    return minted


def _heading(review: Review) -> str:
    """Return a heading as it is compared: dashes, spaces and case make no difference."""
    return " ".join(review.title.replace("–", "-").replace("—", "-").replace("-", " - ").casefold().split())


def _digest(review: Review) -> str:
    """Return eight hexadecimal digits that depend on the entry's own words only, and on all of them."""
    words = [
        _heading(review),
        *(passage.text for passage in review.narrative),
        *(term.text for term in review.keywords),
    ]
    words += [point.passage.text for point in review.learning]
    words += [recommendation.passage.text for recommendation in review.recommendations]
    words += [review.report or "", review.link or ""]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]
