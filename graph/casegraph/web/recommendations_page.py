"""The page of recommendations that are chosen by who has to act, subject, action and strength, and by their reviews."""

from typing import TYPE_CHECKING

from casegraph.briefings.topics import about_clauses
from casegraph.fragments.elements import Filters, Link
from casegraph.fragments.findings import RecommendationsPage
from casegraph.views.collection import Collection
from casegraph.views.highlights import Only
from casegraph.views.plain_text import words_in
from casegraph.views.recommendation_filters import FILTERS, choices, filter_values, recommendations
from casegraph.views.texts import FACETS
from casegraph.web import papers
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import buttons, pager
from casegraph.web.listed import sentence_list, sentences_in_reviews
from casegraph.web.parameters import Parameters, facet_parameters, filters_of, paged, parameters_of
from casegraph.web.saved_forms import forms_of_clauses
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["recommendation_parameters", "recommendations_page"]

_HERE = "/recommendations"


def recommendation_parameters(c: Collection) -> list[AddressParameter]:
    """Return the parameters that choose recommendations, those that choose their reviews included."""
    values = filter_values(c)
    own = [AddressParameter(name, label, values[name], several=True) for name, label in FILTERS.items()]
    return [*own, *facet_parameters(c)]


def recommendations_page(site: Site, request: "Request") -> "Response":
    """Answer with the recommendations that fit, all of them if nothing is chosen."""
    c, parameters = site.collection, parameters_of(request)
    own = {name: values for name, values in parameters.items() if name in FILTERS} | filters_of(parameters)
    clauses = recommendations(c, own)
    shown, page, pages = paged(clauses, parameters)
    chosen = choices(c, own)
    title = "; ".join(text for _, _, text in chosen) or "All recommendations"

    def html() -> str:
        themes = frozenset[str]().union(*(c.beneath("theme", id) for id in own.get("on", ()) if id in c.themes))
        view = RecommendationsPage(
            filters=_filters(chosen, own),
            state=sentences_in_reviews(clauses),
            sentences=sentence_list(
                c,
                shown,
                Only(themes, frozenset(), tuple(words_in(own.get("words", ())))),
                actions=buttons(_HERE, own, [*papers.PAPERS, (".csv", "Save as CSV")]) if shown else (),
                pager=pager(_HERE, parameters, page, pages),
            ),
        )
        titles = [*(text for _, _, text in chosen), "Recommendations"]
        return site.render(
            "recommendations.html", heading="Recommendations", title=" – ".join(titles), view=view, page=page
        )

    forms = {
        "text/html": html,
        **forms_of_clauses(c, clauses),
        **papers.briefed(
            site, lambda: about_clauses(c, clauses, title, "fit these filters", f"the page {_HERE} of casegraph serve")
        ),
        **papers.sentences(c, clauses, title),
    }
    return site.respond(request, forms, takes=[*recommendation_parameters(c), PAGE])


def _filters(chosen: list[tuple[str, str, str]], own: Parameters) -> Filters:
    """Return the filters that are on, each with the address without it."""
    removable = []
    for name, value, text in chosen:
        rest = [each for each in own[name] if each != value] if name in (*FILTERS, *FACETS) else []
        removable.append(Link(text, with_parameters(_HERE, own | {name: rest})))
    return Filters(tuple(removable), (Link("Clear all", _HERE),) if len(chosen) > 1 else ())
