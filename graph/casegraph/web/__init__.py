"""The server: pages for people, answers for programs and a SPARQL endpoint, all read-only."""
