"""The bootstrap: how a network might have looked if other reviews had been published.

Each sample draws reviews with replacement, as many as there are, and counts everything again. A review that is drawn
twice counts twice.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from casegraph.network.adjacency import Adjacency
from casegraph.network.model import Occurrence, Projection
from casegraph.network.one_mode import project_one_mode

if TYPE_CHECKING:
    from casegraph.network.adjacency import Flags, Integers

__all__ = ["draws", "resampled_networks"]


def draws(reviews: int, samples: int, seed: int) -> "Iterator[Integers]":
    """Yield *samples* draws of as many *reviews* as there are: how often each of them is drawn.

    >>> [int(times.sum()) for times in draws(5, 2, seed=1)]
    [5, 5]
    """
    import numpy as np

    for child in np.random.SeedSequence(seed).spawn(samples):
        drawn = np.random.default_rng(child).integers(0, max(reviews, 1), reviews)
        yield np.bincount(drawn, minlength=max(reviews, 1))


def resampled_networks(
    projection: Projection, graph: Adjacency, samples: int, seed: int
) -> "Iterator[tuple[Adjacency, Flags]]":
    """Yield *samples* networks of the nodes of *graph*, each counted from a new draw of the reviews of its *projection*.

    Each comes with flags for the nodes that are in it: all but reviews that were not drawn. Other nodes stay, even without
    links. The same *seed* gives the same networks.
    """
    import numpy as np

    reviews = sorted({each.review for each in projection.occurrences})
    count = (_one_mode if projection.one_mode else _counted)(projection, graph, reviews)
    index_of = {review: index for index, review in enumerate(reviews)}
    review_of = np.array([index_of.get(node.iri, -1) for node in projection.nodes], np.int64)
    for times in draws(len(reviews), samples, seed):
        yield count(times), (review_of < 0) | (times[review_of] > 0)


def _counted(projection: Projection, graph: Adjacency, reviews: list[str]) -> "Callable[[Integers], Adjacency]":
    """Return a function from the number of draws of each review to a network: a matrix of edges by reviews, times the draws."""
    import numpy as np
    from scipy import sparse

    number = {node.iri: index for index, node in enumerate(projection.nodes)}
    column = {review: index for index, review in enumerate(reviews)}
    row = {ends: index for index, ends in enumerate(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))}
    cells: Counter[tuple[int, int]] = Counter()
    for each in projection.occurrences:
        one, other = number[each.source], number[each.target]
        edge = row.get((one, other), row.get((other, one), -1))
        if edge >= 0:
            cells[edge, column[each.review]] += 1
    ends = np.array(list(cells), np.int64).reshape(-1, 2)
    values = np.array(list(cells.values()), np.float64)
    table = sparse.csr_array((values, (ends[:, 0], ends[:, 1])), shape=(len(row), len(reviews)))

    def count(times: "Integers") -> Adjacency:
        weights = table @ times[: len(reviews)].astype(np.float64)
        kept = weights > 0
        return graph.with_edges(graph.sources[kept], graph.targets[kept], weights[kept])

    return count


def _one_mode(projection: Projection, graph: Adjacency, reviews: list[str]) -> "Callable[[Integers], Adjacency]":
    """Return a function from the number of draws of each review to a network, by projecting its occurrences again.

    A copy of a review has copies of everything that only this review has, such as its recommendations. If reviews are the
    nodes, a review is either there or not.
    """
    import numpy as np

    number = {node.iri: index for index, node in enumerate(projection.nodes)}
    having: defaultdict[str, set[str]] = defaultdict(set)
    of_review: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for each in projection.occurrences:
        having[each.target].add(each.review)
        of_review[each.review].append(each)

    def copies(each: Occurrence, times: int) -> Iterator[Occurrence]:
        if each.source == each.review:
            yield each
            return
        for copy in range(times):
            own = f"{each.target}#{copy}" if len(having[each.target]) == 1 else each.target
            yield each._replace(target=own, review=f"{each.review}#{copy}")

    def count(times: "Integers") -> Adjacency:
        drawn = zip(reviews, times.tolist(), strict=False)
        occurrences = [copy for review, n in drawn if n for each in of_review[review] for copy in copies(each, n)]
        weights: defaultdict[tuple[int, int], float] = defaultdict(float)
        for edge in project_one_mode(occurrences, projection.one_mode):
            one, other = number[edge.source], number[edge.target]
            weights[min(one, other), max(one, other)] += edge.weight
        ends = np.array(sorted(weights), np.int64).reshape(-1, 2)
        summed = np.array([weights[pair] for pair in sorted(weights)], np.float64)
        return graph.with_edges(ends[:, 0], ends[:, 1], summed)

    return count
