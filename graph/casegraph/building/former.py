"""The former build in a folder: what of it can be used again, if it is whole and was made by the same Casegraph."""

import json
import mmap
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from casegraph.building.entries import PageEntries
from casegraph.building.kept import KEPT_TABLES, Kept, KeptPart, digest_of, read_kept
from casegraph.building.part import RECORDS, REVIEWS, TABLES
from casegraph.building.rows import Rows
from casegraph.building.spool import SpooledEntry
from casegraph.record.identity import Identity
from casegraph.record.json_lines import from_line
from casegraph.views.collection_file import FILE as COLLECTION
from casegraph.views.collection_file import places_in

__all__ = ["Former", "former_build"]

_STORE = "store/"
_OF_PROCESSES = ("LOCK", "LOG")

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Former:
    """The former build in a *folder*, whose files are as it left them; *has_store* says whether its store is as well."""

    folder: Path
    kept: Kept
    has_store: bool

    @cached_property
    def pages(self) -> Mapping[str, PageEntries]:
        """Its pages, by what they were made from."""
        return {page.made_from: page.page() for page in self.kept.pages}

    @cached_property
    def parts(self) -> Mapping[str, KeptPart]:
        """Its parts, by their keys."""
        return {part.key: part for part in self.kept.parts}

    @cached_property
    def identities(self) -> Sequence[Identity]:
        """Its reviews, sorted by slug."""
        return [each.identity() for each in self.kept.reviews]

    def numbers(self, pages: Sequence[PageEntries]) -> dict[int, int]:
        """Return the numbers that its pages have among other *pages*, by those that they had."""
        now = {page.made_from: number for number, page in enumerate(pages, start=1)}
        then = enumerate(self.kept.pages, start=1)
        return {number: now[page.made_from] for number, page in then if page.made_from in now}

    def entries(self, wanted: Mapping[int, tuple[str, int]]) -> dict[int, SpooledEntry]:
        """Return entries by their places: *wanted* has for each what its page is made from and its place on that.

        Their texts are not at hand; the former build has compared quotes with them.
        """
        starts, place = {}, 0
        for page in self.kept.pages:
            starts[page.made_from] = place
            place += len(page.entries)
        of_review: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for now, (made_from, at) in wanted.items():
            review, number = self._where[starts[made_from] + at]
            of_review[review].append((number, now))
        entries: dict[int, SpooledEntry] = {}
        for review, each in sorted(of_review.items()):
            records = self._records(review)
            entries.update((now, SpooledEntry(records[number], None)) for number, now in each)
        return entries

    def entries_of(self, part: KeptPart) -> tuple[list[Identity], list[SpooledEntry]]:
        """Return the reviews of a part, and all their entries."""
        entries = [SpooledEntry(record, None) for review in part.reviews for record in self._records(review)]
        return [self.identities[review] for review in part.reviews], entries

    def put(self, rows: Mapping[str, Rows], part: KeptPart, reviews: Sequence[int], numbers: Mapping[int, int]) -> None:
        """Say where the rows of a part are, whose *reviews* have these places now; *numbers* are those of pages (see `numbers`)."""
        changes = {RECORDS: _renumbering(numbers)} if any(now != then for then, now in numbers.items()) else {}
        for name, (file, stretches) in self._stretches.items():
            rows[name].put(self.folder / file, reviews, [stretches[each] for each in part.reviews], changes.get(name))

    def _records(self, review: int) -> Sequence[Any]:
        file, stretches = self._stretches[RECORDS]
        start, end = stretches[review]
        with (self.folder / file).open("rb") as lines:
            lines.seek(start)
            return from_line(lines.read(end - start), file=file)

    @cached_property
    def _where(self) -> Mapping[int, tuple[int, int]]:
        """For each entry its review, and its number among the entries of that."""
        reviews = enumerate(self.identities)
        return {entry: (review, number) for review, each in reviews for number, entry in enumerate(each.entries)}

    @cached_property
    def _stretches(self) -> Mapping[str, tuple[str, Sequence[Stretch]]]:
        """For each kind of row its file, and where the row of each review is."""
        with (
            (self.folder / COLLECTION).open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            shown = places_in(content)
        return {
            RECORDS: (RECORDS, _lines(self.folder / RECORDS)),
            REVIEWS: (COLLECTION, [shown[each.slug] for each in self.kept.reviews]),
            TABLES: (KEPT_TABLES, _lines(self.folder / KEPT_TABLES)),
        }


def former_build(folder: Path, stamp: str) -> Former | None:
    """Return the build in a folder: None if there is none, or none of the same *stamp* that is as it was left."""
    kept = read_kept(folder)
    if kept is None or kept.stamp != stamp:
        return None
    store = {name for name in kept.files if name.startswith(_STORE)}
    if not all(_is_as_left(folder / name, kept.files[name]) for name in sorted({*kept.files} - store)):
        return None
    return Former(folder, kept, _has_store(folder, {name: kept.files[name] for name in store}))


def _has_store(folder: Path, digests: Mapping[str, str]) -> bool:
    """Say whether the store is as it was left, whoever has read it since."""
    there = {f"{_STORE}{path.name}" for path in (folder / _STORE).glob("*") if not path.name.startswith(_OF_PROCESSES)}
    return there == {*digests} and all(_is_as_left(folder / name, digest) for name, digest in digests.items())


def _is_as_left(path: Path, digest: str) -> bool:
    try:
        return digest_of(path) == digest
    except OSError:
        return False


def _lines(path: Path) -> list[Stretch]:
    stretches: list[Stretch] = []
    with path.open("rb") as file:
        at = 0
        for line in file:
            stretches.append((at, at + len(line)))
            at += len(line)
    return stretches


def _renumbering(numbers: Mapping[int, int]) -> Callable[[bytes], bytes]:
    """Return what gives the pages of a record other numbers."""

    def renumbered(line: bytes) -> bytes:
        review = json.loads(line)
        for entry in (review, *review.get("others", ())):
            entry["source"]["page"] = numbers[entry["source"]["page"]]
        return f"{json.dumps(review, ensure_ascii=False)}\n".encode()

    return renumbered
