"""Kinds that are never ranked: a list of them is in the order of the alphabet, and none of them has a score.

How often a partnership or an area stands in a graph says how much was published about it, not how it works: whoever
publishes most would come first. A table of partnerships from first to last would be read as a league table.
"""

__all__ = ["UNRANKED", "WHY_UNRANKED", "is_ranked"]

UNRANKED = ("partnership", "area")

WHY_UNRANKED = (
    "Partnerships are not ranked: how often one stands here says how much it has published, not how well it works."
)
"""The sentence that stands where others would be ranked."""


def is_ranked(kind: str) -> bool:
    """Return whether things of a kind may be ranked.

    >>> is_ranked("theme"), is_ranked("partnership")
    (True, False)
    """
    return kind not in UNRANKED
