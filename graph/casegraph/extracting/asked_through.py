"""Bodies that are asked through the addressee: whom it is to get to act ("ask the probation service to …").

The grammar says so, whatever the subject: a verb of asking and its object, what is to be ensured and its subject,
assurance and whom it comes from. A body that only receives something, or whose work is the matter, is not asked.
"""

from collections.abc import Sequence

from casegraph.extracting.noun_phrases import AGENT, BEFORE, OWN, Actor, Mention, after, joined, phrase_end, words

__all__ = ["asked_through"]

_NO_BODY = "practitioners"
_ALL_AGENCIES = "all-agencies"

# Parts of the words below without their first letters, which may be capitals: looking for them is cheap.
_SIGNS = (
    "sk ", "sks ", "sking ", "sked", "sur", "equ", "emind", "nvit", "ncourag", "urg", "nstruct", "obb", "ress", "rite ",
    "pproach", "ork", "etween", "romot", "hrough", "ersuad", "atisf", "ee to it", "trengthen", "aised with", "onfirm", "ngag", "xpect", "upport", "elp", "und ", "ommission", "rompt", "viden", "gree", "rrang", "ollabor",
)  # fmt: skip

_SIGNS_OF_ENSURING = ("sur", "ee to it", "atisf", "xpect", "viden", "onfirm", "eport", "ommit")
_SIGNS_OF_ASKING = (
    "sk ", "sks ", "sking ", "equ", "emind", "nvit", "ncourag", "urg", "nstruct", "irect", "obb", "ress", "rit", "dvis",
    "xpect", "halleng", "nabl", "pproach", "ork", "iais", "gree", "rrang", "ollabor", "ring", "upport", "elp", "und ", "ommission", "rompt", "ngag", "et ", "ets ", "old", "all on", "all upon", "ersuad", "epresent",
)  # fmt: skip

