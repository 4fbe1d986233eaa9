"""Changing: a sorted text of N-Triples with some lines fewer and some more, without reading what stays line by line."""

import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["OtherText", "changed", "differences"]

_AT_ONCE = 2**20
_NEAR = 2**12
"""Bytes in which a line is looked for first, as changes are often side by side."""


class OtherText(ValueError):
    """A text that has not the lines that it has to have."""


def differences(before: Iterable[bytes], after: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    r"""Yield the lines that only one of two sorted texts has, in order, each with True if that is the one *after*.

    >>> [*differences([b"a\n", b"c\n"], [b"b\n", b"c\n", b"d\n"])]
    [(b'a\n', False), (b'b\n', True), (b'd\n', True)]
    """
    gone, new = iter(before), iter(after)
    one, other = next(gone, None), next(new, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one < other):
            assert one is not None
            yield one, False
            one = next(gone, None)
        elif one is None or other < one:
            yield other, True
            other = next(new, None)
        else:
            one, other = next(gone, None), next(new, None)


def changed(text: Path, changes: Iterable[tuple[bytes, bool]], target: BinaryIO) -> int:
    """Write a sorted text with *changes*, which come in order: lines, each with True if it is new and False if it goes.

    Returns how many lines more the target has, below 0 for fewer. Raises OtherText where a line that goes is not there, or
    one that is new is.
    """
    more = at = 0
    with text.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        for line, is_new in changes:
            place = _place(lines, line, at)
            _copy(file, at, place, target)
            is_there = lines[place : place + len(line)] == line
            if is_there is is_new:
                raise OtherText(f"A line is {'there already' if is_new else 'not there'}: {line!r}.")
            at = place if is_new else place + len(line)
            if is_new:
                target.write(line)
            more += 1 if is_new else -1
        _copy(file, at, len(lines), target)
    return more


def _place(lines: mmap.mmap, line: bytes, start: int) -> int:
    """Return where the first line from *start* on begins that is not before *line*."""
    low, high, step = start, start, _NEAR
    while high < len(lines) and _line(lines, high) < line:  # low and high are where lines begin
        low = high
        high = _next(lines, high + step)
        step *= 2
    high = min(high, len(lines))
    while low < high:
        middle = _begin(lines, (low + high) // 2, low)
        if _line(lines, middle) < line:
            low = _next(lines, middle)
        else:
            high = middle
    return low


def _line(lines: mmap.mmap, at: int) -> bytes:
    return lines[at : _next(lines, at)]


def _next(lines: mmap.mmap, at: int) -> int:
    """Return where the line after the one with the byte *at* begins."""
    end = lines.find(b"\n", at)
    return len(lines) if end < 0 else end + 1


def _begin(lines: mmap.mmap, at: int, lowest: int) -> int:
    """Return where the line with the byte *at* begins, which is not before *lowest*."""
    end = lines.rfind(b"\n", lowest, at)
    return lowest if end < 0 else end + 1


def _copy(text: BinaryIO, start: int, end: int, target: BinaryIO) -> None:
    text.seek(start)
    target.writelines(text.read(min(end - at, _AT_ONCE)) for at in range(start, end, _AT_ONCE))
