"""``casegraph query``: SPARQL over a built graph."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options, timeout_option
from casegraph.cli.tab_completion import complete_files
from casegraph.cli.termination import cleaning_up_first

if TYPE_CHECKING:
    from casegraph.graph import Graph
    from casegraph.store.table import Table as Rows

__all__ = ["query"]

_SHORT = 5_000  # characters; a longer answer has two rows or more


@click.command(
    cls=CommandWithExamples,
    examples=(
        'casegraph query "SELECT ?text { ?r cg:addressedTo agency:icb ; cg:text ?text }"',
        "casegraph query question.rq --format csv -o answer.csv",
        'casegraph query "DESCRIBE theme:neglect" --format turtle',
        'casegraph query "ASK { ?review a cg:Review }" --endpoint https://example.org/sparql',
        'casegraph query "SELECT ?done { GRAPH ?g { ?a cg:answerAction ?done } }" --answers tracker.xlsx',
    ),
)
@click.argument("source", metavar="FILE|-|TEXT")
@format_and_output_options("table", "csv", "tsv", "json", "xml", "xlsx", "turtle", "ntriples")
@click.option(
    "--answers",
    "tracker",
    type=click.Path(path_type=Path),
    metavar="FILE",
    shell_complete=complete_files,
    help="Also ask what people wrote in this tracker: the graph …/graph/answers, which a query names with GRAPH.",
)
@source_options
@timeout_option(30.0)
def query(source: str, form: str, tracker: Path | None, graph_source: GraphSource, timeout: float, output: str) -> None:
    """Query the graph in SPARQL.

    SELECT, ASK, CONSTRUCT and DESCRIBE work. The query is the text itself, a file, or - for standard input.
    Prefixes such as cg:, theme:, agency:, dcterms: and skos: need no declaration. The command never changes the
    graph, and contacts no server but the endpoint that you name.

    If there are no results, standard error says so, and lists names in the query that are not in the graph.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.cli.table import table, terminal_width
    from casegraph.store.protocol import QueryResult
    from casegraph.store.values import rows_of

    text = _text(source)
    with _opened(graph_source, tracker) as graph:
        graphs = graph.form(text) in ("CONSTRUCT", "DESCRIBE")
        if form == "xlsx" and graph.form(text) != "SELECT":
            raise click.UsageError(f"{graph.form(text)} gives no rows for an Excel file. Choose another format.")
        written = ("turtle" if graphs else "json") if form == "table" else "json" if form == "xlsx" else form
        answer = graph.query_text(text, written, timeout)
        rows = _rows(answer, written)
        hints = _hints(graph, text) if rows < 2 else []  # a count of nothing is one row
        if form == "table" and not graphs:
            answer = table(answer, graph.prefixes, terminal_width() if output == "-" else None)
        paper = _paper(graph, rows_of(QueryResult("SELECT", answer.encode())), text) if form == "xlsx" else None
    write_output(
        paper if paper is not None else answer if answer.endswith("\n") or not answer else f"{answer}\n", output
    )
    for line in ([] if rows else ["0 statements" if graphs else "0 rows"]) + hints:
        click.echo(line, err=True)


@contextmanager
def _opened(graph_source: GraphSource, tracker: Path | None) -> "Iterator[Graph]":
    """Open the graph, with the answers of a tracker in a graph of their own if there is one."""
    if tracker is None:
        with graph_source.open() as graph:
            yield graph
        return
    if graph_source.endpoint is not None:
        raise click.UsageError("--answers goes with the build in a folder: give --graph DIR with it, not --endpoint.")
    from casegraph.graph import Graph
    from casegraph.store.local import LocalStore
    from casegraph.tracking.answers import answers
    from casegraph.tracking.asked_with import StoreWithAnswers
    from casegraph.tracking.reading import read_tracker
    from casegraph.views.attribution import counted

    filled_in = read_tracker(tracker)
    with graph_source.open() as graph:
        c, folder = graph.collection(), graph.folder
        assert folder is not None
        if others := answers(c, filled_in).others:
            click.echo(
                f"{counted(len(others), 'line')} not in this build left out: update the tracker first.", err=True
            )
        with (
            cleaning_up_first(),
            StoreWithAnswers(folder, lambda: c, lambda: filled_in) as both,
            Graph(LocalStore(both.locate, folder.base), folder) as graph,
        ):
            yield graph


def _paper(graph: "Graph", rows: "Rows", text: str) -> bytes:
    """Return the rows of an answer as an Excel file, numbers as numbers."""
    from casegraph.briefings.taken_from import taken_from_store
    from casegraph.cli.papers import table_paper
    from casegraph.views.tables import Table

    table = Table(rows.columns, [[*row.values()] for row in rows])
    return table_paper("Answer", table, taken_from_store(graph.store), query=text)


def _rows(answer: str, form: str) -> int:
    r"""Return the number of rows or statements in an answer, 2 for any more; the answer to ASK counts as one.

    >>> _rows("n\r\n", "csv"), _rows('{"head": {"vars": ["n"]}, "results": {"bindings": [{}]}}', "json")
    (0, 1)
    """
    if len(answer) > _SHORT:
        return 2
    if form == "json":
        results = json.loads(answer)
        return 1 if "boolean" in results else len(results["results"]["bindings"])
    if form == "xml":
        return 1 if "<boolean>" in answer else answer.count("<result>")
    lines = [line for line in answer.splitlines() if line and not line.startswith("@prefix ")]
    return len(lines) - (form in ("csv", "tsv") and answer.strip() not in ("true", "false"))


def _hints(graph: "Graph", text: str) -> list[str]:
    """Return a line for each of our names in a query that is not in the graph."""
    from casegraph.store.unknown_names import unknown_names

    return [
        f"{name} is not in this graph." + (f" Did you mean {near}?" if near else "")
        for name, near in unknown_names(graph.store, text)
    ]


def _text(source: str) -> str:
    """Return the query that the argument means: standard input, the content of a file, or the text itself."""
    if source == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input")
    looks_like_text = any(character in source for character in "{}?\n")
    if looks_like_text and len(source) > 200:
        return source
    path = Path(source)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        return source
    if is_file:
        return _decoded(path.read_bytes(), source)
    if not looks_like_text and (path.suffix in (".rq", ".sparql", ".txt") or " " not in source.strip()):
        raise click.UsageError(f"There is no file {source}, and it is not a query. Give a file, - or the query itself.")
    return source


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise click.UsageError(f"The query in {name} is not UTF-8 (line {line}). Save it as UTF-8.") from None
