"""The newest reviews of a collection that is too large to be shown whole, as in a file that a browser reads at once."""

from dataclasses import replace

from casegraph.store.protocol import Store
from casegraph.views.collection import Collection
from casegraph.views.from_store import collection_of, counts_of

__all__ = ["newest"]


def newest(store: Store, collection: Collection, most: int) -> Collection:
    """Return the collection with its newest reviews, at most as many as *most*, and only what these name.

    *store* holds the graph. The newest ones are those of the latest years; of the year that has too many, those whose ids
    come first. A review without a year counts as older than any other.

    >>> from casegraph.store.memory import MemoryStore
    >>> store = MemoryStore.from_turtle("")
    >>> len(newest(store, collection_of(store), 2_000).reviews)
    0
    """
    if len(collection.reviews) <= most:
        return collection
    by_age = sorted((-(review.year or 0), id) for id, review in collection.reviews.items())
    reviews = {id: collection.reviews[id] for id in sorted(id for _, id in by_age[:most])}
    made = replace(collection.made, counts={**collection.made.counts, **counts_of(reviews.values())})
    return collection_of(store, made, reviews)
