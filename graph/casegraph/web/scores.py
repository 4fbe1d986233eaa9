"""Scores of networks as pages show them: those that the build has, else measured once a build and kept."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, Generic, TypeVar

from casegraph.network.model import Projection
from casegraph.network.projections import project
from casegraph.store.protocol import Store
from casegraph.web.pool import Busy

if TYPE_CHECKING:
    import pyoxigraph

    from casegraph.network.centrality import NodeScores

__all__ = ["DRAWS", "Once", "Scores", "scores"]

Value = TypeVar("Value")

DRAWS = 20
"""How many draws say what chance would give; `casegraph metrics` takes ten times as many."""

_MEASURES = ("pagerank", "betweenness", "degree", "strength")
_PLAIN = ("pagerank", "degree", "strength")
_LARGEST = 1_000_000  # nodes times links; more would keep others waiting for longer than some seconds
_MOST = 5_000  # occurrences, which are counted anew for each draw

_STORED = """SELECT ?node ?measure ?value ?expected ?z ?rank ?low ?high ?part {{ GRAPH <{base}graph/metrics> {{
  ?score cg:inProjection <{base}projection/{name}> ; cg:ofNode ?node ; cg:ofMeasure/skos:prefLabel ?measure ;
    cg:value ?value ; cg:expectedValue ?expected ; cg:rank ?rank ; cg:rankLow ?low ; cg:rankHigh ?high .
  OPTIONAL {{ ?score cg:zScore ?z }}
  OPTIONAL {{ ?node cg:inCommunity ?part . ?part cg:inProjection <{base}projection/{name}> }} }} }}"""
_PARTS = """SELECT ?part ?label {{ GRAPH <{base}graph/metrics> {{
  ?part a cg:Community ; cg:inProjection <{base}projection/{name}> ; rdfs:label ?label }} }}"""


@dataclass(frozen=True, slots=True)
class Scores:
    """A network and its nodes' scores by measure; *draws* is 0 where chance was not asked, None where the build has them.

    A community is its number, how many nodes it has, and what is typical of it.
    """

    projection: Projection
    measures: tuple[str, ...]
    nodes: "tuple[NodeScores, ...]"
    communities: tuple[tuple[int, int, str], ...]
    draws: int | None


class Once(Generic[Value]):
    """Makes what is asked for once a build, one at a time, however many ask; few may wait, the others are told to come back.

    >>> once = Once[str]()
    >>> once.get("build 1", "network", lambda: "made"), once.get("build 1", "network", lambda: "made again")
    ('made', 'made')
    >>> once.get("build 2", "network", lambda: "made anew")
    'made anew'
    """

    def __init__(self, waiting: int = 8, keeps: int = 100) -> None:
        """Let so many wait, and keep so many values: what was made last."""
        self._keeps = keeps
        self._kept: dict[tuple[str, str], Value] = {}
        self._making = threading.Lock()
        self._room = threading.BoundedSemaphore(waiting)

    def get(self, build: str, name: str, make: Callable[[], Value]) -> Value:
        """Return what *make* gave for this build and name; raises Busy where too many wait for something to be made."""
        kept = self._kept.get((build, name))
        if kept is not None:
            return kept
        if not self._room.acquire(blocking=False):
            raise Busy("Networks are being measured here; try again in a moment.")
        try:
            with self._making:
                kept = self._kept.get((build, name))
                if kept is None:
                    kept = make()
                    last = [(key, value) for key, value in self._kept.items() if key[0] == build]
                    self._kept = dict([*last, ((build, name), kept)][-self._keeps :])
                return kept
        finally:
            self._room.release()


def scores(store: Store, name: str) -> Scores:
    """Return the scores of a network; without what chance would give if it is too large to be measured for a page.

    What its links count is measured by and then let go: of thousands of reviews it takes hundreds of megabytes.
    """
    projection = project(store, name, inherited=False)
    if not projection.nodes:
        return Scores(projection, (), (), (), 0)
    found = _stored(store, projection) or _measured(projection)
    edges = tuple(edge._replace(behind=()) for edge in projection.edges)
    return replace(found, projection=replace(projection, edges=edges, occurrences=()))


def _stored(store: Store, projection: Projection) -> Scores | None:
    """Return the scores that ``casegraph build --metrics`` put into the store, if it did."""
    from casegraph.network.centrality import NodeScores, Score

    found: dict[str, dict[str, Score]] = {}
    part: dict[str, int] = {}
    for row in store.select(_STORED.format(base=store.base, name=projection.name)):
        node, z = row["node"].value, row["z"]
        value, expected = (float(row[each].value) for each in ("value", "expected"))
        rank, low, high = (int(row[each].value) for each in ("rank", "low", "high"))
        z_score = None if z is None else float(z.value)
        found.setdefault(node, {})[row["measure"].value] = Score(value, expected, z_score, rank, low, high)
        part[node] = _number(row["part"])
    if found.keys() != {node.iri for node in projection.nodes}:
        return None
    typical = {
        _number(row["part"]): row["label"].value.removeprefix(f"{projection.title}: ")
        for row in store.select(_PARTS.format(base=store.base, name=projection.name))
    }
    sizes = [(number, sum(each == number for each in part.values()), typical[number]) for number in sorted(typical)]
    measures = set.intersection(*(set(each) for each in found.values()))
    return Scores(
        projection,
        (*(each for each in _MEASURES if each in measures), *sorted(measures.difference(_MEASURES))),
        tuple(NodeScores(node, found[node.iri], part[node.iri]) for node in projection.nodes),
        tuple(sizes),
        None,
    )


def _number(part: "pyoxigraph.NamedNode | None") -> int:
    return int(part.value.rpartition("/")[2]) if part is not None else 0


def _measured(projection: Projection) -> Scores:
    from casegraph.network.adjacency import adjacency
    from casegraph.network.centrality import NodeScores, Score, centrality
    from casegraph.network.measures import measure

    is_small = len(projection.nodes) * len(projection.edges) <= _LARGEST and len(projection.occurrences) <= _MOST
    if is_small:
        found = centrality(projection, measures=_MEASURES, samples=DRAWS)
        parts = tuple((each.number, len(each.nodes), ", ".join(each.typical)) for each in found.communities)
        return Scores(projection, _MEASURES, found.nodes, parts, DRAWS)
    table = adjacency(projection)
    values = {name: measure(table, name) for name in _PLAIN}
    nodes = tuple(
        NodeScores(node, {name: Score(float(values[name][at]), nan, None, 0, 0, 0) for name in _PLAIN}, 0)
        for at, node in enumerate(projection.nodes)
    )
    return Scores(projection, _PLAIN, nodes, (), 0)
