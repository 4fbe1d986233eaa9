"""A built graph that answers the questions that ship: what ``casegraph.open`` gives."""

from casegraph.asking.answering import Answer, ask
from casegraph.ledger import LearningRow, Ledger, RecommendationRow, learning, recommendations
from casegraph.network.graph import Graph

__all__ = ["AskableGraph"]


class AskableGraph(Graph):
    """A built graph: answers SPARQL and the questions that ship, and turns into an rdflib or networkx graph."""

    def ask(self, name: str, /, **parameters: object) -> Answer:
        """Ask a question by its name, such as ``ask("recommendations-to", agency="dfe")``.

        Raises QueryError for a name or a value that does not exist, with those that come near.
        """
        return ask(self, name, parameters)

    def recommendations(self) -> Ledger[RecommendationRow]:
        """Return a flat row for each recommendation, as in recommendations.csv; ``pandas.DataFrame`` takes them as they are."""
        return recommendations(self.solutions, self.base)

    def learning(self) -> Ledger[LearningRow]:
        """Return a flat row for each learning point, as in learning.csv; ``pandas.DataFrame`` takes them as they are."""
        return learning(self.solutions, self.base)
