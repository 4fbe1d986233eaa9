"""Evaluation: how well Casegraph's readings agree with those of people who annotated the same reviews."""

from casegraph.evaluating.gold import Gold, read_gold
from casegraph.evaluating.scores import FIELDS, Finding, Scores, evaluate, scores

__all__ = ["FIELDS", "Finding", "Gold", "Scores", "evaluate", "read_gold", "scores"]
