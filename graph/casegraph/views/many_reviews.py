"""Reviews that are not all in memory: in a file, where each is read when it is shown, or in several such files."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from casegraph.views.columns import Columns
from casegraph.views.reviews import Review

__all__ = ["FiledReviews", "JoinedReviews"]

_KEPT = 200  # decoded reviews that are kept, as pages show the same ones again


class FiledReviews(Mapping[str, Review]):
    """The reviews in a file, by id: *content* has them in MessagePack one after the other, each from its *start* to the next."""

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


class JoinedReviews(Mapping[str, Review]):
    """The reviews of several parts as one mapping, sorted by id; no id may be in two parts."""

    def __init__(self, parts: Sequence[Mapping[str, Review]]) -> None:
        self._parts = parts

    def __getitem__(self, id: str) -> Review:
        return self._parts[self._part_of[id]][id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._part_of)

    def __len__(self) -> int:
        return len(self._part_of)

    @cached_property
    def _part_of(self) -> dict[str, int]:
        places = sorted((id, number) for number, part in enumerate(self._parts) for id in part)
        part_of = dict(places)
        if len(part_of) < len(places):
            twice = next(id for (id, _), (other, _) in pairwise(places) if id == other)
            raise ValueError(f"The review “{twice}” is in two parts.")
        return part_of
