"""``casegraph tracker answers`` and ``casegraph tracker ask``: what people wrote in a tracker, as a graph and in answers."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import (
    CommandWithExamples,
    check_ending,
    format_and_output_options,
    output_option,
    source_options,
)
from casegraph.cli.tab_completion import complete_files
from casegraph.cli.tracker_choice import choice_options, chosen_by

if TYPE_CHECKING:
    from casegraph.tracking.questions import OfTracker

__all__ = ["answers", "ask"]

_QUESTIONS = ("what-was-asked-of-us", "what-did-we-do", "who-else-was-asked")
_STATUSES = ("accepted", "in progress", "implemented", "rejected", "superseded", "no answer", "empty")
_ENDINGS = {"turtle": "ttl", "ntriples": "nt", "trig": "trig"}


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph tracker answers tracker.xlsx -o answers.ttl",
        "casegraph tracker answers tracker.xlsx --format trig -o answers.trig",
    ),
)
@click.argument("file", type=click.Path(path_type=Path), shell_complete=complete_files)
@click.option(
    "--format",
    "form",
    type=click.Choice([*_ENDINGS]),
    help="The format.  [default: by the ending of FILE, else turtle]",
)
@output_option
@source_options
def answers(file: Path, form: str | None, graph_source: GraphSource, output: str) -> None:
    """Turn what people wrote in a tracker into a separate graph.

    It has the status, date, evidence, owner, action, due date and impact, but no columns that people added. In the format
    trig it is the named graph …/graph/answers, so that you can load it beside a build without mixing the two. It is in no
    build and no export.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.tracking.answers import answers as answers_in
    from casegraph.tracking.answers import answers_as
    from casegraph.tracking.reading import read_tracker
    from casegraph.views.attribution import counted

    form = form or {end: name for name, end in _ENDINGS.items()}.get(Path(output).suffix.lower()[1:], "turtle")
    check_ending(output, form, (_ENDINGS[form],))
    tracker = read_tracker(file)
    with graph_source.open() as graph:
        answers = answers_in(graph.collection(), tracker)
        text = answers_as(form, answers.lines, graph.base)
    write_output(text, output)
    left = (
        f" {counted(len(answers.others), 'line')} not in this build left out: update the tracker first."
        if answers.others
        else ""
    )
    click.echo(f"{counted(len(answers.lines), 'answer')}.{left}", err=True)


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph tracker ask what-was-asked-of-us tracker.xlsx",
        "casegraph tracker ask what-did-we-do tracker.xlsx --status implemented -o done.xlsx",
        "casegraph tracker ask who-else-was-asked tracker.xlsx --theme information-sharing",
    ),
)
@click.argument("question", type=click.Choice(_QUESTIONS))
@click.argument("file", type=click.Path(path_type=Path), shell_complete=complete_files)
@choice_options
@click.option(
    "--status",
    type=click.Choice(_STATUSES),
    default=None,
    help="Only rows with this status; empty for rows without one.",
)
@click.option(
    "--top",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    metavar="NUMBER",
    help="For who-else-was-asked: how many recommendations to others to show for each.",
)
@format_and_output_options("table", "csv", "json", "xlsx")
@source_options
def ask(
    question: str,
    file: Path,
    agency: str,
    theme: str,
    partnership: str,
    status: str | None,
    top: int,
    form: str,
    graph_source: GraphSource,
    output: str,
) -> None:
    """Ask a tracker what you were asked to do, what you did, or who else was asked.

    Casegraph finds others who were asked the same by subject, action and words, as `casegraph similar` does, most similar
    first. Read them before you count them.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.cli.papers import table_paper
    from casegraph.tracking.questions import ask_tracker
    from casegraph.tracking.reading import read_tracker
    from casegraph.views.tables import Table

    tracker = read_tracker(file)
    with graph_source.open() as graph:
        c = graph.collection()
        chosen = chosen_by(c, agency, theme, partnership)
        answer = ask_tracker(c, tracker, question, chosen=chosen, status=status or "", most=top)
        if form == "xlsx":
            from casegraph.briefings.taken_from import taken_from

            table = Table(answer.columns, answer.cells())
            content = table_paper(answer.question, table, taken_from(c), answer=answer.summary)
            write_output(content, output)
            return
    write_output(_text(answer, form, output), output)
    if form == "csv":
        click.echo(answer.summary, err=True)


def _text(answer: "OfTracker", form: str, output: str) -> str:
    """Return an answer as csv, json or a table."""
    from casegraph.cli.table import grid, plain, terminal_width
    from casegraph.csv_table import csv_table

    if form == "csv":
        return csv_table(answer.columns, answer.cells(), mark=True)
    if form == "json":
        return json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"
    names = [name for name in answer.columns if any(row[name] is not None for row in answer.rows)]
    cells = [["" if row[name] is None else plain(str(row[name])) for name in names] for row in answer.rows]
    width = terminal_width() if output == "-" else None
    heads = [name.replace("_", " ") for name in names]
    table = f"{grid(heads, cells, [False] * len(names), width)}\n" if cells else ""
    return f"{answer.question}\n\n{table}{answer.summary}\n"
