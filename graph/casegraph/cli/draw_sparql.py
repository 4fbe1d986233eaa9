"""``casegraph draw sparql``: the graph in a page that answers SPARQL by itself."""

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import (
    CommandWithExamples,
    format_and_output_options,
    local_option,
    source_options,
    stop_if_local,
)

__all__ = ["sparql"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph draw sparql -o sparql.html",
        "casegraph draw sparql --without-texts -o sparql.html",
    ),
)
@click.option(
    "--without-texts",
    is_flag=True,
    help="Leave out the wording of recommendations and learning points, and the questions that quote it.",
)
@local_option
@source_options
@format_and_output_options("html")
def sparql(without_texts: bool, with_local: bool, graph_source: GraphSource, output: str) -> None:
    """Make a page that answers SPARQL queries by itself, offline.

    It is one HTML file with the graph, the questions that ship as examples, and Oxigraph, a SPARQL engine that runs
    in the browser. Put it beside explorer.html, and names in answers lead there. Nothing that people type leaves
    the page.

    Local reports are in a graph of their own (exports-local). A page of them is written only with --with-local.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.cli.written import written
    from casegraph.drawing.sparql_page import sparql_page

    with graph_source.open() as graph:
        stop_if_local(
            graph_source,
            is_local=graph.is_local,
            with_local=with_local,
            doing="a page of them could leave this computer",
        )
        text = sparql_page(graph, texts=not without_texts)
    write_output(text, output)
    if output != "-":
        click.echo(written(output, text, f"{len(text.encode()) / 1e6:.1f} MB"), err=True)
