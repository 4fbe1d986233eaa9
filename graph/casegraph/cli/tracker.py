"""``casegraph tracker``: an Excel file with a row for each recommendation, in which people write what they did."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_files, complete_questions
from casegraph.cli.tracker_answers import answers, ask
from casegraph.cli.tracker_choice import ByQuestion, choice_options, chosen_by, chosen_by_question

if TYPE_CHECKING:
    from casegraph.store.protocol import Store
    from casegraph.tracking.model import Chosen, Tracker
    from casegraph.tracking.updating import Updated
    from casegraph.views.collection import Collection

__all__ = ["tracker"]

_file = click.argument("file", type=click.Path(path_type=Path), shell_complete=complete_files)


class Group(CommandWithExamples, click.Group):
    """A group of commands whose help ends with examples."""


@click.group(
    cls=Group,
    examples=(
        "casegraph tracker new --agency icb -o tracker.xlsx",
        "casegraph tracker update tracker.xlsx",
        "casegraph tracker ask what-did-we-do tracker.xlsx",
    ),
)
def tracker() -> None:
    """Track what you do about recommendations, in an Excel file that survives each new build.

    `new` writes the file, with one row for each recommendation. People fill in status, action, owner, due, date,
    evidence and impact. `update` brings it up to date with a build and keeps everything they wrote. `answers`
    turns what they wrote into a separate graph. `ask` says what you were asked to do, what you did, and who else
    was asked to do the same.
    """


@tracker.command(
    cls=ByQuestion,
    examples=(
        "casegraph tracker new --agency icb -o tracker.xlsx",
        "casegraph tracker new --question recommendations-by-strength --strength deadline -o tracker.xlsx",
        'casegraph tracker new --partnership birmingham --theme "information sharing" -o tracker.xlsx',
        "casegraph tracker new -o all.xlsx",
    ),
)
@choice_options
@click.option(
    "--question",
    expose_value=False,  # ByQuestion has looked it up
    metavar="NAME",
    shell_complete=complete_questions,
    help="Those that this question of `casegraph ask` lists; the question's own options choose its values.",
)
@format_and_output_options("xlsx")
@source_options
@click.pass_context
def new(
    ctx: click.Context,
    /,
    graph_source: GraphSource,
    output: str,
    agency: str = "",
    theme: str = "",
    partnership: str = "",
    **given: str | tuple[str, ...] | None,
) -> None:
    """Make a new tracker, with a row for each recommendation that you choose.

    Without a choice it has all recommendations. Several choices narrow each other. With --question, the question's
    own options choose its values. An existing file is not replaced: update it instead.
    """
    from dataclasses import replace

    from casegraph.briefings.taken_from import taken_from
    from casegraph.cli.output_file import write_output
    from casegraph.errors import CasegraphError
    from casegraph.papers.excel import excel_file
    from casegraph.tracking.choosing import tracker as tracker_of
    from casegraph.tracking.workbook import tracker_workbook
    from casegraph.views.attribution import counted

    if output != "-" and Path(output).is_file():
        raise CasegraphError(
            f"{output} already exists, and people may have written in it.",
            f"Update it with `casegraph tracker update {output}`, or choose another name.",
        )
    with graph_source.open() as graph:
        c = graph.collection()
        chosen = replace(chosen_by(c, agency, theme, partnership), question=chosen_by_question(ctx, graph.store, given))
        made = tracker_of(c, chosen, graph.store)
        write_output(excel_file(tracker_workbook(made, taken_from(c))), output)
    click.echo(f"{counted(len(made.lines), 'recommendation')} to fill in ({made.chosen}).", err=True)


@tracker.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph tracker update tracker.xlsx",
        "casegraph tracker update tracker.xlsx -o tracker-march.xlsx",
        "casegraph tracker update tracker.csv --agency icb -o tracker.xlsx",
    ),
)
@_file
@choice_options
@click.option(
    "-o",
    "--output",
    default="",
    metavar="NEW",
    shell_complete=complete_files,
    help="Write to NEW, an .xlsx file.  [default: FILE; its earlier content is kept beside it]",
)
@source_options
def update(file: Path, agency: str, theme: str, partnership: str, output: str, graph_source: GraphSource) -> None:
    """Bring a tracker up to date with a build, and keep everything people wrote.

    FILE is .xlsx, .ods or CSV. Each row is matched by its id, or by its words in the same review if the numbering
    has changed. New recommendations are added. Those that are gone move, with what was written about them, to a
    sheet of their own. Columns and sheets that people added stay. If anything is wrong, nothing is written.

    The tracker says how its rows were chosen; --agency, --theme and --partnership choose again.
    """
    from casegraph.briefings.taken_from import taken_from
    from casegraph.cli.output_file import write_output
    from casegraph.papers.excel import excel_file
    from casegraph.tracking.reading import read_tracker
    from casegraph.tracking.workbook import tracker_workbook

    target = Path(output or file)
    if output != "-" and target.suffix.lower() != ".xlsx":
        raise click.UsageError(
            f"A tracker is written as .xlsx, not as {target.suffix or 'a file without ending'}: -o NEW.xlsx."
        )
    former = read_tracker(file)
    with graph_source.open() as graph:
        c = graph.collection()
        chosen = chosen_by(c, agency, theme, partnership) if agency or theme or partnership else None
        result = _updated(c, former, chosen, graph.store)
        content = excel_file(tracker_workbook(result.tracker, taken_from(c)))
    kept = _kept_beside(target) if output != "-" else None
    write_output(content, output or str(target))
    click.echo(str(result), err=True)
    for match in result.moved:
        click.echo(f"  {match.former.id} is now {match.now.id}", err=True)
    if result.tracker.chosen is None:
        click.echo(
            "The file does not say how its rows were chosen, so none were added. Choose with --agency, --theme or --partnership.",
            err=True,
        )
    if kept is not None:
        click.echo(f"The earlier file is {kept}.", err=True)


def _updated(c: "Collection", former: "Tracker", chosen: "Chosen | None", store: "Store") -> "Updated":
    from casegraph.cli.error_words import error_words
    from casegraph.errors import QueryError
    from casegraph.tracking.model import TrackerError
    from casegraph.tracking.updating import updated

    try:
        return updated(c, former, chosen, store)
    except QueryError as error:
        raise TrackerError(
            f"The file was chosen by a question that this build cannot answer ({former.chosen}): {error_words(error)}",
            "Choose again with --agency or the like.",
        ) from None


def _kept_beside(file: Path) -> Path | None:
    """Copy a file that will be replaced to a new name beside it, which is returned; None if there is none.

    Raises TrackerError if it is open in a spreadsheet program.
    """
    import shutil

    from casegraph.office.locks import lock_of
    from casegraph.tracking.model import TrackerError

    if not file.is_file():
        return None
    if (lock := lock_of(file)) is not None:
        raise TrackerError(
            f"{file} is open in a spreadsheet program: {lock.name} is beside it.", "Save and close it there."
        )
    number = 1
    while (kept := file.with_name(f"{file.stem} (before update {number}){file.suffix}")).exists():
        number += 1
    shutil.copy2(file, kept)
    return kept


tracker.add_command(answers)
tracker.add_command(ask)
