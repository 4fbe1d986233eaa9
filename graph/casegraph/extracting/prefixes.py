"""The prefix of a clause: an actor's name and a colon, and whether a later clause still goes on from it."""

from collections.abc import Sequence

from casegraph.extracting.introductions import TOPIC
from casegraph.extracting.noun_phrases import BEFORE, IMPERATIVE, Actor, Mention, actor_of, after, phrase_end, words

__all__ = ["has_own_subject", "prefix_of"]

_NATIONAL_BODY = "national-body"

_NATIONALLY = words(r"(?:at\s+(?:a\s+)?)?national(?:ly|\s+level)?\s*:\s*")
_PREFIX = words(r"[^:;]{2,110}:\s+(?=\S)|[^:;,]{3,60}\s[-–—]\s+(?=[a-z])")
_PREFIX_OPENER = words(
    rf"(?:{TOPIC.pattern}|(?:actions?|recommendations?|points?|learning)\s+(?:for|to|from)\s+|for\s+|to\s+)?"
)
_OWN_SUBJECT = words(  # "siblings to have their own plan", where an imperative would go on with what an actor is asked
    rf"(?!{IMPERATIVE}|(?:notify|count|end|amend|flag|inform|report|respond|treat|record|refresh|send|sign|speak|stop|start"
    r"|follow|design|deliver|define|create|complete|collect|change|avoid|apply|allocate|accept|act|add|plan|pilot|publish|recruit"
    r"|refer|remove|replace|secure|show|state|teach|trial|widen|visit|not|no|to|with|in|where|when|if|that)\b)"
    r"[^:;,]{3,120}?\s(?:should|must|shall|(?:is|are)\s+to|to\s+(?:be|have|include|cover|consider|receive|get|give|make|take|trigger|know|sample))\b"
)
_PREFIX_END = words(
    r"\)?\s*+(?:\([^)]*\)\s*+)?(?:jointly\s++)?(?:should|must|to|needs?\s+to"
    r"|(?:is|are)\s+(?:asked|recommended|advised|invited|urged)\s+to(?:\s+consider)?|includ(?:es?|ing)|are|is)?(?:\s+include)?\s*(?::|[-–—]\s)"
)
_IN_PARENTHESES = words(r"[^().;:]{2,80}\s\((?=[^()]{15,}\)\W*$)")


def prefix_of(text: str, mentions: Sequence[Mention]) -> Actor | None:
    """Return the actor whose name and colon a clause begins with ("LA1 CSC: …", "The DfE should: …").

    >>> prefix_of("The DfE should: act", [Mention(4, 7, "dfe")])
    Actor(bodies=(Mention(start=0, end=7, agency='dfe', wording=''),), start=0, end=7)
    """
    colon = _PREFIX.match(text) if ":" in text or " - " in text or " – " in text else None
    nationally = _NATIONALLY.match(text) if colon else None
    if nationally:
        end = nationally.end() - len(nationally[0]) + len(nationally[0].rstrip(": \t"))
        return Actor((Mention(0, end, _NATIONAL_BODY),), 0, end)
    opener = _PREFIX_OPENER.match(text)
    listed = None if colon or "(" not in text else _IN_PARENTHESES.match(text)
    if listed and opener:  # "Makes recommendations for: Cafcass (risk letters to state …)"
        named = [mention for mention in mentions if mention.end < listed.end()]
        whole = bool(named) and phrase_end(text, named[-1].end) >= listed.end() - 2
        return actor_of(text, named, opener.end(), named[-1].end) if whole else None
    if not colon or not opener:
        return None
    named = [mention for mention in mentions if mention.end < colon.end()]
    if not named or after(BEFORE, text, opener.end()) < named[0].start:
        return None
    end = phrase_end(text, named[-1].end)
    return actor_of(text, named, opener.end(), end) if _PREFIX_END.match(text, end) else None


def has_own_subject(text: str) -> bool:
    """Tell whether a clause says itself who or what should be how, so that no actor before it is its subject.

    >>> has_own_subject("siblings to have their own plan"), has_own_subject("ask siblings to have a plan")
    (True, False)
    """
    return _OWN_SUBJECT.match(text) is not None
