"""Reviews in a file, of which each is read when it is shown."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from casegraph.views.columns import Columns
from casegraph.views.reviews import Review

__all__ = ["FiledReviews"]

_KEPT = 200  # decoded reviews that are kept, as pages show the same ones again


class FiledReviews(Mapping[str, Review]):
    """The reviews in a file, by id: *content* has them in MessagePack one after the other, each from its *start* to the next.

    *folder* is where the file is, if it is known: other files of the same build are there.
    """

    folder: Path | None = None

    def __init__(self, content: memoryview, columns: Columns, starts: Sequence[int]) -> None:
        from msgspec import msgpack

        decode = msgpack.Decoder(Review).decode

        def read(number: int) -> Review:
            return decode(content[starts[number] : starts[number + 1]])

        self.columns = columns
        self._ids, self._read = columns.ids, lru_cache(_KEPT)(read)

    def __getitem__(self, id: str) -> Review:
        number = bisect_left(self._ids, id)
        if number == len(self._ids) or self._ids[number] != id:
            raise KeyError(id)
        return self._read(number)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._ids[(at := bisect_left(self._ids, id)) : at + 1] == [id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
