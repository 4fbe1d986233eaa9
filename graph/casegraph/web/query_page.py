"""The query page: SPARQL in a form, its answer as a table of labels, and examples to begin with."""

import re
import time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from casegraph.asking.questions import questions
from casegraph.asking.values import with_prefixes
from casegraph.errors import CasegraphError, QuerySyntaxError
from casegraph.exporting import GRAPH_FORMATS
from casegraph.rdf.guard import check
from casegraph.rdf.tokens import token_at
from casegraph.rdf.unknown_names import unknown_names
from casegraph.web.answers import is_volatile, reason
from casegraph.web.forms import Form, wanted
from casegraph.web.gate import LOCAL
from casegraph.web.listing import written
from casegraph.web.parameters import paged, parameters_of
from casegraph.web.protocol import GRAPHS, LONGEST, ProtocolError
from casegraph.web.results import DRAWN, bars_of, cells, labels, matrix_of, sheet
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["completion", "editor", "editor_script", "query_page"]

_TERMS = """SELECT ?term (MIN(?l) AS ?label) (EXISTS {{ ?term a owl:Class }} AS ?is_class) {{
  {{ ?term rdfs:label ?l FILTER(STRSTARTS(STR(?term), "{base}ontology#")) }} UNION
  {{ ?term skos:inScheme ?scheme ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?term), "{base}theme/")
     || STRSTARTS(STR(?term), "{base}agency/") || STRSTARTS(STR(?term), "{base}outcome/")) }} }} GROUP BY ?term"""

_AT = re.compile(r"line (\d+), column (\d+)")

_FIRST = """SELECT ?agency (COUNT(DISTINCT ?recommendation) AS ?recommendations) {
  ?recommendation a cg:Recommendation ; cg:hasAddressing ?by .
  ?by cg:readAs ?agency ; cg:basis ?basis
  FILTER(?basis != basis:default)
} GROUP BY ?agency ORDER BY DESC(?recommendations)"""


def query_page(site: Site, request: "Request") -> "Response":
    """Answer with the form, and with what the query in it brings; other forms than HTML are the answer alone."""
    parameters = parameters_of(request)
    text = parameters.get("query", [""])[0]
    if not text and request.path_params["ending"] not in ("", ".html"):
        raise ProtocolError(400, "There is no query; say one as the parameter query.")
    if len(text.encode()) > LONGEST:
        raise ProtocolError(413, f"A query may have {LONGEST:,} bytes.")
    said: dict[str, Any] = {"form": "", "mistake": "", "place": None}
    status = 200
    files = _files(site, text) if text else {}
    if text and wanted(request, ("text/html", *files)) == "text/html":
        try:
            said |= _answered(site, text, parameters)
        except CasegraphError as error:
            told = reason(error)
            status = told.status
            said |= {"mistake": told.reason.partition("\n")[0], "place": _place(text, error)}

    def html() -> str:
        return site.render(
            "query.html",
            here="/query",
            heading="Query",
            title=_title(said),
            seconds=site.seconds,
            is_local=request.url.hostname in LOCAL,
            text=text or _FIRST,
            asked=bool(text),
            parameters=parameters,
            examples=[(each.wording, with_prefixes(each.sparql, site.base)) for each in questions().values()],
            prefixes=site.graph.prefixes,
            has_editor=editor_script() is not None,
            said=said,
        )

    return site.respond(
        request,
        {"text/html": html, **files},
        status=status,
        scripts=editor_script() is not None,
        steady=not is_volatile(text),
    )


def editor_script() -> bytes | None:
    """Return the bundled editor, None where there was no npm to make it with (see graph/editor)."""
    bundle = files("casegraph.web") / "static" / "editor.js"
    return bundle.read_bytes() if bundle.is_file() else None


def editor(site: Site, request: "Request") -> "Response":
    """Answer with the editor's script; raises ProtocolError (404) where it was not made."""
    script = editor_script()
    if script is None:
        raise ProtocolError(404, "The editor was not bundled; the page works without it.")
    return site.respond(request, {"text/javascript": lambda: script})


def completion(site: Site, request: "Request") -> "Response":
    """Answer with what the editor completes: terms of the ontology, and the themes, agencies and outcomes of the graph."""
    return site.respond(request, {"application/json": lambda: written(_terms(site))})


