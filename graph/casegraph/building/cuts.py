"""Where a build is cut into parts: in the order of the pages, at places that the reviews themselves decide.

So a review more changes the part that it belongs to, and seldom another.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from casegraph.building.entries import PageEntries
from casegraph.record.identity import Identity

__all__ = ["PART", "cut", "part_keys"]

PART = 250
"""Reviews of a part, at most. As few as this take 0.2 GB; with fewer, what all parts share is said again too often."""


def cut(identities: Sequence[Identity], pages: Sequence[PageEntries]) -> list[list[int]]:
    """Return the parts, each as the places of its reviews among *identities*.

    Reviews come in the order of their entries on *pages*. A part ends with a page, unless that is very short, or after a
    review whose slug says so: what comes before decides as little as possible.
    """
    starts = _starts(pages)
    order = sorted(range(len(identities)), key=lambda review: identities[review].entry)
    page_of = [bisect_right(starts, identities[review].entry) for review in order]
    parts: list[list[int]] = []
    part: list[int] = []
    on_page = 0
    for review, page, following in zip(order, page_of, [*page_of[1:], 0], strict=True):
        part.append(review)
        on_page += 1
        ends_page = page != following
        if (
            len(part) >= PART
            or (ends_page and on_page >= PART // 8)
            or (len(part) >= PART // 4 and _says_so(identities[review].slug))
        ):
            parts.append(part)
            part = []
        if ends_page:
            on_page = 0
    return [*parts, part] if part else parts


def part_keys(
    parts: Sequence[Sequence[int]], identities: Sequence[Identity], pages: Sequence[PageEntries]
) -> list[str]:
    """Return a digest of what each part is made from: its reviews, and which entries of which *pages* they are."""
    starts = _starts(pages)
    return [hashlib.sha256("\n".join(_facts(part, identities, pages, starts)).encode()).hexdigest() for part in parts]


def _facts(
    part: Sequence[int], identities: Sequence[Identity], pages: Sequence[PageEntries], starts: Sequence[int]
) -> Iterator[str]:
    for each in (identities[review] for review in part):
        yield f"{each.slug} {each.clashes} {len(each.others)}"
        for entry in each.entries:
            page = bisect_right(starts, entry) - 1
            yield f" {entry - starts[page]} {pages[page].made_from}"


def _starts(pages: Sequence[PageEntries]) -> list[int]:
    return [0, *accumulate(len(page.entries) for page in pages)]


def _says_so(slug: str) -> bool:
    return int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4], "big") % max(1, PART // 4) == 0
