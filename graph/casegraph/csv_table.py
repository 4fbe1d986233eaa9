"""CSV: the only writer, after RFC 4180, with the only guard against formulas.

Spreadsheets run a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and the text of pages is hostile. Such
text gets an apostrophe in front; a plain number does not. JSON, TSV and RDF have the text as it is.

``fragments/csv_table.js`` does the same in a browser. This module imports almost nothing, because the process that
answers queries loads it too.
"""

import re
from collections.abc import Iterable, Iterator
from math import isnan

__all__ = ["BYTE_ORDER_MARK", "csv_cell", "csv_lines", "csv_table", "unguarded"]

BYTE_ORDER_MARK = "\ufeff"
"""The first character of a file for Excel, which garbles “–” and “ŵ” without it."""

_SKIPPED = (  # white space and invisible characters, as in fragments/csv_table.js
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]*"
)
_FORMULA = re.compile(rf"{_SKIPPED}[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_QUOTED = re.compile('[",;\t\r\n]')
_PLAIN = re.compile('[A-Za-z0-9][^",;\t\r\n]*|')  # most cells: neither guarded nor quoted


def csv_table(
    head: Iterable[str], rows: Iterable[Iterable[object]], *, mark: bool = False, line_end: str = "\n"
) -> str:
    r"""Return *rows* as CSV under a *head*, with a byte order *mark* for Excel if asked.

    Files end lines with ``\n``; answers over HTTP with ``\r\n``, as RFC 4180 has it.

    >>> csv_table(["quote", "year"], [["=1+1", 2025], ["a, b", None]])
    'quote,year\n\'=1+1,2025\n"a, b",\n'
    """
    return BYTE_ORDER_MARK * mark + "".join(csv_lines(head, rows, line_end=line_end))


def csv_lines(head: Iterable[str], rows: Iterable[Iterable[object]], *, line_end: str = "\n") -> Iterator[str]:
    r"""Yield the lines of a table one by one, so that a long table need not be in memory.

    Most readers skip an empty line, so a row of one empty cell is quoted.

    >>> [*csv_lines(["agency"], [["ICB"], [None]])]
    ['agency\n', 'ICB\n', '""\n']
    """
    yield (",".join(map(csv_cell, head)) or '""') + line_end
    for row in rows:
        yield (",".join(map(csv_cell, row)) or '""') + line_end


def unguarded(text: str) -> str:
    """Return the text of a cell that `csv_cell` wrote, without the apostrophe that keeps it from becoming a formula.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("'-5")
    ('=1+1', "'tis", "'-5")
    """
    rest = text[1:]
    return rest if text.startswith("'") and _FORMULA.match(rest) and not _NUMBER.fullmatch(rest) else text


def csv_cell(value: object) -> str:
    """Return one cell: None and NaN are empty, a Boolean is ``true`` or ``false``.

    >>> [csv_cell(value) for value in ("＝1+1", "-5", -5, "a, b", True, None)]
    ["'＝1+1", '-5', '-5', '"a, b"', 'true', '']
    """
    if isinstance(value, str):
        if _PLAIN.fullmatch(value):
            return value
        text = f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
        return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    return str(value).lower() if isinstance(value, bool) else csv_cell(str(value))
