"""Evaluating: how well the readings of pages agree with those of people who annotated the same reviews by a guide."""

from casegraph.evaluating.gold import Gold, read_gold
from casegraph.evaluating.measures import FIELDS, Figures, Finding, evaluate, figures

__all__ = ["FIELDS", "Figures", "Finding", "Gold", "evaluate", "figures", "read_gold"]
