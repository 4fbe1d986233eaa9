"""A collection in a file: what a build writes beside its store, so that a server starts without asking the store.

The store has the same facts, but reading them takes 25 times as long (docs/decisions/0024).
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from casegraph.errors import BuildError
from casegraph.store.release import read
from casegraph.views.collection import Collection
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["FILE", "decoded", "encoded", "open_collection"]

FILE = "collection.msgpack"
"""The name of the file in a build."""


def encoded(collection: Collection) -> bytes:
    """Return a collection as MessagePack; the same collection gives the same bytes."""
    from msgspec import msgpack

    return msgpack.encode(collection)


def decoded(content: bytes) -> Collection:
    """Return the collection that *content* holds; raises ValueError if it is damaged or of another version."""
    from msgspec import msgpack

    return msgpack.decode(content, type=Collection)


def open_collection(graph: "Graph") -> Collection:
    """Return the collection of an open graph: from its file, or from the store if there is no file of this very build.

    Raises BuildError if the graph is not from a folder, or if the description of the build is damaged.
    """
    folder = graph.folder
    if folder is None:
        raise BuildError("This needs a build in a folder, and the graph is not from one.")
    description = folder.description()
    try:
        made = made_of(description)
    except ValueError as error:
        raise BuildError(f"The file build.json in {folder.path} is damaged ({error}). Make the build again.") from None
    content = read(folder.path, FILE)
    if content is not None:
        with suppress(ValueError):
            found = decoded(content)
            if found.made == made:
                return found
    return collection_of(graph.store, made)
