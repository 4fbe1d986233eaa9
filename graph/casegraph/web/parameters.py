"""What the address of a page asks for: filters of reviews, which part of a long list, and how a filter is taken away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from casegraph.views.collection import Collection
from casegraph.views.facets import chosen_values, facets
from casegraph.views.list_words import ALL_MARKED, ORDERS
from casegraph.views.matrix_texts import SWITCHES
from casegraph.views.texts import FACETS, RANGE
from casegraph.web.address_parameters import WORDS, YEAR, AddressParameter
from casegraph.web.addresses import with_parameters

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = [
    "DAY",
    "MARKED",
    "PIECE",
    "SORT",
    "Parameters",
    "arrangement_parameters",
    "chips",
    "facet_parameters",
    "filters_of",
    "list_parameters",
    "paged",
    "parameters_of",
    "switch_parameters",
]

NARROWER = AddressParameter(
    "narrower", "Whether a theme or agency includes narrower ones (networks do not)", ("yes", "no"), default="yes"
)
SORT = AddressParameter(
    "sort", "The order of the sentences; by default that of their reviews", [each for each in ORDERS if each]
)
DAY = AddressParameter(
    "day", "The day of the status; by default the day of asking", pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
MARKED = AddressParameter("marks", "Which words a page highlights; other forms highlight none", [ALL_MARKED])
PIECE = 50
"""How many sentences or reviews one page has."""

Parameters = dict[str, list[str]]
Listed = TypeVar("Listed")


def parameters_of(request: "Request") -> Parameters:
    """Return the parameters of an address, those with a value; a name can have several."""
    parameters: Parameters = {}
    for name, value in request.query_params.multi_items():
        if value:
            parameters.setdefault(name, []).append(value)
    return parameters


def facet_parameters(c: Collection) -> list[AddressParameter]:
    """Return the parameters that choose reviews, each with the values that it can have: any year, as others will come."""
    parameters = [WORDS, NARROWER]
    for facet in facets(c):
        if facet.id == "year":
            parameters.append(AddressParameter(facet.id, facet.label, pattern=YEAR, several=True))
        else:
            parameters.append(AddressParameter(facet.id, facet.label, facet.values, several=True))
    return [*parameters, *(AddressParameter(end, f"{label} this year", pattern=YEAR) for end, label in RANGE.items())]


def switch_parameters() -> list[AddressParameter]:
    """Return the switches of the table of themes by agencies."""
    return [
        AddressParameter(name, label, values, default=next(iter(values))) for name, (label, values) in SWITCHES.items()
    ]


def arrangement_parameters() -> list[AddressParameter]:
    """Return what sorts the table of themes by agencies, opens its groups and hides its columns."""
    key = "[A-Za-z0-9 -]{1,200}"
    return [
        AddressParameter("down", "The column by which rows are sorted, “all” or “label”; “-” before it reverses", pattern=key),
        AddressParameter("across", "The row by which columns are sorted, “all” or “label”; “-” before it reverses", pattern=key),
        AddressParameter("open", "A group of agencies whose members have columns too, or “all”", pattern=key, several=True),
        AddressParameter("hide", "A column to leave out; what only it has counts nowhere", pattern=key, several=True),
    ]  # fmt: skip


def list_parameters() -> list[AddressParameter]:
    """Return what can be chosen for a list of sentences: its order, and for people what is highlighted."""
    return [SORT, MARKED]


def filters_of(parameters: Parameters) -> Parameters:
    """Return the parameters that choose reviews."""
    own = {*FACETS, *RANGE, "words", "narrower"}
    return {name: values for name, values in parameters.items() if name in own}


def paged(things: Sequence[Listed], parameters: Parameters) -> tuple[Sequence[Listed], int, int]:
    """Return the things on the page that is asked for, its number and how many there are.

    >>> paged(range(120), {"page": ["3"]})[0], paged([], {"page": ["9" * 5000]})
    (range(100, 120), ([], 1, 1))
    """
    pages = max(1, -(-len(things) // PIECE))
    text = parameters.get("page", ["1"])[0]
    page = min(max(int(text), 1), pages) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    return things[(page - 1) * PIECE : page * PIECE], page, pages


def chips(c: Collection, address: str, parameters: Parameters) -> list[tuple[str, str]]:
    """Return what reviews are chosen by in words, each with the address without it."""
    removable = []
    for name, value, text in chosen_values(c, parameters):
        rest = [each for each in parameters[name] if each != value] if name in FACETS else []
        removable.append((text, with_parameters(address, parameters | {name: rest}, page=None)))
    return removable
