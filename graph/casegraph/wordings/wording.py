"""A wording, and where it counts."""

from typing import Literal, NamedTuple

__all__ = ["BE", "LABEL", "CountsIn", "SchemeName", "Wording"]

SchemeName = Literal["themes", "agencies"]
CountsIn = Literal["any", "learning", "recommendation", "exception"]
"""Where a wording counts: in any clause, in learning points or recommendations alone, or as an exception."""

BE = "{be}"
"""In a wording: a form of "to be" or nothing, as in "child {be} heard"."""
LABEL = "label"
"""Where a wording that is a label of its concept comes from."""


class Wording(NamedTuple):
    """A wording of a concept: its text in the notation of the tables, where it counts, and why it is there.

    *because* is a sentence that it is for, *origin* where it came from ("" for not known). *also_for* are the other
    concepts that have the very same wording on purpose.
    """

    concept: str
    text: str
    counts_in: CountsIn = "any"
    because: str = ""
    origin: str = ""
    also_for: tuple[str, ...] = ()
