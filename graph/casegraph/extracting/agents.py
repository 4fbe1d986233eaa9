"""The agent of a clause: by whom something is to be done ("young carers to be identified by schools")."""

from collections.abc import Sequence

from casegraph.extracting.noun_phrases import (
    AGENT,
    BEFORE,
    BEFORE_WORDS,
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

__all__ = ["agent_of"]

_HEALTH = "health"

_BY = words(  # "to be identified by ", "should be jointly led by "
    r"\b(?:to|should|must|shall|will|might|could)\s+be\s+(?:\w+ly\s+)?(?!follow)\w+(?:\s+(?!by\b|that\b|if\b|when\b|where\b|who\b)[\w-]+){0,4}\s+by\s+"
    r"|,\s+(?:and\s+)?(?:\w+ly\s+)?(?:\w+ed|held|led|run|given|written|taught|done|made|seen|set)\s+(?:\w+\s+){0,3}?by\s+"
    r"|^(?:(?:an?|the|all|each)\s+)?(?:[\w-]+\s+){0,4}?(?:visits?|assessments?|reviews?|audits?|meetings?|training|checks?|scrutiny|supervision"
    r"|contacts?|calls?|consultations?|briefings?|monitoring|inspections?)\s+by\s+"
)
_BEFORE_AGENT = words(  # "a senior officer from police", "addiction and health visiting staff"
    rf"{BEFORE_WORDS}(?:(?:{OWN}\s+){{0,2}}{AGENT}\s+(?:from|in|of)\s+|(?:{OWN}\s+){{1,2}}and\s+){BEFORE_WORDS}"
)
_BY_AFTER_THAT = words(r"\b(?:be|is|are)\s+(?:\w+ly\s+)?(?!follow)\w+(?:\s+(?!by\b|that\b)[\w-]+){0,4}\s+by\s+")


def agent_of(text: str, mentions: Sequence[Mention], *, after_that: bool = False) -> Actor | None:
    """Return the actor whom a passive names ("young carers to be identified by schools").

    >>> agent_of("young carers to be identified by schools", [Mention(33, 40, "schools")]).start
    33
    """
    by = (_BY.search(text) or (_BY_AFTER_THAT.search(text) if after_that else None)) if " by " in text else None
    if not by or TELLS_TO.match(text) or text.find(" that ", 0, by.start()) >= 0:
        return None
    reach = after(BEFORE, text, by.end())
    beyond = _BEFORE_AGENT.match(text, by.end())
    reach = max(reach, beyond.end()) if beyond else reach
    first = next((mention for mention in mentions if by.end() <= mention.start <= reach), None)
    if not first or (first.agency == _HEALTH and text[by.end() : by.end() + 2].lower() in ("a ", "an")):
        return None  # "to be examined by a doctor"
    named = joined(text, first, mentions)
    return actor_of(text, named, by.end(), phrase_end(text, named[-1].end))
