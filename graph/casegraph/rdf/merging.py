"""Merging: sorted texts of N-Triples become one, of which only a little is in memory at any time."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["Lines", "SortedFile", "merged"]

_AT_ONCE = 64 * 2**20
"""Bytes of all texts together that are read at once."""


class Lines(Protocol):
    """A text that gives some lines at a time, as files do."""

    def readlines(self, size: int, /) -> list[bytes]:
        """Return the next lines, of *size* bytes or a little more; none at the end."""


@dataclass(slots=True)
class SortedFile:
    """A text in a file, which is open only while it is read: there may be more texts than a system opens files."""

    path: Path
    _at: int = 0

    def readlines(self, size: int, /) -> list[bytes]:
        """Return the next lines (see `Lines`)."""
        with self.path.open("rb") as file:
            file.seek(self._at)
            lines = file.readlines(size)
            self._at += sum(map(len, lines))
        return lines


def merged(texts: Sequence[Lines], *, at_once: int = _AT_ONCE) -> Iterator[list[bytes]]:
    r"""Yield the lines of *texts*, each of which is sorted by its bytes: all of them sorted, each once, many at a time.

    >>> from io import BytesIO
    >>> [*merged([BytesIO(b"a\nc\n"), BytesIO(b"b\nc\nd\n")])]
    [[b'a\n', b'b\n', b'c\n'], [b'd\n']]
    """
    size = max(1, at_once // max(1, len(texts)))
    waiting: list[list[bytes]] = [text.readlines(size) for text in texts]
    while any(waiting):
        # Whatever is not beyond the end of what any text has shown so far cannot come again.
        limit = min(lines[-1] for lines in waiting if lines)
        ready: list[bytes] = []
        for at, lines in enumerate(waiting):
            if lines:
                cut = bisect_right(lines, limit)
                ready += lines[:cut]
                waiting[at] = lines[cut:] or texts[at].readlines(size)
        ready.sort()  # some sorted runs, which this merges
        yield [*dict.fromkeys(ready)]
