"""Where data goes: standard output, or a file that is replaced once the data is whole."""

import os
import sys
from pathlib import Path

from casegraph.cli import terminal
from casegraph.csv_table import BYTE_ORDER_MARK
from casegraph.errors import CasegraphError

__all__ = ["coloured", "write_output"]


def coloured(output: str = "-") -> bool:
    """Tell whether to write in colour: to a terminal whose user has not asked for none."""
    return output == "-" and terminal.coloured(sys.stdout)


def write_output(text: str, output: str = "-", *, styled: bool = False) -> None:
    """Write *text* as UTF-8 to the file *output*, or to standard output for ``-``, its line ends as they are.

    On a terminal, what could steer it is written as an escape; *styled* text has been made plain, and has our colours.

    A file is written beside its place and then put there, so that nobody ever finds half of it; a pipe or a device is
    written into, and a link stays one. A CSV file begins with the mark by which Excel knows UTF-8.
    """
    path = Path(output)
    if path.suffix.lower() == ".csv" and not text.startswith(BYTE_ORDER_MARK):
        text = f"{BYTE_ORDER_MARK}{text}"
    if output == "-" and not styled and terminal.is_terminal(sys.stdout):
        text = terminal.visible(text.removeprefix(BYTE_ORDER_MARK))
    content = text.encode("utf-8", "backslashreplace")
    if output == "-":
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(text)
        else:
            buffer.write(content)
            buffer.flush()
        return
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as stream:
            stream.write(content)
        return
    if path.is_symlink():
        path = Path(os.path.realpath(path))
    if path.is_dir():
        raise CasegraphError(f"{path} is a folder. Name a file to write to.")
    if not path.parent.is_dir():
        raise CasegraphError(f"The folder {path.parent} does not exist. Make it first, or write somewhere else.")
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=".casegraph.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mask() -> int:
    """Return the mask that new files get; there is no way to ask for it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
