"""``casegraph conform``: whether a SPARQL endpoint answers every query that ships as a build does."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.options import CommandWithExamples, format_and_output_options, graph_option, timeout_option
from casegraph.cli.tab_completion import complete_queries

if TYPE_CHECKING:
    from casegraph.conforming import Verdict

__all__ = ["conform"]

_COLUMN = 60  # characters of a value in the table
_KINDS = 10  # and of the words different and question, with a gap


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph conform http://127.0.0.1:7878/query",
        "casegraph conform https://example.org/sparql yearly-table agency-theme --timeout 60",
        "casegraph conform http://127.0.0.1:8890/sparql --without review-review --format csv -o verdicts.csv",
    ),
)
@click.argument("endpoint", metavar="URL")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_queries)
@click.option("--without", multiple=True, metavar="NAME", shell_complete=complete_queries, help="Leave out a query.")
@timeout_option(30.0)
@format_and_output_options("table", "csv", "json")
@graph_option
@click.pass_context
def conform(
    ctx: click.Context,
    endpoint: str,
    names: tuple[str, ...],
    without: tuple[str, ...],
    timeout: float,
    form: str,
    directory: Path,
    output: str,
) -> None:
    """Check that a SPARQL endpoint answers as this build does.

    The endpoint at URL must contain the graph of the build: load its casegraph.nt first, as this command loads
    nothing. The command runs each question with its example values, and the query of each network; give NAMEs to
    run only some of them.

    same: the same rows, in an order that ORDER BY allows; numbers are compared by value. different: the first row
    that differs follows, from both. failed: the endpoint's error, or a timeout.

    Exit code 1 means that an answer is not the same.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.conforming import conform as verdicts_of
    from casegraph.conforming import shipped_queries
    from casegraph.graph import Graph
    from casegraph.store.remote import RemoteStore

    with Graph.open(directory) as build, RemoteStore(endpoint) as server:
        queries = shipped_queries(build.base, only=names, without=without)
        verdicts = verdicts_of(build.store, server, queries, timeout=timeout)
        if form == "table" and output == "-":
            verdicts = _shown(verdicts)
        every = list(verdicts)
    if form != "table" or output != "-":
        text = {"table": _table, "csv": _csv, "json": _json}[form](every)
        write_output(text, output)
    if any(each.outcome != "same" for each in every):
        ctx.exit(1)


def _shown(verdicts: "Iterable[Verdict]") -> "Iterator[Verdict]":
    """Yield the verdicts, each printed as soon as it is there, and print the count at the end."""
    every = []
    for verdict in verdicts:
        click.echo(_lines(verdict), nl=False)
        every.append(verdict)
        yield verdict
    click.echo(_count(every))


def _table(every: "Iterable[Verdict]") -> str:
    verdicts = list(every)
    return "".join([*map(_lines, verdicts), f"{_count(verdicts)}\n"])


def _lines(verdict: "Verdict") -> str:
    """Return a verdict in a line, and the rows that differ in a line each."""
    from casegraph.cli.table import plain

    rows = f"{verdict.rows:,} {'row' if verdict.rows == 1 else 'rows'}"
    words = f"{verdict.outcome:{_KINDS}}  {verdict.query.kind:8}  {verdict.query.name}: {verdict.message or rows}"
    lines = [words]
    if verdict.outcome == "different":
        pairs = ("here", verdict.here, verdict.there), ("there", verdict.there, verdict.here)
        lines += [f"{'':{_KINDS}}  {where:5}  {_row(verdict.columns, *pair)}" for where, *pair in pairs]
    return "".join(f"{plain(line)}\n" for line in lines)


def _row(names: Iterable[str], values: Mapping[str, str] | None, others: Mapping[str, str] | None) -> str:
    """Return the columns of a row that differ in a line, and of long values what surrounds the difference."""
    if values is None:
        return "none"
    return ", ".join(f"{name} {_value(values.get(name), (others or {}).get(name))}" for name in names)


def _value(text: str | None, other: str | None) -> str:
    """Return a value, cut around the first character that another value has not.

    >>> _value("a" * 100 + "b", "a" * 101)
    '…aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'
    """
    if text is None:
        return "unbound"
    start = 0
    if other is not None and len(text) > _COLUMN:
        same = next((place for place, pair in enumerate(zip(text, other, strict=False)) if len({*pair}) > 1), 0)
        start = max(0, same - _COLUMN // 2)
    end = start + _COLUMN
    return f"{'…' if start else ''}{text[start:end]}{'…' if text[end:] else ''}"


def _count(verdicts: "Iterable[Verdict]") -> str:
    number = Counter(each.outcome for each in verdicts)
    return f"{number['same']} of {number.total()} same, {number['different']} different, {number['failed']} failed"


def _csv(verdicts: "Iterable[Verdict]") -> str:
    from casegraph.csv_table import csv_table

    rows = (
        [each.query.kind, each.query.name, each.outcome, each.rows, each.message, _cell(each.here), _cell(each.there)]
        for each in verdicts
    )
    return csv_table(["kind", "name", "outcome", "rows", "message", "here", "there"], rows, mark=True)


def _cell(values: Mapping[str, str] | None) -> str:
    return "" if values is None else json.dumps(dict(values), ensure_ascii=False)


def _json(verdicts: "Iterable[Verdict]") -> str:
    rows = [
        {
            "kind": each.query.kind,
            "name": each.query.name,
            "outcome": each.outcome,
            "rows": each.rows,
            "message": each.message,
            "here": each.here,
            "there": each.there,
            "columns": each.columns,
        }
        for each in verdicts
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
