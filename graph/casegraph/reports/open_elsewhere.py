"""Tables that Excel or LibreOffice has open: what was changed may not be saved, and the file may not be replaced."""

from pathlib import Path

from casegraph.errors import PageError
from casegraph.office.locks import is_lock, lock_of
from casegraph.reading.file_content import shown_name

__all__ = ["stop_if_open"]


def stop_if_open(path: Path) -> None:
    """Raise PageError for a table that a program has open, and for the lock file that it keeps meanwhile."""
    if is_lock(path):
        raise PageError(
            f"{shown_name(path)} is neither a report nor a table: Word, Excel and LibreOffice keep such a file while another is open.",
            "Close that, and give its own file.",
        )
    if lock := lock_of(path):
        raise PageError(
            f"{shown_name(path)} is open in {'Excel' if lock.name[0] == '~' else 'LibreOffice'}: there is {lock.name} beside it.",
            "Save and close the table. If no program has it open, delete that file.",
        )
