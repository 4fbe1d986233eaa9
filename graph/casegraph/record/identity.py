"""Identity: which entries are one review, and the readable slug of each, the same in every build and order of entries.

This is the one step that needs to know of all entries at once. So it works with the little that it needs of each
(`EntryKey`), and the records themselves can wait elsewhere.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from casegraph.names import slug
from casegraph.record.model import Review

__all__ = ["EntryKey", "Identity", "Minted", "mint", "settle"]


@dataclass(frozen=True, slots=True)
class EntryKey:
    """What identity needs of an entry: its heading as it is compared, the slug of that, and a digest of all its words.

    What is sent somewhere has its reference in the place of a heading. *is_index* where a page lists such a document without
    its text.
    """

    heading: str
    slug: str
    digest: str
    is_index: bool = False

    @classmethod
    def of(cls, review: Review) -> "EntryKey":
        """Return the key of an entry."""
        return cls.of_words(
            review.title,
            [passage.text for passage in review.narrative],
            [term.text for term in review.keywords],
            [point.passage.text for point in review.learning],
            [recommendation.passage.text for recommendation in review.recommendations],
            review.report,
            review.link,
            review.sending.reference.text if review.sending else "",
        )

    @classmethod
    def of_words(
        cls,
        title: str,
        narrative: Iterable[str],
        keywords: Iterable[str],
        learning: Iterable[str],
        recommendations: Iterable[str],
        report: str | None = None,
        link: str | None = None,
        reference: str = "",
    ) -> "EntryKey":
        """Return the key of an entry by its words, wherever these are from.

        >>> EntryKey.of_words("2025 – Kent – Child A", ["Death of a boy."], [], [], [])
        EntryKey(heading='2025 - kent - child a', slug='2025-kent-child-a', digest='4371d770', is_index=False)
        """
        requests = [*recommendations]
        words = [_heading(title), *narrative, *keywords, *learning, *requests, report or "", link or ""]
        digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]
        name = slug(reference or title) or "review"
        return cls(_heading(reference or title), name, digest, is_index=bool(reference) and not requests)


@dataclass(frozen=True, slots=True)
class Identity:
    """A review under its slug: the place of its *entry* among all entries, and the places of further ones.

    *others* are its entries on other pages, in the order of the pages, and *repeated* entries that say the same word
    for word on a page that has the review already. *clashes* is True where another review would have the same slug, so
    that this one's has a suffix from its text.
    """

    slug: str
    entry: int
    others: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    clashes: bool = False

    @property
    def entries(self) -> tuple[int, ...]:
        """The places of all its entries."""
        return (self.entry, *self.others, *self.repeated)


@dataclass(frozen=True, slots=True)
class Minted:
    """A review under its slug, with its *others* and *repeated* entries (see `Identity`)."""

    slug: str
    review: Review
    others: tuple[Review, ...] = ()
    repeated: tuple[Review, ...] = ()
    clashes: bool = False

    @classmethod
    def of(cls, identity: Identity, entries: Sequence[Review]) -> "Minted":
        """Return the review of an identity, from its *entries* in the order in which that names them."""
        split = 1 + len(identity.others)
        return cls(identity.slug, entries[0], tuple(entries[1:split]), tuple(entries[split:]), identity.clashes)

    def having(self, part: Callable[[Review], object]) -> Review:
        """Return the entry that has a *part* which can stand on one page only: a listing has what the text of a document lacks.

        It is the review itself unless that lacks the part, is sent somewhere, and has another entry that has it.
        """
        others = self.others[::-1] if self.review.sending else ()
        return next((each for each in (self.review, *others) if part(each)), self.review)


_Entries = dict[str, list[int]]
"""The places of the entries of one heading on one page, by their digests; those with one digest are the same, word for word."""


def mint(pages: Sequence[Sequence[Review]]) -> tuple[Minted, ...]:
    """Give every review of the *pages*, in their order, its slug; sorted by slug (see `settle`)."""
    entries = [review for reviews in pages for review in reviews]
    identities = settle([EntryKey.of(review) for review in reviews] for reviews in pages)
    return tuple(Minted.of(each, [entries[place] for place in each.entries]) for each in identities)


def settle(pages: Iterable[Iterable[EntryKey]]) -> tuple[Identity, ...]:
    """Return the reviews that the entries of *pages*, in their order, are; sorted by slug.

    The same heading on two pages is one review: the later page's text counts, and a text before a mere listing. Different entries with the same heading
    on one page, or with headings that give one slug, are different reviews; each of them gets a suffix made from its
    own text. Where a heading is that of several, an entry on another page is one of them only if all its words are.
    """
    keys: list[EntryKey] = []
    by_heading: defaultdict[str, list[_Entries]] = defaultdict(list)
    for page in pages:
        here: defaultdict[str, _Entries] = defaultdict(dict)
        for key in page:
            here[key.heading].setdefault(key.digest, []).append(len(keys))
            keys.append(key)
        for heading, entries in here.items():
            by_heading[heading].append(entries)
    by_slug: defaultdict[str, list[Identity]] = defaultdict(list)
    for on_pages in by_heading.values():
        for group in _groups(on_pages):
            *others, latest = sorted((first for first, *_ in group), key=lambda place: not keys[place].is_index)
            repeated = tuple(each for _, *again in group for each in again)
            name = keys[latest].slug
            by_slug[name].append(Identity(name, latest, tuple(others), repeated))
    reviews = [
        replace(each, slug=f"{each.slug}-{keys[each.entry].digest}", clashes=True) if len(same) > 1 else each
        for same in by_slug.values()
        for each in same
    ]
    return tuple(sorted(reviews, key=lambda each: each.slug))


def _groups(on_pages: Sequence[_Entries]) -> Iterable[list[list[int]]]:
    """Return the entries of each review of one heading, page by page: one review, unless a page has different words."""
    several = any(len(entries) > 1 for entries in on_pages)
    groups: defaultdict[str, list[list[int]]] = defaultdict(list)
    for entries in on_pages:
        for digest, same in entries.items():
            groups[digest if several else ""].append(same)
    return groups.values()


def _heading(title: str) -> str:
    """Return a heading as it is compared: dashes, spaces and case make no difference."""
    return " ".join(title.replace("–", "-").replace("—", "-").replace("-", " - ").casefold().split())
