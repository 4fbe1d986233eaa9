"""The pages of the whole collection: overview, table, reviews, about."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casegraph.views.collection import Kind
from casegraph.views.facets import choose, is_year, offers, year_of, years
from casegraph.views.highlights import highlighted, only_cell
from casegraph.views.json_answers import about_answer, matrix_answer, overview_answer
from casegraph.views.matrix import largest, matrix
from casegraph.views.overview import TOP, overview
from casegraph.views.tables import matrix_table
from casegraph.views.tally import Count
from casegraph.views.texts import RANGE
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.parameters import (
    chips,
    facet_parameters,
    filters_of,
    paged,
    parameters_of,
    switch_parameters,
)
from casegraph.web.representations import wanted
from casegraph.web.saved_forms import as_csv, as_json, forms_of_clauses, forms_of_reviews
from casegraph.web.site import Site, cut
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["CELL", "about", "home", "reviews", "the_matrix"]

CELL = AddressParameter(
    "cell",
    "The theme and the agency whose sentences are wanted, such as neglect~police",
    pattern="[a-z0-9-]+~[a-z0-9-]+",
)
"""Which number of the table is asked about."""

_LISTS = {
    "reviews": "/reviews",
    "recommendations": "/matrix?named=no",
    "learning": "/theme",
    "agencies": "/agency",
    "themes": "/theme",
    "partnerships": "/partnership",
}
"""Where each total of the overview leads."""


def home(site: Site, request: "Request") -> "Response":
    """Answer with the overview."""
    c = site.collection

    def page() -> str:
        shown = overview(c)

        def bars(kind: Kind, counts: tuple[Count, ...]) -> list[tuple[int, str, str]]:
            return [(number, c.label(kind, id), f"/{kind}/{id}") for id, number in counts[:TOP]]

        return site.render(
            "overview.html",
            here="/",
            heading=shown.heading,
            counts=[(number, what, _LISTS[what]) for what, number in shown.totals._asdict().items()],
            begin=bars("agency", shown.begin),
            nobody=shown.unnamed,
            agencies=bars("agency", shown.agencies),
            themes=bars("theme", shown.themes),
            keywords=bars("keyword", shown.keywords),
            years=[(number, year, cut("/reviews", {"year": year})) for year, number in shown.years],
        )

    return site.respond(request, {"text/html": page, "application/json": lambda: as_json(overview_answer(c))})


def the_matrix(site: Site, request: "Request") -> "Response":
    """Answer with the table of themes by agencies, and the sentences of the cell that is asked for."""
    c, parameters = site.collection, parameters_of(request)
    counted = matrix(c, parameters)
    chosen = parameters.get("cell", [""])[0]
    cell = counted.cell(chosen)
    clauses = counted.clauses(*cell) if cell else ()
    shown, page, pages = paged(clauses, parameters)

    def html() -> str:
        who, what = counted.described(cell) if cell else ("", "")
        chosen_by = chips(c, "/matrix", parameters)
        titles = [*([f"{who}, {what}"] if cell else []), *(text for text, _ in chosen_by), "Themes × agencies"]
        limits = counted.limits()
        only = only_cell(c, counted, cell) if cell else None
        return site.render(
            "matrix.html",
            here="/matrix",
            heading="Themes × agencies",
            title=" – ".join(titles),
            table=counted,
            parameters=parameters,
            filters=filters_of(parameters),
            chips=chosen_by,
            ramp=[(1 if not i else limits[i - 1] + 1, limit) for i, limit in enumerate(limits)],
            chosen=chosen,
            cell_of=cell,
            who=who,
            what=what,
            sentences=clauses,
            shown=[(each, highlighted(each, only)) for each in shown if only],
            page=page,
            pages=pages,
            largest=[
                (number, " – ".join(reversed(counted.described(at))), cut("/matrix", parameters, cell=counted.key(*at)) + "#behind")
                for number, at in largest(counted)
            ],
        )  # fmt: skip

    forms: dict[str, Callable[[], str]] = {
        "text/html": html,
        "application/json": lambda: as_json(matrix_answer(counted)),
        "text/csv": lambda: as_csv(matrix_table(counted)),
    }
    answers = forms_of_clauses(c, clauses) if "sentences" in request.url.path else forms
    if chosen and cell is None and wanted(request, answers) != "text/html":
        CELL.check([chosen])
        raise ProtocolError(404, f"The table has no cell “{chosen[:100]}” by these switches.")
    return site.respond(request, answers, takes=[*facet_parameters(c), *switch_parameters(), CELL, PAGE])


def reviews(site: Site, request: "Request") -> "Response":
    """Answer with the reviews that are chosen, and what else they can be chosen by."""
    c, parameters = site.collection, parameters_of(request)
    chosen = choose(c, parameters)
    shown, page, pages = paged(chosen.reviews, parameters)

    def html() -> str:
        chosen_by = chips(c, "/reviews", parameters)
        return site.render(
            "reviews.html",
            here="/reviews",
            heading="Reviews",
            title=" – ".join([*(text for text, _ in chosen_by), "Reviews"]),
            parameters=parameters,
            filters=filters_of(parameters),
            chips=chosen_by,
            facets=offers(c, parameters, chosen),
            years=[year for year in years(c) if is_year(year)],
            ends={end: str(year) for end in RANGE if (year := year_of(parameters, end)) is not None},
            found=chosen.reviews,
            shown=shown,
            page=page,
            pages=pages,
        )

    forms = {"text/html": html, **forms_of_reviews(c, chosen.reviews)}
    return site.respond(request, forms, takes=[*facet_parameters(c), PAGE])


def about(site: Site, request: "Request") -> "Response":
    """Answer with data and method."""
    c = site.collection
    return site.respond(
        request,
        {
            "text/html": lambda: site.render(
                "about.html",
                here="/about",
                heading="Data and method",
                years=[year for year in years(c) if is_year(year)],
            ),
            "application/json": lambda: as_json(about_answer(c, site.since)),
        },
    )
