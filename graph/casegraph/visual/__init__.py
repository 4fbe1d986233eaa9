"""Pictures and pages of the graph, each one file that needs nothing else and nobody's network."""
