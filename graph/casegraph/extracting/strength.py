"""How strongly a recommendation asks: whether it sets a time, a way to know that it is done, or asks only to consider."""

import re
from collections.abc import Iterator, Sequence

from casegraph.extracting.dates import dates_in

__all__ = ["strength_in"]

_LONGEST = 4_000  # characters of a clause that are looked at: hostile text has longer ones

_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|"
    r"twenty|thirty|sixty|ninety|twenty-?\s?(?:one|four|eight)|forty-?\s?eight|seventy-?\s?two|a\s+few)"
)
_UNIT = r"(?:working\s+|school\s+|calendar\s+|full\s+)?(?:hours?|days?|weeks?|months?|years?|minutes?|terms?|quarters?|fortnights?)\b(?!-old|\s+(?:olds?|groups?)\b)"
_SPAN = rf"{_NUMBER}(?:(?:\s+(?:and|or|to)\s+|,\s*|\s?[-–]\s?){_NUMBER}){{0,3}}[\s-]+{_UNIT}"
_NTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|ninth|tenth|twelfth)"
_ORDINAL = rf"(?:{_NTH}|same|next|following|working)"
_REGULAR = r"(?:annual|yearly|monthly|quarterly|weekly|daily|termly|fortnightly|nightly|six-monthly|bi-?monthly|bi-?annual|biennial|half-yearly)"
_PERIOD = r"(?:day|night|evening|morning|shift|week|fortnight|month|(?:half[\s-])?term|quarter|season|year)"
_SEASON = r"(?:(?:(?:school|summer|christmas|easter|half[\s-]term|bank)\s+)?holidays?|summer|autumn|winter|spring|christmas|easter)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_AT_AN_END = r"(?=\s*(?:[;,.)]|$))"

_WITHIN = (
    rf"within\s+(?:the\s+|an?\s+)?(?:(?:first|next)\s+)?{_SPAN}",
    r"within\s+(?:the\s+|an?\s+|one\s+|each\s+|that\s+)?(?:hours?|days?|weeks?|months?|year|term)\b",
    rf"(?:in|over)\s+(?:the\s+)?(?:next\s+|coming\s+){_SPAN}",
    rf"(?:inside|by)\s+{_SPAN}",
    rf"(?<!first\s)(?<!\bthe\s){_SPAN}\s+after\b",
    rf"(?:after|at|in)\s+{_SPAN}(?=\s*(?:[;,.)]|$|(?:and|by|whether|later|of|from|to|for|where|on|how|that|through|any|when|if|unless|in)\b|'))",
    rf"{_SPAN}\s+later\b(?=\s+(?:whether|to|that|on)\b|\s*[;,.]|\s*$)",
    rf"{_SPAN}\s+(?:in\s+advance|before)\b",
    rf"no\s+(?:later|more)\s+than\s+{_SPAN}(?:\s+(?:after|before|from))?",
    rf"(?:target|maximum|minimum|limit|wait|delay|timescale|window|period|intervals?|trial|(?:a\s+)?matter)\s+of\s+(?:(?:not?|at)\s+)?(?:(?:more|less|least)\s+(?:than\s+)?)?{_SPAN}",
    rf"(?:reduc|cut|shorten|limit|bring)\w*\s+(?:[\w'-]+\s+){{0,6}}to\s+{_SPAN}",
)
"""How long it may take."""

_HOW_LONG = (
    rf"{_NUMBER}[\s-](?:hour|day|week|month|year)\s+(?:period|progress\s+report|window)",
    rf"(?:in|of|to)\s+the\s+first\s+{_SPAN}",
    rf"(?:for|to\s+last)\s+(?:at\s+least\s+)?{_SPAN}{_AT_AN_END}",
    rf"for\s+{_NUMBER}\s+years?",
    rf"(?:at\s+least|no\s+less\s+than|(?<=beyond\s)|(?:no|not)\b[\w' ]{{1,60}}\b(?:beyond|for\s+over|before|(?:more|longer)\s+than))\s*{_SPAN}(?:\s+for\b)?",
)

