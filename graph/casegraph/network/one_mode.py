"""Folding: things that share something become neighbours, by how much they share.

Each fold takes occurrences in which ``source`` is a thing and ``target`` something it has, and gives edges between
things. Which one a projection asks for stands in the header of its query.
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
"""Two things, the one with the smaller IRI first, and the link between them."""

_AT_ONCE = 256  # rows of the table of similarities that are in memory at a time


def project_one_mode(occurrences: Sequence[Occurrence], directive: str) -> list[Edge]:
    """Return the edges between things, as the header's *directive* says.

    "together": the weight counts what two things share. "lift, N reviews": of things that reviews list, how many times
    as many reviews list both as would by chance, where at least N do and more than by chance. "Jaccard, N nearest": of
    all that either has, the share that both have, for the N most alike of each thing. Raises CasegraphError for another
    directive.

    >>> seen = [Occurrence("a", "together", "r1", "", "r1"), Occurrence("b", "together", "r1", "", "r1")]
    >>> project_one_mode(seen, "together")
    [Edge(source='a', target='b', link='together', weight=1, reviews=1, behind=('r1',))]
    """
    found = re.fullmatch(r"(together|lift|Jaccard)(?:, (\d+) (?:reviews|nearest))?", directive)
    if not found:
        raise CasegraphError(f"A projection cannot be folded by “{directive}”; mend the header of its query.")
    folds: Mapping[str, Callable[[Sequence[Occurrence], int], list[Edge]]] = {
        "together": _together,
        "lift": _lift,
        "Jaccard": _jaccard,
    }
    return folds[found[1]](occurrences, int(found[2] or 1))


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
    """Return the most alike; of equally alike ones, those whose IRI comes first."""
    import numpy as np
    from scipy import sparse

    things = sorted({each.source for each in occurrences})
    features = sorted({each.target for each in occurrences})
    row, column = {thing: n for n, thing in enumerate(things)}, {name: n for n, name in enumerate(features)}
    cells = {(row[each.source], column[each.target]) for each in occurrences}
    rows, columns = (np.fromiter((cell[end] for cell in cells), np.int32, len(cells)) for end in (0, 1))
    has = sparse.csr_array((np.ones(len(cells), np.float32), (rows, columns)), shape=(len(things), len(features)))
    has.sort_indices()
    sizes = np.diff(has.indptr)
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(things), _AT_ONCE):
        shared = (has[start : start + _AT_ONCE] @ has.T).toarray()
        of = np.arange(start, start + len(shared))
        alike = shared / (sizes[of][:, None] + sizes[None, :] - shared)
        alike[np.arange(len(shared)), of] = 0
        for one, values in zip(of.tolist(), alike, strict=True):
            best = np.flatnonzero(values >= _kth_largest(values, nearest))
            best = best[np.argsort(-values[best], kind="stable")][:nearest]
            for other in best[values[best] > 0].tolist():
                pairs[min(one, other), max(one, other)] = float(values[other])
    indices, starts = has.indices, has.indptr
    return [
        Edge(
            things[one],
            things[other],
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
    """Yield each two things with the same link and the same thing shared, from rows of link, what is shared, thing."""
    having: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link, what, thing in rows:
        having[link, what].add(thing)
    for (link, what), things in having.items():
        for one, other in combinations(sorted(things), 2):
            yield (one, other, link), what
