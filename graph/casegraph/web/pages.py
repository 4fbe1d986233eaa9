"""The pages of the whole collection: overview, table, reviews, about."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from casegraph.explorer.page import heading
from casegraph.views.texts import COLUMNS, RANGE, ROWS, SWITCHES
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.collection import Collection, is_year, tally, year_of
from casegraph.web.forms import wanted
from casegraph.web.listing import many_clauses, many_reviews, marked, table, written
from casegraph.web.matrix import Matrix, matrix
from casegraph.web.parameters import (
    Parameters,
    chips,
    facet_parameters,
    filters_of,
    paged,
    parameters_of,
    switch_parameters,
)
from casegraph.web.site import Site, cut
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["CELL", "about", "home", "reviews", "the_matrix"]

TOP = 10
"""How many things a list of the most frequent ones has."""

CELL = AddressParameter(
    "cell",
    "The theme and the agency whose sentences are wanted, such as neglect~police",
    pattern="[a-z0-9-]+~[a-z0-9-]+",
)
"""Which number of the table is asked about."""

_FIRST = ("dfe", "icb", "police", "cafcass")  # whom the questions on the overview are about
_MOST = 8


def home(site: Site, request: "Request") -> "Response":
    """Answer with the overview."""
    c = site.collection
    agencies = tally(c.recommendations, c.asked)
    themes = tally(c.recommendations, c.themes)
    number = dict(agencies)
    begin = [c.at["agency"][name] for name in _FIRST if number.get(c.at["agency"].get(name, -1))]
    counts = [
        (len(c.reviews), "reviews", "/reviews"),
        (len(c.recommendations), "recommendations", "/matrix?named=no"),
        (len(c.learning), "learning", "/theme"),
        (len(agencies), "agencies", "/agency"),
        (len(c.lists["theme"]), "themes", "/theme"),
        (len(c.lists["partnership"]), "partnerships", "/partnership"),
    ]

    def bars(kind: str, counted: Sequence[tuple[int, int]]) -> list[tuple[int, str, str]]:
        return [(n, c.label(kind, i), f"/{kind}/{c.lists[kind][i]['id']}") for i, n in counted[:TOP]]

    years = Counter(next(iter(keys)) for keys in c.facets[0].of)

    def page() -> str:
        return site.render(
            "overview.html",
            here="/",
            heading=heading(c.data),
            counts=counts,
            begin=[(number[i], c.label("agency", i), f"/agency/{c.lists['agency'][i]['id']}") for i in begin],
            nobody=sum(not c.asked(clause) for clause in c.recommendations),
            agencies=bars("agency", agencies),
            themes=bars("theme", themes),
            keywords=bars("keyword", tally(c.reviews, lambda review: review["keywords"])),
            years=[(years[year], year, cut("/reviews", {"year": year})) for year in sorted(years)],
        )

    return site.respond(
        request, {"text/html": page, "application/json": lambda: written({"made": c.made, "reviews": len(c.reviews)})}
    )


def the_matrix(site: Site, request: "Request") -> "Response":
    """Answer with the table of themes by agencies, and the sentences of the cell that is asked for."""
    c, parameters = site.collection, parameters_of(request)
    counted = matrix(c, parameters)
    chosen = parameters.get("cell", [""])[0]
    cell = counted.cell(chosen)
    clauses = counted.clauses(*cell) if cell else ()
    shown, page, pages = paged(clauses, parameters)

    def html() -> str:
        row, column = cell or (None, None)
        who = f"All {COLUMNS[counted.by['role']][1]}" if column is None else counted.heads[column]["label"]
        what = f"all {ROWS['themes' if counted.by['rows'] == 'groups' else counted.by['rows']][1]}"
        what = what if row is None else counted.labels[row]["label"]
        chosen_by = chips(c, "/matrix", parameters)
        told = [*([f"{who}, {what}"] if cell else []), *(text for text, _ in chosen_by)]
        limits = counted.limits()
        return site.render(
            "matrix.html",
            here="/matrix",
            heading="Themes × agencies",
            title=" – ".join([*told, "Themes × agencies"]),
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
            shown=[(each, marked(each, _themes_of(c, counted, row), _agencies_of(counted, column))) for each in shown],
            page=page,
            pages=pages,
            largest=_largest(counted, parameters),
        )  # fmt: skip

    forms: dict[str, Callable[[], str]] = {
        "text/html": html,
        "application/json": lambda: written(_numbers(counted)),
        "text/csv": lambda: table(_rows(counted)),
    }
    answers = many_clauses(c, clauses, site.base) if "sentences" in request.url.path else forms
    if chosen and cell is None and wanted(request, answers) != "text/html":
        CELL.check([chosen])
        raise ProtocolError(404, f"The table has no cell “{chosen[:100]}” by these switches.")
    return site.respond(request, answers, takes=[*facet_parameters(c), *switch_parameters(), CELL, PAGE])


def _agencies_of(counted: Matrix, column: int | None) -> tuple[int, ...] | None:
    return None if column is None or counted.by["role"] == "years" else (column,)


def _themes_of(c: Collection, counted: Matrix, row: int | None) -> tuple[int, ...] | None:
    if counted.by["rows"] == "years":
        return None
    if row is None or counted.by["rows"] == "themes":
        return None if row is None else (row,)
    return tuple(i for i, theme in enumerate(c.lists["theme"]) if theme["group"] == row)


def _largest(counted: Matrix, parameters: Parameters) -> list[tuple[int, str, str]]:
    cells = [(counted.number(row, column), row, column) for row in counted.rows for column in counted.columns]
    cells.sort(key=lambda cell: -cell[0])
    return [
        (number, f"{counted.labels[row]['label']} – {counted.heads[column]['label']}",
         f"{cut('/matrix', parameters, cell=counted.key(row, column))}#behind")
        for number, row, column in cells[:_MOST] if number
    ]  # fmt: skip


def _rows(counted: Matrix) -> list[list[object]]:
    by = counted.by
    share = by["measure"] == "share"
    (_, rows_are, row_head), columns_are = ROWS[by["rows"]], COLUMNS[by["role"]][1]
    heads: list[object] = [
        f"{row_head} ({SWITCHES['measure'][1][by['measure']].lower()})",
        f"All {columns_are} (recommendations)" if share else f"All {columns_are}",
        *(counted.heads[column]["label"] for column in counted.columns),
    ]
    rows: list[list[object]] = [
        [
            counted.labels[row]["label"],
            counted.number(row, None),
            *(f"{counted.value(row, at)}%" if share else counted.value(row, at) for at in counted.columns),
        ]
        for row in counted.rows
    ]
    sums: list[object] = [
        f"All {rows_are}",
        counted.number(None, None),
        *(counted.number(None, at) for at in counted.columns),
    ]
    return [heads, sums, *rows]


def _numbers(counted: Matrix) -> dict[str, object]:
    cells = {
        counted.key(row, column): counted.value(row, column)
        for row in counted.rows
        for column in counted.columns
        if counted.number(row, column)
    }
    return {"by": counted.by, "reviews": counted.reviews, "left": counted.left, "cells": cells}


def reviews(site: Site, request: "Request") -> "Response":
    """Answer with the reviews that are chosen, and what else they can be chosen by."""
    c, parameters = site.collection, parameters_of(request)
    chosen = c.chosen(parameters)
    shown, page, pages = paged(chosen.reviews, parameters)

    def html() -> str:
        facets = []
        chosen_by = chips(c, "/reviews", parameters)
        ends = {end: str(year) for end in RANGE if (year := year_of(parameters, end)) is not None}
        for facet in c.facets:
            counts, wanted = chosen.counts[facet.id], set(parameters.get(facet.id, ()))
            offered = [key for key in facet.values if counts.get(key) or key in wanted]
            if facet.id not in ("year", "age", "outcome"):
                offered.sort(key=lambda key: (-counts.get(key, 0), facet.values[key].casefold()))
            values = [(key, facet.values[key], counts.get(key, 0), key in wanted) for key in offered]
            if values or (facet.id == "year" and ends):
                facets.append((facet, values))
        return site.render(
            "reviews.html",
            here="/reviews",
            heading="Reviews",
            title=" – ".join([*(text for text, _ in chosen_by), "Reviews"]),
            parameters=parameters,
            filters=filters_of(parameters),
            chips=chosen_by,
            facets=facets,
            years=[each["id"] for each in c.years if is_year(each["id"])],
            ends=ends,
            found=chosen.reviews,
            shown=shown,
            page=page,
            pages=pages,
        )

    forms = {"text/html": html, **many_reviews(c, chosen.reviews, site.base)}
    return site.respond(request, forms, takes=[*facet_parameters(c), PAGE])


def about(site: Site, request: "Request") -> "Response":
    """Answer with data and method."""
    c = site.collection
    years = sorted({review["year"] for review in c.reviews if review["year"] is not None})
    return site.respond(
        request,
        {
            "text/html": lambda: site.render("about.html", here="/about", heading="Data and method", years=years),
            "application/json": lambda: written({**c.made, "since": site.since}),
        },
    )
