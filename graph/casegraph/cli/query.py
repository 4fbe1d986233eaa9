"""``casegraph query``: SPARQL over a built graph."""

import sys
from pathlib import Path

import click

from casegraph.cli.options import Example, graph_option, timeout_option, written_option

__all__ = ["query"]


@click.command(
    cls=Example,
    examples=(
        'casegraph query "SELECT ?text { ?r cg:addressedTo agency:icb ; cg:text ?text }"',
        "casegraph query question.rq --format csv -o answer.csv",
        'casegraph query "DESCRIBE theme:neglect" --format turtle',
    ),
)
@click.argument("source", metavar="FILE|-|TEXT")
@written_option("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
@graph_option
@timeout_option(30.0)
def query(source: str, form: str, directory: Path, timeout: float, output: str) -> None:
    """Ask a built graph in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The query is the text itself, a file that holds it, or - for standard input. Prefixes such as cg:, theme:, agency:,
    dcterms: and skos: need no declaration. Nothing is ever changed, and no other server asked.
    """
    from casegraph.cli.output import emit
    from casegraph.cli.table import columns, table
    from casegraph.rdf.graph import RdfGraph
    from casegraph.rdf.guard import check

    text = _text(source)
    graphs = check(text) in ("CONSTRUCT", "DESCRIBE")
    with RdfGraph(directory) as graph:
        if form == "table":
            answer = graph.query_text(text, "turtle" if graphs else "json", timeout)
            answer = answer if graphs else table(answer, graph.prefixes, columns() if output == "-" else None)
        else:
            answer = graph.query_text(text, form, timeout)
    emit(answer if answer.endswith("\n") or not answer else f"{answer}\n", output)


def _text(source: str) -> str:
    """Return the query that an argument means: standard input, a file's content, or the text itself."""
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
        raise click.UsageError(f"There is no file {source}, and it is no query. Give a file, - or the query itself.")
    return source


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise click.UsageError(f"The query in {name} is not UTF-8 (line {line}). Save it as UTF-8.") from None
