"""The ledger: one flat row for each recommendation and each learning point, with ids and labels, from the graph."""

from casegraph.ledger.files import LEDGER_FILES
from casegraph.ledger.from_collection import learning, recommendations
from casegraph.ledger.rows import LearningRow, Ledger, RecommendationRow

__all__ = [
    "LEDGER_FILES",
    "LearningRow",
    "Ledger",
    "RecommendationRow",
    "learning",
    "recommendations",
]
