"""How strongly a recommendation asks: whether it sets a time, a way to know that it is done, or asks only to consider."""

import re
from collections.abc import Iterator

from casegraph.extracting.dates import dates_in

__all__ = ["strength_in"]

_LONGEST = 4_000  # characters of a clause that are looked at: hostile text has longer ones

_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|sixty|"
    r"ninety|twenty-?\s?(?:one|four|eight)|forty-?\s?eight|seventy-?\s?two|a\s+few)"
)
_UNIT = r"(?:working\s+|school\s+|calendar\s+|full\s+)?(?:hours?|days?|weeks?|months?|years?|minutes?|terms?|quarters?|fortnights?)"
_SPAN = rf"{_NUMBER}(?:(?:\s+(?:and|or|to)\s+|,\s*|\s?[-–]\s?){_NUMBER}){{0,3}}[\s-]+{_UNIT}"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|tenth|same|next|following|working)"
_REGULAR = r"(?:annual|yearly|monthly|quarterly|weekly|daily|termly|fortnightly|nightly|six-monthly|bi-?monthly|bi-?annual|biennial|half-yearly)"

_DEADLINE = re.compile(
    rf"\b(?:within\s+(?:the\s+|an?\s+)?(?:(?:first|next)\s+)?{_SPAN}"
    rf"|within\s+(?:the\s+|an?\s+|one\s+|each\s+|that\s+)?(?:hours?|days?|weeks?|months?|year|term)\b"
    rf"|(?:in|over)\s+(?:the\s+)?(?:next\s+|coming\s+){_SPAN}|inside\s+{_SPAN}|by\s+{_SPAN}|{_SPAN}\s+after\b"
    rf"|(?:after|at|in)\s+{_SPAN}(?=\s*(?:[;,.)]|$|and\b|by\b|whether\b|later\b|of\b|from\b|to\b))"
    rf"|{_SPAN}\s+later\b(?=\s+(?:whether|to|that|on)\b|\s*[;,.]|\s*$)"
    rf"|every\s+(?:other\s+)?(?:(?:{_NUMBER})\s+)?{_UNIT}(?!\s+(?:groups?|\d))|each\s+(?:school\s+)?(?:day|fortnight|september|january|week|month|term|quarter|year|night|summer|autumn|spring|winter)"
    rf"|(?:once|twice|{_NUMBER}\s+times)\s+(?:an?|each|every)\s+(?:day|fortnight|week|month|term|quarter|year)"
    rf"|(?:annually|yearly|monthly|quarterly|weekly|fortnightly|termly|nightly|biannually|biennially)"
    rf"|daily"
    rf"|(?:an?\s+|in\s+the\s+|its\s+|their\s+|the\s+)?{_REGULAR}\s+(?=(?:\w+\s+){{0,3}}(?:audits?|reports?|review|programme|figures|data|meetings?|"
    rf"updates?|calibration|surveys?|census|returns?|search|statement|training|briefings?|checks?|visits?|contact|supervision|conference|event|"
    rf"sample|dip|test|list|count|plan|refreshers?|drop-?in|clinics?|calls?|forum|assurance|exercise|reminder|campaign|statistics)\b)"
    rf"|on\s+(?:the\s+)?(?:same|next|{_ORDINAL})\s+(?:working\s+|school\s+)?day|the\s+same\s+(?:working\s+|school\s+)?(?:day|week|night)|on\s+the\s+day(?:\s+of)?\b"
    rf"|same-day|next-day|(?:on|by)\s+day\s+{_NUMBER}|(?:from|in)\s+the\s+first\s+(?:day|week|month|term)"
    rf"|(?:before|by)\s+(?:the\s+)?(?:start|end|beginning)\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:day|week|month|term|year|summer|autumn|winter|spring)"
    rf"|by\s+(?:the\s+)?(?:next|following)\s+(?:working\s+|school\s+)?(?:day|week|month|term|year|spring|summer|autumn|winter)"
    rf"|by\s+(?:christmas|easter)|with\s+immediate\s+effect|by\s+the\s+next\s+morning|(?:by|from|on)\s+the\s+{_ORDINAL}\s+(?:day|week)|immediately|without\s+delay|forthwith|urgently"
    rf"|no\s+(?:later|more)\s+than\s+{_SPAN}(?:\s+(?:after|before|from))?|(?:for|to\s+last)\s+(?:at\s+least\s+)?{_SPAN}(?=\s*(?:[;,.]|$))|for\s+{_NUMBER}\s+years?"
    rf")",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:by|before|until|from|in|beyond|no\s+later\s+than|to\s+begin\s+in)\s+(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid-?\s?)?$",
    re.IGNORECASE,
)

