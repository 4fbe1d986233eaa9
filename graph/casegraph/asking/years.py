"""Years of publication in the forms that people write: 2018, 2018-2020, 2018.., ..2020, lists, or "since 2018"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["EXAMPLES", "Span", "absent", "as_words", "chosen", "listed", "mark_ranges", "parse", "spans_in", "written"]

EXAMPLES = "2018, 2018-2020, 2018.., ..2020 or 2018,2021"
"""Examples of lists of years, for help and messages."""

_BETWEEN = ","
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:\.\.|[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_LATER = r"(?:\s*,?\s+(?:and|or)\s+(?:later|after|since|newer)|\s+on(?:wards?)?\b)"
_EARLIER = r"\s*,?\s+(?:and|or)\s+(?:earlier|before|older)"


@dataclass(frozen=True, slots=True)
class Span:
    """Years from *first* to *last*, both included; None means without limit."""

    first: int | None
    last: int | None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


_Groups = tuple[int | None, ...]

_EXPRESSIONS: tuple[tuple[str, Callable[[_Groups], Span | None]], ...] = (
    (rf"\bbetween\s+({_YEAR})\s+(?:and|to)\s+({_YEAR})\b", lambda groups: _ordered(*groups)),
    (rf"(?:\bfrom\s+)?\b({_YEAR}){_TO}({_YEAR})\b", lambda groups: _ordered(*groups)),
    (rf"(?:\bsince\s+|\bfrom\s+)?\b({_YEAR}){_LATER}", lambda groups: Span(groups[0], None)),
    (rf"\bsince\s+({_YEAR})\b|\b({_YEAR})\.\.", lambda groups: Span(groups[0] or groups[1], None)),
    (rf"\b(?:after|later\s+than)\s+({_YEAR})\b", lambda groups: Span((groups[0] or 0) + 1, None)),
    (rf"\b(?:before|earlier\s+than)\s+({_YEAR})\b", lambda groups: Span(None, (groups[0] or 0) - 1)),
    (rf"\b({_YEAR}){_EARLIER}\b", lambda groups: Span(None, groups[0])),
    (rf"\b(?:up\s+to|until|till|by)\s+({_YEAR})\b|\.\.({_YEAR})\b", lambda groups: Span(None, groups[0] or groups[1])),
    (rf"\b({_YEAR})[-–/](\d\d)\b", lambda groups: _short(*groups)),
    (r"\b(?:the\s+)?((?:19|20)\d0)s\b", lambda groups: Span(groups[0], (groups[0] or 0) + 9)),
)
"""Phrases for ranges, each with its meaning; text that an earlier one matches is hidden from later ones."""

_TOKEN = "yearsfrom"  # the mark of a range in words
_IN_QUESTION = re.compile(rf"(?<!-act)-(?:{_TOKEN}(\d{{4}}|x)to(\d{{4}}|x)|({_YEAR}))(?=-)")


def parse(text: str) -> tuple[Span, ...]:
    """Return the years that a list of years and ranges means; raises ValueError with what is wrong.

    >>> parse("2018-2020, 2022..")
    (Span(first=2018, last=2020), Span(first=2022, last=None))
    >>> parse("2020-2018")
    Traceback (most recent call last):
    ValueError: 2020-2018 ends before it begins; write 2018-2020
    """
    return tuple(_span(each.strip()) for each in text.split(_BETWEEN))


def _span(text: str) -> Span:
    match = re.fullmatch(r"(\d{4})?(\s*(?:\.\.|[-–—]|to)\s*(\d{4}|\d\d)?)?", text, re.ASCII)
    if not match or not (match[1] or match[3]):
        raise ValueError(f"“{text[:40]}” is not a year or a range of years; write {EXAMPLES}")
    first = int(match[1]) if match[1] else None
    if not match[2]:
        return Span(first, first)
    end = match[3] and (f"{text[:2]}{match[3]}" if first and len(match[3]) == 2 else match[3])
    last = int(end) if end else None
    if last is not None and len(str(end)) < 4:
        raise ValueError(f"“{text[:40]}” needs four figures for a year; write {EXAMPLES}")
    if first is not None and last is not None and first > last:
        raise ValueError(f"{text} ends before it begins; write {last}-{first}")
    return Span(first, last)


def _ordered(one: int | None, other: int | None) -> Span:
    first, last = sorted(year for year in (one, other) if year is not None)
    return Span(first, last)


def _short(first: int | None, last: int | None) -> Span | None:
    """Return the years of 2018-19, or None for a month (2018-03)."""
    if first is None or last is None or last <= first % 100:
        return None
    return Span(first, first - first % 100 + last)


def mark_ranges(text: str) -> str:
    """Return a text with each range of years as one word, which ``spans_in`` reads; single years stay.

    >>> mark_ranges("what changed between 2018 and 2025")
    'what changed  yearsfrom2018to2025 '
    """
    for pattern, meaning in _EXPRESSIONS:

        def word(match: re.Match[str], meaning: Callable[[_Groups], Span | None] = meaning) -> str:
            span = meaning(tuple(int(each) if each else None for each in match.groups()))
            return match[0] if span is None else f" {_TOKEN}{span.first or 'x'}to{span.last or 'x'} "

        text = re.sub(pattern, word, text, flags=re.IGNORECASE | re.ASCII)
    return text


def spans_in(text: str) -> tuple[tuple[Span, ...], str]:
    """Return the years in a text after ``mark_ranges`` and ``slug``, and the text without them.

    An Act is not a year of publication.

    >>> spans_in("neglect-2018-since-yearsfrom2020tox-children-act-1989")
    ((Span(first=2018, last=2018), Span(first=2020, last=None)), 'neglect-since-children-act-1989')
    """
    spans = []

    def out(each: re.Match[str]) -> str:
        first, last, single = each.groups()
        if single:
            spans.append(Span(int(single), int(single)))
        else:
            spans.append(Span(*(None if end == "x" else int(end) for end in (first, last))))
        return ""

    rest = _IN_QUESTION.sub(out, f"-{text}-")[1:-1]
    return tuple(spans), rest


def chosen(spans: Iterable[Span], known: Iterable[int]) -> tuple[int, ...]:
    """Return the *known* years that are in one of the *spans*.

    >>> chosen(parse("2018,2020.."), [2018, 2019, 2020, 2025])
    (2018, 2020, 2025)
    """
    wanted = tuple(spans)
    return tuple(year for year in sorted(set(known)) if any(year in span for span in wanted))


def absent(spans: Iterable[Span], known: Sequence[int]) -> tuple[int, ...]:
    """Return the years of the *spans* that are not *known*; an open span ends where the known years do.

    >>> absent(parse("2018..,1999"), [2020, 2021])
    (1999, 2018, 2019)
    """
    if not known:
        return ()
    years: set[int] = set()
    for span in spans:
        first = span.first if span.first is not None else min(known)
        last = span.last if span.last is not None else max(known)
        years.update(range(first, last + 1))
    return tuple(sorted(years - set(known)))


def written(spans: Iterable[Span]) -> str:
    """Return spans as they are typed.

    >>> written(parse("2018 to 2020, 2022.., 2024"))
    '2018-2020,2022..,2024'
    """
    return listed(_written(span) for span in spans)


def listed(years: Iterable[object]) -> str:
    """Return years and ranges as the list that ``parse`` reads.

    >>> listed([2018, "2020-2022"])
    '2018,2020-2022'
    """
    return _BETWEEN.join(map(str, years))


def _written(span: Span) -> str:
    if span.first == span.last:
        return f"{span.first}"
    if span.first is None or span.last is None:
        return f"{span.first or ''}..{span.last or ''}"
    return f"{span.first}-{span.last}"


def as_words(years: Iterable[int]) -> str:
    """Return years in words, three and more in a row as a range.

    >>> as_words([2012, 2018, 2019, 2020, 2024, 2025])
    '2012, 2018 to 2020, 2024 and 2025'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [
        part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(year) for year in run])
    ]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
