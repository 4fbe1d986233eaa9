"""The endpoint describes itself and its dataset, at /sparql and where VoID says to look."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.namespace import DCAT, RDF, VOID

from casegraph.cli import main
from casegraph.graph import Graph
from casegraph.names import prefixes_for
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.rdf.turtle import turtle
from serving import Server

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
MEDIA_TYPES = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")


def described(server: Server, path: str, accept: str = "text/turtle") -> rdflib.Graph:
    """What is said at an address."""
    status, headers, body = server.ask("GET", path, headers={"Accept": accept})
    assert status == 200
    form = ox.RdfFormat.from_media_type(headers["content-type"])
    assert form
    lines = [f"{quad.triple} ." for quad in ox.parse(body, format=form)]
    return rdflib.Graph().parse(data="\n".join(lines), format="nt")


@pytest.fixture(scope="module")
def description(server: Server) -> rdflib.Graph:
    """What the endpoint says of itself."""
    return described(server, "/sparql")


def test_the_description_says_what_the_service_takes_and_gives(server: Server, description: rdflib.Graph) -> None:
    endpoint = rdflib.URIRef(f"http://{server.host}:{server.port}/sparql")
    assert description.value(endpoint, SD.endpoint) == endpoint
    assert (endpoint, SD.supportedLanguage, SD.SPARQL11Query) in description
    assert len(set(description.objects(endpoint, SD.resultFormat))) == 8
    assert (endpoint, RDF.type, DCAT.DataService) in description
    assert description.value(endpoint, DCAT.endpointURL) == endpoint
    assert description.value(endpoint, DCAT.servesDataset) in set(description.subjects(RDF.type, DCAT.Dataset))


def test_no_feature_is_claimed_that_is_not_there(description: rdflib.Graph) -> None:
    """The standard names five, and SERVICE, union graphs, fetched graphs, required or empty ones are none of ours."""
    assert set(description.objects(None, SD.feature)) == set()


def test_the_default_graph_has_counts_and_partitions(description: rdflib.Graph, built: Path) -> None:
    """All that the graph says of its dataset."""
    (graph,) = description.objects(None, SD.defaultGraph)
    said = {each: int(str(description.value(graph, VOID[each]))) for each in ("triples", "classes", "properties")}
    with Graph.open(built) as whole:
        assert said["triples"] == whole.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
        beneath = {line for line in whole.ntriples().splitlines() if line.startswith(f"<{graph}")}
    assert said["classes"] == len(set(description.objects(graph, VOID.classPartition))) > 35
    assert said["properties"] == len(set(description.objects(graph, VOID.propertyPartition))) > 100
    written = set(description.serialize(format="nt").splitlines())
    assert beneath <= written


@pytest.mark.parametrize("accept", MEDIA_TYPES)
def test_the_same_is_where_void_says_to_look(server: Server, description: rdflib.Graph, accept: str) -> None:
    assert set(described(server, "/.well-known/void", accept)) == set(description)


def test_a_browser_gets_the_description_too(server: Server, description: rdflib.Graph) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert set(described(server, "/.well-known/void", accept)) == set(description)


def test_the_endpoint_that_is_named_is_the_one_that_was_asked(server: Server) -> None:
    """A second client by another name of this computer is told that name, though the answer is the same."""
    for host in (f"{server.host}:{server.port}", f"localhost:{server.port}"):
        _, _, body = server.ask("GET", "/.well-known/void", headers={"Accept": "text/turtle", "Host": host})
        graph = rdflib.Graph().parse(body, format="turtle")
        assert set(graph.objects(None, SD.endpoint)) == {rdflib.URIRef(f"http://{host}/sparql")}


def test_an_editor_gets_the_properties_of_a_class(server: Server) -> None:
    """Asked as SIB's editor asks, with a parameter of its own and JSON for rows."""
    query = """PREFIX void: <http://rdfs.org/ns/void#>
        SELECT DISTINCT ?class ?property {
          ?c void:class ?class ; void:propertyPartition ?p . ?p void:property ?property }"""
    status, _, body = server.ask(
        "GET",
        f"/sparql?{urlencode({'ac': '1', 'query': query})}",
        headers={"Accept": "application/sparql-results+json"},
    )
    rows = json.loads(body)["results"]["bindings"]
    assert status == 200
    name = "https://w3id.org/casegraph/ontology#"
    own = {row["property"]["value"] for row in rows if row["class"]["value"] == f"{name}Review"}
    assert sum(each.startswith(name) for each in own) == 12
    assert len({row["property"]["value"] for row in rows}) > 100


def test_a_description_is_the_same_turtle_everywhere(built: Path, server: Server) -> None:
    """On the command line, in the library, at the endpoint and on the query page; a thing's own page has the same writer."""
    query = "DESCRIBE theme:neglect"
    with Graph.open(built) as graph:
        expected = graph.query_text(query, "turtle")
        lines = SortedLines.of_text(server.ask("GET", "/theme/neglect.nt")[2].decode())
        page = b"".join(turtle(lines, prefixes_for(graph.base))).decode()
    done = CliRunner().invoke(main, ["query", query, "--format", "turtle", "--graph", str(built)])
    assert done.stdout == expected
    assert server.query(query, "text/turtle")[2].decode() == expected
    assert server.ask("GET", f"/query.ttl?{urlencode({'query': query})}")[2].decode() == expected
    assert server.ask("GET", "/theme/neglect.ttl")[2].decode() == page
    assert set(expected.splitlines()) & set(page.splitlines())
