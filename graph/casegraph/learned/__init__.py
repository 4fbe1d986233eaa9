"""The learned reader: which themes a clause is about, judged by all its words, with a probability and the words that weigh most.

Wordings (`casegraph.wordings`) know what somebody wrote down; this reader has learned from labelled clauses
(``data/corpus``) how much each word, pair of words and piece of a word speaks for each theme. It is linear, so that a
theme can always name its words. `casegraph.training` makes its weights; docs/decisions/0041 says how well it reads.
"""

from casegraph.learned.reader import ACTS, OWNERS, LearnedReader, shipped_reader
from casegraph.learned.weights import Weights

__all__ = ["ACTS", "OWNERS", "LearnedReader", "Weights", "shipped_reader"]
