"""The command line: ``casegraph COMMAND``. One file a family of commands, read when its command is needed."""

from collections.abc import Iterator, Mapping
from importlib import import_module

import click

from casegraph import __version__
from casegraph.cli.error_handling import ErrorHandlingGroup
from casegraph.cli.options import CommandWithExamples

__all__ = ["main"]

COMMANDS = (
    "build",
    "read-report",
    "extract",
    "check",
    "query",
    "ask",
    "role",
    "briefing",
    "report",
    "compare",
    "similar",
    "tracker",
    "explain",
    "cite",
    "metrics",
    "draw",
    "export",
    "evaluate",
    "wordings",
    "validate",
    "serve",
    "mcp",
    "conform",
    "completion",
)
"""The commands in the order in which users need them; each is in the file with its name."""

TRY_FIRST = (
    "casegraph build PAGE.html",
    "casegraph ask",
    'casegraph ask "who was asked about home education"',
    "casegraph serve --open",
)
"""What a new user can try, in this order."""


class Files(Mapping[str, click.Command]):
    """The commands by name; the file of each is read when it is looked up."""

    def __getitem__(self, name: str) -> click.Command:
        """Return a command; raises KeyError for a name that none has."""
        if name not in COMMANDS:
            raise KeyError(name)
        name = name.replace("-", "_")
        command: click.Command = getattr(import_module(f"casegraph.cli.{name}"), name)
        return command

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order in which users need them."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(COMMANDS)


class Main(CommandWithExamples, ErrorHandlingGroup):
    """The group of all commands; its help begins with what to try first."""

    heading = "Try first"


@click.group(cls=Main, commands=Files(), examples=TRY_FIRST, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casegraph", message="%(prog)s %(version)s")
@click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the full traceback of an error (with any command)."
)
def main() -> None:
    """Find out what case reviews recommend, to which agencies and on which themes, in their exact words.

    `casegraph build` makes a knowledge graph from pages. `casegraph ask` answers questions in plain words, `casegraph query`
    in SPARQL, and `casegraph export` writes the graph for other programs. `casegraph COMMAND --help` explains each command.
    """
