"""Network files: other programs read the same nodes, edges and attributes from each."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import igraph
import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from casegraph.exporting import NETWORK_FORMATS, OTHER_NETWORK_FORMATS
from casegraph.network import Edge, Node, Projection, project
from casegraph.palette import colour_of, rgb
from casegraph.store.memory import MemoryStore

CONTROL = "nul \x00 bell \x07 escape \x1b noncharacter \uffff end"
HOSTILE = [
    "<script>alert(1)</script>",
    "]]> & \"double\" 'single' &amp; &#0;",
    "two\nlines\r\nand a\ttab",
    "👶🏽 Réaltín – ŵ ‘quoted’",
    CONTROL,
    " spaces around ",
    "=HYPERLINK(1)",
    "comma, in it",
]
NODES = tuple(
    Node(f"https://e.org/theme/{number}?a=1%26b=%22", label, "theme") for number, label in enumerate(HOSTILE)
) + (
    Node("https://e.org/review/1", "2025 – Ashby – Child A", "review"),
    Node("https://e.org/x", "odd", "something else"),
)
EDGES = tuple(Edge("https://e.org/review/1", node.iri, "learning", 3, 1) for node in NODES[:3]) + (
    Edge("https://e.org/review/1", NODES[0].iri, "recommendation", 0.25, 1),
    Edge("https://e.org/review/1", NODES[1].iri, "recommendation", 2, 2),
)
SAMPLE = Projection("sample", "A & B <sample>", NODES, EDGES)


def write(file: str, projection: Projection = SAMPLE) -> str:
    """The text of one of the files of the network formats."""
    formats = [*NETWORK_FORMATS.values(), *OTHER_NETWORK_FORMATS.values()]
    return "".join(next(form.files[file] for form in formats if file in form.files)(projection))


def in_xml(label: str) -> str:
    """A label as XML can hold it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", label)


def edges_of(graph: "networkx.Graph[str]") -> set[tuple[frozenset[str], str, float, float]]:
    """The edges of a networkx graph that was read: ends, link, weight, reviews."""
    return {(frozenset((u, v)), d["link"], d["weight"], d["reviews"]) for u, v, d in graph.edges(data=True)}


EXPECTED_EDGES = {(frozenset((e.source, e.target)), e.link, float(e.weight), float(e.reviews)) for e in EDGES}


@pytest.fixture
def graphml(tmp_path: Path) -> Path:
    """The sample as a GraphML file."""
    file = tmp_path / "sample.graphml"
    file.write_bytes(write("casegraph.graphml").encode())
    return file


def test_networkx_reads_graphml_with_every_attribute(graphml: Path) -> None:
    """Numbers are numbers, several edges between two nodes stay several, the name does for Cytoscape."""
    graph = networkx.read_graphml(graphml)

    assert dict(graph.nodes(data=True)) == {
        node.iri: {
            "label": in_xml(node.label),
            "name": in_xml(node.label),
            "kind": node.kind,
            **dict(zip("rgb", rgb(colour_of(node.kind)), strict=True)),
        }
        for node in NODES
    }
    assert graph.number_of_edges() == len(EDGES)
    assert edges_of(graph) == EXPECTED_EDGES
    assert all(type(data["weight"]) is float for _, _, data in graph.edges(data=True))
    assert not graph.is_directed()


def test_igraph_reads_graphml_with_every_attribute(graphml: Path) -> None:
    """What NetworkX reads."""
    graph = igraph.Graph.Read_GraphML(str(graphml))

    assert graph.vs["id"] == [node.iri for node in NODES]
    assert graph.vs["label"] == graph.vs["name"] == [in_xml(node.label) for node in NODES]
    assert graph.vs["kind"] == [node.kind for node in NODES]
    assert set(graph.vs.attributes()) - {"year", "outcome", "nation", "area", "partnership", "certainty", "group"} == {
        *("id", "label", "name", "kind", "r", "g", "b")
    }
    read = {
        (frozenset((NODES[e.source].iri, NODES[e.target].iri)), e["link"], e["weight"], e["reviews"]) for e in graph.es
    }
    assert graph.ecount() == len(EDGES)
    assert read == EXPECTED_EDGES
    assert not graph.is_directed()


