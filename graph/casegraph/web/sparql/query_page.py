"""The query page: SPARQL in a form, its answer as a table of labels, and examples to begin with."""

import json
import re
import time
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from casegraph.asking.questions import questions_for
from casegraph.asking.values import with_prefixes
from casegraph.collections.classes import in_classes
from casegraph.errors import CasegraphError, QuerySyntaxError
from casegraph.store.tokens import token_at
from casegraph.store.unknown_names import unknown_names
from casegraph.web.answers import is_volatile, reason
from casegraph.web.middleware.host_check import LOCAL
from casegraph.web.parameters import paged, parameters_of
from casegraph.web.representations import Form, wanted
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import GRAPHS, LONGEST, ProtocolError
from casegraph.web.sparql.query_editor import editor_script
from casegraph.web.sparql.results import DRAWN, Bars, Cell, Grid, Term, bars_of, cells, labels, matrix_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["ROWS", "TRIPLES", "query_page"]

ROWS = 5_000
"""How many rows of an answer the page shows, in parts; files have them all."""

TRIPLES = 5_000
"""How many statements the page shows; if there are more, it says so."""

_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_LEAST = 1.0  # seconds for labels, however long the answer took

_AT = re.compile(r"line (\d+), column (\d+)")

_FIRST = """SELECT ?agency (COUNT(DISTINCT ?recommendation) AS ?recommendations) {
  ?recommendation a cg:Recommendation ; cg:hasAddressing ?by .
  ?by cg:readAs ?agency ; cg:basis ?basis
  FILTER(?basis != basis:default)
} GROUP BY ?agency ORDER BY DESC(?recommendations)"""


