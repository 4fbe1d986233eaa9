"""``casegraph validate``: a built graph is checked against the shapes."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.error_handling import PROBLEMS_FOUND
from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import (
    CommandWithExamples,
    format_and_output_options,
    pages_argument,
    size_option,
    source_options,
)

if TYPE_CHECKING:
    from casegraph.validating import Result

__all__ = ["validate"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph validate",
        "casegraph validate reviews-2025.txt --graph exports",
        "casegraph validate --format csv -o findings.csv",
    ),
)
@pages_argument(required=False)
@format_and_output_options("table", "csv", "json")
@source_options
@size_option
@click.pass_context
def validate(
    ctx: click.Context, pages: tuple[Path, ...], form: str, graph_source: GraphSource, output: str, max_megabytes: float
) -> None:
    """Check that a graph is complete and correct (SHACL).

    A violation means that the graph is wrong; a warning, that Casegraph probably did not read something; an info,
    that a page does not say something. The shapes are in ontology/shapes.ttl. Give the PAGEs of the graph to
    compare each quote with its page, character by character. Exit code 3 means that there is a violation.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.errors import CasegraphError
    from casegraph.extracting.records import page_at
    from casegraph.validating import validate as results_of
    from casegraph.validating import violations

    read = [page_at(page, max_megabytes=max_megabytes) for page in pages]
    texts = {page.sha256: page.text for page in read}
    with graph_source.open() as graph:
        made_from = {row["page"] for row in graph.query("SELECT ?page { ?source cg:sha256 ?page }")}
        for page in read:
            if page.sha256 not in made_from:
                raise CasegraphError(
                    f"The graph in {graph_source} was not made from {page.file} as it is now, so its quotes cannot be compared."
                )
        results = results_of(graph.store, pages=texts)
    wide = output == "-"
    write_output(_table(results, graph.base, wide) if form == "table" else _rows(results, form), output)
    if violations(results):
        ctx.exit(PROBLEMS_FOUND)


def _table(results: "Sequence[Result]", base: str, wide: bool) -> str:
    """Return the number of results of each shape, and each violation and warning, as tables."""
    from casegraph.cli.table import grid, plain, terminal_width
    from casegraph.validating import SEVERITIES, shapes

    width = terminal_width() if wide else None
    by_shape = Counter(result.shape for result in results)
    total = Counter(result.shape.severity for result in results)
    summary = ", ".join(f"{total[severity]} {severity}{'' if total[severity] == 1 else 's'}" for severity in SEVERITIES)
    fulfilled = sum(not by_shape[shape] for shape in shapes())
    text = f"{fulfilled} of {len(shapes())} shapes hold everywhere: {summary}\n"
    if by_shape:
        rows = [[shape.severity, shape.label, f"{by_shape[shape]}"] for shape in shapes() if by_shape[shape]]
        text += "\n" + grid(["severity", "what should hold", "not"], rows, [False, False, True], width)
    grave = [result for result in results if result.shape.severity != "info"]
    if grave:
        cells = [[result.shape.message, result.node.removeprefix(base), result.value] for result in grave]
        cells = [[plain(cell) for cell in row] for row in cells]
        text += "\n" + grid(["what is wrong", "where", "seen"], cells, [False] * 3, width)
    return text


def _rows(results: "Sequence[Result]", form: str) -> str:
    from casegraph.csv_table import csv_table

    names = ["severity", "shape", "message", "node", "value"]
    rows = [[each.shape.severity, each.shape.name, each.shape.message, each.node, each.value] for each in results]
    if form == "json":
        return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
    return csv_table(names, rows)
