"""Reviews as pages show them, in pieces on disk: a build reads them one after the other, and holds a piece at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from casegraph.views.reviews import Review

__all__ = ["ReviewPieces", "piece_of"]


def piece_of(reviews: Iterable[Review]) -> bytes:
    """Return what the file of a piece holds, as MessagePack."""
    from msgspec import msgpack

    return msgpack.encode([*reviews])


class ReviewPieces(Mapping[str, Review]):
    """The reviews in the files *pieces*, by id, in their order; each piece has as many of the *ids* as *size*, the last one fewer."""

    def __init__(self, pieces: Sequence[Path], ids: Sequence[str], size: int) -> None:
        self._pieces = pieces
        self._place = {id: divmod(at, size) for at, id in enumerate(ids)}
        self._read: tuple[int, list[Review]] = (-1, [])

    def __getitem__(self, id: str) -> Review:
        piece, at = self._place[id]
        if self._read[0] != piece:
            self._read = (piece, self._decoded(piece))
        return self._read[1][at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)

    def _decoded(self, piece: int) -> list[Review]:
        from msgspec import msgpack

        return msgpack.decode(self._pieces[piece].read_bytes(), type=list[Review])
