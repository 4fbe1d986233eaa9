"""The command line: ``casegraph COMMAND``. One file a family of commands; each imports what it needs when it runs."""

import click

from casegraph import __version__
from casegraph.cli.ask import ask
from casegraph.cli.briefing import briefing
from casegraph.cli.build import build
from casegraph.cli.check import check
from casegraph.cli.cite import cite
from casegraph.cli.compare import compare
from casegraph.cli.completion import completion
from casegraph.cli.conform import conform
from casegraph.cli.draw import draw
from casegraph.cli.error_handling import ErrorHandlingGroup
from casegraph.cli.evaluate import evaluate
from casegraph.cli.explain import explain
from casegraph.cli.export import export
from casegraph.cli.extract import extract
from casegraph.cli.mcp import mcp
from casegraph.cli.metrics import metrics
from casegraph.cli.options import CommandWithExamples
from casegraph.cli.query import query
from casegraph.cli.read_report import read_report
from casegraph.cli.report import report
from casegraph.cli.role import role
from casegraph.cli.serve import serve
from casegraph.cli.similar import similar
from casegraph.cli.tracker import tracker
from casegraph.cli.validate import validate
from casegraph.cli.wordings import wordings

__all__ = ["main"]

TRY_FIRST = (
    "casegraph build PAGE.html",
    "casegraph ask",
    'casegraph ask "who was asked about home education"',
    "casegraph serve --open",
)
"""What a new user can try, in this order."""


class Main(CommandWithExamples, ErrorHandlingGroup):
    """The group of all commands; its help begins with what to try first."""

    heading = "Try first"


@click.group(cls=Main, examples=TRY_FIRST, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casegraph", message="%(prog)s %(version)s")
@click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the full traceback of an error (with any command)."
)
def main() -> None:
    """Find out what case reviews recommend, to which agencies and on which themes, in their exact words.

    `casegraph build` makes a knowledge graph from pages. `casegraph ask` answers questions in plain words, `casegraph query`
    in SPARQL, and `casegraph export` writes the graph for other programs. `casegraph COMMAND --help` explains each command.
    """


for command in (
    build,
    read_report,
    extract,
    check,
    query,
    ask,
    role,
    briefing,
    report,
    compare,
    similar,
    tracker,
    explain,
    cite,
    metrics,
    draw,
    export,
    evaluate,
    wordings,
    validate,
    serve,
    mcp,
    conform,
    completion,
):
    main.add_command(command)
