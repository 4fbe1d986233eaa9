"""Who is asked to act, on which basis we say so, through whom, and whom else a recommendation concerns."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from casegraph.extracting.actors import asked_of, subject_of
from casegraph.extracting.agencies import mentions_in
from casegraph.extracting.agents import agent_of
from casegraph.extracting.asked_through import asked_through
from casegraph.extracting.introductions import goes_on, led_in, opens_with_that, topic_before
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.mentioned import PRACTITIONERS, concerns_in
from casegraph.extracting.noun_phrases import Actor, Mention
from casegraph.extracting.prefixes import has_own_subject, prefix_of
from casegraph.extracting.strength import strength_in
from casegraph.reading.clauses import Clause
from casegraph.record.model import Addressing, Basis, Passage, Reading, new

__all__ = ["Request", "requests_of"]

_PARTNERSHIP = "safeguarding-partnership"
_CAMHS, _ADULTS = "camhs", "adult-mental-health"


class Request(NamedTuple):
    """What a clause of the recommendations asks of whom; empty where it asks nothing of anybody.

    *mentioned* are all agencies that its words name, in whatever part, *topic* words of a prefix before the clause that say
    what it is about.
    """

    is_recommendation: bool
    addressings: tuple[Addressing, ...]
    concerns: tuple[Reading, ...]
    via: tuple[Reading, ...] = ()
    strength: tuple[Reading, ...] = ()
    mentioned: tuple[str, ...] = ()
    topic: Passage | None = None


_NOTHING = Request(False, (), ())


class _Scope(NamedTuple):
    """What a prefix says for the clauses after it: who is asked, what about, and whether it is a name and a colon only."""

    actors: tuple[Addressing, ...] = ()
    topic: Passage | None = None
    is_bare: bool = False


_NO_SCOPE = _Scope()

_ASKS_NOBODY = re.compile(
    r"(?=[adhilnoprt])"  # what it can begin with
    r"(?:(?:recommendations?\s+)?(?:also\s+)?(?:highlights?|includes?|details|outlines|notes|describes|lists|provides)\s+"
    r"(?:\w+\s+){0,3}?(?:actions?|work|progress|recommendations|learning|changes|improvements|developments)\b"
    r"|(?:no|there\s+are\s+no)\s+(?:further\s+)?recommendations?\b(?![^.]*\b(?:but|asks?)\b))",
    re.IGNORECASE,
)
_ALREADY_DONE = re.compile(r"\bhave\s+already\s+(?:been\s+)?(?:addressed|implemented|completed|taken)\b", re.IGNORECASE)
_CARRIES_ON = re.compile(
    r"\b(?:within|across|in)\s+their\s+(?:own\s+)?(?:agenc|organisation|service)|\band\s+should\b", re.IGNORECASE
)
_EARLY = 20  # characters that "At a national level:" begins in
_ALSO = re.compile(r"also\b", re.IGNORECASE)
_NATIONALLY = re.compile(r"(?:at\s+(?:a\s+)?)?national(?:ly|\s+level)?\s*:\s*", re.IGNORECASE)
_FOR = re.compile(r"for\s[^:]{1,60}:\s+", re.IGNORECASE)
_BOARD = re.compile(r"Board(?=:|\s+(?:to|should|must)\b)")  # headline style, without an article
_HEADING = re.compile(r"(?=[A-Z]|for\s)[^:;.,]{3,40}:\s+(?=\S)")  # "Signwriters: …" ends what was said to others before
_CHILD_PATIENTS = re.compile(
    r"\b(?:(?:child|young|adolescent|teenage)\s+(?:inpatient|patient)|(?:patients|inpatients)\s+under\s+(?:the\s+age\s+of\s+)?18"
    r"|(?:treat(?:s|ing|ment\s+of)?|admi(?:ts|tting|ssion\s+of)|care\s+(?:of|for)|services?\s+(?:to|for)|discharg(?:es?|ing)|assess(?:es|ing)?)"
    r"\s+(?:all\s+|any\s+|a\s+)?(?:child(?:ren)?|young\s+p(?:erson|eople)|adolescents?|teenagers?)(?!\s+(?:of|whose)\b))",
    re.IGNORECASE,
)


def requests_of(
    clauses: Sequence[Clause],
    abbreviations: Mapping[str, str] = MappingProxyType({}),
    default: str = "",
    lexicon: Lexicon | None = None,
) -> list[Request]:
    """Say for each clause of a recommendations section whether it recommends, to whom, and whom it concerns.

    A prefix holds until another actor or a new lead-in takes over; a lead-in that names a body holds where no actor is
    named; else the *default* agency is asked, if there is one. *abbreviations* are names of bodies that hold in this entry.
    *lexicon* takes the place of the wordings of agencies that ship.

    >>> text = "The DfE should: revise guidance; train schools."
    >>> first, second = (Passage.of(text, 0, 31), Passage.of(text, 33, 46))
    >>> [(a.agency, a.basis) for each in requests_of([Clause(first, None), Clause(second, None)]) for a in each.addressings]
    [('dfe', 'explicit'), ('dfe', 'explicit')]
    """
    requests: list[Request] = []
    by_default = (Addressing(default, "default", None),) if default else ()
    lead_in: Passage | None = None
    after_that = for_children = False
    inherited: tuple[Addressing, ...] = ()
    scope = _NO_SCOPE
    spoken: tuple[Addressing, ...] = ()
    for clause in clauses:
        if clause.lead_in is not lead_in:
            lead_in = clause.lead_in
            inherited, scope, spoken = inherited if goes_on(lead_in) else led_in(lead_in, lexicon), _NO_SCOPE, ()
            after_that = opens_with_that(lead_in)
        passage = clause.passage
        if _ASKS_NOBODY.match(passage.text) or ("already" in passage.text and _ALREADY_DONE.search(passage.text)):
            requests.append(_NOTHING)
            continue
        mentions = mentions_in(passage.text, abbreviations, lexicon)
        if mentions and "rust" in passage.text:
            mentions, for_children = _with_trusts(passage.text, mentions, for_children)
        bodies = [mention for mention in mentions if mention.agency != PRACTITIONERS]
        prefix, actor, led = (
            _actors(passage.text, bodies, after_that)
            if mentions
            or "services" in passage.text
            or passage.text.startswith("Board")
            or "ational" in passage.text[:_EARLY]
            else (None, None, None)
        )
        if scope.actors and not prefix and _ends(scope, passage.text):
            scope = _NO_SCOPE
        if prefix:
            is_bare = passage.text[prefix.end : prefix.end + 2].lstrip(" )").startswith(":")
            scope = _Scope(_addressings(passage, prefix, "explicit"), topic_before(passage, prefix), is_bare)
            addressings = _addressings(passage, actor, "explicit") if actor else scope.actors
            spoken = ()
        elif actor:
            addressings = spoken = _addressings(passage, actor, "explicit")
            scope = _NO_SCOPE
        elif led:
            addressings = _addressings(passage, led, "explicit" if _ALSO.match(passage.text) else "lead-in")
        elif scope.actors:
            addressings = scope.actors
        elif spoken and _CARRIES_ON.search(passage.text):
            addressings = spoken
        else:
            spoken = ()
            addressings = inherited or by_default
        named = actor or prefix or led
        concerns = concerns_in(passage, mentions, named, addressings) if mentions else ()
        topic = None if prefix or addressings is not scope.actors else scope.topic
        requests.append(_request(passage.text, mentions, named, addressings, concerns, _strength(passage), topic))
    return requests


def _request(
    text: str,
    mentions: Sequence[Mention],
    actor: Actor | None,
    addressings: tuple[Addressing, ...],
    concerns: tuple[Reading, ...],
    strength: tuple[Reading, ...],
    topic: Passage | None,
) -> Request:
    """Return what a clause asks, the bodies that it asks through the addressee apart from those that it only names."""
    through = {each.agency for each in asked_through(text, mentions, actor)} if concerns else set()
    named, via = (tuple([each for each in concerns if (each.concept in through) is is_via]) for is_via in (False, True))
    mentioned = tuple([mention.agency for mention in mentions])
    return new(Request, (True, addressings, named, via, strength, mentioned, topic))


def _strength(passage: Passage) -> tuple[Reading, ...]:
    """Return how firmly a clause asks, with the words that say so."""
    strengths = strength_in(passage.text)
    return tuple([new(Reading, (kind, _part(passage, start, end), "", None, None)) for kind, start, end in strengths])


def _ends(scope: _Scope, text: str) -> bool:
    """Tell whether a clause is no longer said to those whom a prefix named: it has a heading or a subject of its own."""
    return (":" in text and _HEADING.match(text) is not None) or (scope.is_bare and has_own_subject(text))


def _is_trust(text: str, mention: Mention) -> bool:
    """Tell whether a body is a trust; the word may stand right behind its wording."""
    return "trust" in text[mention.start : mention.end + len(" trust")].lower()


def _with_trusts(text: str, mentions: list[Mention], for_children: bool) -> tuple[list[Mention], bool]:
    """Return the mentions, a mental health trust as the children's service where it is one, and whether it is in this entry."""
    for_children = for_children or any(each.agency == _CAMHS and _is_trust(text, each) for each in mentions)
    if for_children or _CHILD_PATIENTS.search(text):
        mentions = [
            each._replace(agency=_CAMHS, wording="") if each.agency == _ADULTS and _is_trust(text, each) else each
            for each in mentions
        ]
    return mentions, for_children


