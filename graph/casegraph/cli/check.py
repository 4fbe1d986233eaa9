"""``casegraph check``: what Casegraph read of a page, and what it did not."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.error_handling import PROBLEMS_FOUND
from casegraph.cli.options import CommandWithExamples, format_option, pages_argument, size_option
from casegraph.cli.tab_completion import complete_files

if TYPE_CHECKING:
    from casegraph.evaluating.page_counts import PageCounts

__all__ = ["check"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph check reviews-2025.txt",
        "casegraph check saved.html --text > saved.txt",
    ),
)
@pages_argument(required=True)
@click.option("--text", "only_text", is_flag=True, help="Print only the text of the page.")
@format_option("text", "json")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="DIR",
    shell_complete=complete_files,
    help="A build to compare with.  [default: the pages used for testing]",
)
@size_option
@click.pass_context
def check(
    ctx: click.Context, pages: tuple[Path, ...], only_text: bool, form: str, against: Path | None, max_megabytes: float
) -> None:
    """Check how well Casegraph read a page, line by line.

    The report counts what was read, lists what was not, and says how reliable the themes are likely to be,
    compared with the pages used for testing. It warns where much more of a page than usual is left over: lines,
    items without a theme, or unknown places. Exit code 3 means that a line was not read, or that a place or
    an addressee is not known.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.extracting.records import page_at

    if only_text:
        if len(pages) > 1:
            raise click.UsageError("--text prints one page; name only one.")
        write_output(page_at(pages[0], max_megabytes=max_megabytes).text)
        return
    from casegraph.cli.check_report import as_json, as_text, check_report
    from casegraph.evaluating.unusual import usual_of

    usual = usual_of(_former(against) if against is not None else [])
    reports = [check_report(page_at(page, max_megabytes=max_megabytes), usual) for page in pages]
    write_output(as_json(reports) if form == "json" else "\n".join(map(as_text, reports)))
    if any(report.unread or report.unresolved or report.unknown_addressees for report in reports):
        ctx.exit(PROBLEMS_FOUND)


def _former(folder: Path) -> "list[PageCounts]":
    """Return the numbers of the pages of a build; raises NoBuild if there is none."""
    from casegraph.building.former_pages import former_pages
    from casegraph.store.build_folder import BuildFolder

    BuildFolder.at(folder)
    return [each.counts for each in former_pages(folder)]
