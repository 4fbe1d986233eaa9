"""The heat map: themes by agencies, with the number of recommendations that link them, as a picture for slides."""

import re
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.asking.counting import naming_of
from casegraph.collections.words import in_requests
from casegraph.drawing.svg import label, picture, text
from casegraph.network.model import Projection
from casegraph.palette import INK, PALE, RAMP
from casegraph.views.attribution import credit_lines, profile_of, reviews_counted

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["Table", "heatmap", "table"]

_THEMES = 20
_AGENCIES = 10
_LABEL = 263  # how wide the themes' names are
_CELL = (79, 30)
_ALL = 60  # how wide the totals are
_HEAD = 122
_GAP = 8  # before the totals

_OTHERS = re.compile(r"[\d,]+ other (themes|agencies)$")

_SUBJECTS = "The rows are subjects only. Ways of acting, such as policy, training and audit, are left out."
_TITLE = "Recommendations by theme and agency"


@dataclass(frozen=True, slots=True)
class Table:
    """Themes by agencies, those with the most recommendations first, and the others together at the end.

    Each theme and agency is a label with its recommendations. *cells* has the recommendations of both, by row and column.
    """

    themes: tuple[tuple[str, frozenset[str]], ...]
    agencies: tuple[tuple[str, frozenset[str]], ...]
    cells: tuple[tuple[frozenset[str], ...], ...]


def table(
    projection: Projection, themes: int = _THEMES, agencies: int = _AGENCIES, left_out: Set[str] = frozenset()
) -> Table:
    """Return the table of a projection: the first *themes* and *agencies*, and the others together.

    Themes that are *left_out*, by IRI, are not among the others either.
    """
    name = {node.iri: node.label for node in projection.nodes}
    by_theme: defaultdict[str, set[str]] = defaultdict(set)
    by_agency: defaultdict[str, set[str]] = defaultdict(set)
    both: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for agency, _, theme, clause, _ in projection.occurrences:
        if theme in left_out:
            continue
        by_theme[theme].add(clause)
        by_agency[agency].add(clause)
        both[theme, agency].add(clause)

    def ordered(clauses: dict[str, set[str]], most: int, what: str) -> list[tuple[str, list[str]]]:
        order = sorted(clauses, key=lambda iri: (-len(clauses[iri]), name[iri], iri))
        most += len(order) == most + 1  # one more row says more than “1 other”
        rest = [(f"{len(order) - most} other {what}", order[most:])] if len(order) > most else []
        return [(name[iri], [iri]) for iri in order[:most]] + rest

    rows, columns = ordered(by_theme, themes, "themes"), ordered(by_agency, agencies, "agencies")
    return Table(
        tuple((label, frozenset().union(*(by_theme[iri] for iri in iris))) for label, iris in rows),
        tuple((label, frozenset().union(*(by_agency[iri] for iri in iris))) for label, iris in columns),
        tuple(
            tuple(
                frozenset().union(
                    *(both[theme, agency] for theme in row for agency in column if (theme, agency) in both)
                )
                for _, column in columns
            )
            for _, row in rows
        ),
    )


def heatmap(graph: "Graph", *, means: bool = False) -> str:
    """Return the heat map of a graph as SVG, without recommendations that name no agency.

    Its rows are subjects; with *means*, ways of acting, such as policy and training, are rows as well.
    """
    projection = graph.projection("agency-theme", inherited=False)
    ways = frozenset(str(row["theme"]) for row in graph.query("SELECT ?theme { ?theme cg:isMeans true }"))
    what = "a theme" if means else "a subject"
    counts = table(projection, left_out=frozenset() if means else ways)
    known, profile = naming_of(graph.store), profile_of(graph.store)
    counted_here: frozenset[str] = frozenset().union(*(clauses for _, clauses in counts.themes))
    notes: tuple[str, ...] = (
        f"Of all recommendations in {reviews_counted(graph.store)}: {known}; {len(counted_here):,} of those named are on {what} and are "
        "counted here.",
        *([] if means else [_SUBJECTS]),
        "A recommendation can have several agencies and themes, so rows and columns add up to more than their totals.",
    )
    notes = tuple(in_requests(each, profile) for each in notes)
    title = in_requests(_TITLE, profile)
    if not counts.cells:
        none = in_requests(f"No recommendation names an agency and {what}.", profile)
        return picture(title, none, notes, [], 0, credit_lines(graph.store))
    body = [*_heads(counts), *_rows(counts), *_legend(counts, in_requests("Recommendations", profile))]
    height = _HEAD + len(counts.themes) * _CELL[1] + _GAP + _CELL[1] + 50
    return picture(title, in_requests(_description(counts), profile), notes, body, height, credit_lines(graph.store))


