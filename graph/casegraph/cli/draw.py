"""``casegraph draw``: pages and pictures of the graph, each in one file that works offline."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from casegraph.cli.draw_sparql import sparql
from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_ids, complete_projections

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["draw"]

Show = Callable[["Graph"], str]


class _Group(CommandWithExamples, click.Group):
    """A group whose help ends with examples."""


@click.group(
    cls=_Group,
    examples=(
        "casegraph draw explorer -o explorer.html",
        "casegraph draw neighbourhood --of agency/icb -o icb.svg",
        "casegraph draw sparql -o sparql.html",
    ),
)
def draw() -> None:
    """Draw the explorer, a network, a page for SPARQL queries, or a picture for slides.

    Each is one file, an HTML page or an SVG picture, that opens in any browser and works offline.
    """


@draw.command(
    cls=CommandWithExamples,
    examples=("casegraph draw explorer -o explorer.html",),
)
@source_options
@format_and_output_options("html")
def explorer(graph_source: GraphSource, output: str) -> None:
    """Make the explorer: the whole graph in one HTML file that works offline.

    It has a table of themes by agency, where each number opens its sentences; reviews with filters and search;
    pages on agencies, themes, keywords and partnerships; and a network. `casegraph build` writes it as
    explorer.html.
    """
    from casegraph.explorer.page import explorer
    from casegraph.store.built_together import collections_in

    _write(graph_source, output, explorer, _collection)
    if output != "-" and graph_source.endpoint is None and collections_in(graph_source.directory):
        click.echo(
            f"It holds this collection alone. For a switch between collections, open {graph_source.directory / 'explorer.html'}, which "
            "the build wrote.",
            err=True,
        )


@draw.command(cls=CommandWithExamples, examples=("casegraph draw network agency-theme -o agency-theme.html",))
@click.argument("projection", shell_complete=complete_projections)
@source_options
@format_and_output_options("html")
def network(projection: str, graph_source: GraphSource, output: str) -> None:
    """Make an interactive page of a network (PROJECTION).

    You can move, search and filter it; click a link to read its sentences.

    \b
    PROJECTION is one of
      agency-agency, agency-theme, agency-theme-concerns,
      collection, keyword-keyword, partnership-theme,
      review-keyword, review-review, theme-theme
    """  # noqa: D301
    from casegraph.drawing.network_page import network_page

    _write(
        graph_source, output, lambda graph: network_page(graph, projection), lambda graph: _network(graph, projection)
    )


@draw.command(
    cls=CommandWithExamples,
    examples=("casegraph draw heatmap -o heatmap.svg", "casegraph draw heatmap --means -o heatmap.svg"),
)
@click.option("--means", is_flag=True, help="Include ways of acting, such as policy and training.")
@source_options
@format_and_output_options("svg", "html")
def heatmap(means: bool, form: str, graph_source: GraphSource, output: str) -> None:
    """Draw which agencies get recommendations on which themes.

    The picture shows the 20 themes and 10 agencies with the most recommendations, and the others together. It
    leaves out recommendations with no agency named, and themes that are ways of acting.
    """
    from casegraph.drawing.heatmap import heatmap

    _picture(graph_source, output, form, lambda graph: heatmap(graph, means=means), _named)


@draw.command(cls=CommandWithExamples, examples=("casegraph draw timeline -o timeline.svg",))
@source_options
@format_and_output_options("svg", "html")
def timeline(form: str, graph_source: GraphSource, output: str) -> None:
    """Draw reviews, recommendations and learning points over time.

    If all were published in one year, the picture shows when the incidents happened and how old the children
    were.
    """
    from casegraph.drawing.timeline import timeline

    _picture(graph_source, output, form, timeline, _collection)


@draw.command(cls=CommandWithExamples, examples=("casegraph draw publication -o publication.svg",))
@source_options
@format_and_output_options("svg", "html")
def publication(form: str, graph_source: GraphSource, output: str) -> None:
    """Draw how many years passed from incident to publication.

    If the reviews were published in several years, the picture gives the median and the range for each year.
    `casegraph ask years-to-publication` gives the numbers.
    """
    from casegraph.drawing.publication import publication

    _picture(graph_source, output, form, publication, _dated)


@draw.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph draw neighbourhood --of agency/icb -o icb.svg",
        "casegraph draw neighbourhood --of 2025-camden-child-yue --format html -o yue.html",
    ),
)
@click.option(
    "--of",
    "thing",
    required=True,
    metavar="ID",
    shell_complete=complete_ids,
    help="For example agency/icb, theme/neglect, the id of a review, or an IRI.",
)
@source_options
@format_and_output_options("svg", "html")
def neighbourhood(thing: str, form: str, graph_source: GraphSource, output: str) -> None:
    """Draw the strongest links of an agency, theme, review, partnership or keyword.

    If the ID is wrong, the command suggests similar ones.
    """
    from casegraph.drawing.neighbourhood import neighbourhood

    _picture(graph_source, output, form, lambda graph: neighbourhood(graph, thing), lambda graph: _links(graph, thing))


draw.add_command(sparql)


def _picture(graph_source: GraphSource, output: str, form: str, make: Show, amount: Show) -> None:
    """Write a picture as SVG, or as a page around it."""
    if form == "svg":
        _write(graph_source, output, make, amount)
        return
    from casegraph.drawing.picture_page import picture_page
    from casegraph.views.attribution import profile_of

    _write(graph_source, output, lambda graph: picture_page(make(graph), profile_of(graph.store)), amount)


def _write(graph_source: GraphSource, output: str, make: Show, amount: Show) -> None:
    """Write what *make* draws of a graph; if to a file, say on standard error what it shows and the *amount* of it."""
    from casegraph.cli.output_file import write_output
    from casegraph.cli.written import written

    is_file = output != "-"
    with graph_source.open() as graph:
        text = make(graph)
        shown = amount(graph) if is_file else ""
    write_output(text, output)
    if is_file:
        click.echo(written(output, text, shown), err=True)


def _collection(graph: "Graph") -> str:
    from casegraph.collections.words import in_requests, left_out
    from casegraph.store.in_terms import in_terms, profile_of

    kinds = {"Review": "reviews", "Recommendation": "recommendations", "LearningPoint": "learning points"}
    queries = [f"SELECT (COUNT(DISTINCT ?each) AS ?n) {{ ?each a cg:{kind} }}" for kind in kinds]
    counted = [graph.query(in_terms(query, graph.store))[0]["n"] for query in queries]
    profile = profile_of(graph.store)
    named = zip(counted, kinds.values(), strict=True)
    return ", ".join(f"{n:,} {in_requests(name, profile)}" for n, name in named if not left_out(n, profile))


def _network(graph: "Graph", name: str) -> str:
    from casegraph.drawing.network_data import strongest_part

    some = strongest_part(graph.projection(name, inherited=False))
    nodes, links = len(some.projection.nodes), len(some.projection.edges)
    of = f" of {links + some.other_edges:,}" if some.other_edges else ""
    return f"{nodes:,} nodes and {links:,}{of} links"


def _named(graph: "Graph") -> str:
    from casegraph.store.in_terms import profile_of

    network = graph.projection("agency-theme", inherited=False)
    requests = profile_of(graph.store).requests[1]
    return f"{len({each[3] for each in network.occurrences}):,} {requests} that name an agency"


def _dated(graph: "Graph") -> str:
    from casegraph.views.years_to_publication import years_to_publication

    by_year = years_to_publication(graph.store).values()
    return f"{sum(sum(each.reviews.values()) for each in by_year):,} reviews that give both years"


def _links(graph: "Graph", id: str) -> str:
    from casegraph.drawing.neighbourhood import neighbours
    from casegraph.views.find_node import find_node

    return f"{sum(len(group.members) for group in neighbours(graph, find_node(graph.store, id))):,} links"
