"""``casegraph cite``: how to cite a review, a recommendation or a learning point."""

import re
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_reviews

if TYPE_CHECKING:
    from casegraph.views.clauses import Clause
    from casegraph.views.reviews import Review

__all__ = ["cite"]

_CLAUSE = re.compile(r"(?:^|[/:])(recommendation|learning|remark)[/:]([^/:]+)/([0-9]{1,9})$")


@click.command(
    cls=CommandWithExamples,
    examples=(
        'casegraph cite "Child Yue"',
        "casegraph cite 2025-camden-child-yue --format bibtex -o yue.bib",
        "casegraph cite recommendation/2025-camden-child-yue/1 --format ris",
    ),
)
@click.argument("what", metavar="REVIEW", shell_complete=complete_reviews)
@format_and_output_options("harvard", "bibtex", "ris")
@source_options
def cite(what: str, form: str, graph_source: GraphSource, output: str) -> None:
    """Print how to cite a review, a recommendation or a learning point.

    REVIEW is a heading, words that only one heading has, or the last part of a review's IRI.
    recommendation/REVIEW/1 is its first recommendation, learning/REVIEW/1 its first learning point.

    The citation gives the address of the page and the day you looked at it, if you told `casegraph build`
    (--source-url, --accessed).
    """
    from casegraph.cli.output_file import write_output
    from casegraph.views.citation import citation
    from casegraph.views.explanation import find_review

    part = _CLAUSE.search(what)
    with graph_source.open() as graph:
        c = graph.collection()
        iri = find_review(graph.store, part[2] if part else what)
        review = c.reviews[iri.removeprefix(f"{graph.store.base}review/")]
        clause = _clause(review, part[1], int(part[3])) if part else None
        write_output(getattr(citation(c, review, clause), form) + "\n", output)


def _clause(review: "Review", kind: str, number: int) -> "Clause":
    """Return a clause of a review; raises UsageError for a number that none has."""
    clauses = review.learning if kind == "learning" else review.recommendations
    for each in clauses:
        if each.number == number:
            return each
    what = "learning points" if kind == "learning" else "recommendations"
    raise click.UsageError(f"{review.title} has {len(clauses)} {what}, so none has the number {number}.")
