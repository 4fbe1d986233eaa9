"""Options and arguments of several commands."""

from collections.abc import Callable
from functools import wraps
from inspect import cleandoc
from math import isnan
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.core import ParameterSource

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.tab_completion import complete_collections, complete_files
from casegraph.errors import CasegraphError
from casegraph.page_size import MEGABYTES

__all__ = [
    "CommandWithExamples",
    "OptionInWords",
    "check_ending",
    "format_and_output_options",
    "format_option",
    "graph_option",
    "local_option",
    "output_option",
    "pages_argument",
    "size_option",
    "source_options",
    "stop_if_local",
    "timeout_option",
]

_ENDINGS = {
    "bib": "bibtex",
    "csv": "csv",
    "gexf": "gexf",
    "graphml": "graphml",
    "htm": "html",
    "html": "html",
    "json": "json",
    "jsonld": "jsonld",
    "markdown": "markdown",
    "md": "markdown",
    "nt": "ntriples",
    "ris": "ris",
    "svg": "svg",
    "tsv": "tsv",
    "ttl": "turtle",
    "xml": "xml",
    **{
        ending: ending
        for ending in ("bmp", "doc", "docx", "gif", "jpeg", "jpg", "pdf", "png", "pptx", "webp", "xls", "xlsx")
    },
}
"""The format that each ending of a file name means, including formats that Casegraph cannot write."""

_WHOLE = 1_000  # characters, more than any first sentence

Function = TypeVar("Function", bound=Callable[..., Any])


class CommandWithExamples(click.Command):
    """A command whose help begins with one sentence and examples, one a line; then it explains, then come the options."""

    heading = ""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **settings: Any) -> None:
        """Take the lines to show."""
        super().__init__(*args, **settings)
        self.examples = examples

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the whole first sentence for the list of commands, which wraps it."""
        return super().get_short_help_str(max(limit, _WHOLE))

    def in_words(self, _ctx: click.Context) -> tuple[str, str]:
        """Return what the command is for, in one sentence, and what else there is to know."""
        first, _, rest = cleandoc(self.help or "").partition("\n\n")
        return first, rest

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for, the examples, and what else there is to know."""
        first, rest = self.in_words(ctx)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(first)
        with formatter.section(self.heading or ("Examples" if len(self.examples) > 1 else "Example")):
            for line in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        if rest:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(rest)


class OptionInWords(click.Option):
    """An option whose help has the words of the collections that Casegraph reads: without a build, nobody knows which."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help."""
        from casegraph.collections import profiles
        from casegraph.collections.words import filled, shared_words

        record = super().get_help_record(ctx)
        return record and (record[0], filled(record[1], shared_words(profiles())))


def graph_option(function: Function) -> Function:
    """Add ``--graph DIR``, the folder of the build to read, and ``--collection ID``, which one of several in it."""

    @wraps(function)
    def with_collection(*arguments: Any, directory: Path, collection: str | None, **values: Any) -> Any:
        if collection is not None:
            if values.get("endpoint") is not None:
                raise click.UsageError("An endpoint serves one collection: --collection goes with --graph.")
            from casegraph.store.built_together import folder_of

            directory = folder_of(directory, collection)
        return function(*arguments, directory=directory, **values)

    with_choice = click.option(
        "--collection",
        metavar="ID",
        shell_complete=complete_collections,
        help="Which collection to look at, if the build has several.  [default: the first]",
    )(with_collection)
    return click.option(
        "--graph",
        "directory",
        type=click.Path(path_type=Path),
        callback=_no_address,
        default=Path("exports"),
        show_default=True,
        metavar="DIR",
        help="The folder of the build to read.",
    )(cast("Function", with_choice))


def source_options(function: Function) -> Function:
    """Add ``--graph DIR`` and ``--endpoint URL``, of which the command gets one, as ``graph_source``."""

    @wraps(function)
    def with_source(*arguments: Any, directory: Path, endpoint: str | None, **values: Any) -> Any:
        context = click.get_current_context()
        is_default = context.get_parameter_source("directory") is ParameterSource.DEFAULT
        if endpoint is not None and not is_default:
            raise click.UsageError("The graph comes from a folder or an endpoint: give --graph or --endpoint.")
        is_chosen = context.params.get("collection") is not None
        return function(*arguments, graph_source=GraphSource(directory, endpoint, is_chosen), **values)

    with_endpoint = click.option(
        "--endpoint",
        metavar="URL",
        help="Use this SPARQL endpoint instead. It takes credentials from the environment: "
        "CASEGRAPH_ENDPOINT_TOKEN, or CASEGRAPH_ENDPOINT_USER and CASEGRAPH_ENDPOINT_PASSWORD.",
    )(with_source)
    return graph_option(cast("Function", with_endpoint))


