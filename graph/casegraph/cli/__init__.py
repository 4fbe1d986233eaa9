"""The command line: ``casegraph COMMAND``. One file a family of commands; each imports what it needs when it runs."""

import click

from casegraph import __version__
from casegraph.cli.ask import ask
from casegraph.cli.boundary import Boundary
from casegraph.cli.build import build
from casegraph.cli.completion import completion
from casegraph.cli.draw import draw
from casegraph.cli.evaluate import evaluate
from casegraph.cli.explain import explain
from casegraph.cli.export import export
from casegraph.cli.metrics import metrics
from casegraph.cli.pages import check, extract
from casegraph.cli.query import query
from casegraph.cli.serve import serve
from casegraph.cli.validate import validate

__all__ = ["main"]


@click.group(cls=Boundary, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casegraph", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the trace of an error (with any command).")
def main() -> None:
    """Case reviews as a knowledge graph: which agencies were asked to do what, on which theme, in which words.

    Begin with `casegraph build`; then ask with `casegraph query`, or take the graph elsewhere with `casegraph export`.
    """


for command in (
    build,
    extract,
    check,
    query,
    ask,
    explain,
    metrics,
    draw,
    export,
    evaluate,
    validate,
    serve,
    completion,
):
    main.add_command(command)
