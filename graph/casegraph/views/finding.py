"""A finding: a sentence with its numbers, a chart, what all of it is counted of, and where each number leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from casegraph.views.links import Count
from casegraph.views.tables import Table

__all__ = ["LEAST", "Chart", "Finding", "Grid", "GridRow", "Number", "finding_table", "in_sentence", "leaders"]

LEAST = 10
"""The fewest recommendations of which a finding says that something is the most frequent."""

_CLEAR = 0.9  # of a number: the next one must be this much smaller, as readings are not exact
_LEADERS = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number of recommendations or reviews, and the filters that open exactly these.

    *text* is what is shown: in a sentence the number with its noun, in a chart what is counted. *step* is its
    colour in a grid, from few (1) to many (5); 0 is none.
    """

    text: str
    value: int
    filters: tuple[tuple[str, str], ...] = ()
    view: Literal["recommendations", "reviews"] = "recommendations"
    step: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as bars, with a *heading* where a finding has several charts."""

    heading: str
    rows: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table of numbers; *is_total* says that it has what the others are part of."""

    text: str
    cells: tuple[Number, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table of numbers; *corner* says what its rows are."""

    corner: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A title in pieces, of which numbers lead on; charts or a grid; *of* is the denominator, *notes* what to know before use.

    *onward* is what the link to the table of all themes is called, "" for none.
    """

    id: str
    title: tuple[str | Number, ...]
    charts: tuple[Chart, ...]
    grid: Grid | None
    of: str
    notes: tuple[str, ...] = ()
    onward: str = ""

    @property
    def sentence(self) -> str:
        """The title as one text."""
        return "".join(each if isinstance(each, str) else each.text for each in self.title)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers of title, charts and grid that count anything."""
        listed = [each for each in self.title if isinstance(each, Number)]
        listed += [each for chart in self.charts for each in chart.rows]
        listed += [each for row in (self.grid.rows if self.grid else ()) for each in row.cells]
        return tuple(each for each in listed if each.value)


def finding_table(finding: Finding) -> Table:
    """Return the numbers of a finding, one a row, each with the filters that open what it counts.

    >>> of_titles = Finding("who", (), (Chart("", (Number("Named", 2, (("naming", "named"),)),)),), None, "Of 3.")
    >>> [*finding_table(of_titles).rows]
    [('', 'Named', 2, 'recommendations', 'naming=named')]
    """
    grid = finding.grid
    rows = [_row(chart.heading, each.text, each) for chart in finding.charts for each in chart.rows]
    rows += [
        _row(head, row.text, each)
        for row in (grid.rows if grid else ())
        for head, each in zip(grid.heads if grid else (), row.cells, strict=True)
    ]
    return Table(("part", "what", "number", "counted", "filters"), rows)


def leaders(counts: Iterable[Count]) -> list[Count]:
    """Return the up to three values that are clearly more frequent than all others, none where that is not so.

    Each needs LEAST recommendations, and the next value at least a tenth fewer: readings are not exact, and a tie is no rank.

    >>> leaders([Count("a", 57), Count("b", 55), Count("c", 45)])
    [Count(id='a', number=57), Count(id='b', number=55)]
    >>> leaders([Count("a", 9)]), leaders([Count(each, 20) for each in "abcd"])
    ([], [])
    """
    listed = [*counts]
    for size, last in enumerate(listed[:_LEADERS], start=1):
        if last.number < LEAST:
            break
        if all(each.number <= _CLEAR * last.number for each in listed[size:]):
            return listed[:size]
    return []


def in_sentence(label: str) -> str:
    """Return a label as it is within a sentence.

    >>> in_sentence("Multi-agency working"), in_sentence("SEND")
    ('multi-agency working', 'SEND')
    """
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _row(part: str, what: str, number: Number) -> tuple[str, str, int, str, str]:
    return part, what, number.value, number.view, urlencode(number.filters)
