"""HTML tables for notebooks: text is escaped, quotes are whole, and a note counts the rows left out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

__all__ = ["html_table"]

_SHOWN = 50  # rows
_CELL = "text-align:left;vertical-align:top;white-space:normal;max-width:40em"
_NUMBER = "text-align:right;vertical-align:top"


def html_table(
    names: Sequence[str],
    rows: Iterable[Iterable[object]],
    *,
    above: Iterable[str] = (),
    below: Iterable[str] = (),
) -> str:
    """Return rows as HTML under their *names*, with paragraphs above and below; only the first of many rows.

    >>> print(html_table(["quote"], [["<b>"]], below=["1 of 5."]))
    <div>
    <table><thead><tr><th style="text-align:left">quote</th></tr></thead><tbody>
    <tr><td style="text-align:left;vertical-align:top;white-space:normal;max-width:40em">&lt;b&gt;</td></tr>
    </tbody></table>
    <p>1 of 5.</p>
    </div>
    """
    rows = list(rows)
    shown = rows[:_SHOWN]
    lines = ["<div>", *map(_paragraph, above)]
    if names and shown:
        heads = "".join(f'<th style="text-align:left">{escape(name.replace("_", " "))}</th>' for name in names)
        lines.append(f"<table><thead><tr>{heads}</tr></thead><tbody>")
        lines += [f"<tr>{''.join(map(_cell, row))}</tr>" for row in shown]
        lines.append("</tbody></table>")
    if len(rows) > len(shown):
        lines.append(_paragraph(f"These are the first {len(shown)} of {len(rows):,} rows."))
    return "\n".join([*lines, *map(_paragraph, below), "</div>"])


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _cell(value: object) -> str:
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return f'<td style="{_NUMBER if is_number else _CELL}">{escape(_text(value))}</td>'


def _text(value: object) -> str:
    """Return a value as a notebook shows it.

    >>> [_text(value) for value in (None, True, ("a", "b"), 0.123456, Decimal("0.25"), 2025)]
    ['', 'yes', 'a; b', '0.1235', '0.25', '2025']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return f"{value:.4g}" if isinstance(value, (float, Decimal)) else str(value)
