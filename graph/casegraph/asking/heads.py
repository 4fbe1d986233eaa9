"""The heads of columns, as people read them; files have the names of the columns."""

from casegraph.collections import Profile
from casegraph.collections.words import in_requests

__all__ = ["head_of"]

_HEADS = {
    "explicit": "in the text",
    "lead_in": "in the introduction",
    "default": "no agency named",
    "answered": "on the theme",
    "by_neighbours": "on a neighbour",
    "unanswered": "neither",
    "deadline": "time or frequency",
    "measure": "how to check",
}


def head_of(column: str, profile: Profile | None = None) -> str:
    """Return the head of a column, in the words of the collection of a *profile*.

    >>> head_of("lead_in"), head_of("share_of_year")
    ('in the introduction', 'share of year')
    """
    head = _HEADS.get(column, column.replace("_", " "))
    return head if profile is None else in_requests(head, profile)
