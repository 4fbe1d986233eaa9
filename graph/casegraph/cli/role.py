"""``casegraph role``: everything that is the business of an agency, by the ways in which recommendations say so."""

import json
from collections.abc import Iterator, Sequence
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

    If the build has several collections, each has a part of its own with its own total, and no number adds them.
    --collection shows one alone.
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

            write_output(briefing_of(graph, c, f"agency/{id}", form, graph_source), output)
            return
        write_output(role_text(c, id, form, terminal_width() if output == "-" else None, graph_source.others()), output)


def _counts(c: "Collection", form: str, width: int | None) -> str | bytes:
    from casegraph.cli.table import grid
    from casegraph.collections.words import in_requests
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
    heads = [in_requests(each, c.profile) for each in heads]
    of_all = in_requests(TEXTS["ofAll"], c.profile)
    return f"{grid(heads, rows, [False] + [True] * 7, width)}\n{of_all} {naming(c)}.\n"


def role_text(
    c: "Collection", agency: str, form: str, width: int | None, others: "Sequence[Collection]" = ()
) -> str | bytes:
    """Return the recommendations that are the business of an agency, in a format: those of each of the *others* apart."""
    from casegraph.csv_table import csv_table
    from casegraph.views.role_answers import role_answer
    from casegraph.views.roles import role
    from casegraph.views.tables import role_table

    shown = role(c, agency)
    if form == "xlsx":
        from casegraph.briefings.workbooks import role_workbook
        from casegraph.papers.excel import excel_file

        return excel_file(role_workbook(c, shown, others))
    if form == "json":
        answer: dict[str, object] = {**role_answer(c, shown)}
        if others:
            answer |= {"collection": c.id, "documents": len(c.reviews)}
            answer["elsewhere"] = [
                {"collection": each.id, "documents": len(each.reviews), **role_answer(each, role(each, agency))}
                for each in others
            ]
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        tables = [(each.id, role_table(each, role(each, agency))) for each in (c, *others)]
        if not others:
            return csv_table(tables[0][1].head, tables[0][1].rows, mark=True)
        rows = ((id, *row) for id, table in tables for row in table.rows)
        return csv_table(("collection", *tables[0][1].head), rows, mark=True)
    lines = [*_lines(c, shown, width)]
    for each in others:
        lines += ["", "", *_part(each, agency, width)]
    if others:
        lines = [label_of_documents(c), "", *lines]
    return "\n".join(lines) + "\n"


def label_of_documents(c: "Collection") -> str:
    """Return the head of a collection's part, which says how many documents all its numbers are of."""
    from casegraph.views.attribution import counted
    from casegraph.views.elsewhere import label_of

    return f"{label_of(c).upper()} ({counted(len(c.reviews), *c.profile.counted_as)})"


def _part(c: "Collection", agency: str, width: int | None) -> "Iterator[str]":
    from casegraph.views.elsewhere import elsewhere
    from casegraph.views.roles import role
    from casegraph.views.texts import TEXTS

    there = elsewhere(c, "agency", agency)
    yield label_of_documents(c)
    yield ""
    if there:
        yield f"{there.state}. {TEXTS['countedApart']}"
    yield from _lines(c, role(c, agency), width)


def _lines(c: "Collection", shown: "Role", width: int | None) -> Iterator[str]:
    """Yield the counts of an agency, then its recommendations by way, with the words that say so in brackets."""
    import textwrap
    from functools import partial

    from casegraph.cli.table import grid, plain
    from casegraph.collections.words import in_requests, left_out
    from casegraph.views.attribution import counted
    from casegraph.views.highlights import Only, highlighted
    from casegraph.views.role_answers import role_head
    from casegraph.views.roles import ASKING, acting
    from casegraph.views.texts import COUNTED, PARTS, TEXTS

    label = plain(role_head(c, shown)["label"])
    worded = partial(in_requests, profile=c.profile)
    yield worded(f"{label}: {counted(shown.asking, *COUNTED['asking'])}. {TEXTS['eachOnce']}")
    yield ""
    rows = [
        [worded(PARTS[way]), f"{len(shown.groups[way]):,}", f"{shown.groups[way].reviews:,}"]
        for way in ASKING
        if not left_out(len(shown.groups[way]), c.profile)
    ]
    documents = "reviews" if worded("recommendation") == "recommendation" else c.profile.documents[1]
    yield grid(["way", worded("recommendations"), documents], rows, [False, True, True], width)
    if mentioning := len(shown.groups["mentioned"]):
        yield worded(f"{counted(mentioning, *COUNTED['mentioned'])}.")
    yield worded(f"{TEXTS['ofAll']} {shown.naming}.")
    only = Only((), acting(c, shown.agency) if shown.agency in c.agencies else ())
    room = max(_LEAST, (width or 120) - 4)
    for way, own in shown.groups.items():
        if own:
            yield worded(f"\n{PARTS[way]} ({len(own):,})")
        for clause in own:
            pieces = highlighted(clause, only)
            text = "".join(f"[{each.text}]" if each.kinds else each.text for each in pieces)
            yield ""
            yield textwrap.fill(plain(text), room, initial_indent="  ", subsequent_indent="  ", break_long_words=True)
            for line in filter(None, (c.reviews[clause.review].title, clause.given)):
                yield textwrap.fill(plain(line), room, initial_indent="    ", subsequent_indent="    ")
