"""Layouts: where the nodes of a network are drawn."""
