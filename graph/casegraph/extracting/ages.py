"""Ages as abstracts write them: "16-day-old", "aged 2 years and 10 months", "a boy of 7", "between 2 and 11"."""

import re
from typing import NamedTuple

from casegraph.record.model import AgeUnit

__all__ = ["AGE", "MONTHS", "NUMBERS", "UNIT", "WORD_NUMBER", "Age", "age_of", "ages_in", "without_ranges"]

NUMBERS = {name: number for number, name in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(),
    start=1,
)}  # fmt: skip
WORD_NUMBER = "|".join(NUMBERS)
UNIT = r"(?:day|week|month|year)s?"
MONTHS = rf"(?:1[01]|[1-9]|{'|'.join([*NUMBERS][:11])})"  # what may stand beside years, as part of one age
_AND_MONTHS = rf"(?:[\s-]*(?:(?:and|&)[\s-]*)?{MONTHS}[\s-]*months?\b)"
AGE = rf"(?:\d{{1,3}}(?!\d)|(?:{WORD_NUMBER})\b)(?:[\s-]*years?\b{_AND_MONTHS}|[\s-]*{UNIT}\b)?"
"""One age in a list of ages: a number, with its unit or without ("2", "8 months", "2 years and 10 months")."""

_EACH = re.compile(
    rf"\b(?P<age>\d{{1,3}}|{WORD_NUMBER})(?:[\s-]*(?P<unit>{UNIT})\b)?"
    rf"(?:(?<=year|ears)[\s-]*(?:(?:and|&)[\s-]*)?(?P<months>{MONTHS})[\s-]*months?\b)?",
    re.IGNORECASE,
)
_NUMBER_UNIT = rf"(?:\d{{1,2}}|{WORD_NUMBER})(?:[\s-]*{UNIT})?(?:[\s-]*old)?"
_RANGE = re.compile(
    rf"\b(?:(?:ages?|aged)\s+)?(?:between\s+(?:the\s+ages\s+of\s+)?{_NUMBER_UNIT}[\s-]*(?:and|to)\s+{_NUMBER_UNIT}"
    rf"|(?:aged|ages)\s+(?:from\s+)?{_NUMBER_UNIT}\s*(?:-|–|to\b)\s*{_NUMBER_UNIT})\b",
    re.IGNORECASE,
)


class Age(NamedTuple):
    """A stated age: years with months beside them are a fraction of years, rounded to two places."""

    number: float
    unit: AgeUnit


def age_of(number: str, unit: str, months: str | None = None) -> Age:
    """Return the age that a number, its unit and any months beside it state.

    >>> age_of("2½", "year"), age_of("two", "years", "ten")
    (Age(number=2.5, unit='years'), Age(number=2.83, unit='years'))
    """
    units: dict[str, AgeUnit] = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
    return Age(round(_number(number) + (_number(months) / 12 if months else 0), 2), units[unit[0].lower()])


def ages_in(words: str) -> list[Age]:
    """Return the ages of a list. A unit holds for the numbers before it, unless they fall: then those are years.

    >>> [f"{age.number:g} {age.unit}" for age in ages_in("2 and 5 months")]
    ['2 months', '5 months']
    >>> [f"{age.number:g} {age.unit}" for age in ages_in("4, 2 and 8 months")]
    ['4 years', '2 years', '8 months']
    """
    each = [(match["age"], match["unit"], match["months"]) for match in _EACH.finditer(words)]
    bare = [_number(number) for number, unit, _ in each if not unit]
    fall = len(bare) > 1 and bare == sorted(bare, reverse=True)
    ages, unit = [], "years"
    for number, own, months in reversed(each):
        unit = own or ("years" if fall else unit)
        ages.append(age_of(number, unit, months))
    return ages[::-1]


def without_ranges(text: str) -> str:
    """Return *text*, as long as before, with ages blotted out that are the youngest and the oldest of several.

    >>> without_ranges("six siblings aged between 10 months and 14 years, removed")
    'six siblings |||||||||||||||||||||||||||||||||||, removed'
    """
    if " to " not in text and "between" not in text and "–" not in text and "-" not in text:
        return text
    return _RANGE.sub(lambda match: "|" * len(match[0]), text)


def _number(written: str) -> float:
    return float(NUMBERS.get(written.lower()) or written.replace("½", ".5"))
