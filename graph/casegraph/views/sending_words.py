"""To whom a document was sent, when a reply is due and which replies are known, in the words of its page."""

from dataclasses import dataclass

from casegraph.collections import Profile
from casegraph.views.attribution import counted
from casegraph.views.incidents import date_in_words
from casegraph.views.replies import SHORT, replies_on
from casegraph.views.sendings import KnownReply, SentDocument

__all__ = ["SendingWords", "sending_words"]


@dataclass(frozen=True, slots=True)
class SendingWords:
    """What is known of a document that was sent, in words; "" for what is not known. *status* is that on a chosen day."""

    reference: str
    dated: str
    due: str
    replies: str
    came: tuple[str, ...]
    status: str = ""


def sending_words(sent: SentDocument, profile: Profile, day: str = "") -> SendingWords:
    """Return what is known of a document in words; *day*, in ISO 8601, is the one whose status is wanted, "" for none.

    >>> from casegraph.collections import profiles
    >>> one = SentDocument("r", "R", "2025-1", "2025-01-01", "2025-02-26", True, 1, (), frozenset())
    >>> words = sending_words(one, profiles()[0], "2025-03-01")
    >>> words.dated, words.replies, words.status
    ('1 January 2025', '1 reply', 'On 1 March 2025: reply known')
    """
    text = profile.words.text
    how = f" (assumed: the {text} gives no day, so this follows from the law)" if sent.is_due_assumed else " (as given)"
    status = ""
    if day:
        ((_, state),) = replies_on(day, [sent]).documents
        status = f"On {_day(day)}: {SHORT[state][:1].lower()}{SHORT[state][1:]}"
    return SendingWords(
        reference=sent.reference,
        dated=_day(sent.dated),
        due=f"{_day(sent.due)}{how}" if sent.due else "no day is known",
        replies="not counted" if sent.replies is None else counted(sent.replies, "reply", "replies"),
        came=tuple(_came(each) for each in sent.came),
        status=status,
    )


def _came(reply: KnownReply) -> str:
    sender = reply.sender or "Sender not known"
    return f"{sender}, {_day(reply.day)}" if reply.day else f"{sender}, day not known"


def _day(day: str) -> str:
    return date_in_words(day).removeprefix("on ")
