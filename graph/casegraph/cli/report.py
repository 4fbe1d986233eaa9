"""``casegraph report``: one page on the collection, each figure of which leads to its recommendations."""

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options

__all__ = ["report"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph report -o report.docx",
        "casegraph report -o report.html",
        "casegraph report --site http://127.0.0.1:8000 -o report.html",
        "casegraph report --graph exports --format markdown",
    ),
)
@click.option(
    "--site",
    metavar="ADDRESS",
    default="",
    help="Where `casegraph serve` serves the same build: figures lead there, and nothing is quoted at the end.",
)
@format_and_output_options("markdown", "html", "docx")
@source_options
def report(site: str, form: str, graph_source: GraphSource, output: str) -> None:
    """Write one page on the collection: who was asked for what kind of thing, about what, and how firmly.

    Each figure leads to the recommendations that it counts: to a list at the end, where all are quoted with their review and
    place, or with --site to the pages of a server. More than 2,000 recommendations are not quoted.
    """
    from casegraph.briefings.report import report as report_on
    from casegraph.briefings.strengths import strengths
    from casegraph.cli.output_file import write_output
    from casegraph.cli.papers import document_text
    from casegraph.papers.safe_text import is_web_address

    if site and not (is_web_address(site) and site.lower().startswith("http")):
        raise click.UsageError(f"--site: “{site}” is no address of a server; it begins with http:// or https://.")
    with graph_source.open() as graph:
        document = report_on(graph.collection(), strengths(graph.store), site=site)
    write_output(document_text(document, form), output)
