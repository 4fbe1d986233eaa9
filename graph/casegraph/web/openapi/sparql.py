"""The endpoint in the description for programs: queries by GET and by POST, and the media types of their answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from casegraph.web.address_parameters import AddressParameter, Json
from casegraph.web.error_forms import PROBLEM
from casegraph.web.json_forms import SparqlAnswer
from casegraph.web.openapi.schemas import Schemas
from casegraph.web.resources import QUERY
from casegraph.web.sparql.protocol import GRAPHS, ROWS

__all__ = ["dataset", "endpoint"]

_FORMAT = AddressParameter(
    "format",
    "The format of the answer, for clients that send no Accept: a media type or a name such as csv, tsv or turtle",
    listed=("json", "xml"),  # which suit any query
)

_FAILS = {
    "400": "No query, a syntax error, or a query that does more than read this graph",
    "405": "An update: the endpoint is read-only",
    "406": "Not available in a format that the client accepts",
    "408": "The query did not arrive in time",
    "413": "The query or its answer is too long",
    "503": "Too many queries at once: try again after Retry-After",
    "504": "The query took too long",
}

Responses = Callable[..., dict[str, Json]]


def endpoint(
    schemas: Schemas, parameter: Callable[[AddressParameter, str, Schemas], Json], responses: Responses
) -> Json:
    """Return the path of the endpoint; *parameter* and *responses* make those parts of a description."""
    rows = schemas.of(SparqlAnswer)
    content: dict[str, Json] = {
        **{each: {"schema": rows if each.endswith("json") else {"type": "string"}} for each in ROWS},
        **{each: {"schema": {} if each.endswith("json") else {"type": "string"}} for each in GRAPHS},
    }
    summary = "The answer: rows or a boolean, or a graph for CONSTRUCT and DESCRIBE"
    errors = ("text/plain", PROBLEM)
    query = replace(
        QUERY, required=False, description=f"{QUERY.description}; without one, the answer describes the endpoint"
    )
    schema = QUERY.schema()
    form: Json = {"type": "object", "properties": {"query": schema}, "required": ["query"]}
    body: Json = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": schema},
            "application/x-www-form-urlencoded": {"schema": form},
        },
    }

    def operation(name: str, fails: Mapping[str, str], parameters: list[Json]) -> dict[str, Json]:
        return {
            "operationId": name,
            "summary": "Query in SPARQL 1.1",
            "tags": ["sparql"],
            "parameters": parameters,
            "responses": responses(summary, content, fails, errors, schemas),
        }

    posted = {**_FAILS, "415": "The body is neither a form nor a query"}
    return {
        "get": operation("sparql_get", _FAILS, [parameter(each, "query", schemas) for each in (query, _FORMAT)]),
        "post": {**operation("sparql_post", posted, []), "requestBody": body},
    }


def dataset(schemas: Schemas, responses: Responses) -> Json:
    """Return the path of the description of the dataset."""
    summary = "Description of the graph and its endpoint (VoID, DCAT)"
    content: dict[str, Json] = {
        each: {"schema": {} if each.endswith("json") else {"type": "string"}} for each in GRAPHS
    }
    fails = {each: _FAILS[each] for each in ("406", "503", "504")}
    answers = responses(summary, content, fails, ("text/plain", PROBLEM), schemas)
    return {
        "get": {
            "operationId": "dataset",
            "summary": summary,
            "tags": ["sparql"],
            "parameters": [],
            "responses": answers,
        }
    }
