"""Training: the weights of the learned reader from labelled clauses (``make weights``).

The clauses are those of ``data/corpus`` and of annotated sets; what is kept back to measure with is never read here.
"""

from casegraph.training.labelled import Labelled, labelled_clauses

__all__ = ["Labelled", "labelled_clauses"]
