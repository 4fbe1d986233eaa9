"""Files for other programs: the whole graph in RDF formats, and projections in network formats."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casegraph.exporting.csv_files import edges_csv, nodes_csv
from casegraph.exporting.cytoscape import cytoscape
from casegraph.exporting.gexf import gexf
from casegraph.exporting.graphml import graphml
from casegraph.exporting.jsonld import jsonld
from casegraph.exporting.rdf_files import ntriples, rdfxml, turtle
from casegraph.exporting.yed import yed
from casegraph.network.model import Projection
from casegraph.rdf.sorted_lines import SortedLines

__all__ = ["GRAPH_FORMATS", "NETWORK_FORMATS", "OTHER_NETWORK_FORMATS", "GraphFormat", "NetworkFormat"]


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A format for the whole graph: its file in a build, and a function that yields it piece by piece.

    The function takes sorted lines of N-Triples and the IRI base of the graph.
    """

    file: str
    media_type: str
    write: Callable[[SortedLines, str], Iterator[bytes]]

    def text(self, ntriples: str, base: str) -> str:
        """Return statements as one text in this format."""
        return b"".join(self.write(SortedLines.of_text(ntriples), base)).decode()


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """A format for a projection: its files (CSV has two), each with a function that yields a projection piece by piece."""

    media_type: str
    files: Mapping[str, Callable[[Projection], Iterator[str]]]


GRAPH_FORMATS: Mapping[str, GraphFormat] = {
    "turtle": GraphFormat("casegraph.ttl", "text/turtle", turtle),
    "ntriples": GraphFormat("casegraph.nt", "application/n-triples", ntriples),
    "jsonld": GraphFormat("casegraph.jsonld", "application/ld+json", jsonld),
    "rdfxml": GraphFormat("casegraph.rdf", "application/rdf+xml", rdfxml),
    "trig": GraphFormat("casegraph.trig", "application/trig", turtle),
}

NETWORK_FORMATS: dict[str, NetworkFormat] = {
    "graphml": NetworkFormat("application/graphml+xml", {"casegraph.graphml": graphml}),
    "gexf": NetworkFormat("application/gexf+xml", {"casegraph.gexf": gexf}),
    "csv": NetworkFormat("text/csv", {"nodes.csv": nodes_csv, "edges.csv": edges_csv}),
    "cytoscape": NetworkFormat("application/json", {"casegraph.cyjs": cytoscape}),
}
"""The formats that a build writes."""

OTHER_NETWORK_FORMATS: dict[str, NetworkFormat] = {
    "yed": NetworkFormat("application/graphml+xml", {"casegraph-yed.graphml": yed}),
}
"""Formats for one program alone, which a build does not write."""
