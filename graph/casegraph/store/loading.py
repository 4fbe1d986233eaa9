"""The store: the graph's text in an embedded Oxigraph database on disk, with nothing of the computer that made it."""

import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, Store

from casegraph.errors import BuildError
from casegraph.store.sst import UnknownTable, without_host

__all__ = ["add_graph", "forget_the_computer", "make_store"]

_AT_ONCE = 128 * 2**20
"""Bytes that are loaded at once: the engine takes six times as much memory, without end for a file as a whole."""


def make_store(
    ntriples: Path,
    folder: Path,
    named: Mapping[str, str | Path] = MappingProxyType({}),
    progress: Callable[[str, int, int], None] = lambda doing, done, of: None,
) -> None:
    """Make a store in a new *folder* from a file of N-Triples, with further graphs by name, each as text or in a file, and close it.

    *progress* is called with what is being done, how much of it is done, and how much there is. The text has to be
    right already: its IRIs are not checked again. Raises BuildError where the store would hold this computer's name.
    """
    _load(ntriples, folder, named, progress)
    forget_the_computer(folder)


def add_graph(folder: Path, iri: str, ntriples: str) -> None:
    """Add a named graph, as N-Triples text, to the store in a *folder* that nobody reads; raises BuildError as `make_store` does."""
    _add(folder, iri, ntriples)
    forget_the_computer(folder)


def _load(
    ntriples: Path, folder: Path, named: Mapping[str, str | Path], progress: Callable[[str, int, int], None]
) -> None:
    """Fill the store; it is closed when this returns, as nothing else has it."""
    store, size = Store(str(folder)), ntriples.stat().st_size
    with ntriples.open("rb") as file:
        while some := file.read(_AT_ONCE) + file.readline():
            progress("Loading the store", file.tell() - len(some), size * 5 // 4)  # a fifth is left for its end
            store.bulk_load(some, format=RdfFormat.N_TRIPLES, lenient=True)
    for iri, triples in named.items():
        for some in _blocks(triples) if isinstance(triples, Path) else (triples.encode(),):
            store.bulk_load(
                some, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(iri), lenient=isinstance(triples, Path)
            )
    progress("Packing the store", 4, 5)
    store.optimize()
    store.flush()


def _blocks(ntriples: Path) -> Iterator[bytes]:
    with ntriples.open("rb") as file:
        while some := file.read(_AT_ONCE) + file.readline():
            yield some


def _add(folder: Path, iri: str, ntriples: str) -> None:
    store = Store(str(folder))
    store.bulk_load(ntriples.encode(), format=RdfFormat.N_TRIPLES, to_graph=NamedNode(iri))
    store.optimize()
    store.flush()


def forget_the_computer(folder: Path, tables: Collection[str] = ()) -> None:
    """Remove the logs, which have host name, folder and times, and take the host name out of the tables.

    *tables* are names of those without it, which another store shares. A store needs no log to be opened, and opening it to read writes none.
    """
    for log in sorted(folder.glob("LOG*")):
        log.unlink()
    for path in sorted(path for path in folder.glob("*.sst") if path.name not in tables):
        table = path.read_bytes()
        try:
            changed = without_host(table)
        except UnknownTable as error:
            raise BuildError(
                f"The store cannot be written: this version of pyoxigraph notes the computer's name in it in a way that "
                f"casegraph does not know ({path.name}: {error}). Install another, such as "
                f"`{Path(sys.executable).name} -m pip install 'pyoxigraph==0.5.13'`, and build again."
            ) from None
        if changed != table:
            path.write_bytes(changed)