class Mistake(NamedTuple):
    """The number of the line with a mistake, the text before it, the word itself, and the rest of the line."""

    line: str
    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a query as the page shows it, or the mistake in the query.

    *count* is the number of rows or statements, or at least that many if there are *more*. *rows* are those of one page,
    *kept* is how many the pages have in all. *strange* are names in the query that the graph does not use, each with the
    nearest name that it does use. *shapes* are the charts that the rows fit, *bars* or *grid* the one that is shown.
    """

    form: str = ""
    mistake: str = ""
    place: Mistake | None = None
    taken: float = 0.0
    count: int = 0
    more: bool = False
    yes: bool = False
    turtle: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    kept: int = 0
    strange: Sequence[tuple[str, str]] = ()
    page: int = 1
    pages: int = 1
    shapes: Sequence[str] = ()
    bars: Bars | None = None
    grid: Grid | None = None


def query_page(site: Site, request: "Request") -> "Response":
    """Answer with the form and the result of the query in it; forms other than HTML are the answer alone."""
    parameters = parameters_of(request)
    text = parameters.get("query", [""])[0]
    if not text and request.path_params["ending"] not in ("", ".html"):
        raise ProtocolError(400, "There is no query. Give one in the parameter “query”.")
    if len(text.encode()) > LONGEST:
        raise ProtocolError(413, f"A query may have {LONGEST:,} bytes.")
    result, status = Result(), 200
    base = str(request.url.replace(path="/sparql", query=""))
    files = _files(site, text, base) if text else {}
    if text and wanted(request, ("text/html", *files)) == "text/html":
        try:
            result = _result(site, text, parameters, base)
        except CasegraphError as error:
            problem = reason(error)
            status = problem.status
            result = Result(mistake=problem.reason.partition("\n")[0], place=_place(text, error))

    def html() -> str:
        return site.render(
            "query.html",
            here="/query",
            heading="Query",
            title=_title(result),
            seconds=site.seconds,
            is_local=request.url.hostname in LOCAL,
            text=text or in_classes(_FIRST, site.collection.profile),
            has_query=bool(text),
            parameters=parameters,
            examples=[
                (each.wording, with_prefixes(in_classes(each.sparql, site.collection.profile), site.base))
                for each in questions_for(site.collection.profile).values()
            ],
            prefixes=site.graph.prefixes,
            has_editor=editor_script() is not None,
            result=result,
            drawn=DRAWN,
        )

    return site.respond(
        request,
        {"text/html": html, **files},
        status=status,
        scripts=editor_script() is not None,
        steady=not is_volatile(text),
    )


def _result(site: Site, text: str, parameters: dict[str, list[str]], base: str) -> Result:
    """Return the result of a query as the page shows it; all its work shares the time limit of one query."""
    form = site.graph.form(text)
    start = time.perf_counter()
    first = TRIPLES if form in _GRAPH_FORMS else ROWS
    answer = site.queried.answer(text, graph="turtle", timeout=site.seconds, relative_to=base, first=first)
    taken = time.perf_counter() - start
    whole = Result(form=form, taken=taken, count=answer.total, more=answer.more)
    if form == "ASK":
        return replace(whole, yes=bool(json.loads(answer.body)["boolean"]))
    if form in _GRAPH_FORMS:
        return replace(whole, turtle=_used(answer.body.decode()) if answer.total else "")
    left = max(_LEAST, site.seconds - taken)
    listed, page, pages = paged(range(answer.kept), parameters)
    columns, drawn, part = _rows_of(answer.body, listed)
    plain = [cells(row, {}, site.base, columns) for row in drawn]
    shapes = [name for name, fits in (("bars", bars_of), ("matrix", matrix_of)) if fits(columns, plain)]
    shape = parameters.get("as", [""])[0]
    if shape in shapes:
        part, page, pages = drawn, 1, 1
    named = labels(site.queried, (term for row in part for term in row), left)
    rows = [cells(row, named, site.base, columns) for row in part]
    return replace(
        whole,
        columns=columns,
        rows=rows,
        kept=answer.kept,
        strange=[] if answer.total else unknown_names(site.queried, text),
        page=page,
        pages=pages,
        shapes=shapes,
        bars=bars_of(columns, rows) if shape == "bars" else None,
        grid=matrix_of(columns, rows) if shape == "matrix" else None,
    )


def _rows_of(body: bytes, listed: Container[int]) -> tuple[list[str], list[list[Term]], list[list[Term]]]:
    """Return the columns of SPARQL's JSON, the rows that could be drawn, and those whose numbers are *listed*."""
    solutions = parse_query_results(body, format=QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    drawn: list[list[Term]] = []
    part: list[list[Term]] = []
    for number, row in enumerate(solutions):
        if number in listed:
            part.append([*row])
        if len(columns) in (2, 3) and number <= DRAWN * DRAWN:
            drawn.append([*row])
    return columns, drawn, part


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


def _title(result: Result) -> str:
    """Return the page's title in a browser's history: the result, if there was a query."""
    if result.mistake:
        return "Mistake – Query"
    if result.form == "SELECT":
        return f"{'More than ' * result.more}{result.count:,} row{'s' * (result.count != 1)} – Query"
    return f"{result.form} – Query" if result.form else ""


def _place(text: str, error: CasegraphError) -> Mistake | None:
    """Return where a query has a mistake, None if the error does not say."""
    if isinstance(error, QuerySyntaxError):
        number, column = error.line, error.column
    elif match := _AT.search(str(error)):
        number, column = int(match[1]), int(match[2])
    else:
        return None
    lines = re.split(r"\r\n|\r|\n", text)
    line = lines[min(number, len(lines)) - 1]
    start = column - 1
    word = token_at(line, start)
    end = word.end if word else len(line)
    return Mistake(str(number), line[:start], line[start:end], line[end:])


def _files(site: Site, text: str, base: str) -> dict[str, Form]:
    """Return the answer in the forms for programs; each raises the error of a query that is not SPARQL."""
    try:
        kind = site.graph.form(text)
    except CasegraphError:
        return dict.fromkeys(("application/json", "text/csv", *GRAPHS), lambda: site.graph.form(text))

    def rows(name: str) -> Form:
        return lambda: site.queried.answer(text, rows=name, timeout=site.seconds, relative_to=base).body

    def form(name: str) -> Form:
        return lambda: site.queried.answer(text, graph=name, timeout=site.seconds, relative_to=base).body

    if kind not in _GRAPH_FORMS:
        return {"application/json": rows("json"), "text/csv": rows("excel")}
    return {media_type: form(name) for media_type, name in GRAPHS.items()}
