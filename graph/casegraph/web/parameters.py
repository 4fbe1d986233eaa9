"""What the address of a page asks for: filters of reviews, which part of a long list, and how a filter is taken away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from casegraph.views.texts import FACETS, RANGE, SWITCHES
from casegraph.web.address_parameters import WORDS, YEAR, AddressParameter
from casegraph.web.collection import Collection, year_of
from casegraph.web.site import cut

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = [
    "PIECE",
    "Parameters",
    "chips",
    "facet_parameters",
    "filters_of",
    "paged",
    "parameters_of",
    "switch_parameters",
]

PIECE = 50
"""How many sentences or reviews stand on one page."""

Parameters = dict[str, list[str]]


def parameters_of(request: "Request") -> Parameters:
    """Return the parameters of an address, those with a value; a name can have several."""
    found: Parameters = {}
    for name, value in request.query_params.multi_items():
        if value:
            found.setdefault(name, []).append(value)
    return found


def facet_parameters(c: Collection) -> list[AddressParameter]:
    """Return the parameters that choose reviews, each with the values that it can have: any year, as others will come."""
    found = [WORDS]
    for facet in c.facets:
        if facet.id == "year":
            found.append(AddressParameter(facet.id, facet.label, pattern=YEAR, several=True))
        else:
            found.append(AddressParameter(facet.id, facet.label, facet.values, several=True))
    return [*found, *(AddressParameter(end, f"{label} this year", pattern=YEAR) for end, label in RANGE.items())]


def switch_parameters() -> list[AddressParameter]:
    """Return the switches of the table of themes by agencies."""
    return [
        AddressParameter(name, label, values, default=next(iter(values))) for name, (label, values) in SWITCHES.items()
    ]


def filters_of(parameters: Parameters) -> Parameters:
    """Return the parameters that choose reviews."""
    return {name: values for name, values in parameters.items() if name in FACETS or name in RANGE or name == "words"}


def paged(things: Sequence[Any], parameters: Parameters) -> tuple[Sequence[Any], int, int]:
    """Return the things on the page that is asked for, its number and how many there are.

    >>> paged(range(120), {"page": ["3"]})[0], paged([], {"page": ["9" * 5000]})
    (range(100, 120), ([], 1, 1))
    """
    pages = max(1, -(-len(things) // PIECE))
    asked = parameters.get("page", ["1"])[0]
    page = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return things[(page - 1) * PIECE : page * PIECE], page, pages


def chips(c: Collection, address: str, parameters: Parameters) -> list[tuple[str, str]]:
    """Return what reviews are chosen by, each with the address that takes it away."""
    found = []
    for facet in c.facets:
        for key in parameters.get(facet.id, ()):
            rest = [each for each in parameters[facet.id] if each != key]
            label = f"{facet.label}: {facet.values.get(key, key)}"
            found.append((label, cut(address, parameters | {facet.id: rest}, page=None)))
    for end, label in RANGE.items():
        year = year_of(parameters, end)
        if year is not None:
            found.append((f"{label}: {year}", cut(address, parameters | {end: []}, page=None)))
    for text in parameters.get("words", ()):
        found.append((f"Words: {text}", cut(address, parameters, words=None, page=None)))
    return found
