"""Centrality: each score with the score expected by chance, and each rank with its interval.

"Central" must not just mean "frequent". The null model keeps each node's number of links (``casegraph.network.null_model``),
so a score far from it (a large z-score) says something about who is linked to whom. Because other reviews might have been
published, each rank has an interval from a bootstrap (``casegraph.network.bootstrap``).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING

from casegraph.errors import CasegraphError
from casegraph.network.adjacency import Adjacency, adjacency
from casegraph.network.bootstrap import resampled_networks
from casegraph.network.communities import Community, communities, modularity
from casegraph.network.measures import MEASURES, measure
from casegraph.network.model import Node, Projection
from casegraph.network.null_model import null_networks
from casegraph.network.ranks import TIE, interval, ranks
from casegraph.network.tallies import Tally, tallies
from casegraph.unranked import is_ranked

if TYPE_CHECKING:
    from casegraph.network.adjacency import Flags, Floats, Integers

__all__ = ["SAMPLES", "Centrality", "NodeScores", "Score", "centrality", "with_scores"]

SAMPLES = 200
"""The default number of null networks, and of draws of reviews."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Score:
    """A score of a node, compared with chance, and its rank with an interval; a count is an int.

    *expected* is the mean of the null model. *z* is how many standard deviations *value* is away from it, or None if the
    null model never varies and *value* differs. *rank* is among the nodes of the same kind, 1 the highest; ties share a
    rank. 95 % of the ranks in the draws of reviews are from *rank_low* to *rank_high*. A review that is a node is ranked
    among the reviews drawn, and its rank scaled up to all reviews.
    """

    value: float
    expected: float
    z: float | None
    rank: int
    rank_low: int
    rank_high: int


