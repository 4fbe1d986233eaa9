"""``casegraph build``: from pages to a graph and its exports."""

import os
from functools import partial
from pathlib import Path

import click

from casegraph.cli.options import CommandWithExamples, pages_argument, size_option, wordings_option
from casegraph.cli.tab_completion import complete_outputs
from casegraph.names import BASE

__all__ = ["build"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph build",
        "casegraph build reviews-2024.txt reviews-2025.html --out both-years",
        "casegraph build --write explorer,ledger,turtle",
        "casegraph build our-report.xlsx",
    ),
)
@pages_argument(required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("exports"),
    show_default=True,
    metavar="DIR",
    help="The folder to build in. An earlier build there is replaced when the new one is complete.",
)
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="The beginning of all IRIs.")
@click.option(
    "--metrics",
    is_flag=True,
    help="Also measure all networks, which takes a minute or more: metrics.ttl, and a graph in the store.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Build even if the pages look badly saved, or have far less content than the build they replace.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes work at once. The files are the same however many; it pays from about 500 reviews.",
)
@click.option(
    "--no-reuse",
    is_flag=True,
    help="Make everything anew, and keep nothing for the next build (see DIR/.kept). The files are the same.",
)
@click.option(
    "--write",
    "names",
    multiple=True,
    metavar="NAMES",
    shell_complete=complete_outputs,
    help="What to write beside the store, with commas between: ntriples, turtle, trig, jsonld, rdfxml, graphml, gexf, csv, "
    "cytoscape, ledger, records, parquet, explorer or all.  [default: all, unless there are more than 1,000 reviews]",
)
@wordings_option
@size_option
def build(
    pages: tuple[Path, ...],
    out: Path,
    base: str,
    metrics: bool,
    force: bool,
    jobs: int,
    no_reuse: bool,
    names: tuple[str, ...],
    wordings_only: bool,
    max_megabytes: float,
) -> None:
    """Read pages, make the graph and write its exports.

    PAGE is a page of case reviews as UTF-8 text, saved HTML or MHTML, or reviews that Casegraph has extracted
    (reviews.jsonl), which give the same graph. Without PAGE, the command reads the pages that ship with Casegraph.
    Several pages make one graph.

    If there are more than 1,000 reviews, the command leaves out the files for other RDF tools and for network programs;
    beyond 2,000 also the explorer, and beyond 10,000 the tables for spreadsheets. --write has them written.

    Building again in the same folder, with a page more or another one corrected, takes from the build there what has not
    changed. What that needs is in the folder DIR/.kept, which can be deleted at any time.

    A table of a local report that you have confirmed (see `casegraph read-report`) can stand among the pages or alone. Local
    reports are built in the folder DIR-local, all anew each time, and are never counted with what is published.
    """
    if not metrics:
        os.environ.setdefault(
            "OPENBLAS_NUM_THREADS", "1"
        )  # for one layout, starting more threads takes longer than the work
    from casegraph.building.build import build as build_graph
    from casegraph.building.local_build import kinds_of, local_folder
    from casegraph.cli.build_summary import build_summary, local_notice
    from casegraph.cli.progress import progress
    from casegraph.cli.shipped_pages import pages_or_shipped
    from casegraph.network.centrality import SAMPLES

    kinds = kinds_of(pages)
    build_of = partial(
        build_graph,
        base=base,
        metrics=SAMPLES if metrics else 0,
        force=force,
        jobs=jobs,
        write=[name.strip() for listed in names for name in listed.split(",")] if names else None,
        max_megabytes=max_megabytes,
        learned=not wordings_only,
    )
    if kinds.published or not kinds.local:
        with pages_or_shipped(kinds.published) as paths, progress() as report:
            summary = build_of(paths, out, reuse=not no_reuse, progress=report)
        click.echo(build_summary(summary, out), err=True, nl=False)
    if kinds.local:
        folder = local_folder(out)
        with progress() as report:
            summary = build_of(kinds.local, folder, reuse=False, progress=report)
        click.echo(f"\n{local_notice(folder)}\n" if kinds.published else local_notice(folder), err=True)
        click.echo(build_summary(summary, folder), err=True, nl=False)
