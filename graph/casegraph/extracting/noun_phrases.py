"""Noun phrases around a body: the words before and after its name that belong to it, and bodies that are joined by "and"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "AGENT",
    "BEFORE",
    "BEFORE_WORDS",
    "IMPERATIVE",
    "OWN",
    "TELLS_TO",
    "Actor",
    "Mention",
    "actor_of",
    "after",
    "joined",
    "phrase_end",
    "words",
]


class Mention(NamedTuple):
    """A body named in a text: where, which agency concept it is, and by which wording ("" for none)."""

    start: int
    end: int
    agency: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asked, each with the words that name it, and where the whole noun phrase stands."""

    bodies: tuple[Mention, ...]
    start: int
    end: int


def words(pattern: str) -> re.Pattern[str]:
    """Return a pattern of words, in any case of letters."""
    return re.compile(pattern, re.IGNORECASE)


# Who acts, beside the bodies of the agency scheme: "school staff", "leaders in education settings".
AGENT = (
    r"(?:staff|professionals?|practitioners?|managers?|leaders?|leads?|teams?|services?|officers?|workers?|providers?"
    r"|groups?|committees?|federations?|associations?|forums?|unions?|management|proprietors?|trustees|witnesses|licensing|specialised\s+commissioning|commissioners?|chairs?|panels?|boards?|trusts?|members?|representatives?|colleagues?|settings?|organisations?"
    r"|agencies|partners?|partnerships?|departments?|authorit(?:y|ies)|governors?|areas?|bodies|units?|directors?"
    r"|nurses?|doctors?|clinics?|wards?|centres?|forces?|sections?|projects?|hubs?|charit(?:y|ies)|owners?|counsellors?|coaches|consultants?|clinicians?|advis[eo]rs?|assistants?|co-?ordinators?|heads?)\b"
)
_LONGEST_ASIDE = 1_000  # characters in parentheses
# What may stand in a noun phrase before the body, and after it.
BEFORE_WORDS = (
    r"(?:(?:each\s+of|all\s+of|also|and|the|an?|all|both|each|every|any|either|local|relevant|partner|statutory|la\d|key|other|two|three"
    r"|senior|national|regional|individual|multi-?agency|multi-disciplinary|respective|their|its|our|appropriate|lead"
    r"|frontline|safeguarding|designated|named|involved|existing|single|area|county|city|borough|welsh|scottish|these"
    r"|those|host|placing|commissioning|receiving|registered|tertiary|district|rural|new|large|four|five|six|seven|eight|nine|ten|eleven|\d{1,3}"
    r"|commissioned|specialist|acute|community|residential|independent|maintained|private|nhs)\b[\s,/]*)*"
)
BEFORE = words(BEFORE_WORDS)
OWN = r"(?!(?:of|to|for|from|in|on|at|by|with|that|not|and|or|should|must|will|is|are)\b)[a-z][\w-]*"
IMPERATIVE = (  # what a clause begins with that tells the addressee, and names others after it
    r"(?:ask|require|request|encourage|support|remind|enable|help|train|invite|allow|advise|urge|challenge|empower|commission"
    r"|work|expect|seek|ensure|get|tell|consider|give|offer|provide|equip|assist|direct|instruct|write|liaise|lobby|press"
    r"|develop|review|promote|share|agree|establish|raise|publicise|explore|use|make|improve|strengthen|persuade|recommend"
    r"|examine|audit|test|monitor|check|clarify|set|include|introduce|extend|bring|build|produce|update|revise|undertake|carry"
    r"|hold|appoint|identify|arrange|adopt|increase|reduce|enhance|embed|evaluate|address|circulate|disseminate|repeat|look|put"
    r"|keep|take|have)s?(?:ing)?\b"
)
TELLS_TO = words(rf"(?:and\s+)?(?:to\s+)?{IMPERATIVE}")
_MORE = words(
    rf"(?:\s+(?-i:[A-Z])[\w’'-]+){{1,3}}(?=\s+(?:to|should|must|will)\b)|\s*\([^)]{{0,{_LONGEST_ASIDE}}}+\)"
    rf"|\s+(?:(?:and|or)\s+|{OWN}\s+)?{AGENT}|['’]s?\s+(?:{OWN}\s+){{0,2}}{AGENT}"
)
_INVOLVED = words(r"\s+(?:involved|concerned|(?:of|in|from)\s+both\s+areas)\b")
_JOIN = words(
    rf"\)?\s*(?:[(,/&]|(?:,\s*)?\b(?:and|or|along\s+with|together\s+with)\b)\s*{BEFORE_WORDS}"
    r"(?:(?!(?:of|to|for|from|in|on|at|by|with|that|not)\b)[a-z-]+\s+)?"
)


def joined(text: str, first: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return *first* and the bodies joined to it by "and", "or" or commas."""
    named = [first]
    known: dict[int, int] = {}
    for mention in mentions[mentions.index(first) + 1 :]:
        last = named[-1]
        end = phrase_end(text, last.end, known)
        same = mention.start == last.start
        if same or any(_JOIN.fullmatch(text, at, mention.start) for at in (last.end, end)):
            named.append(mention)
        elif mention.start >= end:
            break
    return named


def actor_of(text: str, named: Sequence[Mention], start: int, end: int) -> Actor:
    """Return the actor of a noun phrase: one body has all its words, of several each has its own and its article."""
    if len({mention.agency for mention in named}) == 1:
        return Actor((named[0]._replace(start=start, end=end),), start, end)
    article = [4 * (text[max(m.start - 4, 0) : m.start].lower() == "the ") for m in named]
    return Actor(tuple(m._replace(start=m.start - a) for m, a in zip(named, article, strict=True)), start, end)


def phrase_end(text: str, place: int, known: dict[int, int] | None = None) -> int:
    """Return where the noun phrase ends that goes on at *place*: "(…)", "and managers", "’s staff", "involved".

    *known* are ends found before in this text; from phrases that go on alike it spares reading them again.
    """
    known = {} if known is None else known
    place += text[place : place + 1] == ")"
    passed = []
    while place not in known and (more := _MORE.match(text, place)):
        passed.append(place)
        place = more.end()
    end = known[place] if place in known else after(_INVOLVED, text, place)
    known.update(dict.fromkeys((*passed, place), end))
    return end


def after(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Return where a pattern ends that stands at *place*, or *place*."""
    standing = pattern.match(text, place)
    return standing.end() if standing else place
