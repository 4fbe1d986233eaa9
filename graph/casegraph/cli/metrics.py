"""``casegraph metrics``: the nodes of a network by counting, and where a measure says something else."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, OptionInWords, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_measures, complete_projections

if TYPE_CHECKING:
    from casegraph.collections.profile import Words
    from casegraph.network.centrality import Centrality, NodeScores
    from casegraph.views.naming import Naming

__all__ = ["metrics"]

_RANKS = (
    "A rank is among the nodes of the same kind, and 95 % of the ranks in new draws of the reviews are in its interval. "
    "Expected and z: the score if only each node's number of links mattered, and how many standard deviations it is away."
)


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph metrics agency-theme",
        "casegraph metrics theme-theme --by betweenness --top 5",
        "casegraph metrics review-keyword --format csv -o scores.csv",
    ),
)
@click.argument("projection", shell_complete=complete_projections)
@click.option(
    "--by",
    default="pagerank",
    show_default=True,
    metavar="MEASURE",
    shell_complete=complete_measures,
    help="The measure to compare with counting.",
)
@click.option(
    "--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many nodes of each type to show."
)
@click.option(
    "--samples",
    type=click.IntRange(min=2),
    default=200,
    show_default=True,
    metavar="N",
    help="How many random networks, and random draws of reviews, to compare with.",
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="The random seed; the same seed gives the same result.",
)
@click.option(
    "--inherited",
    cls=OptionInWords,
    is_flag=True,
    help="Include recommendations with no agency named (assumed: {meant_locally}).",
)
@format_and_output_options("table", "csv", "json", "xlsx", "turtle")
@source_options
def metrics(
    projection: str,
    by: str,
    top: int,
    samples: int,
    seed: int,
    inherited: bool,
    form: str,
    graph_source: GraphSource,
    output: str,
) -> None:
    """Measure how connected each agency, theme or other node of a network is.

    The table lists the nodes in most reviews, then those that a network measure ranks differently. rank: among
    nodes of the same type. 95 %: the range of 95 % of its ranks when the reviews are drawn again at random.
    expected and z: the score if only the number of links mattered, and how many standard deviations the real
    score is away from it. The formats csv, json, xlsx and turtle have all measures of all nodes. Partnerships are
    not ranked and have no scores.
    """
    from casegraph.asking.counting import naming_of
    from casegraph.cli.output_file import write_output
    from casegraph.cli.papers import source_of, table_paper
    from casegraph.cli.progress import progress
    from casegraph.network.centrality import centrality
    from casegraph.network.measures import MEASURES
    from casegraph.views.attribution import profile_of

    if by not in MEASURES:
        raise click.UsageError(f"There is no measure {by}. Choose one of: {', '.join(MEASURES)}.")
    with graph_source.open() as graph, progress() as report:
        measured = centrality(
            graph.projection(projection, inherited=inherited), samples=samples, seed=seed, progress=report
        )
        base, words, known = graph.base, profile_of(graph.store).words, naming_of(graph.store)
        source = source_of(graph, form)
    if form == "turtle":
        from casegraph.exporting import GRAPH_FORMATS
        from casegraph.network.score_triples import score_triples

        write_output(GRAPH_FORMATS["turtle"].text(score_triples(measured, base).text(base), base), output)
    elif source is not None:
        from casegraph.views.tables import Table

        scored = [_row(each, measured.measures) for each in measured.nodes]
        table = Table([*(scored[0] if scored else ["iri"])], [[*row.values()] for row in scored])
        title = measured.projection.title
        write_output(table_paper(title, table, source, network=title, ranks=_RANKS), output)
    elif form == "table":
        from casegraph.cli.table import terminal_width

        width = terminal_width() if output == "-" else None
        write_output(_table(measured, by, top, words, known, width), output)
    else:
        rows = [_row(each, measured.measures) for each in measured.nodes]
        write_output(_csv(rows) if form == "csv" else json.dumps(rows, ensure_ascii=False, indent=2) + "\n", output)


def _row(each: "NodeScores", measures: Sequence[str]) -> dict[str, Any]:
    """Return a node with all its numbers, None for those that a node has not that is never ranked."""
    from casegraph.unranked import is_ranked

    row: dict[str, Any] = {"iri": each.node.iri, "label": each.node.label, "kind": each.node.kind}
    for name in measures:
        score = each.scores.get(name)
        row[name] = score and score.value
        row[f"{name}_expected"] = score and score.expected
        row[f"{name}_z"] = score and score.z
        for end in ("rank", "rank_low", "rank_high"):
            row[f"{name}_{end}"] = score and getattr(score, end)
    tally = each.tally if is_ranked(each.node.kind) else None
    row["counted"] = tally and tally.value
    for end in ("rank", "rank_low", "rank_high"):
        row[f"counted_{end}"] = tally and getattr(tally, end)
    return row | {"community": each.community}


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    from casegraph.csv_table import csv_table

    return csv_table(rows[0] if rows else ["iri"], (row.values() for row in rows), mark=True)


def _table(measured: "Centrality", by: str, top: int, words: "Words", known: "Naming", width: int | None) -> str:
    from casegraph.cli.table import grid, plain
    from casegraph.network.measures import MEASURES
    from casegraph.unranked import WHY_UNRANKED, is_ranked
    from casegraph.views.networks import rankings
    from casegraph.views.texts import TEXTS

    lines = [measured.projection.title, f"{by}: {MEASURES[by].meaning} {MEASURES[by].example}"]
    if measured.left_out:
        lines.append(
            f"Of all recommendations: {known}. Those with no agency named (assumed: {words.meant_locally}) are left out; "
            "--inherited includes them."
        )
    if {each.node.kind for each in measured.nodes} & {"agency", "theme"}:
        lines.append(TEXTS["asReadAlone"])
    if not all(is_ranked(each.node.kind) for each in measured.nodes):
        lines.append(WHY_UNRANKED)
    text = "\n".join(lines) + "\n"
    for each in rankings(measured.nodes, by):
        heads = [f"{each.kind} ({each.total})", each.count, "rank", "95 %", "degree", "community"]
        cells = [_counted(node, plain) for node in each.counted[:top]]
        text += "\n" + grid(heads, cells, [False, *[True] * 5], width) + each.in_words(by) + "\n"
        if each.apart:
            heads = [f"{each.kind}, by {by}", by, "expected", "z", "rank", "95 %", f"by {each.count}"]
            text += grid(heads, [_apart(node, by, plain) for node in each.apart[:top]], [False, *[True] * 6], width)
    text += "\n" + "  ".join(f"{name} {_number(value)}" for name, value in measured.whole.items()) + "\n\n"
    for part in measured.communities:
        if len(part.nodes) > 1:
            text += f"community {part.number}: {len(part.nodes)} nodes; {plain(', '.join(part.typical))}\n"
    return text


def _counted(each: "NodeScores", plain: Any) -> list[str]:
    tally = each.tally
    return [
        plain(each.node.label),
        f"{tally.value:,}",
        f"{tally.rank}",
        f"{tally.rank_low}–{tally.rank_high}",
        _number(each.scores["degree"].value),
        f"{each.community}",
    ]


def _apart(each: "NodeScores", by: str, plain: Any) -> list[str]:
    score = each.scores[by]
    return [
        plain(each.node.label),
        _number(score.value),
        _number(score.expected),
        "" if score.z is None else f"{score.z:+.1f}",
        f"{score.rank}",
        f"{score.rank_low}–{score.rank_high}",
        f"{each.tally.rank}",
    ]


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.3g}" if abs(value) < 1 else f"{value:,.1f}"
