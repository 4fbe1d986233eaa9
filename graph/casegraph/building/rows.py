"""Rows: what each review adds to a file of one row a review, wherever it lies, in the order of the reviews."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from casegraph.views.reviews import Review

__all__ = ["ReviewRows", "Rows", "row_of"]

_OPEN = 200
"""Files that are open at once."""


def row_of(review: Review) -> bytes:
    """Return a review as pages show it in MessagePack, as the collection's file has it."""
    from msgspec import msgpack

    return msgpack.encode(review)


class Rows:
    """The rows of as many reviews as *number*, in their order: each is a stretch of some file."""

    def __init__(self, number: int) -> None:
        """Begin with no row."""
        self._files: dict[Path, int] = {}
        self._changes: list[Callable[[bytes], bytes] | None] = []
        self._file = array("l", [0]) * number
        self._start, self._end = array("q", [0]) * number, array("q", [0]) * number
        self._opened: OrderedDict[int, BinaryIO] = OrderedDict()

    def put(
        self,
        file: Path,
        reviews: Sequence[int],
        stretches: Sequence[tuple[int, int]],
        change: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """Say in which *stretches* of a file the rows of some *reviews* are; *change* makes them what they are to be."""
        number = self._files.setdefault(file, len(self._files))
        if number == len(self._changes):
            self._changes.append(change)
        for review, (start, end) in zip(reviews, stretches, strict=True):
            self._file[review], self._start[review], self._end[review] = number, start, end

    def __len__(self) -> int:
        """Return how many reviews there are."""
        return len(self._file)

    def __getitem__(self, review: int) -> bytes:
        """Return the row of a review."""
        number, start = self._file[review], self._start[review]
        file = self._open(number)
        file.seek(start)
        row, change = file.read(self._end[review] - start), self._changes[number]
        return change(row) if change else row

    def __iter__(self) -> Iterator[bytes]:
        """Yield all rows."""
        return map(self.__getitem__, range(len(self)))

    def write(self, target: Path) -> None:
        """Write all rows one after the other."""
        with target.open("wb") as file:
            file.writelines(self)

    def close(self) -> None:
        """Close the files."""
        while self._opened:
            self._opened.popitem()[1].close()

    def _open(self, number: int) -> BinaryIO:
        if number not in self._opened:
            if len(self._opened) >= _OPEN:
                self._opened.popitem(last=False)[1].close()
            self._opened[number] = [*self._files][number].open("rb")
        return self._opened[number]


class ReviewRows(Mapping[str, Review]):
    """Reviews as pages show them, by id, in the order of *ids*; each is read from its row when it is asked for."""

    def __init__(self, rows: Rows, ids: Sequence[str]) -> None:
        from msgspec import msgpack

        self._rows, self._decode = rows, msgpack.Decoder(Review).decode
        self._place = {id: at for at, id in enumerate(ids)}

    def __getitem__(self, id: str) -> Review:
        return self._decode(self._rows[self._place[id]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)
