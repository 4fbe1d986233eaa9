"""A collection in a file: what a build writes beside its store, so that a server starts without asking the store.

The store has the same facts, but reading them takes 50 to 100 times as long (docs/decisions/0024). The file holds, in
MessagePack: the collection without its reviews, the reviews one after the other, and an index that says where each is and
has what is counted of them in columns; the last nine bytes say where the index is. So a server with thousands of reviews
reads only those that it shows (docs/decisions/0036).
"""

import io
import mmap
from array import array
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from casegraph.errors import BuildError, DamagedBuild
from casegraph.store.build_folder import BuildFolder
from casegraph.store.built_together import collections_in
from casegraph.store.protocol import Store
from casegraph.store.release import locate
from casegraph.views.collection import Collection
from casegraph.views.columns import Columns, ColumnsMaker
from casegraph.views.concepts import Agency, Area, Group, Keyword, Outcome, Partnership, Theme
from casegraph.views.filed_reviews import FiledReviews
from casegraph.views.from_store import collection_of
from casegraph.views.made import Made, made_of
from casegraph.views.sendings import keep_sendings

__all__ = [
    "FILE",
    "decoded",
    "encoded",
    "open_collection",
    "open_others",
    "places_in",
    "read_collection",
    "write_collection",
]

FILE = "collection.msgpack"
"""The name of the file in a build."""

_END = 9  # bytes that say where the index is
_NUMBER = b"\xcf"  # what a number of eight bytes begins with in MessagePack


@dataclass(frozen=True, slots=True)
class _Head:
    """A collection without its reviews."""

    id: str
    made: Made
    groups: dict[str, Group]
    themes: dict[str, Theme]
    agencies: dict[str, Agency]
    keywords: dict[str, Keyword]
    partnerships: dict[str, Partnership]
    areas: dict[str, Area]
    outcomes: dict[str, Outcome]


@dataclass(frozen=True, slots=True)
class _Index:
    """Where each review begins and the last one ends, in eight bytes each, and what is counted of them."""

    starts: memoryview
    columns: Columns


def write_collection(collection: Collection, path: Path) -> None:
    """Write a collection to a file, one review after the other; the same collection gives the same bytes."""
    with path.open("wb") as file:
        _write(collection, file)


def read_collection(path: Path) -> Collection:
    """Return the collection in a file, whose reviews are read when they are needed.

    Raises OSError if there is no such file, and ValueError if it is damaged or of another version.
    """
    with path.open("rb") as file:
        collection = decoded(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if isinstance(collection.reviews, FiledReviews):
        collection.reviews.folder = path.parent
    return collection


def encoded(collection: Collection) -> bytes:
    """Return what the file of a collection holds."""
    file = io.BytesIO()
    _write(collection, file)
    return file.getvalue()


def decoded(content: "bytes | mmap.mmap") -> Collection:
    """Return the collection that *content* holds; raises ValueError if it is damaged or of another version."""
    from msgspec import msgpack

    view = memoryview(content)
    index = _index(view)
    starts = index.starts.cast("q")
    head = msgpack.decode(view[: starts[0]], type=_Head)
    return Collection(
        **{each.name: getattr(head, each.name) for each in fields(_Head)},
        reviews=FiledReviews(view, index.columns, starts),
    )


def places_in(content: "bytes | mmap.mmap") -> dict[str, tuple[int, int]]:
    """Return where each review of a collection begins in *content* and ends, by its id; raises ValueError as `decoded` does."""
    index = _index(memoryview(content))
    return dict(zip(index.columns.ids, pairwise(index.starts.cast("q")), strict=True))


def _index(view: memoryview) -> _Index:
    from msgspec import msgpack

    if len(view) < _END or view[-_END : 1 - _END] != _NUMBER:
        raise ValueError("The file of the collection does not end as it must.")
    at = int.from_bytes(view[1 - _END :], "big")
    index = msgpack.decode(view[at:-_END], type=_Index)
    starts = index.starts.cast("q")
    if len(starts) != len(index.columns.ids) + 1 or starts[-1] != at:
        raise ValueError("The index of the file of the collection is damaged.")
    return index


def open_collection(
    store: Store, folder: BuildFolder | None, *, reading: Callable[[int], None] = lambda reviews: None
) -> Collection:
    """Return the collection in a store: from the file in the *folder* of its build, or from the store if that has none.

    A file of another build or version is not used. A store in a folder is then read by this process, as long as that takes:
    *reading* is called before, with the number of reviews. Raises BuildError if the description of the build is damaged.
    """
    if folder is None:
        return collection_of(store)
    description = folder.description()
    try:
        made = made_of(description)
    except ValueError as error:
        raise BuildError(f"The file build.json in {folder.path} is damaged ({error}). Make the build again.") from None
    for _ in range(3):
        with suppress(FileNotFoundError):  # taking its place in this very moment, or not there at all
            with suppress(ValueError):
                collection = read_collection(locate(folder.path, FILE))
                if collection.made == made:
                    return collection
            break
    reviews = made.counts.get("reviews")
    reading(reviews if isinstance(reviews, int) else 0)
    return collection_of(_unlimited(folder), made)


def open_others(folder: Path) -> tuple[Collection, ...]:
    """Return the collections that were built together with the one in a folder, none if it was built alone.

    Each has its own counts; nothing adds them up. Raises BuildError as `open_collection` does.
    """
    others = []
    for each in collections_in(folder)[1:]:
        build = BuildFolder.at(each.folder)
        with closing(build.store()) as store:
            others.append(keep_sendings(open_collection(store, build), store))
    return tuple(others)


def _unlimited(folder: BuildFolder) -> Store:
    """Return the store of a build, open in this process: our own queries need no limit, and their answers none either."""
    from pyoxigraph import Store as Oxigraph

    from casegraph.store.memory import MemoryStore

    path = folder.locate("store")
    try:
        return MemoryStore(Oxigraph.read_only(str(path)), folder.base)
    except (OSError, RuntimeError, ValueError) as error:
        raise DamagedBuild(f"The store in {path} cannot be opened: {error}.", str(folder.path)) from None


def _write(collection: Collection, file: BinaryIO) -> None:
    from msgspec import msgpack

    encoder = msgpack.Encoder()
    file.write(encoder.encode(_Head(*(getattr(collection, each.name) for each in fields(_Head)))))
    starts, maker = array("q", [file.tell()]), ColumnsMaker(collection)
    for review in collection.reviews.values():
        file.write(encoder.encode(review))
        starts.append(file.tell())
        maker.add(review)
    index = _Index(memoryview(starts).cast("B"), maker.columns())
    file.write(encoder.encode(index) + _NUMBER + starts[-1].to_bytes(8, "big"))
