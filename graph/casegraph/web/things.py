"""A plain page for whatever else has an IRI in the graph: its statements, with labels and links."""

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from casegraph.web.pages import written
from casegraph.web.protocol import ProtocolError
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["thing"]

_MOST = 500
_PATH = re.compile(r"[^\s<>\"{}|\\^`\x00-\x20]{1,500}")
_OUT = """SELECT DISTINCT ?p ?pl ?o ?ol {{ <{iri}> ?p ?o OPTIONAL {{ ?p rdfs:label ?pl }}
  OPTIONAL {{ ?o rdfs:label|skos:prefLabel ?ol }} }} ORDER BY ?p ?o LIMIT {most}"""
_INTO = """SELECT DISTINCT ?s ?p ?pl ?sl {{ ?s ?p <{iri}> OPTIONAL {{ ?p rdfs:label ?pl }}
  OPTIONAL {{ ?s rdfs:label|skos:prefLabel ?sl }} }} ORDER BY ?p ?s LIMIT {most}"""

Row = dict[str, dict[str, str]]


def thing(site: Site, request: "Request") -> "Response":
    """Answer with what the graph says of an IRI; raises ProtocolError (404) if that is nothing."""
    path = request.path_params["path"]
    if not _PATH.fullmatch(path):
        raise ProtocolError(404, "There is no such page.")
    out, into = _said(site, path)
    if not out and not into and request.path_params["ending"]:  # it can be a part of the name
        path += request.path_params.pop("ending")
        out, into = _said(site, path)
    if not out and not into:
        raise ProtocolError(404, "The graph that is served here does not know it.")
    iri = f"{site.base}{path}"
    called = next((_value(row, "o") for row in out if row["p"]["value"].endswith(("#label", "#prefLabel"))), path)

    def html() -> str:
        return site.render(
            "thing.html",
            heading=called,
            iri=iri,
            address=f"/{path}",
            out=[_line(site, row, "o") for row in out],
            into=[_line(site, row, "s") for row in into],
        )

    forms: dict[str, Callable[[], str | bytes]] = {
        "text/html": html,
        "application/json": lambda: written({"iri": iri, "out": out, "into": into}),
    }
    return site.respond(request, {**forms, **site.described(iri)})


def _said(site: Site, path: str) -> tuple[list[Row], list[Row]]:
    """Return what the graph says of an IRI, and what refers to it."""
    return _rows(site, _OUT.format(iri=site.base + path, most=_MOST)), _rows(
        site, _INTO.format(iri=site.base + path, most=_MOST)
    )


def _rows(site: Site, query: str) -> list[Row]:
    found: list[Row] = json.loads(site.graph.query_text(query))["results"]["bindings"]
    return found


def _value(row: Row, name: str) -> str:
    return row[name]["value"]


def _line(site: Site, row: Row, name: str) -> tuple[str, str, str | None]:
    """Return a row of the page: the property, the thing on its other side, and where that has a page."""
    value = _value(row, name)
    called = row.get("pl", {}).get("value") or re.split(r"[#/]", _value(row, "p"))[-1]
    here = row[name]["type"] == "uri" and value.startswith(site.base)
    label = row.get(f"{name}l", {}).get("value") or (value.removeprefix(site.base) if here else value)
    return called, label, f"/{value.removeprefix(site.base)}" if here else None
