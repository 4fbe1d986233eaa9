"""What a build holds, as counts: for whoever builds, and in build.json."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple, NotRequired, TypedDict

from casegraph import __version__
from casegraph.building.entries import PageEntries
from casegraph.building.others import OtherCollection
from casegraph.building.stamp import reading_stamps
from casegraph.building.tally import Tally, Unread
from casegraph.collections import Profile, profile_named
from casegraph.corrections import Corrections
from casegraph.evaluating.unusual import Unusual
from casegraph.record.model import LOCAL, Basis, ThemeBasis
from casegraph.validating import Result

__all__ = [
    "Description",
    "NotMade",
    "Summary",
    "TableOfCorrections",
    "described",
    "summarised",
    "table_of_corrections",
    "together",
]

_BASES: tuple[Basis, ...] = ("explicit", "lead-in", "default")
_THEME_BASES: tuple[ThemeBasis, ...] = ("wording", "learned", "corrected")


class NotMade(NamedTuple):
    """A line of a table of corrections that holds of nothing on the pages: the passage, and what it was to be corrected from."""

    line: int
    passage: str
    field: str
    was: str


@dataclass(frozen=True, slots=True)
class TableOfCorrections:
    """Which corrections of a *file* hold of nothing, of how many *lines*."""

    file: str
    lines: int
    not_made: tuple[NotMade, ...]


def table_of_corrections(corrections: Corrections, pages: Sequence[PageEntries]) -> TableOfCorrections | None:
    """Return which corrections hold of nothing on *pages*; None without a table."""
    if not corrections.rows:
        return None
    made = {line for page in pages for entry in page.entries for line in entry.corrections}
    left = tuple(
        NotMade(each.line, each.passage, each.field, each.was) for each in corrections.rows if each.line not in made
    )
    return TableOfCorrections(corrections.file, len(corrections.rows), left)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build holds, and what of its pages Casegraph could not read or place.

    *unnamed_via* counts recommendations that name no agency and ask through a named body. *addressings* and *theme_readings* count by basis; *themes*, *agencies* and *keywords* those that reviews use; *unresolved* holds area
    names that are not known, *clashes* headings of more than one review. *warnings* and *silences* count where
    something was probably not read, and where the pages are silent. *files* are those that were written, *left_out* what
    could have been written but is large for so many reviews (see casegraph.building.files). *unchanged* counts reviews that
    were taken from the former build. *corrections* counts what people overruled, *table* says which of their lines hold of nothing.
    *without_text* and *unknown_addressees* are those of documents that are sent somewhere (see `Tally`).
    *unusual* are pages, by their files, of which more was left over than is usual. *collection* is what all of this is of;
    *others* are the summaries of collections that were built together with it, and *gone* are those that were before.
    """

    reviews: int
    incomplete: int
    learning: int
    recommendations: int
    unnamed_via: int
    addressings: Mapping[str, int]
    theme_readings: Mapping[str, int]
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
    left_out: tuple[str, ...] = ()
    unchanged: int = 0
    corrections: int = 0
    table: TableOfCorrections | None = None
    unusual: tuple[tuple[str, Unusual], ...] = ()
    without_text: int = 0
    unknown_addressees: Mapping[str, int] = field(default_factory=dict)
    collection: str = ""
    others: "tuple[Summary, ...]" = ()
    gone: tuple[str, ...] = ()


def together(summaries: Sequence[Summary], collections: Sequence[Profile], gone: Sequence[str]) -> Summary:
    """Return the summary of the first of some collections that were built together, with those of the others in it.

    One table of corrections is for all of them, so a line holds of nothing only if it does so in each. *gone* are the
    collections that the former build had.
    """
    first, *others = (
        replace(each, collection=profile.id, table=None) for each, profile in zip(summaries, collections, strict=True)
    )
    tables = [each.table for each in summaries if each.table]
    left = tuple(line for line in tables[0].not_made if all(line in each.not_made for each in tables)) if tables else ()
    table = replace(tables[0], not_made=left) if tables else None
    return replace(first, table=table, others=tuple(others), gone=tuple(gone))


class _PageDescription(TypedDict):
    file: str
    sha256: str
    entries: int
    read: dict[str, int]
    address: NotRequired[str]
    accessed: NotRequired[str]


