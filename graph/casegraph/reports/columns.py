"""The columns of an action plan: which has the recommendation, who is to act, and by when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.reports.document import plain

__all__ = ["Column", "Columns", "column_of", "columns_of"]

Column = Literal["number", "recommendation", "learning", "action", "agency", "due", "other"]

_KINDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"(?:rec(?:ommendation)?\.?\s*)?(?:no\.?|nos\.?|ref\.?|reference|number|#|id|item|s/?no)(?:\s+no\.?)?",
            re.IGNORECASE,
        ),
    ),
    (
        "due",
        re.compile(
            r".*\b(?:due|time\s*-?\s*(?:scale|frame|line)s?|by\s+when|deadline|target(?:\s+completion)?\s+date|completion\s+date"
            r"|complete(?:d)?\s+by|review\s+date|when)\b.*|date",
            re.IGNORECASE,
        ),
    ),
    ("learning", re.compile(r"(?:key\s+)?(?:learning(?:\s+points?)?|lessons?(?:\s+learn(?:ed|t))?)", re.IGNORECASE)),
    (
        "recommendation",
        re.compile(
            r"(?:.*\W)?recommendati?o?n?s?(?:\W.*)?|what\s+(?:needs?\s+to|must|should|will)\s+(?:change|happen|be\s+done|we\s+do)\W*"
            r"|(?:what\s+(?:do\s+we\s+need\s+to|will\s+we)\s+do)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "agency",
        re.compile(
            r".*\b(?:agency|agencies|lead|leads|owner|who|whom|responsib\w{2,6}|organisations?|partners?|accountable)\b.*",
            re.IGNORECASE,
        ),
    ),
    (
        "action",
        re.compile(
            r"(?:(?:key|agreed|required|proposed|smart)\s+)?actions?(?:\s+(?:to\s+be\s+taken|required|agreed))?\W*",
            re.IGNORECASE,
        ),
    ),
)
_LONGEST = 60  # characters of a head


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of an action plan are, None for one that it does not have; *is_learning* if *text* are learning points."""

    text: int
    number: int | None
    agency: int | None
    due: int | None
    is_learning: bool = False


def column_of(head: str) -> Column:
    """Return what a column with this head has.

    >>> [column_of(each) for each in ("Ref", "Recommendation", "Lead agency", "By when", "Status")]
    ['number', 'recommendation', 'agency', 'due', 'other']
    """
    text = plain(head)
    if not text or len(text) > _LONGEST:
        return "other"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), "other")


def columns_of(heads: Sequence[str]) -> Columns | None:
    """Return the columns of a table with these heads, None if it is no table of recommendations or learning points.

    >>> columns_of(["No.", "Recommendation", "Who", "Due"])
    Columns(text=1, number=0, agency=2, due=3, is_learning=False)
    >>> columns_of(["Date", "Event"])
    """
    kinds = [column_of(each) for each in heads]
    place = {kind: kinds.index(kind) for kind in reversed(kinds)}
    others = place.keys() & {"agency", "due", "number", "action"}
    for kind in ("recommendation", "action", "learning"):
        if (
            kind in place
            and (others - {kind} or kind == "recommendation")
            and (kind != "action" or {"agency", "due"} & others)
        ):
            return Columns(
                place[kind], place.get("number"), place.get("agency"), place.get("due"), is_learning=kind == "learning"
            )
    return None
