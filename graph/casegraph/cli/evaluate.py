"""``casegraph evaluate``: how well pages are read, measured against annotated reviews."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casegraph.cli.error_handling import PROBLEMS_FOUND
from casegraph.cli.options import CommandWithExamples, format_option, size_option

if TYPE_CHECKING:
    from casegraph.evaluating import Finding, Scores

__all__ = ["evaluate"]


class Floor(click.ParamType[tuple[str, float]]):
    """An F1 that fields may not fall below: a number for all fields, or FIELD=NUMBER."""

    name = "floor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Return the words that a field's name must have, and the number."""
        words, _, number = str(value).rpartition("=")
        try:
            floor = float(number)
        except ValueError:
            floor = -1.0
        if not 0 <= floor <= 1:
            self.fail(f"{value} is no floor; write a number from 0 to 1, or FIELD=NUMBER.", param, ctx)
        return words.strip(), floor


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph evaluate",
        "casegraph evaluate --errors themes",
        "casegraph evaluate mine.jsonl --page my-page.html --floor 0.8 --floor date=0.95",
    ),
)
@click.argument("gold", metavar="[GOLD]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--page",
    "pages",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PAGE",
    help="The page that the annotated reviews stand on; may be given several times.  [default: those that ship]",
)
@click.option("--errors", metavar="FIELD", help="Show what was read wrongly or missed in fields of this name.")
@click.option(
    "--folds",
    type=click.IntRange(min=2),
    metavar="N",
    help="Read themes of each Nth part of the reviews without the wordings that fire in it alone; only themes are shown.",
)
@click.option("--floor", "floors", multiple=True, type=Floor(), help="Leave with exit code 3 where F1 is lower.")
@format_option("table", "json", "csv")
@size_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Path | None,
    pages: tuple[Path, ...],
    errors: str | None,
    folds: int | None,
    floors: tuple[tuple[str, float], ...],
    form: str,
    max_megabytes: float,
) -> None:
    """Measure how well pages are read: precision, recall and F1 of each field, against reviews annotated by people.

    GOLD holds annotated reviews, one a line of JSON; without it the ones that ship with casegraph are taken. An F1 of 1
    means that everything was read as annotated, and nothing else.
    """
    from importlib.resources import as_file

    from casegraph.cli.output_file import write_output
    from casegraph.cli.shipped_pages import pages_or_shipped
    from casegraph.evaluating import FIELDS, read_gold, scores
    from casegraph.evaluating import evaluate as compare
    from casegraph.evaluating.cross_validation import cross_validated
    from casegraph.extracting import extract
    from casegraph.reading import read_page
    from casegraph.resources import resource

    fields = [field for field in FIELDS if folds is None or "themes" in field]
    for words in (errors, *(words for words, _ in floors)):
        _fields(fields, words or "")
    if gold:
        annotated = read_gold(gold)
    else:
        with as_file(resource("data", "gold").joinpath("dev.jsonl")) as shipped:
            annotated = read_gold(shipped)
    with pages_or_shipped(pages) as paths:
        reviews = [review for path in paths for review in extract(read_page(path, max_megabytes=max_megabytes))]
    if folds:
        reviews = [*cross_validated(annotated, reviews, folds)]
    found = [finding for finding in compare(annotated, reviews) if finding.field in fields]
    counted = {field: each for field, each in scores(found).items() if field in fields}
    if errors:
        write_output(_errors([each for each in found if each.field in _fields(fields, errors)], form))
    else:
        write_output(_figures(counted, form))
    click.echo(f"{len(annotated)} annotated reviews, {len(reviews)} reviews read.", err=True)
    low = [
        f"{field}: F1 {counted[field].f1:.3f} is below {floor:g}"
        for words, floor in floors
        for field in _fields(fields, words)
        if counted[field].f1 < floor
    ]
    if low:
        click.echo("\n".join(low), err=True)
        ctx.exit(PROBLEMS_FOUND)


def _fields(fields: Sequence[str], words: str) -> list[str]:
    """Return the fields whose name has *words*, or is them."""
    found = [words] if words in fields else [field for field in fields if words in field]
    if not found:
        raise click.UsageError(f"No field is called {words}. The fields are: {', '.join(fields)}.")
    return found


def _figures(counted: dict[str, "Scores"], form: str) -> str:
    rows = [
        {
            "field": field,
            "precision": round(each.precision, 3),
            "recall": round(each.recall, 3),
            "F1": round(each.f1, 3),
            "right": each.right,
            "wrong": each.wrong,
            "missed": each.missed,
        }
        for field, each in counted.items()
    ]
    if form == "json":
        return json.dumps(rows, indent=2) + "\n"
    return _table(rows, form)


def _errors(found: Iterable["Finding"], form: str) -> str:
    wrong = [each for each in found if each.wrong or each.missed]
    if form == "json":
        return json.dumps([each._asdict() for each in wrong], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        rows = [
            {name: value if isinstance(value, str) else "; ".join(value) for name, value in each._asdict().items()}
            for each in wrong
        ]
        return _table(rows, form)
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


def _table(rows: Sequence[dict[str, Any]], form: str) -> str:
    from casegraph.cli.table import columns, grid
    from casegraph.csv_table import csv_table

    names = list(rows[0]) if rows else []
    cells = [[f"{value:.3f}" if isinstance(value, float) else str(value) for value in row.values()] for row in rows]
    if form == "table":
        return grid(names, cells, [name != "field" for name in names], columns())
    return csv_table(names, cells)
