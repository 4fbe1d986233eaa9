"""Two answers to one query compared: as bags of rows, and in their order as far as the query settles it.

SPARQL leaves some things open: the order of rows that ORDER BY does not tell apart, and which of these LIMIT keeps; the
order of what GROUP_CONCAT joins; how exactly a division is carried out. None of these is a difference.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from casegraph.conforming.order import Order, order_of
from casegraph.conforming.terms import Key, Row, alike, key

__all__ = ["Difference", "difference"]

_JOINED = re.compile(r'GROUP_CONCAT\([^()]*?(?:SEPARATOR\s*=\s*"([^"\\]*)"\s*)?\)\s*AS\s*[?$](\w+)', re.IGNORECASE)
_MOST = 500  # rows that are compared with each other


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in words, and the first row that does, *here* and *there*: None if there is none to compare with.

    *columns* are the places of the columns in which the two rows differ, all of them if there is only one row.
    """

    words: str
    here: Row | None
    there: Row | None
    columns: tuple[int, ...]


def difference(sparql: str, columns: Sequence[str], here: Sequence[Row], there: Sequence[Row]) -> Difference | None:
    """Return how the rows that a server gives differ from those *here*, None if they are the same to SPARQL.

    >>> from pyoxigraph import Literal
    >>> one, two = (Literal(1),), (Literal(2),)
    >>> difference("SELECT ?n { ?s ?p ?n }", ["n"], [one, two], [two, one])
    >>> difference("SELECT ?n { ?s ?p ?n } ORDER BY ?n", ["n"], [one, two], [two, one]).words
    'the rows are the same, but row 2 may not stand after row 1'
    >>> difference("SELECT ?n { ?s ?p ?n }", ["n"], [one, two], [one, one]).words
    '1 of 2 rows differs'
    """
    order = order_of(sparql, columns)
    row_key = partial(_row_key, joined=_joined(sparql, columns))
    missing, extra = _left_over(here, there, row_key), _left_over(there, here, row_key)
    missing, extra = _without_alike(missing, extra, row_key)
    if order.is_cut and len(here) == len(there):
        missing, extra = _without_ties(missing, extra, order, here[-1:])
    if missing or extra:
        words = _words(len(here), len(there), max(len(missing), len(extra)))
        first, other = _first_pair(missing, extra)
        words += _times(first or other, here, there, row_key) if first is None or other is None else ""
        return Difference(words, first, other, tuple(_differing(first, other, row_key)))
    wrong = order.first_wrong(there)
    if wrong is None:
        return None
    words = f"the rows are the same, but row {wrong + 1} may not stand after row {wrong}"
    return Difference(words, here[wrong], there[wrong], tuple(_differing(here[wrong], there[wrong], row_key)))


def _joined(sparql: str, columns: Sequence[str]) -> Mapping[int, str]:
    """Return what GROUP_CONCAT puts between its parts, by the column that it fills."""
    separators = {match[2]: match[1] or " " for match in _JOINED.finditer(sparql)}
    return {place: separators[name] for place, name in enumerate(columns) if name in separators}


def _row_key(row: Row, joined: Mapping[int, str]) -> tuple[Key, ...]:
    keys = []
    for place, term in enumerate(row):
        whole = key(term)
        if place in joined and whole[0] in ("literal", "text"):
            whole = ("parts", *sorted(whole[1].split(joined[place])))
        keys.append(whole)
    return tuple(keys)


def _left_over(rows: Sequence[Row], others: Sequence[Row], row_key: "partial[tuple[Key, ...]]") -> list[Row]:
    """Return the rows that are not among the others, in their order; each row counts as often as it is there."""
    there = Counter(map(row_key, others))
    left = []
    for row in rows:
        if there[row_key(row)]:
            there[row_key(row)] -= 1
        else:
            left.append(row)
    return left


def _without_alike(
    missing: Sequence[Row], extra: Sequence[Row], row_key: "partial[tuple[Key, ...]]"
) -> tuple[list[Row], list[Row]]:
    """Return the rows without pairs whose numbers differ only in how exactly they were divided."""
    left, others = list[Row](), list(extra)
    for row in missing:
        twin = None
        if len(missing) <= _MOST and len(extra) <= _MOST:
            twin = next((each for each in others if _are_alike(row, each, row_key)), None)
        if twin is None:
            left.append(row)
        else:
            others.remove(twin)
    return left, others


def _are_alike(one: Row, other: Row, row_key: "partial[tuple[Key, ...]]") -> bool:
    return next(_differing(one, other, row_key), None) is None


def _differing(one: Row | None, other: Row | None, row_key: "partial[tuple[Key, ...]]") -> Iterator[int]:
    """Yield the places of the columns in which two rows differ; all where one of them is missing."""
    if one is None or other is None:
        yield from range(len(one or other or ()))
        return
    pairs = zip(row_key(one), row_key(other), one, other, strict=True)
    for place, (first, second, term, twin) in enumerate(pairs):
        if first != second and not alike(term, twin):
            yield place


def _without_ties(
    missing: Iterable[Row], extra: Iterable[Row], order: Order, last: Sequence[Row]
) -> tuple[list[Row], list[Row]]:
    """Return the rows without those that stand level with the last one, of which LIMIT may keep any."""
    left, others = (
        [row for row in rows if not any(order.ties(row, each) for each in last)] for rows in (missing, extra)
    )
    return left, others


def _first_pair(missing: Sequence[Row], extra: Sequence[Row]) -> tuple[Row | None, Row | None]:
    """Return the first row that is missing, and the one in its place: that which shares most terms with it."""
    if not missing:
        return None, extra[0]
    shared = [sum(map(alike, missing[0], row)) for row in extra[:_MOST]]
    most = max(shared, default=0)
    only_one = len(missing) == len(extra) == 1
    return missing[0], extra[shared.index(most)] if most or only_one else None


def _times(row: Row | None, here: Sequence[Row], there: Sequence[Row], row_key: "partial[tuple[Key, ...]]") -> str:
    """Return how often a row is here and there, if it is in both."""
    if row is None:
        return ""
    often = [sum(row_key(each) == row_key(row) for each in rows) for rows in (here, there)]
    here_too, there_too = ("once" if number == 1 else f"{number} times" for number in often)
    return f"; the first of them stands {here_too} here and {there_too} there" if all(often) else ""


def _words(here: int, there: int, differing: int) -> str:
    if here != there:
        return f"{there:,} {'row' if there == 1 else 'rows'} instead of {here:,}"
    return f"{differing:,} of {here:,} rows {'differs' if differing == 1 else 'differ'}"
