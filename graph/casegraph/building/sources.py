"""Sources: what reads the pages of a build and makes its parts, on this computer or on others."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from casegraph.building.again import again
from casegraph.building.cuts import cut, part_keys
from casegraph.building.entries import PageEntries
from casegraph.building.former import Former, former_build
from casegraph.building.page_files import read_pages
from casegraph.building.parts import Parts, make_parts
from casegraph.building.progress import Stages
from casegraph.building.seen import NOT_SAID, Seen
from casegraph.building.spool import Spool
from casegraph.corrections import NO_CORRECTIONS, Corrections
from casegraph.record.identity import Identity

__all__ = ["PageFiles", "Source"]


class Source(Protocol):
    """Pages, which are read once, and their entries, which wait until parts are made of them."""

    @property
    def paths(self) -> Sequence[Path]:
        """The files of this computer that are read, so that no build replaces them."""

    def read(self, stage: Path, folder: Path) -> list[PageEntries]:
        """Read the pages, and return what they hold.

        *stage* is a folder for what has to wait, and *folder* has the build that is to be replaced.
        """

    def parts(self, identities: Sequence[Identity], base: str, folder: Path) -> Parts:
        """Make the parts of all reviews, which come sorted by slug, in a new *folder*; IRIs begin with *base*.

        Entries are known by their place among all that were read.
        """


@dataclass(slots=True)
class PageFiles:
    """Pages in files of this computer, and as many processes of it as *jobs*.

    What has not changed since the former build in the folder is used again if that has this *stamp*; with "" nothing is, and
    nothing is kept. Without the *learned* reader, listed wordings alone lead to themes. Links that contain names of people are kept only *with_links*. *corrections* are made in what is read; *seen* says where
    the pages are on the web.
    """

    paths: Sequence[Path]
    jobs: int
    max_megabytes: float
    stages: Stages
    stamp: str = ""
    learned: bool = True
    with_links: bool = False
    corrections: Corrections = NO_CORRECTIONS
    seen: Seen = NOT_SAID
    _former: Former | None = field(init=False, default=None)
    _spool: Spool = field(init=False)
    _pages: list[PageEntries] = field(init=False)

    def read(self, stage: Path, folder: Path) -> list[PageEntries]:
        """Read the pages one after the other (see `Source`)."""
        self._spool = Spool(stage / "spool")
        self._former = former_build(folder, self.stamp) if self.stamp else None
        progress = self.stages.stage("pages")
        known = self._former.pages if self._former else {}
        self._pages = read_pages(
            self.paths,
            self._spool,
            known,
            max_megabytes=self.max_megabytes,
            learned=self.learned,
            with_links=self.with_links,
            corrections=self.corrections,
            seen=self.seen,
            progress=progress,
        )
        return self._pages

    def parts(self, identities: Sequence[Identity], base: str, folder: Path) -> Parts:
        """Make the parts, after which the entries are gone (see `Source`)."""
        groups = cut(identities, self._pages)
        keys = part_keys(groups, identities, self._pages)
        used = again(self._former, keys, groups, self._pages)
        for key, group in zip(keys, groups, strict=True):
            if not used or key not in used.parts:
                self._fetch([entry for review in group for entry in identities[review].entries])
        progress = self.stages.stage("parts")
        parts = make_parts(
            groups,
            identities,
            self._spool,
            base,
            folder,
            keys=keys if self.stamp else None,
            again=used,
            jobs=self.jobs,
            progress=progress,
        )
        parts.stamp = self.stamp
        self._spool.close()
        return parts

    def _fetch(self, entries: Sequence[int]) -> None:
        """Take those of some entries that were not read from the former build."""
        if self._former and (missing := self._spool.missing(entries)):
            starts = [0, *accumulate(len(page.entries) for page in self._pages)]
            numbers = {entry: bisect_right(starts, entry) for entry in missing}
            wanted = {
                entry: (self._pages[number - 1].made_from, entry - starts[number - 1])
                for entry, number in numbers.items()
            }
            entries_then = self._former.entries(wanted)
            self._spool.put({entry: each.numbered(numbers[entry]) for entry, each in entries_then.items()})
