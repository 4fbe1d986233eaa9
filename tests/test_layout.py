"""Layouts: readable, the same every time, and in every file where each program looks for them."""

import csv
import io
import json
import math
import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import igraph
import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import casegraph
from casegraph.exporting import NETWORK_FORMATS, OTHER_NETWORK_FORMATS
from casegraph.network import Edge, Node, Projection, project, projections, to_networkx
from casegraph.network.adjacency import adjacency
from casegraph.network.layout.bipartite import crossings
from casegraph.network.layout.positions import layout, radii
from casegraph.store.memory import MemoryStore

BIPARTITE = ("agency-theme", "agency-theme-concerns", "partnership-theme", "review-keyword")
OF_ONE_KIND = ("agency-agency", "keyword-keyword", "review-review", "theme-theme")
FORMATS = (*NETWORK_FORMATS.values(), *OTHER_NETWORK_FORMATS.values())
FILES = [file for form in FORMATS for file in form.files]
Position = tuple[float, float]


def network_of(kinds: str, *edges: tuple[int, int] | tuple[int, int, float]) -> Projection:
    """A projection whose nodes are of *kinds*, a letter each, linked by number, perhaps with a weight."""
    names = {"a": "agency", "t": "theme", "r": "review", "p": "partnership", "k": "keyword", "o": "other"}
    nodes = tuple(
        Node(f"https://e.org/{number:04}", f"Node {number}", names[kind]) for number, kind in enumerate(kinds)
    )
    ends = sorted((nodes[edge[0]].iri, nodes[edge[1]].iri, edge[2] if len(edge) == 3 else 1.0) for edge in edges)
    return Projection("p", "P", nodes, tuple(Edge(one, other, "link", weight, 1) for one, other, weight in ends))


@st.composite
def networks(draw: st.DrawFn, kinds: str = "atrpko") -> Projection:
    """Any small network: with lone nodes, loops, several links between two nodes, and weights of any size."""
    some = draw(st.lists(st.sampled_from(draw(st.sampled_from([kinds, kinds[:1], kinds[:2]]))), max_size=25))
    if not some:
        return network_of("")
    number = st.integers(0, len(some) - 1)
    weight = st.sampled_from([0.0, 1e-9, 0.25, 1.0, 3.0, 1e9])
    return network_of("".join(some), *draw(st.lists(st.tuples(number, number, weight), max_size=60)))


def positions(projection: Projection) -> list[Position]:
    """Where the nodes of a projection stand once it is laid out."""
    attributes = layout(projection).attributes
    return list(zip(attributes["x"], attributes["y"], strict=True))


def least_gap(projection: Projection, at: list[Position]) -> float:
    """How far the two nearest circles are apart; less than 0 if they overlap."""
    x, y, radius = *np.array(at, np.float64).reshape(-1, 2).T, np.array(radii(projection))
    one, other = np.triu_indices(len(at), 1)
    gaps = np.hypot(x[one] - x[other], y[one] - y[other]) - radius[one] - radius[other]
    return float(gaps.min(initial=math.inf))


def parts_of(projection: Projection) -> list[list[int]]:
    """The numbers of the nodes of each connected part, the largest first."""
    number = {node.iri: number for number, node in enumerate(projection.nodes)}
    parts = networkx.connected_components(to_networkx(projection))
    return sorted(([number[iri] for iri in part] for part in parts), key=len, reverse=True)


def crossing_edges(projection: Projection, at: list[Position]) -> int:
    """How many pairs of edges between two columns cross, where nodes stand as *at* says."""
    graph = adjacency(projection)
    height = np.array([y for _, y in at])
    left, right = np.unique(height, return_inverse=True)[1][np.stack([graph.sources, graph.targets])]
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(zip(left, right, strict=True), 2))


@pytest.mark.parametrize("name", projections())
def test_no_two_nodes_of_the_collection_overlap(built_graph: MemoryStore, name: str) -> None:
    """As circles whose size says how much they are linked there is room between all of them."""
    projection = project(built_graph, name)

    assert least_gap(projection, positions(projection)) > 3.9


