"""Comparing: what two builds say differently, and whether the page or the reading of it has changed.

``compare`` gives a `Comparison` of two folders: its *summary* and, one at a time, the reviews that came, went or changed.
"""

from casegraph.comparing.comparison import Comparison, compare

__all__ = ["Comparison", "compare"]
