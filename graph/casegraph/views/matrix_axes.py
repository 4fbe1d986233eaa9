"""What can be rows and columns of the table of themes by agencies, by its switches, and where each clause counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests
from casegraph.views.collection import Collection, once
from casegraph.views.concepts import Group, Theme
from casegraph.views.facets import Filters, years, years_of_clauses
from casegraph.views.facts import Facts, facts
from casegraph.views.links import Links
from casegraph.views.matrix_texts import NO_AGENCY, SWITCHES
from casegraph.views.roles import WAYS, by_way, exact_ways, in_any
from casegraph.views.texts import PARTS, action_labels

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["Head", "Switches", "columns_of", "heads_of", "labels_of", "rows_of", "switched"]


@dataclass(frozen=True, slots=True)
class Switches:
    """What the table shows: each field is a key of that switch in ``SWITCHES``."""

    measure: str
    role: str
    named: str
    means: str
    rows: str
    order: str

    @property
    def is_subjects_alone(self) -> bool:
        """Whether the rows are themes without ways of acting."""
        return self.rows == "themes" and self.means == "no"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column; *short* is for little room."""

    id: str
    label: str
    short: str


def switched(filters: Filters) -> Switches:
    """Return where each switch of the table is.

    >>> switched({"measure": ["share"], "order": ["sideways"]}).order
    'largest'
    >>> switched({"role": ["years"], "rows": ["years"]}).rows
    'themes'
    """
    by = {
        name: next((each for each in filters.get(name, ()) if each in values), next(iter(values)))
        for name, (_, values) in SWITCHES.items()
    }
    if by["role"] == by["rows"] == "years":
        by["rows"] = "themes"
    return Switches(**by)


def rows_of(c: Collection, known: Facts, by: Switches) -> Links:
    """Return the rows in which each clause counts."""
    if by.rows in ("years", "actions"):
        return years_of_clauses(c) if by.rows == "years" else known.actions
    return groups_of_clauses(c) if by.rows == "groups" else known.themes


def columns_of(c: Collection, known: Facts, by: Switches, *, exact: bool) -> Links:
    """Return the columns in which each clause counts; *exact* leaves out what was read as a narrower agency."""
    ways = exact_ways(c) if exact else by_way(c)
    match by.role:
        case "years":
            return years_of_clauses(c)
        case "concerned":
            return known.concerned
        case "any":
            return in_any(ways)
        case "asked":
            return known.named if by.named == "yes" else _with_no_agency(known.named, known.recommendations)
        case _:
            return next(ways[way] for way in WAYS if way == by.role)


def _with_no_agency(named: Links, recommendations: "Mask") -> Links:
    """Return the agencies that each clause names, and for recommendations that name none the column of these."""
    import numpy as np

    ids = [*named.ids, NO_AGENCY]
    unnamed = np.flatnonzero(recommendations & ~named.having_any())
    values = np.full_like(unnamed, len(named.ids))
    return Links(named.things, named.values, ids, named.size).joined(Links(unnamed, values, ids, named.size))


@once
def groups_of_clauses(c: Collection) -> Links:
    """Return the groups of the themes of each clause."""
    groups = [*c.groups]
    return facts(c).themes.mapped([groups.index(theme.group) for theme in c.themes.values()], groups)


def labels_of(c: Collection, by: Switches) -> Mapping[str, Head]:
    """Return all that can be rows."""
    if by.rows == "years":
        return _of_years(c)
    if by.rows == "actions":
        return {id: Head(id, label, label) for id, label in action_labels().items()}
    things: Mapping[str, Group | Theme] = c.groups if by.rows == "groups" else c.themes
    return {id: Head(id, thing.label, thing.label) for id, thing in things.items()}


def heads_of(c: Collection, by: Switches) -> Mapping[str, Head]:
    """Return all that can be columns."""
    if by.role == "years":
        return _of_years(c)
    heads = {id: Head(id, agency.label, agency.short) for id, agency in c.agencies.items()}
    if by.role == "asked" and by.named == "no":
        none = in_requests(PARTS["unnamed"], c.profile)
        heads[NO_AGENCY] = Head(NO_AGENCY, none, none)
    return heads


def _of_years(c: Collection) -> Mapping[str, Head]:
    return {year: Head(year, year, year) for year in years(c)}
