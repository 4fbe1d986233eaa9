"""``casegraph export package``: the build as a data package, in a folder or a zip file."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from casegraph.cli.terminal import plain
from casegraph.errors import CasegraphError

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["export_package", "stop_if_no_place"]


def stop_if_no_place(output: str, date: str) -> None:
    """Raise UsageError where no folder or file is named, and CasegraphError for a date that is none."""
    from casegraph.record.web_access import is_day

    if output == "-":
        raise click.UsageError(
            "A data package is a folder or a zip file. Name it with -o, such as -o case-data or -o case-data.zip."
        )
    if date and not is_day(date):
        raise CasegraphError(f"“{date[:40]}” is no day.", "Write it as YYYY-MM-DD, such as 2026-11-29.")


def export_package(graph: "Graph", output: str, tables: Literal["csv", "parquet"], date: str) -> None:
    """Write the package, and say on standard error what is in it."""
    from casegraph.exporting.data_package import write_package

    folder = graph.folder
    mark = folder.mark() if folder else None
    with graph.sorted_lines() as lines:
        collection = graph.collection()
        if folder and folder.mark() != mark:  # what is open now stays as it is
            raise CasegraphError("Another build took the place of this one just now.", "Try again.")
        made = write_package(collection, lines, Path(output), form=tables, date=date)
    click.echo(f"Wrote {plain(output)}: {len(made.tables)} tables of {made.contents}.", err=True)
    click.echo(f"Version {made.version}. README.md in it says how to open and cite it.", err=True)
    if not made.date:
        click.echo("It has no date, so no RO-Crate metadata. Add --date YYYY-MM-DD, the day you publish it.", err=True)
