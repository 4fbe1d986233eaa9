"""Collections that were built together: which there are beside the build in a folder, and where each has its own."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from casegraph.collections import COLLECTIONS_OF_GRAPH, profile_in
from casegraph.errors import Choice, UnknownName
from casegraph.nearest import either, nearest
from casegraph.store.build_folder import BuildFolder
from casegraph.store.values import select_values

__all__ = ["BuiltCollection", "collections_in", "folder_of", "folder_of_all", "no_collection"]

_ALIKE = 0.6  # ids of collections are short


class BuiltCollection(NamedTuple):
    """A collection with its *id*, its full *title* and the *folder* of its build; in *graph* the first one's store has it, if it does."""

    id: str
    title: str
    folder: Path
    graph: str = ""


def collections_in(folder: Path) -> tuple[BuiltCollection, ...]:
    """Return the collections that were built together with the one in a folder, and that one first; none if it was built alone.

    Raises NoBuild if no build is in the folder.
    """
    listed = BuildFolder(folder).description().get("collections", ())
    return tuple(
        BuiltCollection(
            str(each["id"]),
            str(each["title"]),
            folder if each["folder"] == "." else _beside(folder, str(each["folder"])),
            str(each.get("graph", "")),
        )
        for each in listed
    )


def folder_of(folder: Path, collection: str) -> Path:
    """Return the folder of a collection that was built together with the one in *folder*, or is that one.

    Raises NoBuild if no build is in the folder, and UnknownName for a collection that it does not have.
    """
    there = {each.id: each.folder for each in collections_in(folder)} or {_only(folder): folder}
    if collection in there:
        return there[collection]
    raise no_collection(f"The build in {folder}", collection, there)


def folder_of_all(folder: Path) -> Path:
    """Return the folder of the build whose store has the graphs of all collections that were built with that in *folder*.

    It is the folder itself where the build was made alone. Raises NoBuild if no build is in one of the folders.
    """
    together = collections_in(folder)
    for each in together:
        if any(other.graph for other in collections_in(each.folder)):
            return each.folder
    return folder


def no_collection(build: str, collection: str, there: Iterable[str]) -> UnknownName:
    """Return the error for a collection that a build does not have, with those that are *there*.

    >>> str(no_collection("The build", "pdf", ["letters", "pfd"]))
    'The build has no collection “pdf”. Did you mean pfd?'
    """
    near = nearest(collection.lower(), there, cutoff=_ALIKE)
    meant = f"Did you mean {either(near)}?" if near else f"It has {' and '.join(there)}."
    return UnknownName(
        f"{build} has no collection “{collection[:40]}”. {meant}",
        kind="collection",
        value=collection,
        near=map(Choice, near),
    )


def _beside(folder: Path, place: str) -> Path:
    """Return a folder as seen from another one, without a detour through that."""
    while place.startswith(".."):
        folder, place = folder.parent if folder.name not in ("", "..") else folder / "..", place[3:]
    return folder / place if place else folder


def _only(folder: Path) -> str:
    """Return the id of the collection of a build that was made alone."""
    with closing(BuildFolder.at(folder).store()) as store:
        return profile_in(select_values(store, COLLECTIONS_OF_GRAPH)).id
