"""Bars of a picture: numbers side by side, with their names below."""

from collections.abc import Sequence

from casegraph.drawing.svg import label, text
from casegraph.palette import INK, LINE, PALE

__all__ = ["bars"]


def bars(
    heading: str,
    values: Sequence[tuple[str, int | None]],
    colour: str,
    wide: float,
    high: float,
    *,
    apart: bool = False,
) -> list[str]:
    """Return bars with their numbers above and names below; None is a gap, and with *apart* the last bar is set apart."""
    parts = [text(0, 14, heading, 16, bold=True)]
    top = 44
    most = max((value or 0 for _, value in values), default=0) or 1
    step = wide / (len(values) + (0.5 if apart else 0))
    width = min(64.0, step * 0.72)
    for at, (name, value) in enumerate(values):
        is_apart = apart and at == len(values) - 1
        middle = round((at + (1.0 if is_apart else 0.5)) * step, 1)
        if value is None:
            parts.append(
                f'<rect x="{middle - width / 2:g}" y="{top + high - 4}" width="{width:g}" height="4" fill="{PALE}"/>'
            )
        else:
            tall = round(value / most * high, 1)
            fill = LINE if is_apart else colour
            parts.append(
                f'<rect x="{middle - width / 2:g}" y="{top + high - tall:g}" width="{width:g}" height="{tall:g}" fill="{fill}"/>'
            )
            if step > 26 or value == most:
                parts.append(text(middle, top + high - tall - 6, f"{value:,}", 14, anchor="middle"))
        if step > 36 or at % (2 if step > 18 else 5) == 0 or is_apart:
            parts.append(label(middle, top + high + 6, name, 14, max(step - 4, 40), 2, anchor="middle", up=0))
    parts.append(f'<path d="M0 {top + high}H{wide}" stroke="{INK}" stroke-width="1"/>')
    return parts
