"""Drawings: pictures of the graph, as SVG and as pages."""
