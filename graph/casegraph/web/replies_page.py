"""The page of replies: on a day, to how many documents a reply is known, overdue, due or not known, and to which."""

from datetime import datetime
from typing import TYPE_CHECKING

from casegraph.record.web_access import is_day
from casegraph.views.attribution import counted
from casegraph.views.incidents import date_in_words
from casegraph.views.replies import SHORT, STATUSES, Replies, replies_on, replies_table
from casegraph.views.reply_types import RepliesAnswer
from casegraph.views.sendings import sendings_of
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address, bars, pager
from casegraph.web.parameters import DAY, paged, parameters_of
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["REPLIES", "replies_page", "reply_parameters"]

REPLIES = "/replies"


def reply_parameters(site: Site) -> list[AddressParameter]:
    """Return what the page of replies takes."""
    agency = AddressParameter("agency", "Only documents sent to this agency", site.collection.agencies)
    status = AddressParameter("status", "Only documents with this status", STATUSES)
    return [DAY, agency, status, PAGE]


def replies_page(site: Site, request: "Request") -> "Response":
    """Answer with the replies that are known on a day, which stands in the address.

    Raises ProtocolError (400) for what is no day.
    """
    from starlette.responses import RedirectResponse

    c, parameters = site.collection, parameters_of(request)
    day = parameters.get("day", [""])[0]
    if not day:
        today = {"day": [datetime.now().astimezone().date().isoformat()]}
        return RedirectResponse(with_parameters(request.scope["path"], {**parameters, **today}), 307)
    if not is_day(day):
        raise ProtocolError(400, f"“{day[:40]}” is no day. Write it as YYYY-MM-DD, such as 2026-11-29.")
    agency = parameters.get("agency", [""])[0]
    sent = [each for each in sendings_of(c) if not agency or agency in each.agencies]
    known = replies_on(day, sent)
    status = parameters.get("status", [""])[0]
    listed = [each for each in known.documents if status not in STATUSES or each[1] == status]
    shown, page, pages = paged(listed, parameters)

    def html() -> str:
        rows = [
            (len(known.having(name)), words, with_parameters(REPLIES, {"day": day, "agency": agency, "status": name}))
            for name, words in STATUSES.items()
        ]
        of = counted(len(sent), *c.profile.documents)
        return site.render(
            "replies.html",
            heading=f"Replies on {_in_words(day)}",
            here=REPLIES,
            day=day,
            in_words=_in_words,
            of=f"{of} sent to {c.agencies[agency].label if agency in c.agencies else 'somebody'}",
            assumed=known.assumed,
            chart=bars(rows),
            agency=agency,
            status=status,
            agencies=[("", "Any agency"), *((id, each.label) for id, each in c.agencies.items())],
            shown=[
                (each, SHORT[state], with_parameters(address("review", each.id), {"day": day})) for each, state in shown
            ],
            address=REPLIES,
            parameters=parameters,
            pager=pager(REPLIES, parameters, page, pages),
            page=page,
        )

    forms = {
        "text/html": html,
        "application/json": lambda: as_json(_answer(site, replies_on(day, [each for each, _ in listed]), len(sent))),
        "text/csv": lambda: as_csv(replies_table(replies_on(day, [each for each, _ in listed]))),
    }
    return site.respond(request, forms, takes=reply_parameters(site))


def _in_words(day: str) -> str:
    """Return a day as people write it, "" for none."""
    return date_in_words(day).removeprefix("on ") if day else ""


def _answer(site: Site, replies: Replies, sent: int) -> RepliesAnswer:
    return {
        "collection": site.collection.id,
        "day": replies.day,
        "documents": sent,
        "rows": [
            {
                "id": each.id,
                "title": each.title,
                "date": each.dated or None,
                "sent_to": [*each.sent_to],
                "due": each.due or None,
                "due_is_assumed": each.is_due_assumed,
                "replies": each.replies,
                "status": status,
            }
            for each, status in replies.documents
        ],
    }
