"""The words in which a text doubts what happened: that it was suicide, what a death came of, or that a child was harmed.

Between the words of a doubt stand a few others at most, and no full stop or semicolon: so they are looked for in a
stretch of limited length, which keeps the work in step with the text.
"""

import re

from casegraph.record.model import Certainty

__all__ = [
    "ALLEGED_REMOVAL",
    "CAUSE",
    "CLEARED",
    "DEED",
    "DISCLOSED",
    "ESTABLISHED",
    "FOUND_SUICIDE",
    "HARM",
    "INQUIRY",
    "MANNER",
    "SUICIDE",
    "SUSPECTED_TERM",
    "Doubts",
]

Doubts = tuple[tuple[re.Pattern[str], Certainty], ...]
"""Words of doubt, each with the certainty that they leave."""

_MAYBE = (
    r"(?:suspected|apparent(?:ly)?|possibl[ey]|probabl[ey]|presumed|likely(?!\s+to\b)|potential(?:ly)?|unconfirmed)\b"
)
_HELD = r"(?:suspected|believed|thought|presumed|assumed|understood|likely|considered|possible|probable|treated|investigated)"
_BE = r"(?:is|are|was|were|be|been|being)"
_KILLED_SELF = (
    r"(?:suicides?\b(?!\s+(?:attempt|risk|note|plan|ideation|prevention))|(?:took|taken?|taking|end(?:ed|ing)?)\s+(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)"
    r"|kill(?:ed|ing)?\s+(?:him|her|them)sel(?:f|ves)|self-inflicted|hang(?:ed|ing)\b)"
)
_HARMED = (
    r"(?:abus|neglect|exploit|assault|rape|harm|injur|mistreat|maltreat|ill-treat|fabricated|induced\s+illness|groom|traffick|cruelty|poison|shak|burn|fracture"
    r"|restrain|genital|non-?accidental|overdose|servitude|slavery|sexual(?:ly)?\s)\w*"
)
_KILLING = (
    r"(?:non-?accidental|inflicted|murder|homicide|manslaughter|filicide|infanticide|overdose|poison|drown|asphyxia|smother|suffocat|strangul|shak|overlay"
    r"|sudden\s+(?:unexpected|infant)|cot\s+death|foul\s+play)\w*"
)
_KILL = r"(?:kill|murder|administer|caus|inflict|shak|poison|smother|suffocat|drown|harm|injur|die\b|died|starv|strangl|overla)\w*"
_NOT_AND = r"(?:(?!\b(?:and|but|when|before|after|while|whilst)\b)[^.;,])"
_ENDS = r"\b(?=[,.;]|$|\s(?:to|by|in|and)\b)"
_NEVER_FOUND = (
    rf"(?:{_BE}\s+{_HELD}\b|un(?:known|clear|certain|confirmed|explained|ascertained|determined|established)\b|inconclusive|disputed|yet\s+to\s+be\b"
    r"|not\s+(?:yet\s+)?(?:be(?:en)?\s+)?(?:confirmed|established|determined|known|concluded|ascertained|clear|certain|identified|found)\b)"
)
_GOES_ON = (
    r"(?:continu|ongoing|under\s?way|in\s+progress|outstanding|pending|awaited|adjourned|remains?\s+open|due\s+to\s+be|not\s+(?:yet\s+)?known|(?:yet|still)\s+to\b|to\s+be\s+(?:held|heard|concluded)|incomplete"
    r"|not\s+(?:yet\s+)?(?:been\s+)?(?:held|heard|conclu|taken|ended|complete|happened|started|begun|opened|finished))\w*"
)

SUICIDE: Doubts = (
    (
        re.compile(
            rf"\b(?:{_MAYBE}[^.;,]{{0,25}}?\b{_KILLED_SELF}"
            rf"|it\s+(?:is|was|has\s+been)\b[^.;,]{{0,12}}?\b{_HELD}\b[^.;,]{{0,30}}?\bthat\b[^.;]{{0,60}}?\b{_KILLED_SELF}"
            rf"|it\s+(?:appears|appeared|seems|seemed)\s+that\b{_NOT_AND}{{0,50}}?\b{_KILLED_SELF}"
            rf"|(?:police|officers|agencies|professionals|services|staff)\s+(?:believe|suspect|think|thought)\w*\s{_NOT_AND}{{0,40}}?\b{_KILLED_SELF}"
            rf"|{_HELD}\b[^.;,]{{0,30}}?\b(?:to\s+(?:have|be)|as)\b{_NOT_AND}{{0,40}}?\b{_KILLED_SELF}"
            rf"|(?:appear|seem)(?:s|ed)?\s+to\s+(?:have|be)\b{_NOT_AND}{{0,40}}?\b{_KILLED_SELF}"
            rf"|(?:may|might|could)\s+have\b{_NOT_AND}{{0,30}}?\b{_KILLED_SELF}"
            rf"|(?:not|un)\s?(?:known|clear|certain|established)\s+(?:whether|if)\b[^.;]{{0,60}}?(?:{_KILLED_SELF}|inten|meant\s+to|deliberate|acciden)"
            r"|suicide\s+(?:is|was)\s+(?:suspected|thought|believed|likely))",
            re.IGNORECASE,
        ),
        "suspected",
    ),
    (
        re.compile(
            rf"\balleged(?:ly)?\b[^.;,]{{0,25}}?\b{_KILLED_SELF}|\ballegations?\s+of\s+{_KILLED_SELF}", re.IGNORECASE
        ),
        "alleged",
    ),
)  # fmt: skip
"""Doubt that a death was suicide."""

