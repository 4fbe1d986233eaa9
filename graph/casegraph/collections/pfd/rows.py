"""Matters of concern in the rows of a table, whose cells a sign divides."""

import re
from collections.abc import Sequence

from casegraph.collections.pfd.numbers import marker_of

__all__ = ["without_rows"]

_RULE = re.compile(r"[|\s:+=-]+")
_FOR_WHOM = re.compile(
    r"(?:for )?(?:addressees?|for|to|recipients?|organisations?|for\swho\w?|directed to|body|owner|respondents?)(?: to respond)?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?:no\.?|number|#|ref|item)?", re.IGNORECASE)
_LONGEST_HEAD = 5  # words
_SHORT = 5  # characters of an abbreviation


def without_rows(lines: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    r"""Return the rows of a table without its heads and numbers, each with the cell that says whom it is for, and the lines that are no rows.

    >>> without_rows(["Matter | Evidence | Addressee", "Lamps | They cannot be seen. | (1)", "Data | None is kept. | (2)", "So it was."])
    ([('Lamps | They cannot be seen.', '(1)'), ('Data | None is kept.', '(2)')], ['So it was.'])
    """
    split = [_cells(line) for line in lines]
    sizes = [len(cells) for cells in split if len(cells) > 1]
    size = max(set(sizes), key=sizes.count) if sizes else 0
    if sizes.count(size) < 2:
        return [], list(lines)
    rows = [cells for cells in split if len(cells) == size]
    others = [
        line
        for line, cells in zip(lines, split, strict=True)
        if len(cells) != size and not (line and _RULE.fullmatch(line))
    ]
    heads = (
        rows[0]
        if all(len(cell.split()) <= _LONGEST_HEAD and (len(cell) < _SHORT or cell[-1] not in ".!?") for cell in rows[0])
        else []
    )
    whom = {at for at, head in enumerate(heads) if _FOR_WHOM.fullmatch(head)}
    left_out = whom | {at for at, head in enumerate(heads) if _NUMBERS.fullmatch(head)}
    kept = []
    for cells in rows[1:] if heads else rows:
        text = " | ".join(cell for at, cell in enumerate(cells) if at not in left_out and cell and not _is_number(cell))
        kept += [(text, " ".join(cells[at] for at in sorted(whom)))] if text else []
    return kept, others


def _is_number(cell: str) -> bool:
    marker = marker_of(cell)
    return cell.isdigit() or (marker is not None and not marker.rest)


def _cells(line: str) -> list[str]:
    if _RULE.fullmatch(line):
        return []
    sign = "|" if "|" in line else "\t"
    cells = [cell.strip() for cell in line.strip(f" {sign}").split(sign)]
    return [line] if sign == "\t" and _is_number(cells[0]) else cells  # a list with tabs after its numbers
