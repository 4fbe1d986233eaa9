"""Writing output: to standard output, or to a file that is replaced when the output is complete."""

import os
import sys
from pathlib import Path

from casegraph.cli import terminal
from casegraph.csv_table import BYTE_ORDER_MARK
from casegraph.errors import CasegraphError

__all__ = ["coloured", "write_output"]


def coloured(output: str = "-") -> bool:
    """Return whether to write in colour: to a terminal, unless NO_COLOR is set."""
    return output == "-" and terminal.coloured(sys.stdout)


def write_output(text: str, output: str = "-", *, styled: bool = False) -> None:
    """Write *text* as UTF-8 to the file *output*, or to standard output for ``-``, with its line ends unchanged.

    On a terminal, control characters are escaped; *styled* text is safe already, and has our colours.

    A file is written under another name in its folder and then renamed, so that nobody ever reads half of it. A pipe or a
    device is written directly, and a link stays a link. A CSV file begins with a byte order mark, for Excel.
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
        raise CasegraphError(f"The folder {path.parent} does not exist. Create it, or choose another.")
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
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
