"""What clients send beside a query at /sparql is honoured or refused; browsers are led to the query page."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pyoxigraph
import pytest
from SPARQLWrapper import SPARQLWrapper

from casegraph.asking import questions
from casegraph.graph import Graph
from casegraph.names import BASE, PREFIXES
from casegraph.network.projection_queries import projection_query, projections
from serving import Server

ONTOLOGY = Path(__file__).parent.parent / "ontology"
ASK = "ASK { ?s a cg:Review }"
SELECT = "SELECT ?s { ?s a cg:Review } LIMIT 1"
DESCRIBE = "DESCRIBE agency:icb"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
DATASET = f"{BASE}dataset"
COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"


FORMATS = {
    "json": "application/sparql-results+json", "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/json", "xml": "application/sparql-results+xml", "srx": "application/sparql-results+xml",
    "csv": "text/csv", "text/csv": "text/csv", "TSV": "text/tab-separated-values",
    "text/tab-separated-values": "text/tab-separated-values",
}  # fmt: skip
GRAPHS = {
    "turtle": "text/turtle", "ttl": "text/turtle", "text/turtle": "text/turtle", "nt": "application/n-triples",
    "ntriples": "application/n-triples", "json-ld": "application/ld+json", "json": "application/ld+json",
    "application/ld+json": "application/ld+json", "rdf+xml": "application/rdf+xml", "xml": "application/rdf+xml",
}  # fmt: skip


@pytest.mark.parametrize("name", ["format", "output", "results"])
@pytest.mark.parametrize(("query", "formats"), [(SELECT, FORMATS), (ASK, FORMATS), (DESCRIBE, GRAPHS)])
def test_a_format_that_a_parameter_names_is_the_one_that_comes(
    server: Server, query: str, formats: dict[str, str], name: str
) -> None:
    """Whatever the Accept header says, by GET and by POST."""
    for asked, wanted in formats.items():
        for accept in ("*/*", BROWSER, "text/csv"):
            status, headers, _ = server.query(query, accept, **{name: asked})
            assert (status, headers["content-type"].partition(";")[0]) == (200, wanted), asked
        form = urlencode({"query": query, name: asked}).encode()
        status, headers, _ = server.ask("POST", "/sparql", form, {"Content-Type": "application/x-www-form-urlencoded"})
        assert (status, headers["content-type"].partition(";")[0]) == (200, wanted), asked


@pytest.mark.parametrize(
    ("query", "format"),
    [(SELECT, "turtle"), (SELECT, "thrift"), (ASK, "<b>"), (DESCRIBE, "csv"), (DESCRIBE, "text/csv")],
)
def test_a_format_that_there_is_not_is_refused(server: Server, query: str, format: str) -> None:
    """With those that there are, instead of another one."""
    status, headers, words = server.query(query, format=format)
    assert (status, headers["content-type"].partition(";")[0]) == (400, "text/plain")
    assert format in words.decode() and ("csv" if query != DESCRIBE else "turtle") in words.decode()


def test_two_formats_are_one_too_many(server: Server) -> None:
    """The same one twice is one, and none is none."""
    assert server.query(ASK, format="json", output="xml")[0] == 400
    status, headers, _ = server.query(ASK, format="xml", output="XML", results="")
    assert (status, headers["content-type"]) == (200, "application/sparql-results+xml")


@pytest.mark.parametrize("parameter", ["timeout", "debug", "callback", "maxrows"])
def test_parameters_that_others_know_do_no_harm(server: Server, parameter: str) -> None:
    """The protocol lets a service have more parameters than its own."""
    assert server.query(ASK, **{parameter: "1"})[0] == 200


def test_the_description_comes_in_the_format_that_is_named(server: Server) -> None:
    status, headers, body = server.ask("GET", "/sparql?format=nt", headers={"Accept": "text/turtle"})
    assert (status, headers["content-type"].partition(";")[0]) == (200, "application/n-triples") and body
    assert server.ask("GET", "/sparql?output=csv")[0] == 400
    assert server.ask("GET", "/sparql?query=")[0] == 400


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_gets_the_format_that_it_asks_for(server: Server, format: str) -> None:
    """It says it three times."""
    wrapper = SPARQLWrapper(f"http://{server.host}:{server.port}/sparql")
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(format)
    assert format in wrapper.query().response.headers["Content-Type"].replace("tab-separated-values", "tsv")


@pytest.mark.parametrize("accept", [BROWSER, "text/html", "text/html;q=0.9, image/png"])
@pytest.mark.parametrize("query", [SELECT, DESCRIBE, "SELECT * {"])
def test_a_browser_that_opens_a_link_gets_the_query_page(server: Server, accept: str, query: str) -> None:
    """With the query in it, its answer, or its mistake."""
    status, headers, _ = server.query(query, accept)
    assert (status, headers["vary"].split(",")[0]) == (303, "Accept")
    location = urlsplit(headers["location"])
    assert (location.netloc, location.path, parse_qs(location.query)) == ("", "/query", {"query": [query]})
    status, headers, page = server.ask("GET", headers["location"], headers={"Accept": accept})
    assert (status, headers["content-type"].partition(";")[0]) == (400 if query == "SELECT * {" else 200, "text/html")
    assert b"<textarea" in page


def test_a_browser_without_a_query_gets_the_query_page(server: Server) -> None:
    status, headers, _ = server.ask("GET", "/sparql", headers={"Accept": BROWSER})
    assert (status, headers["location"]) == (303, "/query")
    form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": BROWSER}
    status, headers, _ = server.ask("POST", "/sparql", urlencode({"query": ASK}).encode(), form)
    assert (status, headers["location"]) == (303, f"/query?{urlencode({'query': ASK})}")
    assert server.query(SELECT, format="html")[0] == 303


def test_a_program_that_takes_html_as_well_gets_its_own_format(server: Server) -> None:
    status, headers, _ = server.query(SELECT, "text/html, application/sparql-results+json")
    assert (status, headers["content-type"]) == (200, "application/sparql-results+json")


def test_relative_iris_resolve_against_the_endpoint(server: Server) -> None:
    """At /sparql and on the query page; a BASE of the query's own goes before."""
    address = f"http://{server.host}:{server.port}"
    query = "SELECT * { BIND(<a/b> AS ?one) BIND(<#c> AS ?two) BIND(</d> AS ?three) } # e"
    wanted = [f"{address}/a/b", f"{address}/sparql#c", f"{address}/d"]
    for target in (f"/sparql?{urlencode({'query': query})}", f"/query.json?{urlencode({'query': query})}"):
        (row,) = json.loads(server.ask("GET", target)[2])["results"]["bindings"]
        assert [row[name]["value"] for name in ("one", "two", "three")] == wanted
    assert json.loads(server.query(f"BASE <{BASE}> ASK {{ <agency/icb> a skos:Concept }}")[2])["boolean"] is True
    status, _, words = server.query("SELECT * { <a> ?p FILTERX }")
    assert status == 400 and "FILTERX" in words.decode()


