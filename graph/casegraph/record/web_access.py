"""Where a page is on the web, and on which day somebody looked at it: what of it can be."""

import re
from datetime import date
from urllib.parse import urlsplit

__all__ = ["is_day", "is_web_address"]

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\\\^`\x00-\x20\x7f-\x9f]{1,2000}", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_day(text: str) -> bool:
    """Say whether a text is a day as YYYY-MM-DD.

    >>> is_day("2026-02-28"), is_day("2026-02-30"), is_day("28.2.2026")
    (True, False, False)
    """
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def is_web_address(text: str) -> bool:
    """Say whether a text is an address on the web that a page can lead to.

    >>> is_web_address("https://example.org/reviews/2025"), is_web_address("javascript:x")
    (True, False)
    """
    if not _ADDRESS.fullmatch(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False