@pytest.mark.parametrize("name", projections())
def test_the_order_of_nodes_and_edges_does_not_matter(built_graph: MemoryStore, name: str) -> None:
    """Each node keeps its place when all are shuffled, and when it is laid out again."""
    projection = project(built_graph, name)
    expected = dict(zip(projection.nodes, positions(projection), strict=True))
    nodes, edges = list(projection.nodes), list(projection.edges)
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    shuffled = replace(projection, nodes=tuple(nodes), edges=tuple(edges))

    assert dict(zip(nodes, positions(shuffled), strict=True)) == expected
    assert layout(shuffled).nodes == shuffled.nodes
    assert layout(shuffled).edges == shuffled.edges


def test_another_process_draws_the_same_picture(built: Path, built_graph: MemoryStore) -> None:
    """Whatever its hashes are; both a layout by forces and one in rings."""
    code = (
        "import sys, casegraph\n"
        "with casegraph.open(sys.argv[1]) as graph:\n"
        "    print([dict(graph.projection(name).attributes) for name in ('collection', 'theme-theme')])"
    )
    command, environment = [sys.executable, "-c", code, str(built)], {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    here = [dict(layout(project(built_graph, name)).attributes) for name in ("collection", "theme-theme")]
    assert done.stdout == f"{here}\n"


@pytest.mark.parametrize("name", BIPARTITE)
def test_a_bipartite_network_is_two_columns(built_graph: MemoryStore, name: str) -> None:
    """The kind that links begin at to the left; the same gap between all nodes of a column, and both equally high."""
    projection = project(built_graph, name)
    at, size = positions(projection), radii(projection)
    columns: defaultdict[float, list[int]] = defaultdict(list)
    for number, (x, _) in enumerate(at):
        columns[x].append(number)
    left, right = (columns[x] for x in sorted(columns))

    assert {projection.nodes[number].iri for number in left} == {edge.source for edge in projection.edges}
    spans = []
    for column in (left, right):
        assert len({projection.nodes[number].kind for number in column}) == 1
        column.sort(key=lambda number: at[number][1])
        gaps = [at[b][1] - at[a][1] - size[a] - size[b] for a, b in pairwise(column)]
        assert max(gaps) - min(gaps) < 0.01
        spans.append(at[column[-1]][1] + size[column[-1]] - at[column[0]][1] + size[column[0]] + gaps[0])
    assert spans[0] == pytest.approx(spans[1], abs=0.01)


@pytest.mark.parametrize("name", BIPARTITE)
def test_far_fewer_edges_cross_than_in_columns_that_are_not_sorted(built_graph: MemoryStore, name: str) -> None:
    """Counted pair by pair, not as the layout counts."""
    projection = project(built_graph, name)
    unsorted = [(0.0, float(number)) for number in range(len(projection.nodes))]

    assert crossing_edges(projection, positions(projection)) < 0.8 * crossing_edges(projection, unsorted)


@given(projection=networks("rk"))
def test_never_do_more_edges_cross_than_in_columns_that_are_not_sorted(projection: Projection) -> None:
    """Of any bipartite network."""
    kinds = {node.iri: node.kind for node in projection.nodes}
    edges = tuple(
        edge for edge in projection.edges if (kinds[edge.source], kinds[edge.target]) == ("review", "keyword")
    )
    projection = replace(projection, edges=edges)
    unsorted = [(0.0, float(number)) for number in range(len(projection.nodes))]

    if edges:
        assert crossing_edges(projection, positions(projection)) <= crossing_edges(projection, unsorted)


@given(ends=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_crossings_are_counted_as_one_counts_pair_by_pair(ends: list[tuple[int, int]]) -> None:
    """Edges that share an end do not cross."""
    left, right = np.array(ends, np.int64).reshape(-1, 2).T

    assert crossings(left, right) == sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))


