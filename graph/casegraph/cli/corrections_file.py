"""The file of ``--corrections``."""

from pathlib import Path
from typing import TYPE_CHECKING

from casegraph.page_size import MEGABYTES

if TYPE_CHECKING:
    from casegraph.corrections import Corrections

__all__ = ["read_corrections_file"]


def read_corrections_file(path: Path | None) -> "Corrections":
    """Return the corrections in a file, none without a file; raises TableError, and PageError for a file that cannot be read."""
    from casegraph.corrections import NO_CORRECTIONS, read_corrections
    from casegraph.errors import CasegraphError
    from casegraph.reading.file_content import read_content, shown_name

    if path and not path.is_file():
        raise CasegraphError(f"{path} is no file.", "Give the table of corrections, as text, .csv, .xlsx or .ods.")
    return read_corrections(read_content(path, MEGABYTES), shown_name(path)) if path else NO_CORRECTIONS
