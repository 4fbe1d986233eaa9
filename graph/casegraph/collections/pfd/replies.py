"""The replies that the page of a report lists, one a line."""

import re

from casegraph.collections.pfd.days import DAY, day_in
from casegraph.collections.pfd.facts import Reply
from casegraph.collections.pfd.names import Masks
from casegraph.reports.document import plain

__all__ = ["is_reply", "replies_in"]

_LONGEST = 160
_REPLY = re.compile(r"(?:\d{4}-\d{3,5}[A-Z]? ?[-–:]? ?)?responses? (?:from|by|of) ?:? ?", re.IGNORECASE)
_A_DAY = re.compile(DAY)
_BEFORE_DAY = re.compile(r"(?:dated|received|published|on)$", re.IGNORECASE)
_REST_OF_NAME = re.compile(r"\(\d+\s*kb\)|\.pdf\b", re.IGNORECASE)


def is_reply(line: str) -> bool:
    """Tell whether a line lists a reply.

    >>> is_reply("Response from NHS England (20 March 2025)"), is_reply("There was no response from anybody.")
    (True, False)
    """
    return _REPLY.match(plain(line)) is not None


def replies_in(text: str, masks: Masks) -> list[Reply]:
    """Return who replied and when, without names of people.

    >>> replies_in("2025-0042 Response from NHS England (20 March 2025)", Masks.of_several([], [], [], []))
    [Reply(sender='NHS England', received='2025-03-20')]
    """
    replies = []
    for line in map(plain, text.splitlines()):
        if (match := _REPLY.match(line)) and len(line) <= _LONGEST:
            sender, day = line[match.end() :].rstrip(" .)"), ""
            for at in _A_DAY.finditer(sender):
                if at.end() == len(sender):
                    day = day_in(at[0])
                    sender = _BEFORE_DAY.sub("", sender[: at.start()].rstrip(" (,")).rstrip(" (,")
            replies.append(Reply(masks.masked(_REST_OF_NAME.sub("", sender).strip(" .,")), day))
    return replies
