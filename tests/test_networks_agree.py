"""Networks agree: every file has the nodes, edges and attributes of ``graph.network``, and every program reads them."""

import csv
import io
import json
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from math import isnan
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest
import rustworkx
from click.testing import CliRunner

import casegraph
from casegraph.cli import main
from casegraph.exporting import NETWORK_FORMATS
from casegraph.graph import Graph
from casegraph.network import Edge, Node, Projection, projections, to_networkx
from casegraph.network.centrality import Centrality, centrality, with_scores

DRAWN = {"name", "r", "g", "b", "size", "color", "id", "value", "viz"}
"""What a file says of a node for programs that draw; exports/README.md lists it."""

Edges = Counter[tuple[frozenset[str], str, float, int]]
Nodes = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    with casegraph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def collection(graph: Graph) -> Projection:
    return graph.projection("collection")


@pytest.fixture(scope="module")
def scored(graph: Graph) -> Centrality:
    return centrality(graph.projection("agency-theme"), samples=2)


def write(file: str, projection: Projection) -> str:
    return "".join(next(form.files[file] for form in NETWORK_FORMATS.values() if file in form.files)(projection))


def edges_of(network: "networkx.Graph[str]") -> Edges:
    return Counter(
        (frozenset((u, v)), data["link"], data["weight"], data["reviews"]) for u, v, data in network.edges(data=True)
    )


def nodes_of(network: "networkx.Graph[str]") -> Nodes:
    return {
        iri: {name: value for name, value in data.items() if name not in DRAWN}
        for iri, data in network.nodes(data=True)
    }


def types_of(rows: Mapping[str, Mapping[str, Any]]) -> set[tuple[str, type]]:
    return {(name, type(value)) for data in rows.values() for name, value in data.items()}


@pytest.mark.parametrize("name", projections())
def test_files_and_networkx_have_the_same_nodes_edges_and_attributes(name: str, graph: Graph, tmp_path: Path) -> None:
    """Types included: what counts is whole in each. Only ``behind`` is left to Python."""
    projection, network = graph.projection(name), graph.network(name)
    for file in ("casegraph.graphml", "casegraph.gexf"):
        (tmp_path / file).write_text(write(file, projection), "utf-8")
    graphml = networkx.read_graphml(tmp_path / "casegraph.graphml")
    gexf = networkx.read_gexf(tmp_path / "casegraph.gexf")
    cyjs = networkx.cytoscape_graph(json.loads(write("casegraph.cyjs", projection)))

    assert len(network) == len(projection.nodes) and network.number_of_edges() == len(projection.edges)
    for read in (graphml, gexf, cyjs):
        assert nodes_of(read) == nodes_of(network)
        assert types_of(nodes_of(read)) == types_of(nodes_of(network))
        assert edges_of(read) == edges_of(network)
    whole = {type(weight) for *_, weight in network.edges(data="weight")}
    assert whole == {type(weight) for *_, weight in graphml.edges(data="weight")}
    assert whole == {type(weight) for *_, weight in cyjs.edges(data="weight")}
    assert whole == ({float} if name in ("keyword-keyword", "review-review") else {int})


@pytest.mark.parametrize("name", projections())
def test_the_tables_have_the_same_nodes_and_edges_as_networkx(name: str, graph: Graph) -> None:
    """An empty cell is what a node does not have."""
    projection, network = graph.projection(name), graph.network(name)
    nodes, edges = (
        list(csv.DictReader(io.StringIO(write(file, projection).removeprefix("\ufeff"), newline="")))
        for file in ("nodes.csv", "edges.csv")
    )

    told = {row.pop("id"): {name: value for name, value in row.items() if value} for row in nodes}
    for iri, data in nodes_of(network).items():
        assert told[iri].keys() == data.keys()
        assert all(type(value)(told[iri][name]) == value for name, value in data.items())
    assert len(told) == len(network)
    rows = ((row["source"], row["target"], row["link"], float(row["weight"]), int(row["reviews"])) for row in edges)
    assert Counter((frozenset((one, other)), *rest) for one, other, *rest in rows) == edges_of(network)


def test_merged_links_lose_no_weight(graph: Graph) -> None:
    """For algorithms that need one edge between two nodes: as many fewer as two nodes have several links."""
    network, merged = graph.network("collection"), graph.network("collection", merge=True)

    assert isinstance(network, networkx.MultiGraph) and type(merged) is networkx.Graph
    assert merged.number_of_edges() == len({frozenset(ends) for ends in network.edges()}) < network.number_of_edges()
    assert merged.size("weight") == network.size("weight")
    assert nodes_of(merged) == nodes_of(network)
    some = next((u, v) for u, v in merged.edges() if len(network[u][v]) > 1)
    assert merged.edges[some]["link"].split(", ") == sorted(network[some[0]][some[1]])