_HOW_OFTEN = (
    rf"every\s+(?:other\s+)?(?:{_NUMBER}\s+)?{_UNIT}(?!\s+\d)",
    rf"(?:every|each)\s+(?:school\s+|working\s+)?(?:{_PERIOD}|{_MONTH}|(?:\w+\s+)?{_SEASON}(?!\s+(?:park|home|club|let)))\b(?!\s+(?:groups?|\d))",
    rf"every\s+{_NTH}\s+(?!time)\w+",
    rf"(?:once|twice|{_NUMBER}\s+times)\s+(?:an?|each|every|per|in\s+(?:the|every|an?))\s+(?:{_NTH}\s+|{_NUMBER}\s+)?{_PERIOD}s?\b",
    r"(?:twice|(?:three|four)\s+times)[\s-](?:yearly|daily)",
    rf"{_NUMBER}\s+(?:[a-z-]+\s+){{1,2}}(?<!within\s)(?:an?|per)\s+(?:day|week|month|term|quarter|year)\b(?!-|\s+(?:old|group))",
    r"(?:annually|yearly|monthly|quarterly|weekly|fortnightly|termly|nightly|biannually|biennially)",
    r"daily(?!\s+(?:care|routines?|experiences?|li(?:fe|ves?|ving|ved)|logs?|contact\s+with|supervised|needs|basis))",
    rf"on\s+an?\s+{_REGULAR}\s+basis",
    rf"(?:an?\s+|in\s+the\s+|its\s+|their\s+|the\s+)?{_REGULAR}\s+(?=(?:\w+\s+){{0,3}}(?:audits?|reports?|review|programme|figures|data|meetings?|"
    r"calibration|surveys?|census|returns?|search|statement|training|briefings?|checks?|visits?|contact|supervision|conference|conversations?|event|"
    r"number|sample|dip|test|list|count|plan|refreshers?|drop-?in|clinics?|calls?|forum|assurance|exercise|reminder|campaign|statistics)\b)",
)

_ON_THE_DAY = (
    rf"on\s+(?:the\s+)?{_ORDINAL}\s+(?:working\s+|school\s+)?day",
    r"(?:the|that)\s+(?:same|next|following)\s+(?:working\s+|school\s+)?(?:day|morning|evening|night|shift|week)\b",
    rf"on\s+the\s+day(?:\s+of)?\b|on\s+that\s+(?:very\s+)?day\b|that\s+day{_AT_AN_END}",
    r"(?:same|next)[\s-](?:day|week)\b",
    rf"(?:on|by)\s+day\s+{_NUMBER}\b|by\s+(?:day|week)\s+(?!(?:and|or|of|but)\b)\w+",
    r"(?:from|in)\s+the\s+first\s+(?:day|week|fortnight|month|term)",
    rf"(?:in|by|at|after)\s+(?:the|its)\s+{_NTH}(?:(?:,\s*|\s+and\s+|,\s+and\s+){_NTH}){{0,3}}\s+(?:day|week|month|year|term)\b(?!\s+(?:after|of\s+life))",
    r"(?:before|by)\s+(?:the\s+)?(?:start|end|beginning)\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:day|week|month|term|year|summer|autumn|winter|spring|half|duty)",
    r"(?:before|by)\s+the\s+end\s+of\s+the\s+[\w ]{1,30}\bof\s+the\s+(?:\w+\s+)?term\b",
    rf"(?:before|by)\s+(?:the\s+|every\s+|each\s+)?(?:next\s+|following\s+|coming\s+)?{_SEASON}\b",
    rf"(?:in|by|before|from)\s+(?:next\s+)?{_MONTH}\b(?!\s+\d)|(?:by|before|from|until)\s+(?:next\s+(?:season|term|year)|half[\s-]term)|in\s+a\s+year's\s+time|for\s+the\s+summer\b",
    r"by\s+(?:the\s+)?(?:next|following)\s+(?:working\s+|school\s+)?(?:day|week|month|term|year)|by\s+the\s+next\s+morning",
    r"with\s+immediate\s+effect|immediately|forthwith",
    r"until\s+(?:adulthood|(?:the\s+)?(?:age\s+of\s+\d|\w+\s+birthday))|at\s+(?:ages?\s+)?\d{1,2}(?:,\s\d{1,2}){1,3}\s+and\s+\d{1,2}\b(?!\s*(?:per|%|\w+\s+old))",
    rf"(?:by|from|on)\s+the\s+{_ORDINAL}\s+(?:day|week)",
)

_TIMES = (
    *("hour", "day", "week", "month", "year", "minute", "term", "quarter", "fortnight", "annual", "biennial", "daily"),
    *("night", "evening", "morning", "shift", "season", "holiday", "summer", "autumn", "winter", "spring", "christmas"),
    *("easter", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "immediate", "forthwith", "every ", "end of the", "adulthood", "birthday", " and 1"),
)
_DEADLINE = re.compile(rf"\b(?:{'|'.join((*_WITHIN, *_HOW_LONG, *_HOW_OFTEN, *_ON_THE_DAY))})", re.IGNORECASE)
_LASTS = re.compile(r"(?!every|each|on\b|the\b|that\b|once|twice)", re.IGNORECASE)  # a period, not a day or a frequency
_DATED = re.compile(
    rf"\b(?:by|before|until|from|in|beyond|no\s+later\s+than|to\s+begin\s+in)\s+(?:{_MONTH}\s+and\s+)?(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid-?\s?)?$",
    re.IGNORECASE,
)

