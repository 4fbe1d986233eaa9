"""What is known of a document that is sent to somebody who must reply, as JSON values and back."""

from collections.abc import Iterator

from casegraph.bodies import bodies
from casegraph.record.checks import check, known, spanned
from casegraph.record.json_objects import GivenWords, ReplyObject, SendingObject
from casegraph.record.model import Addressee, Passage, Reply, Sending, Source
from casegraph.record.web_access import is_day
from casegraph.schemes import scheme

__all__ = ["sending_from", "sending_object"]

_MOST_DIGITS = 6


def sending_object(sending: Sending) -> SendingObject:
    """Return it as JSON values.

    >>> sending_object(Sending(Passage(0, 9, "2026-0042"), None, ()))["reference"]
    {'text': '2026-0042', 'words': [(0, 9)]}
    """
    written: SendingObject = {
        "reference": _words(sending.reference),
        "addressees": [
            {**_words(each.name), "agencies": list(each.agencies), "bodies": list(each.bodies)}
            for each in sending.addressees
        ],
        "is_due_assumed": sending.is_due_assumed,
        "replies": [*map(_reply, sending.replies)],
    }
    if sending.dated:
        written["dated"] = _words(sending.dated)
    if sending.due:
        written["due"] = _words(sending.due)
    if sending.counted:
        written["counted"] = _words(sending.counted)
    return written


def sending_from(given: SendingObject | None, source: Source, key: str) -> Sending | None:
    """Return what JSON values say of an entry with this *source*; raises InvalidValue."""
    if given is None:
        return None
    dated = _passage(given.get("dated"), source, f"{key}.dated")
    due = _passage(given.get("due"), source, f"{key}.due")
    counted = _passage(given.get("counted"), source, f"{key}.counted")
    for name, day in (("dated", dated), ("due", due)):
        check(day is None or is_day(day.text), f"{key}.{name}", "it is no day (YYYY-MM-DD)")
    digits = counted.text if counted else "0"
    check(digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS, f"{key}.counted", "it is no number")
    check(due is not None or not given["is_due_assumed"], f"{key}.is_due_assumed", "no day is due")
    reference = _passage(given["reference"], source, f"{key}.reference")
    assert reference is not None, "it was given"
    return Sending(
        reference,
        dated,
        tuple(_addressees(given, source, f"{key}.addressees")),
        due,
        given["is_due_assumed"],
        counted,
        tuple(_replies(given, source, f"{key}.replies")),
    )


def _addressees(given: SendingObject, source: Source, key: str) -> Iterator[Addressee]:
    for number, each in enumerate(given["addressees"]):
        at = f"{key}[{number}]"
        for agency in each["agencies"]:
            known(agency, scheme("agencies.ttl"), f"{at}.agencies", "agency")
        for body in each["bodies"]:
            known(body, bodies(), f"{at}.bodies", "body")
        name = spanned(each["text"], each["words"], source, at)
        yield Addressee(name, tuple(each["agencies"]), tuple(each["bodies"]))


def _replies(given: SendingObject, source: Source, key: str) -> Iterator[Reply]:
    for number, each in enumerate(given["replies"]):
        received = _passage(each.get("received"), source, f"{key}[{number}].received")
        check(received is None or is_day(received.text), f"{key}[{number}].received", "it is no day (YYYY-MM-DD)")
        yield Reply(_passage(each.get("sender"), source, f"{key}[{number}].sender"), received)


def _passage(given: GivenWords | None, source: Source, key: str) -> Passage | None:
    return spanned(given["text"], given["words"], source, key) if given else None


def _reply(reply: Reply) -> ReplyObject:
    written: ReplyObject = {}
    if reply.sender:
        written["sender"] = _words(reply.sender)
    if reply.received:
        written["received"] = _words(reply.received)
    return written


def _words(passage: Passage) -> GivenWords:
    return {"text": passage.text, "words": [(passage.start, passage.end)]}
