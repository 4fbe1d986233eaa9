"""Scores of the nodes of a network: those that the build has, or else measured as far as a page can wait for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from casegraph.network.model import Projection
from casegraph.network.projection import project
from casegraph.store.build_tables import BuildTables
from casegraph.store.protocol import Store
from casegraph.unranked import is_ranked

if TYPE_CHECKING:
    import pyoxigraph

    from casegraph.network.adjacency import Floats
    from casegraph.network.centrality import NodeScores, Score

__all__ = ["DRAWS", "Scored", "ScoredCommunity", "counts", "scores"]

DRAWS = 20
"""How many random networks a score is compared with; the command line takes ten times as many."""
_MEASURES = ("pagerank", "betweenness", "degree", "strength")
_PLAIN = ("pagerank", "degree", "strength")
_LARGEST = 1_000_000  # nodes times links; more would keep others waiting for longer than some seconds
_MOST = 5_000  # occurrences, which are counted anew for each draw

_STORED = """SELECT ?node ?measure ?value ?expected ?z ?rank ?low ?high {{ GRAPH <{base}graph/metrics> {{
  ?score cg:inProjection <{base}projection/{name}> ; cg:ofNode ?node ; cg:ofMeasure/skos:prefLabel ?measure ;
    cg:value ?value ; cg:expectedValue ?expected ; cg:rank ?rank ; cg:rankLow ?low ; cg:rankHigh ?high .
  OPTIONAL {{ ?score cg:zScore ?z }} }} }}"""
_MEMBERS = """SELECT ?node ?part {{ GRAPH <{base}graph/metrics> {{
  ?node cg:inCommunity ?part . ?part cg:inProjection <{base}projection/{name}> }} }}"""
_PARTS = """SELECT ?part ?label {{ GRAPH <{base}graph/metrics> {{
  ?part a cg:Community ; cg:inProjection <{base}projection/{name}> ; rdfs:label ?label }} }}"""


class ScoredCommunity(NamedTuple):
    """A community of nodes: its number, how many nodes it has, and what is typical of it."""

    number: int
    size: int
    typical: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A network and the scores of its nodes by measure.

    *draws* is the number of random networks that they are compared with: 0 if with none, None if the build has the scores.
    """

    projection: Projection
    measures: tuple[str, ...]
    nodes: "tuple[NodeScores, ...]"
    communities: tuple[ScoredCommunity, ...]
    draws: int | None


def scores(store: Store, name: str, tables: BuildTables | None = None) -> Scored:
    """Return the scores of a network, without a comparison with chance if it is too large for that.

    The projection has no occurrences any more: those of thousands of reviews take hundreds of megabytes. *tables* are those
    of the build of the store (see ``project``).
    """
    projection = project(store, name, inherited=False, tables=tables)
    if not projection.nodes:
        return Scored(projection, (), (), (), 0)
    return _without_sources(_stored(store, projection) or _measured(projection))


def counts(store: Store, name: str) -> Scored:
    """Return a network with what is counted quickly, which no chance is compared with."""
    projection = project(store, name, inherited=False)
    return _without_sources(_counted(projection) if projection.nodes else Scored(projection, (), (), (), 0))


def _without_sources(scored: Scored) -> Scored:
    projection = scored.projection
    edges = tuple(edge._replace(behind=()) for edge in projection.edges)
    return replace(scored, projection=replace(projection, edges=edges, occurrences=()))


def _stored(store: Store, projection: Projection) -> Scored | None:
    """Return the scores that ``casegraph build --metrics`` put into the store, if it did."""
    from casegraph.network.centrality import NodeScores, Score
    from casegraph.network.tallies import tallies

    scores: dict[str, dict[str, Score]] = {}
    part: dict[str, int] = {}
    for row in store.select(_STORED.format(base=store.base, name=projection.name)):
        node, z = row["node"].value, row["z"]
        value, expected = (float(row[each].value) for each in ("value", "expected"))
        rank, low, high = (int(row[each].value) for each in ("rank", "low", "high"))
        z_score = None if z is None else float(z.value)
        scores.setdefault(node, {})[row["measure"].value] = Score(value, expected, z_score, rank, low, high)
    if scores.keys() != {node.iri for node in projection.nodes if is_ranked(node.kind)}:
        return None
    for row in store.select(_MEMBERS.format(base=store.base, name=projection.name)):  # those without scores too
        part[row["node"].value] = _number(row["part"])
    typical = {
        _number(row["part"]): row["label"].value.removeprefix(f"{projection.title}: ")
        for row in store.select(_PARTS.format(base=store.base, name=projection.name))
    }
    communities = [
        ScoredCommunity(number, sum(each == number for each in part.values()), typical[number])
        for number in sorted(typical)
    ]
    measures = set.intersection(*(set(each) for each in scores.values()))
    return Scored(
        projection,
        (*(each for each in _MEASURES if each in measures), *sorted(measures.difference(_MEASURES))),
        tuple(
            NodeScores(node, scores.get(node.iri, {}), part.get(node.iri, 0), tally)
            for node, tally in zip(projection.nodes, tallies(projection), strict=True)
        ),
        tuple(communities),
        None,
    )


def _number(part: "pyoxigraph.NamedNode | None") -> int:
    return int(part.value.rpartition("/")[2]) if part is not None else 0


def _measured(projection: Projection) -> Scored:
    from casegraph.network.centrality import centrality
    from casegraph.network.tallies import tallies

    is_small = len(projection.nodes) * len(projection.edges) <= _LARGEST and len(projection.occurrences) <= _MOST
    if is_small:
        measured = centrality(projection, measures=_MEASURES, samples=DRAWS)
        communities = [
            ScoredCommunity(each.number, len(each.nodes), ", ".join(each.typical)) for each in measured.communities
        ]
        counted = zip(measured.nodes, tallies(projection), strict=True)  # counting is quick, so with more draws
        nodes = tuple(replace(node, tally=tally) for node, tally in counted)
        return Scored(projection, _MEASURES, nodes, tuple(communities), DRAWS)
    return _counted(projection, DRAWS)


def _counted(projection: Projection, draws: int = 200) -> Scored:
    from casegraph.network.adjacency import adjacency
    from casegraph.network.centrality import NodeScores
    from casegraph.network.measures import measure
    from casegraph.network.tallies import tallies

    table = adjacency(projection)
    values = {name: measure(table, name, engine="compiled") for name in _PLAIN}
    nodes = tuple(
        NodeScores(node, _plain(values, at) if is_ranked(node.kind) else {}, 0, tally)
        for at, (node, tally) in enumerate(zip(projection.nodes, tallies(projection, draws), strict=True))
    )
    return Scored(projection, _PLAIN, nodes, (), 0)


def _plain(values: "Mapping[str, Floats]", at: int) -> "dict[str, Score]":
    """Return the scores of a node that are held against no other network, and so have no rank of which one can be sure."""
    from casegraph.network.centrality import Score

    return {name: Score(float(values[name][at]), nan, None, 0, 0, 0) for name in _PLAIN}
