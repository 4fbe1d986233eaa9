"""The actor of a clause: who is asked to act, as grammatical subject ("schools should …") or object ("recommends that schools …").

A body that is only mentioned is no actor: "police protection processes should …" asks nothing of the police.
"""

import re
from collections.abc import Sequence

from casegraph.extracting.noun_phrases import (
    AGENT,
    BEFORE,
    BEFORE_WORDS,
    IMPERATIVE,
    OWN,
    TELLS_TO,
    Actor,
    Mention,
    actor_of,
    after,
    joined,
    phrase_end,
    words,
)

__all__ = ["asked_of", "subject_of"]

_ALL_AGENCIES = "all-agencies"
"""What "services" and "safeguarding leads" are without a name, and what gives way to the bodies that belong to it."""

_GENERIC = words(rf"{AGENT}(?:\s*\([^)]*\))?")
# Words of a name or kind that may stand before a body: "environmental health officers", no preposition and no such verb.
_KIND_BEFORE = words(
    rf"{BEFORE_WORDS}(?!{IMPERATIVE})"
    r"(?:(?!(?:of|to|for|from|in|on|at|by|with|that|not|or|as|be|is|are|who|which|should|must|will|outside|inside|between|about"
    r"|against|into|under|over|after|before|during|through|across|within|without|near|via|per|no)\b)[a-z][\w’'-]*\s+){1,3}"
)
_PLACE_NAME = re.compile(r"(?:[A-Z][\w-]+\s+){1,3}")  # "Hertfordshire partners"
_LONGEST_KIND = 80  # characters
_AND_OTHERS = words(rf"\s+(?:and|with|alongside)\s+(?:(?:the|an?)\s+)?(?:{OWN}\s+){{1,4}}(?=(?:to|should|must)\b)")
_OTHERS_AND = words(  # "the Health and Safety Executive and the partnership to …"
    rf"(?!{IMPERATIVE})(?:the\s+|both\s+)?(?:(?:and\s+)?{OWN}\s+){{1,5}}and\s+{BEFORE_WORDS}"
)
_IN_PLACE = words(
    r"\s+(?:in|across|within|serving|covering)\s+(?:(?:the|each|both|all|every)\s+)?"
    r"(?:count(?:y|ies)|areas?|boroughs?|city|regions?|districts?|towns?|country|(?-i:[A-Z])[\w-]+(?:\s+(?:and\s+)?(?-i:[A-Z])[\w-]+){0,3})"
    r"|\s+(?:for|of)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}[\w’'-]+(?=\s+(?:to|should|must|is|are)\b)"
)
_BELONGING = words(
    r"\s*\b(?:in|from|within|of|at|involved\s+in|providing|delivering|responsible\s+for|working\s+(?:in|for|within))\b"
)
_RELATIVE = words(r"\s*(?:[,(]|(?:who|that|which|in|from|across|at|within|attending|working)\b)")

_MODAL = (
    r"(?:should|must|shall|ought\s+to|may\s+wish\s+to|needs?\s+to|ha(?:s|ve)\s+to|will|(?:not\s+|never\s+)?to"
    r"|(?:is|are)\s+(?:(?:asked|required|requested|invited|urged|encouraged|advised|recommended|reminded)\s+)?to)\b"
)
_ANY_MODAL = words(rf"\b{_MODAL}")
_FINITE_MODAL = words(r"\b(?:should|must|shall|ought\s+to|may\s+wish\s+to|needs?\s+to|ha(?:s|ve)\s+to|will)\b")
# To be told or given something is not to be asked to act.
_RECEIVES = (
    r"(?!\s+(?:also\s+)?be\s+(?:\w+ly\s+)?(?:(?!prepared\b|committed\b|needed\b|represented\b)\w+ed\b|told\b|shown\b|given\b|made\b|brought\b"
    r"|drawn\b|taught\b|sent\b|subject\b|chosen\b|seen\b|taken\b|written\b|held\b|kept\b|found\b|known\b|put\b|paid\b)(?![^;:]{0,80}\band\s+to\s+(?!be\b|have\b)))"
)
_MODAL_NEXT = words(rf"[\s,]*(?:also\s+|jointly\s+|then\s+)*{_MODAL}{_RECEIVES}|,\s+that\s")
_ANY_VERB = words(
    r"\s+(?!(?:and|or|nor|of|to|for|from|in|on|at|by|with|that|who|which|as|is|are|be)\b)"
    r"(?!\w+(?:tion|ment|ance|ence|ness|ity)s?\s+of\b)[a-z]+\b"
)
_PLAIN_VERB = words(
    r"\s+(?:create|review|ensure|consider|develop|work|ask|seek|provide|promote|agree|undertake|commission|lead|share"
    r"|implement|establish|produce|update|revise|request|audit|strengthen|continue)s?\b"
)

