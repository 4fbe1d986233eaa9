"""Two agencies side by side, as a page, JSON and CSV."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from casegraph.fragments.elements import Link, Select
from casegraph.fragments.networks import ComparePage, CompareRow, CompareTable
from casegraph.views.agency_comparison import Compared, ComparedTheme, compared_agencies, shared_themes
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.tables import Table
from casegraph.views.texts import COMPARE
from casegraph.web.address_parameters import AddressParameter
from casegraph.web.elements import link, select
from casegraph.web.network_elements import Here
from casegraph.web.network_page import agencies_and_themes
from casegraph.web.parameters import parameters_of
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["compare_page", "compare_parameters"]

_NETWORK = Here("/networks/agency-theme", {})


def compare_parameters(c: Collection) -> list[AddressParameter]:
    """Return what the page takes: two agencies."""
    return [
        AddressParameter("one", "An agency, by its id", c.agencies),
        AddressParameter("other", "The agency to compare it with", c.agencies),
    ]


def compare_page(site: Site, request: "Request") -> "Response":
    """Answer with two agencies side by side; without two different ones, with a form to choose them."""
    c = site.collection
    chosen = {key: values[0] for key, values in parameters_of(request).items()}
    projection = agencies_and_themes(site)
    named = {node.iri.rpartition("/")[2]: node.label for node in projection.nodes if node.kind == "agency"}
    one, other = (chosen.get(name, "") for name in ("one", "other"))
    is_chosen = one in named and other in named and one != other
    means = {theme.id for theme in c.themes.values() if theme.is_means}
    compared = compared_agencies(projection, one, other, means) if is_chosen else Compared((), (), ())

    def html() -> str:
        view = ComparePage(
            address="/compare",
            switches=_switches(named, one, other),
            state=_state(named[one], named[other], compared) if is_chosen else COMPARE["choose"],
            note=COMPARE["note"] if is_chosen else "",
            tables=_tables(c, one, named[one], other, named[other], compared) if is_chosen else (),
            agencies=(link(c, "agency", one), link(c, "agency", other)) if is_chosen else (),
        )
        return site.render(
            "compare.html",
            here="/networks",
            heading="Compare two agencies",
            view=view,
            chosen={"one": one, "other": other},
        )

    rows = [*compared.both, *compared.only_one, *compared.only_other]
    head = ("theme", "label", "way of acting", "one", "other", "one's recommendations", "other's recommendations")
    table = Table(head, [(row.id, row.label, row.is_means, one, other, row.one, row.other) for row in rows])
    answer = {"one": one if is_chosen else None, "other": other if is_chosen else None, **asdict(compared)}
    forms = {"text/html": html, "application/json": lambda: as_json(answer), "text/csv": lambda: as_csv(table)}
    return site.respond(request, forms, takes=compare_parameters(c))


def _switches(named: dict[str, str], one: str, other: str) -> tuple[Select, ...]:
    options = [("", "Choose an agency"), *sorted(named.items(), key=lambda each: each[1].lower())]
    return select("one", "Agency", options, one), select("other", "And", options, other)


def _state(one: str, other: str, compared: Compared) -> str:
    every = len(compared.both) + len(compared.only_one) + len(compared.only_other)
    return COMPARE["state"].format(one=one, other=other, both=shared_themes(compared.both), all=counted(every, "theme"))


def _tables(
    c: Collection, one: str, one_name: str, other: str, other_name: str, compared: Compared
) -> tuple[CompareTable, ...]:
    def row(each: ComparedTheme) -> CompareRow:
        numbers = tuple(
            Link(f"{number:,}", _NETWORK.behind(f"agency/{agency}", f"theme/{each.id}"))
            for agency, number in ((one, each.one), (other, each.other))
            if number
        )
        return CompareRow(link(c, "theme", each.id), each.is_means, numbers)

    def table(id: str, heading: str, heads: tuple[str, ...], rows: tuple[ComparedTheme, ...]) -> CompareTable:
        return CompareTable(id, f"{heading} ({len(rows):,})", heads, tuple(map(row, rows)))

    return (
        table("both", "Both", (one_name, other_name), compared.both),
        table("only-one", f"Only {one_name}", (one_name,), compared.only_one),
        table("only-other", f"Only {other_name}", (other_name,), compared.only_other),
    )
