"""The store: the graph's text in an embedded Oxigraph database on disk, with nothing of the computer that made it."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, Store

from casegraph.errors import BuildError
from casegraph.store.sst import UnknownTable, without_host

__all__ = ["make_store"]


def make_store(ntriples: str, folder: Path, named: Mapping[str, str] = MappingProxyType({})) -> None:
    """Make a store in a new *folder* from N-Triples text, with further graphs by name, and close it.

    The text has to be right already: its IRIs are not checked again. Raises BuildError where the store would hold this
    computer's name.
    """
    _load(ntriples, folder, named)
    _forget_the_computer(folder)


def _load(ntriples: str, folder: Path, named: Mapping[str, str]) -> None:
    """Fill the store; it is closed when this returns, as nothing else has it."""
    store = Store(str(folder))
    store.bulk_load(ntriples.encode(), format=RdfFormat.N_TRIPLES, lenient=True)
    for iri, text in named.items():
        store.bulk_load(text.encode(), format=RdfFormat.N_TRIPLES, to_graph=NamedNode(iri))
    store.optimize()
    store.flush()


def _forget_the_computer(folder: Path) -> None:
    """Remove the logs, which have host name, folder and times, and take the host name out of the tables.

    A store needs no log to be opened, and opening it to read writes none.
    """
    for log in sorted(folder.glob("LOG*")):
        log.unlink()
    for path in sorted(folder.glob("*.sst")):
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
