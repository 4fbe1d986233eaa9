"""What the search box of every page suggests while somebody types: an answer in JSON."""

from typing import TYPE_CHECKING

from casegraph.views.readings import Suggestion
from casegraph.views.suggestions import remarks_on, suggestions
from casegraph.web.address_parameters import WORDS
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address
from casegraph.web.json_forms import SuggestionsAnswer
from casegraph.web.parameters import parameters_of
from casegraph.web.saved_forms import as_json
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["address_of_suggestion", "suggest", "what"]


def suggest(site: Site, request: "Request") -> "Response":
    """Answer with what the words can mean that somebody types."""
    words = " ".join(parameters_of(request).get("words", []))
    return site.respond(request, {"application/json": lambda: as_json(_answer(site, words))}, takes=[WORDS])


def address_of_suggestion(suggestion: Suggestion) -> str:
    """Return where a suggestion leads.

    >>> address_of_suggestion(Suggestion("Keyword", "self harm", "1 review", 1, "keyword", "self harm", {}))
    '/keyword/self%20harm'
    """
    path = address(suggestion.view, suggestion.id) if suggestion.id else f"/{suggestion.view}"
    return with_parameters(path, {name: list(values) for name, values in suggestion.parameters.items()})


def what(suggestion: Suggestion) -> str:
    """Return what kind of thing a suggestion is, and how much it leads to.

    >>> what(Suggestion("Keyword", "self harm", "1 review", 1, "keyword", "self harm", {}))
    'Keyword, 1 review'
    """
    return ", ".join(each for each in (suggestion.kind, suggestion.weight) if each)


def _answer(site: Site, words: str) -> SuggestionsAnswer:
    read = suggestions(site.collection, words)
    return {
        "words": words,
        "readings": [
            {"kind": each.kind, "text": each.text, "weight": each.weight, "reviews": each.reviews, "address": address_of_suggestion(each)}
            for each in read.readings
        ],
        "unused": [*read.replaced, *read.unused],
        "remarks": remarks_on(read),
    }  # fmt: skip
