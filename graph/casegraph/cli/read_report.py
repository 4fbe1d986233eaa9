"""``casegraph read-report``: the recommendations of a local report, in a table that a person corrects and gives back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.options import CommandWithExamples, format_and_output_options, size_option
from casegraph.cli.tab_completion import complete_files

if TYPE_CHECKING:
    from casegraph.reports import LocalReport

__all__ = ["read_report"]


@click.command(
    "read-report",
    cls=CommandWithExamples,
    examples=(
        "casegraph read-report our-review.docx -o our-review.xlsx",
        "casegraph read-report review.pdf --area Eastmere --year 2026 -o review.xlsx",
        "casegraph read-report - -o pasted.xlsx",
    ),
)
@click.argument(
    "report", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True), shell_complete=complete_files
)
@click.option("--title", metavar="TEXT", help="The title of the report.  [default: its own title]")
@click.option("--area", metavar="NAME", help="The area of the partnership, such as Kent.")
@click.option(
    "--year",
    type=click.IntRange(1900, 2100),
    metavar="YEAR",
    help="The year of the report.  [default: the first year in it]",
)
@click.option("--force", is_flag=True, help="Replace an existing table, with all corrections in it.")
@size_option
@format_and_output_options("csv", "xlsx", "json")
def read_report(
    report: Path,
    title: str | None,
    area: str | None,
    year: int | None,
    force: bool,
    max_megabytes: float,
    form: str,
    output: str,
) -> None:
    """List the recommendations and learning points of your own report in a table.

    FILE is a report in Word (.docx), LibreOffice (.odt), PDF with text, HTML or plain text. Give - to paste
    lines, and end them with Ctrl-D (on Windows Ctrl-Z and Enter). The table has one row for each recommendation,
    with its place in the report. Check it in Excel or LibreOffice, save it, and build from it: `casegraph build
    TABLE.xlsx`.

    Nothing leaves this computer. The table contains the recommendations and learning points, and nothing else
    from the report.
    """
    from dataclasses import replace

    from casegraph.cli.output_file import write_output
    from casegraph.errors import CasegraphError
    from casegraph.reports.open_elsewhere import stop_if_open
    from casegraph.reports.table_file import as_csv, as_workbook

    if output != "-":
        if Path(output).suffix.lower() not in (".csv", ".json", ".xlsx"):
            raise click.UsageError(
                f"A table is written as .xlsx, .csv or .json, not as {Path(output).name}. Change the name."
            )
        stop_if_open(Path(output))
        if Path(output).is_file() and not force:
            raise CasegraphError(
                f"{output} already exists, and may contain your corrections. Choose another name, or replace it with --force."
            )
    elif form == "xlsx":
        raise click.UsageError("A table for Excel is written to a file. Name one: -o TABLE.xlsx")
    local = _report(report, max_megabytes)
    given = {name: value for name, value in (("title", title), ("area", area), ("year", year)) if value is not None}
    local = replace(local, **given)  # type: ignore[arg-type]
    if form == "xlsx":
        write_output(as_workbook(local), output)
    else:
        write_output(as_csv(local) if form == "csv" else _json(local), output)
    click.echo("\n".join(_summary(local, report, output)), err=True)


def _report(path: Path, max_megabytes: float) -> "LocalReport":
    from casegraph.errors import PageError
    from casegraph.reports import read, report_in

    if str(path) != "-":
        local = read(path, max_megabytes=max_megabytes)
    else:
        most = int(max_megabytes * 1_000_000)
        content = sys.stdin.buffer.read(most + 1)
        if len(content) > most:
            raise PageError(f"What was pasted has more than {max_megabytes:g} MB.", "Paste only the recommendations.")
        local = report_in(content, "pasted lines")
    if local.is_confirmed:
        raise PageError(f"{path} is already the table of a report.", f"Build from it: casegraph build {path}")
    return local


def _json(local: "LocalReport") -> str:
    import json
    from dataclasses import asdict

    values = {"status": "local, not published", **asdict(local)}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _summary(local: "LocalReport", report: Path, output: str) -> list[str]:
    """Return how much was local, and what to do next; no word of the report."""
    from casegraph.reports.table_file import NOTICE
    from casegraph.views.attribution import counted

    name = "the pasted lines" if str(report) == "-" else str(report)
    both = (
        f"{counted(len(local.recommendations), 'recommendation')} and {counted(len(local.learning), 'learning point')}"
    )
    doubtful = sum(not each.keep for each in local.items)
    lines = [f"Found {both} in {name}."]
    if doubtful:
        lines.append(
            f"{counted(doubtful, 'row')} that {'repeats' if doubtful == 1 else 'repeat'} another will not be kept unless you say so."
        )
    if output == "-":
        return [*lines, NOTICE]
    missing = [what for what, value in (("year", local.year), ("area", local.area)) if not value]
    lines.append(f"Wrote {output}. {NOTICE}")
    year = " Write its year in the column “year” (it must be there)." if "year" in missing else ""
    lines.append(
        f"Next: open {output}, correct it beside the report, and save it.{year} Then: casegraph build {output}"
    )
    lines.append(f"What was asked before: casegraph similar {output}")
    return lines