def test_columns_are_untangled() -> None:
    """Where an order without crossings exists: a path that goes to and fro, its nodes named in disorder."""
    names = [3, 9, 0, 7, 4, 8, 1, 5, 2, 6]
    ends = [(a, b) if a < 5 else (b, a) for a, b in pairwise(names)]
    projection = network_of("r" * 5 + "k" * 5, *ends)

    assert len(ends) == len(names) - 1
    assert crossing_edges(projection, positions(projection)) == 0


def test_a_network_of_many_kinds_is_rings(built_graph: MemoryStore) -> None:
    """A kind each: agencies within themes, these within reviews, partnerships, and keywords outside."""
    projection = project(built_graph, "collection")
    away: defaultdict[str, list[float]] = defaultdict(list)
    for node, (x, y) in zip(projection.nodes, positions(projection), strict=True):
        away[node.kind].append(math.hypot(x, y))

    order = ["agency", "theme", "review", "partnership", "keyword"]
    for inner, outer in pairwise(order):
        assert max(away[inner]) < min(away[outer])
    place = dict(zip((node.iri for node in projection.nodes), positions(projection), strict=True))
    links = [math.dist(place[e.source], place[e.target]) for e in projection.edges if e.link == "commissioned by"]
    assert np.median(links) < max(away["keyword"]) / 2, "a partnership stands near its reviews"


def test_by_forces_what_is_linked_is_near_and_the_rest_is_not() -> None:
    """The branches of a tree spread, and links are short beside other distances; heavy links are the shorter ones."""
    tree = list(networkx.balanced_tree(2, 5).edges)
    at = positions(network_of("r" * 63, *tree))
    path = positions(network_of("rrrr", (0, 1, 9.0), (1, 2, 1.0), (2, 3, 9.0)))

    apart = np.mean([math.dist(*pair) for pair in combinations(at, 2)])
    assert np.mean([math.dist(at[one], at[other]) for one, other in tree]) < 0.2 * apart
    assert math.dist(path[1], path[2]) > 1.5 * math.dist(path[0], path[1])


@pytest.mark.parametrize("name", OF_ONE_KIND)
def test_parts_of_the_collection_that_are_not_linked_stand_apart(built_graph: MemoryStore, name: str) -> None:
    """Their boxes do not meet, and the largest part stands first."""
    assert_parts_are_apart(project(built_graph, name))


@given(projection=networks("r"))
def test_parts_of_any_network_that_are_not_linked_stand_apart(projection: Projection) -> None:
    """However many there are."""
    assert_parts_are_apart(projection)


def assert_parts_are_apart(projection: Projection) -> None:
    """Fail if the boxes of two linked parts meet, or that of a part and a lone node."""
    at, size, parts = np.array(positions(projection)), np.array(radii(projection))[:, None], parts_of(projection)
    boxes = []
    for part in parts:
        (left, low), (right, high) = (at[part] - size[part]).min(0), (at[part] + size[part]).max(0)
        boxes.append((left, right, low, high))
    for (left, right, low, high), (left2, right2, low2, high2) in combinations(boxes, 2):
        assert right < left2 or right2 < left or high < low2 or high2 < low
    largest = [box[3] for box, part in zip(boxes, parts, strict=True) if len(part) == len(parts[0])]
    assert not boxes or max(largest) > max(box[3] for box in boxes) - 0.01


def test_lone_nodes_stand_in_a_grid_below_or_beside_the_rest(built_graph: MemoryStore) -> None:
    """In rows and columns with the same distance."""
    projection = project(built_graph, "keyword-keyword")
    at = positions(projection)
    alone = [at[part[0]] for part in parts_of(projection) if len(part) == 1]

    assert len(alone) > 50
    columns, rows = Counter(x for x, _ in alone), Counter(y for _, y in alone)
    assert len(columns) * (len(rows) - 1) < len(alone) <= len(columns) * len(rows)
    assert {round(b - a, 2) for a, b in pairwise(sorted(columns))} == {
        round(b - a, 2) for a, b in pairwise(sorted(rows))
    }


