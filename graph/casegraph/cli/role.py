"""``casegraph role``: everything that is the business of an agency, by the ways in which recommendations say so."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_roles

if TYPE_CHECKING:
    from casegraph.views.collection import Collection
    from casegraph.views.roles import Role

__all__ = ["role", "role_text"]

_LEAST = 20  # columns of text


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph role health",
        "casegraph role ICB -o icb.xlsx",
        "casegraph role ICB -o icb.docx",
        "casegraph role police --format json",
        "casegraph role",
    ),
)
@click.argument("agency", required=False, shell_complete=complete_roles)
@format_and_output_options("table", "csv", "json", "docx", "xlsx")
@source_options
def role(agency: str | None, form: str, graph_source: GraphSource, output: str) -> None:
    """List every recommendation for an agency, including its narrower agencies.

    AGENCY is an id or a name, such as ICB. There are five ways in which a recommendation can be for an agency:
    the text names it; the introduction to the list names it; another agency should get it to act (asked through);
    it is a statutory safeguarding partner; or no agency is named and it is the likely owner. Each recommendation
    counts once, under the first way that applies, so the ways add up. Recommendations that only mention the
    agency are listed separately. Matched words are in [].

    Likely owner: no agency is named, and Casegraph infers from the words which agency would have to act.

    Without AGENCY, the command counts every agency.
    """
    from casegraph.cli.error_words import error_words
    from casegraph.cli.output_file import write_output
    from casegraph.cli.table import terminal_width
    from casegraph.errors import UnknownName
    from casegraph.views.role_answers import agency_id

    if form == "docx" and agency is None:
        raise click.UsageError("Counts can be written as table, csv, json or xlsx; docx is for one AGENCY.")
    with graph_source.open() as graph:
        c = graph.collection()
        if agency is None:
            write_output(_counts(c, form, terminal_width() if output == "-" else None), output)
            return
        try:
            id = agency_id(agency)
        except UnknownName as error:
            raise click.UsageError(error_words(error)) from None
        if form == "docx":
            from casegraph.cli.briefing import briefing_of

            write_output(briefing_of(graph, c, f"agency/{id}", form), output)
            return
        write_output(role_text(c, id, form, terminal_width() if output == "-" else None), output)


def _counts(c: "Collection", form: str, width: int | None) -> str | bytes:
    from casegraph.cli.table import grid
    from casegraph.csv_table import csv_table
    from casegraph.views.role_answers import role_counts, role_head
    from casegraph.views.roles import naming, role
    from casegraph.views.tables import roles_table
    from casegraph.views.texts import TEXTS

    if form == "csv":
        table = roles_table(c)
        return csv_table(table.head, table.rows, mark=True)
    if form == "xlsx":
        from casegraph.briefings.taken_from import taken_from
        from casegraph.cli.papers import table_paper

        return table_paper("Agencies by way", roles_table(c), taken_from(c), counted=f"{TEXTS['ofAll']} {naming(c)}.")
    if form == "json":
        return json.dumps([role_head(c, role(c, id)) for id in c.agencies], ensure_ascii=False, indent=2) + "\n"
    numbers: dict[str, list[str]] = {}
    for each in role_counts(c):
        if each.way == "all":
            continue  # with those that merely mention it; files have it
        numbers.setdefault(each.label, []).append(f"{each.recommendations:,}")
    rows = sorted(([label, *row] for label, row in numbers.items()), key=lambda row: -int(row[1].replace(",", "")))
    heads = [
        "agency",
        "asked",
        "in text",
        "in introduction",
        "asked through",
        "as partner",
        "likely owner",
        "mentioned",
    ]
    return f"{grid(heads, rows, [False] + [True] * 7, width)}\nOf all recommendations: {naming(c)}.\n"


def role_text(c: "Collection", agency: str, form: str, width: int | None) -> str | bytes:
    """Return the recommendations that are the business of an agency, in a format."""
    from casegraph.csv_table import csv_table
    from casegraph.views.role_answers import role_answer
    from casegraph.views.roles import role
    from casegraph.views.tables import role_table

    shown = role(c, agency)
    if form == "xlsx":
        from casegraph.briefings.workbooks import role_workbook
        from casegraph.papers.excel import excel_file

        return excel_file(role_workbook(c, shown))
    if form == "json":
        return json.dumps(role_answer(c, shown), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        table = role_table(c, shown)
        return csv_table(table.head, table.rows, mark=True)
    return "\n".join(_lines(c, shown, width)) + "\n"


def _lines(c: "Collection", shown: "Role", width: int | None) -> Iterator[str]:
    """Yield the counts of an agency, then its recommendations by way, with the words that say so in brackets."""
    import textwrap

    from casegraph.cli.table import grid, plain
    from casegraph.views.attribution import counted
    from casegraph.views.highlights import Only, highlighted
    from casegraph.views.role_answers import role_head
    from casegraph.views.roles import ASKING, acting
    from casegraph.views.texts import COUNTED, PARTS, TEXTS

    label = plain(role_head(c, shown)["label"])
    yield f"{label}: {counted(shown.asking, *COUNTED['asking'])}. {TEXTS['eachOnce']}"
    yield ""
    rows = [[PARTS[way], f"{len(shown.groups[way]):,}", f"{shown.groups[way].reviews:,}"] for way in ASKING]
    yield grid(["way", "recommendations", "reviews"], rows, [False, True, True], width)
    if mentioning := len(shown.groups["mentioned"]):
        yield f"{counted(mentioning, *COUNTED['mentioned'])}."
    yield f"{TEXTS['ofAll']} {shown.naming}."
    only = Only((), acting(c, shown.agency) if shown.agency in c.agencies else ())
    room = max(_LEAST, (width or 120) - 4)
    for way, own in shown.groups.items():
        if own:
            yield f"\n{PARTS[way]} ({len(own):,})"
        for clause in own:
            pieces = highlighted(clause, only)
            text = "".join(f"[{each.text}]" if each.kinds else each.text for each in pieces)
            yield ""
            yield textwrap.fill(plain(text), room, initial_indent="  ", subsequent_indent="  ", break_long_words=True)
            for line in filter(None, (c.reviews[clause.review].title, clause.given)):
                yield textwrap.fill(plain(line), room, initial_indent="    ", subsequent_indent="    ")
