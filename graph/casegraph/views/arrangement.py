"""Arrangement: which columns of the table of themes by agencies are shown, and in which order, as its address says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casegraph.views.facets import Filters

__all__ = ["ARRANGED", "BY_LABEL", "EVERY_GROUP", "Arrangement", "Column", "arrangement", "grouped"]

ARRANGED = ("down", "across", "open", "hide")
"""The parameters that arrange the table; the last two can have several values."""

BY_LABEL = "label"
"""What stands for the labels of rows, where others stand for the column that rows are sorted by."""

EVERY_GROUP = "all"
"""What opens every group of agencies."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The column that rows are sorted by, the row that columns are sorted by, the groups that are open, the columns that are hidden.

    "all" is the sum of all columns or rows; "-" before it puts the smallest first; "" leaves the order as it is.
    """

    sort: str = ""
    across: str = ""
    open: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def is_open(self, group: str) -> bool:
        """Return whether the members of a group are shown."""
        return group in self.open or EVERY_GROUP in self.open


@dataclass(frozen=True, slots=True)
class Column:
    """A column, in how many open groups it is, and whether it is a group itself, open or closed."""

    id: str
    depth: int
    is_group: bool
    is_open: bool


def arrangement(filters: Filters) -> Arrangement:
    """Return how an address arranges the table.

    >>> arrangement({"down": ["-police"], "hide": ["icb", "icb"]})
    Arrangement(sort='-police', across='', open=(), hidden=('icb',))
    """
    sort, across = (next(iter(filters.get(name, ())), "") for name in ("down", "across"))
    opened, hidden = (tuple(dict.fromkeys(filters.get(name, ()))) for name in ("open", "hide"))
    return Arrangement(sort, across, opened, hidden)


def grouped(
    ids: Sequence[str], order: Iterable[str], broader: Mapping[str, str | None], by: Arrangement
) -> list[Column]:
    """Return the columns that are shown, each group before its members, which are shown if it is open.

    *ids* are all that have a number, *order* the ones that can be shown, siblings in their order. A group whose own column
    has no number is none: its members stand where it would.

    >>> broader = {"health": None, "icb": "health", "police": None}
    >>> [each.id for each in grouped([*broader], [*broader], broader, Arrangement())]
    ['health', 'police']
    >>> [each.id for each in grouped([*broader], [*broader], broader, Arrangement(open=("health",)))]
    ['health', 'icb', 'police']
    """
    above = {id: _group_of(id, ids, broader) for id in ids}
    members: dict[str | None, list[str]] = {}
    for id in order:
        members.setdefault(above[id], []).append(id)
    groups = {each for each in above.values() if each is not None}
    shown: list[Column] = []

    def add(within: str | None, depth: int) -> None:
        for id in members.get(within, ()):
            is_open = id in groups and by.is_open(id)
            shown.append(Column(id, depth, id in groups, is_open))
            if is_open:
                add(id, depth + 1)

    add(None, 0)
    return shown


def _group_of(id: str, ids: Sequence[str], broader: Mapping[str, str | None]) -> str | None:
    """Return the nearest group that a column is in, of those that have a column."""
    above = broader.get(id)
    while above is not None and above not in ids:
        above = broader.get(above)
    return above
