"""``casegraph build``: from pages to a graph and its exports."""

import os
from functools import partial
from pathlib import Path

import click

from casegraph.cli.options import CommandWithExamples, corrections_option, pages_argument, size_option, wordings_option
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
    help="The folder to build in. A complete new build replaces an earlier one.",
)
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="The start of all IRIs.")
@click.option(
    "--metrics",
    is_flag=True,
    help="Also measure all networks (metrics.ttl and a graph in the store). Takes a minute or more.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Build even if a page looks badly saved, or has far less content than before.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes to use. More help above about 500 reviews; the files stay the same.",
)
@click.option(
    "--no-reuse",
    is_flag=True,
    help="Rebuild everything, and keep nothing for the next build. The files stay the same.",
)
@click.option(
    "--write",
    "names",
    multiple=True,
    metavar="NAMES",
    shell_complete=complete_outputs,
    help="The files to write, separated by commas: ntriples, turtle, trig, jsonld, rdfxml, graphml, gexf, csv, "
    "cytoscape, ledger, records, parquet, explorer or all.  [default: all, unless there are more than 1,000 reviews]",
)
@corrections_option
@click.option(
    "--source-url",
    "addresses",
    multiple=True,
    metavar="URL",
    help="The web address of the pages, for citations: give it once for all, or once for each in order.",
)
@click.option("--accessed", default="", metavar="DAY", help="The day you looked at the pages (YYYY-MM-DD).")
@wordings_option
@click.option(
    "--with-links",
    is_flag=True,
    help="Keep the links of tables and texts whose links contain names of people; without it they are left out.",
)
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
    corrections: Path | None,
    addresses: tuple[str, ...],
    accessed: str,
    wordings_only: bool,
    with_links: bool,
    max_megabytes: float,
) -> None:
    """Make the graph from pages, with all its files.

    A PAGE is UTF-8 text, saved HTML or MHTML, or a reviews.jsonl that Casegraph wrote, which gives the same
    graph. Without PAGE, the command reads the pages that ship with Casegraph. Several pages make one graph.

    If there are more than 1,000 reviews, the command leaves out the files for other RDF tools and for network
    programs; above 2,000 also the explorer, and above 10,000 the tables for spreadsheets. --write writes them
    anyway.

    --corrections names a table of readings that people have corrected. Each line says which passage, what was
    read, what is right, who says so, when and why. Each build applies the table again and shows every correction
    beside its passage. The words of a page never change.

    If you build again in the same folder after adding or correcting a page, Casegraph reuses what has not
    changed. It keeps what it needs for that in DIR/.kept, which you can delete at any time.

    You can also build from a table of a local report that you have checked (see `casegraph read-report`), alone
    or with pages. Local reports go into the folder DIR-local, which is replaced each time. They are never
    counted with reviews that are published.
    """
    if not metrics:
        os.environ.setdefault(
            "OPENBLAS_NUM_THREADS", "1"
        )  # for one layout, starting more threads takes longer than the work
    from casegraph.building.build import build as build_graph
    from casegraph.building.local_build import kinds_of, local_folder
    from casegraph.building.seen import seen_at
    from casegraph.cli.build_summary import build_summary, local_notice
    from casegraph.cli.corrections_file import read_corrections_file
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
        with_links=with_links,
        corrections=read_corrections_file(corrections),
    )
    if kinds.published or not kinds.local:
        with pages_or_shipped(kinds.published) as paths, progress() as report:
            seen = seen_at(addresses, accessed, len(paths))
            summary = build_of(paths, out, reuse=not no_reuse, seen=seen, progress=report)
        click.echo(build_summary(summary, out), err=True, nl=False)
    if kinds.local:
        folder = local_folder(out)
        with progress() as report:
            summary = build_of(kinds.local, folder, reuse=False, progress=report)
        click.echo(f"\n{local_notice(folder)}\n" if kinds.published else local_notice(folder), err=True)
        click.echo(build_summary(summary, folder), err=True, nl=False)
