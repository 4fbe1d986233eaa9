"""The recommendations that a question lists as an action tracker in Excel, which people fill in and update by command."""

from typing import TYPE_CHECKING

from casegraph.asking import bind, question
from casegraph.asking.questions import Question
from casegraph.briefings.taken_from import taken_from
from casegraph.errors import QueryError
from casegraph.tracking.by_question import chosen_text, lists_recommendations
from casegraph.tracking.choosing import tracker
from casegraph.tracking.model import Chosen
from casegraph.tracking.workbook import tracker_workbook
from casegraph.web.error_words import error_words
from casegraph.web.papers import workbook
from casegraph.web.parameters import parameters_of
from casegraph.web.question_parameters import given_to, status_of, taken_by
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["TRACKER", "question_tracker", "tracker_buttons"]

TRACKER = "/tracker"
"""What comes after the address of a question."""


def tracker_buttons(of: Question) -> list[tuple[str, str]]:
    """Return the ending of a tracker's address and what its button says; none for a question that lists something else."""
    return [(f"{TRACKER}.xlsx", "Save as action tracker (Excel)")] if lists_recommendations(of) else []


def question_tracker(site: Site, request: "Request") -> "Response":
    """Answer with a tracker of what a question lists, as `casegraph tracker new --question` writes it.

    Raises ProtocolError: 404 for a question that there is not or that lists no recommendations, 400 for values that do not fit.
    """
    name = request.path_params["name"]
    try:
        one = question(name)
    except QueryError as error:
        raise ProtocolError(404, error_words(error)) from error
    if not lists_recommendations(one):
        raise ProtocolError(404, f"{name} lists no recommendations, which a tracker has.")
    given = given_to(one, parameters_of(request))
    try:
        chosen = Chosen(question=chosen_text(bind(site.store, one, given)))
    except QueryError as error:
        raise ProtocolError(status_of(site, one, given), error_words(error, one)) from error
    c = site.collection
    made = tracker(c, chosen, site.store)
    form = workbook(lambda: tracker_workbook(made, taken_from(c)), len(made.lines))
    return site.respond(request, form, takes=taken_by(one))
