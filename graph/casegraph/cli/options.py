"""Options and arguments that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["Example", "format_option", "graph_option", "output_option", "pages_argument", "timeout_option"]

Function = TypeVar("Function", bound=Callable[..., Any])


class Example(click.Command):
    """A command whose help ends with examples, a line each."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **settings: Any) -> None:
        """Take the lines to show."""
        super().__init__(*args, **settings)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        with formatter.section("Examples" if len(self.examples) > 1 else "Example"):
            for line in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def graph_option(function: Function) -> Function:
    """Add ``--graph DIR``, the folder of the build to read."""
    return click.option(
        "--graph",
        "directory",
        type=click.Path(path_type=Path),
        default=Path("exports"),
        show_default=True,
        metavar="DIR",
        help="The folder of the build to read.",
    )(function)


def timeout_option(function: Function) -> Function:
    """Add ``--timeout SECONDS``, after which a query is ended."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=30.0,
        show_default=True,
        metavar="SECONDS",
        help="End the query after this time.",
    )(function)


def output_option(function: Function) -> Function:
    """Add ``-o FILE``, which is replaced when the output is whole; ``-`` is stdout."""
    return click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="Write to FILE, replacing it at the end; - is standard output, the default.",
    )(function)


def format_option(*formats: str, default: str | None = None) -> Callable[[Function], Function]:
    """Add ``--format``, one of *formats*; the first unless *default* says otherwise."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=default or formats[0],
        show_default=True,
        help="How to write the answer.",
    )


def pages_argument(*, required: bool) -> Callable[[Function], Function]:
    """Add the argument ``PAGE…``, text or saved HTML files."""
    return click.argument(
        "pages",
        nargs=-1,
        required=required,
        metavar="PAGE..." if required else "[PAGE]...",
        type=click.Path(path_type=Path),
    )