_SPOKEN_OF = re.compile(
    r"\b(?:once|twice|times|(?:second|third|fourth)\s+\w+|more|several|repeated|\w+\s+or\s+more|seen|been|no\s+\w+(?:\s+contact)?|contacts?|addresses|"
    r"moves|admissions?|obtain\s[\w\s]{1,50}|placing|placed)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""Words before a period by which it is only spoken of: "three times within a month"."""

_MEASURE = re.compile(
    r"\b(?:(?<!national\s)audit(?:s|ed|ing)?(?!\s+tool)|dip[\s-]sampl\w+|report(?:s|ing|ed)?\s+(?:(?:back|jointly|progress|annually|quarterly|monthly|"
    r"yearly|formally|each|(?:up)?on\s+(?:it|them|this|progress|the|what)|on\s+(?:an?\s+)?\w+ly|the\s+(?:take-up|results?|outcomes?))\b|(?:in|within|after)\s+"
    r"(?:an?|one|two|three|six|nine|twelve|eighteen|\d+)\s|(?:\w+\s+){0,7}?to\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:board|partnership|panel|"
    r"committee|council|governors|executive|lscb|scrutiny)\b)|to\s+report(?=\s*(?:[;,.]|$))|(?:progress|annual|quarterly|monthly|yearly)\s+"
    r"(?:reports?|figures?|data|returns?|counts?)|figures|(?:publish|collect|collate|gather|monitor|analys)\w*\s+(?:\w+\s+){0,3}data|"
    r"(?:provide|seek|with|show|and|request|receive|gather)\s+(?:\w+\s+){0,1}evidence(?:\s+(?:that|of|to|how|from|the)\b)|"
    r"(?:be|is|are)\s+(?:counted|evaluated|evidenced|audited|monitored)|measur(?:e|es|ing)\s+(?:its|their|how|whether|(?:the\s+)?impact)\b|"
    r"evaluat(?:e|es|ed)(?=\s+(?:its|it|them|their|by|impact|within|in|after|at|whether)\b|\s*[;,.]|\s*$)|(?:an|independent|lead|with)\s+evaluation|"
    r"monitor(?:s|ing)?\s+(?:for\s+|the\s+|its\s+|their\s+)?(?:impact|effectiveness|compliance|use|progress|implementation|how)|demonstrate\s+(?:the\s+)?impact|"
    r"to\s+count\b|and\s+count\b|tests?(?:ed)?(?:\s+\w+\s+months\s+later)?,?\s+(?:by\s+survey|whether|how)|"
    r"(?:key\s+)?performance\s+(?:indicator|measure)s?|by\s+survey|(?:to|should|and)\s+publish\s+(?:[\w-]+\s+){0,4}(?:it|results?|rates?|breaches|distances|times|numbers?|"
    r"progress|figures|take-up|what\s+it\s+finds))",
    re.IGNORECASE,
)

_FIRM = (
    "agree|allocate|amend|appoint|arrange|audit|brief|bring|build|carry|change|check|commission|complete|create|deliver|develop|"
    "disseminate|embed|ensure|establish|fund|give|hold|implement|improve|include|introduce|issue|keep|make|offer|produce|promote|provide|publish|"
    "put|raise|record|refresh|remind|report|require|review|revise|seek|send|set|share|strengthen|support|train|undertake|update|work|write"
)
_SOFTLY = (
    r"(?:consider(?:s|ed|ing)?|explor(?:e|es|ed|ing)|reflect(?:s|ing)?\s+(?:on|upon)|be\s+mindful|(?:give|giving)\s+(?:\w+\s+)?(?:consideration|thought)|"
    r"think\s+about|is\s+encouraged\s+to|are\s+encouraged\s+to|be\s+considered|be\s+explored|be\s+asked\s+to\s+(?:consider|explore))"
)
_SOFT = re.compile(
    rf"^\W*(?:(?:and|also|that|nationally|national|recommends?|for)\b[,:]?\s+)*(?:[^;:]{{0,90}}:\s*)?(?:(?P<may>[^;:]{{1,140}}?\bmay\s+(?:wish|want)\s+to\b)|(?:(?!(?:[^;:]{{0,60}}?\b)?(?:assessments?|plans?|meetings?|reviews?|conferences?|chairs|teams?|GPs)\s+(?:to|should|must)\s+consider)[^;:]{{1,140}}?\s"
    rf"(?:should|must|to|needs?\s+to|ought\s+to|could|will)\s+|(?:[^;:]{{0,30}}\b(?:request|ask|and)\s+)?that\s+[^;:]{{1,80}}?\s|to\s+)?(?:be\s+asked\s+to\s+)?(?P<soft>{_SOFTLY})\b|(?P<noun>consideration\s+(?:of|to|should|by|is)))",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"(?:;|,?\band)\s+(?:to\s+|then\s+|should\s+|must\s+)?(?:{_FIRM})\b", re.IGNORECASE)
_BEFORE_FIRM = re.compile(rf"(?:^|\bto\s+|\bshould\s+|\bmust\s+)(?:{_FIRM})\b", re.IGNORECASE)


def strength_in(text: str) -> list[tuple[str, int, int]]:
    """Return the strengths of a recommendation, each with where its words begin and end, in the order of the words.

    *deadline* is a date, a period or a frequency for doing it; *measure* a way to know that it is done; *soft* that no
    more is asked than to consider or explore.

    >>> strength_in("audit its use within six months")
    [('measure', 0, 5), ('deadline', 14, 31)]
    >>> strength_in("consider a shared record"), strength_in("seek assurance from schools")
    ([('soft', 0, 8)], [])
    """
    looked_at = text[:_LONGEST]
    found = (
        ("deadline", next(_times(looked_at), None)),
        ("measure", _span(_MEASURE.search(looked_at))),
        ("soft", _softly(looked_at)),
    )
    return sorted([(name, *place) for name, place in found if place], key=_by_place)


def _by_place(strength: tuple[str, int, int]) -> tuple[int, int, str]:
    name, start, end = strength
    return start, end, name


def _times(text: str) -> Iterator[tuple[int, int]]:
    """Yield when, by when or how often it has to be done."""
    for match in _DEADLINE.finditer(text):
        if not _SPOKEN_OF.search(text, max(0, match.start() - 60), match.start()):
            yield match.span()
    for date in dates_in(text):
        if before := _DATED.search(text, 0, date.start):
            yield before.start(), date.end


def _softly(text: str) -> tuple[int, int] | None:
    """Return the words by which a clause asks for no more than a thought."""
    match = _SOFT.match(text)
    if not match:
        return None
    name = match.lastgroup or "soft"
    if _BEFORE_FIRM.search(text, 0, match.start(name)) or (name != "may" and _AGAIN.search(text, match.end())):
        return None
    start, end = match.span(name)
    return (start + match[name].lower().index("may"), end) if name == "may" else (start, end)


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
