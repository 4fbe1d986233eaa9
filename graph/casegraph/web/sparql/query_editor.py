"""The editor of the query page: its script, and the terms that it completes."""

from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph.web.saved_forms import as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["completion", "editor", "editor_script"]

_TERMS = """SELECT ?term (MIN(?l) AS ?label) (EXISTS {{ ?term a owl:Class }} AS ?is_class) {{
  {{ ?term rdfs:label ?l FILTER(STRSTARTS(STR(?term), "{base}ontology#")) }} UNION
  {{ ?term a skos:ConceptScheme ; rdfs:label|skos:prefLabel|dcterms:title ?l FILTER(STRSTARTS(STR(?term), "{base}scheme/")) }} UNION
  {{ ?term skos:inScheme ?scheme ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?term), "{base}theme/")
     || STRSTARTS(STR(?term), "{base}agency/") || STRSTARTS(STR(?term), "{base}outcome/")
     || STRSTARTS(STR(?term), "{base}action/")) }} }} GROUP BY ?term"""


def editor_script() -> bytes | None:
    """Return the bundled editor, None if it was not made because npm was missing (see graph/editor)."""
    bundle = files("casegraph.web") / "static" / "editor.js"
    return bundle.read_bytes() if bundle.is_file() else None


def editor(site: Site, request: "Request") -> "Response":
    """Answer with the editor's script; raises ProtocolError (404) if it was not made."""
    script = editor_script()
    if script is None:
        raise ProtocolError(404, "The editor was not bundled; the page works without it.")
    return site.respond(request, {"text/javascript": lambda: script})


def completion(site: Site, request: "Request") -> "Response":
    """Answer with the words that the editor completes: terms of the ontology, and themes, agencies and outcomes of the graph."""
    return site.respond(request, {"application/json": lambda: as_json(_terms(site))})


def _terms(site: Site) -> list[dict[str, str]]:
    prefixes = sorted(site.graph.prefixes.items(), key=lambda each: -len(each[1]))
    terms = []
    for row in site.store.select(_TERMS.format(base=site.base)):
        name, iri = next(each for each in prefixes if row["term"].value.startswith(each[1]))
        kind = "class" if row["is_class"].value == "true" else "property" if name == "cg" else "constant"
        label = f"{name}:{row['term'].value.removeprefix(iri)}"
        terms.append({"label": label, "detail": row["label"].value, "type": kind})
    return sorted(terms, key=lambda each: each["label"])
