"""Layouts: positions for the nodes of a network."""
