"""Clusters: recommendations that ask the same, joined where they ask the same on average.

Only pairs that can score high enough are compared: they share words, and how many is known beforehand. Each chain of such pairs is cut by average link, so
that what two others have in common with a third joins them only if they come near each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from typing import TYPE_CHECKING, Any

from casegraph.similar.asks import Asks
from casegraph.similar.numbers import Numbers, shipped_numbers
from casegraph.similar.scoring import likeness_of_pairs, score

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Places = npt.NDArray[np.intp]
    Doubles = npt.NDArray[np.float64]

__all__ = ["JOINED", "PAIRED", "Cluster", "clusters_of"]

PAIRED = 0.7
"""The score from which on a pair can join clusters."""

JOINED = 0.3
"""The score that the pairs between two clusters must have on average for them to be one."""

_COMMON = 50  # a word says whom to compare with if it is in a fiftieth of all or fewer …
_WORK = 60_000_000  # … and in so few that no more pairs than this come of all words: ten seconds of CPU
_NEAREST = 30  # recommendations that one is compared with: those with most words in common
_BLOCK = 500
_MOST = 1_500  # recommendations of a chain that are held side by side; of a longer one, only the nearest pairs join


@dataclass(frozen=True, slots=True)
class Cluster:
    """Recommendations that ask the same, by their numbers, and how near each is to the others on average."""

    members: tuple[int, ...]
    likeness: tuple[float, ...]


def clusters_of(
    asks: Asks, numbers: Numbers | None = None, paired: float = PAIRED, joined: float = JOINED
) -> list[Cluster]:
    """Return the clusters of what is asked, in the order of their first members.

    >>> from casegraph.similar.asks import asks_of
    >>> texts = ["promote the use of chronologies", "audit foster placements", "embed the use of chronologies"]
    >>> [cluster.members for cluster in clusters_of(asks_of(texts))]
    [(0, 2)]
    """
    numbers = numbers or shipped_numbers()
    scores = _pairs(asks, numbers, paired)
    clusters = []
    for chain in _chains(scores, paired):
        clusters += [_cluster(each, scores) for each in _cut(chain, scores, joined)]
    return sorted(clusters, key=lambda cluster: cluster.members)


Scores = dict[tuple[int, int], float]


def _pairs(asks: Asks, numbers: Numbers, least: float) -> Scores:
    """Return the scores of all pairs that are at least so near, and of those near to it that chains need."""
    import numpy as np
    from scipy.sparse import csr_array

    size, words = len(asks), len(asks.vocabulary)
    often = np.bincount(asks.stems, minlength=words)
    telling = np.where(often[asks.stems] <= _most_often(often, size), asks.weights, 0).astype(np.float64)
    rows = csr_array((telling, asks.stems, asks.starts), shape=(size, words))
    rows.eliminate_zeros()
    columns = rows.T.tocsr()
    enough = _least_shared(numbers, least / 2)
    scores: Scores = {}
    for begin in range(0, size, _BLOCK):
        shared = (rows[begin : begin + _BLOCK] @ columns).tocsr()
        ones, others = _candidates(shared, begin, enough)
        near = score(likeness_of_pairs(asks, ones, others), numbers)
        kept = near >= least / 2
        scores.update(
            zip(zip(ones[kept].tolist(), others[kept].tolist(), strict=True), near[kept].tolist(), strict=True)
        )
    return scores


def _most_often(often: "npt.NDArray[np.intp]", size: int) -> int:
    """Return in how many recommendations a word may be, so that not too many pairs come of all words."""
    import numpy as np

    ordered = np.sort(often)
    work = np.cumsum(ordered.astype(np.float64) ** 2)
    affordable = int(ordered[max(int(np.searchsorted(work, _WORK)) - 1, 0)]) if len(ordered) else 0
    return min(affordable, max(4 * _COMMON, size // _COMMON))


def _candidates(shared: "Any", begin: int, enough: float) -> "tuple[Places, Places]":
    """Return pairs of a block of rows with those that share most words; each pair is once, the lower number first."""
    import numpy as np

    pairs = set[tuple[int, int]]()
    for at in range(shared.shape[0]):
        own = slice(shared.indptr[at], shared.indptr[at + 1])
        others, values = shared.indices[own], shared.data[own]
        others, values = others[values >= enough], values[values >= enough]
        if len(others) > _NEAREST + 1:
            # of those that share as much, the first: the same on any computer
            order = np.lexsort((others, -np.round(values, 6)))[: _NEAREST + 1]
            others = others[order]
        one = begin + at
        pairs.update((min(one, other), max(one, other)) for other in others.tolist() if other != one)
    ordered = np.array(sorted(pairs), np.intp).reshape(-1, 2)
    return ordered[:, 0], ordered[:, 1]


def _least_shared(numbers: Numbers, least: float) -> float:
    """Return how many words a pair must share, with everything else alike, to score so high."""
    from math import log

    rest = numbers.start + numbers.worth["action"] + numbers.worth["verb"] + 3 * max(numbers.worth["length"], 0)
    return max(exp((log(least / (1 - least)) - rest) / numbers.worth["words"]) - 0.05, 0.02)


def _chains(scores: Scores, least: float) -> Iterator[list[int]]:
    """Yield recommendations that pairs join in a chain."""
    first: dict[int, int] = {}

    def root(each: int) -> int:
        while first.setdefault(each, each) != each:
            first[each] = first[first[each]]
            each = first[each]
        return each

    for (one, other), near in scores.items():
        if near >= least:
            here, there = sorted((root(one), root(other)))
            first[there] = here
    chains: defaultdict[int, list[int]] = defaultdict(list)
    for each in sorted(first):
        chains[root(each)].append(each)
    yield from (chain for _, chain in sorted(chains.items()) if len(chain) > 1)


def _cut(chain: Sequence[int], scores: Scores, joined: float) -> Iterator[list[int]]:
    """Yield the clusters of a chain by average link; pairs that are not known are not alike at all."""
    import numpy as np

    if len(chain) > _MOST:
        yield from _nearest_cut(chain, scores, joined)
        return
    place = {each: at for at, each in enumerate(chain)}
    near = np.zeros((len(chain), len(chain)))
    for one, other in combinations(chain, 2):
        near[place[one], place[other]] = near[place[other], place[one]] = scores.get((one, other), 0.0)
    groups = {at: [each] for at, each in enumerate(chain)}
    while len(groups) > 1:
        first, second = divmod(int(near.argmax()), len(chain))  # the first of the nearest: first < second
        if near[first, second] < joined:
            break
        ours, theirs = groups[first], groups.pop(second)
        near[first] = (len(ours) * near[first] + len(theirs) * near[second]) / (len(ours) + len(theirs))
        near[:, first] = near[first]
        near[first, first] = near[second] = near[:, second] = 0
        groups[first] = sorted(ours + theirs)
    yield from (group for _, group in sorted(groups.items()) if len(group) > 1)


def _nearest_cut(chain: Sequence[int], scores: Scores, joined: float) -> Iterator[list[int]]:
    """Yield the clusters of a very long chain: it is taken apart at its weakest pairs first."""
    least = PAIRED
    parts: list[list[int]] = [list(chain)]
    inside = {*chain}
    own = {pair: near for pair, near in scores.items() if pair[0] in inside}
    while least < 1 and any(len(part) > _MOST for part in parts):
        least = least + (1 - least) / 4 if least < 0.99 else 1.0
        kept = {pair: near for pair, near in own.items() if near >= least}
        parts = [*_chains(kept, least)]
    for part in parts:
        if len(part) <= _MOST:
            yield from _cut(part, scores, joined)
        else:  # as good as the same words
            yield part


def _cluster(members: Sequence[int], scores: Scores) -> Cluster:
    """Return a cluster with how near each member is to the others."""
    likeness = [
        sum(scores.get((min(one, other), max(one, other)), 0.0) for other in members if other != one)
        / (len(members) - 1)
        for one in members
    ]
    return Cluster(tuple(members), tuple(round(each, 2) for each in likeness))