_SPOKEN_OF = re.compile(
    r"\b(?:once|twice|times|(?:(?:second|third|fourth)\s+|repeated\s+)\w+|more|several|\w+\s+or\s+more|(?:been|not)\s+seen|no\s+\w+(?:\s+contact)?|"
    r"contacts?|addresses|move[sd]|admissions?|attendances?|missing|placed|nobody\s+is\s+\w+|retaining|begun|booking|booked)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""Words before a period by which it is only spoken of: "three times within a month"."""

_MEASURING = (
    *(
        "audit",
        "sampl",
        "report",
        "figure",
        "return",
        "data",
        "evidence",
        "evaluat",
        "monitor",
        "measur",
        "count",
        "test",
    ),
    *("performance", "survey", "publish", "quality", "impact", "target", "spot check"),
)
_MEASURE = re.compile(
    r"\b(?:(?<!national\s)audit(?:s|ed|ing)?(?!\s+tool)|dip[\s-]sampl\w+|(?:to|and|should)\s+(?:sample|survey)\b|sample\s+of\s+(?:\w+\s+){0,3}(?:cases|files|records|assessments|referrals)|evaluate\s+the\s+impact|quality[\s-]assurance\s+(?:activit\w+|exercises?|work)|(?<!third\s)report(?:s|ing|ed)?\s+(?:(?:back|jointly|progress|annually|quarterly|monthly|"
    r"yearly|formally|each|(?:up)?on\s+(?:it|them|this|progress|the(?!\s+(?:same\s+)?day\b)|what)|on\s+(?:an?\s+)?\w+ly|the\s+(?:take-up|results?|outcomes?))\b|(?:in|within|after)\s+"
    r"(?:an?|one|two|three|six|nine|twelve|eighteen|\d+)\s|(?:\w+\s+){0,7}?to\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:board|partnership|panel|"
    r"committee|council|governors|executive|lscb|scrutiny|lead\s+member)\b)|to\s+report(?=\s*(?:[;,.]|$))|(?:to|should|and)\s+report\s+(?:(?:up)?on\b|(?:the\s+)?(?:waits?|scores?|numbers?|rates?)\b)|report(?:s|ed)?\s+(?:in\s+public|publicly)|(?:weekly|termly|written|progress|six[\s-]month(?:ly)?)\s+report\b|(?:progress|annual|quarterly|monthly|yearly)\s+"
    r"(?:reports?|figures?|data|returns?|counts?)|figures|(?:publish|collect|collate|gather|monitor|analys)\w*\s+(?:\w+\s+){0,3}data|"
    r"(?:provide|seek|with|show|(?<!assess\s)and|request|receive|gather|require)\s+(?:\w+\s+){0,1}evidence(?:\s+(?:that|of|to|how|from|the)\b)|(?:for\s+evidence\s+that|evidence\s+in\s+\w+\s+\w+\s+that|complete\s+and\s+evidence|how\s+to\s+evidence)\b|(?:undertake|carry\s+out|conduct)\s+an?\s+survey|"
    r"(?:be|is|are)\s+(?:counted(?!\s+with)|evaluated|evidenced|audited)|be\s+reported\s+(?:weekly|monthly|quarterly|yearly|annually|termly)|measur(?:e|es|ing)\s+(?:the\s+number|its|their|how|whether|(?:the\s+)?impact)\b|"
    r"evaluat(?:e|es|ed)(?=\s+(?:its|it|them|their|by|impact|within|in|after|at|whether)\b|\s*[;,.]|\s*$)|evaluate\s+(?!the\s+(?:risks?|needs?|impact|quality)\b)(?:the\s+)?(?:[\w-]+\s+){1,4}?(?:programmes?|schemes?|messages|pilots?|training|projects?|campaigns?)\b|(?:an|independent|lead|with)\s+evaluation(?!\s+of\s+(?:\w+\s+){0,2}(?:parent\w*|famil\w+|risks?|needs?|child\w*|mother\w*|father\w*|carer\w*)\b)|"
    r"monitor(?:s|ing)?\s+(?:for\s+|the\s+|its\s+|their\s+)?(?:impact|effectiveness|compliance|use|progress|implementation|how)|demonstrate\s+(?:the\s+)?impact|"
    r"to\s+count\b|and\s+count\b|data\s+(?:on\s+[\w ]{1,40}\s)?to\s+be\s+(?:seen|given|collected|published)|tests?(?:ed)?(?:\s+\w+\s+months\s+later)?,?\s+(?:by\s+survey|whether|how)|"
    r"(?:key\s+)?performance\s+(?:indicator|measure)s?|by\s+survey|(?:(?:to|should|and|will)\s+publish|publishes),?\s+(?:[\w-]+,?\s+){0,4}(?:(?:its|the)\s+action\s+plan|how\s+(?:often|many)|it|results?|rates?|breaches|distances|times|numbers?|"
    r"progress|figures|take-up|what\s+it\s+finds|waiting\s+times)\b|published\s+findings|target\s+to\s+be\s+published|spot\s+checks)",
    re.IGNORECASE,
)

_THINKING = ("consider", "explor", "reflect", "mindful", "thought", "think", "encouraged", "take note", "may", "might")
_FIRM = (
    "agree|allocate|amend|appoint|arrange|audit|brief|bring|build|carry|change|check|commission|complete|create|deliver|develop|"
    "disseminate|embed|ensure|establish|evaluate|fund|give|hold|implement|improve|include|integrate|introduce|issue|keep|make|offer|produce|promote|provide|publish|"
    "put|raise|record|refresh|remind|report|require|review|revise|seek|send|set|share|strengthen|support|train|undertake|update|work|write"
)
_SOFTLY = (
    r"(?:consider(?:s|ed|ing)?(?!\s+(?:each|every)\b|[^;]{1,80}\bin\s+(?:each|every|all)\b)|explor(?:e|es|ed|ing)|reflect(?:s|ing)?\s+(?:on|upon)|be\s+mindful|(?:give|giving)\s+(?:\w+\s+)?(?:consideration|thought)|"
    r"think\s+about|is\s+encouraged\s+to|are\s+encouraged\s+to|be\s+considered(?!\s+(?:[\w']+\s+){0,6}(?:in\s+(?:each|every|all|writing)|when(?:ever)?|whether\s+or\s+not|under|with|where\s+there\s+are)\b)|be\s+explored|take\s+note|be\s+asked\s+to\s+(?:consider|explore))"
)
_SOFT = re.compile(
    rf"^\W*(?:(?:and|also|that|nationally|national|recommends?|for)\b[,:]?\s+)*(?:[^;:]{{0,90}}:\s*)?(?:(?P<may>[^;:]{{1,140}}?\bmay\s+(?:wish|want)\s+to\b)|(?P<might>[^;:]{{1,140}}?\bmight\s+(?:\w+ly\s+)?be\s+(?:asked|commissioned|considered|invited)\b)|(?:(?!(?:[^;:]{{0,60}}?\b)?(?:assessments?|plans?|meetings?|reviews?|conferences?|chairs|teams?|GPs)\s+(?:to|should|must)\s+consider)[^;:]{{1,140}}?\s"
    rf"(?:should|must|to|needs?\s+to|ought\s+to|could|will)\s+|(?:[^;:]{{0,30}}\b(?:request|ask|and)\s+)?that\s+[^;:]{{1,80}}?\s|(?:the\s+|[A-Z])[^;:]{{1,80}}?\s(?=(?:is|are)\s+encouraged|considers?\s+(?:how|whether|the\s+case|\w+ing)\b|(?<=government\s)considers\b|(?<=department\s)considers\b)|to\s+)?(?:be\s+asked\s+to\s+)?(?P<soft>{_SOFTLY})\b|(?P<noun>consideration\s+(?:of|to|should|by|is)|exploration\s+(?:of|with)))",
    re.IGNORECASE,
)
_AGAIN = re.compile(  # something firm on top: neither "access to and undertake …" nor "develop one if …"
    rf"(?:;|,?(?<!\bto\s)\band)\s+(?:to\s+|then\s+|should\s+|must\s+)?(?:{_FIRM})\b(?![^;]{{0,200}}\bif\s+(?:this|it|so|that|necessary|needed|required)\b)",
    re.IGNORECASE,
)
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
    words = looked_at.lower()
    places = (
        ("deadline", next(_times(looked_at, words), None)),
        ("measure", _span(_MEASURE.search(looked_at)) if _any_of(_MEASURING, words) else None),
        ("soft", _softly(looked_at) if _any_of(_THINKING, words) else None),
    )
    return sorted([(name, *place) for name, place in places if place], key=_by_place)


def _by_place(strength: tuple[str, int, int]) -> tuple[int, int, str]:
    name, start, end = strength
    return start, end, name


def _any_of(pieces: Sequence[str], words: str) -> bool:
    """Tell whether any of these pieces of words is there: without, no pattern has to be tried."""
    return any(piece in words for piece in pieces)


def _times(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield when, by when or how often it has to be done."""
    for match in _DEADLINE.finditer(text) if _any_of(_TIMES, words) else ():
        if not _LASTS.match(match[0]) or not _SPOKEN_OF.search(text, max(0, match.start() - 60), match.start()):
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
    is_polite = name in ("may", "might")
    if _BEFORE_FIRM.search(text, 0, match.start(name)) or (not is_polite and _AGAIN.search(text, match.end())):
        return None
    start, end = match.span(name)
    return (start + match[name].lower().rindex(name), end) if is_polite else (start, end)


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
