"""One-mode projections: nodes that share something become neighbours, weighted by how much they share.

Occurrences say that a ``source`` has a ``target``; edges link two sources. The header of a projection's query says which
weight it uses.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from casegraph.errors import CasegraphError
from casegraph.network.model import Edge, Occurrence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["project_one_mode"]

Pair = tuple[str, str, str]
"""Two nodes, the one with the smaller IRI first, and the link between them."""

_AT_ONCE = 256  # rows of the matrix of similarities in memory at a time


def project_one_mode(occurrences: Sequence[Occurrence], directive: str) -> list[Edge]:
    """Return the edges between nodes, weighted as *directive* in the query's header says.

    * "together": the weight counts what two nodes share.
    * "lift, N reviews": how many times more reviews list both than by chance, if at least N reviews do.
    * "Jaccard, N nearest": the share of what either has that both have, for the N most similar nodes of each.

    Raises CasegraphError for another directive.

    >>> seen = [Occurrence("a", "together", "r1", "", "r1"), Occurrence("b", "together", "r1", "", "r1")]
    >>> project_one_mode(seen, "together")
    [Edge(source='a', target='b', link='together', weight=1, reviews=1, behind=('r1',))]
    """
    parsed = re.fullmatch(r"(together|lift|Jaccard)(?:, (\d+) (?:reviews|nearest))?", directive)
    if not parsed:
        raise CasegraphError(f"“{directive}” is no one-mode projection. Correct the header of the query.")
    weightings: Mapping[str, Callable[[Sequence[Occurrence], int], list[Edge]]] = {
        "together": _together,
        "lift": _lift,
        "Jaccard": _jaccard,
    }
    return weightings[parsed[1]](occurrences, int(parsed[2] or 1))


def _together(occurrences: Sequence[Occurrence], least: int) -> list[Edge]:
    shared: defaultdict[Pair, set[str]] = defaultdict(set)
    reviews: defaultdict[Pair, set[str]] = defaultdict(set)
    for pair, what in _pairs((each.link, each.target, each.source) for each in occurrences):
        shared[pair].add(what)
    for pair, what in _pairs((each.link, f"{each.review} {each.target}", each.source) for each in occurrences):
        reviews[pair].add(what.partition(" ")[0])
    return [
        Edge(one, other, link, len(both), len(reviews[one, other, link]), tuple(sorted(both)))
        for (one, other, link), both in shared.items()
        if len(both) >= least
    ]


def _lift(occurrences: Sequence[Occurrence], least: int) -> list[Edge]:
    listing: defaultdict[str, set[str]] = defaultdict(set)
    for each in occurrences:
        listing[each.source].add(each.target)
    number = len({each.target for each in occurrences})
    edges = []
    for edge in _together(occurrences, least):
        by_chance = len(listing[edge.source]) * len(listing[edge.target]) / number
        if edge.reviews > by_chance:
            edges.append(edge._replace(weight=edge.reviews / by_chance))
    return edges


def _jaccard(occurrences: Sequence[Occurrence], nearest: int) -> list[Edge]:
    """Return edges to the most similar nodes; of equally similar ones, those whose IRI comes first."""
    import numpy as np
    from scipy import sparse

    nodes = sorted({each.source for each in occurrences})
    features = sorted({each.target for each in occurrences})
    row, column = {node: n for n, node in enumerate(nodes)}, {name: n for n, name in enumerate(features)}
    cells = {(row[each.source], column[each.target]) for each in occurrences}
    rows, columns = (np.fromiter((cell[end] for cell in cells), np.int32, len(cells)) for end in (0, 1))
    has = sparse.csr_array((np.ones(len(cells), np.float32), (rows, columns)), shape=(len(nodes), len(features)))
    has.sort_indices()
    sizes = np.diff(has.indptr)
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(nodes), _AT_ONCE):
        shared = (has[start : start + _AT_ONCE] @ has.T).toarray()
        of = np.arange(start, start + len(shared))
        similarity = shared / (sizes[of][:, None] + sizes[None, :] - shared)
        similarity[np.arange(len(shared)), of] = 0
        for one, values in zip(of.tolist(), similarity, strict=True):
            best = np.flatnonzero(values >= _kth_largest(values, nearest))
            best = best[np.argsort(-values[best], kind="stable")][:nearest]
            for other in best[values[best] > 0].tolist():
                pairs[min(one, other), max(one, other)] = float(values[other])
    indices, starts = has.indices, has.indptr
    return [
        Edge(
            nodes[one],
            nodes[other],
            "alike",
            weight,
            2,
            tuple(
                features[each]
                for each in np.intersect1d(
                    indices[starts[one] : starts[one + 1]], indices[starts[other] : starts[other + 1]], True
                ).tolist()
            ),
        )
        for (one, other), weight in pairs.items()
    ]


def _kth_largest(values: "npt.NDArray[np.float32]", k: int) -> float:
    import numpy as np

    return float(np.partition(values, -k)[-k]) if k < len(values) else 0.0


def _pairs(rows: Iterable[tuple[str, str, str]]) -> Iterable[tuple[Pair, str]]:
    """Yield each two nodes that share something by the same link, with what they share; rows are (link, shared, node)."""
    having: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link, shared, node in rows:
        having[link, shared].add(node)
    for (link, shared), nodes in having.items():
        for one, other in combinations(sorted(nodes), 2):
            yield (one, other, link), shared
