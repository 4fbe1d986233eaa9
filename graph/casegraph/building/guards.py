"""Guards: a build stops where its pages or its folder look wrong, and leaves the build before it whole."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

from casegraph.building.entries import Entry, PageEntries
from casegraph.collections import Profile, profile_named
from casegraph.errors import BuildError, CasegraphError, SuspectPages, UnusableFolder
from casegraph.record.identity import Identity
from casegraph.store.release import locate
from casegraph.store.release import read as read_built

__all__ = [
    "stop_if_files_of_others",
    "stop_if_mixed",
    "stop_if_no_base",
    "stop_if_no_room",
    "stop_if_other_collection",
    "stop_if_wrongly_saved",
]

_BYTES = 400_000
"""What a build needs on its disk for each review while it is made; two thirds of it are left in the end."""

_SHARE = 0.5
"""A build stops with fewer than this share of the earlier build's clauses, or more than this of a page's reviews repeated."""


def stop_if_no_base(base: str) -> None:
    """Raise CasegraphError where IRIs cannot be made by adding to *base*; those of passages and terms have a # of their own."""
    try:
        pyoxigraph.NamedNode(base)
    except ValueError:
        is_iri = False
    else:
        is_iri = True
    if not is_iri or re.fullmatch(r"https?://[^/#?]+/(?:[^#?]*/)?", base) is None:
        raise CasegraphError(
            f"{base!r} cannot be the base of IRIs: it must begin with https:// or http:// and a host, end with /, and "
            f"have neither # nor ? in it."
        )


def stop_if_files_of_others(out: Path, pages: Sequence[Path], names: Sequence[str]) -> None:
    """Raise BuildError where a build would mix with files of others: the pages, or files called like its own *names*."""
    if any(page.resolve().parent == out.resolve() for page in pages):
        raise UnusableFolder(
            f"The pages themselves are in {out}.", "Name another folder to build in.", directory=str(out)
        )
    if locate(out, "build.json").exists():
        return
    if strange := sorted({name for name in names if (out / name).exists()}):
        raise UnusableFolder(
            f"{out} holds {strange[0]}, but no build that it could be from (there is no build.json).",
            "Move it away, or name another folder.",
            directory=str(out),
        )


def stop_if_mixed(pages: Sequence[PageEntries]) -> None:
    """Raise BuildError for pages of several collections: faces show one notice and one statement of rights for a graph."""
    named = {profile_named(each.collection).title: each.file for each in pages if each.entries}
    if len(named) > 1:
        seen = ", ".join(f"{file} is part of the {title}" for title, file in sorted(named.items()))
        raise BuildError(
            f"Pages of one build are of several collections ({seen}). Give each collection files of its own, and on a "
            f"cluster a build of its own."
        )


def stop_if_other_collection(out: Path, about: Profile) -> None:
    """Raise BuildError where local reports would take the place of what is published, or the other way round."""
    try:
        described = json.loads(read_built(out, "build.json") or "null")
    except (OSError, ValueError):
        return
    if isinstance(described, dict) and ("status" not in described) is not about.is_published:
        kinds = ("reviews that are published", "local reports")
        holds, new = kinds[::-1] if about.is_published else kinds
        raise UnusableFolder(
            f"{out} holds a build of {holds}, and {new} are never built in its place.",
            "Name another folder.",
            directory=str(out),
        )


def stop_if_no_room(folder: Path, reviews: int) -> None:
    """Raise BuildError where the disk of a *folder* has no room for a build of so many reviews.

    Reviews that are much longer than usual may fill it all the same; then the build fails later, and the one before it stays.
    """
    free, needed = shutil.disk_usage(folder).free, reviews * _BYTES
    if needed > free:
        raise UnusableFolder(
            f"A build of {reviews:,} reviews needs about {_size(needed)} in {folder.parent} while it is made, and "
            f"{_size(free)} are free. The build before it is as it was.",
            "Make room or name a folder on another disk.",
            directory=str(folder.parent),
        )


def _size(number: int) -> str:
    return f"{number / 1e9:,.1f} GB" if number >= 1e9 else f"{number / 1e6:,.0f} MB"


def stop_if_wrongly_saved(pages: Sequence[PageEntries], identities: Sequence[Identity], out: Path) -> None:
    """Raise BuildError for pages without clauses, with the same reviews twice, or with far less than the build in *out*.

    That happens when a page is copied with its accordions closed, when two copies of a page differ in their headings,
    and when only part of a page was saved.
    """
    for page in pages:
        is_index = page.entries and all(entry.key.is_index for entry in page.entries)
        if page.entries and not is_index and not any(entry.clauses for entry in page.entries):
            raise SuspectPages(
                f"{page.file} has {_counted(len(page.entries), 'review')} but no learning point and no recommendation, so nothing "
                f"was built. Its panels may have been closed when it was copied: open them all and copy the page again, or "
                f"save it as “Webpage, Complete”.",
                kind="no-clauses",
            )
    entries = [(page.file, entry) for page in pages for entry in page.entries]
    reviews = [entries[each.entry] for each in identities]
    if twice := _repeated(reviews):
        number, (file, one), (other_file, other) = twice
        raise SuspectPages(
            f"The words of {number} of {len(reviews)} reviews are on the pages twice, under different headings, so nothing "
            f"was built: {one.title!r} ({file}) and {other.title!r} ({other_file}). If these are copies of "
            f"one page, build from one of them; if only words in the headings differ, take those out.",
            kind="twice",
        )
    clauses = sum(entry.clauses for _, entry in reviews)
    before = _clauses_built(out)
    if clauses < before * _SHARE:
        raise SuspectPages(
            f"The pages hold {clauses:,} learning points and recommendations, and the build in {out} that would be replaced "
            f"has {before:,}, so nothing was built.",
            kind="fewer",
        )


def _clauses_built(out: Path) -> int:
    """Return how many learning points and recommendations the build in *out* has, 0 if there is none to read."""
    try:
        counts = json.loads(read_built(out, "build.json") or "{}")["counts"]
        return int(counts["learning"]) + int(counts["recommendations"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


_OnPage = tuple[str, Entry]
"""An entry and the name of its page's file."""


def _repeated(reviews: Sequence[_OnPage]) -> tuple[int, _OnPage, _OnPage] | None:
    """Return how many reviews have a paragraph in common with another, and two of them; None unless most of a page's have.

    A pair or two is no fault: partnerships publish joint reviews.
    """
    owner: dict[bytes, int] = {}
    twins: dict[int, tuple[int, int]] = {}
    for number, (_, entry) in enumerate(reviews):
        for words in entry.paragraphs:
            first = owner.setdefault(words, number)
            if first != number:
                twins.setdefault(first, (first, number))
                twins.setdefault(number, (first, number))
    reviews_of = Counter(file for file, entry in reviews if entry.clauses)
    twins_of = Counter(reviews[number][0] for number in twins)
    if any(twins_of[file] > number * _SHARE for file, number in reviews_of.items()):
        one, other = next(iter(twins.values()))
        return len(twins), reviews[one], reviews[other]
    return None


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
