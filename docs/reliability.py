"""The reliability diagram: how often readings of each probability are right on unseen pages, as a picture.

`make docs` writes docs/reliability.svg with it; `casegraph evaluate --unseen --reliability` prints its numbers.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from casegraph.drawing.svg import label, picture, text
from casegraph.evaluating import read_gold
from casegraph.evaluating.reliability import Band, bands_of, calibration_error, judged_probabilities
from casegraph.evaluating.unseen import unseen_pages
from casegraph.extracting.records import read_records
from casegraph.palette import ACCENT, INK, LINE, PALE

__all__ = ["diagram", "shown_bands"]

_SIDE = 480
_LEFT = 120
_HEIGHT = _SIDE + 70
_BARS = (760, 400)
"""Where the bars of how many readings there are begin, and how long the longest is."""


def shown_bands() -> list[Band]:
    """Return the bands of the unseen pages."""
    with unseen_pages() as (gold, _, pages):
        reviews = [review for page in pages for record in read_records(page) for review in record.reviews]
        return bands_of(judged_probabilities(read_gold(gold), reviews))


def diagram(bands: Sequence[Band]) -> str:
    """Return the diagram of some bands as SVG: the nearer the points lie to the line, the truer are the probabilities."""
    readings, apart = sum(band.readings for band in bands), calibration_error(bands)
    notes = (
        f"{readings:,} themes that Casegraph read on pages that no wording, weight or rule was made with. A point on the line: "
        "of readings called 70 % probable, readers gave the theme to 70 in 100.",
        f"On average, a probability and the share that is right lie {apart:.3f} apart (expected calibration error). A theme "
        "that one of two readers gave is right by a half; thin lines show where the true share lies in 95 of 100 cases.",
    )
    numbers = "; ".join(
        f"from {band.low:.1f} to {band.high:.1f}: {band.readings:,} readings, {band.probability:.2f} probable, "
        f"{band.right:.2f} right"
        for band in bands
    )
    body = [*_axes(), *(part for band in bands for part in _point(band)), *_bars(bands)]
    return picture(
        "Are probabilities of themes right?",
        f"A reliability diagram. {numbers}.",
        notes,
        body,
        _HEIGHT,
        ["The pages are invented: data/corpus/README.md says how they were made."],
    )


def _axes() -> list[str]:
    parts = [f'<rect x="{_LEFT}" y="0" width="{_SIDE}" height="{_SIDE}" fill="{PALE}"/>']
    for step in range(0, 11, 2):
        at = f"{step / 10:.1f}"
        parts.append(text(_LEFT - 10, _y(step / 10) + 5, at, 14, anchor="end"))
        parts.append(text(_x(step / 10), _SIDE + 22, at, 14, anchor="middle"))
    parts.append(f'<path d="M{_x(0):g} {_y(0):g}L{_x(1):g} {_y(1):g}" stroke="{LINE}" stroke-width="2"/>')
    parts.append(f'<path d="M{_LEFT} 0V{_SIDE}H{_LEFT + _SIDE}" fill="none" stroke="{INK}" stroke-width="1"/>')
    parts.append(
        text(_LEFT + _SIDE / 2, _SIDE + 50, "Probability that Casegraph gives", 16, anchor="middle", bold=True)
    )
    parts.append(label(_LEFT - 40, _SIDE / 2, "Share that is right", 16, 76, 3, anchor="end"))
    return parts


def _point(band: Band) -> list[str]:
    x, (least, most) = _x(band.probability), band.interval
    return [
        f'<path d="M{x:g} {_y(least):g}V{_y(most):g}" stroke="{ACCENT}" stroke-width="1.5"/>',
        f'<circle cx="{x:g}" cy="{_y(band.right):g}" r="6" fill="{ACCENT}"/>',
    ]


def _bars(bands: Sequence[Band]) -> list[str]:
    left, wide = _BARS
    most = max((band.readings for band in bands), default=1)
    parts = [text(left, 16, "Readings", 16, bold=True)]
    for number, band in enumerate(reversed(bands)):
        y = 40 + number * 44
        length = round(band.readings / most * (wide - 60), 1)
        parts.append(text(left - 12, y + 20, f"{band.low:.1f} to {band.high:.1f}", 14, anchor="end"))
        parts.append(f'<rect x="{left}" y="{y}" width="{length:g}" height="30" fill="{ACCENT}"/>')
        parts.append(text(left + length + 8, y + 20, f"{band.readings:,}", 14))
    return parts


def _x(share: float) -> float:
    return round(_LEFT + share * _SIDE, 1)


def _y(share: float) -> float:
    return round(_SIDE - share * _SIDE, 1)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(diagram(shown_bands()), encoding="utf-8", newline="\n")
