"""The description of the service: what it can do (SPARQL 1.1 Service Description), and of what (VoID)."""

from collections.abc import Callable

from casegraph.names import BASE, PREFIXES
from casegraph.rdf.querying import Answer
from casegraph.rdf.triples import Triples
from casegraph.web.protocol import GRAPHS, ROWS

__all__ = ["service_description"]

_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}
_DATASET = f"DESCRIBE <{BASE}dataset>"


def service_description(address: str, base: str, since: str, ask: Callable[[str, str, str], Answer]) -> str:
    """Return the description of the endpoint at *address* as N-Triples, with the graph's description of its dataset.

    *since* is the day since when it serves this build, as ISO 8601 writes it.
    """
    triples = Triples()
    triples.type(address, "sd:Service")
    triples.link(address, "sd:endpoint", address)
    triples.link(address, "sd:supportedLanguage", f"{PREFIXES['sd']}SPARQL11Query")
    for media_type in (*ROWS, *GRAPHS):
        if media_type in _WRITTEN:
            triples.link(address, "sd:resultFormat", f"{_FORMATS}{_WRITTEN[media_type]}")
    default = f"{address}#default"
    triples.link(address, "sd:defaultDataset", default)
    triples.type(default, "sd:Dataset")
    triples.link(default, "sd:defaultGraph", f"{base}dataset")
    triples.type(f"{base}dataset", "sd:Graph")
    triples.link(f"{base}dataset", "void:sparqlEndpoint", address)
    triples.say(f"{base}dataset", "dcterms:modified", since, "date")
    said = ask(_DATASET.replace(BASE, base), "json", "ntriples").body.decode()
    return triples.text() + said
