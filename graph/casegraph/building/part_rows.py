"""Parts as rows of a table: which entries go to which, and what a cluster makes of them."""

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from casegraph.building import cuts
from casegraph.building.entry_rows import TablePage
from casegraph.building.part import NTRIPLES
from casegraph.building.parts import MadePart, Parts, made_part, part_of, piece
from casegraph.building.spool import SpooledEntry
from casegraph.building.table_rows import PieceRow, PlaceRow, frame_of
from casegraph.record.identity import Identity

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["parts_of", "piece_frame", "place_rows", "task_count"]

_MADE = "made"
"""The name of the piece with what a build remembers of a part, pickled."""

_CHUNK = 2**20
"""Bytes of a piece that a row has, so that rows pass wherever a message may have a few megabytes."""

_TASKS = 2_000
"""Tasks in which parts are made, at most: beyond that, passing entries to them costs more than an even share brings."""


def place_rows(pages: Sequence[TablePage], identities: Sequence[Identity]) -> Iterator[PlaceRow]:
    """Say of each entry of *pages* where it goes; *identities* come sorted by slug."""
    starts = [0, *accumulate(len(page.entries.entries) for page in pages)]
    for review, each in enumerate(identities):
        for place, entry in enumerate(each.entries):
            number = bisect_right(starts, entry)
            page = pages[number - 1]
            yield PlaceRow(
                path=page.path,
                page=page.page,
                at=entry - starts[number - 1],
                number=number,
                part=review // cuts.PART,
                review=review,
                place=place,
                others=len(each.others),
                slug=each.slug,
                clashes=each.clashes,
            )


def task_count(identities: Sequence[Identity]) -> int:
    """Return in how many tasks the parts of reviews are made: each on its own, but where there are thousands.

    >>> task_count([])
    1
    """
    return max(1, min(-(-len(identities) // cuts.PART), _TASKS))


def piece_frame(entries: "DataFrame", *, base: str) -> "DataFrame":
    """Make a part of its *entries*, the rows of a `PlaceRow` and an `EntryRow` in one, and return it in pieces (`PieceRow`)."""
    places = sorted(entries.itertuples(index=False), key=lambda row: (row.review, row.place))
    identities = [_identity([*same]) for _, same in groupby(places, key=lambda row: row.review)]
    spooled = [SpooledEntry.of(bytes(row.entry)).numbered(row.number) for row in places]
    part = part_of(identities, spooled, base)
    number = int(places[0].part)
    rows = {name: b"".join(each) for name, each in part.rows.items()}
    pieces = {NTRIPLES: part.ntriples, **rows, _MADE: pickle.dumps(made_part(part))}
    return frame_of(PieceRow, (row for name, content in pieces.items() for row in _chunks(number, name, content)))


def parts_of(rows: Iterable[PieceRow], folder: Path) -> Parts:
    """Put the pieces of all parts, in whatever order they come, into a new *folder*."""
    folder.mkdir()
    number = 0
    for row in rows:
        number = max(number, row.part + 1)
        path = piece(folder, row.part, row.name)
        path.touch()
        with path.open("r+b") as file:
            file.seek(row.chunk * _CHUNK)
            file.write(row.content)
    made: list[MadePart] = []
    for part in range(number):
        path = piece(folder, part, _MADE)
        made.append(pickle.loads(path.read_bytes()))  # from `piece_frame`, in the same build
        path.unlink()
    parts = Parts.of(folder, sum(each.facts.tally.reviews for each in made))
    for part, each in enumerate(made):
        start = part * cuts.PART
        parts.add(part, each, range(start, start + each.facts.tally.reviews))
    return parts


def _identity(rows: Sequence[PlaceRow]) -> Identity:
    """Return the identity of a review, whose entries have their places among themselves."""
    split = 1 + rows[0].others
    places = range(len(rows))
    return Identity(rows[0].slug, 0, (*places[1:split],), (*places[split:],), bool(rows[0].clashes))


def _chunks(part: int, name: str, content: bytes) -> Iterator[PieceRow]:
    for chunk in range(max(1, -(-len(content) // _CHUNK))):
        yield PieceRow(part, name, chunk, content[chunk * _CHUNK : (chunk + 1) * _CHUNK])
