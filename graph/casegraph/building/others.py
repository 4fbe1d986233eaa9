"""The other collections of a build: what one of them has to know of those that are built together with it."""

from dataclasses import dataclass
from pathlib import Path

from casegraph.building.part import NTRIPLES
from casegraph.collections import Profile

__all__ = ["OtherCollection", "graph_of"]


@dataclass(frozen=True, slots=True)
class OtherCollection:
    """Another collection: its *profile*, its *folder* while it is made, and its *place* as seen from the folder of the one.

    It is the named graph *graph* of the one's store, with so many *triples*; "" and 0 where that does not have it.
    """

    profile: Profile
    folder: Path
    place: str
    graph: str = ""
    triples: int = 0
    has_explorer: bool = True

    @property
    def explorer(self) -> str:
        """The file of its explorer, as seen from the folder of the one."""
        return f"{self.place}/explorer.html" if self.has_explorer else ""

    @property
    def is_first(self) -> bool:
        """Whether it is the first of all collections, in whose folder the others are."""
        return self.place == ".."

    @property
    def ntriples(self) -> Path:
        """The file with its graph."""
        return self.folder / NTRIPLES


def graph_of(collection: str, base: str) -> str:
    """Return the name of the graph that a collection is in, where the store is another one's.

    >>> graph_of("letters", "https://w3id.org/casegraph/")
    'https://w3id.org/casegraph/graph/collection/letters'
    """
    return f"{base}graph/collection/{collection}"
