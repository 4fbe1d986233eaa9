"""Options and arguments that several commands share."""

from collections.abc import Callable
from functools import wraps
from math import isnan
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from casegraph.cli.tab_completion import complete_files
from casegraph.page_size import MEGABYTES

__all__ = [
    "CommandWithExamples",
    "check_ending",
    "format_and_output_options",
    "format_option",
    "graph_option",
    "output_option",
    "pages_argument",
    "size_option",
    "timeout_option",
]

_ENDINGS = {
    "csv": "csv",
    "gexf": "gexf",
    "graphml": "graphml",
    "htm": "html",
    "html": "html",
    "json": "json",
    "jsonld": "jsonld",
    "nt": "ntriples",
    "svg": "svg",
    "tsv": "tsv",
    "ttl": "turtle",
    "xml": "xml",
    **{
        ending: ending
        for ending in ("bmp", "doc", "docx", "gif", "jpeg", "jpg", "pdf", "png", "pptx", "webp", "xls", "xlsx")
    },
}
"""What a file is taken for by how its name ends, whether it can be written or not."""

_WHOLE = 1_000  # characters, more than any first sentence has

Function = TypeVar("Function", bound=Callable[..., Any])


class CommandWithExamples(click.Command):
    """A command whose help ends with examples, a line each."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **settings: Any) -> None:
        """Take the lines to show."""
        super().__init__(*args, **settings)
        self.examples = examples

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the list of commands says, in full: a long line is wrapped there, not cut off."""
        return super().get_short_help_str(max(limit, _WHOLE))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        with formatter.section("Examples" if len(self.examples) > 1 else "CommandWithExamples"):
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


def _number(_ctx: click.Context, _option: click.Parameter, value: float) -> float:
    if isnan(value):  # which is in every range
        raise click.BadParameter("nan is not a number.")
    return value


def timeout_option(seconds: float) -> Callable[[Function], Function]:
    """Add ``--timeout SECONDS``, after which a query is ended."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        callback=_number,
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help="End a query after this time.",
    )


def output_option(function: Function) -> Function:
    """Add ``-o FILE``, which is replaced when the output is whole; ``-`` is stdout."""
    return click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        shell_complete=complete_files,
        help="Write to FILE, replacing it at the end; - is standard output, the default.",
    )(function)


def format_and_output_options(*formats: str) -> Callable[[Function], Function]:
    """Add ``-o FILE`` and ``--format``, one of *formats*: without it as FILE ends, else the first.

    A file whose name ends as one of another kind would (a picture.png, an answer.xlsx) is a wrong usage, for no program
    would open it.
    """

    def add(function: Function) -> Function:
        @wraps(function)
        def told(*arguments: Any, **values: Any) -> Any:
            form = values.pop("form", None) or _as_file_ends(values["output"], formats)
            return function(*arguments, **values, **({"form": form} if len(formats) > 1 else {}))

        asked = output_option(told)
        if len(formats) > 1:
            asked = click.option(
                "--format",
                "form",
                type=click.Choice(formats),
                help=f"How to write it.  [default: as FILE ends, else {formats[0]}]",
            )(asked)
        return cast("Function", asked)

    return add


def _as_file_ends(output: str, formats: tuple[str, ...]) -> str:
    """Return the format that a file's name asks for, the first if it asks for none."""
    ending = Path(output).suffix.lower().removeprefix(".")
    form = _ENDINGS.get(ending, formats[0])
    if form in formats:
        return form
    one = f"as {', '.join(formats[:-1])} or {formats[-1]}" if len(formats) > 1 else f"as {formats[0]} only"
    hint = "Name the file so, or choose one with --format." if len(formats) > 1 else "Name the file so."
    opened = " Excel opens csv." if ending.startswith("xls") and "csv" in formats else ""
    raise click.UsageError(f"This can be written {one}, not as {ending} ({output}). {hint}{opened}")


def check_ending(output: str, form: str, endings: tuple[str, ...]) -> None:
    """Raise UsageError where a file's name ends as other files do than those of a format, which end as *endings*."""
    ending = Path(output).suffix.lower().removeprefix(".")
    if ending in {*_ENDINGS, "cyjs", "rdf", "trig"} - {*endings}:
        raise click.UsageError(f"{form} is no .{ending} file ({output}). Let its name end in .{endings[0]}.")


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


def size_option(function: Function) -> Function:
    """Add ``--max-megabytes NUMBER``, how large a page may be."""
    return click.option(
        "--max-megabytes",
        type=click.FloatRange(min=0, min_open=True, max=100_000),
        callback=_number,
        default=MEGABYTES,
        show_default=f"{MEGABYTES:g}",
        metavar="NUMBER",
        help="Refuse a page that is larger.",
    )(function)


def pages_argument(*, required: bool) -> Callable[[Function], Function]:
    """Add the argument ``PAGE…``, text or saved HTML files."""
    return click.argument(
        "pages",
        nargs=-1,
        required=required,
        metavar="PAGE..." if required else "[PAGE]...",
        type=click.Path(path_type=Path),
    )
