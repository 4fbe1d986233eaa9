"""The page “What is new”: the build that is served beside another one, which whoever runs the server has named."""

from functools import partial
from typing import TYPE_CHECKING

from casegraph.comparing.comparison import change_of
from casegraph.comparing.in_words import HEADINGS
from casegraph.comparing.json_answer import comparison_head, review_answers
from casegraph.comparing.rows import ChangeRow, change_rows
from casegraph.fragments.elements import Link
from casegraph.views.tables import Table
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import with_parameters
from casegraph.web.changes_view import changes_view
from casegraph.web.elements import address, buttons, pager
from casegraph.web.parameters import paged, parameters_of
from casegraph.web.representations import Form
from casegraph.web.saved_forms import csv_pieces
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError
from casegraph.web.streams import json_pieces

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["ADDRESS", "CHANGE", "changes_page"]

ADDRESS = "/new"
"""Where the page is, if there is one."""

CHANGE = AddressParameter("change", "Which reviews: those that are new, gone or changed", tuple(HEADINGS))


def changes_page(site: Site, request: "Request") -> "Response":
    """Answer with what is new, gone or changed since the former build; without one there is no such page."""
    if site.former is None or site.graph.folder is None:
        raise ProtocolError(404, "This server was started without an older build to compare with.")
    comparison, parameters = site.former.compared_with(site.graph.folder), parameters_of(request)
    chosen = parameters.get("change", [""])[0]
    pairs = [pair for pair in comparison.pairs if not chosen or change_of(pair) == chosen]
    shown, page, pages = paged(pairs, parameters)

    def html() -> str:
        counts = comparison.summary.reviews
        numbers = {"new": counts.new, "gone": counts.gone, "changed": counts.changed}
        view = changes_view(
            comparison,
            comparison.among(shown),
            address=partial(address, "review"),
            choices=tuple(
                Link(f"{heading} ({numbers[change]:,})", with_parameters(ADDRESS, {"change": change}))
                for change, heading in HEADINGS.items()
                if numbers[change]
            ),
            actions=buttons(ADDRESS, parameters, [(".csv", "Save as CSV"), (".json", "JSON")]),
            pager=pager(ADDRESS, parameters, page, pages),
        )
        return site.render("changes.html", here=ADDRESS, heading="What is new", view=view, page=page)

    forms: dict[str, Form] = {
        "text/html": html,
        "application/json": lambda: json_pieces(
            review_answers(comparison.among(pairs)), {**comparison_head(comparison)}, "reviews"
        ),
        "text/csv": lambda: csv_pieces(Table(ChangeRow._fields, change_rows(comparison.among(pairs)))),
    }
    return site.respond(request, forms, takes=[CHANGE, PAGE])
