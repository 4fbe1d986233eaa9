"""``casegraph completion``: a script with which the Tab key completes commands, options and values."""

import click

from casegraph.cli.options import CommandWithExamples

__all__ = ["completion"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph completion bash >> ~/.bash_completion",
        "casegraph completion fish > ~/.config/fish/completions/casegraph.fish",
    ),
)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands with the Tab key.

    It completes commands, options, questions and their values, networks, reviews and formats. Values come from
    the graph, or from the ontology if there is no graph.
    """
    from click.shell_completion import get_completion_class

    from casegraph.cli.output_file import write_output

    complete = get_completion_class(shell)
    assert complete is not None
    write_output(complete(ctx.find_root().command, {}, "casegraph", "_CASEGRAPH_COMPLETE").source() + "\n")
