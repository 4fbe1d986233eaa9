"""Sections: the part of an entry that a paragraph belongs to, by its first words."""

import re
from typing import Literal

from casegraph.collections.nspcc.keywords import KEYWORDS

__all__ = ["Section", "section_of", "split_paragraph"]

Section = Literal["narrative", "learning", "recommendations", "keywords", "link"]

_LINK = re.compile(
    r"[>»›→•\s]*(?:read|view|download|access|see|open|find|get)\b[^.;]{0,80}"
    r"\b(?:reports?|reviews?|summary|summaries|collection|repository|online|pdf)\b",
    re.IGNORECASE,
)
_NARRATIVE = re.compile(
    r"(?:background|context|model|methodology|method|summary|synopsis|incident|circumstances)\s*:", re.IGNORECASE
)
_VERB = (
    r"(?:includ(?:es?|ed|ing)|explor(?:es|ed)|consider(?:s|ed)|focus(?:es|ed)?\s+on|cover(?:s|ed)|highlight(?:s|ed)"
    r"|relat(?:es?|ed)\s+to|concern(?:s|ed)|examin(?:es|ed)|(?:is|are)\s+(?:embedded|around|about|that|in\s+relation))\b"
)
_LEARNED = (
    r"(?:(?:the|key|main|overall|wider|additional|further|other|practice|organisational|system|local|national|good|and"
    r"|important|emerging|common|identified|initial|first|points?|areas?|of|for|from|on)\s+){0,5}"
    r"(?:learning(?!\s+(?:disab|difficult|need))|lessons?|issues|themes|findings|concerns|shortcomings|weaknesses"
    r"|improvement|good\s+practice|practice\s+(?:points|themes|issues))\b"
)
_LEARNING = re.compile(
    rf"{_LEARNED}(?:[^.:;]{{0,60}}?(?::|\s{_VERB}:?)|\s*$)"
    r"|(?:also\s+)?(?:identif\w+|highlights?|sets\s+out|draws\s+out|examines|finds|raises|notes?|found|points\s+to)\b"
    r"[^.:;]{0,40}(?:\b(?:learning|lessons?|issues|findings|themes)\b|:)"
    r"|(?:(?:the|this|overview|serious|significant|case|child|practice|management|learning|joint|independent|lead|thematic)\s+){0,5}"
    r"(?:review|report|panel|author|reviewer)s?\s+(?:(?:team|panel|group|author)s?\s+)?(?:also\s+)?"
    r"(?:found|finds|identif\w+|concludes?d?|highlights?|highlighted|notes?|noted|questions?|raises|sets\s+out|establish\w+"
    r"|learn(?:ed|t)|states?\s+that|describes\b(?=[^.:]*;))\b(?![^.:;]{0,40}\brecommendations?\b)"
    r"|it\s+(?:was\s+|is\s+)?found\b|(?:the\s+)?(?:key\s+|main\s+)?(?:issues|lessons|findings|themes|points)\s+(?:were|are|identified\s*:)"
    r"|summary\s+of\s+(?:the\s+)?(?:key\s+|main\s+)?(?:issues|learning|findings|lessons)\b"
    r"|includes?\s*:",
    re.IGNORECASE,
)
_RECOMMENDATIONS = re.compile(
    r"(?:(?:the\s+)?review\s+|the\s+report\s+|report\s+|also\s+|(?:no|there\s+are\s+no|key|main|further|additional|other|national|local"
    r"|specific|overarching|single[- ]agency|multi-?agency|its)\s+)*"
    r"(?:recommend(?:s|ed|ations?)?\b|actions?\s+(?:for|to|points?|include|identified|plan)\b"
    r"|(?:makes?|sets?\s+out|proposes?|lists?|gives?|contains?|includes?|identifies|provides)\s[^.:;]{0,40}"
    r"\brecommendations?\b)"
    # a body with its list: "The Trust should: …", "Both boards should: …", "For housing: …"
    r"|(?:[\w’'&()-]+\s+){1,8}(?:should|must|will|(?:is|are|was|were)\s+(?:asked|recommended|advised|urged)\s+to|(?<!relate\s)to)\s*:"
    r"|it\s+(?:is|was)\s+(?:also\s+)?recommended\b|(?:the\s+)?action\s+plan\s+(?:is\s+to\s+include|includes?|seeks|asks)\b"
    r"|(?:the\s+)?(?:[\w’'-]+\s+){0,4}(?:board|panel|partnership|review|report|author|reviewers?|committee)\s+recommend(?:s|ed)?\b"
    r"|(?:for|to)\s+(?:all\s+|the\s+)?(?:[\w’'-]+\s+){0,4}[\w’'-]+\s*:",
    re.IGNORECASE,
)
# Words that begin a section even in the middle of a paragraph, after a full stop.
_WITHIN = re.compile(
    r"[.!?]\s+(?="
    r"(?P<keywords>Key\s?-?words?\s*:)"
    r"|(?P<learning>It\s+found(?:\s+that)?:|(?:(?:The|Key|Main|Other|Practice|Organisational|Points|for|and|practice|organisational)\s+){0,4}"
    rf"(?:[Ii]ssues|[Ll]earning|[Ll]essons|[Ff]indings|[Tt]hemes|[Cc]oncerns)\b[^.:;]{{0,50}}?(?::|\s{_VERB}:))"
    r"|(?P<recommendations>(?:Key\s+|National\s+)?Recommendations\b[^.:;]{0,80}:|Makes\s[^.:;]{0,40}recommendations?\b"
    r"|Recommends(?:\s+(?:that|to)\b|:)|(?:The\s+(?:review|report|panel)|It)\s+(?:is\s+recommended|recommends)(?:\s+that\b|:)|Recommendations\s+(?:include|are)\b))"
)
_ORDER: tuple[Section, ...] = ("narrative", "learning", "recommendations", "keywords", "link")


def section_of(paragraph: str) -> Section | None:
    """Return the section that the first words of a paragraph introduce, or None.

    >>> section_of("Issues identified include: no agency held a full picture.")
    'learning'
    >>> section_of("Makes recommendations that bruises are seen the same day.")
    'recommendations'
    >>> section_of("> Read the overview report"), section_of("Learning disabilities were known to the GP.")
    ('link', None)
    """
    if KEYWORDS.match(paragraph):
        return "keywords"
    if len(paragraph) < 140 and _LINK.match(paragraph):
        return "link"
    if _NARRATIVE.match(paragraph):
        return "narrative"
    if _RECOMMENDATIONS.match(paragraph):
        return "recommendations"
    if _LEARNING.match(paragraph):
        return "learning"
    return None


def split_paragraph(paragraph: str, section: Section) -> list[tuple[int, int, Section]]:
    """Cut a paragraph of *section* where a sentence introduces a later section; returns (start, end, section).

    >>> split_paragraph("Death of a girl. Recommendations include: act.", "narrative")
    [(0, 16, 'narrative'), (17, 46, 'recommendations')]
    """
    if section == "link":
        return [(0, len(paragraph), section)]
    pieces: list[tuple[int, int, Section]] = []
    start = 0
    for mark in _WITHIN.finditer(paragraph):
        later: Section = next(name for name in _ORDER if name in mark.groupdict() and mark[name])
        if _ORDER.index(later) > _ORDER.index(section):
            pieces.append((start, mark.start() + 1, section))
            start, section = mark.end(), later
    pieces.append((start, len(paragraph), section))
    return pieces
