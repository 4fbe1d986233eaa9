"""The force layout draws well: graphs of which everybody knows a good drawing come out nearly as good."""

import math
from itertools import combinations

import networkx
import numpy as np
import pytest

from casegraph.network import Edge, Node, Projection
from casegraph.network.layout.positions import layout

Position = tuple[float, float]


def drawn(graph: "networkx.Graph[int]") -> list[Position]:
    """Where the nodes of a graph of one kind are drawn."""
    nodes = tuple(Node(f"https://e.org/{number:04}", f"Node {number}", "review") for number in range(len(graph)))
    edges = tuple(Edge(nodes[one].iri, nodes[other].iri, "link", 1.0, 1) for one, other in sorted(graph.edges))
    attributes = layout(Projection("p", "P", nodes, edges)).attributes
    return list(zip(attributes["x"], attributes["y"], strict=True))


def stress(graph: "networkx.Graph[int]", at: list[Position]) -> float:
    """How far drawn distances are from those along links, at the best scale: 0 is perfect (Kamada and Kawai's measure)."""
    pairs = list(combinations(range(len(at)), 2))
    along = dict(networkx.all_pairs_shortest_path_length(graph))
    steps = np.array([along[one][other] for one, other in pairs], np.float64)
    drawn = np.array([math.dist(at[one], at[other]) for one, other in pairs]) / steps
    return float(((drawn * drawn.sum() / (drawn**2).sum() - 1) ** 2).mean())


def links_that_cross(graph: "networkx.Graph[int]", at: list[Position]) -> int:
    """How many pairs of straight links without a common end cross."""

    def turn(one: int, two: int, three: int) -> float:
        (x, y), (x2, y2), (x3, y3) = at[one], at[two], at[three]
        return (x2 - x) * (y3 - y) - (y2 - y) * (x3 - x)

    return sum(
        len({a, b, c, d}) == 4 and turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
        for (a, b), (c, d) in combinations(graph.edges, 2)
    )


RING = [(math.cos(2 * math.pi * number / 30), math.sin(2 * math.pi * number / 30)) for number in range(30)]
MESH = [(float(x), float(y)) for x in range(8) for y in range(8)]


@pytest.mark.parametrize(
    ("graph", "ideal"),
    [
        pytest.param(networkx.cycle_graph(30), RING, id="ring"),
        pytest.param(networkx.convert_node_labels_to_integers(networkx.grid_2d_graph(8, 8)), MESH, id="mesh"),
    ],
)
def test_forces_draw_known_graphs_nearly_as_well_as_one_would_by_hand(
    graph: "networkx.Graph[int]", ideal: list[Position]
) -> None:
    """No links cross, and the stress is at most twice that of the drawing by hand."""
    at = drawn(graph)

    assert links_that_cross(graph, ideal) == links_that_cross(graph, at) == 0
    assert stress(graph, at) < 2 * stress(graph, ideal)


def test_forces_untangle_a_net_of_triangles() -> None:
    """Its links can be drawn without a crossing, and are."""
    graph = networkx.convert_node_labels_to_integers(networkx.triangular_lattice_graph(6, 8))

    assert links_that_cross(graph, drawn(graph)) == 0
