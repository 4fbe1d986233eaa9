"""``casegraph compare``: what came, went or changed between two builds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.options import CommandWithExamples, format_and_output_options
from casegraph.cli.tab_completion import complete_files

if TYPE_CHECKING:
    from casegraph.comparing import Comparison

__all__ = ["compare"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph compare exports-2024 exports",
        "casegraph compare last-month exports --format html -o new.html",
        "casegraph compare exports-2024 exports --format csv -o changes.csv",
    ),
)
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD", shell_complete=complete_files)
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW", shell_complete=complete_files)
@format_and_output_options("text", "markdown", "html", "json", "csv")
def compare(old: Path, new: Path, form: str, output: str) -> None:
    """List the reviews and recommendations that are new, gone or changed between two builds.

    OLD and NEW are folders that `casegraph build` wrote. The report begins with a summary. For each change it
    gives the old and the new reading with their words, and the reason: the page changed (the words are
    different), or the reading changed (another version of Casegraph read the same words differently).

    To compare later, keep build.json and reviews.jsonl from the folder before you build in it again.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.comparing import compare as compare_builds

    write_output(_pieces(compare_builds(old, new), form), output)


def _pieces(comparison: "Comparison", form: str) -> Iterator[str]:
    """Yield a comparison as text in a format."""
    from casegraph.comparing.json_answer import comparison_head, review_answers
    from casegraph.comparing.rows import ChangeRow, change_rows
    from casegraph.csv_table import csv_lines
    from casegraph.web.streams import json_pieces

    match form:
        case "json":
            yield from json_pieces(review_answers(iter(comparison)), {**comparison_head(comparison)}, "reviews")
        case "csv":
            yield from csv_lines(ChangeRow._fields, change_rows(comparison))
        case "markdown":
            from casegraph.cli.compare_markdown import compare_markdown

            yield from compare_markdown(comparison)
        case "html":
            from casegraph.web.changes_file import changes_file

            yield changes_file(comparison)
        case _:
            from casegraph.cli.compare_text import compare_text

            yield from compare_text(comparison)
