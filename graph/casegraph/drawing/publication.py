"""Years from incident to publication, as a picture for slides: how many reviews took how long, and each year of publication.

Partnerships are not drawn: reviews wait for inquests and trials, so how long they take ranks nobody.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from casegraph.drawing.bars import bars
from casegraph.drawing.svg import ROOM, picture, text
from casegraph.palette import ACCENT, INK, LINE, colour_of
from casegraph.views.attribution import credit_lines, profile_of
from casegraph.views.years_to_publication import YearsPassed, years_to_publication

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["publication"]

_HIGH = 240  # of each chart
_APART = 110  # from the top of one chart to the bottom of the one above
_MARGIN = 40  # left of the ranges, for the numbers of years


def publication(graph: "Graph") -> str:
    """Return the picture of a graph as SVG."""
    by_year = years_to_publication(graph.store)
    reviews = Counter[int]()
    for each in by_year.values():
        reviews.update(each.reviews)
    passed = YearsPassed(dict(sorted(reviews.items())), sum(each.silent for each in by_year.values()))
    profile = profile_of(graph.store)
    one, many = profile.documents
    notes = [
        f"{passed.both:,} of {passed.all:,} {one if passed.all == 1 else many} give the year of the incident and that of publication. "
        "Calendar years: 1 year can be two months or 23. An incident that spans two calendar years is not counted.",
        "Reviews also wait for inquests and trials, so the years are no measure of how well a partnership works.",
    ]
    values: list[tuple[str, int | None]] = [(str(years), reviews[years]) for years in range((passed.most or 0) + 1)]
    parts = bars(
        "Reviews by the number of years that passed",
        [*values, ("not known", passed.silent)],
        ACCENT,
        ROOM,
        _HIGH,
        apart=True,
    )
    height, described = _HIGH + 90, ""
    if len(by_year) > 1:
        parts.append(f'<g transform="translate(0 {_HIGH + _APART})">')
        parts += _ranges(by_year, passed.most or 1)
        parts.append("</g>")
        height += _HIGH + _APART
        described = (
            " By year of publication: "
            + "; ".join(f"{year}: {_in_words(each)}" for year, each in by_year.items())
            + "."
        )
    numbers = "; ".join(f"{name}: {number}" for name, number in values)
    return picture(
        f"Years from incident to publication: {_in_words(passed)}",
        f"Reviews by number of years. {numbers}; not known: {passed.silent}.{described}",
        notes,
        parts,
        height,
        credit_lines(graph.store),
    )


def _in_words(passed: YearsPassed) -> str:
    """Return the median and the range.

    >>> _in_words(YearsPassed({1: 2, 2: 1, 4: 1}, silent=3)), _in_words(YearsPassed({}, silent=3))
    ('median 1.5, from 1 to 4', 'not known')
    """
    if passed.median is None:
        return "not known"
    return f"median {passed.median:g}, from {passed.fewest} to {passed.most}"


def _ranges(by_year: Mapping[int, YearsPassed], most: int) -> list[str]:
    """Return for each year of publication a line from the fewest to the most years, with a dot at the median."""
    parts, top = (
        [
            text(
                0,
                14,
                "By year of publication: the range, the median as a dot, and how many reviews give both years",
                16,
                bold=True,
            )
        ],
        44,
    )
    step, bottom = (ROOM - _MARGIN) / len(by_year), top + _HIGH

    def height(years: float) -> float:
        return round(bottom - years / most * _HIGH, 1)

    for years in range(0, most + 1, max(1, most // 6)):
        parts.append(f'<path d="M{_MARGIN} {height(years):g}H{ROOM}" stroke="{LINE}" stroke-width="1"/>')
        parts.append(text(_MARGIN - 8, height(years) + 5, str(years), 14, anchor="end"))
    for at, (year, passed) in enumerate(by_year.items()):
        middle = round(_MARGIN + (at + 0.5) * step, 1)
        if passed.median is not None and passed.fewest is not None and passed.most is not None:
            ends = f"M{middle:g} {height(passed.fewest):g}V{height(passed.most) - 0.1:g}"
            parts.append(f'<path d="{ends}" stroke="{ACCENT}" stroke-width="6" stroke-linecap="round"/>')
            dot = f'<circle cx="{middle:g}" cy="{height(passed.median):g}" r="8" fill="{colour_of("theme")}" stroke="#ffffff" stroke-width="2"/>'
            parts.append(dot)
        if step > 60 or at % 2 == 0:
            parts.append(text(middle, bottom + 22, str(year), 14, anchor="middle"))
            parts.append(text(middle, bottom + 40, f"{passed.both:,} of {passed.all:,}", 14, anchor="middle"))
    parts.append(f'<path d="M{_MARGIN} {bottom}H{ROOM}" stroke="{INK}" stroke-width="1"/>')
    return parts