_ASK = words(  # a verb of asking, as its object follows
    r"(?<!right to )\b(?=[abcdefghilmprstuw])(?:(?:ask|requir|request|remind|invit|encourag|urg|instruct|direct|lobby|persuad|advis|expect|challeng|enabl|support|help|fund|commission|prompt)(?:e|es|s|ing)?"
    r"|lobbies|press(?:es|ing)?(?:\s+for)?|call(?:s|ing)?\s+(?:up)?on|writ(?:e|es|ing)\s+to|approach(?:es|ing)?(?:\s+to)?|make\s+representations?\s+to"
    r"|(?:work|liais|agree|arrang|collaborat)(?:e|s|es|ing)?\s+with|bring(?:s|ing)?|re-?engag(?:e|es|ing)|get(?:s|ting)?|hold(?:s|ing)?(?=[^;:]{2,60}\s+to\s+account))\s+(?:that\s+)?"
)
_NEEDS_TO = words(
    r"work|liais|agree|arrang|collaborat|bring|direct|get|expect|advis|enabl|challeng|invit|writ|remind|support|help|fund|commission|prompt"
)  # verbs that ask only with "to" and a verb
_JOINTLY = words(r"(?:work|liais|agree|arrang|collaborat)")
_ON_WHAT = words(r"[^;:.]{0,60}?\s(?:on|so\s+that|that)\s")
_THAT = words(r"[^;:.]{0,60}?(?<!\sso)\sthat\s")
_FOR_WHAT = words(r"[^;:.]{0,40}?\sfor\s")
_ASKERS = frozenset(  # who asks other bodies for something so that they act; others ask in their daily work
    (
        "safeguarding-partnership",
        "statutory-partners",
        "all-agencies",
        "icb",
        "health-commissioners",
        "national-body",
        "national-panel",
    )
)
_DONE_BY = words(
    r"\b(?:is|are|be|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|ade|ught|nt|ld|et)\s+(?:\w+\s+){0,2}?by\s+|\b(?:passed|sent|shared)\s+(?:\w+\s+)?from\s+"
    r"|\b(?:assessments?|visits?)\s+by\s+"
)
_TO_ACT = words(
    r"[^;:.]{0,60}?\s(?:(?<!\bas )to|together|asking|requesting|urging|inviting|(?:on|about)\s+the\s+need)\s+(?!(?:the|an?|all|every|each|this|their|its|these|those)\b)(?-i:[a-z])"
)
_ENSURE = words(
    r"\b(?:(?:en|as)sur(?:e|es|ing)(?:\s+(?:itself|themselves))?|(?:re)?assured|(?:re)?assurances?|make\s+sure|sees?\s+to\s+it"
    r"|satisf(?:y|ies)\s+(?:itself|themselves)|expectation|evidence(?=\s+that\b)|confirm(?:ation|s|ing)?)\s+(?:that,?\s+)?"
    r"(?:(?:when|where|if|whenever|in|for|at|as|on|following|before|after)\s[^,;]{3,60},\s+|(?:when|where|if|whenever)\s+)?"
)
_FROM = words(
    r"\b(?:(?:re)?assurances?|evidence|confirmation|reports?|commitment)\s+(?:(?:is|are|to\s+be|be|should\s+be)\s+)?"
    r"(?:(?:sought|obtained|requested|provided|given)\s+)?(?:from|by)\s+"
)
_THROUGH = words(r"\b(?:through|via)\s+(?=its\b|their\b)")
_ARE_ASKED = words(
    r"\s*\b(?:(?:to|should|must|shall|will|might|could|may)\s+)?be\s+(?:\w+ly\s+)?"
    r"(?:(?:asked|invited)\s+(?:by\s+the\s+\w+\s+|\w+\s+){0,2}?(?:to\s+(?!(?:the|an?|all|every|each|any|their|its)\b)(?-i:[a-z])|for\b|that\b|if\b|whether\b|about\b|how\b)|requested|approached|reminded\s+to\b|required|encouraged|urged|lobbied|pressed|instructed|persuaded|challenged"
    r"|held\s+to\s+account|supported\s+to\b)"
    r"|\s*\bcan\s+be\s+(?:supported|encouraged|helped)\s+to\b"
)
_IN_BODY = words(
    r"\b(?:attending|visiting|using|in|at|under)\s+(?:[\w-]+\s+)?$"
)  # "girls attending clinics are to be asked"
_LONGEST_IN = 40  # characters
_ANY_ASKED = words(r" be (?:\w+ly )?(?:ask|invi|requ|appr|remi|enco|urge|lobb|pres|inst|pers|chal|held|supp|help)")
_RAISED_WITH = words(r"\b(?:to|should|must)\s+be\s+(?:raised|taken\s+up)\s+with\s+")
_BETWEEN = words(r"\b(between|of|within)\s+")
_ADVICE = words(r"advice\b")  # "legal advice" is none that could act
_BRINGS_TOGETHER = words(  # "develop a joint protocol between …": those who are to work together
    r"(?:[^;:]{0,60}:\s*)?(?:(?:and|to|also)\s+){0,3}(?:support|overs(?:ee|ight)|develop|strengthen|improv|establish|creat|build|facilitat)(?:e|es|s|ing)?\s"
    r"[^;:]{2,120}?\b(?=between\s)"
)
_WITH = words(  # "with the housing association determine …", "work should be done with …"
    r"(?:[^;:]{0,60}:\s*)?(?:(?:and|to|also)\s+){0,3}(?:(?:joint(?:ly)?|together)\s+)?with\s+(?!(?:regards?|respect|reference|immediate|effect)\b)"
    r"|[^;:]{0,40}\bwork\s+(?:should|must|needs?\s+to)\s+be\s+(?:done|undertaken|carried\s+out)\s+with\s+"
)
_PART_OF = words(
    r"\b(?:promot|encourag|secur)(?:e|es|ing)\s+(?:the\s+)?(?:participation|involvement|engagement|use)\s+of\s+"
)
_STAFF_OF = words(rf"(?:the\s+|all\s+)?(?:{OWN}\s+){{0,2}}?{AGENT}\s+(?:in|within|at|from|across)\s+")
_DONE_IN = words(  # "are embedded in policies across all agencies", "are followed in medical settings"
    r"\b(?:is|are|be|being)\s+(?:\w+ly\s+)?(?:embedded|followed|implemented|applied|adopted|used)\s+(?:in\s+\w+\s+)?(?:in|within|across)\s+"
)
_NEXT_PART = words(r"[;:.]|\b(?:who|which|to\s+ensure|so\s+that|with|from)\b")
_KIND = words(rf"(?<![\w-])(?:(?!(?:between|among|about|within|across|through)\b){OWN}\s+){{0,2}}")
_ASIDE = r"(?:,\s[^,;]{2,60},)?"
_PREDICATE = words(
    rf"{_ASIDE}\s+"
    r"(?:(?:also|always|fully|jointly|consistently|regularly|routinely|each|both|all|only|never|do|can|actively)\s+)*"
    r"(?!(?:and|or|nor|of|to|for|from|in|on|at|by|with|that|which|who|as|than|but|about|within|between|when|where)\b)"
    r"(?!(?:(?:is|are|be|being|has\s+been|have\s+been)\s+(?:\w+ly\s+)?(?:invited|included|told|given|sent|informed|notified|involved"
    r"|consulted|offered|made|shown|brought)|ha(?:ve|s)\s+access|(?:can\s+)?obtain|receives?)\b)"
    r"(?!\w+(?:tion|ment|ance|ence|ness|ity|ing|ism|ogue)s?\b)[a-z]{2,}\b"
)
_PRODUCT = words(
    r"\s+(?:plans?|polic(?:y|ies)|procedures?|process(?:es)?|records?|powers?|systems?|pathways?|decisions?"
    r"|referrals?|meetings?|data|cultures?|checks|reports?|visits?|services?|support|practice|strateg(?:y|ies)|roles?|views?|files?|forms?|staff)\b"
)


_EARLY = 20  # characters among which a clause's first "with" stands
_LONGEST = 4_000  # characters of a clause that are looked at: hostile text has longer ones


