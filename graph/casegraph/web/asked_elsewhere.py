"""Questions that this site does not answer: one across collections is asked where all are, one of other collections leads to them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casegraph.asking.for_collections import not_for
from casegraph.asking.questions import Question
from casegraph.web.addresses import with_parameters
from casegraph.web.error_forms import error_form
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["asked_elsewhere"]


def asked_elsewhere(
    site: Site, request: "Request", question: Question, parameters: Mapping[str, Sequence[str]]
) -> "Response | None":
    """Answer a question that is not for the collection of a site, None for any that is.

    One across collections redirects to the site whose store has them all. One of other collections gets a page that leads
    to them, with the status 404; raises ProtocolError (404) for programs.
    """
    from starlette.responses import RedirectResponse

    profile, path = site.collection.profile, request.scope["path"]
    if question.is_across:
        there = [each for each in site.beside if each.site.has_graphs_of_others]
        if site.has_graphs_of_others or not there:
            return None
        return RedirectResponse(there[0].address(with_parameters(path, parameters)), 307)
    if question.holds_for(profile):
        return None
    error = not_for(question, profile)

    def page() -> str:
        there = [each for each in site.beside if question.holds_for(each.site.collection.profile)]
        return site.render(
            "asked_elsewhere.html",
            here="/questions",
            heading=question.wording,
            reason=error.worded("This"),
            there=[
                (each.site.collection.profile.documents[1], each.address(with_parameters(path, parameters)))
                for each in there
            ],
        )

    if error_form(request.url.path, request.headers.getlist("accept")) != "text/html":
        raise ProtocolError(404, str(error))
    return site.respond(request, {"text/html": page}, status=404)
