"""What a writer puts before a paragraph by hand: numbers, letters, bullets, and labels such as “Recommendation 3:”."""

import re
from typing import Literal, NamedTuple

__all__ = ["DUE", "OWNER", "Label", "Marker", "is_bullet", "label_of", "marker_of"]

_BULLETS = "•▪◦·●○■□➢➤✓✔❖*–—-\uf0b7\uf0a7\uf0d8§"
_MARKER = re.compile(
    rf"(?P<number>[{_BULLETS}]|o(?=\s)|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{2,5}})[.)]|\d{{1,2}}(?:\.\d{{1,3}}){{1,3}}[.)]?"
    r"|\d{1,2}(?=\s+[A-Z]))\s+(?=\S)"
)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_LABEL = re.compile(
    r"(?P<before>\(?(?:\d{1,2}(?:\.\d{1,3}){0,3}[.)]?|[a-z]\))\s+)?"
    r"(?:(?P<kind>(?:key\s+|overarching\s+|national\s+|local\s+|single[- ]agency\s+|multi[- ]agency\s+|additional\s+)?"
    r"(?:recommendations?|recs?|actions?|learning\s+points?|lessons?|learning|key\s+learning))\s*"
    r"(?:no\.?\s*|number\s+)?(?P<number>#?\s?\d{1,2}(?:\.\d{1,2})?[a-z]?|(?<=\s)[A-H](?=[:.)\s–-])|one|two|three|four|five|six|seven|eight|nine|ten)"
    rf"|(?P<ordinal>(?:{_ORDINALS})\s+recommendation)|(?P<short>R(?:ec)?\.?\s?\d{{1,2}}(?:\.\d{{1,2}})?|LP\s?\d{{1,2}}))"
    r"\s*(?P<end>[:.)–—-]|(?=\s|$))\s*",
    re.IGNORECASE,
)

OWNER = re.compile(
    r"(?:lead(?:\s+(?:agency|officer))?|owner|agency|agencies|responsible(?:\s+(?:agency|person))?|for|who)\s*:\s*(?P<value>.{1,200})",
    re.IGNORECASE,
)
DUE = re.compile(
    r"(?:timescales?|due(?:\s+date)?|by\s+when|deadline|target\s+date|completion\s+date|to\s+be\s+completed\s+by)\s*:\s*(?P<value>.{1,100})",
    re.IGNORECASE,
)
"""Who is to act and by when, in lines of their own below a recommendation."""


class Marker(NamedTuple):
    """A number, letter or bullet, and how many characters of the paragraph it takes."""

    number: str
    length: int


class Label(NamedTuple):
    """A label: whether a recommendation or a learning point follows, its number as printed, how many characters it takes.

    *is_firm* says that punctuation ends it, or that nothing else is in the paragraph.
    """

    kind: Literal["recommendation", "learning"]
    number: str
    length: int
    is_firm: bool


def marker_of(text: str) -> Marker | None:
    """Return the number or bullet that a paragraph begins with.

    >>> [marker_of(each) for each in ("5.1 The board", "(a) the trust", "• Review", "7 days later")]
    [Marker(number='5.1', length=4), Marker(number='(a)', length=4), Marker(number='•', length=2), None]
    """
    match = _MARKER.match(text)
    return Marker("•" if is_bullet(match["number"]) else match["number"], match.end()) if match else None


def is_bullet(number: str) -> bool:
    """Tell whether what stands before a paragraph is a bullet.

    >>> is_bullet("•"), is_bullet("1.")
    (True, False)
    """
    return number != "" and (number in _BULLETS or number == "o")


def label_of(text: str) -> Label | None:
    """Return the label that a paragraph begins with.

    >>> label_of("Recommendation 3: The board should act.")
    Label(kind='recommendation', number='3', length=18, is_firm=True)
    >>> label_of("R2: Act"), label_of("Recommendations were made")
    (Label(kind='recommendation', number='R2', length=4, is_firm=True), None)
    """
    match = _LABEL.match(text)
    if not match:
        return None
    words = (match["kind"] or match["ordinal"] or "").lower()
    short = match["short"] or ""
    is_learning = "learning" in words or "lesson" in words or short[:2].lower() == "lp"
    number = match["number"] or short or (match["ordinal"] or "").split()[0]
    is_firm = bool(match["end"]) or match.end() == len(text)
    return Label("learning" if is_learning else "recommendation", number.strip(), match.end(), is_firm)
