"""A built graph that answers the questions that ship: what ``casegraph.open`` gives."""

from casegraph.asking.answering import Answer, ask
from casegraph.network.graph import Graph

__all__ = ["AskableGraph"]


class AskableGraph(Graph):
    """A built graph: answers SPARQL and the questions that ship, and turns into an rdflib or networkx graph."""

    def ask(self, name: str, /, **parameters: object) -> Answer:
        """Ask a question by its name, such as ``ask("recommendations-to", agency="dfe")``.

        Raises QueryError for a name or a value that does not exist, with those that come near.
        """
        return ask(self, name, parameters)
