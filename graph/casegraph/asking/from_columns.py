"""Counting questions answered from the tables of a build, where it has them (see ``ontology/counts``).

Each file of SQL has the name of a question and gives the rows of its query, in the same order: at 10,000 reviews in a
hundredth of the time. The tables hold ids; what ids are called, and what is broader, comes from the graph.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Any

from pyoxigraph import NamedNode

from casegraph.asking.binding import Bound
from casegraph.asking.questions import Term
from casegraph.asking.values import with_prefixes
from casegraph.resources import resource
from casegraph.store.build_tables import BuildTables, Relation
from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.table import Table

__all__ = ["questions_of_columns", "table_from_columns"]

_TABLES = ("reviews", "clauses")

_RELATIONS: Mapping[str, str] = {
    "labels": """SELECT ?kind ?id ?label {
      { ?thing skos:inScheme ?scheme ; skos:prefLabel ?label } UNION { ?thing a cg:SafeguardingPartnership ; rdfs:label ?label } }""",
    "broader": """SELECT ?kind ?id ?above {
      VALUES ?scheme { scheme:agency scheme:theme scheme:keyword } ?thing skos:inScheme ?scheme ; skos:broader* ?above }""",
    "ways_of_acting": "SELECT ?kind ?id { ?thing cg:isMeans true }",
    "related": "SELECT ?kind ?id ?other { ?thing skos:related ?other }",
    "panel": """SELECT ?kind ?id ?of ?number {
      ?of skos:inScheme scheme:panel-2020 ; skos:notation ?number . ?thing skos:broadMatch|skos:closeMatch|skos:relatedMatch ?of }""",
    "partners": "SELECT ?kind ?id ?nation { ?thing cg:statutoryPartnerIn ?nation }",
}
"""What statements can join with the tables, by the query that gives it of a graph: ?thing becomes its kind and its id."""


@cache
def questions_of_columns() -> frozenset[str]:
    """Return the names of the questions that the tables answer.

    >>> "actions-table" in questions_of_columns()
    True
    """
    files = (entry.name for entry in resource("ontology", "counts").iterdir())
    return frozenset(name.removesuffix(".sql") for name in files if name.endswith(".sql"))


def table_from_columns(store: Store, bound: Bound, tables: BuildTables) -> Table | None:
    """Return the rows of a question from the tables; None where they do not answer it.

    Raises DamagedBuild for a table that cannot be read.
    """
    if bound.question.name not in questions_of_columns():
        return None
    statement = resource("ontology", f"counts/{bound.question.name}.sql").read_text(encoding="utf-8")
    named = {word for word in re.findall(r"\w+", statement) if word in _RELATIONS}
    relations = {name: partial(_relation, store, name) for name in sorted(named)}
    rows = tables.rows(statement, _TABLES, _values(bound, statement), relations)
    if rows is None:
        return None
    names = bound.question.columns
    return Table(names, [dict(zip(names, map(_value, row), strict=True)) for row in rows])


def _relation(store: Store, name: str) -> Relation:
    query = _RELATIONS[name]
    columns = tuple(re.findall(r"\?(\w+)", query.partition("{")[0]))
    rows = store.select(with_prefixes(in_terms(query.replace("?kind ?id", "?thing", 1), store), store.base))
    of_rows = ([_text(row[each], store.base) for each in ("thing", *columns[2:])] for row in rows)
    return Relation(columns, _by_kind(of_rows))


def _by_kind(rows: Iterable[list[str]]) -> list[list[str]]:
    """Return rows whose first value, such as theme/neglect, is parted, and whose others have no kind."""
    return [[kind, id, *(each.removeprefix(f"{kind}/") for each in others)] for (kind, id), others in _parted(rows)]


def _parted(rows: Iterable[list[str]]) -> Iterable[tuple[tuple[str, str], list[str]]]:
    for thing, *others in rows:
        kind, _, id = thing.partition("/")
        yield (kind, id), others


def _text(term: Term, base: str) -> str:
    return term.value.removeprefix(base) if isinstance(term, NamedNode) else term.value


def _values(bound: Bound, statement: str) -> dict[str, object]:
    """Return the values of the parameters that a statement has; None for one without a value, a list of years."""
    values: dict[str, object] = {}
    for name in set(re.findall(r"\$(\w+)", statement)):
        terms = bound.terms.get(name)
        if terms is None:
            values[name] = None
        elif name == "year":
            values[name] = [int(term.value) for term in terms]
        else:
            values[name] = terms[0].value.rpartition("/")[2] if isinstance(terms[0], NamedNode) else terms[0].value
    return values


def _value(value: Any) -> Any:
    """Return a value as SPARQL's results have it: a decimal without noughts at its end.

    >>> _value(Decimal("0.500000000000000000")), _value(Decimal("20.000000000000000000")), _value(7)
    (Decimal('0.5'), Decimal('20'), 7)
    """
    if not isinstance(value, Decimal):
        return value
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
