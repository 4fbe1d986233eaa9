"""A collection in a file: what a build writes beside its store, so that a server starts without asking the store.

The store has the same facts, but reading them takes 50 to 100 times as long (docs/decisions/0024).
"""

from contextlib import suppress

from casegraph.errors import BuildError
from casegraph.store.build_folder import BuildFolder
from casegraph.store.protocol import Store
from casegraph.store.release import read
from casegraph.views.collection import Collection
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of

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


def open_collection(store: Store, folder: BuildFolder | None) -> Collection:
    """Return the collection in a store: from the file in the *folder* of its build, or from the store if that has none.

    A file of another build or version is not used. Raises BuildError if the description of the build is damaged.
    """
    if folder is None:
        return collection_of(store)
    description = folder.description()
    try:
        made = made_of(description)
    except ValueError as error:
        raise BuildError(f"The file build.json in {folder.path} is damaged ({error}). Make the build again.") from None
    content = read(folder.path, FILE)
    if content is not None:
        with suppress(ValueError):
            collection = decoded(content)
            if collection.made == made:
                return collection
    return collection_of(store, made)
