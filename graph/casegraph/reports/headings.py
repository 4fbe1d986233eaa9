"""Headings: which lines are one, and which begin recommendations, learning, or something else."""

import re
from typing import Literal

from casegraph.reports.markers import DUE, OWNER, label_of, marker_of

__all__ = ["Section", "depth_of", "generic", "looks_like_heading", "section_of"]

Section = Literal["recommendations", "learning", "other"]

_RECOMMENDATIONS = re.compile(
    r"\brecommendations?\b|\baction\s+plan\b|\b(?:agreed|proposed|key|required|multi[- ]agency)\s+actions\b"
    r"|^(?:actions?|next\s+steps\s+and\s+actions)$|\bactions\s+(?:for|required|arising|agreed)\b"
    r"|\bwhat\s+we\s+(?:have\s+)?asked\b|^what\s+(?:needs?\s+to|must|should|we\s+will|will\s+we|are\s+we\s+going\s+to)\b|\bimproving\s+systems\s+and\s+practice\b"
    r"|\b(?:questions|considerations|challenges)\s+for\s+(?:the\s+)?(?:\w+\s+)?(?:boards?|partnership|partners|lscp|lscb|scp)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\blearning\s+points?\b|\blessons\b|^(?:key\s+|the\s+|what\s+is\s+the\s+|summary\s+of\s+(?:the\s+)?|main\s+)?learning(?:\s+themes)?$"
    r"|\b(?:key|practice)\s+learning\b|\blearning\s+for\s+practi",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:previous|earlier|past|prior|former|other)\s+(?:\w+\s+){0,3}recommendations?\b|\bprogress\b|\bimplementation\s+of\b"
    r"|\brecommendations?\s+(?:from|of|in)\s+(?:previous|earlier|other|past)\b|\bresponse\s+to\b|\bdelivering\b|\bmonitoring\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:executive\s+)?summary|introduction|background|methodology|method|scope|terms\s+of\s+reference|the\s+review|analysis"
    r"|findings|key\s+findings|conclusions?|contents|glossary|appendix(?:\s+[a-z0-9])?|appendices|references|bibliography"
    r"|good\s+practice|chronology|timeline|learning|lessons(?:\s+learn(?:ed|t))?|next\s+steps|family\s+involvement"
    r"|the\s+family|circumstances|context|process|purpose|parallel\s+processes|key\s+events|key\s+lines\s+of\s+enquiry|abbreviations",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:chapter|section|part|appendix|annex)\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\b\s*[:.–—-]?\s*)|^\s*", re.IGNORECASE
)
_SENTENCE = re.compile(r"\b(?:should|must|shall|was|were|will\s+be|has\s+been|is\s+to)\b", re.IGNORECASE)
_LONGEST, _MOST_WORDS = 110, 14
_SHORT = 6  # words of a line that is a heading for sure


def looks_like_heading(text: str, *, firm: bool = False) -> bool:
    """Tell whether a line reads like a heading; *firm* asks for more, where nothing around it says so.

    >>> [looks_like_heading(each) for each in ("5. Recommendations", "The police should act.", "1. Review the policy;")]
    [True, False, False]
    """
    if not text or len(text) > _LONGEST or text[-1] in ".;,?!" or len(text.split()) > _MOST_WORDS:
        return False
    if OWNER.fullmatch(text) or DUE.fullmatch(text):
        return False
    marker = marker_of(text)
    bare = text[marker.length :] if marker else text
    if marker and (marker.number == "•" or marker.number[0] == "("):
        return False
    label = label_of(text)
    if label:
        return label.length == len(text)
    if not bare[0].isupper() and not bare[0].isdigit():
        return False
    if section_of(text) != "other" and not _SENTENCE.search(text):
        return True
    if _GENERIC.fullmatch(_bare(text)):
        return True
    if text[-1] == ":":
        return False
    if _SENTENCE.search(text):
        return False
    if bare.isupper() and len(bare) > 3:
        return True
    if marker:
        return not firm and len(bare.split()) <= _SHORT and not marker.number.endswith(")")
    return not firm and len(bare.split()) <= 2 * _SHORT


def section_of(heading: str) -> Section:
    """Return what a heading begins.

    >>> [section_of(each) for each in ("5.1 Summary of recommendations", "Learning points", "Progress on recommendations")]
    ['recommendations', 'learning', 'other']
    """
    text = _bare(heading)
    if _OF_OTHERS.search(text):
        return "other"
    if _RECOMMENDATIONS.search(text):
        return "recommendations"
    return "learning" if _LEARNING.search(text) else "other"


def depth_of(heading: str) -> int:
    """Return how deep a numbered heading is, 0 where its number does not say.

    >>> [depth_of(each) for each in ("5. Recommendations", "5.1 Police", "Recommendations")]
    [1, 2, 0]
    """
    marker = marker_of(heading)
    if not marker or not marker.number[0].isdigit():
        return 0
    return len([part for part in marker.number.rstrip(".)").split(".") if part])


def generic(heading: str) -> bool:
    """Tell whether a heading is one that any report could have, so that it says nothing about anybody.

    >>> generic("2. Methodology"), generic("Tom's story")
    (True, False)
    """
    return _GENERIC.fullmatch(_bare(heading)) is not None


def _bare(heading: str) -> str:
    marker = marker_of(heading)
    text = heading[marker.length :] if marker else heading
    part = _PART.match(text)
    return text[part.end() if part else 0 :].strip().rstrip(":").strip()
