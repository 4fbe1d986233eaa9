"""The page that finds names and sentences by their words."""

from typing import TYPE_CHECKING

from casegraph.views.facets import chosen_values
from casegraph.views.find import find, unused_names
from casegraph.views.highlights import highlighted
from casegraph.views.lists import TITLES
from casegraph.web.address_parameters import PAGE, WORDS
from casegraph.web.parameters import paged, parameters_of
from casegraph.web.saved_forms import forms_of_clauses
from casegraph.web.site import Site, address_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["find_page"]

_LONGEST = 80  # letters of what is looked for that a title has


def find_page(site: Site, request: "Request") -> "Response":
    """Answer with names and sentences that have the words that are looked for."""
    c, parameters = site.collection, parameters_of(request)
    texts = parameters.get("words", [])
    query = " ".join(texts)
    found = find(c, texts)
    shown, page, pages = paged(found.clauses, parameters)

    def html() -> str:
        unused = unused_names(c, site.store, texts)
        return site.render(
            "find.html",
            heading="Find",
            title=f"{query[:_LONGEST]} – Find" if query else "",
            found_words=query,
            parameters=parameters,
            kinds=[(kind, TITLES[kind], ids) for kind, ids in found.things.items()],
            others=[(each.label, address_of(f"{site.base}{each.kind}/{each.id}", site.base)) for each in unused],
            reviews=found.reviews,
            chosen="; ".join(text for _, _, text in chosen_values(c, found.filters)),
            filters=found.filters,
            near=() if unused else found.near,
            weights=found.weights,
            names=sum(map(len, found.things.values())) + len(unused),
            sentences=found.clauses,
            shown=[(clause, highlighted(clause)) for clause in shown],
            page=page,
            pages=pages,
        )

    return site.respond(request, {"text/html": html, **forms_of_clauses(c, found.clauses)}, takes=[WORDS, PAGE])
