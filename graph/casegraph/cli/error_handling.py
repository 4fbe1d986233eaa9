"""Error handling: the only place that turns errors into a message on standard error and an exit code.

0 done, 1 failed, 2 wrong usage, 3 a check found problems, 130 interrupted (see docs/contract.md).
"""

import errno
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

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

PROBLEMS_FOUND = 3
"""The exit code of a check that ran and found problems."""


class ErrorHandlingGroup(click.Group):
    """The group of all commands, which handles every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which users need them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; if the reader of the output stops early, that is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _discard_output()
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
        """Run a command and exit with its code; ``--debug``, anywhere among the words, shows the traceback of an error."""
        words = list(sys.argv[1:] if args is None else args)
        before_dashes = words[: words.index("--")] if "--" in words else words
        debug = "--debug" in before_dashes
        words = [word for word in before_dashes if word != "--debug"] + words[len(before_dashes) :]
        _use_utf8()
        with escaped_stderr():
            try:
                code = super().main(words, prog_name, complete_var, standalone_mode=False, **extra)
            except Exception as error:
                if debug and not isinstance(error, click.UsageError):
                    import traceback

                    traceback.print_exc()
                sys.exit(_report(error, debug))
            except KeyboardInterrupt:
                sys.exit(_report(click.Abort(), debug))
            sys.exit(code if isinstance(code, int) else 0)


def _report(error: Exception, debug: bool) -> int:
    """Write what happened to standard error, and return the exit code."""
    if isinstance(error, click.UsageError):
        text = io.StringIO()
        error.show(text)
        usage, sign, message = text.getvalue().rstrip("\n").partition("Error: ")
        click.echo(f"{usage}{sign}{hanging(message)}", err=True)
        return 2
    if isinstance(error, click.Abort):
        click.echo("Interrupted.", err=True)
        return 130
    if isinstance(error, CasegraphError):
        from casegraph.cli.error_words import error_words

        _write_error(error_words(error))
    elif isinstance(error, click.ClickException):
        _write_error(error.format_message())
    elif isinstance(error, OSError) and error.strerror:
        try:
            sys.stdout.flush()
        except OSError:  # Python would try again at the end
            _discard_output()
        where = f"{error.filename}: " if error.filename else ""
        is_full = error.errno in _NO_ROOM
        what = "The output could not be written: " if is_full and not where else ""
        _write_error(f"{where}{what}{error.strerror}.{' Make room there, or write elsewhere.' if is_full else ''}")
    else:
        message = " ".join(str(error).split())
        hint = "" if debug else " Run it again with --debug to see where, and please report it."
        _write_error(f"casegraph has a fault ({type(error).__name__}: {message[:200]}).{hint}")
    return 1


def _write_error(message: str) -> None:
    sign = click.style("Error:", fg="red", bold=True) if coloured(sys.stderr) else "Error:"
    click.echo(sign, file=unfiltered(sys.stderr), nl=False)
    click.echo(f" {hanging(message)}", err=True)


def _use_utf8() -> None:
    """Write UTF-8 with plain line ends, wherever the output goes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _discard_output() -> None:
    """Discard further output, so that Python does not complain at its end that nobody reads it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
