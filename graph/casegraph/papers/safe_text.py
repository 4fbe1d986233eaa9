"""Text that files for offices can hold: without characters that XML cannot write, and as long as a cell may be."""

import re

__all__ = ["CELL", "bookmark", "cell_text", "is_longer", "is_web_address", "plain", "reads_as_formula"]

CELL = 32_767
"""The most characters that a cell of Excel holds, counted as UTF-16 does: a character beyond U+FFFF counts as two."""

_FORBIDDEN = re.compile("[^\t\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029\u0085]")
_CUT = " … [cut here: a cell of Excel holds no more than {most:,} of these {all:,} characters]"
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r\n]")
_ADDRESS = re.compile(r"(?:https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+|mailto:[^\s<>\"@?&]+@[^\s<>\"@?&]+)", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
_NOT_IN_BOOKMARKS = re.compile("[^A-Za-z0-9_]")
_LONGEST_BOOKMARK = 40


def plain(text: str) -> str:
    r"""Return a text with the line ends of Unix, and a replacement character for each that XML should not hold.

    >>> plain("a\x00b\r\nc")
    'a�b\nc'
    """
    return _FORBIDDEN.sub("\ufffd", _LINE_END.sub("\n", text))


def cell_text(text: str, most: int = CELL) -> str:
    """Return a text as a cell of Excel holds it: a longer one ends with a remark that says so.

    >>> cell_text("short"), len(cell_text("a" * 40_000))
    ('short', 32767)
    """
    whole = plain(text)
    if not is_longer(whole, most):
        return whole
    remark = _CUT.format(most=most, all=len(whole))
    kept = whole.encode("utf-16-le")[: 2 * (most - len(remark))].decode("utf-16-le", "ignore")
    return kept + remark


def reads_as_formula(text: str) -> bool:
    """Return whether a spreadsheet would take a text for a formula, once somebody edits its cell or saves it as CSV.

    >>> reads_as_formula("=cmd|' /C calc'!A1"), reads_as_formula("Cascade the learning")
    (True, False)
    """
    return _FORMULA.match(text) is not None


def is_web_address(text: str) -> bool:
    """Return whether an address may become a link: one of the web or of an e-mail, and not longer than programs take.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)"), is_web_address("file:///etc")
    (True, False, False)
    """
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def bookmark(anchor: str) -> str:
    """Return the name of a place in a document as Word takes it: letters, digits and underscores, 40 at most.

    >>> bookmark("recommendation-12")
    'recommendation_12'
    """
    name = _NOT_IN_BOOKMARKS.sub("_", anchor)[:_LONGEST_BOOKMARK]
    return name if name[:1].isalpha() else f"a{name}"[:_LONGEST_BOOKMARK]


def is_longer(text: str, most: int = CELL) -> bool:
    """Return whether a text has more characters than a cell holds.

    >>> is_longer("a" * 32_767), is_longer("\U0001f642" * 16_384)
    (False, True)
    """
    return len(text) * 2 > most and len(text) + sum(each > "\uffff" for each in text) > most
