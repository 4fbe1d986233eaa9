"""Evaluating: how well the readings of pages agree with those of people who annotated the same reviews by a guide."""

from casegraph.evaluating.gold import Gold, read_gold
from casegraph.evaluating.scores import FIELDS, Finding, Scores, evaluate, scores

__all__ = ["FIELDS", "Finding", "Gold", "Scores", "evaluate", "read_gold", "scores"]
