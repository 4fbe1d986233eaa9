"""The measures of a network's nodes, each under NetworkX's name for it, with its meaning and an example.

NetworkX measures small networks, compiled code (scipy, NetworKit) measures large ones; the numbers are the same. The
larger a weight, the nearer two nodes are: measures along paths use 1/weight as the distance (see ``Adjacency.distances``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casegraph.network.adjacency import Adjacency
from casegraph.network.iterated_measures import authorities, eigenvector, hubs, pagerank
from casegraph.network.link_measures import core_number, core_number_by_networkx, degree, strength
from casegraph.network.path_measures import betweenness, betweenness_by_networkx, closeness, closeness_by_networkx

if TYPE_CHECKING:
    from casegraph.network.adjacency import Floats

__all__ = ["MEASURES", "Engine", "Measure", "measure"]

Engine = Literal["auto", "networkx", "compiled"]

_SMALL = 20_000
"""NetworkX measures networks with up to this many nodes times edges: loading NetworKit takes a tenth of a second or more."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, what it means, an example, how compiled code computes it, and how NetworkX does.

    *counts* says whether its values are whole numbers if all weights are.
    """

    name: str
    meaning: str
    example: str
    compute: "Callable[[Adjacency], Floats]"
    by_networkx: "Callable[[Adjacency], Floats] | None" = None
    counts: bool = False


def measure(graph: Adjacency, name: str, *, engine: Engine = "auto") -> "Floats":
    """Return a measure of every node, in the order of the nodes.

    Degree, strength, core number, betweenness and closeness are exact. Eigenvector, PageRank and HITS iterate until the
    values change by less than 1e-12 of the whole. Betweenness of a network with more than 400 million nodes times edges is
    an estimate from 512 pivots, always the same ones. *engine* only decides how long it takes.

    >>> import numpy as np
    >>> path = Adjacency(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 2.0]), np.zeros(3))
    >>> measure(path, "strength").tolist(), measure(path, "betweenness").tolist()
    ([1.0, 3.0, 2.0], [0.0, 1.0, 0.0])
    """
    if not len(graph.weights):
        import numpy as np

        return np.zeros(graph.order)
    chosen = MEASURES[name]
    small = engine == "networkx" or (engine == "auto" and graph.order * len(graph.weights) <= _SMALL)
    compute = chosen.by_networkx if small and chosen.by_networkx else chosen.compute
    return compute(graph)


_ALL = (
    Measure(
        "degree",
        "How many others it is linked to.",
        "The number of themes in the recommendations to an agency.",
        degree,
        counts=True,
    ),
    Measure(
        "strength",
        "The weights of its links added up.",
        "An agency's recommendations, each counted once for each of its themes.",
        strength,
        counts=True,
    ),
    Measure(
        "betweenness",
        "The share of the shortest paths between others that pass through it.",
        "A theme scores high if it connects agencies that have little else in common.",
        betweenness,
        betweenness_by_networkx,
    ),
    Measure(
        "closeness",
        "How short the paths from it to all others are; a strong link is a short step.",
        "An agency scores high if it shares strong themes with most other agencies.",
        closeness,
        closeness_by_networkx,
    ),
    Measure(
        "eigenvector",
        "How well connected it is, counting links to well-connected neighbours more.",
        "An agency scores high if its recommendations are on the most common themes.",
        eigenvector,
    ),
    Measure(
        "pagerank",
        "How well connected it is, counting links to well-connected neighbours more, and less from a neighbour with many links.",
        "An agency scores high if it has a large share of the recommendations on many themes.",
        pagerank,
    ),
    Measure(
        "hubs",
        "How strongly it is linked to the best-linked nodes of the other kind.",
        "An agency scores high if its recommendations are on the themes that most agencies share.",
        hubs,
    ),
    Measure(
        "authorities",
        "How strongly the best-linked nodes of the other kind are linked to it.",
        "A theme scores high if the agencies with the most recommendations are asked to act on it.",
        authorities,
    ),
    Measure(
        "core_number",
        "The largest k for which it is in a group where everyone has at least k links inside the group.",
        "Agencies and themes with a core number of 5 each have at least 5 links among themselves.",
        core_number,
        core_number_by_networkx,
        counts=True,
    ),
)
MEASURES: Mapping[str, Measure] = {each.name: each for each in _ALL}
"""All measures, by name."""
