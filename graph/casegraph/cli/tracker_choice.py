"""What recommendations a tracker is about, as options: of an agency, a theme or a partnership."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casegraph.cli.options import CommandWithExamples
from casegraph.cli.question_options import PREFIX, question_options
from casegraph.cli.tab_completion import complete_roles, complete_things

if TYPE_CHECKING:
    from casegraph.asking import Question
    from casegraph.store.protocol import Store
    from casegraph.tracking.model import Chosen
    from casegraph.views.collection import Collection

__all__ = ["ByQuestion", "choice_options", "chosen_by", "chosen_by_question"]

_META, _OPTION = "casegraph.tracker_question", "--question"

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


class ByQuestion(CommandWithExamples):
    """A command that takes a question, whose parameters become options in the place of its own ones of the same name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the question in the arguments; raises UsageError for one that there is not, or that lists something else."""
        from casegraph.asking import question, questions
        from casegraph.cli.error_words import error_words
        from casegraph.errors import QueryError
        from casegraph.tracking.by_question import lists_recommendations

        name = _value_of(_OPTION, args)
        if name and not ctx.resilient_parsing:
            try:
                chosen = question(name)
            except QueryError as error:
                raise click.UsageError(error_words(error), ctx) from None
            if not lists_recommendations(chosen):
                others = ", ".join(each.name for each in questions().values() if lists_recommendations(each))
                raise click.UsageError(
                    f"{chosen.name} does not list recommendations, so there can be no tracker of it. These questions do: {others}.",
                    ctx,
                )
            ctx.meta[_META] = chosen
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters of the question, then those of the command that it does not have."""
        chosen: Question | None = ctx.meta.get(_META)
        own = question_options(chosen)
        taken = {name for each in own for name in each.opts}
        return [*own, *(each for each in super().get_params(ctx) if not taken & {*each.opts})]


def _value_of(option: str, args: Sequence[str]) -> str:
    """Return the value of an option, "" without one.

    >>> _value_of("--question", ["--question", "nobody-named"]), _value_of("--question", ["--question=nobody-named"])
    ('nobody-named', 'nobody-named')
    """
    for at, word in enumerate(args):
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
        if word == option and at + 1 < len(args):
            return args[at + 1]
    return ""


def chosen_by_question(ctx: click.Context, store: "Store", given: Mapping[str, str | tuple[str, ...] | None]) -> str:
    """Return the question with its values as a tracker says it, "" if there is none; raises UsageError for wrong values."""
    from casegraph.asking import bind
    from casegraph.cli.error_words import error_words
    from casegraph.errors import QueryError
    from casegraph.tracking.by_question import chosen_text

    chosen: Question | None = ctx.meta.get(_META)
    if chosen is None:
        return ""
    values = {name.removeprefix(PREFIX): value for name, value in given.items() if value not in ((), None)}
    try:
        return chosen_text(bind(store, chosen, values))
    except QueryError as error:
        raise click.UsageError(error_words(error, chosen.name), ctx) from None
