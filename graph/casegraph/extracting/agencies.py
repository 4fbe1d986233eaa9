"""Agencies: the bodies that a clause names, with the whole name where a body has one of its own."""

import re

from casegraph.extracting.actors import Mention
from casegraph.extracting.lexicon import agency_lexicon

__all__ = ["mentions_in"]

# What stands before a kind of body in the name of one: "Oxford health NHS foundation trust", "Essex Police".
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'.-]*\s+(?:(?:health|and|of|the|on|upon|&)\s+)*)+$")
_NO_NAME = re.compile(
    r"(?:The|All|Both|Each|Every|Any|Local|Ensure|Review|Ask|Recommends|Actions|And|Also|For|With|When|Where|LA\d)\b"
)

_NUMBERED = re.compile(r"LA ?\d")  # "LA1 CSC" is children's social care, and not the local authority as well


def mentions_in(text: str) -> list[Mention]:
    """Return the bodies that *text* names, in order; of bodies whose words overlap the longer name counts.

    >>> [text for m in mentions_in("ask Oxford health NHS foundation trust") for text in (m.agency, m.start)]
    ['nhs-trust', 4]
    """
    found: list[Mention] = []
    for start, end, agency in agency_lexicon().find(text):
        if found and start < found[-1].end:
            continue
        if found and start == found[-1].end + 1 and _NUMBERED.fullmatch(text, found[-1].start, found[-1].end):
            found.pop()
        name = (
            _NAME_BEFORE.search(text, found[-1].end if found else 0, start)
            if start and text[start - 1] == " "
            else None
        )
        if name and text[start].isupper() | (agency == "nhs-trust") and not _NO_NAME.match(name[0]):
            start = name.start()
        found.append(Mention(start, end, agency))
    return found
