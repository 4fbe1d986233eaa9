"""Lines that are laid out with spaces, as those of a PDF: tables by the columns in which their cells begin, and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casegraph.reports.columns import Columns, columns_of
from casegraph.reports.document import Paragraph, Row, Table
from casegraph.reports.headings import looks_like_heading
from casegraph.reports.lines import Line, paragraphs_of

__all__ = ["parts_of"]

_CELL = re.compile(r"\S+(?: \S+)*")
_SLACK = 2  # characters that a cell may begin before its column
_LONGEST = 10_000  # characters of a cell
_GAP = 4  # empty lines after which a table is over


class _Cell(NamedTuple):
    start: int
    text: str


def parts_of(lines: Sequence[Line]) -> Iterator[Paragraph | Table]:
    """Yield the paragraphs and action plans that lines show.

    >>> table, = parts_of([Line("Ref   Recommendation   Who", "page 1"), Line("1     Review it.       ICB", "page 1")])
    >>> table.rows[1].cells
    ('1', 'Review it.', 'ICB')
    """
    waiting: list[Line] = []
    at = 0
    while at < len(lines):
        cells = _cells(lines[at].text)
        columns = columns_of([cell.text for cell in cells]) if len(cells) > 1 else None
        if columns is None:
            waiting.append(lines[at])
            at += 1
            continue
        yield from paragraphs_of(waiting)
        waiting = []
        rows, at = _rows(lines, at, cells, columns)
        yield Table(tuple(rows))
    yield from paragraphs_of(waiting)


def _rows(lines: Sequence[Line], at: int, heads: Sequence[_Cell], columns: Columns) -> tuple[list[Row], int]:
    """Return the rows of a table that begins with its heads at a line, and the first line after it."""
    starts = [cell.start for cell in heads]
    rows = [Row(tuple(cell.text for cell in heads), lines[at].place)]
    current: list[str] = []
    place = ""
    empty = 0
    at += 1
    while at < len(lines):
        line = lines[at]
        cells = _cells(line.text)
        if not cells:
            empty += 1
            if empty >= _GAP:
                break
            at += 1
            continue
        if [cell.text for cell in cells] == list(rows[0].cells):  # the heads again, on the next page
            starts = [cell.start for cell in cells]
            at += 1
            continue
        if _leaves(cells, starts):
            break
        placed = [""] * len(starts)
        for cell in cells:
            column = max((number for number, start in enumerate(starts) if start <= cell.start + _SLACK), default=0)
            placed[column] = f"{placed[column]} {cell.text}".strip()
        if _begins(placed, current, columns, empty):
            if current:
                rows.append(Row(tuple(current), place))
            current, place = placed, line.place
        elif current:
            current = [
                f"{old} {new}".strip() if len(old) < _LONGEST else old for old, new in zip(current, placed, strict=True)
            ]
        empty = 0
        at += 1
    if current:
        rows.append(Row(tuple(current), place))
    return rows, at


def _cells(line: str) -> list[_Cell]:
    return [_Cell(match.start(), match[0]) for match in _CELL.finditer(line)]


def _leaves(cells: Sequence[_Cell], starts: Sequence[int]) -> bool:
    """Tell whether a line is below the table: it runs across columns, or is a heading at the margin."""
    first = cells[0]
    if len(starts) > 1 and first.start + _SLACK < starts[1] and first.start + len(first.text) > starts[1]:
        return True
    return (
        len(cells) == 1
        and first.start <= starts[0]
        and len(first.text) > 3
        and looks_like_heading(first.text, firm=True)
    )


def _begins(placed: Sequence[str], current: Sequence[str], columns: Columns, empty: int) -> bool:
    """Tell whether a line begins a row."""
    if columns.number is not None:
        return bool(placed[columns.number])
    if not current:
        return bool(placed[columns.text]) and placed[columns.text][0].isupper() and sum(map(bool, placed)) > 1
    filled = sum(map(bool, placed))
    return (
        bool(placed[columns.text])
        and placed[columns.text][0].isupper()
        and (filled > len(placed) // 2 or (empty > 0 and filled > 1))
    )
