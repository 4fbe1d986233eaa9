"""A build on a cluster: Spark reads the pages and makes the parts, and this computer merges them (see docs/cluster.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from casegraph.building.build import Summary, build_from
from casegraph.building.entries import PageEntries
from casegraph.building.entry_rows import TablePage, entry_frames, pages_of
from casegraph.building.part_rows import parts_of, piece_frame, place_rows, task_count
from casegraph.building.parts import Parts
from casegraph.building.shared_tables import SharedTables
from casegraph.building.table_rows import KEY, EntryRow, PieceRow, columns
from casegraph.names import BASE
from casegraph.page_size import MEGABYTES
from casegraph.record.identity import Identity

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["build"]


@dataclass(slots=True)
class _Cluster:
    files: "DataFrame"
    tables: SharedTables
    max_megabytes: float
    paths: Sequence[Path] = ()
    _pages: list[TablePage] = field(default_factory=list)

    def read(self, stage: Path, folder: Path) -> list[PageEntries]:
        read = partial(entry_frames, max_megabytes=self.max_megabytes)
        self.tables["entries"] = self.files.select("path", "content").mapInPandas(read, columns(EntryRow))
        rows = self.tables["entries"].drop("entry").orderBy(*KEY).toLocalIterator()
        self._pages = pages_of(EntryRow(*row) for row in rows)
        return [page.entries for page in self._pages]

    def parts(self, identities: Sequence[Identity], base: str, folder: Path) -> Parts:
        self.tables.send("places", place_rows(self._pages, identities))
        entries = self.tables["entries"].select(*KEY, "entry").join(self.tables["places"], [*KEY])
        parts = entries.repartition(task_count(identities), "part").groupBy("part")
        self.tables["pieces"] = parts.applyInPandas(lambda part: piece_frame(part, base=base), columns(PieceRow))
        return parts_of((PieceRow(*row) for row in self.tables["pieces"].toLocalIterator()), folder)


def build(
    files: "DataFrame",
    out: Path,
    shared: str,
    *,
    base: str = BASE,
    force: bool = False,
    write: Iterable[str] | None = None,
    max_megabytes: float = MEGABYTES,
) -> Summary:
    """Build the graph of page *files* in the folder *out* of this computer: the same bytes as ``casegraph build`` makes.

    Each row has the ``path`` of a file and its ``content``, bytes or text; their order is that of the paths.
    Tables of the job wait in *shared*, a folder that all computers reach, as Spark names it, and stay there.
    """
    source = _Cluster(files, SharedTables(files.sparkSession, shared.rstrip("/")), max_megabytes)
    return build_from(source, out, base=base, force=force, write=write)
