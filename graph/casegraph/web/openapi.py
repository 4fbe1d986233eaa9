"""The description of the pages for programs: OpenAPI 3.1, made from what the pages take."""

from typing import Any

from casegraph import __version__
from casegraph.asking.questions import questions
from casegraph.network.projections import projections
from casegraph.visual.words import FACETS, PARTS, RANGE, SWITCHES
from casegraph.web.collection import Collection

__all__ = ["openapi"]

_EXAMPLES = 3


def openapi(collection: Collection) -> dict[str, Any]:
    """Return the description, with a few ids of the collection as examples."""
    words = _parameter("words", "Words that have to occur, in any order")
    page = {**_parameter("page", "Which part of a long list"), "schema": {"type": "integer", "minimum": 1}}
    facets = [
        {**_parameter(name, label), "schema": {"type": "array", "items": {"type": "string"}}}
        for name, label in FACETS.items()
    ]
    facets += [
        {**_parameter(name, f"{label} this year"), "schema": {"type": "string", "pattern": "^[0-9]{4}$"}}
        for name, label in RANGE.items()
    ]
    switches = [
        {**_parameter(name, label), "schema": {"type": "string", "enum": list(values)}}
        for name, (label, values) in SWITCHES.items()
    ]
    part = {**_parameter("part", "Which sentences"), "schema": {"type": "string", "enum": list(PARTS)}}
    partner = _parameter("with", "Only those with this theme or agency")
    cell = _parameter("cell", "Theme and agency whose sentences are wanted, such as neglect~police")
    paths = {
        "/": _get("Overview", [], csv=False),
        "/matrix": _get("Themes by agencies", [*switches, *facets, words, cell, page]),
        "/matrix/sentences": _get("The sentences behind a number", [*switches, *facets, words, cell], html=False),
        "/reviews": _get("Reviews", [*facets, words, page]),
        "/find": _get("Names and sentences with words", [words, page]),
        "/downloads": _get("Files of the build", [], csv=False),
        "/about": _get("Data and method", [], csv=False),
    }
    for kind, listed in collection.lists.items():
        ids = {each["id"]: {"value": each["id"]} for each in listed[:_EXAMPLES]}
        name = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "examples": ids}
        more = [part, partner, page] if kind in ("agency", "theme") else [page]
        paths[f"/{kind}/{{id}}"] = _get(f"One {kind}", [name, *more])
    for question in questions().values():
        taken = [_parameter(each.name, each.description, required=not each.optional) for each in question.parameters]
        paths[f"/questions/{question.name}"] = _get(question.wording, taken)
    paths["/questions"] = _get("The questions that there are", [], csv=False)
    one = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": list(projections())}}
    paths["/networks/{name}"] = _get("A network", [one])
    for kind in collection.lists.keys() - {"review"}:
        paths[f"/{kind}"] = _get(f"Every {kind}, with its numbers", [])
    paths["/networks"] = _get("The networks that there are", [], csv=False)
    paths["/query"] = _get("A query in SPARQL and its answer", [_parameter("query", "A SPARQL query")])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Casegraph",
            "version": __version__,
            "description": "What case reviews asked, of whom, in which words. Add .json, .csv or .ttl to an address, or use Accept.",
        },
        "paths": paths,
    }


def _parameter(name: str, text: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "required": required, "schema": {"type": "string"}}


def _get(summary: str, parameters: list[dict[str, Any]], *, html: bool = True, csv: bool = True) -> dict[str, Any]:
    forms = [*(["text/html"] if html else []), "application/json", *(["text/csv"] if csv else [])]
    answers: dict[str, Any] = {
        "200": {"description": summary, "content": {form: {} for form in forms}},
        "304": {"description": "Unchanged"},
        "400": {"description": "A value that does not exist, or no query"},
        "413": {"description": "Too long a query, or too long an answer"},
        "503": {"description": "Too many queries at once: come back after Retry-After"},
        "504": {"description": "A query that took too long"},
        "404": {"description": "There is no such page"},
        "406": {"description": "Not in this form"},
    }
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}