def test_plain_graphml_reads_in_every_program_without_a_warning(collection: Projection, tmp_path: Path) -> None:
    """NetworkX, igraph (whose C code R has too), rustworkx and scikit-network count the same and find every detail."""
    from sknetwork.data import from_graphml

    path = tmp_path / "collection.graphml"
    path.write_text(write("casegraph.graphml", collection), "utf-8")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        one = networkx.read_graphml(path)
        other = igraph.Graph.Read_GraphML(str(path))
        (third,) = rustworkx.read_graphml(str(path))
        fourth = from_graphml(str(path), max_string_size=200)

    assert [str(each.message) for each in said] == []
    sizes = (len(collection.nodes), len(collection.edges))
    assert (len(one), one.number_of_edges()) == (other.vcount(), other.ecount()) == sizes
    assert (third.num_nodes(), third.num_edges()) == sizes
    pairs = {frozenset((edge.source, edge.target)) for edge in collection.edges}
    assert fourth.adjacency.shape == (sizes[0], sizes[0]) and fourth.adjacency.nnz == 2 * len(pairs)
    assert fourth.adjacency.sum() == 2 * sum(edge.weight for edge in collection.edges)
    labels = [node.label for node in collection.nodes]
    assert other.vs["label"] == [data["label"] for data in third.nodes()] == labels
    assert fourth.node_attribute["label"].tolist() == labels
    assert list(fourth.names) == [node.iri for node in collection.nodes]
    years = [dict(node.details).get("year") for node in collection.nodes]
    assert [data["year"] for data in third.nodes()] == years
    assert [None if isnan(year) else int(year) for year in other.vs["year"]] == years
    assert {type(data["weight"]) for data in third.edges()} == {int}


@pytest.mark.parametrize("name", projections())
def test_no_key_of_plain_graphml_lacks_a_name_or_a_type(name: str, graph: Graph) -> None:
    """Neither does the file of a build hold anything of yEd's."""
    text = write("casegraph.graphml", graph.projection(name))

    keys = [line for line in text.splitlines() if line.startswith("<key ")]
    assert len(keys) > 8
    assert all("attr.name=" in key and "attr.type=" in key for key in keys)
    assert "yfiles" not in text and "yworks" not in text


def test_yed_has_a_format_of_its_own(built: Path, collection: Projection, tmp_path: Path) -> None:
    """It has all of the plain file and yEd's shapes beside; a build does not write it."""
    out = tmp_path / "for-yed.graphml"
    done = CliRunner().invoke(main, ["export", "yed", "--graph", str(built), "-o", str(out)])

    assert done.exit_code == 0, done.output
    text = out.read_text("utf-8")
    assert text.count("<y:ShapeNode>") == text.count("<y:Geometry ") == len(collection.nodes)
    assert text.count('<key id="graphics" for="node" yfiles.type="nodegraphics"/>') == 1
    read = networkx.read_graphml(out)
    assert edges_of(read) == edges_of(to_networkx(collection))
    expected = nodes_of(to_networkx(collection))
    assert {iri: {name: data[name] for name in expected[iri]} for iri, data in read.nodes(data=True)} == expected
    assert not [path for path in built.glob("*.graphml") if "yworks" in path.read_text("utf-8")]


def test_reviews_themes_and_agencies_carry_what_one_groups_them_by(graph: Graph) -> None:
    """Year, outcome, nation, area and partnership; group; sector. Held against the graph, asked otherwise."""
    network = graph.network("collection")
    rows = graph.query(
        """SELECT ?r ?year ?outcome (GROUP_CONCAT(DISTINCT ?a; separator="|") AS ?areas) (SAMPLE(?p) AS ?partnership) {
            ?r a cg:Review ; cg:year ?year ; cg:concernsIncident/cg:outcome/skos:prefLabel ?outcome
            OPTIONAL { ?r cg:forArea/rdfs:label ?a } OPTIONAL { ?r cg:commissionedBy/rdfs:label ?p }
        } GROUP BY ?r ?year ?outcome"""
    )
    assert len(rows) == 73
    for row in rows:
        data = network.nodes[row["r"]]
        assert (data["year"], data["outcome"]) == (row["year"], row["outcome"])
        assert data.get("area", "").split("; ") == sorted((row["areas"] or "").split("|"))
        assert data.get("partnership") == row["partnership"]
        assert (data.get("nation") in ("England", "Wales")) == bool(row["areas"])
    kinds = {
        kind: [data for _, data in network.nodes(data=True) if data["kind"] == kind] for kind in ("theme", "agency")
    }
    assert all(set(data) == {"label", "kind", "group", "x", "y"} for data in kinds["theme"])
    assert all(set(data) == {"label", "kind", "sector", "x", "y"} for data in kinds["agency"])
    assert 4 < len({data["group"] for data in kinds["theme"]}) < 15
    base = "https://w3id.org/casegraph"
    assert network.nodes[f"{base}/agency/maternity"]["sector"] == "Health"
    assert network.nodes[f"{base}/agency/police"]["sector"] == "Police", "one at the top is a sector of its own"
    assert network.nodes[f"{base}/theme/voice-of-the-child"]["group"] != "Voice of the child"


