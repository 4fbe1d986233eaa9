"""The reference that a report has of its own: never that of another report which its text names."""

import re
from collections.abc import Sequence
from pathlib import Path

from casegraph.collections.pfd.table import REFERENCE
from casegraph.errors import PageError
from casegraph.reports.document import plain

__all__ = ["reference_of"]

_WRITTEN = re.compile(
    r"(?<![\w/-])(?:PFD[\s/-]{0,2})?(?P<year>(?:19|20)\d\d)\s?[-‐‑–—/]\s?(?P<number>\d{3,5}[A-Z]?)(?![\w/-])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\bref(?:erence)?\b|\breport\s(?:no|number)\b|\b(?:report|case)\sid\b", re.IGNORECASE)
_TITLE = re.compile(r"future\s+deaths?|regulation\s+28", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:see|earlier|previous|before|reported|refer|referred|compare|cf|also|response|reply|replies|death\sof)\b",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of a line that labels a reference


def reference_of(given: str, head: Sequence[str], end: Sequence[str], file: str) -> str:
    """Return the reference: from its label, the file's name, a title or another line of the *head*, or a label at the *end*.

    Raises PageError where a report has none.

    >>> reference_of("", ["Name: Prevention of future deaths report 2021-0071", "I reported in 2020-0001 before."], [], "a.txt")
    '2021-0071'
    """
    lines = [plain(line) for line in head]
    pairs = [f"{line} {after}" for line, after in zip(lines, [*lines[1:], ""], strict=False)]
    labelled = [
        line for line in (*lines, *pairs) if len(line) <= _LONGEST and _LABEL.search(line) and not _OTHERS.search(line)
    ]
    titles = [line for line in (*lines, *pairs) if _TITLE.search(line)]
    for each in (given, *map(_after_label, labelled)):
        if reference := _first(each):
            return reference
    if match := REFERENCE.search(Path(file).name):
        return match[0]
    for line in titles:
        if (reference := _first(line)) and not _is_span(reference):
            return reference
    others = {each for line in lines if not _OTHERS.search(line) and (each := _first(line)) and not _is_span(each)}
    if len(others) == 1:
        return others.pop()
    for line in map(plain, end):
        if (
            (label := _LABEL.search(line))
            and label.start() <= len("our case ")
            and (reference := _first(_after_label(line)))
        ):
            return reference
    raise PageError(
        f"{file} is the text of a report without a reference such as 2026-0042 in its head.",
        "Call the file by the reference, such as 2026-0042.txt, or write a line before the text: “Ref: 2026-0042”.",
    )


def _after_label(line: str) -> str:
    label = _LABEL.search(line)
    return line[label.end() :] if label else line


def _first(text: str) -> str:
    """Return the first reference in a text, as the table of reports writes it."""
    match = _WRITTEN.search(text)
    return f"{match['year']}-{match['number'].upper()}" if match else ""


def _is_span(reference: str) -> bool:
    """Tell whether it is rather one year and a later one."""
    return len(reference) == len("2019-2021") and reference[:2] == reference[5:7] == "20"
