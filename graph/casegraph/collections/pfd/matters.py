"""Matters of concern: cut where a report numbers them, whatever the form of its numbers, or by rows, else paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from casegraph.collections.pfd.directed import directed_to, put_by_number
from casegraph.collections.pfd.facts import Matter
from casegraph.collections.pfd.numbers import Marker, Style, marker_of, style_of
from casegraph.collections.pfd.printed import is_page_mark
from casegraph.collections.pfd.remarks import is_concern, is_heading, is_remark, without_formula
from casegraph.collections.pfd.rows import without_rows
from casegraph.reports.document import plain

__all__ = ["matters_in"]

_AS_FOLLOWS = re.compile(
    r"matters?\s{1,3}of\s{1,3}concerns?\s{1,3}(?:are|is|were)\s{1,3}(?:as\s{1,3}follows|these|the\s{1,3}following)[ \t.:;–—-]*+",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[.:;–—-] {1,3}(?=(?:\(1\)|1[.)]|\(a\)|\(i\)) )", re.IGNORECASE)
_WIDE = 200  # characters of a line that no program has broken
_SHORT = 0.8  # of the longest line: such a line ends its paragraph
_ENDS = (".", "!", "?", "”", '"', "’", ":")
_GENERAL = re.compile(r"\b(?:all|both|each|general|generally|national|nationally|others?)\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,2}")


class _Block(NamedTuple):
    """A paragraph, with the number that it begins with."""

    text: str
    marker: Marker | None
    has_gap: bool  # before it


def matters_in(text: str, *, is_broken: bool = True, sent_to: Sequence[str] = ()) -> list[Matter]:
    r"""Return the matters of concern in a section's text or a cell; where lines are not broken, each is a paragraph.

    *sent_to* are the addressees of the report: a heading or a row can put a matter to some of them.

    >>> [(each.number, each.text) for each in matters_in("The MATTERS OF CONCERN are as follows. –\n(1) No plan.\n(2) No one\nknew.")]
    [('(1)', 'No plan.'), ('(2)', 'No one knew.')]
    >>> [each.text for each in matters_in("1. No plan. 2. No one knew.")], [each.text for each in matters_in("No plan.\n\nNo one knew.")]
    (['No plan.', 'No one knew.'], ['No plan.', 'No one knew.'])
    """
    after = _AS_FOLLOWS.search(text)
    whole = text[after.end() :] if after and text[after.end() :].strip() else text
    lines = [line.strip() for line in whole.replace("\f", "\n").splitlines()]
    has_numbers = [line for line in lines if _BARE_NUMBER.fullmatch(line)][:2] == ["1", "2"]
    lines = [
        line for line in lines if not is_page_mark(line) or (has_numbers and _BARE_NUMBER.fullmatch(line) is not None)
    ]
    rows, lines = without_rows(lines)
    blocks = list(_blocks(_cut(lines), is_broken=is_broken))
    matters = [Matter("", row, directed_to(whom, sent_to)) for row, whom in rows]
    style = _style(blocks)
    matters += _numbered(blocks, style, sent_to) if style else _paragraphs(blocks, sent_to, after_list=bool(rows))
    put = put_by_number(whole, sent_to) if sent_to else {}
    texts = [
        replace(
            each,
            text=without_formula(each.text),
            sent_to=each.sent_to or put.get(each.number.strip("()[]. "), ()),
        )
        for each in matters
    ]
    return [each for each in texts if any(map(str.isalnum, each.text))]


def _style(blocks: Sequence[_Block]) -> Style | None:
    """Return the style of the first list whose items are more than headings; a number without a sign needs a second."""
    tried = set[Style]()
    for place, block in enumerate(blocks):
        style = style_of(block.marker) if block.marker else None
        if not style or style in tried:
            continue
        tried.add(style)
        of_style = [at for at, each in enumerate(blocks) if each.marker and each.marker.ordinal(style) >= 0]
        if style.form == "bare" and not any(b.marker and b.marker.ordinal(style) == 2 for b in blocks):
            continue
        if all(_is_above_list(blocks, at) for at in of_style):
            continue
        return None if style.kind == "bullet" and _is_aside(blocks, place) else style
    return None


def _is_above_list(blocks: Sequence[_Block], at: int) -> bool:
    """Tell whether a numbered line is only the heading of another list."""
    after = blocks[at + 1].marker if at + 1 < len(blocks) else None
    marker = blocks[at].marker
    if not marker or not after or not is_heading(marker.rest) or marker.rest.endswith(":"):
        return False
    return (after.form, after.sign.isdigit()) != (marker.form, marker.sign.isdigit())


def _is_aside(blocks: Sequence[_Block], place: int) -> bool:
    """Tell whether bullets are only part of what paragraphs say."""
    words = [len(each.text.split()) for each in blocks if not _is_none(each.text)]
    listed = sum(len(each.text.split()) for each in blocks if each.marker and each.marker.form == "bullet")
    return place > 0 and blocks[place - 1].text.endswith((":", ",")) and listed < sum(words) / 2


def _is_none(text: str) -> bool:
    return not without_formula(text) or is_remark(text)


def _numbered(blocks: Sequence[_Block], style: Style, sent_to: Sequence[str]) -> Iterator[Matter]:
    """Yield what each number of a style begins, with the paragraphs and other numbers below it."""
    number, parts, last, is_new = "", list[str](), 0, False
    before, after = list[str](), list[Matter]()
    whom: tuple[str, ...] = ()
    of_parts: tuple[str, ...] = ()
    final = max((at for at, each in enumerate(blocks) if each.marker and each.marker.ordinal(style) >= 0), default=0)
    for at, block in enumerate(blocks):
        ordinal = block.marker.ordinal(style) if block.marker else -1
        begins = style.kind == "bullet" and ordinal == 0
        begins |= ordinal > 0 and (ordinal in (last + 1, last + 2) or (is_new and ordinal == 1))
        following = blocks[at + 1].marker if at + 1 < len(blocks) else None
        if block.marker and begins:
            if parts:
                yield Matter(number, " ".join(parts), of_parts)
            of_parts = whom
            number, parts, last, is_new = block.marker.written.rstrip(":"), [block.marker.rest], ordinal, False
        elif (not block.marker and is_heading(block.text) and (following or at + 1 == len(blocks))) or (
            following and following.ordinal(style) > 0 and _is_above_list(blocks, at)
        ):
            is_new = True
            whom = _whom(block, sent_to, whom)
        elif not parts:
            before.append(block.text)
        elif at > final and block.has_gap and not block.marker:
            if is_concern(block.text):
                after.append(Matter("", block.text))
            elif after and not is_remark(block.text, after_list=True):
                after[-1] = Matter("", f"{after[-1].text} {block.text}")
            elif not is_remark(block.text, after_list=True):
                parts.append(block.text)
        else:
            parts.append(block.text)
    if parts:
        yield Matter(number, " ".join(parts), of_parts)
    yield from after


def _whom(heading: _Block, sent_to: Sequence[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom the matters below a heading are put to: those whom it names, all below “General”, else the same as before."""
    words = heading.marker.rest if heading.marker else heading.text
    return () if _GENERAL.search(words) else directed_to(words, sent_to) or before


