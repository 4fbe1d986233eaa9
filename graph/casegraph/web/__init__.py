"""The web: a SPARQL endpoint on this computer, read-only."""
