"""The pages of the build that a new one replaces, and those of the new one that differ from them."""

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from casegraph.building.entries import PageEntries
from casegraph.collections import profile_named
from casegraph.collections.words import has_own_words
from casegraph.evaluating.page_counts import PageCounts
from casegraph.evaluating.unusual import Unusual, unusual, usual_of
from casegraph.store.release import read as read_built

__all__ = ["FormerPage", "former_pages", "unusual_pages"]


class FormerPage(NamedTuple):
    """A page of a former build."""

    file: str
    sha256: str
    counts: PageCounts


def former_pages(folder: Path) -> tuple[FormerPage, ...]:
    """Return the pages of the build in a *folder*, none if there is no build that says enough of them."""
    try:
        pages = json.loads(read_built(folder, "build.json") or "{}")["pages"]
        return tuple(
            FormerPage(
                str(page["file"]),
                str(page["sha256"]),
                PageCounts(**{name: int(page["read"][name]) for name in PageCounts._fields}),
            )
            for page in pages
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def unusual_pages(pages: Sequence[PageEntries], former: Collection[FormerPage]) -> tuple[tuple[str, Unusual], ...]:
    """Return what is unusual about *pages*, by their files, beside *former* ones: those that are not the same page, nor an earlier state of it."""
    return tuple(
        (page.file, each)
        for page in pages
        for each in unusual(
            page.counts,
            usual_of(
                [one.counts for one in former if one.sha256 != page.sha256 and one.file != page.file],
                are_tested=not has_own_words(profile_named(page.collection)),
            ),
        )
    )
