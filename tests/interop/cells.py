"""Cells, terms and attributes as text, so that what two programs read can be compared."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isnan

__all__ = ["EDGE", "NODE", "attributes", "by_value", "guessed", "item", "number", "pair", "term", "unguarded"]

NODE = ("label", "kind", "year", "outcome", "nation", "area", "partnership", "certainty", "group", "sector", "x", "y")
"""The values of nodes that every network file has."""
EDGE = ("link", "weight", "reviews")
"""Those of edges."""

_GUARDED = re.compile(r"'(?=[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DECIMAL = re.compile(r'"([-+0-9.]+)"(\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>)$')
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def item(*parts: object) -> str:
    """One item as text, whatever its parts have in them.

    >>> item("nodes.csv", "a, b")
    '["nodes.csv", "a, b"]'
    """
    return json.dumps(parts, ensure_ascii=False)


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from running it.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell


def number(value: float | Decimal) -> str:
    """Return a number as text, the same whether a program takes it for whole or not.

    >>> number(2025), number(2025.0), number(Decimal("1.50"))
    ('2025', '2025', '1.5')
    """
    text = f"{float(value):.10g}"
    return "0" if text == "-0" else text


def guessed(value: object) -> str:
    """Return a cell as text, where a program has guessed which cells are numbers, truth values, days or missing.

    >>> [guessed(value) for value in (2025.0, "2025", float("nan"), None, True, "true", "a")]
    ['2025', '2025', '', '', 'true', 'true', 'a']
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, Decimal)):
        return "" if isnan(value) else number(value)
    if value is None or str(value) in ("NaT", "<NA>"):
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat().removesuffix("T00:00:00")
    text = str(value)
    if text in ("True", "False", "TRUE", "FALSE"):
        return text.lower()
    return number(float(text)) if _NUMBER.fullmatch(text) else unguarded(text)


def by_value(statement: str) -> str:
    """Return a statement of N-Triples with a decimal number in one notation.

    >>> by_value('<a:a> <a:b> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    '<a:a> <a:b> "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return _DECIMAL.sub(lambda found: f'"{number(float(found[1]))}"{found[2]}', statement)


def attributes(found: Mapping[str, object], wanted: Iterable[str]) -> dict[str, str]:
    """Return those of a node or edge that are *wanted* and have a value, as text.

    >>> attributes({"year": 2025.0, "area": "", "r": 18}, ["area", "year"])
    {'year': '2025'}
    """
    texts = {name: guessed(found[name]) for name in sorted(wanted) if name in found}
    return {name: text for name, text in texts.items() if text}


def pair(one: str, other: str) -> list[str]:
    """The ends of an edge that has no direction."""
    return sorted((one, other))


def term(kind: str, value: str, datatype: str = "", language: str = "") -> list[str]:
    """Return a term of RDF as a list: iri, literal or bnode, its text, and its language or datatype.

    >>> term("literal", "a"), term("literal", "a", language="EN")
    (['literal', 'a', 'http://www.w3.org/2001/XMLSchema#string'], ['literal', 'a', '@en'])
    """
    if kind == "literal":
        return [kind, value, f"@{language.lower()}" if language else datatype or _STRING]
    return [kind, value]
