"""Counts, made once: what tables and networks count stands as columns (Parquet) and as triples beside a build's store."""

__all__ = ["GRAPH"]

GRAPH = "graph/counts"
"""The name of the graph that has the counts in a store, after its base."""