def test_a_file_for_yed_says_label_and_colour_in_its_way() -> None:
    """A ShapeNode of yEd's namespace under a key of its kind, beside what plain GraphML says."""
    g, y = "{http://graphml.graphdrawing.org/xmlns}", "{http://www.yworks.com/xml/graphml}"
    root = ET.fromstring(write("casegraph-yed.graphml"))
    shapes = root.findall(f".//{y}ShapeNode")

    assert [shape.findtext(f"{y}NodeLabel") for shape in shapes] == [in_xml(node.label) for node in NODES]
    assert [fill.get("color") for fill in root.iter(f"{y}Fill")][-2:] == ["#801650", "#3d3d3d"]
    keys = {key.get("id"): key.attrib for key in root.iter(f"{g}key")}
    assert keys["graphics"] == {"id": "graphics", "for": "node", "yfiles.type": "nodegraphics"}
    assert keys["weight"]["attr.type"] == "double"


def test_networkx_reads_gexf_with_every_attribute(tmp_path: Path) -> None:
    """Labels, kinds, colours and both weights."""
    file = tmp_path / "sample.gexf"
    file.write_bytes(write("casegraph.gexf").encode())

    graph = networkx.read_gexf(file)

    labels = {iri: (data["label"], data["kind"]) for iri, data in graph.nodes(data=True)}
    assert labels == {node.iri: (in_xml(node.label), node.kind) for node in NODES}
    assert graph.nodes["https://e.org/review/1"]["viz"]["color"] == {"r": 128, "g": 22, "b": 80, "a": 1.0}
    assert graph.number_of_edges() == len(EDGES)
    assert edges_of(graph) == EXPECTED_EDGES


def test_gexf_has_no_alpha_and_no_date() -> None:
    """Gephi Lite shows nodes with alpha grey, and a date would make every day's file another."""
    text = write("casegraph.gexf")
    root = ET.fromstring(text)

    assert [sorted(element.attrib) for element in root.iter("{http://www.gexf.net/1.2draft/viz}color")] == [
        ["b", "g", "r"]
    ] * len(NODES)
    assert "lastmodified" not in text
    assert root.get("version") == "1.2"


def test_networkx_reads_cytoscape_json() -> None:
    """Labels survive whole here, control characters as well."""
    graph = networkx.cytoscape_graph(json.loads(write("casegraph.cyjs")))

    assert {iri: (d["name"], d["label"], d["kind"]) for iri, d in graph.nodes(data=True)} == {
        node.iri: (node.label, node.label, node.kind) for node in NODES
    }
    assert graph.number_of_edges() == len(EDGES)
    assert edges_of(graph) == EXPECTED_EDGES
    assert all(data["interaction"] == data["link"] for _, _, data in graph.edges(data=True))


def test_a_csv_reader_reads_the_tables() -> None:
    """Rows as long as the head, labels whole, weights as numbers."""
    nodes = list(csv.DictReader(io.StringIO(write("nodes.csv").removeprefix("\ufeff"), newline="")))
    edges = list(csv.DictReader(io.StringIO(write("edges.csv").removeprefix("\ufeff"), newline="")))
    label = {node.iri: node.label for node in NODES}

    assert [(row["id"], row["kind"]) for row in nodes] == [(node.iri, node.kind) for node in NODES]
    assert [row["label"] for row in nodes if not row["label"].startswith("'")] == [
        node.label for node in NODES if not node.label.startswith("=")
    ]
    assert [
        (row["source"], row["target"], row["link"], float(row["weight"]), int(row["reviews"])) for row in edges
    ] == [(e.source, e.target, e.link, e.weight, e.reviews) for e in EDGES]
    assert [row["source_label"] for row in edges] == [label[e.source] for e in EDGES]
    assert all(None not in row and None not in row.values() for row in [*nodes, *edges])


@pytest.mark.parametrize("file", ["nodes.csv", "edges.csv"])
def test_excel_is_told_that_a_table_is_utf8(file: str) -> None:
    """A byte order mark, once, before a column that no program looks for by name."""
    text = write(file)

    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.count("\ufeff") == 1
    assert text[1:].split(",")[0] in ("label", "source_label")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d"])
