// Nodes and edges of a network file as JSON: node networks.mjs graphml|gexf|cytoscape FILE
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const [library, path] = process.argv.slice(2);
const text = readFileSync(path, "utf8");

function byGraphology(read) {
  const graph = read(Graph, text);
  return {
    nodes: graph.mapNodes((key, data) => [key, data]),
    edges: graph.mapEdges((key, data, source, target) => [source, target, data]),
  };
}

const libraries = {
  graphml: () => byGraphology(graphml.parse),
  gexf: () => byGraphology(gexf.parse),
  cytoscape: () => {
    const graph = cytoscape({ headless: true });
    graph.json(JSON.parse(text));
    return {
      nodes: graph.nodes().map((each) => [each.id(), each.data()]),
      edges: graph.edges().map((each) => [each.source().id(), each.target().id(), each.data()]),
    };
  },
};

process.stdout.write(JSON.stringify(libraries[library]()));
