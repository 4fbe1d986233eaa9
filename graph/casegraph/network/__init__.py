"""Networks: typed projections of the graph."""

from casegraph.network.model import Edge, Node, Projection
from casegraph.network.projections import (
    Query,
    network,
    project,
    projection_query,
    projections,
    to_networkx,
)

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
