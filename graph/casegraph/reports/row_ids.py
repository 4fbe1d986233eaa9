"""The ids of a table's rows: they say which report and which place in it a row is from, and whether somebody changed them."""

import hashlib
import re

__all__ = ["is_row_id", "report_of", "row_id"]

_ID = re.compile(r"(?P<report>[0-9a-f]{8})-(?P<number>\d{1,4})-(?P<check>[0-9a-f]{2})")


def row_id(sha256: str, number: int) -> str:
    """Return the id of the row with this *number* from 1, for a report with this SHA-256.

    >>> row_id("0123456789abcdef", 3)
    '01234567-3-2b'
    """
    begin = f"{sha256[:8]}-{number}"
    return f"{begin}-{_check(begin)}"


def is_row_id(text: str) -> bool:
    """Tell whether a text is an id as `row_id` makes it.

    >>> is_row_id("01234567-3-2b"), is_row_id("01234567-4-2b")
    (True, False)
    """
    match = _ID.fullmatch(text)
    return match is not None and _check(f"{match['report']}-{match['number']}") == match["check"]


def report_of(row: str) -> str:
    """Return the part of an id that all rows of one report share."""
    return row[:8]


def _check(begin: str) -> str:
    return hashlib.sha256(begin.encode()).hexdigest()[:2]
