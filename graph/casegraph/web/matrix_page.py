"""The page of themes by agencies: the table of numbers, and the sentences behind one of them."""

from typing import TYPE_CHECKING

from casegraph.briefings.topics import Topic, about_clauses
from casegraph.fragments.elements import Action
from casegraph.fragments.pages import MatrixPage, Panel, Step
from casegraph.views.arrangement import ARRANGED
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.crossing import Cell as Place
from casegraph.views.file_names import filter_names, table_name
from casegraph.views.highlights import only_cell
from casegraph.views.json_answers import matrix_answer
from casegraph.views.list_orders import in_order
from casegraph.views.matrix import Matrix, largest, matrix
from casegraph.views.matrix_texts import SWITCHES
from casegraph.views.read_as_shown import Clauses
from casegraph.views.roles import naming_among
from casegraph.views.tables import matrix_table
from casegraph.views.texts import COUNTED
from casegraph.web import papers
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import bars, buttons, filters, hidden, pager, select, unnamed_address
from casegraph.web.listed import Choosing, sentence_list, sentences_in_reviews
from casegraph.web.matrix_table import column_links, table_of, without
from casegraph.web.parameters import (
    Parameters,
    arrangement_parameters,
    facet_parameters,
    filters_of,
    list_parameters,
    paged,
    parameters_of,
    switch_parameters,
)
from casegraph.web.representations import Form, wanted
from casegraph.web.saved_forms import as_csv, as_json, forms_of_clauses
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["CELL", "matrix_page"]

CELL = AddressParameter(
    "cell",
    "The theme and agency whose sentences to show, such as neglect~police",
    pattern="[a-z0-9-]+~[a-z0-9-]+",
)
"""Which number of the table is asked about."""


def matrix_page(site: Site, request: "Request") -> "Response":
    """Answer with the table of themes by agencies, and the sentences of the cell that is asked for."""
    c, parameters = site.collection, parameters_of(request)
    table = matrix(c, parameters)
    chosen = parameters.get("cell", [""])[0]
    cell = table.cell(chosen)
    clauses = table.clauses(*cell) if cell else table.clauses(None, None)[:0]
    clauses = in_order(c, clauses, parameters.get("sort", [""])[0])

    def html() -> str:
        view = _page(c, table, parameters)
        titles = [", ".join(table.described(cell))] if cell else []
        titles += [*(each.text for each in view.filters.chosen), "Themes × agencies"]
        return site.render(
            "matrix.html",
            here="/matrix",
            heading="Themes × agencies",
            title=" – ".join(titles),
            view=view,
            panel=_panel(c, table, parameters, cell, clauses),
            page=paged(clauses, parameters)[1],
        )

    forms: dict[str, Form] = {
        "text/html": html,
        "application/json": lambda: as_json(matrix_answer(table)),
        "text/csv": lambda: as_csv(matrix_table(table)),
        **papers.table(c, lambda: matrix_table(table), "Themes by agencies", len(table.rows)),
    }
    called = ", ".join(table.described(cell)) if cell else "No cell"

    def topic() -> Topic:
        return about_clauses(
            c, clauses, called, "are behind this number of the table", "the page /matrix of casegraph serve"
        )

    behind = {
        **forms_of_clauses(c, clauses),
        **papers.briefed(site, topic),
        **papers.sentences(c, clauses, called),
    }
    behind_cell = [part for part in reversed(chosen.split("~")) if part != "all"] if cell else []
    what = "recommendations" if "sentences" in request.url.path else "themes-by-agencies"
    called_as = table_name(
        what, *(behind_cell if what == "recommendations" else ()), *filter_names(filters_of(parameters))
    )
    answers = behind if "sentences" in request.url.path else forms
    if chosen and cell is None and wanted(request, answers) != "text/html":
        CELL.check([chosen])
        raise ProtocolError(404, f"The table has no cell “{chosen[:100]}” with these settings.")
    return site.respond(
        request,
        answers,
        takes=[*facet_parameters(c), *switch_parameters(), *arrangement_parameters(), CELL, *list_parameters(), PAGE],
        called=called_as,
    )


def _page(c: Collection, table: Matrix, parameters: Parameters) -> MatrixPage:
    """Return the switches, the filters and the table."""
    own = filters_of(parameters)
    by, left = table.by, table.left
    is_asked = by.role == "asked"
    clauses = table.clauses(None, None)
    state = (
        f"{counted(len(clauses), 'recommendation')} in {clauses.reviews:,} of "
        f"{counted(table.reviews, 'review')}: {table.extent}."
    )
    limits = table.limits()
    unit = "%" * table.is_share
    away = without(c, table)
    switched = ("named", *ARRANGED)  # by the signs of the table
    kept = {name: values for name, values in parameters.items() if name in switched}
    if away:
        kept["hide"] = [each for each in kept.get("hide", ()) if each != away.value]
    return MatrixPage(
        address="/matrix",
        switches=tuple(
            select(name, label, options.items(), getattr(by, name))
            for name, (label, options) in SWITCHES.items()
            if name != "named" and (name != "means" or by.rows == "themes")
        ),
        without=away,
        hidden=hidden(own | kept),
        filters=filters(c, "/matrix", parameters, choose=with_parameters("/reviews", own)),
        columns=column_links(c, table, parameters),
        state=f"{state} {table.naming}."
        if is_asked
        else f"{state} {counted(left, *COUNTED['apart'])}"
        if left
        else state,
        include=with_parameters("/matrix", parameters, named="no", cell=None, page=None)
        if is_asked and by.named == "yes"
        else "",
        ramp=tuple(
            Step(f"s{number}", (f"{start}" if start == end else f"{start}–{end}") + unit)
            for number, (start, end) in enumerate(zip([1, *(each + 1 for each in limits)], limits, strict=False), 1)
        ),
        is_share=table.is_share,
        is_subjects_alone=by.is_subjects_alone,
        leaves_out=bool(table.hidden & table.heads.keys()),
        table=table_of(table, parameters, unnamed_address(c)),
        actions=buttons(
            "/matrix", {**parameters, "cell": ()}, [papers.EXCEL, (".csv", "Save the table as CSV"), (".json", "JSON")]
        ),
    )


def _panel(c: Collection, table: Matrix, parameters: Parameters, cell: Place | None, clauses: Clauses) -> Panel:
    """Return the sentences of a cell, or the largest numbers."""
    if cell is None:
        cells = (
            (
                number,
                " – ".join(reversed(table.described(at))),
                with_parameters("/matrix", parameters, cell=table.key(*at)) + "#behind",
            )
            for number, at in largest(table)
        )
        return Panel(c.profile, "", "", None, bars(cells))
    shown, page, pages = paged(clauses, parameters)
    actions = (
        Action("Back to the table", "#table", True),
        *buttons("/matrix/sentences", parameters, [*papers.PAPERS, (".csv", "Save as CSV")]),
        Action("Close", with_parameters("/matrix", parameters, cell=None, page=None)),
    )
    parts = pager("/matrix", parameters, page, pages)
    choosing = Choosing("/matrix", parameters, "#behind")
    only = only_cell(c, table, cell)
    listed = sentence_list(c, shown, only, actions=actions, choosing=choosing, pager=parts)
    return Panel(
        c.profile,
        " – ".join(table.described(cell)),
        naming_among(c, clauses.mask).beside(sentences_in_reviews(clauses)),
        listed,
        None,
    )
