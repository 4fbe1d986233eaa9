"""Days as people write them in a cell."""

import re
from datetime import date, datetime

from casegraph.tracking.model import Value

__all__ = ["day_of"]

_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


def day_of(value: Value) -> date | None:
    """Return the day that a cell means, None for anything else; of two numbers the first is the day, as in Britain.

    >>> day_of("1st March 2027"), day_of("3/2/2027"), day_of("next spring")
    (datetime.date(2027, 3, 1), datetime.date(2027, 2, 3), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = _ORDINAL.sub("", " ".join(value.split())) if isinstance(value, str) else ""
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None
