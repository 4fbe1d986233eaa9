"""The one place where errors become a message on stderr and an exit code.

0 done, 1 failed, 2 wrong usage, 3 a check found something, 130 interrupted.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from casegraph.cli.terminal import coloured, escaped_stderr, hanging, unfiltered
from casegraph.errors import CasegraphError

__all__ = ["PROBLEMS_FOUND", "ErrorHandlingGroup"]

PROBLEMS_FOUND = 3
"""The exit code of a check that ran and found problems."""


class ErrorHandlingGroup(click.Group):
    """The group of all commands, and the boundary that no error passes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are needed."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that leaves early is no error, though click would exit with 1."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_output()
            return 0
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and leave with its exit code; ``--debug``, wherever it stands, shows the trace of an error."""
        words = list(sys.argv[1:] if args is None else args)
        given = words[: words.index("--")] if "--" in words else words
        debug = "--debug" in given
        words = [word for word in given if word != "--debug"] + words[len(given) :]
        _speak_utf8()
        with escaped_stderr():
            try:
                code = super().main(words, prog_name, complete_var, standalone_mode=False, **extra)
            except Exception as error:
                if debug and not isinstance(error, click.UsageError):
                    import traceback

                    traceback.print_exc()
                sys.exit(_tell(error, debug))
            except KeyboardInterrupt:
                sys.exit(_tell(click.Abort(), debug))
            sys.exit(code if isinstance(code, int) else 0)


def _tell(error: Exception, debug: bool) -> int:
    """Say on stderr what happened, and return the exit code that means it."""
    if isinstance(error, click.UsageError):
        shown = io.StringIO()
        error.show(shown)
        usage, sign, message = shown.getvalue().rstrip("\n").partition("Error: ")
        click.echo(f"{usage}{sign}{hanging(message)}", err=True)
        return 2
    if isinstance(error, click.Abort):
        click.echo("Interrupted.", err=True)
        return 130
    if isinstance(error, CasegraphError):
        from casegraph.cli.error_words import error_words

        _complain(error_words(error))
    elif isinstance(error, click.ClickException):
        _complain(error.format_message())
    elif isinstance(error, OSError) and error.strerror:
        try:
            sys.stdout.flush()
        except OSError:  # what could not be written would be tried again at the end
            _leave_output()
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"{where}{error.strerror}.")
    else:
        said = " ".join(str(error).split())
        hint = "" if debug else " Run it again with --debug to see where, and please report it."
        _complain(f"casegraph met an error of its own ({type(error).__name__}: {said[:200]}).{hint}")
    return 1


def _complain(message: str) -> None:
    sign = click.style("Error:", fg="red", bold=True) if coloured(sys.stderr) else "Error:"
    click.echo(sign, file=unfiltered(sys.stderr), nl=False)
    click.echo(f" {hanging(message)}", err=True)


def _speak_utf8() -> None:
    """Write UTF-8 with plain line ends wherever the output goes; a terminal may show what it cannot as ?."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _leave_output() -> None:
    """Keep Python from complaining, when it ends, that nobody takes its output any more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
