"""A network: its strongest links, its nodes by counting, and where a measure says something else than counting does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.network.measures import MEASURES
from casegraph.network.model import Edge, Node, Projection
from casegraph.unranked import is_ranked
from casegraph.views.network_scores import Scored, ScoredCommunity
from casegraph.views.plain_text import alphabetical

if TYPE_CHECKING:
    from casegraph.network.centrality import NodeScores

__all__ = ["SHOWN", "Link", "NetworkView", "Ranking", "measure_heading", "network_view", "number_in_words", "rankings"]

SHOWN = 25
"""How many of the strongest links, and of the nodes of each kind, are listed."""

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
    """The nodes of a kind: how many there are, those that are counted most often, and those of which a measure says more.

    *count* is what they are counted by. *apart* are the nodes that the measure ranks elsewhere than counting does, the
    highest first; *is_compared* is False if the ranks have no intervals, so that nobody can say which these are.
    """

    kind: str
    heading: str
    count: str
    total: int
    counted: "tuple[NodeScores, ...]"
    apart: "tuple[NodeScores, ...]"
    is_compared: bool

    def in_words(self, measure: str) -> str:
        """Return in a sentence what a measure says beside the counts, "" if that is not known.

        >>> Ranking("theme", "Themes", "reviews", 9, (), (), True).in_words("PageRank")
        'PageRank adds nothing to counting for themes, so it is not shown.'
        """
        many = self.heading.lower()
        if not self.is_compared:
            return ""
        if not self.apart:
            return f"{measure} adds nothing to counting for {many}, so it is not shown."
        one = len(self.apart) == 1
        return (
            f"{measure} ranks {len(self.apart):,} of {self.total:,} {many} differently from counting: "
            f"{'its' if one else 'their'} place by counting is outside the interval. Only {'this one is' if one else 'these are'} shown."
        )


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the page of a network shows; *by* is the measure that is held against counting, "" if there are no nodes.

    *measures* are all that one can choose. *has_unranked* says whether there are nodes that are never ranked,
    *has_strongest* whether there are links of others. *draws* is as in ``Scored``.
    """

    projection: Projection
    links: tuple[Link, ...]
    measures: tuple[str, ...]
    by: str
    meaning: str
    central: tuple[Ranking, ...]
    has_unranked: bool
    has_strongest: bool
    communities: tuple[ScoredCommunity, ...]
    draws: int | None


def network_view(scored: Scored, by: str = "") -> NetworkView:
    """Return what a network's page shows, its nodes sorted *by* a measure; by the first if there is none of this name."""
    if by not in scored.measures:
        by = scored.measures[0] if scored.measures else ""
    meaning = f"{MEASURES[by].meaning} Example: {MEASURES[by].example}" if by in MEASURES else ""
    nodes = {node.iri: node for node in scored.projection.nodes}
    return NetworkView(
        projection=scored.projection,
        links=_strongest(scored.projection),
        measures=scored.measures,
        by=by,
        meaning=meaning,
        central=rankings(scored.nodes, by) if by else (),
        has_unranked=any(not is_ranked(node.kind) for node in scored.projection.nodes),
        has_strongest=any(_ranked(edge, nodes) for edge in scored.projection.edges),
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

    def place(edge: Edge) -> tuple[tuple[str | int, ...], float, Edge]:
        """By weight; links of what is never ranked come last, in the order of the alphabet."""
        if _ranked(edge, nodes):
            return (), -edge.weight, edge
        partnership = next(end for end in (edge.source, edge.target) if not is_ranked(nodes[end].kind))
        return alphabetical(nodes[partnership].label), -edge.weight, edge

    return tuple(map(link, sorted(projection.edges, key=place)[:SHOWN]))


def _ranked(edge: Edge, nodes: Mapping[str, Node]) -> bool:
    return is_ranked(nodes[edge.source].kind) and is_ranked(nodes[edge.target].kind)


def rankings(nodes: "Sequence[NodeScores]", by: str) -> tuple[Ranking, ...]:
    """Return the nodes of each kind that may be ranked: by counting, and where a measure says something else."""
    kinds = []
    for kind in dict.fromkeys(each.node.kind for each in nodes):
        if not is_ranked(kind):
            continue
        own = [each for each in nodes if each.node.kind == kind]
        kinds.append(
            Ranking(
                kind=kind,
                heading=_PLURAL.get(kind, kind.capitalize()),
                count="links" if kind == "review" else "reviews",
                total=len(own),
                counted=tuple(sorted(own, key=lambda each: (each.tally.rank, alphabetical(each.node.label)))),
                apart=tuple(
                    sorted(
                        (each for each in own if by and each.scores[by].rank and each.differs(by)),
                        key=lambda each: (each.scores[by].rank, alphabetical(each.node.label)),
                    )
                ),
                is_compared=bool(by) and all(each.scores[by].rank for each in own),
            )
        )
    return tuple(kinds)
