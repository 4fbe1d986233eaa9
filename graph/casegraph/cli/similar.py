"""``casegraph similar``: what was asked before, and of whom."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.asks_in_file import asks_in, is_file, report_in_file
from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.scored_pairs import scored_pairs
from casegraph.cli.tab_completion import complete_files

if TYPE_CHECKING:
    from casegraph.graph import Graph
    from casegraph.views.collection import Collection
    from casegraph.views.same_partnership import Whose
    from casegraph.views.similar import Similar, SimilarTo
    from casegraph.views.told_before import ToldBefore

__all__ = ["similar"]

_LEAST = 20  # columns of text
_ID = re.compile(r"(?:^<?|/)recommendation/[^\s/]+/\d+>?$|^[\w.-]+/\d+$")
_FILE = re.compile(r"\S+\.(?:txt|md|text|docx?|pdf|html?|odt|xlsx|ods|csv)", re.IGNORECASE)


@click.command(
    cls=CommandWithExamples,
    examples=(
        'casegraph similar "Relaunch the policy on resolving professional differences"',
        'casegraph similar "Promote the escalation policy" --area Cardiff',
        "casegraph similar 2025-liverpool-david/4",
        "casegraph similar our-review.docx --area Kent",
        "casegraph similar our-recommendations.txt --top 5 --format csv -o asked-before.csv",
        "casegraph similar --pairs pairs.jsonl --format jsonl",
    ),
)
@click.argument("wanted", metavar="[TEXT|FILE|RECOMMENDATION]", required=False, shell_complete=complete_files)
@click.option(
    "--top",
    type=click.IntRange(1, 500),
    default=10,
    show_default=True,
    help="How many results to show for each recommendation.",
)
@click.option("--area", metavar="NAME", default="", help="Your area, such as Kent, if FILE does not say.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    metavar="FILE",
    shell_complete=complete_files,
    help="Score pairs instead, without a graph: JSON lines with a and b, each with a text.",
)
@format_and_output_options("table", "csv", "json", "jsonl", "xlsx")
@source_options
def similar(
    wanted: str | None, top: int, area: str, pairs: Path | None, form: str, graph_source: GraphSource, output: str
) -> None:
    """Find out whether a recommendation has been made before.

    TEXT is a recommendation in your own words. FILE is your own report in Word, PDF, LibreOffice or HTML, or the
    table that `casegraph read-report` made of it; or a text file with one recommendation a line, or a paragraph
    each with blank lines between. Give - for standard input. RECOMMENDATION is an id such as
    2025-liverpool-david/4, or an IRI.

    For a report, the answer says which of its recommendations were made before, in how many reviews, and which to
    the same partnership: that of --area, or of the area in the table. For a text, --area says whose it is; a
    RECOMMENDATION belongs to the partnership of its own review.

    Two recommendations ask the same if one line in an action plan would answer both. Casegraph compares their
    subject, action and words; rare words count more. The score is from 0 to 1. Words in common are in []. Nothing
    leaves this computer.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.cli.table import terminal_width
    from casegraph.collections.words import in_requests

    if pairs is not None:
        if wanted is not None:
            raise click.UsageError("Give a text, a file or a recommendation, or --pairs; not both.")
        if form == "xlsx":
            raise click.UsageError("Pairs are written as table, csv, json or jsonl, not as xlsx. Excel opens csv.")
        write_output(scored_pairs(pairs, form), output)
        return
    if wanted is None:
        raise click.UsageError("Give a TEXT, a FILE, a RECOMMENDATION, or --pairs FILE.")
    with graph_source.open() as graph:
        c = graph.collection()
        before = _told_before(c, wanted, top, area)
        whose, answers = (before.whose, before.answers) if before else _answers(c, wanted, top, area)
        remark = before.summary if before else in_requests(whose.in_words(answers), c.profile) if whose else ""
        width = terminal_width() if output == "-" else None
        if before and form == "table":
            write_output("\n".join(_told_lines(c, before, width)), output)
        elif form == "xlsx":
            write_output(_workbook(c, graph, answers, remark), output)
        else:
            write_output(_answer(c, answers, form, width, remark), output)
        if remark and form != "table":
            click.echo(remark, err=True)


def _workbook(c: "Collection", graph: "Graph", answers: "Sequence[SimilarTo]", summary: str) -> bytes:
    """Return an Excel file with a row for each recommendation that was found."""
    from casegraph.briefings.taken_from import taken_from_store
    from casegraph.cli.papers import table_paper
    from casegraph.views.similar_answers import similar_table

    about = {"summary": summary} if summary else {}
    return table_paper("Asked before", similar_table(c, answers), taken_from_store(graph.store), **about)


