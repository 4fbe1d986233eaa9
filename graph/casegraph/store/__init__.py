"""The store: what answers SPARQL over a built graph."""