def test_a_label_that_a_spreadsheet_would_run_is_text_there(start: str) -> None:
    """An apostrophe in front of it, in both tables."""
    label = f'{start}cmd|"/c calc"!A1'
    projection = Projection("p", "P", (Node("a", label, "keyword"),), (Edge("a", "a", "keyword", 1, 1),))

    for file, column in (("nodes.csv", "label"), ("edges.csv", "source_label")):
        row = next(csv.DictReader(io.StringIO(write(file, projection).removeprefix("\ufeff"), newline="")))
        assert row[column] == f"'{label}"


@pytest.mark.parametrize("label", ["2025 – Ashby - Child A", "child-to-parent abuse", "it's", "Children's social care"])
def test_ordinary_labels_are_left_alone_in_tables(label: str) -> None:
    """A hyphen or an apostrophe inside is no formula."""
    projection = Projection("p", "P", (Node("a", label, "keyword"),), ())

    assert write("nodes.csv", projection).splitlines()[1] == f"{label},keyword,a"


@given(label=st.text(st.characters(codec="utf-8")))
def test_any_label_makes_files_that_can_be_read(label: str) -> None:
    """XML parses and gives the label back, as far as XML can hold it; JSON gives it back whole."""
    projection = Projection("p", label, (Node("https://e.org/a", label, label),), ())
    g = "{http://graphml.graphdrawing.org/xmlns}"

    graphml = ET.fromstring(write("casegraph.graphml", projection))
    gexf = ET.fromstring(write("casegraph.gexf", projection))

    assert (graphml.findtext(f".//{g}data[@key='label']") or "") == in_xml(label)
    assert [node.get("label") for node in gexf.iter("{http://www.gexf.net/1.2draft}node")] == [in_xml(label)]
    assert json.loads(write("casegraph.cyjs", projection))["elements"]["nodes"][0]["data"]["label"] == label


@pytest.mark.parametrize(
    "file",
    [file for form in [*NETWORK_FORMATS.values(), *OTHER_NETWORK_FORMATS.values()] for file in form.files],
)
def test_an_empty_network_makes_a_file_too(file: str, tmp_path: Path) -> None:
    """A graph without a node is still a graph."""
    text = write(file, Projection("empty", "Empty", (), ()))

    (tmp_path / file).write_bytes(text.encode())
    if file.endswith(".graphml"):
        assert len(networkx.read_graphml(tmp_path / file)) == 0
    elif file.endswith(".gexf"):
        assert len(networkx.read_gexf(tmp_path / file)) == 0
    elif file.endswith(".cyjs"):
        assert len(networkx.cytoscape_graph(json.loads(text))) == 0
    else:
        assert len(text.splitlines()) == 1


def test_the_files_of_a_build_hold_the_collection(built: Path) -> None:
    """NetworkX and igraph count the nodes and edges of the projection, and weights and links are the same."""
    projection = project(MemoryStore(Store.read_only(str(built / "store"))), "collection")
    graph = networkx.read_graphml(built / "casegraph.graphml")
    other = igraph.Graph.Read_GraphML(str(built / "casegraph.graphml"))
    gexf = networkx.read_gexf(built / "casegraph.gexf")
    rows, labels = (
        list(csv.DictReader(io.StringIO((built / file).read_text(encoding="utf-8-sig"), newline="")))
        for file in ("edges.csv", "nodes.csv")
    )

    sizes = {
        (len(graph), graph.number_of_edges()),
        (len(gexf), gexf.number_of_edges()),
        (other.vcount(), other.ecount()),
    }
    assert sizes == {(len(projection.nodes), len(projection.edges))}
    assert len(rows) == len(projection.edges)
    assert [(row["id"], row["label"]) for row in labels] == [(node.iri, node.label) for node in projection.nodes]
    assert set(graph) == {node.iri for node in projection.nodes}
    assert sorted(other.es["weight"]) == sorted(float(edge.weight) for edge in projection.edges)
    assert {data["link"] for _, _, data in graph.edges(data=True)} == {edge.link for edge in projection.edges}