SUSPECTED_TERM = re.compile(rf"\b{_MAYBE}[^.;,]{{0,12}}?\bsuicides?\b", re.IGNORECASE)
"""A heading or a keyword that doubts a suicide."""

FOUND_SUICIDE = re.compile(
    rf"\b(?:coroner|inquest|jury|verdict|conclusion)\b(?:(?!\b(?:not|whether|if)\b)[^.;]){{0,40}}?"
    rf"\b(?:found|conclu|record|return|ruled|confirm|determin|gave|verdict|of)\w*\s(?:(?!\b(?:not|whether|if|await\w*|pending)\b)[^.;]){{0,40}}?{_KILLED_SELF}"
    rf"|\b(?:concluded|confirmed|ruled|recorded|found)\s+(?:as|to\s+(?:be|have)|that)\s(?:(?!\b(?:not|likely|possible|probable|suspected|apparent|presumed)\b)[^.;]){{0,40}}?{_KILLED_SELF}",
    re.IGNORECASE,
)  # fmt: skip
"""What ends doubt about a suicide: somebody whose office it is has found that it was one."""

CAUSE: Doubts = (
    (
        re.compile(
            rf"\b(?:(?:causes?|circumstances|manner)\b[^.;]{{0,30}}?\bdeaths?\b[^.;]{{0,30}}?\b{_NEVER_FOUND}"
            rf"|causes?\s+(?:(?:{_BE}|remain\w*|has|had|have|could|still|yet)\s+){{0,3}}{_NEVER_FOUND}|unascertained\b"
            r"|not\s+(?:yet\s+)?(?:been\s+)?(?:confirmed|determined|established|concluded|ruled\s+on)\s+by\s+(?:the|a|an)\s+(?:coroner|inquest)"
            r"|(?:being\s+considered|under\s+investigation|being\s+investigated|to\s+be\s+(?:confirmed|determined|decided))\s+by\s+(?:the|a|his\s+majesty['’]s)\s+coroner"
            r"|(?:await|pend)(?:s|ed|ing)\b[^.;]{0,40}?\b(?:inquest|coroner|post[\s-]?mortem|toxicology)"
            rf"|(?:inquest|post[\s-]?mortem)s?\b[^.;]{{0,30}}?\b{_GOES_ON}|post[\s-]?mortem[^.;]{{0,30}}?\binconclusive"
            r"|coroner\s+(?:has|had|is|was)\s+(?:not|yet\s+to|still\s+to)|open\s+(?:verdict|conclusion|finding))",
            re.IGNORECASE,
        ),
        "suspected",
    ),
)  # fmt: skip
"""Doubt about what a death came of: nobody has established it, or an inquest has not ended."""

INQUIRY = re.compile(
    rf"\b(?:investigations?\s+(?:into|of|concerning|around)\b[^.;]{{0,40}}?\b(?:circumstances|deaths?|causes?)\b[^.;]{{0,40}}?\b{_GOES_ON}"
    rf"|(?:police|criminal|homicide|murder)\s+(?:investigation|inquir|enquir)\w*\b[^.;]{{0,40}}?\b{_GOES_ON}"
    r"|police\s+(?:are|were|is)\s+(?:still\s+|currently\s+)?investigating|(?:remains?|is|are)\s+under\s+(?:police\s+|criminal\s+)?investigation)",
    re.IGNORECASE,
)  # fmt: skip
"""An inquiry that goes on: doubt about a death of which the text does not say what it came of."""

MANNER = re.compile(
    r"\b(?:murder|kill|homicide|manslaughter|stab|shot\b|shoot|drown|suicide|hang|chok|non-?accidental|inflicted|collision|road\s+traffic|fire\b|overdose|cancer"
    r"|asthma|epilep|diabet|cardiac|sepsis|meningitis|poison|starv|malnutrition)",
    re.IGNORECASE,
)  # fmt: skip
"""What says how somebody died."""

