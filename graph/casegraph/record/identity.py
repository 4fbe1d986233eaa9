"""Minting: each review its own readable slug, the same in every build, whatever the order of entries and pages."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casegraph.names import slug
from casegraph.record.model import Review

__all__ = ["Minted", "mint"]


@dataclass(frozen=True, slots=True)
class Minted:
    """A review under its slug, with the other entries that tell of the same review on other pages.

    *clashes* is True where another review would have the same slug, so that this one's has a suffix from its text.
    """

    slug: str
    review: Review
    others: tuple[Review, ...] = ()
    clashes: bool = False


def mint(pages: Sequence[Sequence[Review]]) -> tuple[Minted, ...]:
    """Give every review of the *pages*, in their order, its slug; sorted by slug.

    The same heading on two pages is one review: the later page's text counts. Different entries with the same heading
    on one page, or with headings that give one slug, are different reviews; each of them gets a suffix made from its
    own text. Where a heading stands for several, an entry on another page is one of them only if all its words are.
    """
    by_heading: defaultdict[str, list[dict[str, Review]]] = defaultdict(list)
    for reviews in pages:
        here: defaultdict[str, dict[str, Review]] = defaultdict(dict)
        for review in reviews:
            here[_heading(review)].setdefault(_digest(review), review)
        for heading, entries in here.items():
            by_heading[heading].append(entries)
    by_slug: defaultdict[str, list[list[Review]]] = defaultdict(list)
    for listed in by_heading.values():
        several = any(len(entries) > 1 for entries in listed)
        one: defaultdict[str, list[Review]] = defaultdict(list)
        for entries in listed:
            for digest, review in entries.items():
                one[digest if several else ""].append(review)
        for told in one.values():
            by_slug[slug(told[-1].title) or "review"].append(told)
    minted = []
    for name, reviews_of in by_slug.items():
        clashes = len(reviews_of) > 1
        for told in reviews_of:
            *others, latest = told
            own = f"{name}-{_digest(latest)}" if clashes else name
            minted.append(Minted(own, latest, tuple(others), clashes))
    return tuple(sorted(minted, key=lambda each: each.slug))


def _heading(review: Review) -> str:
    """Return a heading as it is compared: dashes, spaces and case make no difference."""
    return " ".join(review.title.replace("–", "-").replace("—", "-").replace("-", " - ").casefold().split())


def _digest(review: Review) -> str:
    """Return eight hexadecimal digits that depend on the entry's own words only, and on all of them."""
    words = [_heading(review), *(passage.text for passage in (*review.narrative, *review.keywords))]
    words += [point.passage.text for point in review.learning]
    words += [recommendation.passage.text for recommendation in review.recommendations]
    words += [review.report or "", review.link or ""]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]
