"""Local reports beside what is published: each kind in a folder of its own, so that nothing can count or pass on both."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from casegraph.reports.given_back import is_table
from casegraph.reports.open_elsewhere import stop_if_open

__all__ = ["Kinds", "kinds_of", "local_folder"]

_BEGIN = 8_192
_STATUS = b'"status": "local, not published"'


def local_folder(out: Path) -> Path:
    """Return the folder in which local reports are built: beside that of what is published, which people pass on as a whole.

    >>> str(local_folder(Path("exports")))
    'exports-local'
    """
    whole = out if out.name not in ("", "..") else out.resolve()
    return whole.with_name(f"{whole.name or 'exports'}-local")


class Kinds(NamedTuple):
    """The files of a build by kind: pages of what is published, and tables or records of local reports."""

    published: tuple[Path, ...]
    local: tuple[Path, ...]


def kinds_of(paths: Sequence[Path]) -> Kinds:
    """Tell files of local reports from pages, by how they begin; a file that cannot be read counts as a page.

    Raises PageError for a table that Excel or LibreOffice has open.
    """
    local = [path for path in paths if _is_local(path)]
    for path in local:
        stop_if_open(path)
    return Kinds(tuple(path for path in paths if path not in local), tuple(local))


def _is_local(path: Path) -> bool:
    if path.name.startswith(("~$", ".~lock.")):
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begin = file.read(_BEGIN)
    except (OSError, ValueError):
        return False
    return is_table(begin, path.name) or (begin.lstrip()[:1] == b"{" and _STATUS in begin)
