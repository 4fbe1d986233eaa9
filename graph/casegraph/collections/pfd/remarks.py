"""What stands among matters of concern and is none: the words of the form, headings, and what a coroner says of the report itself."""

import re

from casegraph.reports.document import plain

__all__ = ["is_concern", "is_heading", "is_remark", "without_formula"]

_FORMULA = re.compile(
    r"(?:during|in)\s+the\s+course\s+of\s+(?:the|this|my|these)\s+(?:inquest|investigation)s?[\w\s,]{0,60}?\s(?:revealed|giving\s+rise|gave\s+rise|gives\s+rise)|in\s+my\s+opinion,?\s+there\s+is\s+a\s+risk"
    r"|in\s+the\s+circumstances,?\s+it\s+is\s+my\s+statutory\s+duty|(?:the|my)\s+(?:evidence|inquiries)\s+revealed\s+matters"
    r"|[\[(]?brief\s+summary\s+of\s+matters|(?:the\s+)?matters?\s+of\s+concerns?(?:\s+(?:is|are)(?:\s+as\s+follows)?)?\W*+$"
    r"|\[?if\s+applicable\]?\W*+$",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\[(?:if applicable|brief summary of matters of concern)\]\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?\])])\s+(?=[A-Z“\"(\[])")
_OF_CONCERN = re.compile(
    r"\bI(?:['’]m| am| remain| was)(?: \w+){0,3} concerned|\bmy (?:\w+ ){0,2}concern\b|\b(?:further|additional|another|additionally a) (?:matter of )?concern"
    r"|\b(?:matter|cause) (?:of|for) (?:\w+ )?concern\b|\bis (?:a|of) (?:\w+ )?concern\b|\bconcerns me\b|\bI (?:am|remain) troubled\b",
    re.IGNORECASE,
)
_FIRST_WORDS = r"(?:(?:finally|lastly|in closing|in conclusion|however|in fairness|in summary|having said that),? )?"
_REMARK = re.compile(
    _FIRST_WORDS + r"(?:before I (?:turn|set|list|come)\b|before (?:turning|setting|listing)\b"
    r"|I (?:would|should|wish|want|must) (?:also )?(?:like )?(?:to )?(?:say|record|thank|add|make (?:it )?(?:quite )?clear|acknowledge|pay|stress|commend|offer|extend|note)\b"
    r"|I (?:also )?(?:end|close|conclude|finish) (?:with|by|this)\b"
    r"|I(?:['’]m| am) (?:also )?(?:mindful|grateful|pleased|reassured|encouraged|conscious)\b"
    r"|I (?:also )?(?:thank|pay tribute|commend|offer|extend|express my (?:\w+ )?(?:condolences|sympathy|thanks|gratitude))\b"
    r"|I (?:also )?(?:recognise|acknowledge|appreciate|make no (?:criticism|finding|formal recommendation))\b"
    r"|(?:my|our) (?:sincere |deepest )?(?:condolences|thanks|sympath)"
    r"|it is not for (?:a coroner|me)\b|for the avoidance of doubt\b|none of (?:this|the above)\b|nothing in this report\b"
    r"|(?:this report|these (?:matters|concerns)) (?:is|are|does|do|should|may|fall)\b"
    r"|the (?:above|following|foregoing|matters below)\b(?! (?:chart|table|figure))"
    r"|copies? of\b|(?:the|a) (?:family|parents) (?:of|have asked|attended|took part)\b)",
    re.IGNORECASE,
)
_AFTER_LIST = re.compile(
    _FIRST_WORDS
    + r"(?:I (?:also )?(?:have (?:also )?(?:considered|read|received|noted|had regard|taken|been (?:informed|assured|told))|note|understand|accept|hope|trust|will|shall|leave|do not|ask)\b"
    r"|it (?:is|was) (?:right|fair|proper|important) (?:to|that)\b|since (?:the|his|her|their) (?:inquest|death)\b|(?:steps|action|improvements) (?:have|has)\b"
    r"|there (?:was|were|is) (?:also )?(?:much|some) (?:good|excellent)\b|as (?:to|for) the (?:other|remaining)\b)",
    re.IGNORECASE,
)
_SENTENCE = (".", "!", "?", ";", ",", "”", '"')
_LONGEST_HEADING = 12  # words
_FOR_WHOM = re.compile(
    r"(?:for|to|as to|regarding|in relation to|concerns? (?:for|regarding)|with regard to)\b", re.IGNORECASE
)


def is_heading(text: str) -> bool:
    """Tell whether a line, between matters, is a heading.

    >>> [is_heading(each) for each in ("For the Trust", "HEALTH BOARD:", "There was no plan.", "Staff did not know who")]
    [True, True, False, False]
    """
    text = plain(text).rstrip(" –—-:")
    words = text.split()
    if not words or len(words) > _LONGEST_HEADING or text.endswith(_SENTENCE):
        return False
    if text.isupper() or _FOR_WHOM.match(text):
        return True
    large = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return words[0][:1].isupper() and (len(words) <= 4 or large >= len(words) / 2)


def is_concern(text: str) -> bool:
    """Tell whether a coroner says of a paragraph that it is a matter of concern."""
    return _OF_CONCERN.search(text) is not None


def is_remark(text: str, *, after_list: bool = False) -> bool:
    """Tell whether a paragraph speaks of the report itself, thanks or closes; a list of matters has more of these after it.

    >>> is_remark("I would like to record my thanks."), is_remark("I should say that I remain concerned at the delay.")
    (True, False)
    """
    text = plain(text)
    if is_concern(text):
        return False
    return bool(_REMARK.match(text) or (after_list and _AFTER_LIST.match(text)))


def without_formula(text: str) -> str:
    """Return a text without the sentences that every report has.

    >>> without_formula("In the circumstances it is my statutory duty to report to you. There was no plan.")
    'There was no plan.'
    """
    whole = _TEMPLATE.sub("", plain(text))
    return " ".join(each for each in _SENTENCE_END.split(whole) if not _FORMULA.match(each.strip("-–—: ")))