_DOES = words(  # a verb, as its object follows: "the CCG publishes its waiting times"
    r"\s+(?!(?:and|or|nor|of|to|for|from|in|on|at|by|with|that|who|which|as|is|are|be|was|were|has|had)\b)[a-z]+\s+"
    r"(?:the|an?|all|every|each|any|how|what|whether|its|their)\b"
)
_FOR_TO = words(r"(?:and\s+)?for\s+(?=the\b|all\b|each\b|[A-Z])")
_TOPIC_HEADING = words(rf"(?!{IMPERATIVE})[^:;.]{{3,60}}:\s+")  # "young carers: schools to ask …"
_OPENER = words(
    r"(?:R?\d{1,2}\s*[:.)]\s+)?(?:(?:also|and|that|in\s+addition|finally|further(?:more)?|nationally|locally)\b,?\s+)*"
    r"(?P<need>there\s+(?:is|was|remains)\s+(?:also\s+)?a\s+(?:clear\s+|continued\s+)?need\s+for\s+"
    r"|it\s+(?:is|was)\s+(?:also\s+)?recommended\s+that\s+)?"
)
_SUBORDINATE = words(
    r"(?:when|where|if|once|after|before|prior|as|in|to|following|with|on|during|for|given|within|through|having"
    r"|while|whilst)\b"
)
_ASKED_OF = words(
    r"(?:(?:also|further|the\s+(?:review|report))\s+)*(?:recommend(?:s|ed)?(?:\s+that)?|asks?(?=\s+that)(?:\s+that)?|asks(?=\s)"
    r"|(?:makes?|includes?|sets?\s+out)\s+(?:\w+\s+){0,3}?recommendations?\s+"
    r"(?:that|to|for|specific\s+to|specifically\s+for|about))\s+"
)
_PARTNERS = words(
    r"(?:the\s+|all\s+|designated\s+|named\s+)*safeguarding\s+leads\b"
    r"|(?:all\s+|the\s+)?services(?:\s+(?:involved|working|that\s+work|supporting)\b[^.;:]{0,120}?(?=\s+(?:should|must|to\s+(?!a\b|the\b|their\b))))?"
)


def subject_of(text: str, mentions: Sequence[Mention], *, start: int = 0, after_that: bool = False) -> Actor | None:
    """Return the actor that is the subject of should, must, to or needs to ("schools should …", "CAFCASS to …").

    The clause begins at *start*; *after_that* says that it goes on from "recommends that", where any verb will do.

    >>> subject_of("ask schools to act", [Mention(4, 11, "schools")])
    >>> subject_of("schools should act", [Mention(0, 7, "schools")]).bodies
    (Mention(start=0, end=7, agency='schools', wording=''),)
    """
    opener = _OPENER.match(text, start)
    after_that = after_that or bool(opener and opener[0].lower().rstrip().endswith("that"))
    start = opener.end() if opener else start
    for_whom = _FOR_TO.match(text, start)
    actor = _noun_phrase(text, for_whom.end(), mentions, _PLAIN_VERB) if for_whom else None
    if actor:
        return actor
    if opener and not opener["need"] and _SUBORDINATE.match(text, start):
        modal = _FINITE_MODAL.search(text, start)
        comma = text.rfind(", ", start, modal.start()) if modal else text.find(", ", start)
        actor = _subject_at(text, comma + 2, mentions, after_that) if comma >= 0 else None
    else:
        actor = _subject_at(text, start, mentions, after_that)
    heading = _TOPIC_HEADING.match(text, start) if not actor and ":" in text else None
    return _subject_at(text, heading.end(), mentions, after_that) if heading else actor


