"""Days as coroners' reports write them: 27/01/2026, 27 January 2026, 27th January 2026, 2026-01-27, January 27, 2026."""

import re
from datetime import date, timedelta
from typing import Final

__all__ = ["DAY", "DAYS_TO_REPLY", "day_in", "days_after"]

DAYS_TO_REPLY: Final = 56
"""In how many days a reply is due by law (the Coroners (Investigations) Regulations 2013, regulation 29)."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip
DAY: Final = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}"
    r"|\d{1,2}\s?(?:st|nd|rd|th)?\s{1,3}(?:(?:day\s{1,3})?of\s{1,3})?[A-Za-z]{3,9},?\s{1,3}\d{4}"
    r"|[A-Z][A-Za-z]{2,8}\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}\d{4})"
)
"""What a day can look like, for other patterns."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{2,4})")
_WORDS = re.compile(
    r"(\d{1,2})\s?(?:st|nd|rd|th)?\s{1,3}(?:(?:day\s{1,3})?of\s{1,3})?([A-Za-z]{3,9}),?\s{1,3}(\d{4})", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})", re.IGNORECASE)
_YEARS = range(2000, 2100)


def day_in(text: str) -> str:
    """Return the day that a text is, in ISO 8601, or "" if it is none.

    >>> day_in("27/01/2026"), day_in("3rd day of February 2026"), day_in("February 3, 2026"), day_in("31 Sept 2025"), day_in("soon")
    ('2026-01-27', '2026-02-03', '2026-02-03', '', '')
    """
    text = text.strip().rstrip(".")
    if iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif numbers := _NUMBERS.fullmatch(text):
        day, month, year = map(int, numbers.groups())
        year += 2000 if year < 100 else 0
    elif words := _WORDS.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        number, name = (words[1], words[2].lower()) if words[1].isdigit() else (words[2], words[1].lower())
        month = next((at for at, each in enumerate(_MONTHS, start=1) if each.startswith(name)), 0)
        month = month or (9 if name == "sept" else 0)
        day, year = int(number), int(words[3])
    else:
        return ""
    try:
        return date(year, month, day).isoformat() if year in _YEARS else ""
    except ValueError:
        return ""


def days_after(day: str, number: int = DAYS_TO_REPLY) -> str:
    """Return the day a *number* of days after another, both in ISO 8601.

    >>> days_after("2026-01-27")
    '2026-03-24'
    """
    return (date.fromisoformat(day) + timedelta(days=number)).isoformat()
