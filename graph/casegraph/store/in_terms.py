"""Queries that ship, in the terms of the collection whose graph is asked."""

from weakref import WeakKeyDictionary

from casegraph.collections import COLLECTIONS_OF_GRAPH, Profile, profile_in
from casegraph.collections.classes import in_classes, may_differ
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["in_terms", "profile_of"]

_known: "WeakKeyDictionary[Store, Profile]" = WeakKeyDictionary()


def profile_of(store: Store) -> Profile:
    """Return the profile of the collection that a graph was made from; a store is asked once."""
    if store not in _known:
        _known[store] = profile_in(select_values(store, COLLECTIONS_OF_GRAPH))
    return _known[store]


def in_terms(query: str, store: Store) -> str:
    """Return a query that ships with the classes of the collection of a store's graph.

    >>> from casegraph.store.memory import MemoryStore
    >>> in_terms("ASK { ?review a cg:Review }", MemoryStore.from_turtle(""))
    'ASK { ?review a cg:Review }'
    """
    return in_classes(query, profile_of(store)) if may_differ(query) else query
