"""A built graph, open for questions and for networks: what ``casegraph.open`` gives."""

from typing import TYPE_CHECKING

from casegraph.network.layout.positions import layout
from casegraph.network.model import Projection
from casegraph.network.projections import project, to_networkx
from casegraph.store.graph import RdfGraph

if TYPE_CHECKING:
    import networkx
    import pyoxigraph

__all__ = ["Graph"]


class Graph(RdfGraph):
    """A built graph: answers SPARQL, and turns into an rdflib or networkx graph.

    The store is read by a process of its own, which starts with the first query and ends with ``close`` or the
    ``with`` statement (at the latest with the graph itself).
    """

    def network(self, name: str = "collection", *, merge: bool = False) -> "networkx.Graph[str]":
        """Return a projection of the graph as a networkx graph; raises CasegraphError for an unknown name.

        It has the nodes and edges of the exported files: where there are several types of link, as in "collection", it is a
        MultiGraph. *merge* makes one edge of all links between two nodes (see ``casegraph.network.to_networkx``).
        """
        return to_networkx(self.projection(name), merge=merge)

    def projection(self, name: str = "collection", *, inherited: bool = True) -> Projection:
        """Return a projection of the graph, laid out and ready to be written; raises CasegraphError for an unknown name.

        *inherited* says whether to keep agencies where they are asked only because nobody is named.
        """
        return layout(project(_Terms(self), name, inherited=inherited, base=self.base))


class _Terms:
    """A graph that answers with Oxigraph's own terms."""

    def __init__(self, graph: RdfGraph) -> None:
        self._graph = graph

    def query(self, text: str, /) -> "pyoxigraph.QuerySolutions":
        return self._graph.solutions(text)