def _told_before(c: "Collection", wanted: str, top: int, area: str) -> "ToldBefore | None":
    """Return what was asked before of what a report asks, None if what was given is no report."""
    from casegraph.views.told_before import told_before

    report = report_in_file(wanted) if is_file(wanted) else None
    return told_before(c, report, top, area) if report else None


def _answers(c: "Collection", wanted: str, top: int, area: str) -> "tuple[Whose | None, Sequence[SimilarTo]]":
    """Return what asks the same as a text, texts in a file or a recommendation, and whose these are, if that is known."""
    from casegraph.views.same_partnership import whose_area, whose_recommendation
    from casegraph.views.similar import recommendation_at, similar_to, similar_to_each

    whose = whose_area(c, area)
    here = whose.reviews if whose else None
    if wanted != "-" and not is_file(wanted):
        if clause := recommendation_at(c, wanted):
            whose = whose or whose_recommendation(c, clause)
            return whose, [similar_to(c, clause.text, top, clause, whose.reviews if whose else None)]
        if len(wanted.split()) == 1 and _ID.search(wanted.strip()):
            raise click.UsageError(
                f"There is no recommendation “{wanted}” in this graph. Give an id such as 2025-kent-child-u/3: the last "
                "parts of a recommendation's IRI, as casegraph ask --format json lists them."
            )
        if _FILE.fullmatch(wanted):
            raise click.UsageError(f"There is no file {wanted}. Give its path, or the text itself in quotation marks.")
        if not wanted.strip():
            raise click.UsageError("The text is empty. Give a recommendation in your own words.")
        return whose, [similar_to(c, wanted, top, here=here)]
    return whose, similar_to_each(c, asks_in(wanted), top, here=here)


def _answer(c: "Collection", answers: "Sequence[SimilarTo]", form: str, width: int | None, remark: str) -> str:
    from casegraph.csv_table import csv_table
    from casegraph.views.similar_answers import similar_answer, similar_table

    if form == "json":
        return json.dumps(similar_answer(c, answers), ensure_ascii=False, indent=2) + "\n"
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in similar_answer(c, answers)["rows"])
    if form == "csv":
        table = similar_table(c, answers)
        return csv_table(table.head, table.rows, mark=True)
    lines = [line for answer in answers for line in _lines(c, answer, width, "" if len(answers) > 1 else None)]
    return "\n".join([*(_filled(remark, width) if remark else []), *lines])


def _told_lines(c: "Collection", before: "ToldBefore", width: int | None) -> Iterator[str]:
    """Yield what a report was told before in all, then each recommendation with what asks the same."""
    yield from _filled(before.summary, width)
    if before.whose is None:
        yield from _filled("Give the area of the report, such as --area Kent.", width)
    yield ""
    for number, (own, answer) in enumerate(zip(before.recommendations, before.answers, strict=True), 1):
        name = own.number or str(number)
        yield from _lines(c, answer, width, name)


def _filled(text: str, width: int | None) -> list[str]:
    """Return the lines of a sentence in a terminal."""
    import textwrap

    from casegraph.cli.table import plain

    return textwrap.wrap(plain(text), max(_LEAST, (width or 120) - 4))


def _lines(c: "Collection", answer: "SimilarTo", width: int | None, name: str | None) -> Iterator[str]:
    """Yield what was searched, then the recommendations, with the words in common in brackets."""
    import textwrap

    from casegraph.cli.table import plain
    from casegraph.collections.words import in_requests
    from casegraph.views.similar import in_words

    room = max(_LEAST, (width or 120) - 4)
    if name is not None:
        yield textwrap.fill(f"{plain(name)} “{plain(answer.text)}”".lstrip(), room)
    searched = "" if name and answer.rows else plain(answer.searched)
    yield textwrap.fill(f"{in_requests(in_words(answer), c.profile)} {searched}".rstrip(), room)
    relation = ""
    for row in answer.rows:
        if row.relation != relation:
            relation = row.relation
            yield f"\n{'Probably the same' if relation == 'same' else 'Related'}"
        yield ""
        for line in _row(c, row):
            yield textwrap.fill(plain(line), room, initial_indent="  ", subsequent_indent="  ", break_long_words=True)
    yield ""


def _row(c: "Collection", row: "Similar") -> Iterator[str]:
    from casegraph.views.texts import bases

    how = bases(c.profile)
    text, marked, end = row.clause.text, "", 0
    for span in row.spans:
        marked += f"{text[end : span.start]}[{text[span.start : span.end]}]"
        end = span.end
    yield marked + text[end:]
    review = c.reviews[row.clause.review]
    addressees = "; ".join(
        how[each.basis] if each.basis == "default" else f"{c.label('agency', each.id)}, {how[each.basis]}"
        for each in row.clause.addressed
    )
    here = " · the same partnership" if row.is_here else ""
    yield f"{row.score:.2f}  {review.title}{here}" + (f" · {addressees}" if addressees else "")
