"""Tables as aligned plain text, no wider than the terminal; docs/decisions/0029 says why rich does not do it."""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from casegraph.cli.terminal import plain

__all__ = ["grid", "plain", "short_iri", "table", "terminal_width"]

_GAP = "  "
_LEAST = 6


def terminal_width() -> int | None:
    """Return COLUMNS if it is set, else the width of the terminal on standard output; None for no limit."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return max(20, int(columns))
    try:
        return max(20, os.get_terminal_size(sys.stdout.fileno()).columns) if sys.stdout.isatty() else None
    except (OSError, ValueError):
        return 80


def table(answer: str, prefixes: Mapping[str, str], width: int | None = None) -> str:
    """Return SPARQL results JSON as text: aligned columns, together no wider than *width*, with prefixed names for IRIs.

    Long text is wrapped. Columns without room are left out, with a note.

    >>> print(table('{"head": {"vars": ["agency", "n"]}, "results": {"bindings": [{"agency": {"type": "uri", "value": '
    ...             '"https://w3id.org/casegraph/agency/icb"}, "n": {"type": "literal", "value": "7"}}]}}',
    ...             {"agency": "https://w3id.org/casegraph/agency/"}))
    agency      n
    ----------  -
    agency:icb  7
    <BLANKLINE>
    """
    results = json.loads(answer)
    if "boolean" in results:
        return "true\n" if results["boolean"] else "false\n"
    names: list[str] = results["head"]["vars"]
    bindings = results["results"]["bindings"]
    rows = [[_cell(row.get(name), prefixes) for name in names] for row in bindings]
    if not names:
        return f"{len(rows)} rows without variables\n"
    numbers = [all(_is_number(row.get(name)) for row in bindings) and bool(rows) for name in names]
    return grid([plain(name) for name in names], rows, numbers, width)


def grid(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    width: int | None = None,
    *,
    others: int | None = None,
) -> str:
    """Return rows as aligned columns under their names, together no wider than *width*; *numbers* are aligned right.

    If the table does not fit *width*, all columns but the first are at most *others* wide. A line break in a cell begins a
    new line of that cell.

    >>> print(grid(["field", "F1"], [["date", "0.98"]], [False, True]), end="")
    field    F1
    -----  ----
    date   0.98
    """
    natural = [
        max([_length(name), *(_length(line) for row in rows for line in row[i].split("\n"))])
        for i, name in enumerate(names)
    ]
    if width is not None and others is not None and sum(natural) + len(_GAP) * (len(natural) - 1) > width:
        natural = [each if i == 0 else min(each, others) for i, each in enumerate(natural)]
    widths = _fit(natural, width)
    lines = [
        *_lines(names, widths, numbers),
        _GAP.join("-" * each for each in widths),
        *(line for row in rows for line in _lines(row, widths, numbers)),
    ]
    left_out = len(names) - len(widths)
    note = f"… and {left_out} more columns: widen the terminal, or use --format csv\n" if left_out else ""
    return "\n".join(lines) + "\n" + note


def short_iri(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return the prefixed name of an IRI, or the IRI if it has none.

    >>> short_iri("https://w3id.org/casegraph/theme/neglect", {"theme": "https://w3id.org/casegraph/theme/"})
    'theme:neglect'
    """
    for prefix, start in prefixes.items():
        if iri.startswith(start) and re.fullmatch(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _cell(term: dict[str, Any] | None, prefixes: Mapping[str, str]) -> str:
    """Return a term as text."""
    if term is None:
        return ""
    if term["type"] == "uri":
        return plain(short_iri(term["value"], prefixes))
    if isinstance(term["value"], str):
        return plain(f"_:{term['value']}" if term["type"] == "bnode" else term["value"])
    parts = (term["value"][part] for part in ("subject", "predicate", "object"))
    return f"<<( {' '.join(_cell(part, prefixes) for part in parts)} )>>"


def _is_number(term: dict[str, Any] | None) -> bool:
    return term is None or re.fullmatch(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?", str(term["value"])) is not None


def _fit(widths: list[int], width: int | None) -> list[int]:
    """Return widths that fit: the widest columns shrink first, and columns without room are left out."""
    if width is None:
        return widths
    count = min(len(widths), max(1, (width + len(_GAP)) // (_LEAST + len(_GAP))))
    widths = widths[:count]
    room = width - len(_GAP) * (count - 1)
    if sum(widths) <= room:
        return widths
    share, left, rest = 0, room, sorted(widths)
    for index, each in enumerate(rest):
        share = left // (len(rest) - index)
        if each > share:
            break
        left -= each
    fitted = [min(each, max(1, share)) for each in widths]
    spare = room - sum(fitted)
    for index, each in enumerate(widths):
        if spare > 0 and fitted[index] < each:
            fitted[index] += 1
            spare -= 1
    return fitted


def _lines(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> list[str]:
    """Return the lines of one row."""
    wrapped = [
        [line for part in cell.split("\n") for line in _wrap(part, each)]
        for cell, each in zip(cells, widths, strict=False)
    ]
    height = max(len(lines) for lines in wrapped)
    laid = []
    for number in range(height):
        parts = []
        for lines, each, right in zip(wrapped, widths, numbers, strict=False):
            piece = lines[number] if number < len(lines) else ""
            gap = " " * (each - _length(piece))
            parts.append(gap + piece if right else piece + gap)
        laid.append(_GAP.join(parts).rstrip())
    return laid


def _wrap(text: str, width: int) -> list[str]:
    """Break text at spaces, and words longer than a line at hyphens or anywhere."""
    if _length(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        if line and _length(line) + 1 + _length(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while _length(word) > width:
            cut = len(word)
            while cut > 1 and _length(word[:cut]) > width:
                cut = min(cut - 1, width) if cut > width else cut - 1
            cut = word.rfind("-", 0, cut) + 1 or cut  # better at a hyphen
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines or [""]


def _length(text: str) -> int:
    """Return the width of a text in columns of a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )
