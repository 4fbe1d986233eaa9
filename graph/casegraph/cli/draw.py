"""``casegraph draw``: pages and pictures of the graph, each one file that needs no network."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.options import CommandWithExamples, format_and_output_options, graph_option
from casegraph.cli.tab_completion import complete_projections, complete_things

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["draw"]


class _Group(CommandWithExamples, click.Group):
    """A group whose help ends with examples."""


@click.group(
    cls=_Group,
    examples=(
        "casegraph draw explorer -o explorer.html",
        "casegraph draw neighbourhood --of agency/icb -o icb.svg",
    ),
)
def draw() -> None:
    """Draw the graph: the explorer, a network, or a picture for slides.

    Each is one file, an HTML page or an SVG picture, that opens in any browser without a network. A neighbourhood, a
    heatmap and a timeline are pictures for slides, or small pages around them.
    """


@draw.command(
    cls=CommandWithExamples,
    examples=("casegraph draw explorer -o explorer.html",),
)
@graph_option
@format_and_output_options("html")
def explorer(directory: Path, output: str) -> None:
    """Write the explorer: the graph in one HTML file.

    Themes and agencies as a table whose numbers open the sentences behind them, reviews with filters and search, pages
    of agencies, themes, keywords and partnerships, a network. `casegraph build` writes the same as explorer.html.
    """
    from casegraph.explorer.page import explorer

    _write(directory, output, explorer)


@draw.command(cls=CommandWithExamples, examples=("casegraph draw network agency-theme -o agency-theme.html",))
@click.argument("projection", shell_complete=complete_projections)
@graph_option
@format_and_output_options("html")
def network(projection: str, directory: Path, output: str) -> None:
    """Write a network (PROJECTION) as a page.

    It can be moved, searched and filtered, and a click shows the sentences behind a link. PROJECTION is agency-agency,
    agency-theme, agency-theme-concerns, collection, keyword-keyword, partnership-theme, review-keyword, review-review or
    theme-theme.
    """
    from casegraph.drawing.network_page import network_page

    _write(directory, output, lambda graph: network_page(graph, projection))


@draw.command(cls=CommandWithExamples, examples=("casegraph draw heatmap -o heatmap.svg",))
@graph_option
@format_and_output_options("svg", "html")
def heatmap(form: str, directory: Path, output: str) -> None:
    """Draw themes by agencies, coloured by count.

    Recommendations that name nobody are left out; beyond the twenty themes and ten agencies of most recommendations the
    others stand together.
    """
    from casegraph.drawing.heatmap import heatmap

    _picture(directory, output, form, heatmap)


@draw.command(cls=CommandWithExamples, examples=("casegraph draw timeline -o timeline.svg",))
@graph_option
@format_and_output_options("svg", "html")
def timeline(form: str, directory: Path, output: str) -> None:
    """Draw reviews and their clauses over time.

    Where all were published in one year: when what they look back at happened, and how old the children were.
    """
    from casegraph.drawing.timeline import timeline

    _picture(directory, output, form, timeline)


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
    shell_complete=complete_things,
    help="Such as agency/icb, theme/neglect, a review, or an IRI.",
)
@graph_option
@format_and_output_options("svg", "html")
def neighbourhood(thing: str, form: str, directory: Path, output: str) -> None:
    """Draw one thing and its strongest links.

    A thing is an agency, a theme, a review, a partnership or a keyword; a wrong ID is answered with those that come near.
    """
    from casegraph.drawing.neighbourhood import neighbourhood

    _picture(directory, output, form, lambda graph: neighbourhood(graph, thing))


def _picture(directory: Path, output: str, form: str, make: "Callable[[Graph], str]") -> None:
    """Write a picture as it is, or as a page."""
    if form == "svg":
        _write(directory, output, make)
        return
    from casegraph.drawing.picture_page import picture_page
    from casegraph.views.credit import profile_of

    _write(directory, output, lambda graph: picture_page(make(graph), profile_of(graph)))


def _write(directory: Path, output: str, make: "Callable[[Graph], str]") -> None:
    from casegraph.cli.output_file import write_output
    from casegraph.graph import Graph

    with Graph.open(directory) as graph:
        text = make(graph)
    write_output(text, output)
