"""The picture of a finding for slides: its sentence as the title, and its chart or table."""

from collections.abc import Sequence

from casegraph.drawing.svg import ROOM, label, picture, text
from casegraph.palette import ACCENT, PALE, RAMP
from casegraph.views.attribution import credit_of
from casegraph.views.collection import Collection
from casegraph.views.finding import Chart, Finding, Grid

__all__ = ["finding_picture"]

_LABEL, _NUMBER, _GAP = 300, 70, 40
_ROW, _BAR = 44, 24
_HEADING = 34
_SIZE = 18


def finding_picture(c: Collection, finding: Finding) -> str:
    """Return a finding as SVG; all its numbers are in the picture, and in words in its description."""
    notes = (finding.of, *finding.notes)
    numbers = [(part, each) for part, each in _named(finding) if each]
    described = "; ".join(f"{part}: {number:,}" for part, number in numbers)
    if finding.grid:
        body, height = _grid(finding.grid)
    else:
        body, height = _charts(finding.charts)
    return picture(finding.sentence, described, notes, body, height, credit_of(c))


def _named(finding: Finding) -> list[tuple[str, int]]:
    named = [(f"{chart.heading} – {each.text}" if chart.heading else each.text, each.value)
             for chart in finding.charts for each in chart.rows]  # fmt: skip
    if finding.grid:
        named += [(f"{row.text}, {head}", each.value) for row in finding.grid.rows
                  for head, each in zip(finding.grid.heads, row.cells, strict=True)]  # fmt: skip
    return named


def _charts(charts: Sequence[Chart]) -> tuple[list[str], float]:
    """Return charts side by side, each with bars of its own scale."""
    parts: list[str] = []
    wide = (ROOM - _GAP * (len(charts) - 1)) / max(1, len(charts))
    top = _HEADING if any(chart.heading for chart in charts) else 0
    for at, chart in enumerate(charts):
        left = at * (wide + _GAP)
        if chart.heading:
            parts.append(text(left, 16, chart.heading, _SIZE, bold=True))
        parts += _bars(chart, left, top, wide)
    return parts, top + _ROW * max((len(chart.rows) for chart in charts), default=0)


def _bars(chart: Chart, left: float, top: float, wide: float) -> list[str]:
    parts: list[str] = []
    names = min(_LABEL, wide * 0.45)
    room = wide - names - _NUMBER
    for at, each in enumerate(chart.rows):
        y = top + at * _ROW + (_ROW - _BAR) / 2
        parts.append(label(left, y + _BAR / 2, each.text, 16, names - 12, 2))
        length = round(each.value / chart.most * room, 1)
        parts.append(f'<rect x="{left + names:g}" y="{y:g}" width="{room:g}" height="{_BAR}" fill="{PALE}"/>')
        parts.append(f'<rect x="{left + names:g}" y="{y:g}" width="{length:g}" height="{_BAR}" fill="{ACCENT}"/>')
        parts.append(text(left + wide, y + _BAR - 6, f"{each.value:,}", _SIZE, anchor="end", bold=True))
    return parts


def _grid(grid: Grid) -> tuple[list[str], float]:
    """Return a table; the darker a cell, the larger its number."""
    step = (ROOM - _LABEL) / max(1, len(grid.heads))
    parts = [text(0, 20, grid.corner, 16, bold=True)]
    parts += [
        text(round(_LABEL + (at + 0.5) * step, 1), 20, head, 16, anchor="middle", bold=True)
        for at, head in enumerate(grid.heads)
    ]
    for at, row in enumerate(grid.rows):
        y = _HEADING + at * _ROW
        parts.append(label(0, y + _ROW / 2 - 2, row.text, 16, _LABEL - 12, 2))
        for column, each in enumerate(row.cells):
            x = round(_LABEL + column * step, 1)
            if each.step:
                fill = RAMP[each.step - 1]
                parts.append(f'<rect x="{x:g}" y="{y}" width="{step - 2:g}" height="{_ROW - 2}" fill="{fill}"/>')
            colour = {"colour": "#ffffff"} if each.step >= 4 else {}
            parts.append(
                text(
                    round(x + step / 2, 1),
                    y + _ROW / 2 + 5,
                    f"{each.value:,}",
                    _SIZE,
                    anchor="middle",
                    bold=row.is_total,
                    **colour,
                )
            )
    return parts, _HEADING + _ROW * len(grid.rows)
