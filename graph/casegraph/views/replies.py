"""Replies to documents that ask for one: on a day, which are known, overdue, due or not known, of all documents that were sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.views.sendings import SentDocument
from casegraph.views.tables import Table

__all__ = ["SHORT", "STATUSES", "Replies", "ReplyStatus", "replies_on", "replies_table"]

ReplyStatus = Literal["known", "overdue", "due", "undated", "unknown"]

STATUSES: Mapping[ReplyStatus, str] = {
    "known": "At least one reply is known",
    "overdue": "The source counts no reply, and the day by which one was due is past",
    "due": "The source counts no reply, and it is not due yet",
    "undated": "The source counts no reply, and no day is known by which one is due",
    "unknown": "The source does not say whether anybody replied",
}
"""What can be said of the replies to a document, in words."""


SHORT: Mapping[ReplyStatus, str] = {
    "known": "Reply known",
    "overdue": "Overdue, none known",
    "due": "Not due yet, none known",
    "undated": "No day known, none known",
    "unknown": "Not known whether anybody replied",
}
"""The same in a few words, where a day stands beside them."""


@dataclass(frozen=True, slots=True)
class Replies:
    """The documents on a *day* (ISO 8601), each with its status, in their order; *assumed* days follow from the law alone."""

    day: str
    documents: Sequence[tuple[SentDocument, ReplyStatus]]

    def having(self, status: ReplyStatus) -> list[SentDocument]:
        """Return the documents with a status."""
        return [document for document, each in self.documents if each == status]

    @property
    def assumed(self) -> int:
        """How many of the days by which a reply is due are assumed."""
        return sum(document.is_due_assumed for document, _ in self.documents)


def replies_on(day: str, documents: Iterable[SentDocument]) -> Replies:
    """Return the status of documents on a day. One reply is enough, whoever sent it; who did not reply is not known.

    A document whose replies nobody counted is never due or overdue.

    >>> from dataclasses import replace
    >>> one = SentDocument("r", "R", "2025-1", "2025-01-01", "2025-02-26", True, 0, ("A",), frozenset())
    >>> [replies_on(day, [one]).documents[0][1] for day in ("2025-02-26", "2025-02-27")]
    ['due', 'overdue']
    >>> replies_on("2025-02-27", [replace(one, replies=None)]).documents[0][1]
    'unknown'
    """
    return Replies(day, [(each, _status(each, day)) for each in documents])


def replies_table(replies: Replies) -> Table:
    """Return a row for each document; each says of which day its status is."""
    head = ("reference", "title", "date", "sent to", "due", "due assumed", "replies known", "status", "on")
    rows = (
        (
            each.reference,
            each.title,
            each.dated,
            "; ".join(each.sent_to),
            each.due,
            each.is_due_assumed,
            each.replies,
            status,
            replies.day,
        )
        for each, status in replies.documents
    )
    return Table(head, rows)


def _status(document: SentDocument, day: str) -> ReplyStatus:
    if document.replies or document.came:
        return "known"
    if document.replies is None:
        return "unknown"
    if not document.due:
        return "undated"
    return "overdue" if document.due < day else "due"
