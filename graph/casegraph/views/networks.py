"""A network: its strongest links, and its most central nodes by one measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.network.measures import MEASURES
from casegraph.network.model import Edge, Node, Projection
from casegraph.views.network_scores import Scored, ScoredCommunity

if TYPE_CHECKING:
    from casegraph.network.centrality import NodeScores

__all__ = ["SHOWN", "Link", "NetworkView", "Ranking", "measure_heading", "network_view", "number_in_words"]

SHOWN = 25
"""How many of the strongest links, and of the most central nodes of each kind, are listed."""

_COLUMNS = 4  # measures beside each other; the one that is sorted by is among them
_ROLES = {"asked about": "asked", "concerned": "concerned"}  # links whose sentences the matrix has
_PLURAL = {
    "agency": "Agencies", "keyword": "Keywords", "partnership": "Partnerships", "review": "Reviews", "theme": "Themes"
}  # fmt: skip
_HEADS = {"degree": "Links", "strength": "Weight", "pagerank": "PageRank", "hubs": "Hub", "authorities": "Authority"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two nodes; *role* is the switch of the matrix that shows its sentences, "" if none does."""

    source: Node
    link: str
    target: Node
    weight: float
    reviews: int
    role: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The most central nodes of a kind, and how many nodes of it there are."""

    heading: str
    total: int
    nodes: "tuple[NodeScores, ...]"


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the page of a network shows; *by* is the measure that nodes are sorted by, "" if there are no nodes.

    *measures* are all that one can sort by, *columns* those that are shown. *draws* is as in ``Scored``.
    """

    projection: Projection
    links: tuple[Link, ...]
    measures: tuple[str, ...]
    columns: tuple[str, ...]
    by: str
    meaning: str
    central: tuple[Ranking, ...]
    communities: tuple[ScoredCommunity, ...]
    draws: int | None


def network_view(scored: Scored, by: str = "") -> NetworkView:
    """Return what a network's page shows, its nodes sorted *by* a measure; by the first if there is none of this name."""
    if by not in scored.measures:
        by = scored.measures[0] if scored.measures else ""
    first = scored.measures[: _COLUMNS - (by not in scored.measures[:_COLUMNS])]
    meaning = f"{MEASURES[by].meaning} Example: {MEASURES[by].example}" if by in MEASURES else ""
    return NetworkView(
        projection=scored.projection,
        links=_strongest(scored.projection),
        measures=scored.measures,
        columns=tuple(dict.fromkeys([*first, by])),
        by=by,
        meaning=meaning,
        central=_central(scored.nodes, by) if by else (),
        communities=tuple(each for each in scored.communities if each.size > 1),
        draws=scored.draws,
    )


def measure_heading(measure: str) -> str:
    """Return what a column with the scores of a measure is called.

    >>> measure_heading("degree"), measure_heading("core_number")
    ('Links', 'Core number')
    """
    return _HEADS.get(measure, measure.replace("_", " ").capitalize())


def number_in_words(value: float) -> str:
    """Return a number as tables show it.

    >>> number_in_words(1234), number_in_words(0.04567), number_in_words(12.345), number_in_words(0.00001)
    ('1,234', '0.0457', '12.3', '<0.0001')
    """
    if float(value).is_integer():
        return f"{value:,.0f}"
    if abs(value) >= 1:
        return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return f"{value:.4f}" if abs(value) >= 1e-4 else "<0.0001"


def _strongest(projection: Projection) -> tuple[Link, ...]:
    nodes = {node.iri: node for node in projection.nodes}

    def link(edge: Edge) -> Link:
        source, target, role = nodes[edge.source], nodes[edge.target], _ROLES.get(edge.link, "")
        return Link(source, edge.link, target, edge.weight, edge.reviews, role)

    return tuple(map(link, sorted(projection.edges, key=lambda edge: (-edge.weight, edge))[:SHOWN]))


def _central(nodes: "Sequence[NodeScores]", by: str) -> tuple[Ranking, ...]:
    """Return the nodes of each kind with the highest scores."""
    ranked = sorted(nodes, key=lambda each: (-each.scores[by].value, each.node.label))
    rankings = []
    for kind in dict.fromkeys(each.node.kind for each in nodes):
        own = [each for each in ranked if each.node.kind == kind]
        rankings.append(Ranking(_PLURAL.get(kind, kind.capitalize()), len(own), tuple(own[:SHOWN])))
    return tuple(rankings)