def _terms(site: Site) -> list[dict[str, str]]:
    prefixes = sorted(site.graph.prefixes.items(), key=lambda each: -len(each[1]))
    found = []
    for row in site.graph.solutions(_TERMS.format(base=site.base)):
        name, iri = next(each for each in prefixes if row["term"].value.startswith(each[1]))
        kind = "class" if row["is_class"].value == "true" else "property" if name == "cg" else "constant"
        label = f"{name}:{row['term'].value.removeprefix(iri)}"
        found.append({"label": label, "detail": row["label"].value, "type": kind})
    return sorted(found, key=lambda each: each["label"])


def _answered(site: Site, text: str, parameters: dict[str, list[str]]) -> dict[str, Any]:
    """Return what the page shows of an answer."""
    form = check(text)
    start = time.perf_counter()
    if form == "ASK":
        return {"form": form, "yes": site.graph.query(text), "taken": time.perf_counter() - start}
    if form != "SELECT":
        triples = site.graph.query_text(text, "ntriples")
        taken = time.perf_counter() - start
        lines = triples.count("\n")
        shown = _used(GRAPH_FORMATS["turtle"].write(triples, site.base)) if 0 < lines < 5_000 else ""
        return {"form": form, "turtle": shown, "count": lines, "taken": taken}
    found = site.graph.solutions(text)
    columns = [variable.value for variable in found.variables]
    rows = [[row[name] for name in columns] for row in found]
    taken = time.perf_counter() - start
    drawn = rows[: DRAWN * DRAWN + 1]
    plain = [cells(row, {}, site.base, columns) for row in drawn]
    shapes = [name for name, fits in (("bars", bars_of), ("matrix", matrix_of)) if fits(columns, plain)]
    shape = parameters.get("as", [""])[0]
    part, page, pages = (drawn, 1, 1) if shape in shapes else paged(rows, parameters)
    strange = [] if rows else unknown_names(site.graph, text)
    named = labels(site.graph, (term for row in part for term in row))
    written = [cells(row, named, site.base, columns) for row in part]
    return {
        "form": form,
        "columns": columns,
        "rows": written,
        "count": len(rows),
        "strange": strange,
        "taken": taken,
        "page": page,
        "pages": pages,
        "shapes": shapes,
        "bars": bars_of(columns, written) if shape == "bars" else None,
        "grid": matrix_of(columns, written) if shape == "matrix" else None,
        "drawn": DRAWN,
    }


def _used(turtle: str) -> str:
    r"""Return Turtle with the prefixes that it uses.

    >>> _used("@prefix a: <x:a> .\n@prefix b: <x:b> .\n\na:1 a a:2 .\n").splitlines()[0]
    '@prefix a: <x:a> .'
    """
    lines = turtle.splitlines(keepends=True)
    rest = "".join(line for line in lines if not line.startswith("@prefix "))
    return "".join(
        line for line in lines if not line.startswith("@prefix ") or re.search(rf"\b{re.escape(line.split()[1])}", rest)
    )


def _title(said: dict[str, Any]) -> str:
    """Return what the page is called in a history: how it went, if something was asked."""
    if said["mistake"]:
        return "Mistake – Query"
    if said["form"] == "SELECT":
        return f"{said['count']:,} row{'s' * (said['count'] != 1)} – Query"
    return f"{said['form']} – Query" if said["form"] else ""


def _place(text: str, error: CasegraphError) -> tuple[str, str, str, str] | None:
    """Return the number of the line that cannot be read, what stands before the mistake, the word itself, and the rest."""
    if isinstance(error, QuerySyntaxError):
        number, column = error.line, error.column
    elif found := _AT.search(str(error)):
        number, column = int(found[1]), int(found[2])
    else:
        return None
    lines = re.split(r"\r\n|\r|\n", text)
    line = lines[min(number, len(lines)) - 1]
    start = column - 1
    word = token_at(line, start)
    end = word.end if word else len(line)
    return str(number), line[:start], line[start:end], line[end:]


def _files(site: Site, text: str) -> dict[str, Form]:
    """Return the answer in the forms that programs take; a query that is none is told in all of them."""
    try:
        kind = check(text)
    except CasegraphError:
        return dict.fromkeys(("application/json", "text/csv", *GRAPHS), lambda: check(text))
    if kind in ("SELECT", "ASK"):
        return {
            "application/json": lambda: site.graph.query_text(text, "json"),
            "text/csv": lambda: sheet(site.graph, text) if kind == "SELECT" else site.graph.query_text(text, "csv"),
        }

    def form(name: str) -> Form:
        return lambda: GRAPH_FORMATS[name].write(site.graph.query_text(text, "ntriples"), site.base)

    return {media_type: form(name) for media_type, name in GRAPHS.items()}
