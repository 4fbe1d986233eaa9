"""Guards: a build stops where its pages or its folder look wrong, and leaves the build before it whole."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph

from casegraph.collections import profile_named
from casegraph.errors import BuildError, CasegraphError, SuspectPages, UnusableFolder
from casegraph.record.identity import Minted
from casegraph.record.model import Review
from casegraph.record.page_record import PageRecord
from casegraph.store.release import locate
from casegraph.store.release import read as read_built

__all__ = ["stop_if_files_of_others", "stop_if_mixed", "stop_if_no_base", "stop_if_wrongly_saved"]

_SHARE = 0.5
"""A build stops with fewer than this share of the earlier build's clauses, or more than this of a page's reviews repeated."""

_LONG = 80
"""Letters and digits: two reviews with a paragraph as long as this in common, word for word, are one review twice."""


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


def stop_if_mixed(records: Sequence[PageRecord]) -> None:
    """Raise BuildError for pages of several collections: faces show one notice and one statement of rights for a graph."""
    named = {
        profile_named(each.source.collection).title: record.file for record in records for each in record.reviews[:1]
    }
    if len(named) > 1:
        seen = ", ".join(f"{file} is part of the {title}" for title, file in sorted(named.items()))
        raise BuildError(
            f"The pages are of several collections ({seen}). Build each collection in a folder of its own."
        )


def stop_if_wrongly_saved(records: Sequence[PageRecord], minted: Sequence[Minted], out: Path) -> None:
    """Raise BuildError for pages without clauses, with the same reviews twice, or with far less than the build in *out*.

    That happens when a page is copied with its accordions closed, when two copies of a page differ in their headings,
    and when only part of a page was saved.
    """
    for record in records:
        if record.reviews and not sum(map(_clauses, record.reviews)):
            raise SuspectPages(
                f"{record.file} has {_counted(len(record.reviews), 'review')} but no learning point and no recommendation, so nothing "
                f"was built. Its panels may have been closed when it was copied: open them all and copy the page again, or "
                f"save it as “Webpage, Complete”.",
                kind="no-clauses",
            )
    if twice := _repeated(minted):
        number, one, other = twice
        raise SuspectPages(
            f"The words of {number} of {len(minted)} reviews are on the pages twice, under different headings, so nothing "
            f"was built: {one.title!r} ({one.source.file}) and {other.title!r} ({other.source.file}). If these are copies of "
            f"one page, build from one of them; if only words in the headings differ, take those out.",
            kind="twice",
        )
    clauses = sum(_clauses(each.review) for each in minted)
    before = _clauses_built(out)
    if clauses < before * _SHARE:
        raise SuspectPages(
            f"The pages hold {clauses:,} learning points and recommendations, and the build in {out} that would be replaced "
            f"has {before:,}, so nothing was built.",
            kind="fewer",
        )


def _clauses(review: Review) -> int:
    return len(review.learning) + sum(clause.is_recommendation for clause in review.recommendations)


def _clauses_built(out: Path) -> int:
    """Return how many learning points and recommendations the build in *out* has, 0 if there is none to read."""
    try:
        counts = json.loads(read_built(out, "build.json") or "{}")["counts"]
        return int(counts["learning"]) + int(counts["recommendations"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _repeated(minted: Sequence[Minted]) -> tuple[int, Review, Review] | None:
    """Return how many reviews have a paragraph in common with another, and two of them; None unless most of a page's have.

    A pair or two is no fault: partnerships publish joint reviews.
    """
    owner: dict[str, Review] = {}
    twins: dict[int, tuple[Review, Review]] = {}
    for each in minted:
        for words in _paragraphs(each.review):
            first = owner.setdefault(words, each.review)
            if first is not each.review:
                twins.setdefault(id(first), (first, each.review))
                twins.setdefault(id(each.review), (first, each.review))
    reviews_of = Counter(each.review.source.sha256 for each in minted if _clauses(each.review))
    twins_of = Counter(each.review.source.sha256 for each in minted if id(each.review) in twins)
    if any(twins_of[page] > number * _SHARE for page, number in reviews_of.items()):
        return len(twins), *next(iter(twins.values()))
    return None


def _paragraphs(review: Review) -> Iterator[str]:
    """Yield what a review learns and what it recommends, as letters and digits, where they are long enough to compare."""
    for clauses in (review.learning, review.recommendations):
        words = "".join(filter(str.isalnum, "".join(clause.passage.text for clause in clauses).casefold()))
        if len(words) >= _LONG:
            yield words


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
