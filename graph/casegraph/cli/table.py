"""Tables as aligned plain text, no wider than the terminal; docs/decisions/0029 says why rich does not do it."""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from casegraph.cli.terminal import plain
from casegraph.cli.wrapping import columns_of, longest_piece, stacked, wrapped

__all__ = ["grid", "plain", "short_iri", "table", "terminal_width"]

_GAP = "  "
_PIECE = 24  # columns that a longer word, such as an IRI, must do with
_PROSE = 24  # columns that text of several lines needs to be easy to read


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

    Long text is wrapped. If there is no room for the columns, the rows are one below the other.

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
    may_stack: bool = True,
) -> str:
    """Return rows as aligned columns under their names, together no wider than *width*; *numbers* are aligned right.

    If the table does not fit *width*, all columns but the first are at most *others* wide. If words would break, the rows are
    one below the other instead, unless *may_stack* is false. A line break in a cell begins a new line of that cell.

    >>> print(grid(["field", "F1"], [["date", "0.98"]], [False, True]), end="")
    field    F1
    -----  ----
    date   0.98
    """
    natural = [
        max([columns_of(name), *(columns_of(line) for row in rows for line in row[i].split("\n"))])
        for i, name in enumerate(names)
    ]
    least = [_least([name, *(row[i] for row in rows)], natural[i], numbers[i]) for i, name in enumerate(names)]
    gaps = len(_GAP) * (len(names) - 1)
    if width is not None and others is not None and sum(natural) + gaps > width:
        natural = [
            each if i == 0 else min(each, max(others, floor))
            for i, (each, floor) in enumerate(zip(natural, least, strict=True))
        ]
    has_room = width is None or sum(least) + gaps <= width
    if width is not None and not has_room and may_stack:
        return stacked(names, rows, width)
    widths = _fit(natural, width)
    if has_room:
        _widen(widths, least)
    lines = [
        *_lines(names, widths, numbers),
        _GAP.join("-" * each for each in widths),
        *(line for row in rows for line in _lines(row, widths, numbers)),
    ]
    return "\n".join(lines) + "\n"


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


def _least(cells: Sequence[str], natural: int, is_number: bool) -> int:
    """Return how wide a column must be for its words to stay whole, and for prose to be easy to read."""
    if is_number:
        return max(longest_piece(cells[0]), *map(columns_of, cells[1:]), 1)
    piece = min(_PIECE, max(map(longest_piece, cells)))
    return min(natural, max(piece, _PROSE)) if natural > 2 * _PROSE else piece


def _widen(widths: list[int], least: Sequence[int]) -> None:
    """Widen columns to what their words need, at the cost of the widest of the others."""
    for index, floor in enumerate(least):
        while widths[index] < floor:
            spare = [i for i, each in enumerate(widths) if each > least[i]]
            widths[max(spare, key=lambda i: widths[i])] -= 1
            widths[index] += 1


def _fit(widths: list[int], width: int | None) -> list[int]:
    """Return widths that fit: the widest columns shrink first."""
    if width is None:
        return widths
    room = width - len(_GAP) * (len(widths) - 1)
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
    broken = [
        [line for part in cell.split("\n") for line in wrapped(part, each)]
        for cell, each in zip(cells, widths, strict=False)
    ]
    height = max(len(lines) for lines in broken)
    laid = []
    for number in range(height):
        parts = []
        for lines, each, right in zip(broken, widths, numbers, strict=False):
            piece = lines[number] if number < len(lines) else ""
            gap = " " * (each - columns_of(piece))
            parts.append(gap + piece if right else piece + gap)
        laid.append(_GAP.join(parts).rstrip())
    return laid
