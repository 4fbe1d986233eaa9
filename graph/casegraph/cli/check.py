"""``casegraph check``: what Casegraph read of a page, and what it did not."""

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.error_handling import PROBLEMS_FOUND
from casegraph.cli.options import CommandWithExamples, format_option, pages_argument, size_option
from casegraph.cli.tab_completion import complete_files

if TYPE_CHECKING:
    from casegraph.evaluating.unusual import Usual

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

    usual = cache(partial(_usual, against))
    reports = [check_report(page_at(page, max_megabytes=max_megabytes), usual) for page in pages]
    write_output(as_json(reports) if form == "json" else "\n".join(map(as_text, reports)))
    if any(report.unread or report.unresolved or report.unknown_addressees for report in reports):
        ctx.exit(PROBLEMS_FOUND)


def _usual(against: Path | None, collection: str) -> "Usual":
    """Return the pages that say what is usual in a collection: those of it in a build, or those that were tested.

    Raises NoBuild if no build is there.
    """
    from casegraph.building.former_pages import former_pages
    from casegraph.collections import profile_named
    from casegraph.collections.words import has_own_words
    from casegraph.errors import UnknownName
    from casegraph.evaluating.unusual import usual_of
    from casegraph.store.build_folder import BuildFolder
    from casegraph.store.built_together import collections_in, folder_of

    is_own = has_own_words(profile_named(collection))
    if against is None:
        return usual_of([], are_tested=not is_own)
    BuildFolder.at(against)
    together = {each.id: each.folder for each in collections_in(against)}
    try:
        folder = folder_of(against, collection) if is_own else together.get(collection, against)
    except UnknownName:  # a build of another collection
        return usual_of([], are_tested=not is_own)
    return usual_of([each.counts for each in former_pages(folder)], are_tested=not is_own)
