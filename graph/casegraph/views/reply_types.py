"""The types of what is known of replies, as plain values for JSON; /openapi.json has their schemas."""

from typing import TypedDict

from casegraph.views.replies import ReplyStatus

__all__ = ["RepliesAnswer", "ReplyRow"]


class ReplyRow(TypedDict):
    """A document that asks for a reply, and its status on the day of the answer; null is not known.

    The *status* "unknown" is that of a document whose replies nobody counted: then *replies* is null.
    """

    id: str
    title: str
    date: str | None
    sent_to: list[str]
    due: str | None
    due_is_assumed: bool
    replies: int | None
    status: ReplyStatus


class RepliesAnswer(TypedDict):
    """The replies that are known on a day, to so many *documents* of a collection that were sent."""

    collection: str
    day: str
    documents: int
    rows: list[ReplyRow]
