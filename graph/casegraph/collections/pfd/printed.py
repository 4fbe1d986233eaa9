"""What the printed page adds to the words of a report: page numbers, running lines, and words that the end of a line cuts in two."""

import re
from collections import Counter
from typing import Final

__all__ = ["is_page_mark", "unprinted"]

_PAGE_MARK = re.compile(r"\W*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*", re.IGNORECASE)
_BARE_MARKER = re.compile(r"[(\[]?\w{1,4}[.):\]]\)?|\(\w{1,4}\)")
_RUNNING = re.compile(
    r"regulation\s+28.{0,40}template|\[type\s+here\]|official(?:\s*-\s*sensitive)?\W*$", re.IGNORECASE
)
_PAGE_OF = re.compile(r"\bpage\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+(?:\s+\d{1,3}/\d{1,3})?")
_BARE_NUMBER = re.compile(r"\d{1,2}")
_LONGEST_RUNNING = 90
_LONGEST_WORD = 40
_LONGEST_LINE = 1_000  # of those that a program breaks
_MOST_BETWEEN = 12  # lines between two that a page's end parts
_OFTEN = 3  # times that a line comes which runs along each page
_CUT_WORD = re.compile(r"([^\W\d_]{1,30})-$")
_BEGINNING = re.compile(r"[^\W\d_]{1,30}")
_KEEP_HYPHEN: Final = frozenset(
    "self non cross follow well long short low high semi safe risk half multi anti ex one two three four five seven eight nine"
    " twenty thirty forty fifty e".split()
)
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "”", '"', "’")


def is_page_mark(line: str) -> bool:
    """Tell whether a line belongs to the printed page: its number, or what runs along its top.

    >>> [is_page_mark(each) for each in ("Page 2 of 4", "- 3 -", "(1)", "1.", "There was no plan.")]
    [True, True, False, False, False]
    """
    line = line.strip()
    if (_PAGE_MARK.fullmatch(line) and not _BARE_MARKER.fullmatch(line)) or _RUNNING.match(line):
        return True
    is_short = len(line) <= _LONGEST_RUNNING and not line.endswith((".", "?", "!"))
    return bool((is_short and _PAGE_OF.search(line)) or _ADDRESS.fullmatch(line))


def unprinted(text: str) -> str:
    r"""Return a text without page marks, in which words and sentences go on that they or the end of a line cut in two.

    A number alone on its line stays: it may be the number of a matter.

    >>> unprinted("No one at the hos-\npital knew of\n\nPage 1 of 3\n\nthe self-\nharm.\n2")
    'No one at the hospital knew of\nthe self-harm.\n2'
    """
    lines = [line.rstrip() for line in text.replace("\f", "\n").splitlines()]
    running = _running(lines)
    kept: list[str] = []
    has_mark = False
    for line in lines:
        bare = line.strip()
        is_number = _BARE_NUMBER.fullmatch(bare) is not None
        if not is_number and (is_page_mark(line) or _folded(bare) in running):
            has_mark = True
            continue
        _append(kept, line, has_mark=has_mark)
        has_mark = has_mark and not bare
    return "\n".join(kept)


def _append(kept: list[str], line: str, *, has_mark: bool) -> None:
    """Add a line; where it goes on with a word or a sentence, what is between both is of the page."""
    begin = line.strip()
    at = len(kept) - 1
    first = max(0, at - _MOST_BETWEEN)
    while at >= first and (not kept[at].strip() or _BARE_NUMBER.fullmatch(kept[at].strip())):
        at -= 1
    last = kept[at].rstrip() if at >= first else ""
    between = kept[at + 1 :]
    has_number = any(each.strip() for each in between)
    if begin and last and (not between or has_mark or has_number):
        end = last[-_LONGEST_WORD:]
        cut = _CUT_WORD.search(end) if len(last) < _LONGEST_LINE else None
        if cut and (word := _BEGINNING.match(begin)):
            hyphen = "-" if begin[0].isupper() or cut[1].lower() in _KEEP_HYPHEN else ""
            rest = begin[word.end() :]
            joined = last[: len(last) - len(cut[0])] + cut[1] + hyphen + word[0]
            del kept[at:]
            kept.append(joined + rest)
            return
        if between and begin[0].islower() and not last.endswith(_SENTENCE_ENDS):
            del kept[at + 1 :]
    kept.append(line)


def _folded(line: str) -> str:
    return re.sub(r"\d{1,9}", "#", line)


def _running(lines: list[str]) -> frozenset[str]:
    """Return short lines, with any number in place of theirs, that come too often to be of the text."""
    counted = Counter(
        _folded(line.strip())
        for line in lines
        if 8 <= len(line.strip()) <= _LONGEST_RUNNING and not line.strip().endswith((".", ";", ":", ","))
    )
    return frozenset(line for line, number in counted.items() if number >= _OFTEN and " " in line)