_NO_SCORE = Score(nan, nan, None, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class NodeScores:
    """A node with its scores, by measure, the number of its community, and how often it is counted.

    What is never ranked, such as a partnership, has no scores.
    """

    node: Node
    scores: dict[str, Score]
    community: int
    tally: Tally

    def differs(self, measure: str) -> bool:
        """Return whether a measure says something else than counting does: the rank by counting is outside its interval.

        >>> one = Node("t", "T", "theme")
        >>> score, tally = Score(0.1, 0.2, -1.5, 9, 6, 12), Tally(30, 2, 1, 3)
        >>> NodeScores(one, {"betweenness": score}, 1, tally).differs("betweenness")
        True
        """
        score = self.scores.get(measure)
        return score is not None and not score.rank_low <= self.tally.rank <= score.rank_high


@dataclass(frozen=True, slots=True)
class Centrality:
    """All scores of a projection, by node; its communities; and figures of the whole network, by name.

    *left_out* counts the recommendations with no named agency, if they are left out.
    """

    projection: Projection
    nodes: tuple[NodeScores, ...]
    communities: tuple[Community, ...]
    whole: dict[str, float | None]
    left_out: int

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the nodes that have scores."""
        return next((tuple(each.scores) for each in self.nodes if each.scores), ())


def centrality(
    projection: Projection,
    *,
    measures: Sequence[str] | None = None,
    samples: int = SAMPLES,
    seed: int = 1,
    progress: Progress = lambda doing, done, of: None,
) -> Centrality:
    """Measure a projection's nodes, with *samples* null networks and as many draws of reviews, from *seed*.

    Raises CasegraphError for a measure that does not exist, and for fewer than two samples.
    """
    names = tuple(measures or MEASURES)
    if unknown := [name for name in names if name not in MEASURES]:
        raise CasegraphError(f"There is no measure “{unknown[0]}”; choose from: {', '.join(MEASURES)}.")
    if samples < 2:
        raise CasegraphError(
            f"{samples} sample{'s' * (samples != 1)} cannot show what chance would give: use 2 or more."
        )
    graph = adjacency(projection)
    values = {name: measure(graph, name) for name in names}
    shuffled = ((network, None) for network in null_networks(graph, samples, seed))
    chance = _sampled(shuffled, names, samples, "Null networks", progress)
    redrawn = resampled_networks(projection, graph, samples, seed)
    drawn = _sampled(redrawn, names, samples, "Draws of reviews", progress)
    scores = {name: _scores(name, values[name], chance[name], drawn[name], graph.kinds) for name in names}
    parts = communities(projection, graph, seed=seed)
    number = {iri: part.number for part in parts for iri in part.nodes}
    counted = tallies(projection, samples, seed)
    nodes = tuple(
        NodeScores(
            node,
            {name: scores[name][index] for name in names} if is_ranked(node.kind) else {},
            number[node.iri],
            counted[index],
        )
        for index, node in enumerate(projection.nodes)
    )
    left_out = 0 if projection.has_inherited else projection.inherited
    return Centrality(projection, nodes, parts, _whole(graph, projection, parts), left_out)


def with_scores(measured: Centrality) -> Projection:
    """Return the projection with its nodes' scores as attributes, under the names in `casegraph metrics`.

    A z-score that is not defined is NaN, and so is every score of a node that is never ranked.
    """
    attributes = dict(measured.projection.attributes)
    for name in measured.measures:
        scores = [each.scores.get(name, _NO_SCORE) for each in measured.nodes]
        attributes[name] = tuple(score.value for score in scores)
        attributes[f"{name}_expected"] = tuple(score.expected for score in scores)
        attributes[f"{name}_z"] = tuple(nan if score.z is None else score.z for score in scores)
        for end in ("rank", "rank_low", "rank_high"):
            attributes[f"{name}_{end}"] = tuple(getattr(score, end) or nan for score in scores)
    attributes["community"] = tuple(each.community for each in measured.nodes)
    return replace(measured.projection, attributes=attributes)


def _sampled(
    networks: "Iterable[tuple[Adjacency, Flags | None]]",
    names: Sequence[str],
    samples: int,
    doing: str,
    progress: Progress,
) -> "dict[str, Floats]":
    """Return each measure of every network as a table of samples by nodes, NaN if a node is not in a sample."""
    import numpy as np

    samples_of: dict[str, list[Floats]] = {name: [] for name in names}
    for done, (network, present) in enumerate(networks):
        progress(doing, done, samples)
        for name in names:
            values = measure(network, name, engine="compiled")
            samples_of[name].append(values if present is None else np.where(present, values, np.nan))
    return {name: np.array(rows) for name, rows in samples_of.items()}


def _scores(name: str, values: "Floats", chance: "Floats", drawn: "Floats", kinds: "Integers") -> list[Score]:
    import numpy as np

    if not len(values):
        return []
    is_count = MEASURES[name].counts and bool((values == values.round()).all())

    expected, spread = chance.mean(0), chance.std(0)
    is_constant = spread <= TIE * np.maximum(np.abs(expected), 1e-12)
    difference = values - expected
    rank = ranks(values, kinds)
    low, high = interval([ranks(row, kinds) for row in drawn], rank)
    return [
        Score(
            int(values[node]) if is_count else float(values[node]),
            float(expected[node]),
            _z(float(difference[node]), float(expected[node]), float(spread[node]), bool(is_constant[node])),
            int(rank[node]),
            int(low[node]),
            int(high[node]),
        )
        for node in range(len(values))
    ]


def _z(difference: float, expected: float, spread: float, is_constant: bool) -> float | None:
    if not is_constant:
        return difference / spread
    return 0.0 if abs(difference) <= 1e-6 * max(abs(expected), 1e-6) else None


def _whole(graph: Adjacency, projection: Projection, parts: Sequence[Community]) -> dict[str, float | None]:
    """Return figures of the whole network, by name; None if one is not defined."""
    from scipy.sparse import csgraph

    number = {node.iri: index for index, node in enumerate(projection.nodes)}
    possible = graph.order * (graph.order - 1) / 2
    if graph.side is not None:  # only links between the two kinds are possible
        possible = float((graph.side == 0).sum() * (graph.side == 1).sum())
    has_links = len(graph.weights) > 0
    return {
        "nodes": graph.order,
        "edges": len(graph.weights),
        "components": int(csgraph.connected_components(graph.matrix(), directed=False)[0]) if graph.order else 0,
        "density": len(graph.weights) / possible if possible else None,
        "degree_assortativity": _assortativity(graph),
        "communities": len(parts),
        "modularity": modularity(graph, [frozenset(number[iri] for iri in part.nodes) for part in parts])
        if has_links
        else None,
    }


def _assortativity(graph: Adjacency) -> float | None:
    """Return the correlation of the degrees at the two ends of links, None if all degrees are the same."""
    import numpy as np

    degree = measure(graph, "degree")
    one = np.concatenate([degree[graph.sources], degree[graph.targets]])
    other = np.concatenate([degree[graph.targets], degree[graph.sources]])
    return float(np.corrcoef(one, other)[0, 1]) if len(one) and one.std() > 0 else None
