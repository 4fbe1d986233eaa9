"""Long answers are cut, and say what they leave out: an assistant reads all that it gets."""

from collections.abc import Sequence
from typing import TypeVar

from casegraph.assistant.forms import Shown, Value

__all__ = ["LARGEST_TABLE", "LONGEST_TEXT", "PIECE", "ROWS", "part", "shortened", "shortened_rows"]

PIECE = 20
"""How many sentences or reviews an answer has."""

ROWS = 100
"""How many rows of a table an answer has."""

LONGEST_TEXT = 4_000
"""How many characters of one text an answer has."""

LARGEST_TABLE = 100_000
"""How many characters all texts of a table have together."""

Listed = TypeVar("Listed")


def part(every: Sequence[Listed], page: int, what: str, size: int = PIECE) -> tuple[Sequence[Listed], Shown]:
    """Return one part of a list and what is left out of *what*; a page behind the end is empty, and says so.

    >>> part(["a", "b", "c"], 1, "rows", 2)
    (['a', 'b'], Shown(first=1, last=2, total=3, left_out='Shown: 1 to 2 of 3 rows. Ask for page 2 to see more.'))
    >>> part(["a", "b", "c"], 2, "rows", 2)
    (['c'], Shown(first=3, last=3, total=3, left_out='Shown: 3 to 3 of 3 rows. This is the last page.'))
    >>> part(["a"], 9, "rows", 2)[1].left_out
    'There is no page 9: the last of 1 rows is on page 1.'
    """
    start, total = (page - 1) * size, len(every)
    pages = max(1, -(-total // size))
    shown = every[start : start + size]
    if page > pages:
        return shown, Shown(
            0, 0, total, f"There is no page {page:,}: the last of {total:,} {what} is on page {pages:,}."
        )
    first, last = (start + 1, start + len(shown)) if total else (0, 0)
    if len(shown) == total:
        return shown, Shown(first, last, total, "")
    more = f"Ask for page {page + 1:,} to see more." if page < pages else "This is the last page."
    return shown, Shown(first, last, total, f"Shown: {first:,} to {last:,} of {total:,} {what}. {more}")


def shortened(text: str) -> tuple[str, int]:
    """Return a text, cut if it is very long, and how many characters are left out.

    >>> shortened("brief"), shortened("x" * 5_000)[1]
    (('brief', 0), 1000)
    """
    return text[:LONGEST_TEXT], max(0, len(text) - LONGEST_TEXT)


def shortened_rows(rows: Sequence[Sequence[Value]]) -> tuple[list[list[Value]], int]:
    """Return rows whose long texts are cut, so that a table has no more characters than it may; also how many are cut.

    >>> shortened_rows([["brief", 1, None]])
    ([['brief', 1, None]], 0)
    >>> [len(str(cell)) for row in shortened_rows([["x" * 3_000, "brief"]] * 100)[0][:1] for cell in row]
    [500, 5]
    """
    lengths = [len(cell) for row in rows for cell in row if isinstance(cell, str)]
    most = LONGEST_TEXT
    if sum(min(each, most) for each in lengths) > LARGEST_TABLE:
        most = min(most, LARGEST_TABLE // len(lengths))
    cut = [[cell[:most] if isinstance(cell, str) else cell for cell in row] for row in rows]
    return cut, sum(each > most for each in lengths)
