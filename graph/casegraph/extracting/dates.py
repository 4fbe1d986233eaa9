"""Dates as abstracts write them ("in early 2020", "Autumn 2022"), as EDTF with earliest and latest day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["StatedDate", "back_from", "dates_in"]

_MONTHS = ("january february march april may june july august september october november december").split()
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_DAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
_NAME = "|".join([*_MONTHS, *_SEASONS, *(name for name in _SHORT if name != "may")])
_YEAR = r"(?:19[5-9]|20[0-4])\d"

_ANY_YEAR = re.compile(_YEAR)
_LONGEST_AFTER_YEAR = len("2020-years")
_LONGEST_BEFORE_YEAR = 50  # "between the end of September and the 12th of November 2020" has less


def _one_date(group: int) -> str:
    """Return the pattern of one date, with the groups day, name and year numbered *group*."""
    day = rf"(?:(?P<day{group}>(?:[0-2]?\d|3[01])(?:\s?[-–]\s?(?:[0-2]?\d|3[01]))?)(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    return rf"(?:{day}(?P<name{group}>{_NAME})\b\.?,?(?:\s+(?:holidays?|term|months))?\s+(?:of\s+)?)?(?P<year{group}>{_YEAR})\b(?![-–]year|-old)"


_DATE = re.compile(
    rf"\b(?=[\dabcdfjmnosw])(?:(?P<between>between|from)\s+{_one_date(1)}\s+(?:and|to|until)\s+{_one_date(2)}"
    rf"|(?P<feast>christmas\s+eve|christmas\s+day|boxing\s+day|new\s+year['’]?s\s+(?:eve|day)),?\s+(?P<feastyear>{_YEAR})\b"
    rf"|(?P<first>{_YEAR})\s*(?:and|to|until|[-–])\s*(?P<last>{_YEAR})\b"
    rf"|(?P<half>{_NAME})\s+(?:and|to)\s+{_one_date(3)}"
    rf"|{_one_date(4)})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in a text: its place there, EDTF, and the earliest and latest day that it can mean (ISO 8601)."""

    start: int
    end: int
    edtf: str
    earliest: str
    latest: str


def dates_in(text: str) -> Iterator[StatedDate]:
    """Yield the dates that *text* states, in order.

    A day is read where one is stated. Early, mid and late in a year are the year; a season is an EDTF season (21 spring to 24 winter), and winter may
    mean the beginning or the end of its year; a span is an interval.

    >>> [(date.edtf, date.earliest, date.latest) for date in dates_in("in early May 2020; in winter 2021")]
    [('2020-05', '2020-05-01', '2020-05-31'), ('2021-24', '2021-01-01', '2022-02-28')]
    >>> [date.edtf for date in dates_in("between March 2023 and July 2024")]
    ['2023-03/2024-07']
    """
    years = [year.start() for year in _ANY_YEAR.finditer(text)]
    if not years:
        return
    for match in _DATE.finditer(text, max(0, years[0] - _LONGEST_BEFORE_YEAR), years[-1] + _LONGEST_AFTER_YEAR):
        if match["between"]:
            yield _span(match, _parts(match, 1), _parts(match, 2))
        elif match["first"]:
            yield _span(match, (None, None, match["first"]), (None, None, match["last"]))
        elif match["feast"]:
            month, day_of = _DAYS[" ".join(match["feast"].lower().replace("’", "'").split())]
            on = f"{match['feastyear']}-{month:02}-{day_of:02}"
            yield StatedDate(match.start(), match.end(), on, on, on)
        elif match["half"]:
            yield _span(match, (None, match["half"], match["year3"]), _parts(match, 3))
        else:
            day, name, of = _parts(match, 4)
            first, _, last = (day or "").partition("-")
            if last:
                yield _span(match, (first, name, of), (last, name, of))
            else:
                yield StatedDate(match.start(), match.end(), *_one(day, name, of))


def back_from(date: StatedDate, number: int, unit: str) -> StatedDate:
    """Return the time of so many years or months that ends on *date*, at its place.

    >>> (end,) = dates_in("June 2011")
    >>> back_from(end, 18, "month").edtf, back_from(end, 2, "year").edtf
    ('2009-12/2011-06', '2009-06/2011-06')
    """
    year, month = int(date.earliest[:4]), int(date.earliest[5:7])
    months = number * (12 if unit == "year" else 1)
    if len(date.edtf) == len("2011"):
        begins, ends = str(year - -(-months // 12)), str(year)
        return StatedDate(date.start, date.end, f"{begins}/{ends}", f"{begins}-01-01", f"{ends}-12-31")
    since, month = divmod(12 * year + month - 1 - months, 12)
    begins = f"{since}-{month + 1:02}"
    return StatedDate(date.start, date.end, f"{begins}/{date.edtf}", f"{begins}-01", date.latest)


_Parts = tuple[str | None, str | None, str]
"""The day, the month or season, and the year of a date, as far as they are stated."""


def _parts(match: re.Match[str], group: int) -> _Parts:
    day = match[f"day{group}"]
    return day and re.sub(r"\s?[-–]\s?", "-", day), match[f"name{group}"], match[f"year{group}"]


def _span(match: re.Match[str], first: _Parts, last: _Parts) -> StatedDate:
    edtf_from, earliest, _ = _one(*first)
    edtf_to, _, latest = _one(*last)
    if earliest > latest:  # no span: the dates stand the wrong way round
        return StatedDate(match.start(), match.end(), *_one(*first))
    return StatedDate(match.start(), match.end(), f"{edtf_from}/{edtf_to}", earliest, latest)


def _one(day: str | None, name: str | None, year: str) -> tuple[str, str, str]:
    """Return EDTF, earliest and latest day of a day, a month or season of a year, or of the year."""
    if not name:
        return year, f"{year}-01-01", f"{year}-12-31"
    season = _SEASONS.get(name.lower())
    if season == 24:
        following = int(year) + 1
        return f"{year}-24", f"{year}-01-01", f"{following}-02-{monthrange(following, 2)[1]}"
    if season:
        month = 3 * (season - 20)
        return (
            f"{year}-{season}",
            f"{year}-{month:02}-01",
            f"{year}-{month + 2:02}-{monthrange(int(year), month + 2)[1]}",
        )
    month = _SHORT[name.lower()[:3]]
    last = monthrange(int(year), month)[1]
    if day and "-" not in day and 1 <= int(day) <= last:
        return (f"{year}-{month:02}-{int(day):02}",) * 3
    return f"{year}-{month:02}", f"{year}-{month:02}-01", f"{year}-{month:02}-{last}"
