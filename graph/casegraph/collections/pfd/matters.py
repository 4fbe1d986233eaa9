"""Matters of concern: cut where a report numbers them, whatever the form of its numbers, else paragraph by paragraph."""

import re
from typing import NamedTuple

from casegraph.collections.pfd.facts import Matter
from casegraph.reports.document import plain

__all__ = ["is_page_mark", "matters_in"]

_AS_FOLLOWS = re.compile(
    r"matters?\s{1,3}of\s{1,3}concerns?\s{1,3}(?:are|is|were)\s{1,3}(?:as\s{1,3}follows|these|the\s{1,3}following)[\s.:;–—-]*+",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"(?:during|in)\s+the\s+course\s+of\s+the\s+(?:inquest|investigation)|in\s+my\s+opinion,?\s+there\s+is\s+a\s+risk"
    r"|in\s+the\s+circumstances,?\s+it\s+is\s+my\s+statutory\s+duty|the\s+evidence\s+revealed\s+matters"
    r"|\[?brief\s+summary\s+of\s+matters|(?:the\s+)?matters?\s+of\s+concerns?\W*+$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(\[])")
_MARKER = re.compile(
    r"(?:matter|concern|issue)?\s?(?:(?P<round>\((?P<in_round>\d{1,2}|[a-z]|[ivx]{1,4})\))"
    r"|(?P<dotted>(?P<before_dot>\d{1,2}|[a-z]|[ivx]{1,4})[.):](?!\d))|(?P<bullet>[•●▪◦*–—-](?=\s)))\s*+",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(r"\W*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*", re.IGNORECASE)
_BARE_MARKER = re.compile(r"\(?\w{1,4}[.):]\)?|\(\w{1,4}\)")
_RUNNING = re.compile(
    r"regulation\s+28.{0,40}template|\[type\s+here\]|official(?:\s*-\s*sensitive)?\W*$", re.IGNORECASE
)
_WIDE = 200  # characters of a line that no program has broken
_SHORT = 0.8  # of the longest line: such a line ends its paragraph
_LEAST = 3  # words of what stands before the first number, to be a matter of its own


class _Item(NamedTuple):
    style: str
    number: str
    ordinal: int
    rest: str


def is_page_mark(line: str) -> bool:
    """Tell whether a line belongs to the printed page: its number, or what runs along its top.

    >>> [is_page_mark(each) for each in ("Page 2 of 4", "- 3 -", "(1)", "1.", "There was no plan.")]
    [True, True, False, False, False]
    """
    line = line.strip()
    return bool((_PAGE_MARK.fullmatch(line) and not _BARE_MARKER.fullmatch(line)) or _RUNNING.match(line))


def matters_in(text: str, *, is_broken: bool = True) -> list[Matter]:
    r"""Return the matters of concern in a section's text or a cell; where lines are not broken, each is a paragraph.

    >>> [(each.number, each.text) for each in matters_in("The MATTERS OF CONCERN are as follows. –\n(1) No plan.\n(2) No one\nknew.")]
    [('(1)', 'No plan.'), ('(2)', 'No one knew.')]
    >>> [each.text for each in matters_in("1. No plan. 2. No one knew.")], [each.text for each in matters_in("No plan.\n\nNo one knew.")]
    (['No plan.', 'No one knew.'], ['No plan.', 'No one knew.'])
    """
    if after := _AS_FOLLOWS.search(text):
        text = text[after.end() :]
    lines = [line.strip() for line in text.replace("\f", "\n").splitlines()]
    lines = _in_one_line([line for line in lines if not is_page_mark(line)])
    items = [_item(line) for line in lines]
    first = next((each for each in items if each and each.ordinal in (0, 1)), None)
    whole = [("", line) for line in lines if line]
    paragraphs = (_paragraphs(lines) if is_broken else whole) if first is None else _numbered(lines, items, first.style)
    return [Matter(number, words) for number, each in paragraphs if (words := _without_formula(each))]


def _item(line: str) -> _Item | None:
    """Return the marker that a line begins with."""
    match = _MARKER.match(line)
    if not match or (not match["bullet"] and len(line) > match.end() and line[match.end() - 1].isalnum()):
        return None
    if match["bullet"]:
        return _Item("bullet", "", 0, line[match.end() :])
    sign = match["in_round"] or match["before_dot"]
    kind = "number" if sign.isdigit() else "letter" if len(sign) == 1 and sign.lower() != "i" else "roman"
    ordinal = int(sign) if kind == "number" else ord(sign.lower()) - 96 if kind == "letter" else _roman(sign.lower())
    return _Item(
        f"{'round' if match['round'] else 'dotted'} {kind}",
        (match["round"] or match["dotted"]),
        ordinal,
        line[match.end() :],
    )


def _roman(sign: str) -> int:
    value = {"i": 1, "v": 5, "x": 10}
    digits = [value.get(each, 0) for each in sign]
    return sum(-each if each < after else each for each, after in zip(digits, [*digits[1:], 0], strict=True))


def _numbered(lines: list[str], items: list[_Item | None], style: str) -> list[tuple[str, str]]:
    """Return what each number of a style begins; other numbers below it are part of it."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    last = 0
    for line, item in zip(lines, items, strict=True):
        if item and item.style == style and (style == "bullet" or item.ordinal == last + 1):
            last = item.ordinal
            parts.append((item.number.rstrip(":"), [item.rest]))
        else:
            parts[-1][1].append(line)
    texts = [(number, " ".join(filter(None, lines))) for number, lines in parts]
    before = _without_formula(texts[0][1])
    return texts if len(before.split()) >= _LEAST else texts[1:]


def _paragraphs(lines: list[str]) -> list[tuple[str, str]]:
    """Return the paragraphs of lines, which a program may have broken."""
    longest = max((len(line) for line in lines), default=0)
    has_gaps = "" in lines[1:-1]
    paragraphs, current = list[str](), list[str]()
    for line in lines:
        if line:
            current.append(line)
        ends = line.endswith((".", "!", "?")) and (longest > _WIDE or len(line) < _SHORT * longest)
        if current and (not line if has_gaps and longest <= _WIDE else not line or ends):
            paragraphs.append(" ".join(current))
            current = []
    return [("", each) for each in (*paragraphs, " ".join(current)) if each]


def _in_one_line(lines: list[str]) -> list[str]:
    """Return lines, cut before numbers inside the only line of a cell that count on from its first one."""
    filled = [line for line in lines if line]
    if len(filled) != 1 or not (first := _item(filled[0])) or first.ordinal != 1 or first.style == "bullet":
        return lines
    line, cuts, number = filled[0], [0], 2
    opening, closing = ("(", ")") if first.style.startswith("round") else ("", first.number[-1])
    while (place := line.find(f" {opening}{_sign(number, first.style)}{closing} ", cuts[-1] + 1)) > 0:
        cuts.append(place + 1)
        number += 1
    return [line[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _sign(number: int, style: str) -> str:
    return str(number) if style.endswith("number") else chr(96 + number) if style.endswith("letter") else "i" * number


def _without_formula(text: str) -> str:
    """Return a text without the sentences that every report has."""
    return " ".join(each for each in _SENTENCE_END.split(plain(text)) if not _FORMULA.match(each.strip("-–— ")))