OWN = [DATASET, BASE]
OTHERS = ["http://127.0.0.1:9/", f"{BASE}review/", "dataset"]


@pytest.mark.parametrize("graph", OWN)
def test_the_graph_of_this_service_can_be_named_in_both_ways(built: Path, server: Server, graph: str) -> None:
    """The answer is the one without a name."""
    wanted = server.query(COUNT.format(""))[2]
    assert server.query(COUNT.format(""), **{"default-graph-uri": graph})[2] == wanted
    assert server.query(COUNT.format(f"FROM <{graph}>"))[2] == wanted
    assert server.query(f"PREFIX c: <{BASE}> {COUNT.format(f'FROM c:{graph.removeprefix(BASE)}')}")[2] == wanted
    assert server.ask("GET", f"/query.json?{urlencode({'query': COUNT.format(f'FROM <{graph}>')})}")[2] == wanted
    with Graph.open(built) as opened:
        assert opened.query(COUNT.format(f"FROM <{graph}>")) == opened.query(COUNT.format(""))


@pytest.mark.parametrize("graph", OTHERS)
def test_other_graphs_are_refused_in_both_ways(server: Server, graph: str) -> None:
    assert server.query(COUNT.format(""), **{"default-graph-uri": graph})[0] == 400
    assert server.query(COUNT.format(f"FROM <{graph}>"))[0] == 400
    assert server.query(COUNT.format(f"FROM <{DATASET}> FROM <{graph}>"))[0] == 400