def test_a_review_of_several_areas_names_them_all_and_an_unknown_one_as_printed(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    heads = ("Kent and Essex – Child U", "Atlantis – Baby V", "Anonymous – Child W")
    page.write_text(
        "\n\n".join(f"2031 – {head}\nDeath of a 3-week-old boy.\nLearning includes: neglect." for head in heads),
        "utf-8",
    )
    casegraph_build = CliRunner().invoke(main, ["build", str(page), "--out", str(tmp_path / "out")])
    assert casegraph_build.exit_code == 0, casegraph_build.output

    with casegraph.open(tmp_path / "out") as graph:
        reviews = [data for _, data in graph.network("collection").nodes(data=True) if data["kind"] == "review"]

    areas = {data["label"].rpartition(" – ")[2]: data.get("area") for data in reviews}
    assert areas == {"Child U": "Essex; Kent", "Baby V": "Atlantis", "Child W": None}
    assert [data["year"] for data in reviews] == [2031] * 3
    assert {data.get("nation") for data in reviews} == {"England", None}


def test_counts_ranks_and_communities_are_whole_numbers_everywhere(scored: Centrality, tmp_path: Path) -> None:
    """In every format that has types, and in `casegraph metrics`; means and z-scores are not."""
    projection = with_scores(scored)
    whole = {"degree", "strength", "core_number", "community"}
    names = [name for name in projection.attributes if name not in ("x", "y")]
    whole |= {name for name in names if "_rank" in name}
    (tmp_path / "s.graphml").write_text(write("casegraph.graphml", projection), "utf-8")
    (tmp_path / "s.gexf").write_text(write("casegraph.gexf", projection), "utf-8")
    reads = [
        networkx.read_graphml(tmp_path / "s.graphml"),
        networkx.read_gexf(tmp_path / "s.gexf"),
        networkx.cytoscape_graph(json.loads(write("casegraph.cyjs", projection))),
        to_networkx(projection),
    ]

    assert len(whole) == 4 + 3 * 9
    for read in reads:
        nodes = nodes_of(read)
        types = {(name, of) for name, of in types_of(nodes) if name in names}
        assert types == {(name, int if name in whole else float) for name in names}
        assert nodes == nodes_of(reads[0])
    assert {type(each.scores["degree"].value) for each in scored.nodes} == {int}
    assert {type(each.scores["pagerank"].value) for each in scored.nodes} == {float}


def test_a_score_that_is_not_defined_is_left_out_and_never_a_word(tmp_path: Path) -> None:
    """No NaN in JSON, none in XML."""
    nan = float("nan")
    nodes = (Node("a", "A", "theme"), Node("b", "B", "theme"))
    projection = Projection("p", "P", nodes, (Edge("a", "b", "l", 1, 1),), attributes={"degree_z": (nan, 0.5)})
    for form in NETWORK_FORMATS.values():
        for file, written in form.files.items():
            assert "nan" not in "".join(written(projection)).casefold(), file
    (tmp_path / "p.graphml").write_text(write("casegraph.graphml", projection), "utf-8")
    assert nodes_of(networkx.read_graphml(tmp_path / "p.graphml")) == nodes_of(to_networkx(projection))
    assert "degree_z" not in to_networkx(projection).nodes["a"]


def test_the_exports_readme_lists_every_attribute(graph: Graph, scored: Centrality) -> None:
    """One table for all formats, and nothing in it that no file has."""
    text = (Path(__file__).parent.parent / "exports" / "README.md").read_text("utf-8")
    table = text.partition("## What networks say")[2].partition("\n## ")[0]
    listed = {
        name for row in table.splitlines() if row.startswith("| `") for name in row.split("|")[1].split("`")[1::2]
    }
    nodes = nodes_of(graph.network("collection")).values()
    said = (
        {name for data in nodes for name in data} | {"link", "weight", "reviews", "behind"} | DRAWN - {"viz", "value"}
    )

    assert said <= listed
    assert listed - said == {"community", "<measure>", "<measure>_expected", "<measure>_z"} | {
        f"<measure>_rank{end}" for end in ("", "_low", "_high")
    } | {"source", "target", "source_label", "target_label", "key", "interaction", "position"}
    assert "community" in with_scores(scored).attributes