def _paragraphs(blocks: Sequence[_Block], sent_to: Sequence[str], *, after_list: bool) -> Iterator[Matter]:
    """Yield paragraphs, with the bullets below each; headings and what is said of the report itself are none."""
    text = ""
    whom: tuple[str, ...] = ()
    for block in blocks:
        if block.marker and text:
            text = f"{text} {block.text}"
            continue
        if text:
            yield Matter("", text, whom)
        text = block.text
        if is_heading(block.text) and len(blocks) > 1:
            whom, text = _whom(block, sent_to, whom), ""
        elif is_remark(block.text, after_list=after_list):
            text = ""
    if text:
        yield Matter("", text, whom)


def _blocks(lines: Sequence[str], *, is_broken: bool) -> Iterator[_Block]:
    """Yield paragraphs: lines that a program has broken are joined."""
    longest = max(map(len, lines), default=0)
    is_whole = not is_broken or longest > _WIDE  # each line is a paragraph
    has_gaps = "" in lines[1:-1]
    current: list[str] = []
    marker: Marker | None = None
    has_gap = gap = False
    for at, line in enumerate(lines):
        marker_here = marker_of(line) if line else None
        last = current[-1] if current else ""
        after = next((each for each in lines[at + 1 :] if each), "")
        is_title = bool(line and last.endswith(_ENDS) and is_heading(line) and marker_of(after))
        is_end = last.endswith((".", "!", "?")) and (is_whole or (not has_gaps and len(last) < _SHORT * longest))
        if current and (not line or is_whole or marker_here or is_title or is_end):
            yield _Block(plain(" ".join(current)), marker, has_gap)
            current, marker = [], None
        if not line:
            gap = True
            continue
        if not current:
            marker, has_gap, gap = marker_here, gap or is_whole or is_end, False
        current.append(line)
        if marker and len(current) > 1:
            marker = marker._replace(rest=plain(f"{marker.rest} {line}"))
    if current:
        yield _Block(plain(" ".join(current)), marker, has_gap)


def _cut(lines: Sequence[str]) -> list[str]:
    """Return lines, cut before the first number inside one and before those that count on from it."""
    filled = [line for line in lines if line]
    if not any(style_of(marker) for line in filled if (marker := marker_of(line))):
        lines = [part for line in lines for part in _before_first(line)]
        filled = [line for line in lines if line]
    return [part for line in lines for part in _counting(line, is_only=len(filled) == 1)]


def _before_first(line: str) -> list[str]:
    match = _INSIDE.search(line)
    return [line[: match.start() + 1], line[match.end() :]] if match else [line]


def _counting(line: str, *, is_only: bool) -> list[str]:
    """Return the parts of a line whose numbers count on, each after a sentence unless the line is the only one."""
    marker = marker_of(line)
    if not marker or marker.form not in ("round", "dotted", "square"):
        return [line]
    style = style_of(marker) or (Style(marker.form, "number") if marker.sign.isdigit() else None)
    if style is None or style.kind == "roman":
        return [line]
    number, cuts, end = marker.ordinal(style), [0], marker.written[-1:]
    begin = marker.written[:1] if marker.form != "dotted" else ""
    while True:
        number += 1
        sign = (
            str(number) if style.kind == "number" else chr(96 + number) if style.kind == "letter" else chr(64 + number)
        )
        place = line.find(f" {begin}{sign}{end} ", cuts[-1] + 1)
        if place < 0 or not (is_only or line[:place].rstrip().endswith((".", ";", "!", "?", ",", "”"))):
            break
        cuts.append(place + 1)
    return [line[start:stop].strip() for start, stop in zip(cuts, [*cuts[1:], len(line)], strict=True)]
