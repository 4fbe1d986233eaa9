"""Conformance: whether a server that holds the graph of a build answers every query that ships as it should."""

from casegraph.conforming.conformance import Verdict, conform
from casegraph.conforming.queries import ShippedQuery, shipped_queries

__all__ = ["ShippedQuery", "Verdict", "conform", "shipped_queries"]
