"""Networks: typed projections of the graph."""

from casegraph.network.model import Edge, Node, Projection
from casegraph.network.projection import network, project, to_networkx
from casegraph.network.projection_queries import Query, projection_query, projections

__all__ = [
    "Edge",
    "Node",
    "Projection",
    "Query",
    "network",
    "project",
    "projection_query",
    "projections",
    "to_networkx",
]
