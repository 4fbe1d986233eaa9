"""What measuring networks costs, against plain NetworkX, and what fits into memory."""

import subprocess
import sys
from pathlib import Path

import networkx
import numpy as np

from benchmarks.collections_of_reviews import agency_theme, review_keyword
from benchmarks.measuring import call, compare
from casegraph.network import measures
from casegraph.network.adjacency import Adjacency, adjacency
from casegraph.network.communities import leiden
from casegraph.network.null_model import null_networks
from casegraph.network.path_measures import PIVOTS, betweenness_from_pivots

__all__ = ["measure"]


def measure(_folder: Path) -> None:
    """Time betweenness, PageRank, communities, the null model and likeness on made-up collections."""
    measures.measure(adjacency(review_keyword(50)), "betweenness", engine="compiled")  # loads the libraries
    small = adjacency(review_keyword(2_000))
    plain = small.networkx()
    _against(
        f"Exact weighted betweenness, {_size(small)}",
        call(lambda: networkx.betweenness_centrality(plain, weight="distance")),
        call(lambda: measures.measure(small, "betweenness", engine="compiled")),
        20,
    )
    large = adjacency(review_keyword(10_000))
    plain_large = large.networkx()
    _against(
        f"Weighted betweenness from {PIVOTS} pivots, {_size(large)}",
        call(lambda: networkx.betweenness_centrality(plain_large, k=PIVOTS, weight="distance", seed=1)),
        call(lambda: betweenness_from_pivots(large, PIVOTS, seed=1)),
        20,
    )
    million = _random(100_000, 1_000_000)
    plain_million = million.networkx()
    _against(
        f"PageRank, {_size(million)}",
        call(lambda: networkx.pagerank(plain_million, weight="weight", tol=1e-12 / million.order, max_iter=1_000)),
        call(lambda: measures.measure(million, "pagerank")),
        10,
    )
    _against(
        f"Communities (NetworkX: Louvain, casegraph: the best of five by Leiden), {_size(large)}",
        call(lambda: networkx.community.louvain_communities(plain_large, seed=1)),
        call(lambda: leiden(large)),
        1,
    )
    asked = adjacency(agency_theme(10_000))
    names = ("degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank")
    compare(
        f"200 null networks of agencies and themes in 10,000 reviews, {_size(asked)}",
        {
            "drawing them": call(lambda: sum(1 for _ in null_networks(asked, 200, seed=1))),
            f"and {len(names)} measures of each": call(
                lambda: [
                    measures.measure(null, name, engine="compiled")
                    for null in null_networks(asked, 200, seed=1)
                    for name in names
                ]
            ),
        },
        runs=1,
        bounds={f"and {len(names)} measures of each": 30},
    )
    _memory(100_000)


def _against(title: str, plain: object, ours: object, times: int) -> None:
    found = compare(title, {"NetworkX": plain, "casegraph": ours}, runs=1)  # type: ignore[dict-item]
    ratio = found["NetworkX"] / found["casegraph"]
    print(f"  {ratio:,.0f} times as fast   at least {times}: {'yes' if ratio >= times else 'NO'}")


def _size(graph: Adjacency) -> str:
    return f"{graph.order:,} nodes, {len(graph.weights):,} edges"


def _random(order: int, size: int) -> Adjacency:
    """Return a network with a few nodes that many link to."""
    random = np.random.default_rng(1)
    ends = np.sort((random.random((size * 2, 2)) ** 3 * order).astype(np.int64), axis=1)
    ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)[:size]
    return Adjacency(
        order, ends[:, 0], ends[:, 1], random.integers(1, 9, len(ends)).astype(float), np.zeros(order, np.int64)
    )


def _memory(reviews: int) -> None:
    """Show that linking very many reviews to those most like them stays sparse; in a process of its own."""
    program = (
        "import resource; from benchmarks.collections_of_reviews import alike; "
        f"links = alike({reviews}); used = resource.getrusage(resource.RUSAGE_SELF); "
        "print(links, used.ru_maxrss, used.ru_utime + used.ru_stime)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    links, kilobytes, seconds = done.stdout.split()
    held = "yes" if int(kilobytes) < 4 * 2**20 else "NO"
    print(f"\nThe 20 nearest of {reviews:,} reviews: {int(links):,} links in {float(seconds):.0f} CPU s")
    print(f"  {int(kilobytes) / 2**20:.2f} GiB   below 4 GiB: {held}")