DEED: Doubts = (
    (
        re.compile(
            rf"\b(?:{_HELD}\b[^.;,]{{0,30}}?\bto\s+have\b[^.;,]{{0,30}}?\b{_KILL}|{_MAYBE}[^.;,]{{0,25}}?\b{_KILLING}"
            rf"|(?:from|by|of|to|through)\s+{_MAYBE}[^.;,]{{0,15}}?\b(?:neglect|abuse)\b|possibly\s+(?:as\s+a\s+result|due|caused|from|because)\b"
            rf"|(?<!initially\s)(?<!first\s){_HELD}\s+(?:to\s+(?:be|have\s+been)|as)\b[^.;,]{{0,20}}?\b(?:non-?accidental|inflicted|accidental|deliberate|suspicious|the\s+result|caused|due)\b"
            r"|(?:investigat|treat)(?:ing|ed)\s[^.;,]{0,40}?\bas\s+(?:an?\s+)?(?:non-?accidental|suspicious|murder|homicide|possible|potential)"
            r"|(?<!no\s)(?<!not\s)suspicious\s+(?:death|injur|circumstance)|(?:not\s+(?:known|clear|certain|established)|unclear|uncertain|unknown)\s+(?:whether|if|how)\b[^.;]{0,60}?(?:died|death|f[ea]ll\b|injur|acciden|deliberate|inten))",
            re.IGNORECASE,
        ),
        "suspected",
    ),
    (
        re.compile(
            rf"\b(?:alleged(?:ly)?\s(?:to\s+have\s+)?[^.;,]{{0,20}}?\b(?:{_KILLING}|{_KILL})|(?:is|are|stands?)\s+accused\s+of\s[^.;,]{{0,30}}?\b(?:{_KILLING}|{_KILL}))",
            re.IGNORECASE,
        ),
        "alleged",
    ),
)  # fmt: skip
"""Doubt about how a death or an injury came about."""

HARM: Doubts = (
    (
        re.compile(
            rf"\b(?:{_MAYBE}[^.;]{{0,40}}?\b{_HARMED}|(?:suspicions?|concerns?)\s+(?:of|that|about|over|regarding)\b[^.;]{{0,60}}?\b{_HARMED}"
            rf"|{_HELD}\b[^.;,]{{0,30}}?\bto\s+(?:have|be)\b[^.;,]{{0,40}}?\b{_HARMED}|(?:may|might|could)\s+have\b[^.;,]{{0,30}}?\b{_HARMED}"
            rf"|{_HARMED}\b(?:(?!\bwho)[^.;]){{0,60}}?(?:,|\b{_BE})\s+suspected{_ENDS})",
            re.IGNORECASE,
        ),
        "suspected",
    ),
    (
        re.compile(
            rf"\b(?:alleged(?:ly)?\b[^.;]{{0,50}}?\b{_HARMED}|allegations?\b[^.;]{{0,80}}?\b{_HARMED}|alleg(?:es|ing)\s+that\b[^.;]{{0,80}}?\b{_HARMED}"
            rf"|(?:claim(?:s|ed|ing)?|complaints?)\s+(?:of|that|to\s+have)\b[^.;]{{0,60}}?\b{_HARMED}|{_HARMED}\b(?:(?!\bwho)[^.;]){{0,60}}?(?:,|\b{_BE})\s+alleged{_ENDS})",
            re.IGNORECASE,
        ),
        "alleged",
    ),
)  # fmt: skip
"""Doubt that a child was harmed, to the word for the harm."""

DISCLOSED: Doubts = (
    (
        re.compile(
            rf"\b(?:disclos(?:ures?|ed|es|ing)\b[^.;]{{0,80}}?\b{_HARMED}"
            rf"|(?:told|tells|said|says|stated|states|reported|reports|described|describes|indicated|indicates)\s(?:[^.;,]{{0,40}}?\s)?that\b[^.;]{{0,60}}?\b{_HARMED})",
            re.IGNORECASE,
        ),
        "alleged",
    ),
)
"""What somebody tells of abuse: an allegation, as long as nobody has found that it is so."""

ESTABLISHED = re.compile(
    r"(?<!not\s)(?<!never\s)\b(?:substantiated|admitted\s+(?:to\s+)?(?:the\s+|sexual|abus|rap|assault|harm|offen)|confessed|was\s+proven|were\s+proven)",
    re.IGNORECASE,
)
"""Words that establish what was disclosed, besides a conviction or the finding of a court."""

ALLEGED_REMOVAL: Doubts = (
    (
        re.compile(
            rf"\b(?:alleged\s(?:(?!\bdomestic)[^.;]){{0,70}}?\b{_HARMED}|allegations?\s+(?:(?:made\s+)?by\b[^.;,]{{0,30}}?\b)?(?:of|that)\b[^.;]{{0,60}}?\b{_HARMED})",
            re.IGNORECASE,
        ),
        "alleged",
    ),
    (re.compile(rf"\bsuspicions?\s+(?:of|that)\b[^.;]{{0,60}}?\b{_HARMED}", re.IGNORECASE), "suspected"),
)
"""What children were removed for, where no harm is stated."""

CLEARED: Doubts = (
    (
        re.compile(
            rf"\b(?:acquitted\b|cleared\s+of\b|(?:found\s+)?not\s+guilty\b|charges?\s+(?:was|were)\s+(?:later\s+|subsequently\s+)?dropped"
            rf"|allegations?\b[^.;]{{0,40}}?\b{_BE}\s+(?:later\s+|subsequently\s+)?(?:found\s+to\s+be\s+|found\s+|deemed\s+)?(?:unsubstantiated|unfounded|retracted|withdrawn|not\s+upheld|unproven|not\s+proven))",
            re.IGNORECASE,
        ),
        "alleged",
    ),
)
"""What leaves abuse alleged: nobody was found to have done it, or it was taken back."""
