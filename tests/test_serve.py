"""The endpoint speaks the SPARQL 1.1 Protocol, and nothing that is asked of it harms others.

Cases named after the W3C's SPARQL 1.1 protocol tests carry their ids.
"""

import gzip
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper

from serving import Server, serving, until

SELECT = "SELECT ?s { ?s a cg:Review } ORDER BY ?s LIMIT 2"
ASK = "ASK { ?s a cg:Review }"
CONSTRUCT = "CONSTRUCT { ?s a cg:Review } WHERE { ?s a cg:Review }"
DESCRIBE = "DESCRIBE agency:icb"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
RUNAWAY = {
    "product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!cg:nothing|^!cg:nothing)* ?b }",
    "group by": "SELECT ?c ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?c ?f",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "text": 'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d)); SEPARATOR=",") AS ?t) { ?a ?b ?c . ?d ?e ?f }',
}


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the graph of 2025."""
    with serving(built) as running:
        yield running


@pytest.fixture(scope="module")
def impatient(built: Path) -> Iterator[Server]:
    """Another one, whose queries may take two seconds."""
    with serving(built, "--timeout", "2") as running:
        yield running


OWN = [
    ("default-graph-uri", "https://w3id.org/casegraph/dataset"),
    ("default-graph-uri", "https://w3id.org/casegraph/"),
]
NAMED = [("named-graph-uri", "https://w3id.org/casegraph/dataset")]  # which may be refused, and is: there are none

ANSWERS = {
    "query_get": ("GET", f"/sparql?query={quote(ASK)}", None, {}),
    "query_post_form": ("POST", "/sparql", urlencode({"query": ASK}).encode(), FORM),
    "query_post_direct": ("POST", "/sparql", ASK.encode(), DIRECT),
    "query_dataset_default_graphs_get": ("GET", f"/sparql/?{urlencode([('query', ASK), *OWN])}", None, {}),
    "query_dataset_default_graphs_post": ("POST", f"/sparql/?{urlencode(OWN)}", ASK.encode(), DIRECT),
    "query_multiple_dataset": ("POST", f"/sparql?{urlencode(OWN[:1])}", urlencode([("query", ASK), OWN[1]]).encode(), FORM),
    "form with a charset": ("POST", "/sparql", urlencode({"query": ASK}).encode(), {"Content-Type": FORM["Content-Type"] + "; charset=UTF-8"}),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
def test_queries_come_in_every_way_of_the_protocol(server: Server, case: str) -> None:
    status, headers, body = server.ask(*ANSWERS[case])
    assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
    assert json.loads(body) == {"head": {}, "boolean": True}


BAD = {
    "bad_query_method": ("PUT", f"/sparql?query={quote(ASK)}", None, {}, 405),
    "bad_multiple_queries": ("GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", None, {}, 400),
    "bad_query_wrong_media_type": ("POST", "/sparql", ASK.encode(), {"Content-Type": "text/plain"}, 415),
    "bad_query_missing_form_type": ("POST", "/sparql", urlencode({"query": ASK}).encode(), {}, 415),
    "bad_query_missing_direct_type": ("POST", "/sparql", ASK.encode(), {}, 415),
    "bad_query_non_utf8": ("POST", "/sparql", ASK.encode("utf-16"), DIRECT, 400),
    "bad_query_syntax": ("GET", f"/sparql?query={quote('ASK { ?s')}", None, {}, 400),
    "bad_update_get": ("GET", f"/sparql?update={quote('CLEAR ALL')}", None, {}, 400),
    "update by form": ("POST", "/sparql", urlencode({"update": "CLEAR ALL"}).encode(), FORM, 405),
    "update directly": ("POST", "/sparql", b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, 405),
    "query_dataset_named_graphs_get": ("GET", f"/sparql?{urlencode([('query', ASK), *NAMED])}", None, {}, 400),
    "query_dataset_named_graphs_post": ("POST", f"/sparql?{urlencode(NAMED)}", ASK.encode(), DIRECT, 400),
    "query_dataset_full": ("POST", f"/sparql?{urlencode([*OWN, *NAMED])}", ASK.encode(), DIRECT, 400),
    "update as query": ("GET", f"/sparql?query={quote('CLEAR ALL')}", None, {}, 405),
    "load as query": ("GET", f"/sparql?query={quote('LOAD <http://127.0.0.1:9/>')}", None, {}, 400),
    "service": ("GET", f"/sparql?query={quote('ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')}", None, {}, 400),
    "from elsewhere": ("GET", f"/sparql?query={quote('ASK FROM <http://127.0.0.1:9/> { ?s ?p ?o }')}", None, {}, 400),
    "another graph": ("GET", f"/sparql?query={quote(ASK)}&default-graph-uri=http%3A%2F%2Fe.org%2F", None, {}, 400),
    "a query too long": ("POST", "/sparql", ("#" + "x" * 100_000 + "\n" + ASK).encode(), DIRECT, 413),
    "a body too long": ("POST", "/sparql", b"x" * 2_000_000, DIRECT, 413),
    "nothing acceptable": ("GET", f"/sparql?query={quote(ASK)}", None, {"Accept": "image/png"}, 406),
    "another host": ("GET", f"/sparql?query={quote(ASK)}", None, {"Host": "evil.example"}, 421),
    "another path": ("GET", "/../../etc/passwd", None, {}, 404),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_query_is_turned_away_with_its_reason(server: Server, case: str) -> None:
    method, target, body, sent, wanted = BAD[case]
    status, headers, words = server.ask(method, target, body, sent)
    assert (status, headers["content-type"].partition(";")[0]) == (wanted, "text/plain"), words
    assert len(words.decode().strip()) > 8


FORMATS = {
    "query_content_type_select": (SELECT, "*/*", "application/sparql-results+json"),
    "query_content_type_ask": (ASK, "*/*", "application/sparql-results+json"),
    "query_content_type_describe": (DESCRIBE, "*/*", "text/turtle"),
    "query_content_type_construct": (CONSTRUCT, "*/*", "text/turtle"),
    "xml": (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    "csv": (SELECT, "text/csv", "text/csv"),
    "tsv": (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    "better by quality": (SELECT, "text/csv;q=0.3, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
    "refused by quality": (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", "application/json"),
    "n-triples": (CONSTRUCT, "application/n-triples", "application/n-triples"),
    "json-ld": (CONSTRUCT, "application/ld+json", "application/ld+json"),
    "rdf/xml": (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMATS)
def test_the_client_chooses_the_format(server: Server, case: str) -> None:
    query, accept, wanted = FORMATS[case]
    status, headers, body = server.query(query, accept)
    assert (status, headers["content-type"].partition(";")[0]) == (200, wanted)
    if query in (CONSTRUCT, DESCRIBE):
        form = pyoxigraph.RdfFormat.from_media_type(wanted)
        assert len(list(pyoxigraph.parse(body, format=form))) >= (73 if query == CONSTRUCT else 5)


def test_the_endpoint_describes_itself(server: Server) -> None:
    status, _, body = server.ask("GET", "/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(body, format="turtle")
    said = set(graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#supportedLanguage")))
    assert (status, len(said)) == (200, 1)
    assert list(graph.objects(None, rdflib.VOID.triples))


@pytest.mark.parametrize("case", RUNAWAY)
def test_a_runaway_query_is_ended_and_the_next_one_answered(impatient: Server, case: str) -> None:
    status, headers, words = impatient.query(RUNAWAY[case])
    assert status == 504, words
    assert headers["retry-after"]
    until(lambda: impatient.query(ASK)[0] == 200)  # a new worker may take its two seconds to begin


def test_too_many_at_once_are_told_to_come_back(impatient: Server) -> None:
    found: list[tuple[int, bool]] = []

    def ask() -> None:
        status, headers, _ = impatient.query(RUNAWAY["product"])
        found.append((status, "retry-after" in headers))

    threads = [threading.Thread(target=ask) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) <= {(503, True), (504, True)}
    assert (503, True) in found
    until(lambda: impatient.query(ASK)[0] == 200)


def test_every_answer_is_safe_to_show(server: Server) -> None:
    for status, headers, _ in (server.query(ASK), server.query("ASK {"), server.ask("GET", "/nothing")):
        assert status in (200, 400, 404)
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
    status, headers, _ = server.ask("OPTIONS", "/sparql")
    assert (status, headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_what_was_sent_before_is_not_sent_again(server: Server) -> None:
    _, headers, _ = server.query(SELECT)
    target = f"/sparql?{urlencode({'query': SELECT})}"
    status, _, body = server.ask("GET", target, headers={"If-None-Match": headers["etag"]})
    assert (status, body) == (304, b"")


def test_long_answers_are_compressed(server: Server) -> None:
    target = f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o } LIMIT 500'})}"
    _, headers, body = server.ask("GET", target, headers={"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(body))["results"]["bindings"]) == 500


def test_rdflib_reads_the_endpoint(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(f"http://{server.host}:{server.port}/sparql"))
    rows = graph.query("SELECT ?s { ?s a <https://w3id.org/casegraph/ontology#Review> }")
    assert len(list(rows)) == 73


def test_sparqlwrapper_reads_the_endpoint(server: Server) -> None:
    wrapper = SPARQLWrapper(f"http://{server.host}:{server.port}/sparql")
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat("json")
    found = wrapper.query().convert()
    assert isinstance(found, dict)
    assert len(found["results"]["bindings"]) == 2


def test_curl_reads_the_endpoint(server: Server) -> None:
    words = ["curl", "-sG", f"http://{server.host}:{server.port}/sparql", "--data-urlencode", f"query={SELECT}"]
    said = subprocess.run([*words, "-H", "Accept: text/csv"], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[0] == "s"


def test_the_answers_are_those_of_the_store(server: Server, built_store: pyoxigraph.Store) -> None:
    query = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
    found = built_store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    wanted = [(row["p"].value, row["n"].value) for row in found]
    rows = json.loads(server.query(query)[2])["results"]["bindings"]
    assert [(row["p"]["value"], row["n"]["value"]) for row in rows] == wanted
