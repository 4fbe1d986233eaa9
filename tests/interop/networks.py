"""Readers of network files: GraphML, GEXF and Cytoscape's JSON."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from interop.cells import EDGE, NODE, attributes, item, number, pair
from interop.model import Facts, Package, Reader, Sources
from interop.programs import HERE, deb, node, npm, output, pypi

if TYPE_CHECKING:
    import networkit

__all__ = ["READERS"]

Attributes = Mapping[str, object]


def facts(nodes: Iterable[tuple[str, Attributes]], edges: Iterable[tuple[str, str, Attributes]]) -> Facts:
    """Nodes and edges as items, alone and with what is known of them."""
    nodes, edges = [*nodes], [*edges]
    values = [item(iri, name, text) for iri, data in nodes for name, text in attributes(data, NODE).items()]
    return {
        "nodes": [item(iri) for iri, _ in nodes],
        "edges": [item(*pair(one, other)) for one, other, _ in edges],
        "values of nodes": values,
        "edges with their values": [item(*pair(one, other), attributes(data, EDGE)) for one, other, data in edges],
    }


def networkx_graphml(path: Path) -> Facts:
    """As NetworkX reads GraphML."""
    import networkx

    graph = networkx.read_graphml(path)
    return facts(graph.nodes(data=True), graph.edges(data=True))


def networkx_gexf(path: Path) -> Facts:
    """As NetworkX reads GEXF, which has places of its own way."""
    import networkx

    graph = networkx.read_gexf(path)
    nodes = [(iri, {**data, **data.get("viz", {}).get("position", {})}) for iri, data in graph.nodes(data=True)]
    return facts(nodes, graph.edges(data=True))


def networkx_cyjs(path: Path) -> Facts:
    """As NetworkX reads Cytoscape's JSON."""
    import networkx

    graph = networkx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))
    return facts(graph.nodes(data=True), graph.edges(data=True))


def igraph_graphml(path: Path) -> Facts:
    """As igraph for Python reads GraphML."""
    import igraph

    graph = igraph.Graph.Read_GraphML(str(path))
    names = graph.vs["id"]
    nodes = [(each["id"], each.attributes()) for each in graph.vs]
    return facts(nodes, [(names[each.source], names[each.target], each.attributes()) for each in graph.es])


def rustworkx_graphml(path: Path) -> Facts:
    """As rustworkx reads GraphML."""
    import rustworkx

    (graph,) = rustworkx.read_graphml(str(path))
    names = [each["id"] for each in graph.nodes()]
    edges = [(names[one], names[other], data) for one, other, data in graph.weighted_edge_list()]
    return facts([(each["id"], each) for each in graph.nodes()], edges)


def sknetwork_graphml(path: Path) -> Facts:
    """As scikit-network reads GraphML: a matrix, in which the edges of a pair are one, with their weights added up.

    It has no missing values: a year that is not there is 0.
    """
    from scipy.sparse import triu
    from sknetwork.data import from_graphml

    found = from_graphml(str(path), weight_key="weight")
    names = [str(name) for name in found.names]
    columns = {name: values for name, values in found.node_attribute.items() if name in NODE}
    nodes = [
        (iri, {name: values[at].item() for name, values in columns.items() if values[at]})
        for at, iri in enumerate(names)
    ]
    matrix = triu(found.adjacency).tocoo()
    weights = zip(matrix.row, matrix.col, matrix.data, strict=True)
    linked = [item(item(*pair(names[one], names[other])), number(weight)) for one, other, weight in weights]
    read = facts(nodes, [])
    return {name: read[name] for name in ("nodes", "values of nodes")} | {"linked pairs with their weights": linked}


def networkit_graphml(path: Path) -> Facts:
    """As NetworKit reads GraphML: nodes are numbers, in the order of the file, and weights are left out."""
    import networkit

    graph = networkit.graphio.GraphMLReader().read(str(path))
    return _of_networkit(graph, path)


def networkit_gexf(path: Path) -> Facts:
    """As NetworKit reads GEXF, likewise."""
    import networkit

    reader = networkit.graphio.GEXFReader()
    graph = reader.read(str(path))
    return _of_networkit(graph[0] if isinstance(graph, tuple) else graph, path)


def _of_networkit(graph: "networkit.Graph", path: Path) -> Facts:
    """Node by node and edge by edge; the names of nodes are taken from the file, as NetworKit keeps none."""
    names = re.findall(r'<node id="([^"]+)"', path.read_text(encoding="utf-8"))
    return {
        "nodes": [item(names[each]) for each in graph.iterNodes()],
        "edges": [item(*pair(names[one], names[other])) for one, other in graph.iterEdges()],
    }


def by_node(library: str) -> Callable[[Path], Facts]:
    """As a library for JavaScript reads a file; Gephi Lite reads its files with graphology."""

    def read(path: Path) -> Facts:
        found = json.loads(node("networks.mjs", library, path))
        return facts(map(tuple, found["nodes"]), map(tuple, found["edges"]))

    return read


def igraph_for_r(path: Path) -> Facts:
    """As igraph for R reads GraphML; two tables are what it read."""
    text = output("Rscript", HERE / "foreign" / "network.R", path)
    nodes, edges = (list(csv.DictReader(io.StringIO(part))) for part in text.split("\f"))
    return facts([(row["id"], row) for row in nodes], [(row["from"], row["to"], row) for row in edges])


def graph_tool(path: Path) -> Facts:
    """As graph-tool reads GraphML, with Debian's Python. It has no missing values: a year that is not there is 0."""
    found = json.loads(output("/usr/bin/python3", "-W", "ignore", HERE / "foreign" / "graph_tool_reader.py", path))
    nodes = [(iri, {name: value for name, value in data.items() if value}) for iri, data in found["nodes"]]
    return facts(nodes, map(tuple, found["edges"]))


def reader(file: str, program: str, packages: tuple[Package, ...], read: Callable[[Path], Facts]) -> Reader:
    """A reader of one of the files of a build."""

    def of(sources: Sources) -> Facts:
        return read(sources.build / file)

    return Reader(file, program, packages, "network", of)


READERS = (
    reader("casegraph.graphml", "NetworkX", pypi("networkx"), networkx_graphml),
    reader("casegraph.graphml", "igraph for Python", pypi("igraph"), igraph_graphml),
    reader("casegraph.graphml", "rustworkx", pypi("rustworkx"), rustworkx_graphml),
    reader("casegraph.graphml", "scikit-network", pypi("scikit-network"), sknetwork_graphml),
    reader("casegraph.graphml", "NetworKit", pypi("networkit"), networkit_graphml),
    reader("casegraph.graphml", "graphology-graphml", npm("graphology-graphml", "graphology"), by_node("graphml")),
    reader("casegraph.graphml", "igraph for R", deb("r-cran-igraph", "71 MB"), igraph_for_r),
    reader("casegraph.graphml", "graph-tool", deb("python3-graph-tool", "701 MB"), graph_tool),
    reader("casegraph.gexf", "NetworkX", pypi("networkx"), networkx_gexf),
    reader("casegraph.gexf", "NetworKit", pypi("networkit"), networkit_gexf),
    reader("casegraph.gexf", "graphology-gexf (Gephi Lite)", npm("graphology-gexf", "graphology"), by_node("gexf")),
    reader("casegraph.cyjs", "NetworkX", pypi("networkx"), networkx_cyjs),
    reader("casegraph.cyjs", "Cytoscape.js", npm("cytoscape"), by_node("cytoscape")),
)
