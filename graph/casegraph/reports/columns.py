"""The columns of an action plan: which has the recommendation, who is to act, and by when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.reports.document import plain

__all__ = ["Column", "Columns", "column_of", "columns_of"]

Column = Literal["number", "recommendation", "learning", "action", "agency", "due", "other"]

_WHOLE: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"(?:rec(?:ommendation)?\.? ?)?(?:no\.?|nos\.?|ref\.?|reference|number|#|id|item|s/?no)(?: no\.?)?",
            re.IGNORECASE,
        ),
    ),
    ("due", re.compile(r"date", re.IGNORECASE)),
    ("learning", re.compile(r"(?:key )?(?:learning(?: points?)?|lessons?(?: learn(?:ed|t))?)", re.IGNORECASE)),
    (
        "action",
        re.compile(
            r"(?:(?:key|agreed|required|proposed|smart) )?actions?(?: (?:to be taken|required|agreed))?", re.IGNORECASE
        ),
    ),
)
"""What the whole head says."""

_WORDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        "due",
        re.compile(
            r"\b(?:due|time ?-?(?:scale|frame|line)s?|by when|deadline|target (?:completion )?date|completion date|completed? by"
            r"|review date|when)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "recommendation",
        re.compile(
            r"\brecommendati?o?n?s?\b|^what (?:needs? to|must|should|will) (?:change|happen|be done|we do)\b"
            r"|^what (?:do we need to|will we) do\b",
            re.IGNORECASE,
        ),
    ),
    (
        "agency",
        re.compile(
            r"\b(?:agency|agencies|leads?|owner|who|whom|responsib\w{2,6}|organisations?|partners?|accountable)\b",
            re.IGNORECASE,
        ),
    ),
)
"""What a word in the head says, the first that is there."""

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
    text = plain(head).rstrip(" ?:*")
    if not text or len(text) > _LONGEST:
        return "other"
    for kind, pattern in _WHOLE:
        if pattern.fullmatch(text):
            return kind
    return next((kind for kind, pattern in _WORDS if pattern.search(text)), "other")


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
