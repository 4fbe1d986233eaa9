"""Sources: what reads the pages of a build and makes its parts, on this computer or on others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from casegraph.building.entries import PageEntries
from casegraph.building.page_files import read_pages
from casegraph.building.parts import Parts, make_parts
from casegraph.building.progress import Stages
from casegraph.building.spool import Spool
from casegraph.record.identity import Identity

__all__ = ["PageFiles", "Source"]


class Source(Protocol):
    """Pages, which are read once, and their entries, which wait until parts are made of them."""

    @property
    def paths(self) -> Sequence[Path]:
        """The files of this computer that are read, so that no build replaces them."""

    def read(self, stage: Path) -> list[PageEntries]:
        """Read the pages, and return what they hold; *stage* is a folder for what has to wait."""

    def parts(self, identities: Sequence[Identity], base: str, folder: Path) -> Parts:
        """Make the parts of all reviews, which come sorted by slug, in a new *folder*; IRIs begin with *base*.

        Entries are known by their place among all that were read.
        """


@dataclass(slots=True)
class PageFiles:
    """Pages in files of this computer, and as many processes of it as *jobs*."""

    paths: Sequence[Path]
    jobs: int
    max_megabytes: float
    stages: Stages
    _spool: Spool = field(init=False)

    def read(self, stage: Path) -> list[PageEntries]:
        """Read the pages one after the other (see `Source`)."""
        self._spool = Spool(stage / "spool")
        progress = self.stages.stage("pages")
        return read_pages(self.paths, self._spool, max_megabytes=self.max_megabytes, progress=progress)

    def parts(self, identities: Sequence[Identity], base: str, folder: Path) -> Parts:
        """Make the parts, after which the entries are gone (see `Source`)."""
        progress = self.stages.stage("parts")
        parts = make_parts(identities, self._spool, base, folder, jobs=self.jobs, progress=progress)
        self._spool.close()
        return parts