def _limits(counts: Table) -> list[int]:
    """Return the number at which each colour of the ramp begins; each is about twice the one before, or more.

    The others do not count, because they would leave the rest pale.
    """
    named = [
        len(cell)
        for (theme, _), cells in zip(counts.themes, counts.cells, strict=True)
        for (agency, _), cell in zip(counts.agencies, cells, strict=True)
        if not (_OTHERS.match(theme) or _OTHERS.match(agency))
    ]
    highest = max(named, default=1)
    ratio = max(2.0, highest ** (1 / len(RAMP)))
    return [limit for limit in (round(ratio**step) for step in range(len(RAMP))) if limit <= max(highest, 1)]


def _heads(counts: Table) -> list[str]:
    parts = []
    for at, (name, _) in enumerate(counts.agencies):
        parts.append(label(_x(at) + _CELL[0] / 2, _HEAD - 8, name, 11.5, _CELL[0] - 2, 7, anchor="middle", up=1))
    parts.append(
        label(_x(len(counts.agencies)) + _GAP + _ALL / 2, _HEAD - 8, "All", 13, _ALL, 1, anchor="middle", up=1)
    )
    return parts


def _rows(counts: Table) -> list[str]:
    parts = []
    wide, high = _CELL
    limits = _limits(counts)
    last = _x(len(counts.agencies)) + _GAP
    everything: frozenset[str] = frozenset().union(*(clauses for _, clauses in counts.themes))
    for row, ((name, clauses), cells) in enumerate(zip(counts.themes, counts.cells, strict=True)):
        y = _HEAD + row * high
        parts.append(label(_LABEL - 12, y + high / 2 - 1, name, 12, _LABEL - 12, 2, anchor="end"))
        for column, cell in enumerate(cells):
            step = sum(len(cell) >= limit for limit in limits)
            fill = RAMP[step - 1] if step else PALE
            parts.append(f'<rect x="{_x(column)}" y="{y}" width="{wide - 2}" height="{high - 2}" fill="{fill}"/>')
            if cell:
                colour = "#ffffff" if step >= 4 else "#1d1d1d"
                parts.append(
                    text(
                        _x(column) + wide / 2 - 1,
                        y + high / 2 + 4,
                        f"{len(cell):,}",
                        14,
                        anchor="middle",
                        colour=colour,
                    )
                )
        parts.append(text(last + _ALL / 2, y + high / 2 + 4, f"{len(clauses):,}", 14, anchor="middle", bold=True))
    y = _HEAD + len(counts.themes) * high + _GAP
    parts.append(f'<path d="M0 {y - 5}H{last + _ALL}M{last - 5} {_HEAD}V{y + high}" stroke="{INK}" stroke-width="1"/>')
    parts.append(text(_LABEL - 12, y + high / 2 + 4, "All", 14, anchor="end"))
    for column, (_, clauses) in enumerate(counts.agencies):
        parts.append(
            text(_x(column) + wide / 2 - 1, y + high / 2 + 4, f"{len(clauses):,}", 14, anchor="middle", bold=True)
        )
    parts.append(text(last + _ALL / 2, y + high / 2 + 4, f"{len(everything):,}", 14, anchor="middle", bold=True))
    return parts


def _legend(counts: Table, counted: str) -> list[str]:
    """Return the legend of the colours, below the table; they show how many of what is *counted*."""
    limits = _limits(counts)
    y = _HEAD + len(counts.themes) * _CELL[1] + _GAP + _CELL[1] + 22
    steps = [(PALE, "none"), *((RAMP[at], _range(limits, at)) for at in range(len(limits)))]
    parts = [text(_LABEL - 12, y + 15, counted, 14, anchor="end")]
    for at, (fill, meaning) in enumerate(steps):
        x = _x(0) + at * 110
        parts.append(f'<rect x="{x}" y="{y}" width="28" height="20" fill="{fill}" stroke="{INK}" stroke-width="0.5"/>')
        parts.append(text(x + 36, y + 15, meaning, 14))
    return parts


def _range(limits: list[int], at: int) -> str:
    if at == len(limits) - 1:
        return f"{limits[at]:,} or more"
    return f"{limits[at]:,}" if limits[at + 1] == limits[at] + 1 else f"{limits[at]:,} to {limits[at + 1] - 1:,}"


def _x(column: int) -> int:
    return _LABEL + column * _CELL[0]


def _description(counts: Table) -> str:
    """Return the largest numbers in words, for readers who cannot see the picture."""
    pairs = [
        (-len(cell), f"{agency} on {theme}")
        for (theme, _), cells in zip(counts.themes, counts.cells, strict=True)
        for (agency, _), cell in zip(counts.agencies, cells, strict=True)
        if cell
    ]
    most = "; ".join(f"{pair}: {-count:,}" for count, pair in sorted(pairs)[:8])
    shape = f"A table of {len(counts.themes)} rows, themes, by {len(counts.agencies)} columns, agencies, with numbers of recommendations"
    return f"{shape}. The largest numbers: {most}."
