"""The store: the graph's text in an embedded Oxigraph database on disk."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, Store

__all__ = ["make_store"]


def make_store(ntriples: str, folder: Path, named: Mapping[str, str] = MappingProxyType({})) -> None:
    """Make a store in a new *folder* from N-Triples text, with further graphs by name, and close it.

    The text has to be right already: its IRIs are not checked again.
    """
    store = Store(str(folder))
    store.bulk_load(ntriples.encode(), format=RdfFormat.N_TRIPLES, lenient=True)
    for iri, text in named.items():
        store.bulk_load(text.encode(), format=RdfFormat.N_TRIPLES, to_graph=NamedNode(iri))
    store.optimize()
    store.flush()