@given(projection=networks())
def test_any_network_gets_numbers_and_room(projection: Projection) -> None:
    """Finite, with at most three decimals, in the middle around 0, and no two nodes overlap."""
    at = positions(projection)

    assert len(at) == len(projection.nodes)
    for axis in zip(*at, strict=True):
        assert all(math.isfinite(number) and round(number, 3) == number for number in axis)
        assert not any(math.copysign(1, number) < 0 for number in axis if number == 0)
        assert abs(min(axis) + max(axis)) < 0.01
    assert least_gap(projection, at) > 3.9


def test_small_networks_are_laid_out_and_other_attributes_stay() -> None:
    """A layout adds two: of nothing, and of a single node at the origin."""
    assert dict(layout(network_of("")).attributes) == {"x": (), "y": ()}
    single = replace(network_of("r"), attributes={"pagerank": (1.0,)})
    assert dict(layout(single).attributes) == {"pagerank": (1.0,), "x": (0.0,), "y": (0.0,)}
    odd = positions(network_of("rrr", (0, 1, math.nan), (1, 2, math.inf), (0, 2, -1.0)))
    assert all(math.isfinite(number) for pair in odd for number in pair)


def test_a_large_network_has_room_too() -> None:
    """Above some sizes neighbours push as one, and a tree finds who overlaps; a hub is linked to half of all."""
    chance = random.Random(5)
    edges = {(chance.randrange(a), a) for a in range(1, 2_000)} | {(0, a) for a in range(1, 2_000, 2)}
    projection = network_of("r" * 2_000, *edges)
    at = positions(projection)

    assert least_gap(projection, at) > 3.9
    assert at == positions(projection)


def test_a_kind_with_many_nodes_has_several_circles() -> None:
    """Or the ring would be empty inside."""
    kinds = "a" + "t" * 5 + "r" * 600
    projection = network_of(kinds, *((0, number) for number in range(1, 6)), *((1 + n % 5, n) for n in range(6, 606)))
    at = positions(projection)

    assert least_gap(projection, at) > 3.9
    away = [math.dist(at[number], at[0]) for number in range(6, 606)]
    assert len({round(each) for each in away}) == 3


def test_nodes_grow_with_the_square_root_of_what_they_are_linked_to() -> None:
    """Nobody, one, four others; a loop and a second link to the same node do not count."""
    projection = network_of("r" * 6, *((0, number) for number in range(1, 5)), (0, 0), (1, 0))

    assert radii(projection) == (7.0, 5.0, 5.0, 5.0, 5.0, 3.0)


@pytest.fixture(scope="module")
def sample() -> Projection:
    """Laid out, with a measure of its nodes, none of which stands at 0."""
    plain = network_of("rrrrkkkt", (0, 4), (0, 5), (1, 5), (2, 6), (3, 6), (0, 7), (2, 7))
    return layout(replace(plain, attributes={"pagerank": tuple(1 / (3 + number) for number in range(8))}))


def write(projection: Projection, file: str) -> str:
    return "".join(next(form.files[file] for form in FORMATS if file in form.files)(projection))


def rows_of(projection: Projection) -> dict[str, dict[str, float]]:
    """The attributes of each node, by IRI."""
    return {
        node.iri: {name: numbers[place] for name, numbers in projection.attributes.items()}
        for place, node in enumerate(projection.nodes)
    }


@pytest.mark.parametrize("file", ["casegraph.graphml", "casegraph-yed.graphml"])
def test_graphml_tells_networkx_and_igraph_every_attribute(file: str, sample: Projection, tmp_path: Path) -> None:
    """As numbers, exactly, and yEd's corners do not get in their way; a size too, which Gephi reads."""
    (tmp_path / "sample.graphml").write_text(write(sample, file), encoding="utf-8")
    graph = networkx.read_graphml(tmp_path / "sample.graphml")
    other = igraph.Graph.Read_GraphML(str(tmp_path / "sample.graphml"))

    names = ("pagerank", "x", "y")
    assert {iri: {name: data[name] for name in names} for iri, data in graph.nodes(data=True)} == rows_of(sample)
    assert {node["id"]: {name: node[name] for name in names} for node in other.vs} == rows_of(sample)
    assert [data["size"] for _, data in graph.nodes(data=True)] == list(radii(sample)) == other.vs["size"]


