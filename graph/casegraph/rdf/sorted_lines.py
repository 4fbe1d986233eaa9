"""Sorted lines: the statements of a graph as N-Triples, from which every other format is written.

They are in memory, or in a file of which only a little is read at a time. The process that evaluates queries loads this
module too, so it imports next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

__all__ = ["SortedLines"]

_AT_ONCE = 2**20
"""Bytes of a file that are read at once."""


class SortedLines:
    """Lines of N-Triples, sorted and each once, which can be read several times, one after the other."""

    __slots__ = ("blocks",)

    def __init__(self, blocks: "Callable[[], Iterator[bytes]]") -> None:
        """Take a function that begins to read the lines anew."""
        self.blocks = blocks
        """Yields the lines in order, some at a time, each with its line feed; a subject is never in two blocks."""

    @classmethod
    def of_text(cls, ntriples: str) -> "SortedLines":
        r"""Return the lines of a text in any order.

        >>> [*SortedLines.of_text("<b> <p> <c> .\n<a> <p> <c> .\n<b> <p> <c> .\n").blocks()]
        [b'<a> <p> <c> .\n<b> <p> <c> .\n']
        """
        lines = sorted({line for line in ntriples.split("\n") if line})
        text = "".join([f"{line}\n" for line in lines]).encode()
        return cls(lambda: iter((text,) if text else ()))

    @classmethod
    def of_file(cls, file: "BinaryIO", at_once: int = _AT_ONCE) -> "SortedLines":
        """Return the lines of a file that has them sorted; it must stay open for as long as they are read."""

        def blocks() -> "Iterator[bytes]":
            file.seek(0)
            return _whole_subjects(file, at_once)

        return cls(blocks)


def _whole_subjects(file: "BinaryIO", at_once: int) -> "Iterator[bytes]":
    """Yield the lines of a file; those of the last subject in each block wait for the next."""
    waiting = b""
    while piece := file.read(at_once) + file.readline():
        block = waiting + piece
        last = block.rfind(b"\n", 0, -1) + 1
        subject = block[last : block.find(b" ", last) + 1]
        cut = 0 if block.startswith(subject) else block.find(b"\n" + subject) + 1
        if cut:
            yield block[:cut]
        waiting = block[cut:]
    if waiting:
        yield waiting
