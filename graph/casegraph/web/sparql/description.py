"""The description of the service: what it can do (SPARQL 1.1 Service Description), and of what (VoID)."""

from typing import TYPE_CHECKING

from casegraph.names import BASE, PREFIXES
from casegraph.rdf.description import ALL_OF_IT
from casegraph.rdf.triples import Triples
from casegraph.store.protocol import Store
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import GRAPHS, ROWS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["modified", "service_description", "void"]

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


def service_description(address: str, since: str, store: Store) -> str:
    """Return the description of the endpoint at *address* as N-Triples, with the graph's description of its dataset.

    *since* is the day since when it serves this build, as ISO 8601 writes it, "" for a graph that is at another endpoint.
    """
    return _service(address, store.base, since) + store.construct(ALL_OF_IT.replace(BASE, store.base))


def void(site: Site, request: "Request") -> "Response":
    """Answer with that description at the address where clients look for what a host has (VoID, section 7.2)."""
    address = str(request.url.replace(path="/sparql", query=""))
    forms = site.as_graph(lambda: service_description(address, modified(site), site.store))
    return site.respond(request, forms, steady=False)


def modified(site: Site) -> str:
    """Return the day of the build that is served, as ISO 8601 writes it; "" where another endpoint has the graph."""
    return site.since if site.graph.endpoint is None else ""


def _service(address: str, base: str, since: str) -> str:
    """Return what is said of the endpoint itself.

    It names none of the standard's features, as it has none: SERVICE is refused, the default graph is no union of
    others, and FROM fetches nothing.
    """
    triples = Triples()
    triples.type(address, "sd:Service", "dcat:DataService")
    triples.link(address, "sd:endpoint", address)
    triples.link(address, "sd:supportedLanguage", f"{PREFIXES['sd']}SPARQL11Query")
    for media_type in (*ROWS, *GRAPHS):
        if media_type in _WRITTEN:
            triples.link(address, "sd:resultFormat", f"{_FORMATS}{_WRITTEN[media_type]}")
    default, dataset = f"{address}#default", f"{base}dataset"
    triples.link(address, "sd:defaultDataset", default)
    triples.type(default, "sd:Dataset")
    triples.link(default, "sd:defaultGraph", dataset)
    triples.type(dataset, "sd:Graph")
    triples.link(dataset, "void:sparqlEndpoint", address)
    if since:
        triples.say(dataset, "dcterms:modified", since, "date")
    triples.say(address, "dcterms:title", "SPARQL endpoint", language="en")
    triples.link(address, "dcat:endpointURL", address)
    triples.link(address, "dcat:endpointDescription", address)
    triples.link(address, "dcat:servesDataset", dataset)
    return triples.text()
