"""Headings: the line at the beginning of an entry, such as `2025 – Birmingham - Child A`, and its parts."""

import re

from casegraph.reading import Heading

__all__ = ["heading_of"]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = f"(?:{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Winter)"

_START = re.compile(rf"(?:{_MONTH}\.?,?\s+)?(?P<year>(?:19|20)\d\d)(?!\d)(?:/\d\d(?:\d\d)?)?", re.IGNORECASE)
_SPACE = r"(?<!\s)\s++"  # all the white space in one place; a search does not begin in the middle of it
_DASH = re.compile(rf"(?:{_SPACE})?[–—‒―]\s*+|{_SPACE}-++\s*+|(?<!-)-++\s++")
_UNNAMED = re.compile(r"\b(?:anonym\w*|un-?named|un-?identified|not named)\b", re.IGNORECASE)
_COLON = re.compile(rf"(?:{_SPACE})?:\s++")
_LONGEST = 160
_MOST_WORDS = 10  # of a heading whose only dash is after the year


def heading_of(line: str) -> Heading | None:
    """Return the parts of a heading, or None for any other line.

    A heading begins with a year, or a month and a year, and has a dash between area and name. A dash is an en dash, or
    a hyphen with a space on at least one side; older pages lose the dash after the year.

    >>> heading_of("2018 - Anonymous- Children F, G and H")
    Heading(year=2018, area=None, subject='Children F, G and H')
    >>> heading_of("December 2014 – Stoke-on-Trent - Child BR")
    Heading(year=2014, area='Stoke-on-Trent', subject='Child BR')
    >>> heading_of("2012Bedford – Child D").area
    'Bedford'
    >>> heading_of("2012 was a hard year.")
    """
    start = _START.match(line)
    if not start or len(line) > _LONGEST:
        return None
    rest = line[start.end() :]
    dash = _DASH.match(rest)
    name = (rest[dash.end() :] if dash else rest).strip(" ,:")
    first = name.lstrip("'‘\"“(")[:1]
    if not (first.isupper() or first.isdigit()) or name.endswith((".", ";", ":")):
        return None
    between = _DASH.search(name) or (_COLON.search(name) if dash else None)
    if between and between.start() > 0:
        area, subject = name[: between.start()].strip(), name[between.end() :].strip()
    elif dash and len(name.split()) <= _MOST_WORDS:
        area, subject = "", name
    else:
        return None
    if not subject:
        return None
    return Heading(int(start["year"]), None if not area or _UNNAMED.search(area) else area, subject)
