"""Pages of what people wrote in a tracker: never mixed with readings, and there only where a tracker is served."""

from typing import TYPE_CHECKING

from casegraph.tracking.elsewhere import HOW
from casegraph.tracking.model import STATUSES, Value
from casegraph.tracking.questions import EMPTY, QUESTIONS, OfTracker, ask_tracker
from casegraph.views.tables import Table
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import address_of
from casegraph.web.papers import table
from casegraph.web.parameters import paged, parameters_of
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError
from casegraph.web.sparql.results import Cell

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["STATUS", "list_of_answers", "one_answer"]

STATUS = AddressParameter("status", "Only rows with this status; empty for rows without one", (*STATUSES, EMPTY))
"""The parameter that chooses lines."""

_OF_OTHERS = "who-else-was-asked"  # which compares with all reviews, so that a list of answers does not wait for it
_IDS = ("id", "also_asked_id")


def list_of_answers(site: Site, request: "Request") -> "Response":
    """Answer with the questions that the tracker answers, and what it answers in a sentence or two."""
    summaries = {name: _answer_of(site, name, "") for name in QUESTIONS if name != _OF_OTHERS}
    remark = next(remark for _, remark in summaries.values())
    every = [
        {"name": name, "question": each.wording, "summary": summaries[name][0].summary if name in summaries else HOW}
        for name, each in QUESTIONS.items()
    ]
    return site.respond(
        request,
        {
            "text/html": lambda: site.render(
                "answers.html", here="/answers", heading="Answers", answers=every, remark=remark
            ),
            "application/json": lambda: as_json(every),
        },
        takes=[],
        steady=False,
    )


def one_answer(site: Site, request: "Request") -> "Response":
    """Answer one question; raises ProtocolError (404) for another name."""
    name = request.path_params["name"]
    if name not in QUESTIONS:
        raise ProtocolError(404, f"There is no question “{name[:80]}” to a tracker.")
    parameters = parameters_of(request)
    status = parameters.get("status", [""])[0]
    answer, remark = _answer_of(site, name, status if status in (*STATUSES, EMPTY) else "")
    rows = Table(answer.columns, answer.cells())

    def html() -> str:
        columns = [each for each in answer.columns if any(row[each] is not None for row in answer.rows)]
        shown, page, pages = paged(answer.rows, parameters)
        return site.render(
            "answer.html",
            here="/answers",
            heading=answer.question,
            address=f"/answers/{name}",
            answer=answer,
            remark=remark,
            statuses=[("", "Any"), *((each, each) for each in STATUSES), (EMPTY, "none yet")],
            status=status,
            columns=columns,
            rows=[[_cell(site, each, row[each]) for each in columns] for row in shown],
            parameters=parameters,
            page=page,
            pages=pages,
        )

    forms = {
        "text/html": html,
        "application/json": lambda: as_json(answer.as_dict()),
        "text/csv": lambda: as_csv(rows),
        **table(site.collection, lambda: rows, answer.question, len(answer.rows)),
    }
    return site.respond(request, forms, takes=[STATUS, PAGE], steady=False)


def _answer_of(site: Site, name: str, status: str) -> tuple[OfTracker, str]:
    if site.tracker is None:
        raise ProtocolError(404, "No tracker is served here.")
    tracker, remark = site.tracker.read()
    return ask_tracker(site.collection, tracker, name, status=status), remark


def _cell(site: Site, column: str, value: Value) -> Cell:
    """Return a value as a page shows it: an id leads to its recommendation; what people wrote leads nowhere."""
    text = "" if value is None else str(value)
    if column in _IDS:
        return Cell(text, address_of(f"{site.base}recommendation/{text}", site.base))
    return Cell(text)
