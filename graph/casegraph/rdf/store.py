"""The store: the graph's text in an embedded Oxigraph database on disk."""

from pathlib import Path

from pyoxigraph import RdfFormat, Store

__all__ = ["make_store"]


def make_store(ntriples: str, folder: Path) -> None:
    """Make a store in a new *folder* from N-Triples text, and close it."""
    store = Store(str(folder))
    store.bulk_load(ntriples.encode(), format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
