"""A data package as a folder or a zip file, which is there whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from casegraph.errors import CasegraphError
from casegraph.exporting.data_package import citation_file, crate, descriptor
from casegraph.exporting.data_package import readme as readme_file
from casegraph.exporting.data_package.about import About, about
from casegraph.exporting.data_package.table_files import TableFormat, write_tables
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.views.collection import Collection

__all__ = ["write_package"]

_TIME = (1980, 1, 1, 0, 0, 0)  # the first that an archive can say

_DESCRIBING: tuple[tuple[str, str, str, str, Callable[[About], str]], ...] = (
    (
        descriptor.FILE,
        "application/json",
        "Data package",
        "The description of the tables by the Data Package standard.",
        descriptor.datapackage_json,
    ),
    (readme_file.FILE, "text/markdown", "README", "What is in the package and how to cite it.", readme_file.readme),
    (
        citation_file.FILE,
        "application/yaml",
        "Citation",
        "The citation in the Citation File Format.",
        citation_file.citation_cff,
    ),
)
"""The files beside the tables: name, media type, title, description, and how each is made. The crate lists them."""


def write_package(c: Collection, lines: SortedLines, to: Path, *, form: TableFormat = "csv", date: str = "") -> About:
    """Write the data package of a collection, whose graph has these *lines*, as a folder or, if its name ends so, a zip file.

    The same build and *date* give the same bytes. Without a *date* there is none but the day on which somebody looked at the
    pages, and without that no RO-Crate, which must have one. A zip file replaces one that is there.

    Raises CasegraphError for a folder that is not empty, and where nothing can be written; nothing is left behind then.
    """
    is_zip = to.suffix.lower() == ".zip"
    _stop_if_not_free(to, is_zip=is_zip)
    try:
        with tempfile.TemporaryDirectory(prefix=".casegraph.", dir=to.parent) as temporary:
            folder = Path(temporary, "package")  # whose rights are those of any new folder
            folder.mkdir()
            made = about(c, lines, form, write_tables(c, folder, form), date)
            _describe(made, folder)
            if is_zip:
                archive = Path(temporary, "package.zip")
                _zip(folder, archive)
                archive.replace(to)
            else:
                if to.exists():
                    to.rmdir()
                folder.rename(to)
    except OSError as error:
        raise CasegraphError(
            f"The data package could not be written to {to}: {error.strerror or error}.",
            "Make room, or name another place with -o.",
        ) from error
    return made


def _stop_if_not_free(to: Path, *, is_zip: bool) -> None:
    if not to.parent.is_dir():
        raise CasegraphError(f"The folder {to.parent} does not exist. Create it, or choose another.")
    if is_zip and to.is_dir():
        raise CasegraphError(f"{to} is a folder. Name a file to write to.")
    if not is_zip and to.exists() and not (to.is_dir() and not any(to.iterdir())):
        raise CasegraphError(
            f"{to} exists already, and a data package does not replace it.", "Name a new folder, or a .zip file."
        )


def _describe(made: About, folder: Path) -> None:
    """Write the files that describe the tables."""
    others = [
        crate.OtherFile(name, media_type, title, description, write(made).encode())
        for name, media_type, title, description, write in _DESCRIBING
    ]
    for each in others:
        (folder / each.name).write_bytes(each.content)
    if made.date:
        (folder / crate.FILE).write_bytes(crate.ro_crate_json(made, others).encode())


def _zip(folder: Path, archive: Path) -> None:
    """Write the files of a folder into an archive, all from one time and for all to read."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for path in sorted(folder.iterdir()):
            info = ZipInfo(path.name, _TIME)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            info.file_size = path.stat().st_size
            with path.open("rb") as source, file.open(info, "w") as to:
                shutil.copyfileobj(source, to)
