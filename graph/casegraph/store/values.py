"""The rows of a SELECT as values of Python: numbers, dates and texts instead of terms."""

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from casegraph.errors import QueryError
from casegraph.names import PREFIXES
from casegraph.store.protocol import TIMEOUT, QueryResult, Store
from casegraph.store.table import Table

__all__ = ["Value", "rows_of", "select_values"]

Value = str | int | float | bool | Decimal | date | None
"""A value of a row: an IRI or text is a str, an unbound variable is None."""

_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(
    f"{_XSD}{name}"
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip


def select_values(store: Store, query: str, timeout: float = TIMEOUT) -> Table:
    """Return the rows of a SELECT, each a dict from variable to value.

    >>> from casegraph.store.memory import MemoryStore
    >>> select_values(MemoryStore.from_turtle("review:a cg:year 2025 ."), "SELECT ?year ?name { ?r cg:year ?year }")
    [{'year': 2025, 'name': None}]
    """
    return rows_of(store.answer(query, timeout=timeout))


def rows_of(result: QueryResult) -> Table:
    """Return the rows of a result in SPARQL's JSON; raises QueryError for what has no rows."""
    if result.form != "SELECT":
        raise QueryError(f"{result.form} gives no rows; a SELECT is needed here.")
    answer = json.loads(result.body)
    names = answer["head"]["vars"]
    rows = answer["results"]["bindings"]
    return Table(names, [{name: _value(row[name]) if name in row else None for name in names} for row in rows])


def _value(term: dict[str, Any]) -> Value:
    """Return the Python value of a term in SPARQL's JSON results; text that is no value of its datatype stays text.

    >>> _value({"type": "literal", "value": "2025", "datatype": "http://www.w3.org/2001/XMLSchema#integer"})
    2025
    """
    if term["type"] not in ("literal", "typed-literal"):
        return str(term["value"]) if isinstance(term["value"], str) else json.dumps(term["value"], sort_keys=True)
    text, kind = str(term["value"]), term.get("datatype", "")
    try:
        if kind in _WHOLE:
            return int(text)
        if kind == f"{_XSD}decimal":
            return Decimal(text)
        if kind in (f"{_XSD}double", f"{_XSD}float"):
            return float(text)
        if kind == f"{_XSD}boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
        if kind == f"{_XSD}date":
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        pass
    return text
