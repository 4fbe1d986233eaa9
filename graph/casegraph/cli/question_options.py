"""The parameters of a question as options of a command."""

from typing import TYPE_CHECKING

import click

from casegraph.cli.tab_completion import complete_files, complete_values

if TYPE_CHECKING:
    from casegraph.asking import Question

__all__ = ["PREFIX", "question_options"]

PREFIX = "given_"
"""What the names of a question's parameters begin with, which may be those of the command's own."""


def question_options(question: "Question | None") -> list[click.Option]:
    """Return an option for each parameter of a question.

    >>> from casegraph.asking.questions import question
    >>> [each.opts for each in question_options(question("recommendations-on"))][0], question_options(None)
    (['--theme'], [])
    """
    return [
        click.Option(
            [f"--{each.name}", f"{PREFIX}{each.variable}"],
            metavar="VALUE",
            multiple=each.several,
            shell_complete=complete_files if each.kind == "folder" else complete_values(each),
            help=each.description
            + ("" if each.optional else "  [required]")
            + (f"  [default: {each.default.value}]" if each.default is not None else ""),
        )
        for each in (question.parameters if question else ())
    ]
