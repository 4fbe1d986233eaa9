"""Elements of served pages: what fragments are filled with, whose addresses are those of this server."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from casegraph.fragments.elements import (
    Action,
    Bar,
    Bars,
    Beside,
    Filters,
    Hidden,
    Link,
    Mark,
    NearGroup,
    Option,
    Pager,
    Place,
    Select,
)
from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Area
from casegraph.views.facets import chosen_values
from casegraph.views.links import Count
from casegraph.views.neighbours import Neighbours, neighbours
from casegraph.views.node_styles import outline
from casegraph.views.texts import FACETS, TEXTS
from casegraph.web.addresses import with_parameters
from casegraph.web.parameters import Parameters, filters_of

__all__ = [
    "address",
    "bars",
    "bars_of",
    "beside",
    "buttons",
    "filters",
    "hidden",
    "link",
    "links",
    "mark",
    "pager",
    "place_of",
    "select",
    "unnamed_address",
]

_NEAR = 10  # neighbours that are listed


def unnamed_address(c: Collection) -> str:
    """Return where the recommendations that name no agency are listed: with the agency that is assumed to be meant, or alone."""
    meant = c.profile.default_addressee
    if meant in c.agencies:
        return with_parameters(address("agency", meant), {"part": "unnamed"})
    return "/recommendations?naming=unnamed"


def address(kind: str, id: str) -> str:
    """Return the address of a thing.

    >>> address("keyword", "self harm")
    '/keyword/self%20harm'
    """
    return f"/{kind}/{quote(id)}"


def link(c: Collection, kind: Kind, id: str) -> Link:
    """Return a link to a thing."""
    return Link(c.label(kind, id), address(kind, id))


def links(c: Collection, kind: Kind, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links to things of one kind."""
    return tuple(link(c, kind, id) for id in ids)


def mark(kind: str, text: str) -> Mark:
    """Return the mark of a kind beside some words."""
    return Mark(kind, outline(kind), text)


def place_of(area: Area, *, is_linked: bool = True) -> Place:
    """Return an area, and the larger areas around it."""
    within = ", ".join(each for each in (area.region, area.nation) if each)
    return Place(area.label, address("area", area.id) if is_linked else "", within)


def bars(rows: Iterable[tuple[int, str, str]]) -> Bars:
    """Return numbers with a text and an address each.

    >>> bars([(3, "Neglect", "/theme/neglect"), (2, "Housing", "/theme/housing")]).most
    3
    """
    listed = tuple(Bar(*row) for row in rows)
    return Bars(max((bar.number for bar in listed), default=1), listed)


def bars_of(c: Collection, kind: Kind, counts: Iterable[Count]) -> Bars:
    """Return how often there are things of one kind."""
    return bars((number, c.label(kind, id), address(kind, id)) for id, number in counts)


def buttons(
    address: str, parameters: Mapping[str, Sequence[str]], endings: Iterable[tuple[str, str]]
) -> tuple[Action, ...]:
    """Return links to the other forms of a page, which look like buttons.

    >>> buttons("/reviews", {"year": ["2025"], "page": ["2"]}, [(".csv", "Save as CSV")])[0].href
    '/reviews.csv?year=2025'
    """
    return tuple(
        Action(label, with_parameters(address + ending, parameters, page=None, marks=None), True)
        for ending, label in endings
    )


def pager(address: str, parameters: Mapping[str, Sequence[str]], page: int, pages: int) -> Pager | None:
    """Return the parts of a list, None if it has one only.

    >>> pager("/reviews", {"year": ["2025"]}, 2, 2)
    Pager(part=2, all=2, back='/reviews?year=2025&page=1', next='')
    """
    if pages < 2:
        return None
    back, further = (with_parameters(address, parameters, page=number) for number in (page - 1, page + 1))
    return Pager(page, pages, back if page > 1 else "", further if page < pages else "")


def select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> Select:
    """Return a list to choose one value from."""
    return Select(name, label, tuple(Option(value, text, value == chosen) for value, text in options))


def hidden(parameters: Mapping[str, Sequence[str]]) -> tuple[Hidden, ...]:
    """Return what a form sends along."""
    return tuple(Hidden(name, value) for name, values in parameters.items() for value in values)


def filters(c: Collection, address: str, parameters: Parameters, choose: str = "") -> Filters:
    """Return the filters that are on, and links to change them all; *choose* is the address where others can be chosen."""
    chosen = []
    for name, value, text in chosen_values(c, parameters):
        rest = [each for each in parameters[name] if each != value] if name in FACETS else []
        chosen.append(Link(text, with_parameters(address, parameters | {name: rest}, cell=None, page=None)))
    onward = []
    if choose:
        onward.append(Link("Change the filters" if chosen else "Filter by year, place, theme\u00a0…", choose))
    if len(chosen) > 1:
        others = {name: values for name, values in parameters.items() if name not in filters_of(parameters)}
        onward.append(Link("Clear all", with_parameters(address, others, cell=None, page=None)))
    return Filters(tuple(chosen), tuple(onward))


def beside(c: Collection, kind: Kind, id: str) -> Beside:
    """Return what is one step away from a thing, the strongest links first."""
    groups = tuple(
        NearGroup(near.heading, _near_bars(c, kind, id, near), max(0, len(near.counts) - _NEAR))
        for near in neighbours(c, kind, id)
        if near.counts
    )
    compare = (Action(TEXTS["compareWith"], with_parameters("/compare", {"one": id})),) if kind == "agency" else ()
    return Beside(False, groups, (Action("Diagram (SVG)", f"{address(kind, id)}.svg"), *compare))


def _near_bars(c: Collection, kind: Kind, id: str, near: Neighbours) -> Bars:
    """Return neighbours as bars; the themes of an agency lead to the recommendations that they count."""
    bars = bars_of(c, near.kind, near.counts[:_NEAR])
    if (kind, near.kind) != ("agency", "theme"):
        return bars
    pairs = zip(bars.rows, near.counts, strict=False)
    rows = (
        replace(bar, href=with_parameters(address(kind, id), {"with": count.id}) + "#listed") for bar, count in pairs
    )
    return replace(bars, rows=tuple(rows))