def test_gexf_tells_networkx_every_attribute_and_the_place(sample: Projection, tmp_path: Path) -> None:
    """As attributes, and as Gephi's position and size, y upwards."""
    (tmp_path / "sample.gexf").write_text(write(sample, "casegraph.gexf"), encoding="utf-8")
    graph = networkx.read_gexf(tmp_path / "sample.gexf")

    for (iri, expected), radius in zip(rows_of(sample).items(), radii(sample), strict=True):
        data = graph.nodes[iri]
        assert {name: data[name] for name in expected} == expected
        assert data["viz"]["position"] == {"x": expected["x"], "y": expected["y"], "z": 0.0}
        assert data["viz"]["size"] == radius


def test_cytoscape_json_has_every_attribute_and_a_position_that_points_downwards(sample: Projection) -> None:
    """NetworkX reads the data; Cytoscape takes the position."""
    text = write(sample, "casegraph.cyjs")
    graph = networkx.cytoscape_graph(json.loads(text))

    names = ("pagerank", "x", "y")
    assert {iri: {name: data[name] for name in names} for iri, data in graph.nodes(data=True)} == rows_of(sample)
    for element in json.loads(text)["elements"]["nodes"]:
        expected = rows_of(sample)[element["data"]["id"]]
        assert element["position"] == {"x": expected["x"], "y": -expected["y"]}


def test_the_table_of_nodes_has_every_attribute(sample: Projection) -> None:
    """A column each, with numbers that a spreadsheet takes for numbers."""
    rows = list(csv.DictReader(io.StringIO(write(sample, "nodes.csv").removeprefix("\ufeff"), newline="")))

    read = {row["id"]: {name: float(row[name]) for name in ("pagerank", "x", "y")} for row in rows}
    assert read == rows_of(sample)


def test_yed_gets_circles_around_the_same_places_turned_downwards(sample: Projection) -> None:
    """A geometry is the upper left corner and the size of a box."""
    y = "{http://www.yworks.com/xml/graphml}"
    boxes = [
        {name: float(value) for name, value in box.attrib.items()}
        for box in ET.fromstring(write(sample, "casegraph-yed.graphml")).iter(f"{y}Geometry")
    ]

    for box, expected, radius in zip(boxes, rows_of(sample).values(), radii(sample), strict=True):
        assert box["width"] == box["height"] == pytest.approx(2 * radius)
        assert box["x"] + radius == pytest.approx(expected["x"], abs=0.001)
        assert box["y"] + radius == pytest.approx(-expected["y"], abs=0.001)


@pytest.mark.parametrize("file", FILES)
def test_files_of_a_network_that_is_not_laid_out_say_nothing_of_places(file: str, sample: Projection) -> None:
    """Neither where nodes stand nor how large they are."""
    text = write(replace(sample, attributes={}), file)

    for word in ("Geometry", "position", "viz:size", '"size"', "Shape type", '"x"', '"y"', ",x,y"):
        assert word not in text
    assert write(layout(network_of("")), file), "nothing to place is no error"


def test_an_open_graph_gives_networks_with_places(built: Path) -> None:
    """Both as a projection and as a networkx graph, and the files of a build have the same."""
    with casegraph.open(built) as graph:
        projection, network = graph.projection("collection"), graph.network("collection")

    places = rows_of(projection)
    assert {iri: {"x": data["x"], "y": data["y"]} for iri, data in network.nodes(data=True)} == places
    written = networkx.read_graphml(built / "casegraph.graphml")
    assert {iri: {"x": data["x"], "y": data["y"]} for iri, data in written.nodes(data=True)} == places
