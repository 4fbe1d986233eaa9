"""The tables in which the entries and parts of a build wait on a cluster, in a folder that all its computers reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from casegraph.building.table_rows import PlaceRow, columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SharedTables"]

_AT_ONCE = 50_000
"""Rows that go to the cluster in one message, which may have some megabytes."""

_ROW_GROUP = 16 * 2**20
"""Bytes that a task holds before it writes them; 128 MB if nothing is said."""


@dataclass(frozen=True, slots=True)
class SharedTables:
    """Parquet tables of a Spark session in a *folder*, which is named as Spark names it; they take the place of earlier ones."""

    spark: "SparkSession"
    folder: str

    def __getitem__(self, name: str, /) -> "DataFrame":
        """Return the table of a name."""
        return self.spark.read.parquet(f"{self.folder}/{name}")

    def __setitem__(self, name: str, table: "DataFrame", /) -> None:
        """Make all rows of a table, and keep them under a name: whoever reads them does not make them again."""
        self._write(name, table, "overwrite")

    def send(self, name: str, rows: Iterable[PlaceRow]) -> None:
        """Keep rows of this computer under a name."""
        rows, mode = iter(rows), "overwrite"
        while some := [*islice(rows, _AT_ONCE)]:
            self._write(name, self.spark.createDataFrame(some, columns(PlaceRow)), mode)
            mode = "append"

    def _write(self, name: str, table: "DataFrame", mode: str) -> None:
        writer = table.write.mode(mode).option("parquet.block.size", _ROW_GROUP)
        writer.parquet(f"{self.folder}/{name}")
