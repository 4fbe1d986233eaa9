"""Agencies: the bodies that a clause names, with the whole name where a body has one of its own."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from casegraph.extracting.actors import Mention
from casegraph.extracting.lexicon import Lexicon, agency_lexicon
from casegraph.schemes import scheme

__all__ = ["abbreviations_in", "former_agency", "mentions_in"]

# What stands before a kind of body in the name of one: "Oxford health NHS foundation trust", "Essex Police".
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'.-]*\s+(?:(?:health|and|of|the|on|upon|&)\s+)*)+$")
_NO_NAME = re.compile(
    r"(?:The|All|Both|Each|Every|Any|Local|Ensure|Review|Ask|Recommends|Actions|And|Also|For|With|When|Where|LA\d)\b"
)

_NHS_BOARD = re.compile(
    r"NHS(?:\s+(?:and\s+)?(?!(?:Trust|Foundation|England|Wales)\b)[A-Z][a-z]\w+)+"
)  # "NHS Highland"
_ABBREVIATION = re.compile(r"\s?\(([A-Z][A-Z&]{1,7})s?\)")
_NUMBERED = re.compile(r"LA ?\d")  # "LA1 CSC" is children's social care, and not the local authority as well


def abbreviations_in(texts: Iterable[str]) -> dict[str, str]:
    """Return the abbreviations that *texts* give to bodies, in parentheses behind their names.

    >>> abbreviations_in(["closed by the advice and guidance service (AGS) at once (in May)"])
    {'AGS': 'childrens-social-care'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for given in _ABBREVIATION.finditer(text) if "(" in text else ():
            named = agency_lexicon().find(text[max(0, given.start() - 80) : given.start()])
            if named and named[-1][1] == min(80, given.start()):
                found.setdefault(given[1], named[-1][2])
    return found


def mentions_in(text: str, abbreviations: Mapping[str, str] = MappingProxyType({})) -> list[Mention]:
    """Return the bodies that *text* names, in order; of bodies whose words overlap the longer name counts.

    *abbreviations* are names that hold in this entry.

    >>> mentions_in("ask Oxford health NHS foundation trust")
    [Mention(start=4, end=38, agency='nhs-trust')]
    """
    found = _named(text)
    for short, agency in abbreviations.items():
        if short in text:
            places = [each.span() for each in re.finditer(rf"\b{re.escape(short)}\b", text)]
            free = [(a, b) for a, b in places if not any(a < each.end and each.start < b for each in found)]
            found += [Mention(start, end, agency) for start, end in free]
            found.sort()
    return found


def _named(text: str) -> list[Mention]:
    found: list[Mention] = []
    for start, end, agency in agency_lexicon().find(text):
        if found and start < found[-1].end:
            if (start, end) == found[-1][:2]:  # "adult and children's services" are two bodies
                found.append(Mention(start, end, agency))
            elif agency == found[-1].agency and end > found[-1].end:  # "secondary schools and colleges" are one
                found[-1] = Mention(found[-1].start, end, agency)
            continue
        if found and start == found[-1].end + 1 and _is_part_of_name(text, found[-1], agency):
            found.pop()
        board = _NHS_BOARD.match(text, start)
        end = board.end() if board else end
        place = _name_start(text, start, found[-1].end if found else 0)
        if text[start].isupper() or agency == "nhs-trust":
            start = place
        found.append(Mention(start, end, agency))
    return found


def former_agency(words: str) -> str | None:
    """Return the kind of body that *words* name, if it is one that has been replaced since.

    >>> former_agency("Kent and Medway CCG"), former_agency("the ICB")
    ('clinical-commissioning-group', None)
    """
    return next((kind for _, _, kind in _former_lexicon().find(words)), None)


@cache
def _former_lexicon() -> Lexicon:
    return Lexicon.of(scheme("former-agencies.ttl").values())


def _is_part_of_name(text: str, before: Mention, agency: str) -> bool:
    """Tell whether the mention right before another is no body of its own: "LA1 CSC", "Oxford health NHS trust"."""
    return (agency == "nhs-trust" and before.agency == "health") or bool(
        _NUMBERED.fullmatch(text, before.start, before.end)
    )


def _name_start(text: str, start: int, earliest: int) -> int:
    """Return where the name begins whose kind of body stands at *start*."""
    name = _NAME_BEFORE.search(text, earliest, start)
    return start if name is None or _NO_NAME.match(name[0]) else name.start()