@pytest.mark.parametrize("graph", [*OWN, *OTHERS])
def test_named_graphs_are_refused_in_both_ways(server: Server, graph: str) -> None:
    """There are none."""
    assert server.query(ASK, **{"named-graph-uri": graph})[0] == 400
    assert server.query(f"SELECT * FROM NAMED <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")[0] == 400


def declared() -> dict[str, set[str]]:
    """The prefixes that files in ontology/ declare, in whatever way."""
    found: dict[str, set[str]] = {}
    for path in sorted(ONTOLOGY.rglob("*")):
        if path.suffix in (".ttl", ".rq"):
            text = path.read_text(encoding="utf-8")
            for pattern in (r"(?i)@?prefix\s+([\w-]+):\s*<([^>]+)>", r'sh:prefix "([^"]+)" ; sh:namespace "([^"]+)"'):
                for name, iri in re.findall(pattern, text):
                    found.setdefault(name, set()).add(iri)
    return found


def test_there_is_one_list_of_prefixes() -> None:
    """What the files that ship declare, queries know, with the same meaning; no namespace has two prefixes."""
    found = declared()
    assert {"scheme", "action", "recommendation", "sh", "vann"} <= {*found}
    assert {name: {PREFIXES[name]} for name in found if name in PREFIXES} == found
    assert len({*PREFIXES.values()}) == len(PREFIXES)


@pytest.mark.parametrize("prefix", ["scheme", "action", "recommendation"])
def test_the_list_is_known_everywhere(built: Path, server: Server, prefix: str) -> None:
    """In queries, on the query page, where the editor completes names, and in Turtle that can use it without an escape."""
    line = f"@prefix {prefix}: <{PREFIXES[prefix]}> ."
    whole = (built / "casegraph.ttl").read_text(encoding="utf-8")
    assert (line in whole) == (prefix != "recommendation"), "its names have slashes"
    assert line in server.query(f"CONSTRUCT {{ {prefix}:x ?p ?o }} {{ agency:icb ?p ?o }}")[2].decode()
    page = server.ask("GET", "/query", headers={"Accept": "text/html"})[2].decode()
    assert f"<code>{prefix}:</code></dt><dd><code>{PREFIXES[prefix]}</code>" in page
    completed = [each["label"] for each in json.loads(server.ask("GET", "/query/completion.json")[2])]
    assert f"{prefix}:" in {label[: len(prefix) + 1] for label in completed} or prefix == "recommendation"
    assert server.query(f"ASK {{ {prefix}:x ?p ?o }}")[0] == 200


def stored() -> dict[str, str]:
    """The text of every query that ships: of questions, of their parameters' values, of projections, of shapes."""
    select = f"{PREFIXES['sh']}select"
    found: dict[str, str] = {}
    for path in sorted(ONTOLOGY.rglob("*.ttl")):
        triples = pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE)
        texts = sorted(str(each.object.value) for each in triples if each.predicate.value == select)
        found |= {f"{path.stem} {number}": text for number, text in enumerate(texts, start=1)}
    return found | {name: projection_query(name).sparql for name in projections()}


STORED = stored()


@pytest.mark.parametrize("name", sorted(STORED))
def test_every_query_that_ships_runs_as_it_stands(server: Server, name: str) -> None:
    """At /sparql, without a declaration before it."""
    status, _, body = server.query(STORED[name])
    assert status == 200, body
    assert json.loads(body)["head"]["vars"]


def test_all_queries_that_ship_are_looked_at() -> None:
    assert {f"{name} 1" for name in questions()} | {*projections()} <= {*STORED}
    assert len(STORED) >= 51
