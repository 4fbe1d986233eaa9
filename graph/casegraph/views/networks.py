"""A network: its strongest links, its nodes by counting, and where a measure says something else than counting does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.network.measures import MEASURES
from casegraph.network.model import Edge, Projection
from casegraph.unranked import is_ranked
from casegraph.views.network_scores import Scored, ScoredCommunity
from casegraph.views.plain_text import alphabetical

if TYPE_CHECKING:
    from casegraph.network.centrality import NodeScores
    from casegraph.network.tallies import Tally

__all__ = [
    "SHOWN",
    "NetworkView",
    "Ranking",
    "first_in_words",
    "measure_heading",
    "network_view",
    "number_in_words",
    "rankings",
    "strongest_first",
]

SHOWN = 25
"""How many of the nodes of each kind are listed."""

_PLURAL = {
    "agency": "Agencies", "keyword": "Keywords", "partnership": "Partnerships", "review": "Reviews", "theme": "Themes"
}  # fmt: skip
_HEADS = {"degree": "Links", "strength": "Weight", "pagerank": "PageRank", "hubs": "Hub", "authorities": "Authority"}


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

    def first_in_words(self, reviews: int) -> str:
        """Return who is first by counting, of so many *reviews* in all, and how far that is certain; "" if nobody is counted."""
        if not self.counted or not self.counted[0].tally.value:
            return ""
        node, tally = self.counted[0].node, self.counted[0].tally
        return first_in_words(self.heading, node.label, self.count, tally, self.total, reviews)


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the page of a network shows; *by* is the measure that is held against counting, "" if there are no nodes.

    *measures* are all that one can choose. *has_unranked* says whether there are nodes that are never ranked. *draws* is as
    in ``Scored``.
    """

    projection: Projection
    measures: tuple[str, ...]
    by: str
    meaning: str
    central: tuple[Ranking, ...]
    has_unranked: bool
    communities: tuple[ScoredCommunity, ...]
    draws: int | None


def first_in_words(heading: str, label: str, count: str, tally: "Tally", total: int, reviews: int) -> str:
    """Return which node of a kind is counted most, of how many, and between which places it is when other reviews are drawn.

    >>> from casegraph.network.tallies import Tally
    >>> first_in_words("Agencies", "Police", "reviews", Tally(12, 1, 1, 3), 23, 73)
    '“Police” comes first of 23 agencies: 12 of 73 reviews. With other reviews its place could be anywhere from 1 to 3.'
    """
    many = heading.lower()
    number = f"{tally.value:,} of {reviews:,} reviews" if count == "reviews" else f"{tally.value:,} links"
    far = (
        f"With other reviews its place could be anywhere from {tally.rank_low} to {tally.rank_high}."
        if tally.rank_high > tally.rank_low
        else "With other reviews its place would almost always be the same."
    )
    return f"“{label}” comes first of {total:,} {many}: {number}. {far}"


def network_view(scored: Scored, by: str = "") -> NetworkView:
    """Return what a network's page shows, its nodes sorted *by* a measure; by the first if there is none of this name."""
    if by not in scored.measures:
        by = scored.measures[0] if scored.measures else ""
    meaning = f"{MEASURES[by].meaning} Example: {MEASURES[by].example}" if by in MEASURES else ""
    return NetworkView(
        projection=scored.projection,
        measures=scored.measures,
        by=by,
        meaning=meaning,
        central=rankings(scored.nodes, by) if by else (),
        has_unranked=any(not is_ranked(node.kind) for node in scored.projection.nodes),
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


def strongest_first(projection: Projection, edges: Sequence[Edge]) -> list[Edge]:
    """Return links by weight; links of what is never ranked come last, in the order of the alphabet."""
    nodes = {node.iri: node for node in projection.nodes}

    def place(edge: Edge) -> tuple[tuple[str | int, ...], float, Edge]:
        if all(is_ranked(nodes[iri].kind) for iri in (edge.source, edge.target)):
            return (), -edge.weight, edge
        partnership = next(end for end in (edge.source, edge.target) if not is_ranked(nodes[end].kind))
        return alphabetical(nodes[partnership].label), -edge.weight, edge

    return sorted(edges, key=place)


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