def _actors(text: str, bodies: Sequence[Mention], after_that: bool) -> tuple[Actor | None, Actor | None, Actor | None]:
    """Return who is named before a colon, who as the subject of what is asked, and whom the review is said to ask.

    After "For health: " a clause can have a subject of its own.
    """
    if text.startswith("Board") and _BOARD.match(text):
        bodies = [Mention(0, len("Board"), _PARTNERSHIP), *bodies]
    prefix = prefix_of(text, bodies)
    if prefix:
        own = _FOR.match(text) or _NATIONALLY.match(text)
        return prefix, subject_of(text, bodies, start=own.end()) if own else None, None
    actor = subject_of(text, bodies, after_that=after_that) or agent_of(text, bodies, after_that=after_that)
    return None, actor, None if actor else asked_of(text, bodies)


def _addressings(passage: Passage, actor: Actor, basis: Basis) -> tuple[Addressing, ...]:
    named: dict[str, Addressing] = {}
    for body in actor.bodies:
        words = _part(passage, body.start, body.end)
        named.setdefault(body.agency, Addressing(body.agency, basis, words, body.wording))
    return tuple(named.values())


def _part(passage: Passage, start: int, end: int) -> Passage:
    place, _, text = passage
    return new(Passage, (place + start, place + end, text[start:end]))
