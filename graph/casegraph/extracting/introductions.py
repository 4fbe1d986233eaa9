"""What stands before a list: whom a lead-in names, and what the prefix of an actor is about ("With regards to EHE the DfE …")."""

import re

from casegraph.extracting.agencies import mentions_in
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.noun_phrases import Actor, Mention, words
from casegraph.record.model import Addressing, Passage, Reading

__all__ = ["TOPIC", "goes_on", "led_in", "opens_with_that", "themes_of_introduction", "topic_before"]

_PARTNERSHIP, _ADULTS_BOARD = "safeguarding-partnership", "safeguarding-adults-board"

_ABOUT = r"(?:(?:with|in)\s+(?:regards?|respect|relation|reference)\s+(?:to|of)|regarding|concerning|as\s+regards|about|on)\s+"
TOPIC = words(rf"{_ABOUT}(?:[^:;,]{{2,80}}?,\s+|[^:;,]{{2,80}}?\s+(?=(?:the|all|both|each)\s))")
"""What a prefix is about, up to its actor."""

_BEFORE_TOPIC = words(_ABOUT)
_GOES_ON = words(r"(?:they|these|this)\s+includ")  # "Recommendations to the Board. They include:"
_THAT = words(r"\bthat\s*+(?::\s*+)?$")
_AFTER_TO = words(r"\b(?:to|for|that|at)\s+")
_ASKS = words(
    r"\b(?:should|must|shall|will|may\s+wish\s+to|(?:is|are)\s+(?:asked|recommended|advised|invited|urged|encouraged|requested)\s+to)\b"
)
_MAY_BE_WHOSE = words(r"\w\s+recommendations?\b")
_OF_BODY = words(r"\s+recommendations?\b")  # "LSCB recommendations include:"
_BOARD_TO = re.compile(r"Board(?=\s+(?:to|should|must)\b)")
_SAYS = words(r"(?:the\s+)?(?:panel|reviews?|reports?|authors?|reviewers?)\s+(?:recommends?|asks?|invites?|urges?)\s+")
_TO_DO = words(r"\b(?:to|should|must|shall|needs?\s++to)\s*+:?\s*+$|^that\b")  # "The Board should:"
_AND_BOARD = words(r"s?\s+and\s+(?:the\s+)?board\b")  # beside a children's partnership: the adults' one
_NATIONAL = words(r"national\b")


def goes_on(lead_in: Passage | None) -> bool:
    """Tell whether a lead-in only goes on with what one before it said.

    >>> goes_on(Passage(0, 13, "They include:"))
    True
    """
    return lead_in is not None and _GOES_ON.match(lead_in.text) is not None


def opens_with_that(lead_in: Passage | None) -> bool:
    """Tell whether the clauses after a lead-in go on from "that".

    >>> opens_with_that(Passage(0, 27, "The review recommends that:"))
    True
    """
    return lead_in is not None and _THAT.search(lead_in.text) is not None


def led_in(lead_in: Passage | None, lexicon: Lexicon | None = None) -> tuple[Addressing, ...]:
    """Return the addressees that a lead-in names.

    >>> [each.agency for each in led_in(Passage.of("Recommendations to the partnership include:", 0, 43))]
    ['safeguarding-partnership']
    """
    if lead_in is None:
        return ()
    text = lead_in.text
    asks, to = _ASKS.search(text), _AFTER_TO.search(text)
    after = to.end() if to and not (asks and to.start() > asks.start()) else 0
    mentions = _whom(text, after, lexicon) if asks or to or _TO_DO.search(text) else _whose(text, lexicon)
    if mentions:
        named: dict[str, Addressing] = {}
        for mention in mentions:
            start = after if mention is mentions[0] and 0 < after <= mention.start else mention.start
            part = lead_in.part(lead_in.start + start, lead_in.start + mention.end)
            named.setdefault(mention.agency, Addressing(mention.agency, "lead-in", part, mention.wording))
            board = _AND_BOARD.match(text, mention.end) if mention.agency == _PARTNERSHIP else None
            if board:
                start = mention.end + board[0].lower().index("board")
                part = lead_in.part(lead_in.start + start, lead_in.start + board.end())
                named.setdefault(_ADULTS_BOARD, Addressing(_ADULTS_BOARD, "lead-in", part))
        return tuple(named.values())
    national = _NATIONAL.match(text)
    if not national:
        return ()
    return (Addressing("national-body", "lead-in", lead_in.part(lead_in.start, lead_in.start + national.end())),)


def _whom(text: str, after: int, lexicon: Lexicon | None) -> list[Mention]:
    """Return the bodies whom a lead-in asks: those before "should", else those *after* "to"."""
    says = _SAYS.match(text)
    start = says.end() if says else 0
    mentions = [mention for mention in mentions_in(text, lexicon=lexicon) if mention.start >= start]
    if _BOARD_TO.match(text):
        mentions.insert(0, Mention(0, len("Board"), _PARTNERSHIP))
    asks = _ASKS.search(text)
    first = [each for each in mentions if asks and each.start < asks.start()]
    if first:
        return [each for each in first if each.start >= after] or first  # "The Board for Northern Ireland should:"
    beyond = [each for each in mentions if each.start >= after]
    return beyond or (mentions if _TO_DO.search(text) else [])


def _whose(text: str, lexicon: Lexicon | None) -> list[Mention]:
    """Return the body whose recommendations they are ("LSCB recommendations include:")."""
    if not _MAY_BE_WHOSE.search(text):
        return []
    return [each for each in mentions_in(text, lexicon=lexicon) if not each.start and _OF_BODY.match(text, each.end)]


def topic_before(passage: Passage, prefix: Actor) -> Passage | None:
    """Return what a prefix says before its actor that the clauses are about.

    >>> from casegraph.extracting.noun_phrases import Mention
    >>> passage = Passage.of("With regards to EHE the DfE should: act", 0, 39)
    >>> topic_before(passage, Actor((Mention(20, 27, "dfe"),), 20, 27)).text
    'EHE'
    """
    before = _BEFORE_TOPIC.match(passage.text, 0, prefix.start)
    if not before:
        return None
    end = len(passage.text[: prefix.start].rstrip(" ,"))
    return passage.part(passage.start + before.end(), passage.start + end) if before.end() < end else None


def themes_of_introduction(
    topic: Passage, own: tuple[Reading, ...], prefixed: tuple[Reading, ...], most: int
) -> tuple[Reading, ...]:
    """Return the themes of a clause, *own*, after those that wordings in the *topic* of its prefix lead to.

    These are surer than what was read from the clause as a whole. *prefixed* are the themes of the clause that the prefix
    stands in; a clause has *most* themes at the most.

    >>> topic = Passage(16, 19, "EHE")
    >>> themes_of_introduction(topic, (), (Reading("home-education", topic, "EHE"),), 5)[0].concept
    'home-education'
    """
    by_wording = {each.concept for each in own if each.basis == "wording"}
    read = [
        each
        for each in prefixed
        if topic.start <= each.words.start
        and each.words.end <= topic.end
        and each.basis == "wording"
        and each.concept not in by_wording
    ]
    concepts = {each.concept for each in read}
    own = tuple([each for each in own if each.concept not in concepts])
    room = max(0, most - len({each.concept for each in own}))
    kept = list(dict.fromkeys([each.concept for each in read]))[:room]
    return (*[each for each in read if each.concept in kept], *own)
