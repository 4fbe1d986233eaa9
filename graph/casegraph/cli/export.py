"""``casegraph export``: the graph as a file for another program."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal

import click

from casegraph.cli.export_package import export_package, stop_if_no_place
from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import (
    CommandWithExamples,
    check_ending,
    local_option,
    output_option,
    source_options,
    stop_if_local,
)
from casegraph.cli.tab_completion import complete_projections

__all__ = ["export"]

_GRAPHS = {
    "turtle": ("ttl",),
    "ntriples": ("nt",),
    "jsonld": ("jsonld", "json"),
    "rdfxml": ("rdf", "xml"),
    "trig": ("trig",),
}
_NETWORKS = {
    "graphml": ("graphml", "xml"),
    "yed": ("graphml", "xml"),
    "gexf": ("gexf",),
    "csv": ("csv",),
    "xlsx": ("xlsx",),
    "cytoscape": ("cyjs", "json"),
}
_CORRECTIONS = "corrections"
_PACKAGE = "package"


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph export turtle -o casegraph.ttl",
        "casegraph export gexf --projection agency-theme -o agency-theme.gexf",
        "casegraph export graphml --projection agency-theme --metrics -o agency-theme.graphml",
        "casegraph export yed --projection agency-theme -o for-yed.graphml",
        "casegraph export csv --table nodes -o nodes.csv",
        "casegraph export xlsx --projection agency-theme -o agency-theme.xlsx",
        "casegraph export package -o case-data.zip --date 2026-11-29",
    ),
)
@click.argument("form", metavar="FORMAT", type=click.Choice((*_GRAPHS, *_NETWORKS, _CORRECTIONS, _PACKAGE)))
@click.option(
    "--projection",
    metavar="NAME",
    shell_complete=complete_projections,
    help="The network to write (graphml, yed, gexf, csv, xlsx or cytoscape).  [default: collection]",
)
@click.option(
    "--metrics",
    is_flag=True,
    help="Add the scores of the nodes (see `casegraph metrics`), and leave out recommendations with no agency named, as pages do.",
)
@click.option("--table", type=click.Choice(("edges", "nodes")), help="Which table to write as csv.  [default: edges]")
@click.option("--tables", type=click.Choice(("csv", "parquet")), help="The form of a package's tables.  [default: csv]")
@click.option("--date", default="", metavar="DAY", help="The day you publish a package (YYYY-MM-DD).")
@local_option
@source_options
@output_option
def export(
    form: str,
    projection: str | None,
    metrics: bool,
    table: str | None,
    tables: Literal["csv", "parquet"] | None,
    date: str,
    with_local: bool,
    graph_source: GraphSource,
    output: str,
) -> None:
    """Save the graph, or a network made from it, for another program.

    The whole graph: turtle, ntriples, jsonld, rdfxml, trig. A network: graphml, yed (GraphML for yEd only), gexf,
    csv (a table of nodes or edges), xlsx (both tables), cytoscape. What people corrected: corrections, a table
    for `casegraph build --corrections`. With --metrics, recommendations with no agency named are left out, as in
    `casegraph metrics`.

    A data package that anybody can cite: package, a new folder or a .zip file with all tables as CSV or Parquet
    (--tables), their description for Frictionless (datapackage.json) and repositories (RO-Crate), citation, licence and
    hashes. The same build and --date give the same files. Without --date it has the day given to `casegraph build --accessed`.

    Local reports are in a graph of their own (exports-local) and in no other export. It is written only with
    --with-local.
    """
    from casegraph.cli.output_file import write_output

    check_ending(output, form, (_GRAPHS | _NETWORKS | {_CORRECTIONS: ("csv",), _PACKAGE: ("zip",)})[form])
    if form in (_CORRECTIONS, _PACKAGE) and (projection or metrics):
        raise click.UsageError(f"--projection and --metrics go with networks, not with {form}.")
    if form == _PACKAGE:
        stop_if_no_place(output, date)
    elif tables or date:
        raise click.UsageError("--tables and --date go with package only.")
    if projection and form in _GRAPHS:
        raise click.UsageError(f"{form} contains the whole graph; --projection goes with {', '.join(_NETWORKS)}.")
    if metrics and form in _GRAPHS:
        raise click.UsageError(f"{form} contains the whole graph; --metrics goes with {', '.join(_NETWORKS)}.")
    if table and form != "csv":
        raise click.UsageError("--table goes with csv only.")
    with graph_source.open() as graph:
        stop_if_local(
            graph_source,
            is_local=graph.is_local,
            with_local=with_local,
            doing="a file of them could leave this computer",
        )
        if form == _PACKAGE:
            export_package(graph, output, tables or "csv", date)
        elif form == _CORRECTIONS:
            from casegraph.exporting.corrections import corrections_table

            write_output(corrections_table(graph.store), output)
        elif form in _GRAPHS:
            from casegraph.exporting import GRAPH_FORMATS

            with graph.sorted_lines() as lines:
                pieces = chain(
                    GRAPH_FORMATS[form].write(lines, graph.base), _others(graph_source) if form == "trig" else ()
                )
                write_output((piece.decode() for piece in pieces), output)
        else:
            from casegraph.exporting import NETWORK_FORMATS, OTHER_NETWORK_FORMATS

            network = graph.projection(projection or "collection", inherited=not metrics)
            if metrics:
                from casegraph.cli.progress import progress
                from casegraph.network.centrality import centrality, with_scores

                with progress() as report:
                    network = with_scores(centrality(network, progress=report))
            if form == "xlsx":
                from casegraph.briefings.networks import network_workbook
                from casegraph.briefings.taken_from import taken_from_store
                from casegraph.papers.excel import excel_file

                write_output(excel_file(network_workbook(network, taken_from_store(graph.store))), output)
                return
            files = (NETWORK_FORMATS | OTHER_NETWORK_FORMATS)[form].files
            write = files[f"{table or 'edges'}.csv"] if form == "csv" else next(iter(files.values()))
            write_output(write(network), output)


def _others(graph_source: GraphSource) -> Iterator[bytes]:
    """Yield the named graphs of the collections that the store has beside the first, as TriG."""
    from casegraph.exporting.rdf_files import named_graph
    from casegraph.graph import Graph
    from casegraph.store.built_together import collections_in

    for each in collections_in(graph_source.directory) if graph_source.endpoint is None else ():
        if each.graph:
            with Graph.open(each.folder) as graph, graph.sorted_lines() as lines:
                yield from named_graph(each.graph, lines, graph.base)