def _subject_at(text: str, start: int, mentions: Sequence[Mention], after_that: bool) -> Actor | None:
    """Return the actor whose noun phrase begins at *start*."""
    return _noun_phrase(text, start, mentions, _ANY_VERB if after_that else _PLAIN_VERB)


def asked_of(text: str, mentions: Sequence[Mention]) -> Actor | None:
    """Return whom a sentence says that the review asks ("Recommends that the National Panel considers …").

    >>> asked_of("Recommends that the Panel considers it", [Mention(20, 25, "national-panel")]).start
    16
    """
    opening = _ASKED_OF.match(text)
    if not opening:
        return None
    reach = after(BEFORE, text, opening.end())
    first = next((mention for mention in mentions if opening.end() <= mention.start <= reach), None)
    if not first:
        return None
    named = joined(text, first, mentions)
    return actor_of(text, named, opening.end(), named[-1].end)


def _noun_phrase(text: str, start: int, mentions: Sequence[Mention], verb: re.Pattern[str]) -> Actor | None:
    """Return the actor whose noun phrase begins at *start*, if a modal makes it the subject of what is asked."""
    leads = _PARTNERS.match(text, start)
    if leads and _MODAL_NEXT.match(text, leads.end()):
        return actor_of(text, [Mention(start, leads.end(), _ALL_AGENCIES)], start, leads.end())
    reach = after(BEFORE, text, start)
    first = next((mention for mention in mentions if start <= mention.start <= reach < mention.end), None)
    if not first:
        generic = _GENERIC.match(text, reach)
        inner = _belonging(text, generic.end(), mentions) if generic else []
        return actor_of(text, inner, start, inner[-1].end) if inner else _of_a_kind(text, start, mentions)
    named = joined(text, first, mentions)
    end = phrase_end(text, named[-1].end)
    if _MODAL_NEXT.match(text, end):
        return actor_of(text, named, start, end)
    others = _AND_OTHERS.match(text, end)
    if others and _MODAL_NEXT.match(text, others.end() - 1):
        return actor_of(text, named, start, end)
    inner = _belonging(text, end, mentions)
    if inner:
        return actor_of(text, inner if first.agency == _ALL_AGENCIES else named, start, inner[-1].end)
    if (text[start : start + 4].lower() == "the " or verb is _ANY_VERB) and verb.match(text, end):
        return actor_of(text, named, start, named[-1].end)
    if _DOES.match(text, end):
        return actor_of(text, named, start, end)
    place = _IN_PLACE.match(text, end)
    if place and _MODAL_NEXT.match(text, place.end()):
        return actor_of(text, named, start, end)
    relative = _RELATIVE.match(text, end)
    if relative and verb is _ANY_VERB:
        return actor_of(text, named, start, end)
    modal = _FINITE_MODAL.search(text, end, end + 120) if relative else None
    if modal and "," not in text[end : modal.start()].lstrip(","):
        return actor_of(text, named, start, end)
    return None


def _of_a_kind(text: str, start: int, mentions: Sequence[Mention]) -> Actor | None:
    """Return the actor whose noun phrase begins with words of its own ("environmental health officers to …")."""
    first = None if TELLS_TO.match(text, start) else next((each for each in mentions if each.start > start), None)
    if not first or first.start - start > _LONGEST_KIND:
        return None
    kind = (_PLACE_NAME if first.agency == _ALL_AGENCIES else _KIND_BEFORE).fullmatch(text, start, first.start)
    if not kind and not _OTHERS_AND.fullmatch(text, start, first.start):
        return None
    named = joined(text, first, mentions)
    end = phrase_end(text, named[-1].end)
    return actor_of(text, named, start, end) if _MODAL_NEXT.match(text, end) else None


def _belonging(text: str, place: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the bodies to which "leaders in …" or "agencies providing …" belong, if a modal follows them."""
    belongs = _BELONGING.match(text, place)
    modal = _ANY_MODAL.search(text, belongs.end(), place + 120) if belongs else None
    if not belongs or not modal:
        return []
    return [mention for mention in mentions if belongs.end() <= mention.start and mention.end <= modal.start()]
