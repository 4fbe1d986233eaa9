"""What ``casegraph evaluate`` prints: scores, themes one by one, probabilities and errors, as table, JSON or CSV."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.evaluating import Finding, Scores
    from casegraph.evaluating.by_theme import ThemeScores
    from casegraph.evaluating.readers import Agreement
    from casegraph.evaluating.reliability import Band

__all__ = ["errors_text", "reliability_text", "scores_text", "themes_text"]

Row = dict[str, str | int | float | None]

_DIGITS = 3


def scores_text(scored: Mapping[str, "Scores"], readers: Mapping[str, "Agreement"], form: str) -> str:
    """Return the scores of fields, beside the agreement of *readers* where two people annotated the reviews."""
    rows = []
    for field, each in scored.items():
        row: Row = {"field": field, **_measures(each), "right": each.right, "wrong": each.wrong, "missed": each.missed}
        if readers:
            agreed = readers.get(field)
            row["one reader"] = round(agreed.with_reader, _DIGITS) if agreed else None
            row["two readers"] = round(agreed.between_readers, _DIGITS) if agreed else None
        rows.append(row)
    return _written(rows, form)


def themes_text(themes: Iterable["ThemeScores"], form: str) -> str:
    """Return the scores of themes one by one."""
    rows: list[Row] = [
        {
            "theme": each.theme,
            **_measures(each.scores),
            "support": each.support,
            "wrong": each.scores.wrong,
            "missed": each.scores.missed,
            "confused with": each.confused_with,
            "times": each.times,
        }
        for each in themes
    ]
    return _written(rows, form)


def reliability_text(bands: Iterable["Band"], form: str) -> str:
    """Return how often readings of each band of probability are right."""
    rows: list[Row] = []
    for band in bands:
        least, most = band.interval
        rows.append(
            {
                "from": round(band.low, 1),
                "to": round(band.high, 1),
                "readings": band.readings,
                "probability": round(band.probability, _DIGITS),
                "right": round(band.right, _DIGITS),
                "95 % from": round(least, _DIGITS),
                "95 % to": round(most, _DIGITS),
            }
        )
    return _written(rows, form)


def errors_text(findings: Iterable["Finding"], form: str) -> str:
    """Return what was wrong or missed, clause by clause."""
    wrong = [each for each in findings if each.wrong or each.missed]
    if form == "json":
        return json.dumps([each._asdict() for each in wrong], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _written(
            [
                {name: value if isinstance(value, str) else "; ".join(value) for name, value in each._asdict().items()}
                for each in wrong
            ],
            form,
        )
    from casegraph.cli.terminal import plain

    lines = []
    for each in wrong:
        lines += [f"{each.field}: {each.review}", *([f"  {each.clause}"] if each.clause else [])]
        lines += [
            f"  {name:<7} {', '.join(labels)}"
            for name, labels in zip(each._fields[3:], each[3:], strict=True)
            if labels
        ]
        lines.append("")
    return "\n".join(map(plain, lines))


def _measures(scores: "Scores") -> Row:
    return {
        "precision": round(scores.precision, _DIGITS),
        "recall": round(scores.recall, _DIGITS),
        "F1": round(scores.f1, _DIGITS),
    }


def _written(rows: Sequence[Row], form: str) -> str:
    from casegraph.cli.table import grid, terminal_width
    from casegraph.csv_table import csv_table

    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    names = list(rows[0]) if rows else []
    cells = [[_cell(name, value) for name, value in row.items()] for row in rows]
    if form == "table":
        is_number = [not any(isinstance(row[name], str) for row in rows) for name in names]
        return grid(names, cells, is_number, terminal_width())
    return csv_table(names, cells)


def _cell(name: str, value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}" if name in ("from", "to") else f"{value:.{_DIGITS}f}"
    return str(value)
