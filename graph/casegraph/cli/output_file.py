"""Writing output: to standard output, or to a file that is replaced when the output is complete."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from casegraph.cli import terminal
from casegraph.csv_table import BYTE_ORDER_MARK
from casegraph.errors import CasegraphError

__all__ = ["coloured", "write_output"]


def coloured(output: str = "-") -> bool:
    """Return whether to write in colour: to a terminal, unless NO_COLOR is set."""
    return output == "-" and terminal.coloured(sys.stdout)


def write_output(text: str | bytes | Iterable[str], output: str = "-", *, styled: bool = False) -> None:
    """Write *text*, or its pieces, as UTF-8 to the file *output*, or to standard output for ``-``, with its line ends unchanged.

    On a terminal, control characters are escaped; *styled* text is safe already, and has our colours. Bytes, such as a Word
    file, are written as they are, and never to a terminal.

    A file is written under another name in its folder and then renamed, so that nobody ever reads half of it. A pipe or a
    device is written directly, and a link stays a link. A CSV file begins with a byte order mark, for Excel. Raises
    CasegraphError for a file that cannot be written, such as on a full disk.
    """
    path = Path(output)
    if isinstance(text, bytes):
        if output == "-":
            _print_bytes(text)
        else:
            _write((text,), path)
        return
    pieces = (text,) if isinstance(text, str) else text
    if output == "-":
        _print(pieces, styled=styled)
        return
    _write(_encoded(_marked(pieces) if path.suffix.lower() == ".csv" else pieces), path)


def _write(content: Iterable[bytes], path: Path) -> None:
    """Write to a file; raises CasegraphError, which says where and what to do, if it cannot be written."""
    stays = f" {path} is as it was." if path.is_file() else ""
    try:
        _write_whole(content, path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CasegraphError(
            f"The output could not be written to {path}: {error.strerror or error}.{stays}",
            "Make room there, or name another file with -o.",
        ) from error


def _write_whole(content: Iterable[bytes], path: Path) -> None:
    """Write to a file under another name, and then give it its own."""
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as stream:
            stream.writelines(content)
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
            file.writelines(content)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _print(pieces: Iterable[str], *, styled: bool) -> None:
    if not styled and terminal.is_terminal(sys.stdout):
        pieces = map(terminal.visible, _unmarked(pieces))
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.writelines(pieces)
    else:
        for piece in _encoded(pieces):
            buffer.write(piece)
        buffer.flush()


def _print_bytes(content: bytes) -> None:
    if terminal.is_terminal(sys.stdout):
        raise CasegraphError("A terminal cannot show this format.", "Name a file with -o.")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode("utf-8", "backslashreplace") for piece in pieces)


def _unmarked(pieces: Iterable[str]) -> Iterator[str]:
    """Yield *pieces* without a byte order mark at their beginning."""
    pieces = iter(pieces)
    yield next(pieces, "").removeprefix(BYTE_ORDER_MARK)
    yield from pieces


def _marked(pieces: Iterable[str]) -> Iterator[str]:
    """Yield *pieces* with a byte order mark at their beginning, for Excel."""
    yield BYTE_ORDER_MARK
    yield from _unmarked(pieces)


def _mask() -> int:
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
