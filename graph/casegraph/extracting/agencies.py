"""Agencies: the bodies that a clause names, with the whole name where a body has one of its own."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from casegraph.bodies import bodies
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.noun_phrases import Mention
from casegraph.record.model import new
from casegraph.schemes import scheme
from casegraph.wordings import labels_of, wordings_of

__all__ = ["abbreviations_in", "agency_lexicon", "former_agency", "mentions_in"]

# What stands before a kind of body in the name of one: "Oxford health NHS foundation trust", "Essex Police".
_NAME_BEFORE = re.compile(
    r"(?<![\w’'.-])(?>(?:(?![A-Z])[\w’'.-])*)"  # of a word only what begins with its first capital
    r"(?P<name>(?:[A-Z][\w’'.-]*+\s++(?:(?:health|and|of|the|on|upon|&)\s++)*+)++)"
)
_LONGEST_NAME = 100  # characters that can stand before the kind of body in its name
_NO_NAME = re.compile(
    r"(?:The|All|Both|Each|Every|Any|Local|Ensure|Review|Ask|Recommends|Actions|And|Also|For|With|When|Where|LA\d)\b"
)

_NHS_BOARD = re.compile(
    r"NHS(?:\s+(?:(?:and|of|the)\s+)*(?!(?:Trust|Foundation|England|Wales|Integrated)\b)[A-Z][a-z]\w+)+"
)  # "NHS Highland"
_ABBREVIATION = re.compile(r"\(([A-Z][A-Z&]{1,7})s?\)")
_CAPITALS = re.compile(r"\b(?=([A-Z][A-Z&]{1,7}))[A-Z]")  # where an abbreviation can be
_SHORTEST = 2  # letters of one
_LONGEST_REMEMBERED = 100  # characters of words whose former agency is remembered
_WORD_END = re.compile(r"\b")
_IN_TRUSTS = ("safeguarding-partnership", "schools")  # "Essex Partnership University NHS Foundation Trust"
_IN_NAMES = (" ", " University ", "'s ", "’s ")
_COUNCILS_OWN = (
    "housing",
    "legal-services",
    "childrens-social-care",
    "adult-social-care",
    "education",
    "public-health",
)
_NUMBERED = re.compile(r"LA ?\d")  # "LA1 CSC" is children's social care, and not the local authority as well


@cache
def agency_lexicon() -> Lexicon:
    """Return the lexicon of the agency scheme; compiled once a process."""
    return Lexicon(wordings_of("agencies"))


def abbreviations_in(texts: Iterable[str], lexicon: Lexicon | None = None) -> dict[str, str]:
    """Return the abbreviations that *texts* give to bodies, in parentheses behind their names.

    *lexicon* takes the place of the scheme's wordings.

    >>> abbreviations_in(["closed by the advice and guidance service (AGS) at once (in May)"])
    {'AGS': 'childrens-social-care'}
    """
    abbreviations: dict[str, str] = {}
    for text in texts:
        for given in _ABBREVIATION.finditer(text) if "(" in text else ():
            end = given.start()
            end -= end > 0 and text[end - 1].isspace()
            named = (lexicon or agency_lexicon()).find(text[max(0, end - 80) : end])
            if named and named[-1].end == min(80, end):
                abbreviations.setdefault(given[1], named[-1].wording.concept)
    return abbreviations


def mentions_in(
    text: str, abbreviations: Mapping[str, str] = MappingProxyType({}), lexicon: Lexicon | None = None
) -> list[Mention]:
    """Return the bodies that *text* names, in order; of bodies whose words overlap the longer name counts.

    *abbreviations* are names that hold in this entry; *lexicon* takes the place of the scheme's wordings.

    >>> mentions_in("ask Oxford health NHS foundation trust")
    [Mention(start=4, end=38, agency='nhs-trust', wording='NHS foundation trust')]
    """
    mentions = _named(text, lexicon or agency_lexicon())
    short = sorted(_abbreviated(text, abbreviations), key=lambda span: (span[0], -span[1])) if abbreviations else ()
    if not short:
        return mentions
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    for start, end in short:
        if taken.isdisjoint(range(start, end)):
            mentions.append(Mention(start, end, abbreviations[text[start:end]]))
            taken.update(range(start, end))
    return sorted(mentions)


def _abbreviated(text: str, abbreviations: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of *abbreviations* stands in *text* as a word of its own."""
    for word in _CAPITALS.finditer(text):
        for length in range(_SHORTEST, len(word[1]) + 1):
            start, end = word.start(), word.start() + length
            if text[start:end] in abbreviations and _WORD_END.match(text, end):
                yield start, end


def _named(text: str, lexicon: Lexicon) -> list[Mention]:
    mentions: list[Mention] = []
    for start, end, wording in lexicon.find(text):
        agency = wording.concept
        before = mentions[-1] if mentions else None
        if before and start < before.end:
            if (start, end) == before[:2]:  # "adult and children's services" are two bodies
                mentions.append(Mention(start, end, agency, wording.text))
            elif agency == before.agency and end > before.end:  # "secondary schools and colleges" are one
                mentions[-1] = before._replace(end=end)
            continue
        while mentions and text[mentions[-1].end : start] in _IN_NAMES and _is_part_of_name(text, mentions[-1], agency):
            start = mentions.pop().start
        board = _NHS_BOARD.match(text, start)
        if board:
            end = board.end()
            agency = "icb" if board[0] in _integrated_care_boards() else agency
        if text[start].isupper() or agency == "nhs-trust":
            start = _name_start(text, start, mentions[-1].end if mentions else 0)
        mentions.append(new(Mention, (start, end, agency, wording.text)))
    return mentions


def former_agency(words: str) -> str | None:
    """Return the kind of body that *words* name, if it is one that has been replaced since.

    >>> former_agency("Kent and Medway CCG"), former_agency("the ICB")
    ('clinical-commissioning-group', None)
    """
    return _former_agency(words) if len(words) <= _LONGEST_REMEMBERED else _former_agency.__wrapped__(words)


@lru_cache(maxsize=10_000)  # reviews name the same bodies in the same words
def _former_agency(words: str) -> str | None:
    return next((mention.wording.concept for mention in _former_lexicon().find(words)), None)


@cache
def _former_lexicon() -> Lexicon:
    return Lexicon(wording for kind in scheme("former-agencies.ttl").values() for wording in labels_of(kind))


@cache
def _integrated_care_boards() -> frozenset[str]:
    """Return how integrated care boards call themselves: "NHS Sussex"."""
    ending = " Integrated Care Board"
    return frozenset(each.label.removesuffix(ending) for each in bodies().values() if each.label.endswith(ending))


def _is_part_of_name(text: str, before: Mention, agency: str) -> bool:
    """Tell whether the mention right before another is no body of its own: "LA1 CSC", "Oxford health NHS trust"."""
    if agency == "nhs-trust":
        return before.agency in ("health", agency) or (text[before.start].isupper() and before.agency in _IN_TRUSTS)
    if agency == "icb" and text.startswith("NHS", before.start):
        return text[before.end] == " "
    if before.agency == "local-authority" and agency in _COUNCILS_OWN:
        return True  # "the council's housing department"
    return bool(_NUMBERED.fullmatch(text, before.start, before.end))


def _name_start(text: str, start: int, earliest: int) -> int:
    """Return where the name begins whose kind of body stands at *start*."""
    earliest = max(earliest, start - _LONGEST_NAME)
    before = text[earliest:start]
    for name in _NAME_BEFORE.finditer(before) if before[-1:].isspace() else ():
        if name.end() == len(before):
            return start if _NO_NAME.match(name["name"]) else earliest + name.start("name")
    return start
