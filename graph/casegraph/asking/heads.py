"""The heads of columns, as people read them; files have the names of the columns."""

__all__ = ["head_of"]

_HEADS = {
    "explicit": "in the text",
    "lead_in": "in the introduction",
    "default": "no agency named",
    "answered": "on the theme",
    "by_neighbours": "on a neighbour",
    "unanswered": "neither",
}


def head_of(column: str) -> str:
    """Return the head of a column.

    >>> head_of("lead_in"), head_of("share_of_year")
    ('in the introduction', 'share of year')
    """
    return _HEADS.get(column, column.replace("_", " "))
