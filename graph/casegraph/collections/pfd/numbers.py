"""The numbers, letters and bullets that matters of concern begin with, in whatever form a report has them."""

import re
from typing import Final, Literal, NamedTuple

__all__ = ["Marker", "Style", "marker_of", "style_of"]

Kind = Literal["number", "letter", "capital", "roman", "word", "bullet"]

_WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MARKER = re.compile(
    r"(?:\((?P<round>\d{1,2}|[a-z]|[ivx]{1,4})\)|\[(?P<square>\d{1,2}|[a-z])\]"
    r"|(?P<dotted>\d{1,2}|[a-z]|[ivx]{1,4})[.):](?!\d)|(?P<bullet>[•●▪◦‣*–—-])(?=\s))\s*+(?:[–—-]\s++)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:matter|concern|issue)\s(?:of\sconcern\s)?(?:no\.?\s|number\s)?(?P<named>\(?\d{1,2}\)?|[A-H](?!\w)|(?i:"
    + "|".join(_WORDS)
    + r")(?!\w))\s?[.:)–—-]?\s*+",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?P<before>\d)\.(?P<section>\d{1,2})[.):]?\s++")
_BARE = re.compile(r"(?P<bare>\d{1,2})(?:\s{0,3}$|\s{1,4}(?=[A-Z“\"‘]))")


class Style(NamedTuple):
    """What the numbers of one list have in common."""

    form: str
    kind: Kind


class Marker(NamedTuple):
    """A number as it is written, and the words of its line after it."""

    form: str
    sign: str
    written: str
    rest: str

    def ordinal(self, style: Style) -> int:
        """Return which number of a list of some style this is: 0 for a bullet, -1 for that of another list.

        >>> marker_of("(v) No plan.").ordinal(Style("round", "roman")), marker_of("(v) No plan.").ordinal(Style("round", "letter"))
        (5, 22)
        """
        if self.form != style.form:
            return -1
        if style.kind == "bullet":
            return 0
        return _ordinal(self.sign, style.kind)


def marker_of(line: str) -> Marker | None:
    """Return the number that a line begins with, None if there is none.

    >>> [(each.sign, each.rest) for each in map(marker_of, ("(1) No plan.", "Concern two: no plan", "5.2 No plan")) if each]
    [('1', 'No plan.'), ('two', 'no plan'), ('2', 'No plan')]
    """
    if match := _MARKER.match(line):
        form = match.lastgroup or ""
        if form != "bullet" and len(line) > match.end() and line[match.end() - 1].isalnum():
            return None
        sign = match[form]
        written = "" if form == "bullet" else match[0].strip(" –—-")
        return Marker(form, sign, written, line[match.end() :])
    if match := _NAMED.match(line):
        return Marker("named", match["named"].strip("()").lower(), match["named"].strip("()"), line[match.end() :])
    if match := _SECTION.match(line):
        return Marker(
            f"section {match['before']}", match["section"], match[0].strip().rstrip(".):"), line[match.end() :]
        )
    if match := _BARE.match(line):
        return Marker("bare", match["bare"], match["bare"], line[match.end() :])
    return None


def style_of(marker: Marker) -> Style | None:
    """Return the style of the list that a number begins, None if no list begins with it.

    >>> style_of(marker_of("(i) No plan.")), style_of(marker_of("(2) No plan."))
    (Style(form='round', kind='roman'), None)
    """
    if marker.form == "bullet":
        return Style("bullet", "bullet")
    sign = marker.sign
    kind: Kind = (
        "number"
        if sign.isdigit()
        else "word"
        if sign in _WORDS
        else "roman"
        if sign.lower() == "i"
        else "capital"
        if sign.isupper()
        else "letter"
    )
    return Style(marker.form, kind) if _ordinal(sign, kind) == 1 else None


def _ordinal(sign: str, kind: Kind) -> int:
    if kind == "number":
        return int(sign) if sign.isdecimal() else -1
    if kind == "word":
        return _WORDS.index(sign) + 1 if sign in _WORDS else -1
    if kind == "roman":
        return _roman(sign.lower())
    is_of_kind = len(sign) == 1 and (sign.isupper() if kind == "capital" else sign.islower())
    return ord(sign.lower()) - 96 if is_of_kind else -1


def _roman(sign: str) -> int:
    value = {"i": 1, "v": 5, "x": 10}
    if set(sign) - set(value):
        return -1
    digits = [value[each] for each in sign]
    return sum(-each if each < after else each for each, after in zip(digits, [*digits[1:], 0], strict=True))
