"""What recommendations a tracker is about, as options: of an agency, a theme or a partnership."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casegraph.cli.tab_completion import complete_roles, complete_things

if TYPE_CHECKING:
    from casegraph.tracking.model import Chosen
    from casegraph.views.collection import Collection

__all__ = ["choice_options", "chosen_by"]

Function = TypeVar("Function", bound=Callable[..., Any])


def choice_options(function: Function) -> Function:
    """Add the options that choose recommendations."""
    named = (
        (
            "--agency",
            "AGENCY",
            complete_roles,
            "Only recommendations for this agency, in any way; an id or a name.",
        ),
        ("--theme", "THEME", complete_things("theme"), "Only on this theme; narrower themes count as well."),
        ("--partnership", "PARTNERSHIP", complete_things("partnership"), "Only from reviews of this partnership."),
    )
    for option, metavar, complete, text in reversed(named):
        function = click.option(option, metavar=metavar, default="", shell_complete=complete, help=text)(function)
    return function


def chosen_by(c: "Collection", agency: str, theme: str, partnership: str) -> "Chosen":
    """Return what is chosen; raises UsageError for a name that there is not."""
    from casegraph.cli.error_words import error_words
    from casegraph.errors import UnknownName
    from casegraph.tracking.choosing import chosen_named

    try:
        return chosen_named(c, agency=agency, theme=theme, partnership=partnership)
    except UnknownName as error:
        raise click.UsageError(error_words(error)) from None
