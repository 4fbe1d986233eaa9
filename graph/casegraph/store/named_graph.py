"""A store with one more named graph: a copy that shares the files of the store, which stays as it is."""

import shutil
from contextlib import suppress
from pathlib import Path

from casegraph.errors import DamagedBuild

__all__ = ["with_named_graph"]


def with_named_graph(store: Path, target: Path, graph: str, ntriples: str) -> None:
    """Write to *target* what a store has, and triples in a graph with a name, which its default graph does not have.

    The files of the store are linked, not copied, where both are on one disk. Raises DamagedBuild where it cannot be read.
    """
    import pyoxigraph as ox

    try:
        ox.Store.read_only(str(store)).backup(str(target))
        copy = ox.Store(str(target))
        name = ox.NamedNode(graph)
        copy.extend(
            ox.Quad(each.subject, each.predicate, each.object, name)
            for each in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)
        )
        copy.flush()
    except (OSError, RuntimeError, ValueError) as error:
        with suppress(OSError):
            shutil.rmtree(target)
        raise DamagedBuild(f"The store in {store} cannot be copied ({error}).", str(store)) from None
