"""What recommendations ask, in a file beside the collection: reading it from their words takes 0.2 ms of CPU each.

The file is MessagePack: tables of numbers, of which those that are not nought are kept. It belongs to one build and to the
numbers that the scorer knows; a file of others is not used.
"""

import hashlib
import mmap
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casegraph.learned import ACTS, shipped_reader
from casegraph.similar.asks import Asks
from casegraph.similar.numbers import FILE as NUMBERS
from casegraph.views.made import Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

__all__ = ["FILE", "FiledAsks", "filed_asks", "read_asks", "write_asks"]

FILE = "asks.msgpack"
"""The name of the file in a build."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table: for each row where its numbers begin, then the columns that have one, and the numbers."""

    width: int
    starts: memoryview
    columns: memoryview
    numbers: memoryview


@dataclass(frozen=True, slots=True)
class FiledAsks:
    """What the file holds: *of* says for each recommendation, in the order of the page, which of the different asks is its own.

    *scorer* tells the numbers of the scorer from others, by which all was weighed. The rest is as in ``Asks``.
    """

    scorer: str
    of: memoryview
    vocabulary: list[str]
    starts: memoryview
    stems: memoryview
    weights: memoryview
    sizes: memoryview
    themes: _Rows
    actions: _Rows
    verbs: _Rows


@dataclass(frozen=True, slots=True)
class _File:
    made: Made
    asks: FiledAsks


def filed_asks(asks: Asks, of: "Sequence[int]") -> FiledAsks:
    """Return what recommendations ask as the file has it; *of* says for each which of *asks* is its own."""
    import numpy as np

    return FiledAsks(
        scorer=_scorer(),
        of=_bytes(np.array(of, np.int32)),
        vocabulary=[*asks.vocabulary],
        starts=_bytes(asks.starts),
        stems=_bytes(asks.stems),
        weights=_bytes(asks.weights),
        sizes=_bytes(asks.sizes),
        themes=_packed(asks.themes),
        actions=_packed(asks.actions),
        verbs=_packed(asks.verbs),
    )


def write_asks(asks: FiledAsks, made: Made, path: Path) -> None:
    """Write the file of a build that was *made* so; the same asks give the same bytes."""
    from msgspec import msgpack

    path.write_bytes(msgpack.encode(_File(made, asks)))


def read_asks(path: Path, made: Made) -> "tuple[Asks, Places] | None":
    """Return what recommendations ask and which of it is whose; None where no file of this build and scorer is there."""
    import numpy as np
    from msgspec import msgpack

    with suppress(OSError, ValueError), path.open("rb") as file:
        held = msgpack.decode(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), type=_File)
        if held.made != made or held.asks.scorer != _scorer():
            return None
        asks = held.asks
        return Asks(
            {stem: number for number, stem in enumerate(asks.vocabulary)},
            np.frombuffer(asks.starts, np.int32),
            np.frombuffer(asks.stems, np.int32),
            np.frombuffer(asks.weights, np.float32),
            _unpacked(asks.themes),
            _unpacked(asks.actions),
            _unpacked(asks.verbs),
            np.frombuffer(asks.sizes, np.float32),
        ), np.frombuffer(asks.of, np.int32).astype(np.intp)
    return None


@cache
def _scorer() -> str:
    """Return what tells these numbers of the scorer, and this way of reading, from others."""
    from casegraph import __version__

    known = (files("casegraph.similar") / NUMBERS).read_bytes()
    corpora = (shipped_reader().weights.corpus, shipped_reader(ACTS).weights.corpus, __version__)
    return hashlib.sha256(known + " ".join(corpora).encode()).hexdigest()


def _packed(table: "NDArray[np.float32]") -> _Rows:
    import numpy as np

    rows, columns = table.nonzero()
    starts = np.searchsorted(rows, np.arange(len(table) + 1)).astype(np.int32)
    return _Rows(table.shape[1], _bytes(starts), _bytes(columns.astype(np.uint8)), _bytes(table[rows, columns]))


def _unpacked(rows: _Rows) -> "NDArray[np.float32]":
    import numpy as np

    starts = np.frombuffer(rows.starts, np.int32)
    table = np.zeros((len(starts) - 1, rows.width), np.float32)
    numbers = np.repeat(np.arange(len(table)), np.diff(starts))
    table[numbers, np.frombuffer(rows.columns, np.uint8)] = np.frombuffer(rows.numbers, np.float32)
    return table


def _bytes(array: "NDArray[Any]") -> memoryview:
    import numpy as np

    return memoryview(np.ascontiguousarray(array).tobytes())
