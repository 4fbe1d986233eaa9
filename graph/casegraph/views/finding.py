"""A finding: a sentence with its numbers, a chart, what all of it is counted of, and where each number leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from casegraph.views.links import Count
from casegraph.views.tables import Table

__all__ = [
    "LEAST",
    "Chart",
    "Finding",
    "FindingLine",
    "Grid",
    "GridRow",
    "Number",
    "finding_lines",
    "finding_table",
    "in_sentence",
    "leaders",
]

LEAST = 10
"""The fewest recommendations of which a finding says that something is the most frequent."""

_CLEAR = 0.9  # of a number: the next one must be this much smaller, as readings are not exact
_LEADERS = 3


Counted = Literal["recommendations", "reviews"]
"""What a number counts, which is also the page that lists it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of recommendations or reviews, and the filters that open exactly these.

    *text* is what is shown: in a sentence the number with its noun, in a chart what is counted. *step* is its
    colour in a grid, from few (1) to many (5); 0 is none.
    """

    text: str
    value: int
    filters: tuple[tuple[str, str], ...] = ()
    view: Counted = "recommendations"
    step: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as bars, with a *heading* where a finding has several charts; *most* is the number of the longest bar there can be."""

    heading: str
    rows: tuple[Number, ...]
    most: int


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


def charts(*parts: tuple[str, Sequence[Number]]) -> tuple[Chart, ...]:
    """Return charts of these headings and numbers; those that count the same have one scale.

    >>> [each.most for each in charts(("Kind", [Number("Training", 9)]), ("How firmly", [Number("Sets a time", 1)]))]
    [9, 9]
    """
    most: dict[Counted, int] = {}
    for _, rows in parts:
        for each in rows:
            most[each.view] = max(most.get(each.view, 1), each.value)
    return tuple(Chart(heading, tuple(rows), most[rows[0].view]) for heading, rows in parts if rows)


class FindingLine(NamedTuple):
    """A number of a finding in a table: the part and the row that it is of, and the filters that open what it counts."""

    part: str
    what: str
    number: int
    counted: Counted
    filters: str


def finding_lines(finding: Finding) -> list[FindingLine]:
    """Return the numbers of the charts or the grid of a finding, those of nothing as well."""
    lines = [_line(chart.heading, each.text, each) for chart in finding.charts for each in chart.rows]
    if finding.grid:
        for row in finding.grid.rows:
            lines += [_line(head, row.text, each) for head, each in zip(finding.grid.heads, row.cells, strict=True)]
    return lines


def finding_table(finding: Finding) -> Table:
    """Return the same as a table.

    >>> of_two = Finding("who", (), (Chart("", (Number("Named", 2, (("naming", "named"),)),), 2),), None, "Of 3.")
    >>> [tuple(row) for row in finding_table(of_two).rows]
    [('', 'Named', 2, 'recommendations', 'naming=named')]
    """
    return Table(FindingLine._fields, finding_lines(finding))


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


def _line(part: str, what: str, number: Number) -> FindingLine:
    return FindingLine(part, what, number.value, number.view, urlencode(number.filters))
