"""The endpoint in the description for programs: queries by GET and by POST, and the media types of their answers."""

from collections.abc import Callable, Mapping

from casegraph.web.address_parameters import Json
from casegraph.web.error_forms import PROBLEM
from casegraph.web.json_forms import SparqlAnswer
from casegraph.web.openapi_schemas import Schemas
from casegraph.web.protocol import GRAPHS, LONGEST, ROWS

__all__ = ["endpoint"]

_QUERY: Mapping[str, Json] = {"type": "string", "format": "sparql-query", "minLength": 1, "maxLength": LONGEST}
_FAILS = {
    "400": "No query, one that cannot be read, or one that asks for more than reading this graph",
    "405": "An update: the endpoint only reads",
    "406": "Not in a form that the client takes",
    "408": "The query did not arrive in time",
    "413": "The query or its answer is too long",
    "503": "Too many queries at once: come back after Retry-After",
    "504": "The query took too long",
}

Responses = Callable[..., dict[str, Json]]


def endpoint(base: str, schemas: Schemas, responses: Responses) -> Json:
    """Return the path of the endpoint, for the graph whose IRIs start with *base*."""
    graph: Json = {"type": "array", "items": {"type": "string", "enum": [f"{base}dataset", base]}}
    graphs: Json = {
        "name": "default-graph-uri",
        "in": "query",
        "required": False,
        "description": "The graph to ask; there is one",
        "schema": graph,
    }
    rows = schemas.of(SparqlAnswer)
    described: dict[str, Json] = {each: {"schema": {"type": "string"}} for each in (*ROWS, *GRAPHS)}
    content = {
        each: {"schema": rows} if each.endswith("json") and each in ROWS else described[each] for each in described
    }
    summary = "The answer: rows or truth, or a graph for CONSTRUCT and DESCRIBE"
    errors = ("text/plain", PROBLEM)
    query: Json = {
        "name": "query",
        "in": "query",
        "required": False,
        "description": "A query in SPARQL 1.1; without one, the answer describes the endpoint",
        "schema": _QUERY,
        "examples": {"reviews": {"value": "SELECT ?review { ?review a cg:Review } LIMIT 3"}},
    }
    form: Json = {
        "type": "object",
        "properties": {"query": _QUERY, "default-graph-uri": graph},
        "required": ["query"],
    }
    body: Json = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": _QUERY},
            "application/x-www-form-urlencoded": {"schema": form},
        },
    }

    def operation(name: str, fails: Mapping[str, str], parameters: list[Json]) -> dict[str, Json]:
        return {
            "operationId": name,
            "summary": "Ask in SPARQL 1.1",
            "tags": ["sparql"],
            "parameters": parameters,
            "responses": responses(summary, content, fails, errors, schemas),
        }

    posted = {**_FAILS, "415": "A body that is neither a form nor a query"}
    return {
        "get": operation("sparql_get", _FAILS, [query, graphs]),
        "post": {**operation("sparql_post", posted, [graphs]), "requestBody": body},
    }
