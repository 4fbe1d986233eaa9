"""The tool for SPARQL, with the limits of the server's endpoint: it only reads, in a process that can be ended."""

import json
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from casegraph.assistant.forms import Shown, Source, Value
from casegraph.assistant.sentences import source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import ROWS, shortened_rows
from casegraph.assistant.tool import COLLECTION
from casegraph.errors import AnswerTooLarge, QueryRefused
from casegraph.store.guard import check, graph_names
from casegraph.web.sparql.protocol import LONGEST

__all__ = ["SparqlAnswer", "SparqlArguments", "sparql"]

_TRIPLES = 300


@dataclass(frozen=True, slots=True)
class SparqlArguments:
    """A query."""

    query: Annotated[
        str,
        Meta(
            description="SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes cg, theme, agency, review, skos and the like"
            " need no declaration. cg:addressedTo, cg:hasTheme, cg:text and cg:fromReview lead from a recommendation.",
            min_length=1,
            max_length=LONGEST,
        ),
    ]
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    """The answer to a query: *columns* and *quoted_rows* of a SELECT, the *truth* of an ASK, *quoted_graph* as Turtle.

    A value stands under its column's place, null where it is not bound. *texts_cut* counts values that are cut.
    """

    source: Source
    form: str
    columns: list[str]
    quoted_rows: list[list[Value]]
    shown: Shown | None
    texts_cut: int
    truth: bool | None
    quoted_graph: str


def sparql(served: Served, wanted: SparqlArguments) -> SparqlAnswer:
    """Return the answer to a query.

    Raises QueryRefused for what would change something or ask another server, QuerySyntaxError, QueryTimeout, AnswerTooLarge
    and Busy.
    """
    store = served.site.queried
    if len(wanted.query.encode("utf-8", "surrogatepass")) > LONGEST:
        raise QueryRefused(f"The query is too long: it may have {LONGEST:,} bytes.", "Make it shorter.")
    is_graph = check(wanted.query, graph_names(store.base)) in ("CONSTRUCT", "DESCRIBE")
    result = store.answer(wanted.query, rows="json", graph="turtle", first=_TRIPLES if is_graph else ROWS)
    if is_graph:
        return _graph(served, result.form, result.body.decode(), result.total, has_more=result.more)
    answer = json.loads(result.body)
    if "boolean" in answer:
        return _answer(served, result.form, truth=answer["boolean"])
    columns: list[str] = answer["head"]["vars"]
    terms = [[row.get(name) for name in columns] for row in answer["results"]["bindings"]]
    rows, cut = shortened_rows([[None if term is None else str(term["value"]) for term in row] for row in terms])
    return _answer(
        served,
        result.form,
        columns=columns,
        rows=rows,
        shown=_shown(len(rows), max(result.total, len(rows)), has_more=result.more),
        cut=cut,
    )


def _graph(served: Served, form: str, turtle: str, triples: int, *, has_more: bool) -> SparqlAnswer:
    """Return triples; raises AnswerTooLarge where there are more than an answer has."""
    if has_more or triples > _TRIPLES:
        raise AnswerTooLarge(
            0,
            f"The graph has more than {_TRIPLES:,} triples, the most that an answer has here. Narrow it, or add a LIMIT.",
        )
    return _answer(served, form, graph=turtle, shown=Shown(min(1, triples), triples, triples, ""))


def _shown(rows: int, total: int, *, has_more: bool) -> Shown:
    """Return which rows are shown.

    >>> _shown(100, 20_000, has_more=True).left_out
    'Shown: the first 100 of more than 20,000 rows. Use LIMIT and OFFSET with ORDER BY, or count in the query.'
    """
    how = "Use LIMIT and OFFSET with ORDER BY, or count in the query."
    of = f"{'more than ' * has_more}{total:,}"
    left_out = "" if rows == total and not has_more else f"Shown: the first {rows:,} of {of} rows. {how}"
    return Shown(min(1, rows), rows, total, left_out)


def _answer(
    served: Served,
    form: str,
    *,
    columns: list[str] | None = None,
    rows: list[list[Value]] | None = None,
    shown: Shown | None = None,
    cut: int = 0,
    truth: bool | None = None,
    graph: str = "",
) -> SparqlAnswer:
    return SparqlAnswer(
        source=source(served),
        form=form,
        columns=columns or [],
        quoted_rows=rows or [],
        shown=shown,
        texts_cut=cut,
        truth=truth,
        quoted_graph=graph,
    )
