"""``casegraph evaluate``: how well Casegraph reads pages, compared with annotated reviews."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casegraph.cli.error_handling import PROBLEMS_FOUND
from casegraph.cli.options import CommandWithExamples, format_option, size_option, wordings_option

if TYPE_CHECKING:
    from casegraph.evaluating import Finding, Scores

__all__ = ["evaluate"]


class Floor(click.ParamType[tuple[str, float]]):
    """The lowest F1 that fields may have: a number for all fields, or FIELD=NUMBER."""

    name = "floor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Return the words in the names of the fields, and the number."""
        words, _, number = str(value).rpartition("=")
        try:
            floor = float(number)
        except ValueError:
            floor = -1.0
        if not 0 <= floor <= 1:
            self.fail(f"{value} is no floor. Write a number from 0 to 1, or FIELD=NUMBER.", param, ctx)
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
    help="The page with the annotated reviews; can be given several times.  [default: those that ship]",
)
@click.option("--errors", metavar="FIELD", help="Show what was wrong or missed in fields with this name.")
@click.option(
    "--folds",
    type=click.IntRange(min=2),
    metavar="N",
    help="Cross-validate themes: read each Nth of the reviews without the wordings that match in it alone.",
)
@click.option("--floor", "floors", multiple=True, type=Floor(), help="Give exit code 3 if F1 is lower.")
@format_option("table", "json", "csv")
@wordings_option
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
    wordings_only: bool,
    max_megabytes: float,
) -> None:
    """Measure how well Casegraph reads pages: precision, recall and F1 of each field, compared with annotated reviews.

    GOLD is a file of annotated reviews, one a line of JSON; without it, the command uses those that ship with Casegraph.
    An F1 of 1 means that everything was read as annotated, and nothing else.
    """
    from importlib.resources import as_file

    from casegraph.cli.output_file import write_output
    from casegraph.cli.shipped_pages import pages_or_shipped
    from casegraph.evaluating import FIELDS, read_gold, scores
    from casegraph.evaluating import evaluate as compare
    from casegraph.evaluating.cross_validation import cross_validated
    from casegraph.extracting.records import read_records
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
        records = [
            record
            for path in paths
            for record in read_records(path, max_megabytes=max_megabytes, learned=not wordings_only)
        ]
        reviews = [review for record in records for review in record.reviews]
    if folds:
        reviews = [*cross_validated(annotated, reviews, folds)]
    findings = [finding for finding in compare(annotated, reviews) if finding.field in fields]
    scored = {field: each for field, each in scores(findings).items() if field in fields}
    if errors:
        write_output(_errors([each for each in findings if each.field in _fields(fields, errors)], form))
    else:
        write_output(_scores(scored, form))
    click.echo(f"{len(annotated)} annotated reviews, {len(reviews)} reviews read.", err=True)
    low = [
        f"{field}: F1 {scored[field].f1:.3f} is below {floor:g}"
        for words, floor in floors
        for field in _fields(fields, words)
        if scored[field].f1 < floor
    ]
    if low:
        click.echo("\n".join(low), err=True)
        ctx.exit(PROBLEMS_FOUND)


def _fields(fields: Sequence[str], words: str) -> list[str]:
    """Return the field called *words*, or else the fields with these words in their name."""
    matching = [words] if words in fields else [field for field in fields if words in field]
    if not matching:
        raise click.UsageError(f"There is no field {words}. The fields are: {', '.join(fields)}.")
    return matching


def _scores(scored: dict[str, "Scores"], form: str) -> str:
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
        for field, each in scored.items()
    ]
    if form == "json":
        return json.dumps(rows, indent=2) + "\n"
    return _table(rows, form)


def _errors(findings: Iterable["Finding"], form: str) -> str:
    wrong = [each for each in findings if each.wrong or each.missed]
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
    from casegraph.cli.table import grid, terminal_width
    from casegraph.csv_table import csv_table

    names = list(rows[0]) if rows else []
    cells = [[f"{value:.3f}" if isinstance(value, float) else str(value) for value in row.values()] for row in rows]
    if form == "table":
        return grid(names, cells, [name != "field" for name in names], terminal_width())
    return csv_table(names, cells)
