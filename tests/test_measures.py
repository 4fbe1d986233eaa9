"""Measures are NetworkX's, whatever engine computes them."""

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from casegraph.network import project, projections
from casegraph.network.adjacency import Adjacency, adjacency
from casegraph.network.measures import MEASURES, measure
from casegraph.store.memory import MemoryStore


def one_mode(edges: dict[tuple[int, int], int], order: int) -> Adjacency:
    """A graph of *order* nodes."""
    ends = sorted((min(pair), max(pair)) for pair in edges if pair[0] != pair[1])
    ends = sorted(set(ends))
    weights = [float(edges.get(pair, edges.get(pair[::-1], 1))) for pair in ends]
    return Adjacency(
        order,
        np.array([a for a, _ in ends], np.int64),
        np.array([b for _, b in ends], np.int64),
        np.array(weights),
        np.zeros(order, np.int64),
    )


def two_mode(edges: dict[tuple[int, int], int], left: int, right: int) -> Adjacency:
    """A bipartite graph whose nodes of side 0 come first."""
    ends = sorted(edges)
    return Adjacency(
        left + right,
        np.array([a for a, _ in ends], np.int64),
        np.array([left + b for _, b in ends], np.int64),
        np.array([float(edges[pair]) for pair in ends]),
        np.array([0] * left + [1] * right),
        np.array([0] * left + [1] * right),
    )


WEIGHTS = st.integers(1, 12)
GRAPHS = st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), WEIGHTS, min_size=2).map(
    lambda edges: one_mode(edges, 9)
)
TWO_MODE = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 6)), WEIGHTS, min_size=1).map(
    lambda edges: two_mode(edges, 5, 7)
)


@pytest.mark.parametrize("name", [name for name, each in MEASURES.items() if each.by_networkx])
@given(graph=st.one_of(GRAPHS, TWO_MODE))
def test_compiled_code_gives_what_networkx_gives(name: str, graph: Adjacency) -> None:
    by_networkx, compiled = (measure(graph, name, engine=engine) for engine in ("networkx", "compiled"))
    assert compiled == pytest.approx(by_networkx, rel=1e-9, abs=1e-15)


@given(GRAPHS)
def test_every_measure_of_a_network_is_the_one_of_its_name(graph: Adjacency) -> None:
    if not len(graph.weights):
        return
    network = graph.networkx()
    wanted = {
        "degree": dict(network.degree()),
        "strength": dict(network.degree(weight="weight")),
        "betweenness": networkx.betweenness_centrality(network, weight="distance"),
        "closeness": networkx.closeness_centrality(network, distance="distance"),
        "pagerank": networkx.pagerank(network, weight="weight", tol=1e-13, max_iter=10_000),
        "core_number": networkx.core_number(network),
    }
    for name, values in wanted.items():
        assert measure(graph, name) == pytest.approx([values[node] for node in range(9)], rel=1e-9, abs=1e-12), name


@given(TWO_MODE)
def test_a_bipartite_network_has_the_bipartite_forms(graph: Adjacency) -> None:
    """NetworkX's own forms take no weights, so all are 1 here."""
    graph = graph.with_edges(graph.sources, graph.targets, np.ones(len(graph.weights)))
    network = graph.networkx()
    wanted = {
        "betweenness": networkx.bipartite.betweenness_centrality(network, range(5)),
        "closeness": networkx.bipartite.closeness_centrality(network, range(5)),
    }
    for name, values in wanted.items():
        assert measure(graph, name) == pytest.approx([values[node] for node in range(12)], rel=1e-9, abs=1e-12), name


@given(TWO_MODE)
def test_hubs_and_authorities_are_those_of_links_that_point_to_the_other_kind(graph: Adjacency) -> None:
    """Where one group of nodes dominates; two equally strong ones share the scores by where the search begins."""
    table = np.zeros((12, 12))
    table[graph.sources, graph.targets] = graph.weights
    singular = np.sort(np.linalg.svd(table, compute_uv=False))
    if singular[-1] - singular[-2] < 0.1:
        return
    hubs, authorities = networkx.hits(networkx.from_numpy_array(table, create_using=networkx.DiGraph), tol=1e-13)
    assert measure(graph, "hubs") == pytest.approx([hubs[node] for node in range(12)], abs=1e-8)
    assert measure(graph, "authorities") == pytest.approx([authorities[node] for node in range(12)], abs=1e-8)


@given(GRAPHS)
def test_eigenvector_is_the_leading_one(graph: Adjacency) -> None:
    if not len(graph.weights):
        return
    values, vectors = np.linalg.eigh(graph.matrix().toarray())
    if values[-1] - values[-2] < 0.1:
        return
    assert measure(graph, "eigenvector") == pytest.approx(np.abs(vectors[:, -1]), abs=1e-8)


def test_a_network_without_links_has_no_centre() -> None:
    for name in MEASURES:
        assert measure(one_mode({}, 3), name).tolist() == [0, 0, 0]


@pytest.fixture(scope="module")
def store(built_store: Store) -> Store:
    """The graph of the page of 2025."""
    return built_store


@pytest.mark.parametrize("name", projections())
def test_every_projection_of_the_page_of_2025_can_be_measured(store: Store, name: str) -> None:
    graph = adjacency(project(MemoryStore(store), name))
    for each in MEASURES:
        scores = measure(graph, each)
        assert scores.shape == (graph.order,)
        assert np.isfinite(scores).all()
        assert (scores >= 0).all()
        assert scores.max() > 0
    assert (graph.side is not None) == (
        name in {"agency-theme", "agency-theme-concerns", "partnership-theme", "review-keyword"}
    )