class _CountsDescription(TypedDict):
    reviews: int
    incomplete: int
    learning: int
    recommendations: int
    addressings: dict[str, int]
    theme_readings: dict[str, int]
    themes: int
    agencies: int
    keywords: int
    triples: int
    unread: int
    unresolved: list[str]
    clashes: list[str]
    warnings: int
    silences: int
    corrections: int
    without_text: NotRequired[int]
    unknown_addressees: NotRequired[dict[str, int]]


class _Beside(TypedDict):
    """A collection that was built together with others: where its build is, and in which graph of the store it is, if in any."""

    id: str
    title: str
    folder: str
    graph: NotRequired[str]


class Description(TypedDict):
    """The content of build.json; *status* is absent for what is published, *collections* (itself first) where one was built alone."""

    version: str
    base: str
    reading: dict[str, str]
    pages: list[_PageDescription]
    files: list[str]
    counts: _CountsDescription
    status: NotRequired[Literal["local, not published"]]
    collections: NotRequired[list[_Beside]]


def summarised(
    tally: Tally,
    triples: int,
    results: Sequence[Result],
    files: tuple[str, ...],
    left_out: tuple[str, ...] = (),
    *,
    unchanged: int = 0,
    table: TableOfCorrections | None = None,
    unusual: tuple[tuple[str, Unusual], ...] = (),
) -> Summary:
    """Return the summary of a graph of so many *triples*, in which the shapes find *results*."""
    return Summary(
        reviews=tally.reviews,
        incomplete=tally.incomplete,
        learning=tally.learning,
        recommendations=tally.recommendations,
        unnamed_via=tally.unnamed_via,
        addressings={name: tally.addressings[name] for name in _BASES},
        theme_readings={name: tally.theme_readings[name] for name in _THEME_BASES},
        themes=len(tally.themes),
        agencies=len(tally.agencies),
        keywords=len(tally.keywords),
        triples=triples,
        unread=tuple(sorted(tally.unread)),
        unresolved=tuple(sorted(tally.unresolved)),
        clashes=tuple(sorted(tally.clashes)),
        warnings=sum(each.shape.severity == "warning" for each in results),
        silences=sum(each.shape.severity == "info" for each in results),
        files=files,
        left_out=left_out,
        unchanged=unchanged,
        corrections=tally.corrections,
        table=table,
        unusual=unusual,
        without_text=tally.without_text,
        unknown_addressees=dict(sorted(tally.unknown_addressees.items())),
    )


def described(
    pages: Sequence[PageEntries], summary: Summary, base: str, others: Sequence[OtherCollection] = ()
) -> Description:
    """Return what a build was made from and what it holds; no time and no path, so that it stays the same.

    *others* are the collections that were built together with it.
    """
    description: Description = {
        "version": __version__,
        "base": base,
        "reading": dict(reading_stamps()),
        "pages": [*map(_page, pages)],
        "files": list(summary.files),
        "counts": {
            "reviews": summary.reviews,
            "incomplete": summary.incomplete,
            "learning": summary.learning,
            "recommendations": summary.recommendations,
            "addressings": dict(summary.addressings),
            "theme_readings": dict(summary.theme_readings),
            "themes": summary.themes,
            "agencies": summary.agencies,
            "keywords": summary.keywords,
            "triples": summary.triples,
            "unread": len(summary.unread),
            "unresolved": list(summary.unresolved),
            "clashes": list(summary.clashes),
            "warnings": summary.warnings,
            "silences": summary.silences,
            "corrections": summary.corrections,
        },
    }
    if summary.without_text or summary.unknown_addressees:
        description["counts"]["without_text"] = summary.without_text
        description["counts"]["unknown_addressees"] = dict(summary.unknown_addressees)
    if any(page.collection == LOCAL for page in pages):
        description["status"] = "local, not published"
    if others:
        own = OtherCollection(profile_named(pages[0].collection), Path(), ".")
        description["collections"] = [*map(_beside, (own, *others))]
    return description


def _beside(other: OtherCollection) -> _Beside:
    described: _Beside = {"id": other.profile.id, "title": other.profile.title, "folder": other.place}
    if other.graph:
        described["graph"] = other.graph
    return described


def _page(page: PageEntries) -> _PageDescription:
    described: _PageDescription = {
        "file": page.file,
        "sha256": page.sha256,
        "entries": len(page.entries),
        "read": page.counts._asdict(),
    }
    if page.address:
        described["address"] = page.address
    if page.accessed:
        described["accessed"] = page.accessed
    return described
