"""The description of what is served for programs: OpenAPI 3.1, made from what addresses take and what answers have."""

from collections.abc import Iterable, Mapping

from casegraph import __version__
from casegraph.names import slug
from casegraph.web.address_parameters import AddressParameter, Json
from casegraph.web.error_forms import PROBLEM, error_form
from casegraph.web.json_forms import Problem
from casegraph.web.openapi.schemas import Schemas
from casegraph.web.openapi.sparql import dataset, endpoint
from casegraph.web.representations import ENDINGS, OF_OFFICES
from casegraph.web.resources import Resource, resources
from casegraph.web.site import Site

__all__ = ["openapi"]

_ABOUT = (
    "What {documents} recommend, and to whom. The ending of each address says which format it returns; "
    "an address without one returns a page, or what Accept asks for. CSV and files support ranges. Errors are problem "
    "details (RFC 9457) where the client asks for JSON, otherwise a line of text."
)
_LICENCE: Mapping[str, Json] = {
    "name": "CC BY 4.0 for the data; the quoted words belong to their authors",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}
_ALWAYS = {
    "304": "Not modified",
    "403": "The request comes from another website, which this server does not allow",
    "421": "This is not a name of this server",
    "429": "Too many requests: try again after Retry-After",
    "500": "Internal server error",
}
_UNKNOWN = {"404": "Not found"}
_WRONG = {"400": "Unknown parameter or value"}
_QUERIED = {
    "413": "The query or its answer is too long",
    "503": "Too many queries at once: try again after Retry-After",
    "504": "The query took too long",
}
_LONG = {"413": "Too many rows for one Excel file: choose fewer, or use CSV"}
_PART = {"206": "The requested range", "416": "A range beyond the end"}
_TAKING = (".json", ".csv", ".docx", ".xlsx")  # forms that differ by parameters after the path
_TEXT: Mapping[str, Json] = {"type": "string"}
_BYTES: Mapping[str, Json] = {"type": "string", "format": "binary"}


def openapi(site: Site) -> Json:
    """Return the description, with the ids of the graph that is served."""
    listed = [*resources(site)]
    schemas = Schemas([Problem, *(each.json for each in listed if each.json is not None)])
    paths: dict[str, Json] = {}
    for each in listed:
        for ending in ("",) if each.media_type else each.endings:
            paths[each.path + ending] = {"get": _operation(each, ending, schemas)}
    paths["/sparql"] = endpoint(schemas, _parameter, _responses)
    paths["/.well-known/void"] = dataset(schemas, _responses)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Casegraph",
            "version": __version__,
            "description": _ABOUT.format(documents=site.collection.profile.documents[1]),
            "license": _LICENCE,
        },
        "servers": [{"url": site.prefix or "/"}],
        "paths": paths,
        "components": {"schemas": schemas.components},
    }


def _operation(resource: Resource, ending: str, schemas: Schemas) -> Json:
    taken = resource.takes if ending in _TAKING else ()
    parameters = [
        *(_parameter(each, "path", schemas) for each in resource.names),
        *(_parameter(each, "query", schemas) for each in taken),
    ]
    content: dict[str, Json]
    media_type = resource.media_type.partition(";")[0] or ENDINGS[ending]
    if resource.media_type:
        content = {media_type: {"schema": {} if media_type.endswith("json") else _BYTES}}
    elif ending == ".json":
        name = slug(resource.name).replace("-", " ").title().replace(" ", "")
        schema = schemas.rows(name, resource.columns) if resource.columns else schemas.of(resource.json)
        content = {media_type: {"schema": schema}}
    elif media_type in OF_OFFICES:
        content = {media_type: {"schema": _BYTES}}
    else:
        content = {media_type: {"schema": {} if media_type.endswith("json") else _TEXT}}
    may_fail = {
        **(_WRONG if taken else {}),
        **(_UNKNOWN if resource.names or resource.takes or resource.media_type else {}),
        **(_QUERIED if resource.is_asked else {}),
        **(_LONG if ending == ".xlsx" else {}),
        **(_PART if ending == ".csv" or resource.media_type else {}),
    }
    error = error_form(f"{resource.path}{ending}", ())
    return {
        "operationId": f"{resource.name}{ending}".replace("-", "_").replace(".", "_"),
        "summary": resource.summary,
        "tags": [resource.group],
        "parameters": parameters,
        "responses": _responses(resource.summary, content, may_fail, (error,), schemas),
    }


def _parameter(parameter: AddressParameter, place: str, schemas: Schemas) -> Json:
    return {
        "name": parameter.name,
        "in": place,
        "description": parameter.description,
        "required": parameter.required,
        "schema": schemas.shared(parameter),
        **({"examples": {slug(each): {"value": each} for each in parameter.examples}} if parameter.examples else {}),
    }


def _responses(
    summary: str, content: Json, may_fail: Mapping[str, str], errors: Iterable[str], schemas: Schemas
) -> dict[str, Json]:
    """Return the answers by status: *content* if all goes well, else one of the media types of *errors*."""
    failure: Json = {each: {"schema": schemas.of(Problem) if each == PROBLEM else _TEXT} for each in errors}
    responses: dict[str, Json] = {"200": {"description": summary, "content": content}}
    for status, words in sorted({**_ALWAYS, **may_fail}.items()):
        if status == "304":
            responses[status] = {"description": words}
        else:
            responses[status] = {"description": words, "content": content if status == "206" else failure}
    return responses
