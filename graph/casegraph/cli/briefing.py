"""``casegraph briefing``: two pages to hand round on an agency, a theme or a partnership."""

from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_topics

if TYPE_CHECKING:
    from casegraph.graph import Graph
    from casegraph.views.collection import Collection

__all__ = ["briefing", "briefing_of"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph briefing agency/icb -o icb.docx",
        "casegraph briefing theme/information-sharing -o sharing.docx",
        'casegraph briefing "partnership/Birmingham Safeguarding Children Partnership" -o birmingham.html',
        "casegraph ask nobody-named -o nobody.docx",
    ),
)
@click.argument("topic", metavar="agency/NAME|theme/NAME|partnership/NAME", shell_complete=complete_topics)
@format_and_output_options("markdown", "html", "docx")
@source_options
def briefing(topic: str, form: str, graph_source: GraphSource, output: str) -> None:
    """Write a two-page briefing on an agency, a theme or a partnership.

    It counts recommendations, each number with its total; says how agencies were identified; and gives subjects,
    kinds of action and strength. It quotes recommendations with their sources by a rule that it states, and says
    where to find the others. How to cite, the notice and the helpline are at the end. NAME is an id or a name.

    `casegraph ask QUESTION -o FILE.docx` writes the answer to a question in the same way.
    """
    from casegraph.cli.error_words import error_words
    from casegraph.cli.output_file import write_output
    from casegraph.errors import UnknownName

    with graph_source.open() as graph:
        try:
            written = briefing_of(graph, graph.collection(), topic, form, graph_source)
        except UnknownName as error:
            raise click.UsageError(error_words(error)) from None
    write_output(written, output)


def briefing_of(
    graph: "Graph", c: "Collection", topic: str, form: str, source: GraphSource | None = None
) -> str | bytes:
    """Return a briefing as markdown, html or docx, with a part for each other collection of its *source*.

    Raises UnknownName for a topic that there is not.
    """
    from dataclasses import replace

    from casegraph.briefings.briefing import briefing as briefing_on
    from casegraph.briefings.strengths import strengths
    from casegraph.briefings.topics import topic_named
    from casegraph.cli.papers import document_text
    from casegraph.views.sendings import keep_sendings

    c, others = keep_sendings(c, graph.store), source.others() if source else ()
    about = topic_named(c, topic)
    listed = f"{about.listed}{source.options() if source else ''}"
    return document_text(briefing_on(c, replace(about, listed=listed), strengths(graph.store), others), form)
