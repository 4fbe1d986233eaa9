"""Files that Excel or LibreOffice has open: what was changed may not be saved, and the file may not be replaced."""

from pathlib import Path

__all__ = ["is_lock", "lock_of"]


def is_lock(path: Path) -> bool:
    """Say whether a file is one that a program keeps while another is open.

    >>> is_lock(Path("~$tracker.xlsx")), is_lock(Path("tracker.xlsx"))
    (True, False)
    """
    return path.name.startswith(("~$", ".~lock."))


def lock_of(path: Path) -> Path | None:
    """Return the file by which Excel or LibreOffice shows that it has a file open, None if there is none."""
    name = path.name
    marks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    return next((lock for each in marks if (lock := path.with_name(each)).exists()), None)
