"""Lines of text in a terminal: how wide a text is, where it may break, and rows that are too wide for a table."""

import re
from collections.abc import Iterator, Sequence

__all__ = ["columns_of", "longest_piece", "stacked", "wrapped"]

_INDENT = "  "
_BETWEEN = " · "


def columns_of(text: str) -> int:
    """Return the width of a text in columns of a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def longest_piece(text: str) -> int:
    """Return the width of the longest piece of a text that has no space to break at, nor a hyphen before its end.

    >>> longest_piece("a co-operative"), longest_piece("")
    (9, 0)
    """
    return max(map(columns_of, re.findall(r"[^\s-]+-?|-", text)), default=0)


def wrapped(text: str, width: int) -> list[str]:
    """Break text at spaces, and words longer than a line at hyphens or anywhere."""
    if columns_of(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        if line and columns_of(line) + 1 + columns_of(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while columns_of(word) > width:
            cut = len(word)
            while cut > 1 and columns_of(word[:cut]) > width:
                cut = min(cut - 1, width) if cut > width else cut - 1
            cut = word.rfind("-", 0, cut) + 1 or cut  # better at a hyphen
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines or [""]


def stacked(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Return rows one below the other for a terminal too narrow for their table: the first cell, then the others by name.

    >>> print(stacked(["agency", "named", "reviews"], [["Police", "12", "8"]], 20), end="")
    agency
    ------
    Police
      named: 12
      reviews: 8
    """
    if not rows:
        return "".join(f"{line}\n" for line in wrapped(_BETWEEN.join(names), width))
    head = wrapped(names[0], width)
    lines = [*head, "-" * max(map(columns_of, head))]
    for number, row in enumerate(rows):
        lines += [""] if number else []
        lines += [line for part in row[0].split("\n") for line in wrapped(part, width)]
        fields = [f"{name}: {' '.join(cell.split())}" for name, cell in zip(names[1:], row[1:], strict=True) if cell]
        lines += [f"{_INDENT}{line}" for line in _packed(fields, width - len(_INDENT))]
    return "".join(f"{line}\n" for line in lines)


def _packed(fields: Sequence[str], width: int) -> Iterator[str]:
    """Yield lines with as many whole fields as fit; a field longer than a line has lines of its own."""
    line = ""
    for field in fields:
        if line and columns_of(line + _BETWEEN + field) <= width:
            line += _BETWEEN + field
            continue
        if line:
            yield line
        *others, line = wrapped(field, width)
        yield from others
    if line:
        yield line
