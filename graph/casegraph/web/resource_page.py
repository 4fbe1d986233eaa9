"""A plain page for whatever else has an IRI in the graph: its statements, with labels and links."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests
from casegraph.errors import QuerySyntaxError
from casegraph.names import PREFIXES
from casegraph.views.clauses import Clause
from casegraph.views.highlights import ALL
from casegraph.views.same_partnership import whose_recommendation
from casegraph.views.similar import in_words, similar_to
from casegraph.views.tables import Table, sentence_table
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.listed import sentence
from casegraph.web.repeat_part import repeated
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.similar_page import shown_similar
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["resource_page"]

_MOST = 500  # things that refer to one
_NEAR = 5  # recommendations that ask the same or come near
_PATH = re.compile(r"[^\s<>\"{}|\\^`\x00-\x20]{1,500}")
_OUT = """SELECT DISTINCT ?p ?pl ?o ?ol {{ <{iri}> ?p ?o OPTIONAL {{ ?p rdfs:label ?pl }}
  OPTIONAL {{ ?o rdfs:label|skos:prefLabel ?ol }} }} ORDER BY ?p ?o"""
_INTO = """SELECT DISTINCT ?s ?p ?pl ?sl {{ ?s ?p <{iri}> OPTIONAL {{ ?p rdfs:label ?pl }}
  OPTIONAL {{ ?s rdfs:label|skos:prefLabel ?sl }} }} ORDER BY ?p ?s LIMIT {most}"""
_COUNT = "SELECT (COUNT(*) AS ?n) {{ ?s ?p <{iri}> }}"

_TYPE = f"{PREFIXES['rdf']}type"

Row = dict[str, dict[str, str]]


def resource_page(site: Site, request: "Request") -> "Response":
    """Answer with what the graph says of an IRI; raises ProtocolError (404) if that is nothing."""
    path = request.path_params["path"]
    if not _PATH.fullmatch(path):
        raise ProtocolError(404, "There is no page here.")
    try:
        out, into = _statements(site, path)
    except QuerySyntaxError:  # that can be no IRI
        out, into = [], []
    if not out and not into and request.path_params["ending"]:  # it can be a part of the name
        path += request.path_params.pop("ending")
        with suppress(QuerySyntaxError):
            out, into = _statements(site, path)
    if not out and not into:
        raise ProtocolError(404, f"There is no page at /{path[:100]}.")
    iri = f"{site.base}{path}"
    all_into = len(into) if len(into) < _MOST else int(_value(_rows(site, _COUNT.format(iri=iri))[0], "n"))

    def html() -> str:
        clause = _clause(site, out)
        heading = _first(out, "label", "prefLabel", "text", "quote") or path
        if clause:
            heading = f"{_kind(out)} {_last(path)}: {site.collection.reviews[clause.review].title}"
        group = repeated(site.collection, heading, _members(out)) if _members(out) else None
        if group:
            heading = f"{in_requests('Similar recommendations', site.collection.profile)}: {heading}"
        return site.render(
            "thing.html",
            heading=heading,
            kind=in_requests(_kind(out), site.collection.profile),
            clause=clause and sentence(site.collection, clause, ALL),
            similar=_similar(site, clause) if clause and clause.kind == "recommendation" else None,
            group=group,
            iri=iri,
            address=address_of(iri, site.base),
            out=[_line(site, row, "o") for row in out],
            into=[_line(site, row, "s") for row in into],
            all_into=all_into,
        )

    forms: dict[str, Callable[[], str | bytes]] = {
        "text/html": html,
        "application/json": lambda: as_json({"iri": iri, "out": out, "into": into, "all_into": all_into}),
        "text/csv": lambda: _sheet(site, out),
    }
    return site.respond(request, {**forms, **site.described(iri)})


def _members(out: list[Row]) -> list[str]:
    """Return the recommendations of a group of similar ones."""
    return [_value(row, "o") for row in out if _last(_value(row, "p")) == "repeatedBy"]


def _similar(site: Site, clause: Clause) -> dict[str, object]:
    """Return what was asked before that is like a recommendation: the nearest, and the page of all."""
    c = site.collection
    whose = whose_recommendation(c, clause)
    answer = similar_to(c, clause.text, _NEAR, clause, whose.reviews if whose else None)
    href = with_parameters("/similar", {"recommendation": [f"{clause.review}/{clause.number}"]})
    state = f"{in_words(answer)} {whose.in_words([answer])}" if whose else in_words(answer)
    state = in_requests(state, c.profile)
    return {"state": state, "href": href, "shown": shown_similar(c, answer)}


def _statements(site: Site, path: str) -> tuple[list[Row], list[Row]]:
    """Return what the graph says of an IRI, and what refers to it."""
    return _rows(site, _OUT.format(iri=site.base + path)), _rows(site, _INTO.format(iri=site.base + path, most=_MOST))


def _sheet(site: Site, out: list[Row]) -> str:
    """Return a clause as a row of the table of sentences, and anything else as a table of its properties."""
    clause = _clause(site, out)
    if clause:
        return as_csv(sentence_table(site.collection, [clause]))
    rows = [(_value(row, "p"), _value(row, "o"), row.get("ol", {}).get("value", "")) for row in out]
    return as_csv(Table(("property", "value", "label"), rows))


def _rows(site: Site, query: str) -> list[Row]:
    rows: list[Row] = json.loads(site.graph.query_text(query))["results"]["bindings"]
    return rows


def _value(row: Row, name: str) -> str:
    return row[name]["value"]


def _last(iri: str) -> str:
    """Return the last part of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def _first(rows: list[Row], *properties: str) -> str:
    """Return the value of the first of some properties that a thing has."""
    values = {_last(_value(row, "p")): _value(row, "o") for row in reversed(rows)}
    return next((values[name] for name in properties if name in values), "")


def _kind(out: list[Row]) -> str:
    """Return what kinds of thing it is, in words."""
    types = [row for row in out if _value(row, "p") == _TYPE]
    names = ", ".join(row["ol"]["value"] if "ol" in row else _last(_value(row, "o")) for row in types)
    return f"{names[0].upper()}{names[1:]}" if names else "Item in the graph"


def _clause(site: Site, out: list[Row]) -> Clause | None:
    """Return the clause that is described, if it is one that pages show."""
    text = _first(out, "text")
    review = site.collection.reviews.get(_first(out, "fromReview").removeprefix(f"{site.base}review/"))
    return None if review is None else next((each for each in review.clauses if each.text == text), None)


def _line(site: Site, row: Row, name: str) -> tuple[str, str, str]:
    """Return a row of the page: the property, the thing on its other side, and where that has a page."""
    value = _value(row, name)
    called = row.get("pl", {}).get("value") or _last(_value(row, "p"))
    address = address_of(value, site.base) if row[name]["type"] == "uri" else ""
    label = row.get(f"{name}l", {}).get("value") or (value.removeprefix(site.base) if address else value)
    is_basis = value.startswith(f"{site.base}basis/")
    return called, in_requests(label, site.collection.profile) if is_basis else label, address
