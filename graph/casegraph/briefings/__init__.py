"""Briefings: what papers say of a collection, each figure with its denominator, and each quote with its place.

``casegraph.papers`` has the forms that they are written in.
"""