def _no_address(_ctx: click.Context, _option: click.Parameter, value: Path) -> Path:
    if value.as_posix().lower().startswith(("http:/", "https:/")):
        raise click.BadParameter("an address is not a folder; give it with --endpoint.")
    return value


def _not_nan(_ctx: click.Context, _option: click.Parameter, value: float) -> float:
    if isnan(value):  # which every range contains
        raise click.BadParameter("nan is not a number.")
    return value


def timeout_option(seconds: float) -> Callable[[Function], Function]:
    """Add ``--timeout SECONDS``, after which a query stops."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        callback=_not_nan,
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help="Stop a query after this time.",
    )


def output_option(function: Function) -> Function:
    """Add ``-o FILE``, which is replaced when the output is complete; ``-`` is standard output."""
    return click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        shell_complete=complete_files,
        help="Write to FILE, replacing it if it exists.  [default: standard output]",
    )(function)


def format_and_output_options(*formats: str) -> Callable[[Function], Function]:
    """Add ``-o FILE`` and ``--format``, one of *formats*; by default the one that FILE's ending means, else the first.

    An ending of another format (picture.png, answer.xlsx) is wrong usage, because no program would open the file.
    """

    def add(function: Function) -> Function:
        @wraps(function)
        def with_format(*arguments: Any, **values: Any) -> Any:
            form = values.pop("form", None) or _format_of(values["output"], formats)
            return function(*arguments, **values, **({"form": form} if len(formats) > 1 else {}))

        with_options = output_option(with_format)
        if len(formats) > 1:
            with_options = click.option(
                "--format",
                "form",
                type=click.Choice(formats),
                help=f"The format.  [default: by the ending of FILE, else {formats[0]}]",
            )(with_options)
        return cast("Function", with_options)

    return add


def _format_of(output: str, formats: tuple[str, ...]) -> str:
    """Return the format that the ending of a file means, the first of *formats* if it means none."""
    ending = Path(output).suffix.lower().removeprefix(".")
    form = _ENDINGS.get(ending, formats[0])
    if form in formats:
        return form
    one = f"as {', '.join(formats[:-1])} or {formats[-1]}" if len(formats) > 1 else f"as {formats[0]} only"
    hint = "Change the name, or choose a format with --format." if len(formats) > 1 else "Change the name."
    opened = " Excel opens csv." if ending.startswith("xls") and "csv" in formats else ""
    raise click.UsageError(f"This can be written {one}, not as {ending} ({output}). {hint}{opened}")


def check_ending(output: str, form: str, endings: tuple[str, ...]) -> None:
    """Raise UsageError if the ending of a file means another format than *form*, whose files have *endings*."""
    ending = Path(output).suffix.lower().removeprefix(".")
    if ending in {*_ENDINGS, "cyjs", "rdf", "trig"} - {*endings}:
        raise click.UsageError(f"{form} is no .{ending} file ({output}). Give the file the ending .{endings[0]}.")


def format_option(*formats: str, default: str | None = None) -> Callable[[Function], Function]:
    """Add ``--format``, one of *formats*; the first unless *default* says otherwise."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=default or formats[0],
        show_default=True,
        help="The format of the answer.",
    )


def size_option(function: Function) -> Function:
    """Add ``--max-megabytes NUMBER``, the largest size of a page."""
    return click.option(
        "--max-megabytes",
        type=click.FloatRange(min=0, min_open=True, max=100_000),
        callback=_not_nan,
        default=MEGABYTES,
        show_default=f"{MEGABYTES:g}",
        metavar="NUMBER",
        help="The largest page to accept, in megabytes.",
    )(function)


def local_option(function: Function) -> Function:
    """Add ``--with-local``, without which nothing of local reports leaves this computer."""
    return click.option(
        "--with-local",
        is_flag=True,
        help="Allow this for local reports, which are not published and should stay on this computer.",
    )(function)


def stop_if_local(graph_source: GraphSource, *, is_local: bool, with_local: bool, doing: str) -> None:
    """Raise CasegraphError where local reports could leave this computer and nobody has said that they may."""
    if is_local and not with_local:
        raise CasegraphError(
            f"The graph in {graph_source} is of local reports, which are not published, and {doing}. "
            "If those who own the reports agree, add --with-local."
        )


def wordings_option(function: Function) -> Function:
    """Add ``--wordings-only``, which leaves out themes that are read from whole sentences."""
    return click.option(
        "--wordings-only",
        is_flag=True,
        help="Use listed wordings only; read no theme from a whole sentence.",
    )(function)


def corrections_option(function: Function) -> Function:
    """Add ``--corrections FILE``, a table in which people overrule what was read."""
    return click.option(
        "--corrections",
        type=click.Path(path_type=Path),
        metavar="FILE",
        shell_complete=complete_files,
        help="A table of corrections (text, .csv, .xlsx or .ods): passage, field, was, is, who, when, why.",
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
