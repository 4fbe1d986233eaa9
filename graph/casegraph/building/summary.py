"""What a build holds, as counts: for whoever builds, and in build.json."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from casegraph import __version__
from casegraph.record.identity import Minted
from casegraph.record.model import Basis
from casegraph.record.page_record import PageRecord
from casegraph.validating import Result

__all__ = ["Description", "Summary", "Unread", "described", "summarised"]

_BASES: tuple[Basis, ...] = ("explicit", "lead-in", "default")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of a page that belongs to no entry and is no known furniture."""

    file: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build holds, and what of its pages Casegraph could not read or place.

    *addressings* counts by basis; *themes*, *agencies* and *keywords* those that reviews use; *unresolved* holds area
    names that are not known, *clashes* headings of more than one review. *warnings* and *silences* count where
    something was probably not read, and where the pages are silent.
    """

    reviews: int
    incomplete: int
    learning: int
    recommendations: int
    addressings: Mapping[str, int]
    themes: int
    agencies: int
    keywords: int
    triples: int
    unread: tuple[Unread, ...]
    unresolved: tuple[str, ...]
    clashes: tuple[str, ...]
    warnings: int
    silences: int
    files: tuple[str, ...]


class _PageDescription(TypedDict):
    file: str
    sha256: str
    entries: int


class _CountsDescription(TypedDict):
    reviews: int
    incomplete: int
    learning: int
    recommendations: int
    addressings: dict[str, int]
    themes: int
    agencies: int
    keywords: int
    triples: int
    unread: int
    unresolved: list[str]
    clashes: list[str]
    warnings: int
    silences: int


class Description(TypedDict):
    """The content of build.json."""

    version: str
    base: str
    pages: list[_PageDescription]
    counts: _CountsDescription


def summarised(
    records: Sequence[PageRecord],
    minted: Sequence[Minted],
    triples: int,
    results: Sequence[Result],
    files: tuple[str, ...],
) -> Summary:
    """Return the summary of a graph of so many *triples*, in which the shapes find *results*."""
    reviews = [each.review for each in minted]
    recommendations = [clause for each in reviews for clause in each.recommendations if clause.is_recommendation]
    points = [point for review in reviews for point in review.learning]
    themes = {theme.concept for clause in recommendations for theme in clause.themes}
    themes |= {theme.concept for point in points for theme in point.themes}
    addressings = [addressing for clause in recommendations for addressing in clause.addressings]
    basis = Counter(addressing.basis for addressing in addressings)
    places = [place for review in reviews for place in review.areas]
    return Summary(
        reviews=len(reviews),
        incomplete=sum(not review.complete for review in reviews),
        learning=len(points),
        recommendations=len(recommendations),
        addressings={name: basis[name] for name in _BASES},
        themes=len(themes),
        agencies=len({addressing.agency for addressing in addressings}),
        keywords=len({keyword.concept for review in reviews for keyword in review.keywords}),
        triples=triples,
        unread=tuple(Unread(record.file, line.number, line.text) for record in records for line in record.unread),
        unresolved=tuple(sorted({name for place in places if not place.areas for name in place.names})),
        clashes=tuple(sorted({each.review.title for each in minted if each.clashes})),
        warnings=sum(each.shape.severity == "warning" for each in results),
        silences=sum(each.shape.severity == "info" for each in results),
        files=files,
    )


def described(records: Sequence[PageRecord], summary: Summary, base: str) -> Description:
    """Return what a build was made from and what it holds; no time and no path, so that it stays the same."""
    return {
        "version": __version__,
        "base": base,
        "pages": [{"file": record.file, "sha256": record.sha256, "entries": len(record.reviews)} for record in records],
        "counts": {
            "reviews": summary.reviews,
            "incomplete": summary.incomplete,
            "learning": summary.learning,
            "recommendations": summary.recommendations,
            "addressings": dict(summary.addressings),
            "themes": summary.themes,
            "agencies": summary.agencies,
            "keywords": summary.keywords,
            "triples": summary.triples,
            "unread": len(summary.unread),
            "unresolved": list(summary.unresolved),
            "clashes": list(summary.clashes),
            "warnings": summary.warnings,
            "silences": summary.silences,
        },
    }
