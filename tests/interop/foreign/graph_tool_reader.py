"""Reads a GraphML file with graph-tool, and prints its nodes and edges as JSON; for the Python that has graph-tool."""

import json
import sys

import graph_tool

graph = graph_tool.load_graph(sys.argv[1])
names = graph.vp["_graphml_vertex_id"]


nodes = [[names[each], {name: of[each] for name, of in graph.vp.items()}] for each in graph.vertices()]
edges = [
    [names[each.source()], names[each.target()], {name: of[each] for name, of in graph.ep.items()}]
    for each in graph.edges()
]
json.dump({"nodes": nodes, "edges": edges}, sys.stdout)
