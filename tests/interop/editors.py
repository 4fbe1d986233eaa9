"""What an editor asks an endpoint so that it can complete queries, as SIB's sparql-editor does it (packages/sparql-editor).

The editor cannot be had from npm by itself. That it asks for these things is taken from its source: classes and
properties from VoID with the classes and datatypes of values, prefixes from SHACL, examples from ``sh:SPARQLExecutable``; each by
GET, with ``ac=1`` before the query and rows as JSON. It puts the examples on a page, for people to run.
"""

import json
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from interop.cells import item
from interop.model import Facts, Package, Reader, Sources

__all__ = ["READERS", "truth"]

_COMPLETION = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?class ?property ?kind {
  ?classes void:class ?class ; void:propertyPartition ?properties .
  ?properties void:property ?property .
  OPTIONAL { ?properties void:classPartition/void:class|ext:datatypePartition/ext:datatype ?kind }
}"""
_PREFIXES = (
    "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?prefix ?iri { ?one sh:prefix ?prefix ; sh:namespace ?iri }"
)
_EXAMPLES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?example ?query { ?example a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?query }"""


def ask(address: str, query: str) -> list[dict[str, str]]:
    """The rows of a query as an editor gets them."""
    request = Request(f"{address}/sparql?{urlencode({'ac': '1', 'query': query})}")
    request.add_header("Accept", "application/sparql-results+json")
    with urlopen(request) as answer:
        rows = json.load(answer)["results"]["bindings"]
    return [{name: each["value"] for name, each in row.items()} for row in rows]


def by_editor(sources: Sources) -> Facts:
    """What an editor knows afterwards, and the examples that run as they are."""
    rows = ask(sources.address, _COMPLETION)
    examples = ask(sources.address, _EXAMPLES)
    prefixes = ask(sources.address, _PREFIXES)
    for each in examples:
        ask(sources.address, each["query"])
    return {
        "classes": {row["class"] for row in rows},
        "properties of classes": {item(row["class"], row["property"]) for row in rows},
        "kinds of their values": {item(*row.values()) for row in rows if "kind" in row},
        "prefixes": {item(row["prefix"], row["iri"]) for row in prefixes},
        "examples": {row["example"] for row in examples},
    }


def truth(sources: Sources) -> Facts:
    """Which properties the things of each class have, with values of which class or datatype; prefixes and questions.

    The dataset's description of itself is left out: it would have to count itself.
    """
    from casegraph.asking import questions
    from casegraph.asking.questions import prefixes
    from casegraph.names import BASE

    store = ox.Store()
    store.bulk_load(path=str(sources.build / "casegraph.nt"), format=ox.RdfFormat.N_TRIPLES)
    named = dict(prefixes())
    itself = "FILTER(?class NOT IN (void:Dataset, dcat:Dataset))"
    kind = "OPTIONAL { ?value a ?c } BIND(IF(isLiteral(?value), DATATYPE(?value), ?c) AS ?kind)"
    void = {"void": "http://rdfs.org/ns/void#", "dcat": "http://www.w3.org/ns/dcat#"}
    query = f"SELECT DISTINCT ?class ?property ?kind {{ ?thing a ?class ; ?property ?value {itself} {kind} }}"
    found = store.query(query, prefixes=named | void)
    assert isinstance(found, ox.QuerySolutions)
    rows = [[getattr(each, "value", "") for each in row] for row in found]
    return {
        "classes": {row[0] for row in rows},
        "properties of classes": {item(*row[:2]) for row in rows},
        "kinds of their values": {item(*row) for row in rows if row[2]},
        "prefixes": {item(*pair) for pair in named.items()},
        "examples": {f"{BASE}question/{name}" for name in questions()},
    }


READERS = (
    Reader(
        "/sparql, completion",
        "the queries of SIB's sparql-editor",
        (Package("Python", "python"),),
        "completion",
        by_editor,
    ),
)
