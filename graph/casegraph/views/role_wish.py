"""Words that ask for all that is an agency's business: “everything for probation”, “what falls to the police”."""

import re

from casegraph.schemes import scheme
from casegraph.views.collection import Collection
from casegraph.views.plain_text import plain

__all__ = ["ROLE_WISH", "role_wish"]

_DOES = r"(?:(?:must|should|shall|does|do|can|is|are)\s+)?"
_TO = r"(?:for|to|on|of|by|about|with|concerning|involving|concerns?|involves?|affects?|falls?\s+to)"
ROLE_WISH = (
    r"^(?:please\s+)?(?:show\s+(?:me\s+)?|list\s+|find\s+|give\s+me\s+)?"
    rf"(?:(?:everything|anything|all)\s+(?:that\s+)?(?:there\s+is\s+)?(?:(?:is\s+)?(?:asked|addressed|relevant|meant|said)\s+)?{_TO}"
    r"|what\s+(?:falls?\s+to|is\s+(?:asked\s+of|there\s+for|addressed\s+to|for)|concerns?|involves?|affects?)"
    r"|(?:the\s+)?(?:role|tasks?|duties|work|business|responsibilit(?:y|ies))\s+(?:of|for))\s+(?:the\s+|our\s+|my\s+|an?\s+)?(.+?)[?.!\s]*$"
    rf"|^what\s+{_DOES}(?:the\s+)?(.+?)\s+(?:(?:must|should|have\s+to|has\s+to|need\s+to|needs\s+to)\s+)?(?:do|act\s+on)[?.!\s]*$"
)
"""What such words look like, as a pattern that Python and browsers read alike: the agency's name is the one group with text."""

_ROLE_WISH = re.compile(ROLE_WISH)
_LONGEST = 200


def role_wish(words: str, c: Collection | None = None) -> str | None:
    """Return the agency whose role some words ask for, by its id; None if they ask for anything else.

    The agencies are those of a collection, or all.

    >>> role_wish("everything for probation"), role_wish("What falls to the police?"), role_wish("what must schools do")
    ('probation', 'police', 'schools')
    >>> role_wish("everything for neglect"), role_wish("what was asked of health in 2025")
    (None, None)
    """
    wish = _ROLE_WISH.search(plain(words[:_LONGEST]).strip())
    if not wish:
        return None
    name = " ".join((wish[1] or wish[2]).split())
    ids = _names(c)
    return next(
        (ids[each] for each in (name, name.removesuffix("s"), f"{name} service", f"{name}s") if each in ids), None
    )


def _names(c: Collection | None) -> dict[str, str]:
    if c is not None:
        return {plain(name): id for id in c.of_kind("agency") for name in c.names("agency", id)} | {
            id: id for id in c.of_kind("agency")
        }
    agencies = scheme("agencies.ttl")
    names = {
        plain(name): concept.id for concept in agencies.values() for name in (concept.label, *concept.alternatives)
    }
    return names | {id: id for id in agencies}
