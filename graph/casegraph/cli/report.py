"""``casegraph report``: one page on the collection, each figure of which leads to its recommendations."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_files

if TYPE_CHECKING:
    from casegraph.briefings.section import MakeSection

__all__ = ["report"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph report -o report.docx",
        "casegraph report -o report.html",
        "casegraph report --against last-month -o report.docx",
        "casegraph report --site http://127.0.0.1:8000 -o report.html",
        "casegraph report --graph exports --format markdown",
    ),
)
@click.option(
    "--site",
    metavar="ADDRESS",
    default="",
    help="The address of `casegraph serve` for this build: figures link there instead of to quotes.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="DIR",
    shell_complete=complete_files,
    help="An older build: the report lists what is new, gone or changed since.",
)
@format_and_output_options("markdown", "html", "docx")
@source_options
def report(site: str, against: Path | None, form: str, graph_source: GraphSource, output: str) -> None:
    """Write a one-page report on the whole collection.

    It says who has to act, on what, how firmly, and what was recommended more than once. Each figure links to the
    recommendations that it counts: to a list of quotes at the end, or with --site to the pages of a server. Above
    2,000 recommendations, none are quoted.
    """
    from casegraph.briefings.repeats import repeats_in, repeats_section
    from casegraph.briefings.report import report as report_on
    from casegraph.briefings.strengths import strengths
    from casegraph.cli.output_file import write_output
    from casegraph.cli.papers import document_text
    from casegraph.papers.safe_text import is_web_address
    from casegraph.views.sendings import keep_sendings

    if site and not (is_web_address(site) and site.lower().startswith("http")):
        raise click.UsageError(
            f"--site: “{site}” is not the address of a server, which begins with http:// or https://."
        )
    with graph_source.open() as graph:
        sections: list[MakeSection] = [partial(repeats_section, repeats_in(graph.store))]
        if against is not None:
            sections.append(_what_changed(against, graph.directory))
        c = keep_sendings(graph.collection(), graph.store)
        document = report_on(c, strengths(graph.store), site=site, sections=sections)
    write_output(document_text(document, form), output)


def _what_changed(against: Path, directory: Path | None) -> "MakeSection":
    from casegraph.briefings.what_changed import what_changed_section
    from casegraph.comparing import compare

    if directory is None:
        raise click.UsageError("--against compares folders: give --graph DIR with it, not --endpoint.")
    return partial(what_changed_section, compare(against, directory))