def asked_through(text: str, mentions: Sequence[Mention], actor: Actor | None) -> list[Mention]:
    """Return the bodies that a clause's addressee is to get to act, in their order.

    *mentions* are the bodies that the clause names, and *actor* is who is asked in it, if it says so.

    >>> asked_through("ask schools to tell the police", [Mention(4, 11, "schools"), Mention(24, 30, "police")], None)
    [Mention(start=4, end=11, agency='schools', wording='')]
    """
    text = text[:_LONGEST]
    free = [
        mention
        for mention in mentions
        if mention.end <= len(text)
        and not (actor and actor.start <= mention.start < actor.end)
        and not _ADVICE.match(text, mention.end - len("advice"))
    ]
    begins_with = "ith " in text[:_EARLY]
    if not (begins_with or any(sign in text for sign in _SIGNS)) or all(mention.agency == _NO_BODY for mention in free):
        return []
    through: list[Mention] = []
    if "etween " in text and (brings := _BRINGS_TOGETHER.match(text)):
        bodies = _named(text, brings.end() + len("between "), free)
        through += bodies if len(bodies) > 1 else ()
    if (begins_with or "ork " in text) and (beside := _WITH.match(text)):
        bodies = _named(text, beside.end(), free)
        through += bodies if bodies and not _PRODUCT.match(text, bodies[-1].end) else ()
    for verb in _ASK.finditer(text) if any(sign in text for sign in _SIGNS_OF_ASKING) else ():
        named = _named(text, verb.end(), free)
        if named and _asks(text, verb[0], named[-1].end, actor):
            through += named
    ensures = any(sign in text for sign in _SIGNS_OF_ENSURING)
    for ensured in _ENSURE.finditer(text) if ensures else ():
        staff = _STAFF_OF.match(text, ensured.end())
        for place in (ensured.end(), staff.end()) if staff else (ensured.end(),):
            named = _named(text, place, free)
            if named and _acts(text, named):
                through += named
        for done in _DONE_IN.finditer(text, ensured.end()):
            through += _named(text, done.end(), free)
        through += _together(text, ensured.end(), free)
        for done in _DONE_BY.finditer(text, ensured.end()):
            through += _named(text, done.end(), free)
    through += _otherwise(text, free, ensures)
    return sorted({mention for mention in through if mention.agency != _NO_BODY})


def _asks(text: str, verb: str, end: int, actor: Actor | None) -> bool:
    """Tell whether a *verb* asks the bodies whose names are its object, and end at *end*, to do something."""
    if _NEEDS_TO.match(verb):
        is_jointly = _JOINTLY.match(verb) and (_THAT if actor else _ON_WHAT).match(text, end)
        return bool(_TO_ACT.match(text, end) or is_jointly)
    if actor and verb.lower().startswith("ask") and _FOR_WHAT.match(text, end):
        return any(body.agency in _ASKERS for body in actor.bodies)
    return True


def _otherwise(text: str, free: Sequence[Mention], ensures: bool) -> list[Mention]:
    """Return the bodies from, through or with whom something is to come, and those that are to be asked."""
    through: list[Mention] = []
    if ensures and (" from " in text or " by " in text):
        for giver in _FROM.finditer(text):
            through += _named(text, giver.end(), free)
    if " of " in text:
        for part in _PART_OF.finditer(text):
            through += _named(text, part.end(), free)
    if "hrough " in text or "via " in text:
        for means in _THROUGH.finditer(text):
            through += _named(text, means.end(), free)
    if " be " in text:
        for raised in _RAISED_WITH.finditer(text) if " with " in text else ():
            through += _named(text, raised.end(), free)
        for mention in free if _ANY_ASKED.search(text) else ():
            if not _IN_BODY.search(text, max(0, mention.start - _LONGEST_IN), mention.start) and _ARE_ASKED.match(
                text, phrase_end(text, mention.end)
            ):
                through += _before(text, mention, free)
    return through


def _named(text: str, place: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the bodies of the noun phrase that begins at *place*."""
    reach = after(BEFORE, text, place)
    furthest = after(_KIND, text, reach)
    first = next((mention for mention in mentions if place <= mention.start <= furthest), None)
    return joined(text, first, mentions) if first else []


def _before(text: str, last: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return *last* and the bodies that are joined to it before."""
    return next(
        named for first in mentions if last in (named := joined(text, first, mentions[: mentions.index(last) + 1]))
    )


def _together(text: str, start: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the bodies between which, or all agencies within which, something is to be ensured from *start* on."""
    stop = _NEXT_PART.search(text, start)
    end = stop.start() if stop else len(text)
    named: list[Mention] = []
    for each in _BETWEEN.finditer(text, start, end):
        bodies = _named(text, each.end(), mentions)
        if each[1].lower() == "between":
            named += bodies if len(bodies) > 1 else ()
        else:
            named += [body for body in bodies if body.agency == _ALL_AGENCIES]
    return named


def _acts(text: str, named: Sequence[Mention]) -> bool:
    """Tell whether a verb follows the noun phrase of bodies, so that they are its subject."""
    end = phrase_end(text, named[-1].end)
    end += len(named) > 1 and text.startswith(", ", end)  # "all agencies, especially schools, know …"
    return bool(_PREDICATE.match(text, end)) and not _PRODUCT.match(text, end)
